"""What an exposure says in words: the first sentence, and why a lane's way changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from offing.model.lane import ExposureSum, Extra, LaneProblem
from offing.model.scenario import Restriction, Scenario
from offing.model.voyage import Range


def scenario_words(scenario: Scenario) -> str:
    """The name of a scenario, or what it restricts."""
    if scenario.name:
        return scenario.name
    names = list(dict.fromkeys(r.target.name or r.target.id for r in scenario.restrictions))
    if not names:
        return "nothing restricted"
    return f"{names[0]} and {len(names) - 1} more" if len(names) > 3 else listing(names)


def listing(names: Sequence[str]) -> str:
    """``a, b and c``."""
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else "".join(names)


def headline(found: ExposureSum, scenario: str, *, premiums: bool = False) -> str:
    """What it comes to: lanes by what happens to them, what is left out, and the cost.

    ``premiums``: the open ways pay war-risk premiums, which going round saves.
    """
    told = []
    if found.longer:
        told.append(f"{found.longer:,} {_go(found.longer)} a longer way")
    if found.no_way:
        told.append(f"{found.no_way:,} {_have(found.no_way)} no way")
    if found.port_out:
        told.append(f"{found.port_out:,} {_have(found.port_out)} a port out")
    if not found.lanes:
        words = "No lane could be answered"
    elif not told:
        words = f"Of {_lanes(found.lanes)}, none changes"
    else:
        words = f"Of {_lanes(found.lanes)}, {listing(told)}"
        if found.unchanged:
            words += (
                ", 1 stays as it is"
                if found.unchanged == 1
                else f", {found.unchanged:,} stay as they are"
            )
    if found.left_out:
        words += f"; {found.left_out:,} row{'s' * (found.left_out != 1)} left out"
    return f"Under “{scenario}”: {words[:1].lower() + words[1:]}.{_cost_words(found, premiums)}"


def _go(count: int) -> str:
    return "goes" if count == 1 else "go"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _lanes(count: int) -> str:
    return "1 lane" if count == 1 else f"{count:,} lanes"


def _cost_words(found: ExposureSum, premiums: bool) -> str:
    """The sum in a sentence: a week where sailings are given, else one sailing of each."""
    if not found.longer:
        return ""
    whole, expected, span = found.weekly, found.weekly_expected, "a week"
    what = "If all of them go round"
    if whole is None or found.with_sailings == 0:
        whole, expected, span = found.once, found.once_expected, "one sailing of each"
    if whole is None:
        return ""
    words = f" {what}, {span} costs {more_words(whole)}"
    if span == "a week" and found.with_sailings < found.lanes:
        words += f" (only the {found.with_sailings:,} lanes that give their sailings)"
    if expected is not None and _differ(whole, expected):
        words += f"; by the shares of ships that go round, {more_words(expected)}"
        why = more_by_shares(whole, expected)
        words += f" ({why})" if why else ""
    if premiums:
        words += ". War-risk premiums that are saved are in it"
    if found.no_way or found.port_out:
        words += "; lanes without a way are in no cost"
    return words + "."


def more_words(extra: Extra) -> str:
    """The cost in words: ``USD 1.2 million more (P10 to P90: 0.9 to 1.6)``, or less.

    Median and percentiles where they were drawn, else the middle and its bounds.
    """
    drawn, found = extra.cost_usd_spread, extra.cost_usd
    mark = "("
    if drawn is not None:
        found, mark = Range(low=drawn.p10, mid=drawn.p50, high=drawn.p90), "(P10 to P90: "
    word = "more"
    if found.mid < 0:
        found, word = Range(low=-found.high, mid=-found.mid, high=-found.low), "less"
    return money_words(found).replace("(", f"{word} {mark}")


def more_by_shares(whole: Extra, expected: Extra) -> str:
    """Why the sum by the shares is above that of all going round; empty where it is not."""
    if expected.nm <= whole.nm + 0.5:
        return ""
    return (
        "more than if all go round: who keeps away from everything has no way on some lanes, and "
        "these are in no cost, but who keeps away from a part of it has one"
    )


def _differ(one: Extra, other: Extra) -> bool:
    return abs(one.nm - other.nm) > 0.5


def money_words(found: Range) -> str:
    """``USD 1.2 million (0.9 to 1.6)``."""
    most = max(abs(found.low), abs(found.high), abs(found.mid))
    scale, word = (1e9, " billion") if most >= 2e9 else (1e6, " million") if most >= 1e6 else (
        (1.0, "")
    )  # fmt: skip
    digits = 1 if scale > 1 else 0
    low, mid, high = (f"{v / scale:,.{digits}f}" for v in (found.low, found.mid, found.high))
    return f"USD {mid}{word} ({low} to {high})".replace("-", "−")


def cause_words(restrictions: Iterable[Restriction], open_passages: Sequence[str]) -> str:
    """Which restrictions the open way meets, as far as its passages tell."""
    met = [r for r in restrictions if r.target.kind == "passage" and r.target.id in open_passages]
    others = [r for r in restrictions if r.target.kind == "area"]
    named = met or others
    words = []
    for r in named:
        verb = "avoided" if r.effect == "avoided" or r.target.kind == "area" else "closed"
        words.append(f"{r.target.name or r.target.id} {verb}")
    return listing(list(dict.fromkeys(words))) or "The scenario"


def longer_words(cause: str, names: Sequence[str]) -> str:
    """Why a way is longer, and by which passages it goes now that it did not."""
    by = f" by {', '.join(names)}" if names else ""
    return f"{cause}: the way goes round{by}."


def problem_words(problem: LaneProblem) -> str:
    """One problem as a line: file, line, reason, how often."""
    where = f"{problem.source}, line {problem.line}: " if problem.line and problem.source else ""
    if not where and problem.line:
        where = f"line {problem.line}: "
    elif not where and problem.source:
        where = f"{problem.source}: "
    many = f" ({problem.count:,} rows, first here)" if problem.count > 1 else ""
    return f"{where}{problem.reason}{many}"
