"""Where sentences begin and end: blank lines first, then lines, then full stops.

A heading must not run into the sentence below it, so blocks (blank lines) and
lines that stand alone are cut before any punctuation is looked at. Everything
is one pass over the text; nothing is super-linear.
"""

from __future__ import annotations

import re
from itertools import pairwise

from offing.model.report import Span

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LIST_ITEM = re.compile(
    r"[ \t]*(?:[-–—•*·▪►●○‣]|\(?\d{1,3}[.)]|\(?[A-Za-z][.)]|\(?[ivxIVX]{1,5}[.)])[ \t]+"
)
_KEY_LINE = re.compile(r"[ \t]*[A-Z][\w /&()'’.-]{1,40}:(?:[ \t]|$)")
_ENTRY_LINE = re.compile(r"[ \t]*[A-Z][\w'’ -]{1,30} ?(?:[-–—]|:) ")
"""“Odesa - working”: lines of a table in words."""
_TERMINATOR = re.compile(
    r"[.!?…](?:(?<=…)|(?<![.!?].)[.!?]*+)[\"'”’»)\]]*(?:\[(?:\d{1,3}|[a-z])\]){0,6}(?=\s)"
)
"""A full stop, marks that close, and the numbers of notes after it (“… were safe.[2]”)."""
_OPENERS = "\"'“‘«([¿¡"
_WIDE_LINE = 130
"""Lines longer than this are paragraphs of their own: no hard wrap is that wide."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ABBREVIATIONS = _words(
    """mr mrs ms dr prof gen lt col capt sgt cmdr cdr maj adm brig st mt messrs vs e.g i.e cf etc
    a.m p.m u.s u.k u.n e.u u.a.e u.s.s jan feb mar apr jun jul aug sep sept oct nov dec est
    dept gov sen rep rev hon pres inc ltd co corp bros tel m.v m.t s.s h.m.s
    sq ft in-charge avg ave blvd w.e.f a.k.a"""
)
_BEFORE_DIGIT = _words(
    """no nos fig figs art para pt sec sat sun mon tue wed thu fri vol p pp ch voy approx lat long
    posn pos ref max min"""
)
_INITIALS = re.compile(r"[a-z](?:\.[a-z]){1,3}")
"""“B.C.”, “N.S.W.”: whether the sentence ends there is told by the next word."""
_MAY_END = _words("a.m p.m u.s u.k u.n e.u u.a.e inc ltd co corp etc")
"""Abbreviations that often end a sentence too: the next word decides."""
_STARTERS = _words(
    """the a an in it its he she they this that these those on at but and we you our there when
    while however after before for from no some all vessels ships mariners as if since with two
    three officials meanwhile earlier later according his her their not ukmto i"""
)


def split_sentences(text: str) -> list[Span]:
    """Sentences of ``text`` in reading order, as half-open spans without outer white space.

    Blank lines always separate; so do list items, ``Key: value`` lines and lines
    that do not look hard-wrapped. Abbreviations, initials, decimal numbers and
    ellipses in mid-sentence do not.
    """
    spans: list[Span] = []
    for start, end in _blocks(text):
        for a, b in _runs(text, start, end):
            _cut(text, a, b, spans)
    return spans


def split_blocks(text: str) -> list[Span]:
    """Paragraphs of ``text`` (blank lines separate them), without outer white space."""
    return [s for a, b in _blocks(text) if (s := _trim(text, a, b)) is not None]


def _blocks(text: str) -> list[tuple[int, int]]:
    blocks = []
    at = 0
    for gap in _BLANK_LINES.finditer(text):
        if gap.start() > at:
            blocks.append((at, gap.start()))
        at = gap.end()
    if at < len(text):
        blocks.append((at, len(text)))
    return blocks


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end) if end > start else None


def _runs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A block cut at the line ends that are not just hard wraps."""
    lines: list[tuple[int, int]] = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if stop > at:
            lines.append((at, stop))
        at = stop + 1
    if len(lines) < 2:
        return [(start, end)]
    width = max(len(text[a:b].rstrip()) for a, b in lines)
    runs = []
    run = lines[0][0]
    for (a, b), (c, d) in pairwise(lines):
        if not _is_wrap(text, a, b, c, d, width):
            runs.append((run, b))
            run = c
    runs.append((run, lines[-1][1]))
    return runs


