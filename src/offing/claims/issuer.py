"""Whose report it is: the outlet, or the body that issued a notice."""

from __future__ import annotations

import re

from offing.claims.actors import find_actors, kind_from_name
from offing.claims.document import Document
from offing.claims.lexicon import words
from offing.claims.speakers import Speaker, speaker_from_name
from offing.model import Report
from offing.text.tokens import tokenize

_BODY = re.compile(
    r"\b(?:authority|centre|center|line|lines|shipping|tankers|carriers|administration|agency|"
    r"corporation|company|club|operations|office|command|coast ?guard|navy|ports?|pilots|ukmto|"
    r"jmic|ministry|news|times|dispatch|herald|journal|gazette|tribune|telegraph|observer|association|union|harbourmaster|cell|programme|services?|logistics)\b",
    re.IGNORECASE,
)
_NO_BODY = re.compile(
    r"^(?:subject|date|to|from|issued|published|ref|notice|advisory|warning|dear)\b", re.IGNORECASE
)
_DATE_TAIL = re.compile(
    r"\s*(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2},? \d{4}"
    r"|\d{4}-\d\d-\d\d).*$",
    re.DOTALL,
)
UNKNOWN_OUTLET = "unnamed source of the report"


def issuer_from_report(report: Report, doc: Document) -> tuple[Speaker, bool]:
    """``(issuer, whether it speaks of its own acts)``; never raises.

    An unattributed sentence speaks for the credit, else the publisher, else the outlet
    in the dateline, else a body named in the first lines; failing all, for nobody known.
    """
    name = report.credit or report.publisher or doc.dateline_outlet
    if name is None or (report.publisher is None and report.credit is None):
        name = doc.dateline_outlet or _body_in_head(doc)
    if name is None:
        notice = report.kind == "notice"
        kind = "authority" if notice else None
        return Speaker(UNKNOWN_OUTLET, unnamed=not notice, kind=kind), notice
    issuer = speaker_from_name(_standard(name))
    kind = issuer.kind or kind_from_name(name)
    if kind is None:
        own = report.kind in ("notice", "message")
        unsigned = Speaker(
            issuer.name, issuer.id, kind="authority" if report.kind == "notice" else None
        )
        return (unsigned if own else issuer), own
    own = kind in _ISSUERS and not _is_outlet(name)
    if own:
        issuer = Speaker(issuer.name, issuer.id, kind=kind)
    return issuer, own


_BYLINE = re.compile(
    r"\s+(?:Editor|Edited by|Author|By|Published|Updated|Source|Reporter)\s*:?\s+[A-Z\d].*$",
    re.DOTALL,
)


def _standard(name: str) -> str:
    """A known actor's name where ``name`` is little more than that; capitals as usually written."""
    name = _BYLINE.sub("", name) or name
    tokens = tokenize(name)
    for mention in find_actors(tokens):
        if mention.actor.kind != "person" and mention.last - mention.first >= 0.6 * len(tokens):
            return mention.actor.name
    return _spelled(name)


_ISSUERS = words("authority company agency state_force armed_group umbrella_group state")


def _is_outlet(name: str) -> bool:
    return kind_from_name(name) == "outlet"


_BANNER = re.compile(
    r"\s*[-–—:|,]?\s*(?:customer|client|press|media|emergency|operational|service|vessel|port)?\s*"
    r"(?:information|advisory|notice|release|update|bulletin|statement|alert|circular)s?\b(?!\s+(?:cent|auth|office|serv)).*$",
    re.IGNORECASE | re.DOTALL,
)


def _body_in_head(doc: Document) -> str | None:
    """A line near the top that is nothing but the name of an authority, company or outlet."""
    found = []
    for sentence in doc.sentences[:6]:
        if (signed := _SIGNED.match(doc.text, sentence.start, sentence.end)) is not None:
            return signed["name"].strip()
        text = _DATE_TAIL.sub("", doc.text[sentence.start : sentence.end].strip("*# "))
        text = text.strip(" *,|-–—")
        if not sentence.heading or not 3 < len(text) < 90 or _is_addressed(doc, sentence.start):
            continue
        for mention in sentence.actors:
            covered = sentence.tokens[mention.last - 1].end - sentence.tokens[mention.first].start
            enough = 0.25 if _BANNER.search(text) else 0.6
            first = mention.first == 0 and mention.actor.kind != "person"
            if first and covered > enough * len(text):
                return mention.actor.name
        text = _BANNER.sub("", text).strip(" ,|-–—") or text
        if _NO_BODY.match(text) or len(text) > 70:
            continue
        parts = [w for w in text.split() if w[0].isalpha()]
        capital = sum(1 for w in parts if w[0].isupper() or w.lower() in _SMALL)
        if _BODY.search(text) and capital == len(parts) and len(parts) >= 2:
            found.append(_spelled(text))
    strong = [name for name in found if kind_from_name(name) is not None]
    return next(iter(strong or found), None)


_ADDRESSED = re.compile(r"\s*(?:to|attn|attention|cc|subject|subj|re|from)\s*:", re.IGNORECASE)


def _is_addressed(doc: Document, start: int) -> bool:
    """Whether the line says to whom it goes and not whose it is."""
    line = doc.text.rfind("\n", 0, start) + 1
    return _ADDRESSED.match(doc.text, line, start + 12) is not None


_SIGNED = re.compile(
    r"(?:[A-Z][\w-]+ )?(?:statement|communiqu[eé]|declaration|announcement|message|press release)"
    r" (?:issued )?(?:by|from|of) (?:the )?(?P<name>[A-Z][^,.:;\d\n]{3,60})",
    re.IGNORECASE,
)
_SMALL = frozenset({"of", "and", "the", "for", "de", "da"})


def _spelled(text: str) -> str:
    """A name in capitals as it is usually written."""
    if not text.isupper() or len(text.split()) < 2:
        return text
    parts = [w.lower() if w.lower() in _SMALL else w.capitalize() for w in text.split()]
    return " ".join(parts)


def chain_from_report(report: Report, doc: Document, issuer: Speaker) -> tuple[str, ...]:
    """The outlets through which everything in the report comes, first the publisher."""
    names = []
    for name in (report.publisher, report.credit):
        if name and (standard := speaker_from_name(_standard(name)).name) not in names:
            names.append(standard)
    if issuer.name not in names:
        names.append(issuer.name)
    return tuple(names)
