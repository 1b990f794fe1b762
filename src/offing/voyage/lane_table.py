"""An exposure as CSV: a row for each lane, with units in the names of the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from offing.model.lane import Extra, LaneExposure
from offing.model.voyage import Range, Spread

_FIGURES = ("days", "fuel_t", "co2_t", "cost_usd")
_ENDS = ("low", "mid", "high", "p10", "p50", "p90")
COLUMNS = (
    "lane_id", "name", "origin", "destination", "ship_class", "speed_kn", "status", "open_nm",
    "distance_nm", "extra_nm", "share",
    *(f"extra_{figure}_{end}" for figure in _FIGURES for end in _ENDS),
    "expected_nm", *(f"expected_{figure}_mid" for figure in _FIGURES), "share_without_way",
    "open_passages", "passages", "sailings_per_week", "teu_per_week", "tonnes_per_week",
    "value_per_week", "reason",
)  # fmt: skip
"""Names of the columns; ``mid`` is the middle case, ``p50`` the median of the draws."""


def csv_from_lanes(lanes: Iterable[LaneExposure], *, header: bool = True) -> str:
    """Lanes as CSV text (RFC 4180); empty cells where there is no figure."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    if header:
        writer.writerow(COLUMNS)
    for lane in lanes:
        writer.writerow(_row(lane))
    return out.getvalue()


def _row(lane: LaneExposure) -> list[object]:
    row: list[object] = [
        _safe(lane.lane_id), _safe(lane.name), _safe(lane.origin), _safe(lane.destination),
        lane.ship_class, lane.speed_kn, lane.status, lane.open_nm, lane.distance_nm,
        lane.extra.nm if lane.extra else None, lane.share,
    ]  # fmt: skip
    row += _figures(lane.extra)
    if lane.expected is None:
        row += [None] * (1 + len(_FIGURES))
    else:
        row.append(lane.expected.nm)
        row += [getattr(lane.expected, figure).mid for figure in _FIGURES]
    row += [
        lane.share_without_way, "|".join(lane.open_passages), "|".join(lane.passages),
        lane.sailings_per_week, lane.teu_per_week, lane.tonnes_per_week, lane.value_per_week,
        lane.reason,
    ]  # fmt: skip
    return ["" if cell is None else cell for cell in row]


def _figures(extra: Extra | None) -> list[object]:
    if extra is None:
        return [None] * (len(_FIGURES) * len(_ENDS))
    out: list[object] = []
    for figure in _FIGURES:
        span: Range = getattr(extra, figure)
        spread: Spread | None = getattr(extra, f"{figure}_spread")
        out += [span.low, span.mid, span.high]
        out += [spread.p10, spread.p50, spread.p90] if spread else [None] * 3
    return out


def _safe(text: str) -> str:
    """Words of a user's file, so that no spreadsheet takes them for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
