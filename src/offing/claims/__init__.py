"""Claims: who says what, through whom, where and when, and how it is said.

``extract_claims`` reads a report; ``claims_from_prose`` only its running text;
``happened`` tells of one word in a sentence whether it happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from offing.lazily import names_of

if TYPE_CHECKING:
    from offing.claims.extract import claims_from_prose, extract_claims
    from offing.claims.factuality import happened

__all__ = ["claims_from_prose", "extract_claims", "happened"]

__getattr__ = names_of(__name__, {
    "extract": "claims_from_prose extract_claims",
    "factuality": "happened",
})  # fmt: skip
