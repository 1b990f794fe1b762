"""Bytes into reports: kinds, decoding, cleaning, and the map back to the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.reports.gather import UnreadableReportWarning, read_reports
    from offing.reports.read import read_report, report_from_bytes

__all__ = ["UnreadableReportWarning", "read_report", "read_reports", "report_from_bytes"]

__getattr__ = names_of(__name__, {
    "gather": "UnreadableReportWarning read_reports",
    "read": "read_report report_from_bytes",
})  # fmt: skip
