"""Charts as inline SVG: bars, ranges, before and after, lines with a band.

Each function returns one ``<svg>`` element that needs no script, no font file and no style
sheet: colours are presentation attributes, which a page's style sheet may override by the
classes (``chart-bar``, ``chart-range``, …). Nothing is told by colour alone: what differs
also differs in fill, dash or place, so that a grey print can be read. ``title`` and
``words`` are its text alternative. All text is escaped here.
"""

from __future__ import annotations

import datetime
import math
import sys
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from offing.model.base import Struct

WIDTH = 760.0
"""Width of every chart, SVG units; it scales with the page."""
_FONT = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif"
_INK, _SOFT, _GRID, _ACCENT = "#1b2327", "#4c5960", "#cfd6da", "#0b5875"
_PALE, _WARN = "#a9cbd9", "#8a3a10"
_LETTER = 7.2
"""Mean width of a letter at 13 units, SVG units."""
_ROW = 25.0
"""Height of one row of bars."""
_LABEL_SHARE = 0.36
"""At most so much of the width goes to the labels of rows."""
MAX_ROWS = 60
"""Rows of bars that are drawn; what is left out is said in the chart."""


class Bar(Struct, frozen=True, kw_only=True):
    """One row: ``value`` with ``low`` and ``high`` where it is a range; ``None``: no value.

    ``note`` stands where the bar would be when there is no value (“no way”), and after
    the figure otherwise. ``before`` is a second value, drawn hollow above it.
    """

    label: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    before: float | None = None
    note: str = ""


class Line(Struct, frozen=True, kw_only=True):
    """One line over time: values at ``days``, ``None`` where there is none.

    ``low`` and ``high`` draw a band around it. ``kind`` picks the look: ``solid``,
    ``dashed`` or ``dots``.
    """

    name: str
    days: tuple[datetime.date, ...]
    values: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    kind: str = "solid"


class Event(Struct, frozen=True, kw_only=True):
    """A day marked by an upright line, with a few words."""

    day: datetime.date
    words: str


