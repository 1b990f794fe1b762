"""A claim in the making, shared by reading and merging."""

from __future__ import annotations

from dataclasses import dataclass

from offing.claims.attribution import Segment
from offing.claims.document import Sentence
from offing.claims.speakers import Speaker
from offing.model import Claim


@dataclass(slots=True)
class Draft:
    """A claim being made, with what merging needs to know beside it."""

    claim: Claim
    sentence: Sentence
    segment: Segment
    speaker: Speaker
    heading: bool
