"""Whose report it is: the outlet, or the body that issued a notice."""

from __future__ import annotations

import re
from functools import lru_cache

from offing.claims.actors import find_actors, kind_from_name
from offing.claims.document import Document
from offing.claims.imprint import name_in_foot, name_in_imprint
from offing.claims.letterhead import PART_NUMBER, is_paper, name_in_letterhead
from offing.claims.lexicon import read_rows, words
from offing.claims.names import REPORT_ITSELF
from offing.claims.speakers import Speaker, speaker_from_name
from offing.model import Report
from offing.text.tokens import tokenize

_MAX_HEAD_LINES = 10
"""Lines from the top in which the issuer of a notice may stand."""


@lru_cache(maxsize=1)
def _body_words() -> re.Pattern[str]:
    words = sorted((r["word"] for r in read_rows("actors", "body_words.csv")), key=len)
    return re.compile(rf"\b(?:{'|'.join(reversed(words))})\b", re.IGNORECASE)


_NO_BODY = re.compile(
    r"^(?:subject|date|to|cc|attn|attention|issued|published|ref|notice|advisory|warning|dear"
    r"|our ref|your ref|re|circular|no|page|tel|fax|e-?mail|www|http)\b",
    re.IGNORECASE,
)
_DATE_TAIL = re.compile(
    r"\s*(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2},? \d{4}"
    r"|\d{4}-\d\d-\d\d).*$",
    re.DOTALL,
)
UNKNOWN_OUTLET = REPORT_ITSELF


def issuer_from_report(report: Report, doc: Document) -> tuple[Speaker, bool]:
    """``(issuer, whether it speaks of its own acts)``; never raises.

    An unattributed sentence speaks for the credit, else the publisher, else the outlet
    in the dateline, else a body named in the first lines; failing all, for nobody known.
    """
    name = _credit(report) or report.publisher or doc.dateline_outlet
    if name is not None and is_paper(name):
        name = None
    if name is not None and not _speaks(name):
        name = _body_in_head(doc) or _served_by(report.text) or name_in_foot(report.text) or name
    elif name is not None and name == report.publisher and _is_part(name):
        name = name_in_foot(report.text) or name
    read = _text_with_header(report)
    if name is None or (
        _credit(report) is None and _stands_in_head(name, read) and not _says_from(name, read)
    ):
        # What the head was read for first is one name of several that stand there.
        name = (
            doc.dateline_outlet or name_in_letterhead(read) or name
            or _body_in_head(doc) or _named_in_text(report.text) or name_in_imprint(report.text)
        )  # fmt: skip
        name = None if name is not None and is_paper(name) else name
    if name is None:
        notice = report.kind == "notice"
        kind = "authority" if notice else None
        return Speaker(UNKNOWN_OUTLET, unnamed=not notice, kind=kind), notice
    issuer = speaker_from_name(_standard(name))
    kind = issuer.kind or kind_from_name(name)
    if issuer.id is None and _is_pages_site(name, report.text):
        return Speaker(issuer.name, kind="outlet"), False
    if kind in (None, "agency") and issuer.id is None and _in_dateline(name, report.text):
        return Speaker(issuer.name, kind="outlet"), False
    if kind is None:
        own = report.kind in ("notice", "message")
        unsigned = Speaker(
            issuer.name, issuer.id, kind="authority" if report.kind == "notice" else None
        )
        return (unsigned if own else issuer), own
    own = kind in _ISSUERS and not _is_outlet(name)
    if own and issuer.id is None and _is_press(issuer.name, report.text):
        return Speaker(issuer.name, kind="outlet"), False
    if own:
        issuer = Speaker(issuer.name, issuer.id, kind=kind)
    return issuer, own


_TOLD_TO = re.compile(
    r"\b(?:told|tells|seen by|obtained by|shown to|reviewed by|spoke to|speaking to) (?:the )?"
    r"(?P<name>[A-ZÀ-Þ][\w’'&-]+)"
)
_WRITTEN_BY = re.compile(
    r"(?m)^[ \t*_#]{0,4}(?:By|BY|Words by|Reporting by) [A-ZÀ-Þ][\w’'-]+ (?:[a-z]{2,3} )?"
    r"[A-ZÀ-Þ][\w’'-]+[ \t*_]{0,4}(?:,|\||$)"
)


