"""Claims: who says what, through whom, where and when, and how it is said.

``extract_claims`` reads a report; ``claims_from_prose`` only its running text.
"""

from __future__ import annotations

from offing.claims.extract import claims_from_prose, extract_claims

__all__ = ["claims_from_prose", "extract_claims"]
