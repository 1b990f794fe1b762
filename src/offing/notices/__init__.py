"""Structured messages: broadcast warnings, UKMTO and JMIC advisories, ASAM and IMB entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.notices.claims import claims_from_notices
    from offing.notices.dump import reports_from_dump
    from offing.notices.force import apply_cancellations, notices_in_force
    from offing.notices.genre import is_notice
    from offing.notices.locate import locate_text
    from offing.notices.read import parse_notice, parse_notices

__all__ = [
    "apply_cancellations", "claims_from_notices", "is_notice", "locate_text", "notices_in_force",
    "parse_notice", "parse_notices", "reports_from_dump",
]  # fmt: skip

__getattr__ = names_of(__name__, {
    "claims": "claims_from_notices",
    "dump": "reports_from_dump",
    "force": "apply_cancellations notices_in_force",
    "genre": "is_notice",
    "locate": "locate_text",
    "read": "parse_notice parse_notices",
})  # fmt: skip