def _is_press(name: str, text: str) -> bool:
    """“Tracks reviewed by Keelson”, “By Ida Holm” under “Keelson Maritime”: it is an outlet."""
    first = name.removeprefix("The ").split()[0]
    if _WRITTEN_BY.search(text[:_MAX_HEAD]) is not None:
        return True
    own = _TOLD_TO.finditer(text[:_MAX_TEXT])
    return any(found["name"].removesuffix("'s") == first for found in own)


def _in_dateline(name: str, text: str) -> bool:
    """“ADEN, 4 March (Continental) -”: the agency that the story is from."""
    at = text.find(f"({name})", 0, _MAX_HEAD * 2)
    return at > 0 and text[at + len(name) + 2 :][:4].lstrip()[:1] in ("-", "–", "—")


_PAGE_BY = re.compile(
    r"(?m)^[ \t]{0,3}(?:Published|Posted)(?: on)?:? [^\n]{0,40}?\d[^\n]{0,14} by:? (?:[Tt]he )?"
    r"(?P<name>[^\n]{3,50})$"
)


def _is_pages_site(name: str, text: str) -> bool:
    """“Published 4 March 2026 9:14 PM by X”: a site, of whatever its name sounds."""
    found = _PAGE_BY.search(text[:_MAX_HEAD])
    if found is None:
        return False
    plain = name.lower().removeprefix("the ")
    return found["name"].strip(" .").lower() == plain


_SERIES = re.compile(
    r"(?i)\b(?:brief|bulletin|report|circular|advisory|notice|issue|edition|update|no\.?)\b"
    r"[^a-z]*\d"
)
"""“Policy Brief 2026/14” is a series, and nobody who speaks."""
_COUNTER = re.compile(
    r"(?i)(?:the )?(?:customers?|clients?|news|press|info|information|support|alerts?|media"
    r"|ops|operations"
    r"|customer (?:service|care))"
    r"(?: (?:desk|team|care|office|department|service|services|centre|center))?"
)
"""“Customer Desk”: a counter of somebody, who is named in the text."""
_SERVED_BY = re.compile(
    r"\b(?:by|from|at|of|with) (?P<name>[A-ZÀ-Þ][\w’'&-]+(?: [A-ZÀ-Þ&][\w’'&-]*){1,4})"
)


def _text_with_header(report: Report) -> str:
    """The text without navigation and the like, its head and signature kept; equally long."""
    if not report.dropped:
        return report.text
    out, at = [], 0
    for gap in sorted(report.dropped, key=lambda d: d.start):
        if gap.reason in ("header", "signature", "markup") or gap.end <= at:
            continue
        start = max(gap.start, at)
        out += [report.text[at:start], "\n" * min(1, gap.end - start), " " * (gap.end - start - 1)]
        at = gap.end
    return "".join([*out, report.text[at:]])


def _stands_in_head(name: str, text: str) -> bool:
    """Whether a name was read from the text's own head, and not from what a page says of itself."""
    return name in text[:_MAX_HEAD]


def _says_from(name: str, text: str) -> bool:
    """“From: Foreign Trade Office” under a site's name: the body itself says whose paper it is."""
    at = text.find(name, 0, _MAX_HEAD)
    return text[max(0, at - 8) : at].lower().endswith(("from: ", "from:")) and _heads_body(
        name.split()
    )


_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def _is_part(name: str) -> bool:
    """A mail's sender that is a host or a department: its body may sign at the foot."""
    return (
        _HOST.fullmatch(name) is not None
        or not _heads_body(name.split())
        or name.lower().split()[-1] in ("department", "desk", "office", "team", "division")
    )


def _speaks(name: str) -> bool:
    """Whether a publisher's name is that of a body, and no series, counter or headline."""
    return not (_SERIES.search(name) or _COUNTER.fullmatch(name))


def _served_by(text: str) -> str | None:
    """“… ports served by Pacific Lines”: the first body that the text names so."""
    for found in _SERVED_BY.finditer(text[:_MAX_HEAD]):
        if kind_from_name(found["name"]) in ("company", "agency", "authority"):
            return found["name"]
    return None


def _credit(report: Report) -> str | None:
    """The credit line's name; “(updated)” and the like are none."""
    credit = report.credit
    return credit if credit and credit.strip(" (\"'“")[:1].isupper() else None


