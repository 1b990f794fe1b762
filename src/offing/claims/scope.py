"""Whether a claim is about shipping, or stands in the background."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.document import Document, Sentence, has_class
from offing.claims.lexicon import class_words, words
from offing.claims.targets import words_but_port_towns
from offing.model import ClaimPlace

_WARSHIPS = words("warship warships frigate frigates destroyer destroyers")
_MERCHANT = words(
    "merchant bulk container crew seafarers hostages commercial tanker tankers vessels cargo ship "
    "ships vessel shipping port ports mariners mines"
)
_NO_FACILITY = words("sea gulf bridge corridor traffic gate gates")


def is_background(
    action: str, sentence: Sentence, places: Sequence[ClaimPlace], doc: Document,
    span: tuple[int, int],
) -> bool:  # fmt: skip
    """Whether a claim is about land, warships among themselves or diplomacy."""
    if action in _ALWAYS_SHIPPING or (action == "strike" and doc.maritime):
        return False
    tokens = sentence.tokens
    if tokens[0].start < span[0] or tokens[-1].start >= span[1]:
        tokens = [t for t in tokens if span[0] <= t.start < span[1]]
    told = words_but_port_towns(tokens)
    ships = has_class(sentence, "vessel") or "crew" in told
    if action in ("talks", "sanctions"):
        return not ships
    if doc.maritime and (told & _PIRATES or action == "weather"):
        return False
    facility = any(w not in _NO_FACILITY for w in class_words("facility") & told)
    if ships or facility or class_words("sea") & told - {"coast", "coastal"}:
        return bool(told & _WARSHIPS) and not told & _MERCHANT
    return not any(p.kind in ("strait", "canal", "anchorage", "sea", "gulf") for p in places)


_PIRATES = words("pirate pirates piracy robbers seaborne mariners seafarers")
_ALWAYS_SHIPPING = words(
    "closure blockade suspension resumption opening normal_operations restriction "
    "diversion mine boarding hijack robbery approach insurance surcharge congestion "
    "grounding spill advisory escort gnss_interference release accident"
)
