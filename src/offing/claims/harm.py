"""Whether what is told of people is that they came to no harm."""

from __future__ import annotations

import re

_WELL = re.compile(
    r"(?i)\b(?:safe|unharmed|uninjured|unhurt|unscathed|accounted for|in good health"
    r"|(?:are|is|were|was|be) (?:all )?well|alive and well"
    r"|(?:nobody|no one|none) (?:\w+ ){0,3}(?:hurt|missing|injured|harmed|killed))\b"
)
_NOT_WELL = re.compile(
    r"(?i)\b(?:not|never|hardly|isn.t|aren.t|wasn.t|weren.t) (?:\w+ ){0,2}"
    r"(?:safe|unharmed|unhurt|accounted for|well)\b"
    r"|\b(?<!no )(?<!nobody )(?<!none )(?:killed|dead|died|deaths?|wounded|drowned|unaccounted"
    r"|burn(?:ed|s)|in hospital|hospitalised|hospitalized)\b"
)
_HURT = re.compile(r"(?i)\b(?:injured|hurt|missing|injur(?:y|ies)|casualt(?:y|ies))\b")


def are_well(text: str, start: int, end: int) -> bool:
    """“Her crew is safe”, “nobody was hurt”: words of harm that tell of none.

    ``text[start:end]`` is the evidence. False where it tells of anybody's harm besides.
    """
    if _WELL.search(text, start, end) is None or _NOT_WELL.search(text, start, end):
        return False
    good = [m.span() for m in _WELL.finditer(text, start, end)]
    return all(any(a <= m.start() < b for a, b in good) for m in _HURT.finditer(text, start, end))