_RIGHTS = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright)\s{0,2}(?:©\s?)?"
    r"(?:(?:19|20)\d\d(?:[-–]\d{2,4})?,?\s)?(?:by )?"
    r"(?P<name>[A-Z][\w’'&-]+(?: (?:[A-Z][\w’'&-]+|of|and|the|&)){0,5})"
)
_MADE_BY = re.compile(
    r"(?m)^[ \t*_]{0,4}(?:[Pp]repared|[Ii]ssued|[Pp]ublished|[Cc]ompiled|[Pp]roduced|[Rr]eleased)"
    r" by:?\s"
    r"(?:the )?(?P<name>[A-Z][\w’'&-]+(?: (?:[A-Z][\w’'&-]+|of|and|the|for|&)){0,6})"
)
_TOLD_US = re.compile(r"\btold (?:the )?(?P<name>[A-Z][\w’'&-]+(?: [A-Z][\w’'&-]+){1,3})\b")


def _named_in_text(text: str) -> str | None:
    """Who made the report, by its own words: “issued by X”, “© 2025 X”, “told the X Herald”."""
    if (line_ := _PLACE_LINE.search(text[:_MAX_HEAD])) is not None:
        return line_["name"]
    for line in text[:_MAX_HEAD].split("\n"):
        if (found := _BYLINE_DATE.match(line.strip())) is not None:
            return found["name"]
    for pattern in (_LED_BY, _MADE_BY, _RIGHTS):
        if (found := pattern.search(text)) is not None:
            return found["name"].strip()
    for found in _TOLD_US.finditer(text[:_MAX_TEXT]):
        if kind_from_name(found["name"]) == "outlet":
            return found["name"]
    return None


_LED_BY = re.compile(
    r"(?m)^[ \t*_]{0,4}(?P<name>[A-Z][\w’'&-]+(?: (?:&|and|of|the|[A-Z][\w’'&-]+)){1,6})\.\s"
    r"(?:Period|Issued|Published|Week|Edition|Issue|Report|Bulletin|Date)\b"
)
"""“Tideline Risk. Issued 10 November.”"""
_PLACE_LINE = re.compile(
    r"(?m)^[A-Z][A-Z/ .,'’-]{2,40},? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})?"
    r"(?:,? \d{4})? ?\((?P<name>[A-Z][\w .&’'-]{1,38})\)"
)
"""“ISTANBUL, Dec 2 (Northgate)”, alone on its line."""
_MAX_TEXT = 20_000
_MAX_HEAD = 600
"""Code points from the top in which a line with a name and a date is who published."""
_BYLINE = re.compile(
    r"\s+(?:Editor|Edited by|Author|By|Published|Updated|Source|Reporter)\s*:?\s+[A-Z\d].*$",
    re.DOTALL,
)


def _standard(name: str) -> str:
    """A known actor's name where ``name`` is little more than that; capitals as usually written."""
    name = _BYLINE.sub("", name) or name
    name = _without_town(name)
    tokens = tokenize(name)
    for mention in find_actors(tokens):
        parted = any(t.lower in _BRANCHES for t in tokens[mention.last :])
        if parted or (mention.first > 0 and _is_region(name, tokens[mention.first].start)):
            return _spelled(name)  # a district of a coast guard speaks for itself
        if mention.actor.kind != "person" and mention.last - mention.first >= 0.6 * len(tokens):
            return mention.actor.name
    return _spelled(name)


def _is_region(name: str, end: int) -> bool:
    """“Guangdong Maritime Safety Administration”: the administration of a part of the country."""
    from offing.places import find_places

    lead = name[:end].strip()
    return any(
        m.start == 0 and m.end == len(lead) and m.place.kind != "country" and m.match != "demonym"
        for m in find_places(lead)
    )


_BRANCHES = words("district sector region station")
_ISSUERS = words("authority company agency state_force armed_group umbrella_group state")


def _is_outlet(name: str) -> bool:
    return kind_from_name(name) == "outlet"


