"""Bytes into reports: kinds, decoding, cleaning, and the map back to the source."""

from __future__ import annotations

from offing.reports.gather import UnreadableReportWarning, read_reports
from offing.reports.read import read_report, report_from_bytes

__all__ = ["UnreadableReportWarning", "read_report", "read_reports", "report_from_bytes"]