class _Scale(NamedTuple):
    """From values to SVG units along one axis."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        span = self.high - self.low or 1.0
        return self.start + (value - self.low) / span * (self.end - self.start)


def bar_chart(
    rows: Sequence[Bar], *, title: str, words: str = "", unit: str = "", name: str = "chart",
    digits: int = 1, sign: bool = False,
) -> str:  # fmt: skip
    """Bars from zero, one a row, in the order given; a range is a thin line over its bar.

    ``name`` makes the ids unique within a page; ``unit`` stands at the axis; ``digits``
    and ``sign`` say how figures are written.
    """
    shown = list(rows[:MAX_ROWS])
    more = len(rows) - len(shown)
    values = [v for r in shown for v in (r.value, r.low, r.high, r.before) if v is not None]
    label_w = _label_width(shown)
    figure_w = 10 + _LETTER * max((len(_figure(r, digits, sign)) for r in shown), default=4)
    low, high = min([0.0, *values]), max([0.0, *values])
    if low == high:
        high = 1.0
    scale = _Scale(low, high, label_w + 12, max(label_w + 120.0, WIDTH - figure_w))
    height = 26.0 + _ROW * len(shown) + (18.0 if more else 0.0) + (16.0 if unit else 0.0)
    parts = _axis(scale, height - (18.0 if more else 0.0), unit)
    for k, row in enumerate(shown):
        parts += _bar_row(row, 24.0 + _ROW * k, scale, label_w, digits, sign)
    if more:
        parts.append(_text(0, height - 4, f"and {more:,} more, in the table", soft=True))
    return _svg(name, title, words or _bar_words(shown, unit, digits, sign), height, parts)


def before_after_chart(
    rows: Sequence[Bar], *, title: str, words: str = "", unit: str = "", name: str = "chart",
    before: str = "before", after: str = "after", digits: int = 0,
) -> str:  # fmt: skip
    """Two bars a row: ``Bar.before`` hollow, ``Bar.value`` full; names of both in a legend."""
    shown = list(rows[:MAX_ROWS])
    more = len(rows) - len(shown)
    step = _ROW * 1.45
    values = [v for r in shown for v in (r.value, r.before) if v is not None]
    label_w = _label_width(shown)
    scale = _Scale(0.0, max([0.0, *values]) or 1.0, label_w + 12, WIDTH - 70)
    top = 46.0
    height = top + step * len(shown) + (18.0 if more else 0.0) + (16.0 if unit else 0.0)
    parts = _axis(scale, height - (18.0 if more else 0.0), unit, top=top - 22)
    parts += _legend([(before, "hollow"), (after, "full")])
    for k, row in enumerate(shown):
        y = top + step * k
        parts.append(_label(row.label, y + 17, label_w))
        for value, look, dy in ((row.before, "hollow", 2.0), (row.value, "full", 16.0)):
            if value is None:
                continue
            end = scale.at(value)
            parts.append(_rect(scale.at(0.0), y + dy, end - scale.at(0.0), 12.0, look))
            parts.append(_text(end + 6, y + dy + 10.5, _number(value, digits), size=12))
    if more:
        parts.append(_text(0, height - 4, f"and {more:,} more, in the table", soft=True))
    told = words or "; ".join(
        f"{r.label}: {before} {_number(r.before or 0.0, digits)}, "
        f"{after} {_number(r.value or 0.0, digits)}" for r in shown
    )  # fmt: skip
    return _svg(name, title, told, height, parts)


def line_chart(
    lines: Sequence[Line], *, title: str, words: str = "", unit: str = "", name: str = "chart",
    events: Sequence[Event] = (), height: float = 300.0, digits: int = 0,
) -> str:  # fmt: skip
    """Lines over days, from zero up, with bands where a line has them, and marked days."""
    days = [d.toordinal() for line in lines for d in line.days]
    values = [
        v for line in lines for part in (line.values, line.low, line.high)
        for v in part if v is not None
    ]  # fmt: skip
    top = 30.0 + 18.0 * bool(events)
    y = _Scale(min([0.0, *values]), max([0.0, *values]) or 1.0, height - 34, top)
    left = 14 + _LETTER * max(len(_number(t, _tick_digits(y))) for t in _ticks(y.low, y.high))
    first, last = (min(days), max(days)) if days else (0, 1)
    x = _Scale(first, max(last, first + 1), left, WIDTH - 14)
    parts = _time_axes(x, y, unit)
    parts += [_band(line, x, y) for line in lines if line.low and line.high]
    parts += [_stroke(line, k, x, y) for k, line in enumerate(lines)]
    parts += _events(events, x, y)
    looks = [(line.name, f"line-{_look(line, k)}") for k, line in enumerate(lines)]
    parts += _legend(looks)
    told = words or _line_words(lines, unit, digits)
    return _svg(name, title, told, height, parts)


# -- parts ------------------------------------------------------------------------------


def _svg(name: str, title: str, words: str, height: float, parts: Sequence[str]) -> str:
    ident = escape("".join(c if c.isalnum() or c in "-_" else "-" for c in name), quote=True)
    return (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" '
        f'width="100%" role="img" aria-labelledby="{ident}-title {ident}-words" '
        f'font-family="{escape(_FONT, quote=True)}" font-size="13">'
        f'<title id="{ident}-title">{_safe(title)}</title>'
        f'<desc id="{ident}-words">{_safe(words)}</desc>' + "".join(parts) + "</svg>"
    )


def _safe(text: str) -> str:
    """Escaped, without characters that an XML reader refuses."""
    return escape("".join(c if c.isprintable() else " " for c in text), quote=True)


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", size: float = 13.0,
    soft: bool = False,
) -> str:  # fmt: skip
    colour, kind = (_SOFT, "chart-soft") if soft else (_INK, "chart-ink")
    extra = "" if size == 13.0 else f' font-size="{size:g}"'
    end = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" fill="{colour}"{end}{extra}>'
        f"{_safe(words)}</text>"
    )


def _width(words: str) -> float:
    """About how wide some words are at 13 units: capitals and broad letters take more."""
    return sum(9.4 if c.isupper() or c in "mwMW–—…" else 7.6 if c.isdigit() else 7.0 for c in words)


def _label_width(rows: Sequence[Bar]) -> float:
    longest = max((_width(r.label) for r in rows), default=0.0)
    return min(WIDTH * _LABEL_SHARE, 8 + longest)


def _label(words: str, y: float, width: float) -> str:
    """A row's label, cut to its room; the whole of it is its tooltip."""
    if _width(words) <= width - 4:
        return _text(width, y, words, anchor="end")
    room = max(4, int(len(words) * (width - 4) / _width(words)))
    return (
        f"<g><title>{_safe(words)}</title>"
        f"{_text(width, y, words[: room - 1].rstrip() + '…', anchor='end')}</g>"
    )


def _rect(x: float, y: float, width: float, height: float, look: str) -> str:
    if width < 0:
        x, width = x + width, -width
    fill, stroke = (_ACCENT, _ACCENT) if look == "full" else ("none", _INK)
    return (
        f'<rect class="chart-{look}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" '
        f'height="{height:g}" fill="{fill}" stroke="{stroke}"/>'
    )