_BANNER = re.compile(
    r"\s*[-–—:|,]?\s*(?:customer|client|press|media|emergency|operational|service|vessel|port)?\s*"
    r"(?:information|advisory|notice|release|update|bulletin|statement|alert|circular"
    r"|sit(?:uation )?rep(?:ort)?|weekly summary|weekly report|daily report)s?\b"
    r"(?!\s+(?:cent|auth|office|serv)).*$",
    re.IGNORECASE | re.DOTALL,
)


def _body_in_head(doc: Document) -> str | None:
    """A line near the top that is nothing but the name of an authority, company or outlet."""
    found = []
    for line in _head_lines(doc):
        text = line
        if (signed := _SIGNED.match(text)) is not None:
            return signed["name"].strip()
        text = _DATE_TAIL.sub("", text.strip("*# ")).strip(" *,|-–—")
        if not 3 < len(text) < 110 or PART_NUMBER.match(text):
            continue
        if (known := _known_body(text)) is not None:
            return known
        for piece in _PIECES.split(text):
            if (name := _body_of(piece.strip())) is not None:
                found.append(name)
                break
        if (byline := _BYLINE_DATE.match(line)) is not None and not found:
            found.append(byline["name"])
    strong = [name for name in found if kind_from_name(name) is not None]
    return next(iter(strong or found), None)


_BYLINE_DATE = re.compile(
    r"[*_\s]{0,3}(?P<name>[A-Z][\w’'&-]+(?: (?:&|and|of|the|[A-Z][\w’'&-]+)){1,5})"
    r",? (?:[-–—|] )?(?:\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}|\d{4}-\d\d-\d\d)"
)
"""“Harbour Freight, 14 March 2025, 16:40”: who published it, and when."""
_PIECES = re.compile(r"\s[–—|-]\s|:\s")


def _head_lines(doc: Document) -> list[str]:
    """The first lines of the text without the full stop of a sentence, addresses left out."""
    out: list[str] = []
    seen = 0
    for line in doc.text[:4000].split("\n"):
        line = line.strip()
        if not line:
            continue
        seen += 1
        if seen > _MAX_HEAD_LINES or (len(line) > _RUNNING and line[-1] == "."):
            break
        if (addressed := _ADDRESSED.match(line)) is not None:
            if addressed["key"].lower() == "from":
                out.insert(0, addressed["name"].strip())
            continue
        if (len(line) <= 160 and line[-1] not in ".?!;") or _SIGNED.match(line):
            out.append(line)
    return out


_RUNNING = 240
"""Code points from which a line is running text: what stands under it is no head."""
_ADDRESSED = re.compile(
    r"(?P<key>to|from|cc|bcc|attn|attention|fao|for)\s{0,8}:\s{0,4}(?P<name>.{2,120})",
    re.IGNORECASE,
)
"""Whom a notice is for is never who speaks in it; whom it is from always is."""


def _known_body(text: str) -> str | None:
    tokens = tokenize(text)
    for mention in find_actors(tokens):
        covered = tokens[mention.last - 1].end - tokens[mention.first].start
        enough = 0.25 if _BANNER.search(text) else 0.6
        first = mention.first == 0 and mention.actor.kind != "person"
        if first and covered > enough * len(text):
            return mention.actor.name
    return None


_APPOSED = re.compile(r", (?:an?|the) .*$", re.DOTALL)


def _body_of(text: str) -> str | None:
    """The name that a line, or a part of one, is; ``None`` where it is no body's name."""
    if PART_NUMBER.match(text):
        return None
    text = _BANNER.sub("", text).strip(" ,|-–—") or text
    text = _APPOSED.sub("", text)
    text = _without_town(text)
    if _NO_BODY.match(text) or not 3 < len(text) <= 70:
        return None
    parts = [w for w in text.split() if w[0].isalpha()]
    capital = sum(1 for w in parts if w[0].isupper() or w.lower() in _SMALL)
    if _heads_body(parts) and capital == len(parts) and len(parts) >= 2:
        return _spelled(text)
    if parts[:1] == ["The"] and capital == len(parts) and 2 <= len(parts) <= 4:
        return text  # “The Muscat Mirror”
    return None


_LINKS = frozenset({"of", "for", "in", "at", "on", "to"})
_SUFFIXES = words("ltd llc inc plc gmbh ag sa nv bv as a/s oy ab spa co co. pte pty limited")


