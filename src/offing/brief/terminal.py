"""The brief as text: styled and as wide as the terminal, plain when it goes elsewhere.

The plain form is made to be read aloud: no boxes, every value led by its name.
"""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from offing.brief.view import ClaimView, ConsequenceView, IncidentView, view_from_brief
from offing.brief.wording import (
    LEFT_OUT_TITLES,
    claim_when_words,
    days_words,
    listing,
    nm_words,
    places_words,
    plural,
    printable,
    sentence_from,
    through_words,
    way_words,
)
from offing.model import Brief, Claim, Extra, LaneEffect, LeftOut

PLAIN_WIDTH = 88
TABLE_WIDTH = 100
"""A terminal narrower than this gets the list form of the claims, not the table."""
SHOWN_PORTS = 12
SHOWN_LEFT_OUT = 6
SHOWN_EVIDENCE = 3


def print_brief(brief: Brief, stream: TextIO | None = None) -> None:
    """Print a brief: with ``rich`` on a terminal, as plain text elsewhere.

    ``NO_COLOR`` (no-color.org) and ``TERM=dumb`` are honoured.
    """
    out = stream or sys.stdout
    styled = out.isatty() and os.environ.get("TERM") != "dumb"
    if styled:
        _print_styled(brief, out)
    else:
        text = "\n".join(plain_lines(brief)) + "\n"
        encoding = getattr(out, "encoding", None) or "utf-8"
        out.write(text.encode(encoding, "replace").decode(encoding))


def plain_lines(brief: Brief, width: int = PLAIN_WIDTH) -> list[str]:
    """The whole brief as plain lines no wider than ``width`` where words allow."""
    view = view_from_brief(brief)
    out = [*textwrap.wrap(brief.headline, width), ""]
    out.extend(textwrap.wrap(f"As of {view.as_of}: {brief.as_of_basis}.", width))
    for report in view.reports:
        out.extend(_wrapped(f"Report {report.number}: {report.label}.", width))
    for heading, lines in (
        ("What is claimed", _claims_section(view.claims)),
        ("What agrees and what conflicts", _incidents_section(view.incidents)),
        ("Consequences at sea, if accepted", _consequences_section(view.consequences)),
        ("Evidence", _evidence_section(view.claims)),
        ("Left out", _left_out_section(brief.left_out)),
    ):
        out.extend(("", heading, "-" * len(heading)))
        for line in lines:
            out.extend(_wrapped(line, width))
    out.extend(("", "Not for navigation."))
    return [printable(line, breaks=False) for line in out]


