"""Whose letterhead it is: every name in a report's head and foot, weighed by how papers sign.

A name is more likely that of who speaks the more of these hold: its noun is a body's, it stands
alone on its line, near the top, beside the date or the kind of paper, is said to have issued the
paper, or the text speaks of itself by that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from offing.claims.actors import find_actors, is_state, kind_from_name
from offing.claims.lexicon import event_index, read_rows, words
from offing.text.tokens import tokenize
from offing.text.windows import windows_around

_HEAD_LINES = 14
_FOOT_LINES = 8
_PARAGRAPH = 170
"""Code points from which a line is running text, with which a head ends."""
_OWN_TEXT = 12_000
"""Code points in which the text may speak of itself by its name."""
_LEAST = 3.0
"""Weight from which a name is taken: a body's noun near the top, or three lesser signs."""

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE = re.compile(
    rf"(?i)(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)?[ .-]{_MONTH}\b\.?,?(?:[ -]\d{{4}})?"
    rf"|\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    r"|\b\d{4}-\d\d-\d\d|\b\d{1,2}[./]\d{1,2}[./]\d{2,4})"
    r"(?:,? (?:at |[-–—|] )?\d{1,2}[:.h]?\d\d\b(?: ?[ap]\.?m\b\.?)?"
    r"(?: ?(?:hours|hrs|local|z|[A-Z]{2,4}T|UTC|LT))?)?"
    r"|\b\d{1,2}[:.]\d\d ?(?:[ap]\.?m\b\.?)?(?: ?(?:[A-Z]{1,4}T|UTC|hours|hrs))?"
)
_NUMBERED = re.compile(
    r"(?i)[,:–—-]?\s*\b(?:no\.?|nr\.?|number|issue|vol\.?|volume|edition|week|release|ref\.?|nos\.)"
    r"\s*[#:]?\s*[A-Z/-]{0,4}\d[\w/.,-]*|#\d+"
)
_PARTS = re.compile(r"\s*[|·•\[\]\"“”»«]\s*|\s+/\s+|\s+(?:[–—-]{1,2}|[>›])\s+|[;:,]\s+")
_BARS = re.compile(r"\s[|·•»›>]\s")
_BRACKETED = re.compile(r"\([^()]{0,60}\)")
_SMALL = r"(?:and|of|for|on|in|the|de|du|del|della|dello|der|di|da|van|von|y|e|la|le|les|al)\b"
_NAME = re.compile(
    rf"(?:[A-ZÀ-Þ][\w’'./&-]*|&|al-[A-Z]\w+)(?: (?:[A-ZÀ-Þ][\w’'./&-]*|{_SMALL}|&|P&I|al-[A-Z]\w+))"
    r"{0,8}"
)
_SIGN = re.compile(
    r"(?:^|\b)(?:[Ii]ssued|[Pp]repared|[Cc]ompiled|[Pp]ublished|[Pp]roduced|[Rr]eleased"
    r"|[Dd]rafted|[Cc]irculated|[Ee]dited|[Tt]ransmitted|[Bb]rought to you|[Cc]ollected"
    r"|[Tt]ranslated(?: from [A-Z][a-z]+)?)(?: jointly)?(?: \d[^\n]{2,24})? by:?"
    r" (?:the )?"
    r"|^(?:[Pp]ublished|[Pp]osted|[Uu]pdated)(?: on)?:? [^\n]{0,40}?\d[^\n]{0,14} by:? (?:the )?"
    r"|^(?:[Bb]y|BY) (?:[A-ZÀ-Þ][\w.’'-]* ){1,3}[A-ZÀ-Þ][\w’'-]+(?:,| [|·–—-]) "
    r"(?=[^\n]{2,60}(?:,| [|·–—-]) [^\n]{0,24}\d{4}\b)"
    r"|^(?:[Bb]y order of|[Oo]n behalf of|[Ff]rom|FROM|[Ss]ender|[Ii]ssuer|[Ii]ssuing"
    r" (?:body|office|authority)|[Oo]riginator)\s{0,6}:?\s{1,6}(?:the )?"
    r"|^(?:[A-Z]\w+ ){0,2}(?:[Ss]tatement|[Cc]ommuniqu[ée]|[Dd]eclaration|[Ll]etter|[Mm]essage"
    r"|[Aa]nnouncement|[Mm]inutes|[Nn]ote|[Rr]eport|[Bb]ulletin)"
    r" (?:issued )?(?:by|from|of) (?:the )?"
)
_SKIPPED = re.compile(
    r"(?i)^(?:to|cc|sent|bcc|attn|attention|fao|for|subject|re|dear|present|tel|fax|phone|e-?mail|www"
    r"|https?|distribution|addressees?|copies|participants|founded|price)\b\s{0,4}[:/ ]"
)
_BYLINE = re.compile(r"^(?:By|BY|Words|Text|Photos?) [A-ZÀ-Þ]|^Reporting by|\bcorrespondents?\b")
_ELSE = words(
    "off at to with as after over from a an is are was were be has have will not no against into "
    "under near amid or but that by due until before while who why how what"
)
_HANDLE = re.compile(r"\(?@\w{3,30}\)?")
_FOOT_SIGN = re.compile(
    r"(?:[Mm]edia|[Pp]ress|MEDIA|PRESS)?\s?(?:[Cc]ontacts?|CONTACTS?|[Ee]nquiries|office)\b"
    rf".{{0,60}}?[,:] (?P<name>{_NAME.pattern})\s*$"
)
_FOOT_OWN = re.compile(
    rf"^(?:©|\([cC]\)|[Cc]opyright)\s{{0,2}}(?:©\s?)?(?:(?:19|20)\d\d(?:[-–]\d{{2,4}})?,?\s)?"
    rf"(?:by )?(?P<name>{_NAME.pattern})|^(?:The )?(?P<trade>{_NAME.pattern}) is"
    r" (?:a trading name|the (?:official|national|daily|weekly)|an? (?:independent"
    r"|registered|member|non-profit|project))"
)


