"""An observation in plain words, and as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from offing.model import Interval, Observation, PassageObserved, ReactionFit
from offing.scenario.words import day_words, percent

SHIPS = {
    "all": "all ships", "cargo": "cargo ships (all but tankers)", "tanker": "tankers",
    "container": "container ships", "bulk": "dry bulk ships", "general": "general cargo ships",
    "roro": "ro-ro ships",
}  # fmt: skip
LOOKS_BACK = (
    "It looks back only: nothing is said beyond the last day of the file, and a share that fits "
    "what happened is no forecast."
)


def bounds(one: Interval, digits: int = 1) -> str:
    """“42.0 (36.1–48.3)”: a figure with its bounds at 90 %."""
    return f"{one.mid:.{digits}f} ({one.low:.{digits}f}–{one.high:.{digits}f})"


def share_bounds(one: Interval) -> str:
    """The same of a share, in per cent."""
    return f"{100 * one.mid:.0f} % ({100 * one.low:.0f}–{100 * one.high:.0f} %)"


def observation_words(one: Observation, *, weeks: int = 12) -> list[str]:
    """Lines for people: each passage and kind with what is usual, counted, expected, fitted."""
    lines = [f"Daily transits of {one.source} against the scenario “{one.scenario or 'no name'}”."]
    if one.first and one.last:
        lines.append(f"The file has {day_words(one.first)} to {day_words(one.last)}.")
    for part in one.passages:
        lines += ["", *passage_words(part, weeks=weeks)]
    if not one.passages:
        lines.append("Nothing could be compared.")
    lines += [""] if one.left_out or one.problems else []
    lines += [f"Left out: {text}" for text in one.left_out]
    lines += [f"In the file: {problem.message}" for problem in one.problems]
    return [*lines, "", LOOKS_BACK]


def passage_words(one: PassageObserved, *, weeks: int = 12) -> list[str]:
    """The lines of one passage and kind of ship."""
    season = ", by weekday and season" if one.seasonal else ", by weekday"
    lines = [
        f"{one.name}, {SHIPS[one.ships]}",
        f"  Usual: {one.reference_mean:.1f} ships a day ({one.reference_start} to "
        f"{one.reference_end}{season}; variance {one.dispersion:.2g} times the mean).",
    ]
    if one.share_left is not None and one.weeks:
        lines.append(f"  In the last four weeks {share_bounds(one.share_left)} of what is usual "
                     "was counted.")  # fmt: skip
    lines.append("  " + fit_words(one.fit, one.fit_refused))
    if one.half_drop is not None:
        lines.append(f"  Half of the drop had happened by {day_words(one.half_drop)}.")
    lines.append("  " + error_words(one))
    if one.note:
        lines.append(f"  {one.note}")
    shown = one.weeks[-weeks:] if weeks else ()
    if shown:
        lines.append("  week from     counted  usual (90 %)          expected (90 %)")
        lines += [
            f"  {w.start}  {w.observed:9.1f}  {bounds(w.usual):<20}  {bounds(w.expected)}"
            for w in shown
        ]  # fmt: skip
    return lines


def fit_words(fit: ReactionFit | None, refused: str) -> str:
    """What was fitted, or why nothing was."""
    if fit is None:
        return f"No share is fitted: {refused}."
    words = (
        f"Fitted to {fit.days} days: {percent(round(fit.share.p50, 2))} keep away (P10–P90: "
        f"{percent(round(fit.share.p10, 2))}–{percent(round(fit.share.p90, 2))}), from "
        f"{day_words(fit.start)} ({fit.start_low} to {fit.start_high}) over {fit.ramp_days.p50:g} "
        f"days ({fit.ramp_days.p10:.0f}–{fit.ramp_days.p90:.0f})."
    )
    return (
        words
        if fit.settled
        else (
            words + " The data end within two weeks of that ramp: so far only, the drop may go on."
        )
    )


def error_words(one: PassageObserved) -> str:
    """How far each assumption was out by the week."""
    names = {"nothing": "nothing happens", "closed": "closed", "scenario": "the scenario",
             "fit": "the fit"}  # fmt: skip
    told = [f"{names[k]} {v:.1f}" for k, v in one.weekly_error.items() if v == v]
    return "Weekly error, ships a day (root mean square): " + ", ".join(told) + "."


def observation_to_csv(passages: Sequence[PassageObserved]) -> str:
    """Every week as a row; figures in ships a day."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(["passage", "ships", "week_start", "days", "observed", "usual", "usual_low",
                    "usual_high", "expected", "expected_low", "expected_high"])  # fmt: skip
    for one in passages:
        for w in one.weeks:
            write.writerow([one.passage, one.ships, w.start, w.days, w.observed, w.usual.mid,
                            w.usual.low, w.usual.high, w.expected.mid, w.expected.low,
                            w.expected.high])  # fmt: skip
    return out.getvalue()
