"""Structured messages: broadcast warnings, UKMTO and JMIC advisories, ASAM and IMB entries."""

from __future__ import annotations

from offing.notices.claims import claims_from_notices
from offing.notices.genre import is_notice
from offing.notices.read import parse_notice, parse_notices

__all__ = ["claims_from_notices", "is_notice", "parse_notice", "parse_notices"]