def _bar_row(
    row: Bar, y: float, scale: _Scale, label_w: float, digits: int, sign: bool
) -> list[str]:
    parts = [_label(row.label, y + 13, label_w)]
    zero = scale.at(0.0)
    if row.value is None:
        return [*parts, _text(zero + 6, y + 13, row.note or "not known", size=12)]
    parts.append(_rect(zero, y + 2, scale.at(row.value) - zero, 14.0, "full"))
    end = max(scale.at(row.value), zero)
    if row.low is not None and row.high is not None:
        a, b = scale.at(row.low), scale.at(row.high)
        end = max(end, b)
        whisker = f"M{a:.1f} {y + 9:.1f}H{b:.1f}M{a:.1f} {y + 4:.1f}v10M{b:.1f} {y + 4:.1f}v10"
        # Drawn twice, so that it is seen on the bar and on the page.
        parts.append(f'<path class="chart-halo" d="{whisker}" stroke="#fff" stroke-width="4"/>')
        parts.append(
            f'<path class="chart-range" d="{whisker}" stroke="{_INK}" stroke-width="1.6"/>'
        )
    parts.append(_text(end + 7, y + 13.5, _figure(row, digits, sign), size=12))
    return parts


def _figure(row: Bar, digits: int, sign: bool) -> str:
    """The figure beside a bar: ``9.5 (9.0–10.2)``."""
    if row.value is None:
        return ""
    words = _number(row.value, digits, sign)
    if row.low is not None and row.high is not None:
        words += f" ({_number(row.low, digits)}–{_number(row.high, digits)})"
    return f"{words} {row.note}" if row.note else words


def _number(value: float, digits: int, sign: bool = False) -> str:
    words = f"{value:+,.{digits}f}" if sign else f"{value:,.{digits}f}"
    return words.replace("-", "−")


