"""Who speaks in a transcript: “DIRECTOR HOLM: …”, “Q (Harbour Radio): …” before what each says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from offing.claims.actors import kind_from_name
from offing.claims.document import Document
from offing.claims.lexicon import in_class
from offing.claims.roles import ranks
from offing.claims.speakers import Speaker, speaker_from_name

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
    askers = _askers(doc, labels, often)
    labels = {
        n: label for n, label in labels.items()
        if often[label.lower().split()[-1]] > 1 or label.lower() in _ASKERS or n in askers
    }  # fmt: skip
    blocks = len({s.block for s in doc.sentences})
    if len(labels) < _LEAST_TURNS or 3 * len(labels) < blocks:
        return _whose_parts(doc)
    known: dict[str, Speaker | None] = {}
    out: dict[int, Speaker] = {}
    now: Speaker | None = None
    for sentence in doc.sentences:
        if (label := labels.get(sentence.block)) is not None:
            if label not in known:
                known[label] = _of_issuer(_speaker(label, doc), issuer)
            now = known[label]
            if sentence.block in askers:
                asker = speaker_from_name(label)
                known_outlet = "outlet" in (asker.kind, kind_from_name(label))
                outlet = known_outlet or len(label.split()) == 1
                now = Speaker(asker.name, kind="outlet") if outlet else QUESTION
        if now is not None:
            out[sentence.index] = now
    return out


def _askers(doc: Document, labels: dict[int, str], often: Counter[str]) -> frozenset[int]:
    """Blocks in which “AFP:”, “Kyodo:” put a question: who answers is named time and again."""
    if not any(count > 1 for count in often.values()):
        return frozenset()
    closing = {s.block: s.tokens[-1].text for s in doc.sentences}
    asked = {block for block in labels if closing.get(block) == "?"}
    answering = {label for block, label in labels.items() if block not in asked}
    most = max(often.values())
    return frozenset(
        n
        for n in asked
        if often[(last := labels[n].lower().split()[-1])] < most
        and last not in _ASKERS
        and labels[n] not in answering
    )


_PART = re.compile(
    r"(?m)^[ \t*_#]{0,5}(?:\(?\d{1,2}[.)]|[IVX]{1,4}[.)]|[A-H][.)])\s{1,3}"
    r"(?P<head>[A-ZÀ-Þ][^\n]{6,140})$"
)
_SHORT_LINE = re.compile(
    r"(?m)^[ \t*_#]{0,5}[A-ZÀ-Þ][^\n.:;]{2,40}$|^[ \t*_]{0,4}[^\n:]{0,24}\b[Nn]ote\b"
)
_ASIDE = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|,? (?:on )?(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2})\b.*$"
)
_LONG_LINE = re.compile(r"(?m)^[^\n]{60,}$")
_LEAST_PARTS = 2


def _whose_parts(doc: Document) -> dict[int, Speaker]:
    """“1. Navy Headquarters, Press Office”, “II. Adm. X, commander”: texts that others wrote.

    Two numbered lines at least that name nothing but a body, or a person with an office.
    """
    heads = [
        (found.start(), found.end(), who)
        for found in _PART.finditer(doc.text[:_MAX_TEXT])
        if (who := _of_head(found["head"])) is not None
    ]
    if len(heads) < _LEAST_PARTS:
        return {}
    out: dict[int, Speaker] = {}
    for n, (_, begins, who) in enumerate(heads):
        end = heads[n + 1][0] if n + 1 < len(heads) else len(doc.text)
        first = _LONG_LINE.search(doc.text, begins + 1, end)  # after “In the name of …”
        closing = _SHORT_LINE.search(doc.text, first.end(), end) if first is not None else None
        end = closing.start() if closing is not None else end
        out |= {s.index: who for s in doc.sentences if begins <= s.start < end and not s.heading}
    return out


def _of_head(head: str) -> Speaker | None:
    """Whom the head of a part names; ``None`` where it is a subject and nobody."""
    parts = [p.strip(" *_#:") for p in _ASIDE.sub("", head).split(",")]
    parts = [p for p in parts if p and not any(c.isdigit() for c in p)]
    if not parts or len(parts[0].split()) > _LONGEST_HEAD or parts[0][-1:] in ".?!":
        return None
    names = parts[0].replace(".", "").split()
    title = []
    while len(names) > 1 and (names[0].lower() in ranks() or names[0].lower() in _OFFICES):
        title.append(names.pop(0))
    person = 2 <= len(names) <= 4 and all(n[0].isupper() for n in names)
    office = " ".join(parts[1:2])
    told = any(in_class(w.lower(), "role") for w in office.split())
    if person and (title or told) and kind_from_name(" ".join(names)) is None:
        org = next((p for p in parts[1:] if kind_from_name(p) not in (None, "outlet")), None)
        of = speaker_from_name(org) if org is not None else None
        return Speaker(
            " ".join(parts[0].split()[len(title):]), role=office or " ".join(title).lower(),
            org=of.name if of else None, org_id=of.id if of else None,
            kind=of.kind if of else None, person=True,
        )  # fmt: skip
    if kind_from_name(parts[0]) in (None, "outlet", "state"):
        return None
    return speaker_from_name(parts[0])


_LONGEST_HEAD = 9


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
