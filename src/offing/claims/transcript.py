"""Who speaks in a transcript: “DIRECTOR HOLM: …”, “Q (Harbour Radio): …” before what each says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from offing.claims.document import Document
from offing.claims.roles import ranks
from offing.claims.speakers import Speaker

_LABEL = re.compile(
    r"[*_]{0,3}(?P<who>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4}|[QA]"
    r"|(?:[A-Z][a-z'’-]+\.? ){0,3}[A-Z][a-z'’-]+)(?: ?\([^()\n]{1,40}\))?[*_]{0,3}\s?:[*_]{0,3}\s+"
)
_LEAST_TURNS = 4
_ASKERS = frozenset({"q", "question", "questions", "reporter", "journalist", "moderator", "host"})
_FIELDS = frozenset(
    {"present", "subject", "date", "to", "from", "cc", "time", "place", "note", "notes", "position",
     "status", "source", "ref", "update", "port", "vessel", "ship", "remarks", "details", "advice",
     "first", "second", "third", "fourth", "fifth", "finally", "re", "attn"}
)  # fmt: skip
"""Words before a colon that are fields of a form, and nobody."""
_ANSWERS = frozenset({"a", "answer"})
_MAX_TEXT = 60_000

QUESTION = Speaker("a questioner", unnamed=True)
"""Stands for whoever asks: a question asserts nothing."""


def turns_of(doc: Document, issuer: Speaker | None = None) -> dict[int, Speaker]:
    """Who speaks in each sentence of a transcript, by the sentence's index; else empty.

    A text is a transcript when at least four blocks begin with a name and a colon and one
    of the names comes back.
    """
    labels: dict[int, str] = {}
    block = -1
    for sentence in doc.sentences:
        if sentence.block == block:
            continue
        block = sentence.block
        line = (
            doc.text.rfind("\n", 0, sentence.start) + 1
        )  # a label may have been cut off as a dateline
        found = _LABEL.match(doc.text, max(line, sentence.start - 90), sentence.start + 90)
        if found is not None and found["who"].lower() not in _FIELDS:
            labels[block] = found["who"].strip()
    often = Counter(label.lower().split()[-1] for label in labels.values())
    labels = {
        n: label for n, label in labels.items()
        if often[label.lower().split()[-1]] > 1 or label.lower() in _ASKERS
    }  # fmt: skip
    blocks = len({s.block for s in doc.sentences})
    if len(labels) < _LEAST_TURNS or 3 * len(labels) < blocks:
        return {}
    known: dict[str, Speaker | None] = {}
    out: dict[int, Speaker] = {}
    now: Speaker | None = None
    for sentence in doc.sentences:
        if (label := labels.get(sentence.block)) is not None:
            if label not in known:
                known[label] = _of_issuer(_speaker(label, doc), issuer)
            now = known[label]
        if now is not None:
            out[sentence.index] = now
    return out


def _speaker(label: str, doc: Document) -> Speaker | None:
    """Whom a label stands for: the name in full where the text has it; ``None``: the issuer."""
    if label.lower() in _ASKERS:
        return QUESTION
    if label.lower() in _ANSWERS:
        return None
    parts = label.replace(".", "").split()
    title = []
    while len(parts) > 1 and (parts[0].lower() in ranks() or parts[0].lower() in _OFFICES):
        title.append(parts.pop(0).capitalize())
    name = " ".join(p.capitalize() if p.isupper() else p for p in parts)
    full = re.compile(rf"(?<!\w)((?:[A-Z][a-z][\w’'-]{{1,20}} ){{1,3}}{re.escape(name)})(?!\w)")
    found = full.search(doc.text, 0, _MAX_TEXT)
    if found is not None:
        whole = found.group(1).split()
        while len(whole) > 1 and (whole[0].lower() in ranks() or whole[0].lower() in _OFFICES):
            title.append(whole.pop(0))
        kept = len(name.split()) + 1  # “Public Affairs Leland B.”: the first name alone
        name = " ".join(whole[-kept:])
    return Speaker(name, role=" ".join(dict.fromkeys(title)) or None, person=True)


def _of_issuer(speaker: Speaker | None, issuer: Speaker | None) -> Speaker | None:
    """Who answers in a body's own transcript speaks for it, as far as the label tells nothing else.

    A label with an office of somebody else's (“UNION LEADER X”) stays as it is.
    """
    if speaker is None or speaker is QUESTION or issuer is None or issuer.kind in (None, "outlet"):
        return speaker
    told = set((speaker.role or "").lower().split())
    if not told <= ranks().keys() | {"mr", "mrs", "ms", "dr"}:
        return speaker
    return replace(speaker, org=issuer.name, org_id=issuer.id, kind=issuer.kind)


_OFFICES = frozenset(
    {"director", "minister", "chairman", "chairwoman", "chair", "mayor", "spokesman", "mr", "mrs",
     "spokeswoman", "spokesperson", "ms", "dr", "the", "harbourmaster", "head", "chief"}
)  # fmt: skip
