from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable

import pytest

from offing.claims import claims_from_prose
from offing.model import Claim, Report
from offing.text.neutral import loaded_terms

Read = Callable[..., list[Claim]]


def report_of(text: str, **slots: object) -> Report:
    fields: dict[str, object] = {
        "id": hashlib.sha256(text.encode()).hexdigest(), "kind": "article", "source": "-",
        "media_type": "text/plain", "text": text, "published": datetime.date(2025, 7, 3),
        "publisher": "Harbour Wire",
    }  # fmt: skip
    return Report(**{**fields, **slots})  # type: ignore[arg-type]


@pytest.fixture
def read() -> Read:
    """Claims of a text, each checked for what must hold of every claim."""

    def claims_of(text: str, **slots: object) -> list[Claim]:
        claims = claims_from_prose(report_of(text, **slots))
        for claim in claims:
            assert claim.evidence
            for e in claim.evidence:
                assert text[e.start : e.end] == e.text
            own = [claim.paraphrase, claim.speaker, claim.actor or "", claim.target or ""]
            assert not [t for words in own for t in loaded_terms(words)], own
            if len(claim.attribution) > 2:
                assert claim.modality != "confirmed"
        return claims

    return claims_of
