"""Which messages a text holds: genre is recognised by form, and many are told apart.

A broadcast warning, an advisory, an ASAM or IMB entry each has a form that prose does
not: a numbered header, lines in capitals with positions, “CANCEL THIS MSG”, a region and
a colon before “On 5 May”. A news article that quotes an advisory has none of them at the
start of its lines.
"""

from __future__ import annotations

import re
import string
from itertools import pairwise
from typing import NamedTuple

from offing.model.notice import NoticeFamily
from offing.notices.forms import find_forms
from offing.text.windows import holds_any

_SERIES = (
    r"HYDROLANT|HYDROPAC|HYDROARC|NAV(?:IGATIONAL)?AREA\s{1,3}[IVX]{1,5}|NAVAREA|NAVTEX"
    r"|(?:COASTAL|LOCAL|NAVIGATIONAL)\s{1,2}(?:NAVIGATIONAL\s{1,2})?WARNING"
    r"|(?:[A-Z]{3,12}[ ]){0,3}NAV[ ]?WARN"
)
_BROADCAST_HEAD = re.compile(
    rf"(?im)^[ \t]{{0,8}}(?P<dtg>\d{{6}}Z?[ ]{{0,2}}(?:UTC[ ])?[A-Z]{{3}}[ ]{{0,2}}"
    rf"\d{{2,4}}\s{{1,6}})?(?P<subject>Subject:[ \t]{{0,3}})?"
    rf"(?P<series>{_SERIES})(?:[ ]{{1,2}}(?:NAV[ ]?WARN|[A-Z]{{1,8}})\.?){{0,3}}"
    r"(?:[ ]{1,3}|[ ]{0,2}[\u2013:-][ ]{0,2})"
    rf"(?P<number>\d{{1,5}})(?:[/-]|[ ]OF[ ])(?P<year>\d{{2,4}})"
    r"(?P<area>[ ]?\([A-Z0-9, /-]{0,40}\))?(?:[ ](?:GEN|REPEAT|RPT))?[ \t]{0,3}[.:]?[ \t]{0,6}\r?$"
)
_NAVTEX_HEAD = re.compile(r"(?m)^[ \t]{0,4}ZCZC[ \t]{1,3}(?P<b>[A-Z]{2}\d{2})\b")
_PORT_HEAD = re.compile(
    r"(?im)^[ \t]{0,8}(?P<series>(?:LOCAL |PORT |TEMPORARY )?"
    r"(?:NOTICES? TO MARINERS|NOTICES? TO SHIPPING|MARINE NOTICE|PORT NOTICE|HARBOU?R NOTICE"
    r"|HARBOU?R MASTER'?S NOTICE|PORT CIRCULAR|NAVIGATIONAL? NOTICE))"
    r"[ \t:]{1,3}(?:NO\.?|NR\.?|NUMBER)?[ ]{0,2}(?P<number>\d{1,4})"
    r"(?:[ ]{0,1}(?:[/-]|of)[ ]{0,1}(?P<year>\d{2,4}))?[ \t.:]{0,4}(?:$|[(\u2013-])"
)
_UKMTO_HEAD = re.compile(
    r"(?im)^[ \t]{0,4}(?:subject:\s{0,3})?"
    r"(?P<issuer>UKMTO|JMIC|MSCIO|MSCHOA|MDAT-GoG|IFC)?[ _\t]{0,3}"
    r"(?P<kind>(?:WARNING|ADVISORY|INCIDENT|ATTACK|HIJACK|SUSPICIOUS(?:[ _]ACTIVITY|[ _]APPROACH)?"
    r"|UPDATE|CAUTION|NOTE|BULLETIN|REPORT|ALERT)"
    r"(?:[ _-]{1,3}(?:WARNING|ADVISORY|INCIDENT|ATTACK|HIJACK"
    r"|NOTE|UPDATE|REPORT|SUSPICIOUS|ACTIVITY|BULLETIN|ALERT)){0,2})[ _#:-]{1,4}(?:NO\.?[ ]?)?"
    r"(?P<number>\d{1,4})(?:[-/_](?:[A-Z]{3}[-/_])?(?P<year>\d{2,4}))?(?![\d:])"
)
_ASAM_HEAD = re.compile(
    r"(?m)^[ \t]{0,4}(?:ASAM\s{0,3})?(?:Reference(?:\s?(?:Number|No))?\.?\s{0,2}:?\s{0,3})?"
    r"(?P<year>(?:19|20)\d\d)-(?P<number>\d{1,4})[.:]?[ \t]{0,4}$"
)
_IMB_HEAD = re.compile(
    r"(?m)^[ \t]{0,4}(?P<date>[0-3]\d\.[01]\d\.(?:19|20)\d\d)[ ]{0,2}[:;,-][ ]{0,3}"
    r"(?P<clock>\d{2}:?\d{2}[ ]{0,2}(?:UTC|LT|LMT)?|TIME UNKNOWN|UNKNOWN|NA)?[ ]{0,3}[:;,]?[ ]{0,3}"
    r"(?:Posn?|Position)?\b"
)
REGION_HEAD = re.compile(
    r"(?m)^[ \t]{0,4}(?:\d\.[ ])?(?:\(U\)[ ]{1,3})?"
    r"(?P<region>[A-Z][A-Za-z'.,()\- ]{2,70}?)[ ]{0,2}[:.][ ]{1,6}"
    r"(?=(?:On|In|At|The|An?|Around|[A-Z0-9])[\w'\u2019-]{0,30}[ ,])"
)
_BROADCAST_MARKS = re.compile(
    r"\bCANCEL\s{1,3}(?:THIS\s{1,3}MSG|HYDRO|NAVAREA)|\bDNC\s\d\d|\bCHARTS?\s\d{2,6}"
    r"|\b(?:BERTH|CAUTION)\s{1,3}(?:REQUESTED|ADVISED)|\bVESSELS\s{1,3}IN\s{1,3}VICINITY"
    r"|\bIN\s{1,3}AREA\s{1,3}BOUND|\bHYDRO(?:LANT|PAC|ARC)\b|\bNAVAREA\s[IVX]+\b"
    r"|\bUNTIL\s{1,3}FURTHER\s{1,3}NOTICE"
)
_WEAK_MARKS = re.compile(
    r"\d\d-\d\d(?:\.\d+|-\d\d)?[NS]|\b\d{6}Z\b|\bIN\s{1,3}PROGRESS\b|\bUNLIT\b|\b[MSF]/V\b"
    r"|\bCANCEL\s{1,3}HYD|\bRADIO\s{1,3}SERVICES\b|\bUNRELIABLE\b|\bUNAVAILABLE\b"
    r"|\b(?:PORT|STRAIT|CANAL|CHANNEL)\b[^.\n]{0,40}\s(?:IS\s)?CLOSED\b|\bINOPERATIVE\b|\bMARITIME\s{1,3}SAFETY\s{1,3}INFORMATION\b|\bADRIFT\b|\bLIGHT(?:ED)?\b|\bBUOY\b|\bWRECK\b|\bOFF\s{1,3}(?:AIR|STATION)\b"
)
_ADVISORY_MARKS = re.compile(
    r"(?im)\b(?:UKMTO|JMIC|MSCHOA|MSCIO)\s{1,3}(?:has|have)\s{1,3}received\b"
    r"|\bvessels\s{1,3}are\s{1,3}(?:\w{1,12}\s{1,3})?advised\s{1,3}to\b|^\s{0,4}issued\s{0,2}:|\b(?:incident|report)\s{1,3}(?:date|time)\s{0,2}:"
    r"|\breport\s{1,3}any\s{1,3}suspicious\s{1,3}activity\s{1,3}to\b|\bauthorities\s{1,3}are\s{1,3}investigating\b"
)
_ADVISER = re.compile(r"(?:U(?<!\wU)KMTO|J(?<!\wJ)MIC|M(?<!\wM)SC(?:IO|HOA))\b")
_ADVISERS = ("KMTO", "MIC", "SCIO", "SCHOA")
"""One of these stands in every form of ``_ADVISER``."""
_STATED = re.compile(r"\d{1,2}[-:°\s]\s?\d{1,2}(?:[.,-]\d{1,3})?'?\s?[NS]\b")
_POLE = re.compile(r"[NS](?<=[\d'\s].)(?!\w)")
"""The letter at the end of what ``_STATED`` matches, sooner found than its figures."""
_CAPITAL_REGION = re.compile(
    r"\s{0,9}(?:\d\.\s)?(?:\(\w{1,12}\)\s{0,3})?(?:[A-Z0-9][A-Z0-9'.,()/\- ]{3,70}[:;]\s{1,6}\S"
    r"|[A-Z][\w'.-]{2,20}(?:[ /-]{1,2}[A-Z][\w'.-]{1,20}){0,5}:\s{1,6}(?:An?|On|The|At)\b)"
)
_SOFT_REGION = re.compile(r"\s{0,9}[A-Z][\w'.,()/ -]{2,60}?(?::\s{1,8}(?=[A-Z0-9])|\.?\s{15,})")
_BOARDERS = re.compile(r"(?i)\b(?:robbers?|pirates?|thieves)\b[^.]{0,90}\b(?:board|climb)")
_OPENING = re.compile(
    r"(?i)\s{0,9}(?:\(\w{1,12}\)\s?)?(?:[A-Z][\w'.,()\- ]{2,60}?[:.]\s{1,6})?(?:\([\w ]{4,20}\)\s)?"
    r"(?:On\s|Prior\sto\s|Between\s)\d{1,2}\s[A-Z]{3}"
)
_SHIP = (
    r"(?:ship|vessel|tanker|carrier|freighter|tug|barge|trawler|yacht|dhow|ferry|boat|skiff"
    r"|merchant|m/?v|crew|master|anchorage|port|vlcc|launch|freighter|fisherm[ae]n|canoe|catamaran"
    r"|terminal|platform|seam[ae]n)"
)
_NARRATIVE = re.compile(
    r"(?i)\b(?:boarded|to\s{1,3}board|boardings?|surrounded|followed|skiffs?|suspicious|looted|shot|robbers?|pirates?|hi-?jack(?:ed|ing)?|robbed|attack(?:ed|s)|approached"
    r"|suspicious\s{1,3}approach|fired\s{1,3}(?:up)?on|thieves|stole|stolen|kidnapped|commandeer\w*|gunmen|armed"
    r"|seized|boarders|attack|mothership|stowaways|robbery|boarding|chas(?:ed|ing)|militants|explosion"
    r"|intruders|pursued|missing|trailed|shadowed|sank|sunk|detained|warned|collided|harass\w*)\b"
)
_SHIPS = frozenset("ship vessel tanker carrier tug boat skiff crew master".split())
_DEEDS = frozenset("boarded robbers pirates hijacked robbed attacked approached stole".split())
"""The commonest words of ``_SHIP_WORD`` and ``_NARRATIVE``, found without a pattern."""
_SHIP_WORD = re.compile(rf"(?i)\b{_SHIP}s?\b")
_NEWS = re.compile(
    r"(?i)[\"\u201c\u201d]|\b(?:told|spokes(?:man|woman|person)|minister|president|according\s{1,3}to\s{1,3}(?:a|the|two|three|sources)"
    r"|sources|subscribe|newsletter|editing\s{1,3}by|reporting\s{1,3}by|analysts?|journalist|read\s{1,3}more|sign\s{1,3}up"
    r"|government|shares|prices|parliament)\b|\bsaid\b"
)