def _is_wrap(text: str, a: int, b: int, c: int, d: int, width: int) -> bool:
    """Whether the line ``a:b`` simply goes on in the line ``c:d``."""
    line = text[a:b].rstrip()
    following = text[c:d].lstrip()
    if not line or not following:
        return False
    if _ENTRY_LINE.match(text, a, b) and _ENTRY_LINE.match(text, c, d):
        return False
    if _LIST_ITEM.match(text, c, d) or _KEY_LINE.match(text, c, d):
        return False
    if following[0].islower():
        return True
    if width > _WIDE_LINE or line[-1] == ":":
        return False
    if line[-1] in ",;-–" or line.endswith((" the", " of", " and", " in", " to", " a")):
        return True
    return width >= 40 and len(line) + len(following.split(maxsplit=1)[0]) + 1 >= 0.75 * width


def _cut(text: str, start: int, end: int, spans: list[Span]) -> None:
    at = start
    cased: bool | None = None
    for stop in _TERMINATOR.finditer(text, start, end):
        after = stop.end()
        while after < end and text[after].isspace():
            after += 1
        if after >= end:
            break
        following = text[after]
        if following.islower():
            if cased is None:
                cased = any(c.isupper() for c in text[start:end])
            if cased:
                continue
        if not _ends_here(text, at, stop.start(), after, end):
            continue
        if (span := _trim(text, at, stop.end())) is not None:
            spans.append(span)
        at = after
    if (span := _trim(text, at, end)) is not None:
        spans.append(span)


_NUMBER = re.compile(r"[A-Z]{1,4}[-/ ]?\d")


def _is_number(text: str, at: int, end: int) -> bool:
    """“No. A-19-2024”: letters before the digits."""
    return _NUMBER.match(text, at, min(end, at + 8)) is not None


def _ends_here(text: str, sentence: int, stop: int, after: int, end: int) -> bool:
    if text[stop] != "." or text.startswith("..", stop):
        return True
    word_start = stop
    floor = max(sentence, stop - 24)
    while word_start > floor and not text[word_start - 1].isspace():
        word_start -= 1
    word = text[word_start:stop].lstrip(_OPENERS).lower()
    if not word:
        return True
    if word.isdigit() and not text[sentence:word_start].strip():
        return False  # “1. The port …”: a list number
    if word in _BEFORE_DIGIT:
        at = after + (text[after] == "(")  # “at Ref. (1)”
        return not (text[at : at + 1].isdigit() or _is_number(text, after, end))
    initial = len(word) == 1 and word.isalpha() and word != "i"
    if (
        initial
        and word in "nsewm"
        and text[max(sentence, word_start - 2) : word_start - 1].isdigit()
    ):
        return True  # “12.5 N.”, “3.4 m.”
    if word == "lt" and text[max(sentence, word_start - 2) : word_start - 1].isdigit():
        return True  # “from 0700 LT.”: the local time
    if word == "x" and text[max(sentence, word_start - 4) : word_start].endswith(("on ", "via ")):
        return True  # “said in a post on X.”
    letters = word not in _ABBREVIATIONS and _INITIALS.fullmatch(word) is not None
    if not (initial or letters or word in _ABBREVIATIONS):
        return True
    may_end = letters or word in _MAY_END
    if may_end or initial:
        match = re.compile(r"[\"“‘(]?(\w+)").match(text, after, min(end, after + 24))
        starts = match is not None and match.group(1).lower() in _STARTERS
        return starts and may_end
    return False
