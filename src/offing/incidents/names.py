"""Names compared: the same body under slightly different spellings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """``name`` without case, accents, punctuation and a leading article, for comparing."""
    folded = unicodedata.normalize("NFKD", name).casefold().replace("'s", "").replace("’s", "")
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return _ARTICLE.sub("", _NOT_WORD.sub(" ", plain).strip()).strip()


def holds_word(key: str, word: str) -> bool:
    """Whether the normalised ``key`` holds ``word`` (one or more words) as whole words."""
    return f" {name_key(word)} " in f" {key} "


def slug(name: str, limit: int = 40) -> str:
    """``name`` as a readable part of an id: lower case, hyphens, at most ``limit`` letters."""
    return name_key(name).replace(" ", "-")[:limit].strip("-") or "unknown"