_ADVISORY_WORDS = (
    "UKMTO", "JMIC", "MSCIO", "MSCHOA", "MDAT", "WARNING", "ADVISORY", "INCIDENT", "ATTACK",
    "HIJACK", "SUSPICIOUS",
)  # fmt: skip
_NEWS_HINTS = (
    '"', "\u201c", "\u201d", "said", "told", "spokes", "minister", "president", "according",
    "sources", "subscribe", "newsletter", "editing", "reporting", "analyst", "journalist", "read ",
    "read\n", "sign ", "sign\n", "government", "shares", "prices", "parliament",
)  # fmt: skip
"""One of these stands in every form of ``_NEWS``."""
_IMB_GATE = re.compile(r"\.(?:19|20)\d\d[ ]{0,2}[:;,-]")
_ASAM_GATE = re.compile(r"[12][09]\d\d-\d{1,4}[.:]?[ \t]{0,4}(?:[\n\r]|$)")


class MessageSpan(NamedTuple):
    """One message in a text: code points ``start`` to ``end``, family, and its header."""

    start: int
    end: int
    family: NoticeFamily
    head: re.Match[str] | None = None


_PAGE_MARK = (
    r"(?:[-\u2013 ]{0,6}page[ ]{0,3}\d{1,4}(?:[ ]{0,2}(?:of|/)[ ]{0,2}\d{1,4})?[-\u2013 ]{0,6}"
    r"|\(?(?:continued|contd\.?|continues)(?:[ ](?:on|from)[ ][\w ]{1,20})?\)?)"
)
_RUNNING = re.compile(
    rf"(?im)^[ \t\f]{{0,12}}(?:{_PAGE_MARK}[ \t]{{0,12}}\r?$|(?<=\f))"
    rf"(?:\s{{0,8}}(?P<head>(?:{_SERIES})[^\n]{{0,40}})$)?"
)
_LINE = re.compile(r"[^\n]+")


