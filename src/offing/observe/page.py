"""An observation as one self-contained page, with a chart of each passage and kind."""

from __future__ import annotations

import datetime
from html import escape

from offing.model import Observation, PassageObserved
from offing.observe.words import (
    LOOKS_BACK,
    SHIPS,
    bounds,
    error_words,
    fit_words,
    share_bounds,
)
from offing.scenario.words import day_words

_STYLE = """
body { font: 16px/1.5 system-ui, "Segoe UI", "Liberation Sans", sans-serif; margin: 2rem auto;
  max-width: 48rem; padding: 0 1rem; color: #1b2327; background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
svg { width: 100%; height: auto; } details { margin: .6rem 0; }
table { border-collapse: collapse; font-size: .88rem; } td, th { padding: .15rem .7rem .15rem 0;
  text-align: right; border-bottom: 1px solid #cfd6da; } td:first-child, th:first-child {
  text-align: left; } .soft { color: #4c5960; }
@media print { body { margin: 0; } details, section { break-inside: avoid; } }
"""


def page_from_observation(one: Observation) -> str:
    """The page: no script, no address, no file beside it."""
    title = f"Transits against the scenario “{one.scenario or 'no name'}”"
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(_span(one))} {escape(LOOKS_BACK)}</p>",
    ]
    for k, part in enumerate(one.passages):
        parts.append(_section(part, k))
    notes = [*one.left_out, *(p.message for p in one.problems)]
    if notes:
        items = "".join(f"<li>{escape(n)}</li>" for n in notes)
        parts.append(f"<h2>Left out</h2><ul>{items}</ul>")
    parts.append("</main></body></html>\n")
    return "".join(parts)


def _span(one: Observation) -> str:
    if one.first is None or one.last is None:
        return f"Daily counts of {one.source}."
    return f"Daily counts of {one.source}, {day_words(one.first)} to {day_words(one.last)}."


def _section(one: PassageObserved, k: int) -> str:
    head = f"{one.name}, {SHIPS[one.ships]}"
    words = [
        f"Usual: {one.reference_mean:.1f} ships a day ({one.reference_start} to "
        f"{one.reference_end}).",
        fit_words(one.fit, one.fit_refused),
        error_words(one),
        one.note,
    ]
    if one.share_left is not None:
        words.insert(1, f"In the last four weeks {share_bounds(one.share_left)} of what is usual "
                     "was counted.")  # fmt: skip
    text = "".join(f"<p>{escape(w)}</p>" for w in words if w)
    rows = "".join(
        f"<tr><td>{w.start}</td><td>{w.observed:.1f}</td><td>{bounds(w.usual)}</td>"
        f"<td>{bounds(w.expected)}</td></tr>"
        for w in one.weeks
    )
    table = (
        "<details><summary>Week by week</summary><table><tr><th>week from</th><th>counted</th>"
        f"<th>usual (90 %)</th><th>expected (90 %)</th></tr>{rows}</table></details>"
    )
    drawn = chart(one, f"chart-{k}")
    return f'<section id="p{k}"><h2>{escape(head)}</h2>{drawn}{text}{table}</section>'


def chart(one: PassageObserved, name: str = "chart") -> str:
    """Counted and expected ships a day, week by week, with bounds, as inline SVG."""
    from offing.voyage.charts import Event, Line, line_chart

    days = tuple(w.start + datetime.timedelta(days=3) for w in one.weeks)
    lines = [
        Line(name="counted", days=days, values=tuple(w.observed for w in one.weeks), kind="solid"),
        Line(
            name="expected (90 %)", days=days, values=tuple(w.expected.mid for w in one.weeks),
            low=tuple(w.expected.low for w in one.weeks),
            high=tuple(w.expected.high for w in one.weeks), kind="dashed",
        ),
        Line(name="usual", days=days, values=tuple(w.usual.mid for w in one.weeks), kind="dots"),
    ]  # fmt: skip
    events = []
    if one.fit is not None:
        events.append(Event(day=one.fit.start, words="fitted start"))
    return line_chart(
        lines, title=f"{one.name}, {SHIPS[one.ships]}: counted and expected",
        unit="ships a day", name=name, events=events,
    )  # fmt: skip
