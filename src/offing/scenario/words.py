"""A scenario in plain sentences, and what differs between two."""

from __future__ import annotations

import datetime

from offing.model import Restriction, Scenario

_KIND_WORDS = {
    "container": "container ships", "bulk": "dry bulk ships", "tanker": "tankers",
    "gas": "gas carriers", "general": "general cargo ships", "roro": "ro-ro ships",
}  # fmt: skip


def percent(share: float) -> str:
    """``0.55`` as “55 %”."""
    return f"{100 * share:.3g} %"


def day_words(date: datetime.date) -> str:
    """A date as “16 December 2023”."""
    return f"{date.day} {date:%B %Y}"


def ships_words(applies_to: tuple[str, ...]) -> str:
    """“all ships”, or which ones: kinds, classes, trade to or from places."""
    if not applies_to:
        return "all ships"
    ships = [_KIND_WORDS.get(w, f"ships of class {w}") for w in applies_to if ":" not in w]
    trade = [w.replace("port:", "port ").replace("country:", "country ") for w in applies_to
             if ":" in w]  # fmt: skip
    words = _listing(ships) if ships else "all ships"
    return words + (f" to or from {_listing(trade)}" if trade else "")


def shares_words(one: Restriction) -> str:
    """“77 % of container ships and 55 % of other ships”: the shares of each class told."""
    told = [f"{percent(v)} of {ships_words((k,))}" for k, v in one.share_by_class.items()]
    if told and one.applies_to and set(one.applies_to) <= set(one.share_by_class):
        return _listing(told)
    rest = f"{percent(one.share)} of {'the rest of ' if told else ''}{ships_words(one.applies_to)}"
    if one.effect == "closed":
        rest = f"100 % of {ships_words(one.applies_to)}"
    return _listing([*told, rest])


def restriction_words(one: Restriction) -> str:
    """What a restriction says, in one sentence, without its dates' meaning for any day."""
    name = one.target.name
    if one.effect == "capacity":
        what = f"{name} lets {one.capacity_per_day or 0:g} ships a day through"
        if one.applies_to:
            what += f" ({ships_words(one.applies_to)})"
    elif one.effect == "closed":
        what = f"{name} is closed to {ships_words(one.applies_to)}"
    else:
        what = f"{shares_words(one)} keep away from {name}"
        if one.target.kind == "area":
            what += " (ports inside are out of reach)" if one.forbids_entry else ""
    return f"{what}{_dates_words(one)}."


def _dates_words(one: Restriction) -> str:
    words = ""
    if one.start and one.start == one.end:
        words = f" on {day_words(one.start)}"
    elif one.start and one.end:
        words = f" from {day_words(one.start)} to {day_words(one.end)}"
    elif one.start:
        words = f" from {day_words(one.start)} on"
    elif one.end:
        words = f" until {day_words(one.end)}"
    if one.ramp_days:
        first = f"from {percent(one.ramp_from)} of that " if one.ramp_from else ""
        words += f", reached {first}in a straight line over {one.ramp_days:g} days"
    return words


def scenario_words(scenario: Scenario, date: datetime.date | None = None) -> list[str]:
    """A scenario as lines for people: what it is, what it says, and what holds on a date."""
    on = date or scenario.date
    lines = [scenario.name or "A scenario without a name"]
    if scenario.analogue_of:
        lines.append(f"Analogue of: {scenario.analogue_of}. Happened then, no forecast.")
    if not scenario.restrictions:
        lines.append("It restricts nothing.")
    lines += [f"  {restriction_words(r)}" for r in scenario.restrictions]
    if scenario.opened:
        lines.append(f"Opened, though closed by default: {_listing(list(scenario.opened))}.")
    if on:
        lines += _holding_words(scenario, on)
    if scenario.note:
        lines.append("Note: " + " ".join(scenario.note.split()))
    sources = list(dict.fromkeys([*scenario.sources, *(
        s for r in scenario.restrictions for s in r.sources)]))  # fmt: skip
    lines += [f"Source: {s}." for s in sources]
    return lines


def _holding_words(scenario: Scenario, on: datetime.date) -> list[str]:
    active = scenario.active(on)
    if not active:
        return [f"On {day_words(on)} nothing of it holds."]
    lines = [f"On {day_words(on)}:"]
    for one in active:
        name = one.target.name
        if one.effect == "capacity":
            lines.append(f"  {name}: {one.capacity_per_day or 0:g} ships a day")
            continue
        lines.append(f"  {name}: {shares_words(one)} keep away")
    return lines


def diff_words(one: Scenario, two: Scenario, date: datetime.date | None = None) -> list[str]:
    """What differs from one scenario to another, as lines beginning with −, + or ≠.

    With a date: only what holds on it, with the shares of that day. Restrictions are
    matched by what and whom they are about, so that a changed share shows as a change.
    """
    old, new = _by_subject(one, date), _by_subject(two, date)
    lines = []
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key, []), new.get(key, [])
        for k in range(max(len(before), len(after))):
            a = restriction_words(before[k]) if k < len(before) else ""
            b = restriction_words(after[k]) if k < len(after) else ""
            if a != b:
                lines += [f"≠ {a}", f"  → {b}"] if a and b else [f"− {a}" if a else f"+ {b}"]
    lines += [f"− opened: {p}" for p in one.opened if p not in two.opened]
    lines += [f"+ opened: {p}" for p in two.opened if p not in one.opened]
    return lines


def _by_subject(
    scenario: Scenario, date: datetime.date | None
) -> dict[tuple[str, ...], list[Restriction]]:
    found: dict[tuple[str, ...], list[Restriction]] = {}
    held = scenario.active(date) if date else scenario.restrictions
    for one in held:
        key = (one.target.kind, one.target.id, *sorted(one.applies_to))
        found.setdefault(key, []).append(one)
    for restrictions in found.values():
        restrictions.sort(key=lambda r: (r.start or datetime.date.min, r.effect, r.id))
    return found


def _listing(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