def without_running_lines(text: str) -> str:
    """``text`` without page numbers and headers repeated on a new page, at equal length.

    So that an area whose corners a page break parts stays one.
    """
    if "\f" not in text:
        upper = text.upper()
        continued = "CONTD" in upper or ("CONT" in upper and "NUE" in upper)
        if not continued and "PAGE" not in upper:
            return text
    return _RUNNING.sub(lambda m: _blanked(m, text), text).replace("\f", " ")


def _blanked(m: re.Match[str], text: str) -> str:
    """A page's foot and head as blanks; a header that is new there stays."""
    head = m["head"]
    if head is None:
        return _LINE.sub(lambda k: " " * len(k[0]), m[0])
    first = head.strip(" .:")
    seen = text.rfind(first, 0, m.start()) >= 0
    end = m.end() if seen else m.start("head")
    return _LINE.sub(lambda k: " " * len(k[0]), text[m.start() : end]) + text[end : m.end()]


def is_notice(text: str) -> bool:
    """Whether ``text`` is a notice (one or more), not prose about one."""
    return bool(split_messages(text))


def split_messages(text: str) -> list[MessageSpan]:
    """The messages of ``text`` in reading order; none if it is something else."""
    headed = _headed_messages(text)
    if headed:
        return headed
    family = _family_of_body(text)
    return [] if family is None else _split_body(text, family)


