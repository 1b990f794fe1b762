"""Who put a report out, read from its head and its foot: the ways in which papers sign.

The last resort of ``issuer``: a publisher's field, a credit or a dateline comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from offing.claims.actors import kind_from_name
from offing.claims.lexicon import words

_HEAD_LINES = 12
_FOOT_LINES = 12
_LONG_LINE = 200
"""Code points from which a line is a paragraph and no part of the head."""
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)?[ .](?:{_MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct"
    rf"|Nov|Dec)"
    rf"\b\.?,?(?: \d{{4}})?"
    rf"|\b(?:{_MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.? \d{{1,2}}(?:,? \d{{4}})?"
    rf"|\b\d{{4}}-\d\d-\d\d)"
)
_NAME = r"(?:[A-ZÀ-Þ][\w’'./-]*|&|(?:and|of|for|on|the|de|du|del|della|dello|der|van|y|e)\b)"
_WHOLE_NAME = re.compile(rf"[A-ZÀ-Þ][\w’'./-]*(?: {_NAME}){{0,6}}")
_SPLIT = re.compile(r"\s*[|·•\[\]\"“”]\s*|\s+[–—-]{1,2}\s+|,\s+")
_TAIL = re.compile(
    r"\s+(?:live (?:desk|blog|page)|live|staff|reporters?|correspondents?|newsroom|newsdesk"
    r"|web desk|desk|team|press office"
    r"|media office|newsletter|weekly newsletter|exclusive|on X|on Telegram|on Facebook)\b.*$"
)
_NO_NAME = words(
    "by updated published issued posted date edition issue no no. number vol vol. page time"
    " utc gmt "
    "subject re ref from to attn notice circular bulletin report brief briefing summary period "
    "release news press statement update advisory warning urgent breaking live opinion analysis "
    "editorial comment feature interview letter dear translation transcript draft copy embargoed "
    "weekly daily monthly morning evening members situation covers ends contact note special"
)
_HANDLE = re.compile(r"@(?P<name>\w{3,30})\b(?=[^.@]*$)")
_FROM = re.compile(
    rf"\b(?:From|(?:[Ss]tatement|[Bb]ulletin|[Cc]ircular|[Mm]essage|[Nn]otice|[Ll]etter|[Uu]pdate"
    r"|[Bb]riefing|[Rr]eport|[Dd]igest|[Nn]ewsletter|[Aa]lert|[Ss]ummary|[Nn]ews|[Nn]otes)"
    rf" from|[Ii]ssued by|[Bb]y order of"
    rf"|[Pp]ublished by) (?:[Tt]he )?(?P<name>[A-ZÀ-Þ][\w’'./-]*"
    rf"(?: {_NAME}){{0,6}})"
)
_LINE_IN_BRACKETS = re.compile(
    r"[A-ZÀ-Þ][\w .,'’/-]{2,40}[,.]? ?\((?P<name>[A-Z][\w .&’'-]{1,38})\)\s"
)
_CHANNEL = re.compile(
    r"(?i)\b(?:channel|account|page|group|blog)\b\s*[\"“«](?P<name>[^\"”»]{3,50})"
)
_ABOUT = re.compile(
    rf"(?:About|ABOUT) (?:the )?(?P<name>[A-ZÀ-Þ][\w’'./-]*(?: {_NAME}){{0,5}})\s*(?::|$)"
)
_DEFINED = re.compile(
    rf"(?:The )?(?P<name>[A-ZÀ-Þ][\w’'./-]*(?: {_NAME}){{1,6}}),? \((?:the )?[\"“][A-Z]"
)
_REGARDS = re.compile(
    r"(?i)\W{0,4}(?:(?:kind|best|warm|many)?\s*regards|yours (?:faithfully|sincerely|truly)"
    r"|sincerely"
    r"|with thanks|in solidarity|respectfully|by order|ends?|signed|prepared by"
    r"|for and on behalf of"
    r"|on behalf of)\b"
)


def name_in_imprint(text: str) -> str | None:
    """The body that a text's own head or foot says it is from; ``None`` where neither does.

    Linear in the first and last dozen lines, whatever the length of the text.
    """
    return _name_in_head(text) or name_in_foot(text)


def _name_in_head(text: str) -> str | None:
    for n, line in enumerate(_lines(text[:4000].split("\n"), _HEAD_LINES)):
        found = _LINE_IN_BRACKETS.match(line[:90])
        if found is not None and _DATE.search(found.group()) and _is_name(found["name"]):
            return found["name"]
        if len(line) > _LONG_LINE or (n > 1 and line.endswith((".", "!", "?")) and len(line) > 90):
            return _defined(line)
        for pattern in (_CHANNEL, _FROM):
            if (found := pattern.search(line)) is not None and _is_name(found["name"]):
                return found["name"]
        if (found := _HANDLE.search(line)) is not None and len(line.split()) <= 10:
            return found["name"]
        if _DATE.search(line) is not None and (name := _beside_date(line)) is not None:
            return name
        if n < 3 and (name := _lone_name(line)) is not None:
            return name
        if line[:3] in ("By ", "BY ") and (name := _outlet_of_byline(line)) is not None:
            return name
    return None


def _defined(line: str) -> str | None:
    """“Vanguard Tankers Ltd (“Vanguard”) has …”: who writes says by what name it goes."""
    found = _DEFINED.match(line)
    return found["name"] if found and kind_from_name(found["name"]) else None


def _beside_date(line: str) -> str | None:
    """“4 March 2026 · Gulf Courier staff”, “THE COURIER, Wednesday, March 4”: the name there."""
    rest = _DATE.sub("|", line.strip("*_#<>[]() "))
    named = []
    for part in _SPLIT.split(rest):
        name = _TAIL.sub("", _LEADS.sub("", part.strip("*_()[]#:;,. ")))
        if name[:3].lower() == "by ":
            continue
        if _is_name(name) and (len(name.split()) > 1 or kind_from_name(name)):
            named.append(name)
    return next((n for n in named if kind_from_name(n)), named[0] if named else None)


_LEADS = re.compile(r"^(?:in|for|writes in|writing in|of) (?=the [A-Z]|[A-Z])")


def _lone_name(line: str) -> str | None:
    """“**ORRIN MARITIME INTELLIGENCE**”: a line near the top that is a body's name and no more."""
    for part in re.split(r"\s*[|/]\s*|,\s+", line.strip("*_#<>()[] ")):
        name = part.strip()
        if not 2 <= len(name.split()) <= 7 or kind_from_name(name) == "state":
            continue
        if _is_name(name) and _ends_as_body(name):
            return name
    return None


