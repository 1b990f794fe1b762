"""An exposure as one self-contained page: no script, nothing fetched, safe to open from disk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from offing.brief.lanes_text import pair_words
from offing.model import Exposure, Extra, PassageExposure, Range, Spread
from offing.voyage.charts import Bar, bar_chart, before_after_chart
from offing.voyage.lane_words import more_by_shares, problem_words

SHOWN_LANES = 500
"""Rows of a table; a page with more is no page. The CSV form has them all."""
SHOWN_PROBLEMS = 200
_SHARES = {
    "Sailings": "sailings_share", "TEU": "teu_share", "Tonnes": "tonnes_share",
    "Value": "value_share",
}  # fmt: skip


def page_from_exposure(found: Exposure) -> str:
    """The whole page as HTML text."""
    from markupsafe import Markup

    from offing import __version__
    from offing.brief.page import environment, page_style

    style, style_hash = page_style()
    longer = [x for x in found.lanes if x.status == "longer" and x.extra is not None]
    stuck = [x for x in found.lanes if x.status in ("no_way", "port_out")]
    moved = moved_passages(found)
    shown = [n for n, f in _SHARES.items() if any(getattr(p.open, f) is not None for p in moved)]
    problems = [problem_words(p) for p in found.problems]
    charts = exposure_charts(found)
    return environment().get_template("lanes.html.j2").render(
        found=found, longer=longer[:SHOWN_LANES], stuck=stuck[:SHOWN_LANES],
        longer_more=found.sum.longer - min(len(longer), SHOWN_LANES),
        shares=any(x.share < 0.995 for x in longer),
        days_chart=Markup(charts[0]) if charts[0] else "",
        passages_chart=Markup(charts[1]) if charts[1] else "",
        passages_words=_counted(found)[1], passages=moved, shown=shown, names=_SHARES,
        ports_out=[p for p in found.ports if p.out], sums=list(_sums(found)),
        carried=list(_carried(found)), problems=problems[:SHOWN_PROBLEMS],
        problems_more=max(0, len(problems) - SHOWN_PROBLEMS) + found.problems_not_listed,
        span_words="P10 to P90" if found.draws else "low to high",
        pair=pair_words, figure=_figure, rows=_rows,
        style=Markup(style), style_hash=style_hash, version=__version__,
    )  # fmt: skip


def exposure_charts(found: Exposure, name: str = "chart") -> tuple[str, str]:
    """Extra days by lane, and before and after by passage, as SVG; empty where nothing is."""
    lanes = [x for x in found.lanes if x.status != "open"][:40]
    bars = []
    for lane in lanes:
        if lane.extra is None or lane.status != "longer":
            note = "a port is out" if lane.status == "port_out" else "no way"
            bars.append(Bar(label=lane.name, note=note))
            continue
        days, spread = lane.extra.days, lane.extra.days_spread
        low, mid, high = (spread.p10, spread.p50, spread.p90) if spread else (
            (days.low, days.mid, days.high)
        )  # fmt: skip
        bars.append(Bar(label=lane.name, value=mid, low=low, high=high))
    first = bar_chart(
        bars, title="Extra days by lane", unit="days more on a sailing that goes round",
        name=f"{name}-days",
    ) if any(b.value is not None for b in bars) else ""  # fmt: skip
    field, words = _counted(found)
    moved = [
        Bar(label=p.name, before=100 * (getattr(p.open, field) or 0.0),
            value=100 * (getattr(p.under, field) or 0.0))
        for p in moved_passages(found)
    ]  # fmt: skip
    second = before_after_chart(
        moved, title="Before and after by passage", unit=f"% of {words.split(' ', 3)[-1]}",
        name=f"{name}-passages", before="without the scenario", after="under it",
    ) if moved else ""  # fmt: skip
    return first, second


def moved_passages(found: Exposure) -> list[PassageExposure]:
    """Passages that are restricted, or that more or fewer of the lanes go through."""
    return [p for p in found.passages if p.restricted or abs(p.open.lanes - p.under.lanes) > 1e-9]


def _counted(found: Exposure) -> tuple[str, str]:
    """What the chart of passages counts: sailings where all lanes give them, else lanes."""
    total = found.sum
    if total.with_sailings and total.with_sailings == total.lanes:
        return "sailings_share", "Share of all sailings through each passage."
    return "lanes_share", "Share of all lanes through each passage."


def _sums(found: Exposure) -> Iterator[tuple[str, Extra]]:
    total = found.sum
    if not total.longer:
        return
    given = f"{total.with_sailings:,} of {total.lanes:,} lanes give their sailings"
    pairs = (
        (f"A week, if they go round. {given}.", total.weekly, None),
        ("A week, by the shares of ships that go round.", total.weekly_expected, total.weekly),
    ) if total.with_sailings else (
        ("One sailing of each, if they go round.", total.once, None),
        ("One sailing of each, by the shares of ships that go round.",
         total.once_expected, total.once),
    )  # fmt: skip
    for caption, extra, unlike in pairs:
        if extra is not None and (unlike is None or abs(extra.nm - unlike.nm) > 0.5):
            why = more_by_shares(unlike, extra) if unlike is not None else ""
            yield (f"{caption} It is {why}." if why else caption), extra


def _rows(extra: Extra) -> Iterator[tuple[str, Range, Spread | None]]:
    yield "Days", extra.days, extra.days_spread
    yield "Fuel, t", extra.fuel_t, extra.fuel_t_spread
    yield "CO2, t", extra.co2_t, extra.co2_t_spread
    yield "Cost, USD", extra.cost_usd, extra.cost_usd_spread


def _carried(found: Exposure) -> Iterator[str]:
    total: Any = found.sum
    for name, part in (("TEU", total.teu), ("tonnes", total.tonnes), ("value", total.value)):
        if part is None or not (part.per_week or part.without_way):
            continue
        unit = f"{name} in {found.currency}" if name == "value" and found.currency else name
        words = f"{unit[:1].upper()}{unit[1:]} a week: {_figure(part.per_week)} go round"
        if part.per_week:
            words += f", {part.mean_days.mid:.1f} days longer on the mean"
        if part.without_way:
            words += f"; {_figure(part.without_way)} have no way"
        yield f"{words}."


def _figure(value: float) -> str:
    words = f"{value:,.1f}" if abs(value) < 100 else f"{value:,.0f}"
    return words.replace("-", "−")