def _headed_messages(text: str) -> list[MessageSpan]:
    heads: list[tuple[int, NoticeFamily, re.Match[str]]] = []
    upper = text.upper()
    if "HYDRO" in upper or "NAVAREA" in upper or "NAVTEX" in upper or "WARN" in upper:
        heads = [
            (m.start(), family_of_series(m["series"]), m) for m in _BROADCAST_HEAD.finditer(text)
        ]
        heads = _without_subject_lines(heads)
    if not heads and "ZCZC" in text:
        heads = [(m.start(), "navtex", m) for m in _NAVTEX_HEAD.finditer(text)]
    if not heads and ("NOTICE" in upper or "CIRCULAR" in upper):
        heads = [(m.start(), "port", m) for m in _PORT_HEAD.finditer(text)]
    if not heads and ":" in text:
        heads = [(m.start(), _FORM_FAMILIES[family], m) for family, m in find_forms(text)]
    if not heads and holds_any(upper, _ADVISORY_WORDS):
        heads = [
            (m.start(), _family_of_adviser(text, m), m)
            for m in _UKMTO_HEAD.finditer(text)
            if _is_advisory_head(text, m)
        ]
        heads = _without_updates(heads)
    if not heads and _IMB_GATE.search(text):
        heads = [(m.start(), "imb", m) for m in _IMB_HEAD.finditer(text)]
        if heads and not _NARRATIVE.search(text) and "osn" not in text:
            heads = []
    if not heads and ("20" in text or "19" in text) and _ASAM_GATE.search(text):
        heads = [
            (m.start(), "asam", m)
            for m in _ASAM_HEAD.finditer(text)
            if _NARRATIVE.search(text, m.end(), m.end() + 3000)
        ]
    if not heads:
        return []
    ends = [h[0] for h in heads[1:]] + [len(text)]
    return [
        MessageSpan(
            start,
            _end_of_capitals(text, head.end(), end) if family in _IN_CAPITALS else end,
            family,
            head,
        )
        for (start, family, head), end in zip(heads, ends, strict=True)
    ]


_FORM_FAMILIES: dict[str, NoticeFamily] = {"asam": "asam", "imb": "imb"}
_GAP = re.compile(r"\n[^\S\n]{0,40}\n")
_PROSE_WORDS = 5
_IN_CAPITALS = ("navarea", "hydrolant", "hydropac", "hydroarc", "navtex")


def _end_of_capitals(text: str, start: int, end: int) -> int:
    """Where a message in capitals ends and a letter around it goes on in running prose."""
    bounds = [start, *(m.end() for m in _GAP.finditer(text, start, end)), end]
    capitals = False
    for first, last in pairwise(bounds):
        part = text[first:last]
        if not part.strip():
            continue
        if not capitals and not _is_capitals(part):
            return end
        capitals = True
        upper, lower = _count_cases(part)
        if lower > upper and len(part.split()) >= _PROSE_WORDS:
            return first
    return end