_FIRM_MARKS = words("ltd llc llp inc plc gmbh bv nv ag sa oy ab limited")


def _ends_as_body(name: str) -> bool:
    """Whether the noun at the head of the name tells of a body: a headline's does not."""
    parts = name.lower().split()
    end = next((n for n, w in enumerate(parts) if w in ("of", "for", "on", "in") and n), len(parts))
    heads = {parts[end - 1], parts[-1]} | ({parts[0]} if end == 1 else set())
    return any(h in _FIRM_MARKS or kind_from_name(h) is not None or h in _BODIES for h in heads)


_BODIES = words(
    "intelligence network committee fishers fishermen farmers owners workers pilots station group "
    "board council parliament senate consulate embassy mission court tribunal society"
)


def _outlet_of_byline(line: str) -> str | None:
    """“By Farida N., The Gulf Courier”."""
    parts = [p.strip(" .") for p in re.split(r",| for | \| ", line)[1:]]
    return next((p for p in parts if len(p.split()) > 1 and kind_from_name(p) == "outlet"), None)


def _is_name(name: str) -> bool:
    if not 3 <= len(name) <= 70 or _WHOLE_NAME.fullmatch(name) is None:
        return False
    parts = name.lower().split()
    if _NO_NAME.issuperset(parts) or parts[0] in _NO_NAME or any(c.isdigit() for c in name):
        return False
    return not _is_place(name)


def _is_place(name: str) -> bool:
    from offing.places import find_places

    return any(m.start == 0 and m.end >= len(name) - 1 for m in find_places(name))


def name_in_foot(text: str) -> str | None:
    """The body in the lines of a signature, of a contact or of “About X”, nearest the end last."""
    lines = list(_lines(reversed(text[-3000:].split("\n")), _FOOT_LINES))[::-1]
    for line in lines:
        if (found := _ABOUT.match(line)) is not None and kind_from_name(found["name"]):
            return found["name"]
    begins = next((n for n, line in enumerate(lines) if _REGARDS.match(line)), None)
    if begins is None:
        return None
    named = []
    for line in lines[begins:]:
        line = _REGARDS.sub("", line).strip(" ,:;*_-–—")
        for part in [line, *_SPLIT.split(line)]:
            name = _TAIL.sub("", part.removeprefix("for ").removeprefix("For ").strip(" .,:"))
            if _is_name(name) and kind_from_name(name) is not None and len(name.split()) > 1:
                named.append(name)
                break
    whole = [n for n in named if n.lower().split()[-1] not in _PARTS]
    return next(iter(whole or named), None)


_PARTS = words("department desk office team operations division room relations communications")
"""What a body is parted into: the body itself is the better name."""


def _lines(lines: Iterator[str] | list[str], most: int) -> Iterator[str]:
    """The first ``most`` of ``lines`` that are not blank, stripped."""
    given = 0
    for raw in lines:
        if given >= most:
            return
        if line := raw.strip():
            given += 1
            yield line