def _wrapped(line: str, width: int) -> list[str]:
    """One line as several; those that are indented keep their indent and two more."""
    if not line.strip():
        return [""]
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.wrap(
        line.strip(), width, initial_indent=indent, subsequent_indent=indent + "  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def claim_lines(claim: Claim, number: int, rating: str = "") -> list[str]:
    """One claim as lines, each value led by its name."""
    out = [f"{number}. {sentence_from(claim.paraphrase) or claim.action.replace('_', ' ')}"]
    facts = [("who", _who(claim)), ("through", through_words(claim))]
    facts += [("where", places_words(claim.places)), ("when", claim_when_words(claim))]
    modality: str = claim.modality
    if claim.in_effect is not None:
        modality += "; in effect" if claim.in_effect else "; not in effect"
    facts += [("modality", modality), ("rating", rating), ("id", claim.id)]
    out.extend(f"   {name}: {value}" for name, value in facts if value)
    return out


def _who(claim: Claim) -> str:
    return f"{claim.speaker} ({claim.speaker_role})" if claim.speaker_role else claim.speaker


def _claims_section(claims: Sequence[ClaimView]) -> Iterator[str]:
    if not claims:
        yield "Nothing about shipping."
    for item in claims:
        yield from claim_lines(item.claim, item.number, item.rating)


def _incidents_section(incidents: Sequence[IncidentView]) -> Iterator[str]:
    if not incidents:
        yield "There is nothing to compare."
    told: dict[str, str] = {}
    for item in incidents:
        word = "claim" if len(item.numbers) == 1 else "claims"
        which = f"{word} {listing(str(n) for n in item.numbers)}"
        yield f"{item.title} ({which})"
        yield f"   status: {item.status}"
        yield f"   support: {item.support}"
        yield f"   was it said? {_once(item.said, which, told)}"
        yield f"   is it so? {_once(item.so, which, told)}"
        yield from (f"   agrees: {text}" for text in item.agreements)
        yield from (f"   conflicts: {text}" for text in item.conflicts)


def _once(rating: str, which: str, told: dict[str, str]) -> str:
    """A rating with its reasons the first time, then where the same reasons stand."""
    first = told.setdefault(rating, which)
    code, _, reasons = rating.partition(": ")
    return (
        rating if first == which or not reasons else f"{code}, for the reasons given with {first}"
    )


def _consequences_section(consequences: Sequence[ConsequenceView]) -> Iterator[str]:
    if not consequences:
        yield "No restriction is proposed."
    for item in consequences:
        yield f"{item.title} ({item.state}; id {item.id})"
        if item.basis:
            yield f"   rests on: {item.basis}"
        yield from (f"   would have to be true: {text}" for text in item.conditions)
        yield from (f"   not modelled: {text}" for text in item.not_modelled)
        if item.passages:
            yield f"   passages: {listing(item.passages)}"
        if item.ports:
            yield f"   ports: {_some(item.ports)}"
        if item.note:
            yield f"   {item.note}"
        if item.accept_as != item.id:
            yield f"   to accept one of them: --accept {item.accept_as}"
        yield from (f"   {_lane_line(effect)}" for effect in item.lanes)
        if item.stand_ins:
            near = (f"{s.name} {nm_words(s.distance_nm)}" for s in item.stand_ins)
            yield f"   could stand in, by sea: {', '.join(near)}"


def _some(names: Sequence[str]) -> str:
    """The first names and how many more there are."""
    if len(names) <= SHOWN_PORTS:
        return listing(names)
    return f"{', '.join(names[:SHOWN_PORTS])} and {len(names) - SHOWN_PORTS} more"


def _lane_line(effect: LaneEffect) -> str:
    """What happens to one lane, in a line."""
    if effect.extra_nm is None:
        word = "a port is out" if effect.status == "port_out" else "no way"
        return f"{effect.name}: {word} (open way {nm_words(effect.open_nm)})"
    return (
        f"{effect.name}: {nm_words(effect.extra_nm, sign=True)}, "
        f"{days_words(_days(effect), sign=True)} at {effect.speed_kn:g} kn, "
        f"{_cost_words(effect)}by {way_words(effect.passages)} (now {nm_words(effect.open_nm)})"
    )


def _days(effect: LaneEffect) -> float | None:
    """Days more, those in canals counted where they are known."""
    if effect.extra is None:
        return effect.extra_days
    drawn = effect.extra.days_spread
    return drawn.p50 if drawn else effect.extra.days.mid


def _cost_words(effect: LaneEffect) -> str:
    """What going round costs more, with its range, and by the share of ships that do."""
    if effect.extra is None:
        return ""
    from offing.voyage.lane_words import more_words

    words = f"{tonnes_words(effect.extra)}, {more_words(effect.extra)}, "
    if effect.expected is not None and effect.share < 0.995:
        share = f"{effect.share:.0%}".replace("%", " %")
        words += f"over all ships {more_words(effect.expected)} ({share} go round), "
    return words


def tonnes_words(extra: Extra) -> str:
    """``CO2 +3,100 t (2,800 to 3,600)``: the median of the draws, or the middle."""
    drawn, cases = extra.co2_t_spread, extra.co2_t
    mid, low, high = (drawn.p50, drawn.p10, drawn.p90) if drawn else (
        (cases.mid, cases.low, cases.high)
    )  # fmt: skip
    return f"CO2 {mid:+,.0f} t ({low:,.0f} to {high:,.0f})".replace("-", "−")


def _evidence_section(claims: Sequence[ClaimView]) -> Iterator[str]:
    if not claims:
        yield "None."
    for item in claims:
        for evidence in item.claim.evidence[:SHOWN_EVIDENCE]:
            quoted = " ".join(evidence.text.split())
            yield f"{item.number}. “{quoted}” (characters {evidence.start}–{evidence.end})"
        more = len(item.claim.evidence) - SHOWN_EVIDENCE
        if more > 0:
            yield f"   and {more} more"


def _left_out_section(left_out: Iterable[LeftOut]) -> Iterator[str]:
    groups: dict[str, list[LeftOut]] = {}
    for item in left_out:
        groups.setdefault(item.kind, []).append(item)
    if not groups:
        yield "Nothing."
    for kind, title in LEFT_OUT_TITLES.items():
        items = groups.get(kind, [])
        if items:
            yield f"{title}: {plural(len(items), 'item')}"
        shown = items if kind == "unreadable" else items[:SHOWN_LEFT_OUT]
        for item in shown:
            quoted = f": “{item.text}”" if item.text else ""
            yield f"   {item.reason}{quoted}"
        if len(items) > len(shown):
            yield f"   and {len(items) - len(shown)} more"


def _print_styled(brief: Brief, out: TextIO) -> None:
    """The same on a terminal: headings, a table of claims where there is room, colour."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    width = shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns
    console = Console(file=out, width=width, highlight=False)
    view = view_from_brief(brief)
    console.print()
    console.print(Text(printable(brief.headline), style="bold"))
    console.print(Text(f"As of {view.as_of}: {brief.as_of_basis}.", style="dim"))
    for report in view.reports:
        console.print(Text(printable(f"Report {report.number}: {report.label}"), style="dim"))
    sections: list[tuple[str, Iterable[str]]] = [
        ("What agrees and what conflicts", _incidents_section(view.incidents)),
        ("Consequences at sea, if accepted", _consequences_section(view.consequences)),
        ("Evidence", _evidence_section(view.claims)),
        ("Left out", _left_out_section(brief.left_out)),
    ]
    if width >= TABLE_WIDTH and view.claims:
        console.print(Text("\nWhat is claimed", style="bold underline"))
        console.print(_claims_table(view.claims))
    else:
        sections.insert(0, ("What is claimed", _claims_section(view.claims)))
    for heading, lines in sections:
        console.print(Text(f"\n{heading}", style="bold underline"))
        for line in lines:
            indent = len(line) - len(line.lstrip())
            style = "" if indent == 0 else "dim" if ":" not in line else ""
            body = Text(printable(line.strip(), breaks=False), style=style)
            console.print(Padding(body, (0, 0, 0, indent)))
    console.print(Text("\nNot for navigation.", style="dim"))


def _claims_table(claims: Sequence[ClaimView]) -> object:
    """The claims as a table for wide terminals."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("No.", justify="right", no_wrap=True)
    for name, ratio in (("Who", 3), ("Through", 3), ("What", 7), ("Where", 3), ("When", 3)):
        table.add_column(name, ratio=ratio, overflow="fold")
    table.add_column("Modality", min_width=9)
    table.add_column("Rating", min_width=6, no_wrap=True)
    for item in claims:
        claim = item.claim
        cells = (
            str(item.number), _who(claim), through_words(claim),
            sentence_from(claim.paraphrase) or claim.action.replace("_", " "),
            places_words(claim.places), claim_when_words(claim), claim.modality, item.rating,
        )  # fmt: skip
        table.add_row(*(Text(printable(cell, breaks=False)) for cell in cells))
    return table
