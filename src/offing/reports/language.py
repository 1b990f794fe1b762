"""Which language a report is in, as far as it can be sure without a model."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

from offing.reports.draft import Draft

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("am", re.compile("[\u1200-\u137f]")),
)
_ARABIC = re.compile("[\u0600-\u06ff]")
_PERSIAN = re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_NORDIC = {"da", "no", "sv"}
_NOT_BULGARIAN = re.compile("[ыэёЫЭЁ]")


@cache
def _profiles() -> dict[str, frozenset[str]]:
    raw = (files("offing") / "data" / "languages" / "stopwords.toml").read_bytes()
    return {code: frozenset(words.split()) for code, words in tomllib.loads(raw.decode()).items()}


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, or ``None`` if that is not sure.

    Other scripts are told by their letters (more than half of all letters), Latin
    script by the share of each language's commonest function words among the first
    20,000 characters: at least 12 %, and clearly more than the next.
    """
    sample = text[:_SAMPLE]
    letters = sum(c.isalpha() for c in sample)
    if letters == 0:
        return None
    script = _script_language(sample, letters)
    if script:
        return script
    words = [w.lower() for w in _WORD.findall(sample) if len(w) > 1]
    if len(words) < 10:
        return None
    counts = Counter(words)
    english = sum(counts[w] for w in _profiles()["en"])
    hits = {code: _evidence(counts, stop) for code, stop in _profiles().items() if code != "en"}
    ranked = sorted(hits, key=lambda code: -hits[code][0])
    (best, second), (count, kinds) = ranked[:2], hits[ranked[0]]
    if english >= count:
        return "en" if english >= 0.06 * len(words) else None
    if count < 0.12 * len(words) or kinds < 4 or english > 0.5 * count:
        return None
    return best if count >= 1.1 * hits[second][0] or {best, second} <= _NORDIC else None


def _evidence(counts: Counter[str], stop: frozenset[str]) -> tuple[int, int]:
    """Function words that English does not have, of two letters or more: tokens and kinds."""
    found = [w for w in stop if w in counts and w not in _profiles()["en"]]
    return sum(counts[w] for w in found), len(found)


def _script_language(sample: str, letters: int) -> str | None:
    if sample.isascii():
        return None
    if len(_ARABIC.findall(sample)) > 0.5 * letters:
        return "fa" if len(_PERSIAN.findall(sample)) > 0.02 * letters else "ar"
    if len(_CYRILLIC.findall(sample)) > 0.5 * letters:
        if len(_UKRAINIAN.findall(sample)) > 0.01 * letters:
            return "uk"
        return "ru" if _NOT_BULGARIAN.search(sample) else "bg"
    east = sum(len(p.findall(sample)) for _, p in _SCRIPTS[:3])
    if east > 0.5 * letters and len(_SCRIPTS[0][1].findall(sample)) > 0.05 * letters:
        return "ja"
    for code, pattern in _SCRIPTS[1:]:
        if len(pattern.findall(sample)) > 0.5 * letters:
            return code
    return None


def note_language(draft: Draft) -> None:
    """Fill in the language; a report that is surely not in English gets a problem."""
    language = language_of(draft.text) or draft.language
    draft.language = language
    if language is not None and language != "en":
        draft.note(
            "language", f"the report is in another language ({language}); only English is read"
        )