def _heads_body(parts: list[str]) -> bool:
    """Whether the noun that a name ends in, or has before “of”, is a body: a headline's isn't."""
    plain = [w.lower().strip(".,()’'") for w in parts]
    while plain and (plain[-1] in _SUFFIXES or parts[len(plain) - 1][0] == "("):
        plain.pop()
    while len(plain) > 2 and _is_town(parts[len(plain) - 1]):
        plain.pop()  # “Maritime Watch Djibouti”
    first = next((n for n, w in enumerate(plain) if w in _LINKS), len(plain))
    near = [plain[n] for n in {first - 1, len(plain) - 1, 0} if 0 <= n < len(plain)]
    return any(_body_words().fullmatch(w.removesuffix("'s").removesuffix("’s")) for w in near)


_TOWN = re.compile(r"(?P<body>[^,]{4,70}), (?P<town>[A-ZÀ-Þ][\w .'’-]{2,30})")


def _without_town(name: str) -> str:
    """“Valkyra Lines, Rotterdam”: the town after the comma is its address."""
    found = _TOWN.fullmatch(name)
    if found is None or found["town"].startswith("Port "):
        return name
    if not (_body_words().search(found["body"]) or " " in found["body"]):
        return name
    return found["body"] if _is_town(found["town"]) else name


def _is_town(town: str) -> bool:
    from offing.places import find_places

    return any(m.start == 0 and m.end == len(town) for m in find_places(town))


_SIGNED = re.compile(
    r"(?:[A-Z][\w-]+ )?(?:statement|communiqu[eé]|declaration|announcement|message|press release)"
    r" (?:issued )?(?:by|from|of) (?:the )?(?P<name>[A-Z][^,.:;\d\n]{3,60})",
    re.IGNORECASE,
)
_WE_THE = re.compile(
    r"We,? (?:in |at |of )?the "
    r"(?P<name>(?:[A-Z][\w’'-]+|of|and|for)(?: (?:[A-Z][\w’'-]+|of|and|for|in))"
    r"{0,6}),? (?:hereby |solemnly )?(?:announce|declare|affirm|confirm|warn|state|reaffirm)\b"
)
_SMALL = frozenset({"of", "and", "the", "for", "de", "da"})


def _spelled(text: str) -> str:
    """A name in capitals as it is usually written."""
    if not text.isupper() or len(text.split()) < 2:
        return text
    return " ".join(_capitalised(w) for w in text.split())


def _capitalised(word: str) -> str:
    """One word of a name in capitals; “P&I” and what stands in brackets stay as they are."""
    if word.lower() in _SMALL:
        return word.lower()
    short = ("&" in word and len(word) <= 4) or word.count(".") > 1  # “P&I”, “U.S.”
    return word if word[0] in "([" or short else word.capitalize()


def chain_from_report(report: Report, doc: Document, issuer: Speaker) -> tuple[str, ...]:
    """The outlets through which everything in the report comes, first the publisher."""
    names: list[str] = []
    told = issuer.name != UNKNOWN_OUTLET
    for name in (report.publisher, _credit(report)):
        if name and told and (not _speaks(name) or is_paper(name)):
            continue  # a series or a counter, whose body is the issuer itself
        if name and told and name == report.publisher and _writes_for(name, report.text, issuer):
            continue  # the address that the issuer writes from, or another line of its head
        if name and (standard := speaker_from_name(_standard(name)).name) not in names:
            names.append(standard)
    if issuer.name not in names:
        names.append(issuer.name)
    return tuple(n for n in names if n == issuer.name or not _is_same(n, issuer.name))


def _writes_for(name: str, text: str, issuer: Speaker) -> bool:
    """Whether a publisher's name is an address, a clerk or a line of the head of the issuer."""
    if _HOST.fullmatch(name) is not None:
        return True
    other = speaker_from_name(_standard(name)).name != issuer.name
    personal = kind_from_name(name) is None and len(name.split()) in (2, 3)
    return other and (_stands_in_head(name, text) or (personal and issuer.kind is not None))


def _is_same(name: str, issuer: str) -> bool:
    """“Sobh-e Khalij News” is “Sobh-e Khalij”: the shorter name of one outlet."""
    one, two = name.lower().removeprefix("the "), issuer.lower().removeprefix("the ")
    return one.startswith(two + " ") or two.startswith(one + " ")