def _ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round values between two ends, some ``about`` of them: steps of 1, 2 or 5 (or 10)."""
    span = high - low
    raw = span / about
    if not (raw >= sys.float_info.min and math.isfinite(span)):
        return [low]  # nothing lies between them, or too little to be told apart
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [k * step for k in range(first, last + 1)]


def _tick_digits(scale: _Scale) -> int:
    found = _ticks(scale.low, scale.high)
    step = found[1] - found[0] if len(found) > 1 else 1.0
    return max(0, -math.floor(math.log10(step) + 1e-9)) if step > 0 else 0


def _axis(scale: _Scale, bottom: float, unit: str, top: float = 0.0) -> list[str]:
    """Upright grid lines with their figures above, the unit below."""
    parts = []
    digits = _tick_digits(scale)
    base = bottom - (16.0 if unit else 0.0)
    for tick in _ticks(scale.low, scale.high):
        x = scale.at(tick)
        strong = tick == 0
        parts.append(
            f'<path class="chart-grid" d="M{x:.1f} {top + 18:.1f}V{base:.1f}" '
            f'stroke="{_SOFT if strong else _GRID}"/>'
        )
        parts.append(_text(x, top + 13, _number(tick, digits), anchor="middle", size=11, soft=True))
    if unit:
        parts.append(_text(scale.start, bottom - 3, unit, size=11, soft=True))
    return parts


def _legend(items: Sequence[tuple[str, str]]) -> list[str]:
    """Signs with their names in one row at the top."""
    parts, x = [], 0.0
    for words, look in items:
        if look in ("full", "hollow"):
            parts.append(_rect(x, 3, 22, 11, look))
        else:
            kind = look.removeprefix("line-")
            parts.append(_path(f"M{x:.1f} 9h26", kind))
        parts.append(_text(x + 31, 13, words, size=12))
        x += 31 + _LETTER * len(words) + 22
    return parts


_LOOKS = {
    "solid": (_ACCENT, "", 2.2), "dashed": (_WARN, "8 4", 2.2), "dots": (_INK, "1.5 4", 2.4),
    "thin": (_SOFT, "", 1.2), "broken": (_INK, "12 3 3 3", 2.0),
}  # fmt: skip


def _look(line: Line, k: int) -> str:
    """How a line is drawn: as it says, and no two alike while there are looks left."""
    if line.kind in _LOOKS and (line.kind != "solid" or k == 0):
        return line.kind
    return list(_LOOKS)[k % len(_LOOKS)]


def _path(d: str, look: str) -> str:
    colour, dash, width = _LOOKS.get(look, _LOOKS["solid"])
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    cap = ' stroke-linecap="round"' if look == "dots" else ""
    return (
        f'<path class="chart-{look}" d="{d}" fill="none" stroke="{colour}" '
        f'stroke-width="{width:g}" stroke-linejoin="round"{dashes}{cap}/>'
    )


def _runs(line: Line, values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """Unbroken stretches of a line: a missing value breaks it."""
    runs: list[list[tuple[int, float]]] = [[]]
    for day, value in zip(line.days, values, strict=True):
        if value is None or not math.isfinite(value):
            runs.append([])
        else:
            runs[-1].append((day.toordinal(), value))
    return [r for r in runs if r]


def _stroke(line: Line, k: int, x: _Scale, y: _Scale) -> str:
    d = "".join(
        "M" + "L".join(f"{x.at(a):.1f} {y.at(v):.1f}" for a, v in run) + ("h.1" * (len(run) == 1))
        for run in _runs(line, line.values)
    )
    return _path(d, _look(line, k)) if d else ""


def _band(line: Line, x: _Scale, y: _Scale) -> str:
    """The band between ``low`` and ``high``, one shape for each unbroken stretch."""
    whole: list[list[tuple[int, float, float]]] = [[]]
    for day, a, b in zip(line.days, line.low, line.high, strict=True):
        if a is None or b is None:
            whole.append([])
        else:
            whole[-1].append((day.toordinal(), a, b))
    d = ""
    for run in whole:
        if run:
            over = [f"{x.at(t):.1f} {y.at(b):.1f}" for t, _, b in run]
            under = [f"{x.at(t):.1f} {y.at(a):.1f}" for t, a, _ in reversed(run)]
            d += "M" + "L".join(over + under) + "Z"
    if not d:
        return ""
    return f'<path class="chart-band" d="{d}" fill="{_PALE}" fill-opacity="0.55" stroke="none"/>'


def _time_axes(x: _Scale, y: _Scale, unit: str) -> list[str]:
    parts = []
    digits = _tick_digits(y)
    for tick in _ticks(y.low, y.high):
        at = y.at(tick)
        parts.append(
            f'<path class="chart-grid" d="M{x.start:.1f} {at:.1f}H{x.end:.1f}" '
            f'stroke="{_SOFT if tick == 0 else _GRID}"/>'
        )
        words = _number(tick, digits)
        parts.append(_text(x.start - 6, at + 4, words, anchor="end", size=11, soft=True))
    for day, words in _day_ticks(int(x.low), int(x.high)):
        at = x.at(day)
        parts.append(f'<path class="chart-grid" d="M{at:.1f} {y.start:.1f}v5" stroke="{_SOFT}"/>')
        anchor = "start" if at < x.start + 12 else "end" if at > x.end - 24 else "middle"
        parts.append(_text(at, y.start + 17, words, anchor=anchor, size=11, soft=True))
    if unit:
        parts.append(_text(x.start, y.start + 31, unit, size=11, soft=True))
    return parts


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def _day_ticks(first: int, last: int) -> list[tuple[int, str]]:
    """Days to be named on an axis of days: first days of months, or single days."""
    one = datetime.date.fromordinal(max(1, first))
    if last - first <= 75:
        step = max(1, math.ceil((last - first) / 7))
        days = [datetime.date.fromordinal(d) for d in range(max(1, first), last + 1, step)]
        return [(d.toordinal(), f"{d.day} {_MONTHS[d.month - 1]} {d.year}"[:-5 if k else None])
                for k, d in enumerate(days)]  # fmt: skip
    months = (last - first) / 30.4
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120) if months / s <= 9), 120)
    found = []
    index = one.year * 12 + one.month - 1 + (one.day > 1)
    index += -index % step
    while index // 12 <= 9999:
        day = datetime.date(index // 12, index % 12 + 1, 1).toordinal()
        if day > last:
            break
        found.append((day, f"{_MONTHS[index % 12]} {index // 12}"))
        index += step
    return found


def _events(events: Sequence[Event], x: _Scale, y: _Scale) -> list[str]:
    parts = []
    for event in events:
        day = event.day.toordinal()
        if not x.low <= day <= x.high:
            continue
        at = x.at(day)
        parts.append(
            f'<path class="chart-event" d="M{at:.1f} {y.end - 6:.1f}V{y.start:.1f}" '
            f'stroke="{_WARN}" stroke-dasharray="3 3"/>'
        )
        room = _LETTER * len(event.words)
        anchor = "start" if at + room < x.end else "end"
        parts.append(_text(at + (4 if anchor == "start" else -4), y.end - 8, event.words,
                           anchor=anchor, size=11))  # fmt: skip
    return parts


def _bar_words(rows: Sequence[Bar], unit: str, digits: int, sign: bool) -> str:
    told = [
        f"{r.label}: {_figure(r, digits, sign) or r.note or 'not known'}" for r in rows
    ]  # fmt: skip
    return (f"{unit}. " if unit else "") + "; ".join(told)


def _line_words(lines: Sequence[Line], unit: str, digits: int) -> str:
    told = []
    for line in lines:
        known = [v for v in line.values if v is not None]
        if known:
            told.append(
                f"{line.name}: from {_number(known[0], digits)} to {_number(known[-1], digits)}, "
                f"lowest {_number(min(known), digits)}, highest {_number(max(known), digits)}"
            )
    return (f"{unit}. " if unit else "") + "; ".join(told)