@lru_cache(maxsize=1)
def _paper_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("actors", "paper_words.csv"))


@lru_cache(maxsize=1)
def _body_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("actors", "body_words.csv"))


@dataclass(slots=True)
class _Found:
    name: str
    weight: float


def name_in_letterhead(text: str) -> str | None:
    """The body or outlet in whose name ``text`` is written; ``None`` where none can be made out.

    Linear in the first and last lines, whatever the length of the text.
    """
    found = [f for f in _candidates(text) if f.weight >= _LEAST]
    return max(found, key=lambda f: f.weight).name if found else None


def is_paper(name: str) -> bool:
    """Whether a name only tells what kind of paper it is (“PRESS RELEASE”, “Issue 88”)."""
    if _DIGIT.search(name) is not None:  # there is none in a date or a number without
        name = _NUMBERED.sub(" ", _DATE.sub(" ", name))
    if _PORTS_OF.fullmatch(name.strip()) is not None:
        return True  # “BLACK SEA PORTS – STATUS”
    known = _paper_words()
    return all(w in known or w in _SMALL_WORDS for w in _WORD.findall(name.lower()))


_PORTS_OF = re.compile(
    r"(?i)[\w’' -]{2,30} (?:sea|gulf|coast|africa|europe|asia|america|india|range|med) ports"
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[a-zà-þ][\w'’&-]*")
_SMALL_WORDS = words("of for the and to from in on a an")


_AGENCY_REACH = 1500
_AGENCY_LINE = re.compile(
    r"(?m)^[ \t]{0,3}(?:[A-ZÀ-Þ][^\n()]{2,60})?"
    r"\((?P<name>[a-z]{2,5}|[A-ZÀ-Þ][\w.&’'-]*(?: [\w.&’'-]+){0,5})"
    r"(?: ?/ ?[^()\n]{2,30})?(?:,? [-–—]? ?[^()\n]{0,14}\d[^()\n]{0,16})?\)"
    r"(?:\.?\s{0,2}[-–—:]{1,2}\s|(?<=\d\)) [A-Z])"
    r"|\A(?:[^\n]{0,200}\n\s{0,9}){0,4}"
    r"(?P<slash>[A-ZÀ-Þ][\w.&’'-]*(?: [A-Z][\w.&’'-]+){0,4}) ?/ (?=[A-Z“\"])"
)
"""“SALALAH, 3 Nov. 2025 (Saba Gulf) - ”, “(Saba Gulf / Noor - 3rd November) ”, “Saba News / ”: the
agency of a dateline, anywhere in the head."""
_BARRED_LINE = re.compile(
    r"(?m)^[ \t]{0,3}[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}[,.] "
    rf"(?:\d{{1,2}} {_MONTH}|{_MONTH}\.? \d{{1,2}})"
    r"(?:,? \d{4})?[.,]? ?(?:/(?P<bar>[A-ZÀ-Þ][\w&’'-]*(?: [A-Z][\w&’'-]*){0,3})/\."
    r"|[-–—]{1,2} (?P<dash>[A-ZÀ-Þ][\w&’'-]*(?: [A-Z][\w&’'-]*){0,2})\.) (?=[A-ZÀ-Þ“\"])"
    r"|^[ \t]{0,3}[A-ZÀ-Þ][a-zà-ÿ’'-]{2,20}, (?P<comma>[A-ZÀ-Þ][\w’'-]+(?: [A-Z][\w’'-]*){0,2})"
    r" ?[-–—] ?(?=[A-ZÀ-Þ“\"])"
)
"""“VARNA, March 6. /Noor/. ”, “VARNA, 6 March — Noor. ”, “Varna, Noor – ”: the same."""


def _candidates(text: str) -> list[_Found]:
    head = list(_head_lines(text))
    own = text[:_OWN_TEXT]
    called, hosts = _names_of_itself(own), _hosts(text)
    best: dict[str, _Found] = {}
    top = text[:_AGENCY_REACH]
    agency = _AGENCY_LINE.search(top) if "(" in top or "/" in top else None
    credit = (agency["name"] or agency["slash"]) if agency is not None else ""
    if agency is None and (barred := _BARRED_LINE.search(top)) is not None:
        name = barred["bar"] or barred["dash"] or barred["comma"]
        if _may_be(name):
            best[name.lower()] = _Found(name, 6.0)
    if agency is not None and _may_be(credit) and (agency["name"] or _is_body(credit)):
        best[credit.lower()] = _Found(credit, 6.0)
    signs = [_signs_of(line) for line in head]
    for n, line in enumerate(head):
        near = signs[max(0, n - 1) : n + 2]
        for name, weight in _names_in(line, n, near):
            weight += _self_reference(name, own, called, hosts)
            known = best.get(name.lower())
            if known is None:
                best[name.lower()] = _Found(name, weight)
            else:
                known.weight = max(known.weight, weight) + 0.5
    speaks = _opening_of_text(text, head)
    if speaks is not None and speaks.lower() not in best:
        best[speaks.lower()] = _Found(speaks, _LEAST)
    for name, weight in _in_foot(text):
        known = best.get(name.lower())
        if known is not None:
            known.weight += weight
        elif _is_body(name) or own.count(name) > 1:
            best[name.lower()] = _Found(name, weight + 1.0)
    return list(best.values())


_CONFIRMS = re.compile(
    rf"(?:The )?(?P<name>{_NAME.pattern}),? (?:(?:can|hereby|today|regretfully|has the duty to"
    r"|wish(?:es)? to|would like to) ){0,2}"
    r"(?:confirms?|announces?|informs?|advises?|regrets?|notifies|notify|is aware|(?:has|have) been"
    r" (?:informed|notified|advised|made aware)|has learned)\b"
)


def _opening_of_text(text: str, head: list[str]) -> str | None:
    """“Statement on …” over “Nordvik Tankers A/S confirms that …”: who speaks in its own paper."""
    if not any(_is_own_paper(line) for line in head[:_MAX_TITLES]):
        return None
    for line in text[:_AGENCY_REACH].split("\n"):
        found = _CONFIRMS.match(line.strip())
        if found is not None and _may_be(found["name"]) and _is_body(found["name"]):
            return found["name"]
    return None


_MAX_TITLES = 3
_OWN_PAPERS = words("statement update notice announcement release message communiqué information")


def _is_own_paper(line: str) -> bool:
    parts = [w.strip(".,:–—-*#").lower() for w in line.split()]
    return len(parts) <= _LONGEST_TITLE and not _OWN_PAPERS.isdisjoint(parts)


_LONGEST_TITLE = 10


def _head_lines(text: str) -> Iterator[str]:
    given = 0
    for raw in text[:4000].split("\n"):
        line = raw.strip()
        if not line:
            continue
        if len(line) > _PARAGRAPH or given >= _HEAD_LINES:
            return
        given += 1
        yield line


class _Signs(NamedTuple):
    """What a line of the head tells of the names on it and on the lines beside it."""

    line: str
    dated: bool
    """Whether it is short and gives a date."""
    paper: bool
    numbered: bool
    tells_what: bool


def _signs_of(line: str) -> _Signs:
    figures = _DIGIT.search(line) is not None
    return _Signs(
        line,
        figures and len(line) < _SHORT_LINE and _DATE.search(line) is not None,
        is_paper(line.strip("*_# ")),
        (figures or "#" in line) and _NUMBERED.search(line) is not None,
        _TELLS_WHAT.match(line) is not None,
    )


_SHORT_LINE = 60


def _names_in(line: str, n: int, near: list[_Signs]) -> Iterator[tuple[str, float]]:
    """The names on one line with the weight of where they stand."""
    plain = line.strip("*_#<>[] \t")
    signed = _SIGN.search(plain)
    by_line = _BYLINE.search(plain) is not None
    if _SKIPPED.match(plain) or (by_line and signed is None) or plain[-1:] in "?!":
        return
    if PART_NUMBER.match(plain):
        return  # “1. Navy Headquarters, Press Office”: one part of the paper, not its head
    ends = by_line or (plain.endswith(".") and len(plain.split()) > 12)
    if signed is not None:
        whole = _OFFICE_OF.match(plain, signed.end()) or _NAME.match(plain, signed.end())
        by = whole.group().strip(" .,-") if whole is not None else ""
        if by and _may_be(by):
            yield by, 3.5 + 1.5 * _is_body(by)
    opening = _OPENS.match(plain)
    if opening is not None and n < 4 and " " in opening["name"] and _is_body(opening["name"]):
        released = any(o.paper for o in near if o.line != line)
        yield opening["name"], 2.0 + 1.5 * released
    if ends:
        return
    rest = _BRACKETED.sub(" ", plain) if "(" in plain else plain
    rest = _without_numbers(_HANDLE.sub(" ", rest) if "@" in rest else rest)
    parts = [" ".join(p.strip(" *_#,.:()–—-\t").split()) for p in _PARTS.split(rest)]
    parts = [p for p in parts if p]
    dated = _DIGIT.search(plain) is not None and _DATE.search(plain) is not None
    beside = any(o.dated for o in near)
    credited = len(line) < 60 and any(o.line != line and _BYLINE.match(o.line) for o in near)
    kinds = any(is_paper(p) for p in parts) or any(
        o.paper or o.numbered for o in near if o.line != line
    )
    # “Fairlead | Asia”: the site, and the part of it.
    site = n < _MASTHEAD and _BARS.search(plain) is not None and all(
        len(p.split()) <= _LONGEST_PART for p in parts
    )  # fmt: skip
    # “AL-MINA” over “Daily of the eastern ports”: what it is, under its name.
    told = any(o.line != line and o.tells_what for o in near)
    for at, part in enumerate(parts):
        name = _trimmed(_TAIL.sub("", _PAPER_AFTER.sub("", part)))
        if not _may_be(name):
            continue
        weight = max(0.0, 1.5 - 0.5 * n) + 0.75 * (at == 0) - 0.5 * at
        weight += 1.0 * (len(parts) == 1) + 1.25 * dated + 0.5 * beside + 1.0 * kinds + 1.5 * told
        weight += 1.75 * (
            len(parts) == 1 and beside and not _STUDYING.isdisjoint(name.lower().split())
        )
        weight += 1.5 * (at == 0 and _TRANSLATED.search(plain) is not None)
        weight += 1.5 * (site and at == 0) + 1.0 * (credited and dated and at == 0)
        weight += 2.5 * _is_body(name) + 0.5 * (line[:1] in "*_" or name.isupper())
        if line.startswith("#"):
            weight -= 1.0
        if dated and at == 0 and " " not in name and not _is_body(name) and (
            _DATE.match(plain[len(name) :].lstrip(", "))
        ):  # fmt: skip
            weight -= _TOWNS  # “Sandvik, 30 March 2026”: where it was written
        yield name, weight - _looks_unlike(name, plain)


def _without_numbers(line: str) -> str:
    """A line parted where dates and numbers of issues stand."""
    if _DIGIT.search(line) is None:
        return line
    return _NUMBERED.sub(" | ", _DATE.sub(" | ", line))


PART_NUMBER = re.compile(r"(?:\(?\d{1,2}[.)]|[IVX]{1,4}[.)]|[A-H][.)])\s+\S")
"""“1. ”, “II. ”, “B) ” before the name of one part of a paper."""
_STUDYING = words("institute institution foundation university college")
"""Who puts out a series, and is named under it."""
_TRANSLATED = re.compile(r"(?i)\btranslat(?:ed|ion)\b")
"""“Noor, Varna, 6 March (translated)”: whose words a translation gives."""
_TOWNS = 3.0
_SOVEREIGN = re.compile(
    r"(?i)(?:the )?(?:government|republic|kingdom|sultanate|state|commonwealth|union|emirate"
    r"|people's republic|islamic republic|federal republic|democratic republic|arab republic) of\b"
)
_MASTHEAD = 2
"""Lines from the top among which a site's name with its parts stands."""
_LONGEST_PART = 4
_SECTIONS = words(
    "home news view views menu sections section world business markets opinion comment analysis "
    "ports port harbour harbours harbor harbors shipping maritime marine piracy security law "
    "safety energy environment people technology regulation insurance casualties incidents "
    "logistics tankers containers bulk offshore coast sea seas ocean politics economy trade "
    "transport regions asia africa europe americas share search subscribe login photo video map"
)
"""What a part of a site is called, or a label over a picture; alone it is nobody's name."""
_OFFICE_OF = re.compile(
    r"[A-ZÀ-Þ][\w’' ]{2,40}, (?:Port|Ports|Harbour|Ministry|Department) of [A-Z]\w+"
)
"""“Harbour Master, Port of Salalah”: an office, and what it is the office of."""
_OPENS = re.compile(rf"(?P<name>{_NAME.pattern}) [a-z]+(?:s|ed|es)? [a-z]")
"""“Ionian Ferries suspends sailings” under “FOR IMMEDIATE RELEASE”: who released it."""
_TELLS_WHAT = re.compile(
    r"(?i)(?:the |a |an |our )?(?:daily|weekly|monthly|official|independent|english|state"
    r"|national)\b.{0,60}$"
)
_TAIL = re.compile(
    r"(?i)\s+(?:live(?: (?:desk|blog|page))?|staff|(?-i:reporters?)|newsroom|newsdesk|web desk"
    r"|public affairs|press (?:office|service|team|room)|media (?:office|team|relations)"
    r"|(?:customer|client|operational|service|trade|market|port|general) (?:advisory|notice|update"
    r"|bulletin|information|alert)s?|media and communications|on (?:x|telegram|facebook)"
    r"|newsletter|wire service|exclusive)$"
)
_PAPER_AFTER = re.compile(
    r" (?:weekly|daily|monthly|digest|bulletin|update|summary|report|briefing|round-up|roundup)$"
)
"""“Gulf Monitor weekly”: the kind of paper in small letters after whose it is."""
_SEATS = re.compile(r"^(?:[Tt]he|THE) (?=\S)")


def _trimmed(name: str) -> str:
    found = _NAME.match(name)
    if found is None or found.end() < len(name):
        return ""
    name = found.group().strip(" .,-")
    parts = name.split()
    while parts and parts[-1].lower() in _SMALL_WORDS:
        parts.pop()
    return " ".join(parts)


def _may_be(name: str) -> bool:
    """Whether a stretch of text can be somebody's name at all."""
    parts = _without_marks(name.lower().split())
    if not 3 <= len(name) <= 80 or not parts or len(parts) > 10 or parts[0] in ("by", "in", "to"):
        return False
    if len(parts) == 1 and parts[0] in _SECTIONS:
        return False
    if any(c.isdigit() for c in name) or not _ELSE.isdisjoint(parts) or is_paper(name):
        return False
    if parts[0] in _paper_words() and parts[1:2] and parts[1] in _ABOUT:
        return False  # “Statement on the Alma Sol”
    return not any(is_state(p) or _is_place(p) for p in (name, *name.split("/")) if p)


_ABOUT = words("on regarding concerning about re")


def _without_marks(parts: list[str]) -> list[str]:
    """“nordvik tankers as”, “… s.a. de c.v.”: without what firm it is by law."""
    end = len(parts)
    while end > 1 and (parts[end - 1].replace(".", "") in _FIRM_MARKS or parts[end - 1] == "de"):
        end -= 1
    return parts[:end]


@lru_cache(maxsize=64)  # the names of one head are weighed again in the lines beside it
def _is_place(name: str) -> bool:
    from offing.places import find_places

    plain = _SEATS.sub("", name)
    shown = plain.title() if plain.isupper() else plain
    return any(m.start == 0 and m.end >= len(shown) - 1 for m in find_places(shown))


def _is_body(name: str) -> bool:
    """Whether the noun that heads the name is that of a body or an outlet."""
    parts = [w.strip(".,()’'").removesuffix("'s").removesuffix("’s") for w in name.lower().split()]
    if len(_without_marks(parts)) < len(parts):
        return True
    if len(parts) > 2 and (parts[-1] in _COMPASS or _is_place(parts[-1].title())):
        parts.pop()  # “Escort Force East”, “Maritime Watch Djibouti”
    if not parts:
        return False
    cut = next((n for n, w in enumerate(parts) if n and w in _LINKS), len(parts))
    heads = {parts[cut - 1], parts[-1]} | ({parts[0]} if cut == 1 else set())
    if heads & _body_words() or heads & _FIRM_MARKS:
        return True
    if any(kind_from_name(h) not in (None, "state") for h in heads):
        return True
    return any(
        m.actor.kind != "person" and m.last - m.first >= 0.5 * len(parts)
        for m in find_actors(tokenize(name))
    )


_COMPASS = words("north south east west northeast northwest southeast southwest central")
_LINKS = words("of for on in de del du della dei da di des do")
_PARTS_OF = words("department desk office team division unit section room relations affairs")
"""What a body is parted into: the body itself, on another line, is who speaks."""
_FIRM_MARKS = words(
    "ltd llc llp inc plc gmbh bv nv ag sa oy ab limited saoc pjsc jsc spa srl kk pte co asa aps as "
    "a/s cv"
)


def _looks_unlike(name: str, line: str) -> float:
    """How much speaks against a name: a headline's verb, a person, words in small letters."""
    parts = name.split()
    tokens = tokenize(name.lower())
    against = 2.0 if parts[-1].lower() in _PARTS_OF and len(parts) < 4 else 0.0
    if _SOVEREIGN.match(name) is not None:
        against += _TOWNS  # “Government of India” over the name of its weather service
    if not _is_body(name):
        if any(m[1].weight > 1 for n in range(len(tokens)) for m in event_index().match(tokens, n)):
            against += 2.0
        if len(parts) in (2, 3) and all(p.isalpha() and p.istitle() for p in parts):
            against += 0.75  # most likely a person
        if len(parts) > 6:
            against += 1.0
    if len(line.split()) > len(parts) + 8:
        against += 1.0
    return against


def _self_reference(name: str, own: str, called: frozenset[str], hosts: list[str]) -> float:
    """What the text says of itself by that name: “told X”, “X could not verify”, its address."""
    plain = _SEATS.sub("", name)
    parts = plain.split()
    short = {plain} | ({" ".join(parts[:2]), " ".join(parts[:3])} if len(parts) > 2 else set())
    cased = {s.title() if s.isupper() and len(s) > 5 else s for s in short}
    weight = 0.0
    if cased & called or short & called:
        weight = 3.0
    elif any(len(s) > 3 and own.find(s, own.find(s) + len(s)) > 0 for s in cased):
        weight = 0.75
    letters = "".join(c for c in plain.lower() if c.isalpha())
    return weight + 2.0 * any(host in letters or letters in host for host in hosts)


_CALLS_ITSELF = re.compile(
    r"\b(?:told|tells|seen by|obtained by|shown to|reviewed by) (?:the )?"
    r"(?P<to>[A-ZÀ-Þ][\w’'&-]*(?: [A-ZÀ-Þ&][\w’'&-]*){0,4})"
    r"|\b(?P<by>[A-ZÀ-Þ][\w’'&-]*(?: [A-ZÀ-Þ&][\w’'&-]*){0,4})(?: has| had)? "
    r"(?:cannot|can not|could not|was unable|were unable|is unable|has been unable"
    r"|has not been able|does not vouch)\b"
)


def _names_of_itself(text: str) -> frozenset[str]:
    near = windows_around(text, _CALLING_HINTS, _CALLING_REACH, _CALLING_REACH, len(text))
    return frozenset(
        _SEATS.sub("", found["to"] or found["by"])
        for start, end in near
        for found in _CALLS_ITSELF.finditer(text, start, end)
    )


_CALLING_REACH = 160
"""Code points before and after a hint: longer than five words of a name."""
_CALLING_HINTS = ("told ", "tells ", " by ", "shown to ", "cannot", "can not", "could not", "able",
                  "vouch")  # fmt: skip
"""One of these stands in every form of ``_CALLS_ITSELF``."""


def _hosts(text: str) -> list[str]:
    found = _DOMAIN.finditer(text[:3000] + "\n" + text[-1500:])
    plain = ("".join(c for c in f["host"].lower() if c.isalpha()) for f in found)
    return [host for host in plain if len(host) >= 5]


_DOMAIN = re.compile(r"(?:@|www\.|https?://(?:www\.)?)(?P<host>[\w-]{4,60})(?=\.\w{2,})")


def _in_foot(text: str) -> Iterator[tuple[str, float]]:
    """Names by which the last lines sign, own or give a contact."""
    lines = [line.strip(" *_-–—") for line in text[-2500:].split("\n") if line.strip()]
    for line in lines[-_FOOT_LINES:]:
        if len(line) > _PARAGRAPH:
            continue
        for pattern in (_FOOT_SIGN, _FOOT_OWN):
            if (found := pattern.search(line)) is not None:
                groups = found.groupdict()
                name = _trimmed(groups.get("name") or groups.get("trade") or "")
                if name and _may_be(name):
                    yield name, 2.0
    for line in _last_lines(lines):
        found = _SIGNATURE.fullmatch(line)
        if found is None or PART_NUMBER.match(line) or _SKIPPED.match(line):
            continue
        name = _trimmed(_TAIL.sub("", found["name"].strip(" .,")))
        if name and _may_be(name) and (_is_body(name) or text.count(name) > 1):
            yield name, 2.0


def _last_lines(lines: list[str]) -> list[str]:
    """The short lines under the last sentence of a text; none where no sentence stands above."""
    for n in range(1, min(_SIGNATURE_LINES, len(lines)) + 1):
        if len(lines[-n].split()) > _LONGEST_SIGNATURE:
            return lines[len(lines) - n + 1 :]
    return []


_LONGEST_SIGNATURE = 8
_SIGNATURE_LINES = 5
_SIGNATURE = re.compile(
    rf"(?:[Yy]our |[Tt]he )?(?P<name>{_NAME.pattern}?)"
    r"(?: (?:customer |client )?(?:team|service|services|care|desk))?[.]?"
)
"""“Your Nordvik Lines team”, “Palmar Ship Agents S.A.”: a name alone on one of the last lines."""