def _without_subject_lines(
    heads: list[tuple[int, NoticeFamily, re.Match[str]]],
) -> list[tuple[int, NoticeFamily, re.Match[str]]]:
    """Heads without a mail's subject line where the message's own header follows it."""
    return [
        h
        for h, after in zip(heads, (*heads[1:], None), strict=False)
        if after is None or not (h[2]["subject"] and h[2]["number"] == after[2]["number"])
    ]


def family_of_series(series: str) -> NoticeFamily:
    """``HYDROLANT`` → ``hydrolant``; any other numbered series is ``navarea`` or ``navtex``."""
    word = series.upper()
    names: tuple[NoticeFamily, ...] = ("hydrolant", "hydropac", "hydroarc", "navtex")
    for name in names:
        if word.startswith(name.upper()):
            return name
    return "navarea"


def _family_of_adviser(text: str, m: re.Match[str]) -> NoticeFamily:
    """By the issuer in the header, or else by the one that the message names."""
    issuer = (m["issuer"] or "").upper()
    if issuer == "JMIC":
        return "jmic"
    named = _ADVISER.search(text, max(0, m.start() - 200), m.end() + 1500)
    return "ukmto" if issuer or named else "other"


def _is_advisory_head(text: str, m: re.Match[str]) -> bool:
    """A header names its issuer, or what follows is plainly an advisory."""
    if m["issuer"]:
        return True
    return _ADVISORY_MARKS.search(text, m.end(), m.end() + 1500) is not None


def _without_updates(
    heads: list[tuple[int, NoticeFamily, re.Match[str]]],
) -> list[tuple[int, NoticeFamily, re.Match[str]]]:
    """“UPDATE 001” inside an advisory begins no new one; a repeated number neither."""
    out: list[tuple[int, NoticeFamily, re.Match[str]]] = []
    for head in heads:
        m = head[2]
        if out and not m["issuer"] and m["kind"].upper().startswith(("UPDATE", "NOTE")):
            continue
        if out and m["number"] == out[-1][2]["number"] and m["year"] == out[-1][2]["year"]:
            continue
        out.append(head)
    return out


def _family_of_body(text: str) -> NoticeFamily | None:
    """The family of a text without a header, from its own words; ``None`` for prose."""
    sample = text[:20_000]
    if not sample.strip():
        return None
    if _is_capitals(sample) and (
        _BROADCAST_MARKS.search(sample)
        or (_WEAK_MARKS.search(sample) and not _NARRATIVE.search(sample))
    ):
        return _broadcast_family(sample)
    words = len(sample.split(None, 700))
    if (
        holds_any(sample, _ADVISERS)
        and _ADVISER.search(sample)
        and _ADVISORY_MARKS.search(sample)
        and _count_news(sample) <= words // 60
    ):
        return "jmic" if re.match(r"\W{0,3}JMIC\b", sample) else "ukmto"
    return "asam" if _is_narrative(sample, words) else None


_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,80}|https?://\S{1,200}", re.IGNORECASE)


def _is_capitals(sample: str) -> bool:
    """Whether at least 85 % of the letters are capitals, addresses left out."""
    if sample.isupper():
        return True
    if "@" in sample or "://" in sample:
        sample = _ADDRESS.sub("", sample)
    upper, lower = _count_cases(sample)
    return upper > 0.85 * (upper + lower)


_UPPER, _LOWER = string.ascii_uppercase.encode(), string.ascii_lowercase.encode()
_ODD = re.compile(r"[^\x00-\x7f]+")


def _count_cases(text: str) -> tuple[int, int]:
    """How many capital and how many small letters a text has."""
    plain = text.encode("ascii", "ignore")
    size = len(plain)
    upper, lower = (size - len(plain.translate(None, letters)) for letters in (_UPPER, _LOWER))
    if size < len(text):
        odd = "".join(_ODD.findall(text))
        upper, lower = upper + sum(map(str.isupper, odd)), lower + sum(map(str.islower, odd))
    return upper, lower


_DNC = re.compile(r"DNC(?<!\wDNC)\s\d\d\b")


def _broadcast_family(sample: str) -> NoticeFamily:
    """By the series that the message itself cancels or names; ``other`` where it names none."""
    for word in ("HYDROLANT", "HYDROPAC", "HYDROARC", "NAVAREA", "NAVTEX"):
        if word in sample:
            return family_of_series(word)
    return "hydrolant" if _DNC.search(sample) else "other"


def _is_narrative(sample: str, words: int) -> bool:
    """A short account of one incident to one ship, in the form in which lists give them.

    That form is a region and a colon, “On 5 May, …”, capitals throughout, or a position:
    a paragraph of news has none of them.
    """
    if words > _LONGEST_ACCOUNT:
        return False
    entry = _OPENING.match(sample) or _CAPITAL_REGION.match(sample)
    if entry is None and words <= 250 and not _holds_news(sample):
        entry = _SOFT_REGION.match(sample)
        if entry is None and not _is_verse(sample):
            entry = _BOARDERS.search(sample, 0, 250)
    stated = _POLE.search(sample) is not None and _STATED.search(sample) is not None
    if not (entry or stated or _is_capitals(sample)):
        return False
    if _count_news(sample) > max(2, words // (20 if entry else 45)):
        return False
    if not tells_incident(sample) and not (entry and (stated or _NARRATIVE.search(sample))):
        return False
    blocks = [b for b in re.split(r"\n\s{0,20}\n", sample.strip()) if b.strip()]
    if len(blocks) == 1:
        return True
    return all(REGION_HEAD.match(b) or _IMB_HEAD.match(b) for b in blocks)


_LONGEST_ACCOUNT = 600
"""Words above which no text is the account of one incident."""


def _is_verse(sample: str) -> bool:
    """Short lines without a figure or a full stop at most ends: no entry of any list."""
    lines = [line.strip() for line in sample.split("\n") if line.strip()]
    if len(lines) < 4 or any(c.isdigit() for c in sample):
        return False
    return 2 * sum(1 for line in lines if line[-1] not in ".") > len(lines) and all(
        len(line) < 60 for line in lines
    )


_ENTRY_HEAD = re.compile(
    r"\s{0,9}(?:\d\.\s)?(?:\(\w{1,12}\)\s{0,3})?[A-Z][A-Z&'.,()/\- ]{3,50}[:;]\s{1,6}\S"
)


_WIDE_HEAD = re.compile(r"\s{0,9}[A-Z][\w'.,()/ -]{2,60}?\.?[ \t]{15,}\S")
"""A region, then blanks to the end of a line as wide as a screen: some lists are set so."""
_MOST_SHORT_WORDS = 60


def is_entry(text: str) -> bool:
    """Whether ``text`` is headed as one entry of a list: a region and a colon or wide blanks."""
    head = _ENTRY_HEAD.match(text) or _WIDE_HEAD.match(text)
    return head is not None and len(text.split(None, 401)) <= 400


def names_deed(text: str, words: int) -> bool:
    """Whether a short text tells of a boarding, an approach or the like, of no ship named so."""
    return words <= _MOST_SHORT_WORDS and _NARRATIVE.search(text) is not None


def tells_incident(text: str) -> bool:
    """Whether ``text`` tells of something done to a ship, or at sea by a ship."""
    words = text.lower().split()
    if _SHIPS.isdisjoint(words) and _SHIP_WORD.search(text) is None:
        return False
    if not _DEEDS.isdisjoint(words):
        return True
    return _NARRATIVE.search(text) is not None or _OPENING.match(text) is not None


def reads_as_news(text: str) -> bool:
    """Whether quotation marks and reporters' words are frequent, as in an article."""
    words = len(text.split(None, 2000))
    return words > 600 or _count_news(text[:20_000]) > max(2, words // 45)


def _may_hold_news(sample: str) -> bool:
    lower = sample.lower()
    return holds_any(lower, _NEWS_HINTS)


def _holds_news(sample: str) -> bool:
    """Whether any of the words and marks of articles stands in a text."""
    return _may_hold_news(sample) and _NEWS.search(sample) is not None


def _count_news(sample: str) -> int:
    """How many of the words and marks of articles stand in a text."""
    return len(_NEWS.findall(sample)) if _may_hold_news(sample) else 0


def _split_body(text: str, family: NoticeFamily) -> list[MessageSpan]:
    """Several warnings or entries without headers, a blank line between them."""
    starts = [0]
    if family == "asam":
        starts += [
            m.end()
            for m in re.finditer(r"\n[ \t]{0,20}\n\s{0,20}", text)
            if REGION_HEAD.match(text, m.end()) or _IMB_HEAD.match(text, m.end())
        ]
    ends = [*starts[1:], len(text)]
    return [
        MessageSpan(a, b, family) for a, b in zip(starts, ends, strict=True) if text[a:b].strip()
    ]


def region_of(text: str) -> re.Match[str] | None:
    """The region that heads an entry (``GULF OF ADEN:``), if one does."""
    return REGION_HEAD.match(text)
