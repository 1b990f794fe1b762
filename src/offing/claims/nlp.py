"""A second opinion on who speaks, from any installed spaCy English pipeline (extra ``nlp``).

The rules of this room read attribution from the order of words. A dependency parse knows
more in three cases, and only these are acted on: a reporting verb with a subject and a
content clause that the rules passed over; a cue that is no verb at all (“an exercise
called …”); a cue whose subject, by the parse, is somebody else who is named. Places, times and
events stay with the gazetteer and the lexicons. Nothing is ever downloaded here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from offing.claims.able import may_speak
from offing.claims.attribution import Segment
from offing.claims.cues import resolve_speaker
from offing.claims.document import Document, Sentence
from offing.claims.lexicon import in_class, reporting_index, words
from offing.claims.speakers import Memory
from offing.errors import UsageError

ANY = "any"
"""As a name: the first installed English pipeline with a parser, in the order of names."""

_LONGEST = 3000
"""Code points of a sentence from which it is left to the rules alone (tables, lists)."""

_INSTALL = (
    "install the extra ('pip install \"offing[nlp]\"') and an English pipeline with a parser, "
    "such as en_core_web_sm, from where its makers publish it; Offing downloads none"
)


def installed_pipelines() -> tuple[str, ...]:
    """Names of the installed spaCy pipelines for English, sorted; empty without spaCy."""
    try:
        from spacy.util import get_installed_models
    except ImportError:
        return ()
    return tuple(sorted(n for n in get_installed_models() if n.split("_")[0] == "en"))


def pipeline_from(nlp: Any) -> Any:
    """The pipeline that ``nlp`` stands for.

    Args:
        nlp: a name of an installed pipeline, ``"any"``, or a loaded pipeline
            (anything with ``pipe``), which is given back as it is.

    Raises:
        UsageError: spaCy or the pipeline is not installed, or it has no parser; the
            message says what to do.
    """
    if not isinstance(nlp, str):
        if hasattr(nlp, "pipe"):
            return nlp
        raise UsageError(f"nlp: a pipeline or its name, not {type(nlp).__name__}")
    return _loaded(nlp)


@lru_cache(maxsize=2)
def _loaded(name: str) -> Any:
    try:
        import spacy
    except ImportError as error:
        raise UsageError(f"nlp: spaCy is not installed; {_INSTALL}") from error
    known = installed_pipelines()
    if not known:
        raise UsageError(f"nlp: no English pipeline of spaCy is installed; {_INSTALL}")
    for one in known if name == ANY else (name,):
        if one not in known:
            raise UsageError(f"nlp: no pipeline {one!r} is installed; there is {', '.join(known)}")
        try:
            loaded = spacy.load(one, exclude=["ner"])
        except (OSError, ValueError, ImportError) as error:
            raise UsageError(f"nlp: the pipeline {one!r} cannot be loaded: {error}") from error
        if "parser" in loaded.pipe_names:
            return loaded
    raise UsageError(f"nlp: {name if name != ANY else ', '.join(known)}: no parser in it")


def parsed_tokens(tokens: Sequence[str], nlp: Any) -> tuple[Any, ...]:
    """One tokenised sentence, parsed as one sentence; the last one is remembered."""
    pipeline = pipeline_from(nlp)
    key = (id(pipeline), tuple(tokens))
    if key not in _LAST:
        from spacy.tokens import Doc

        doc = Doc(pipeline.vocab, words=list(tokens))
        for token in tuple(doc)[1:]:
            token.is_sent_start = False
        _LAST.clear()
        _LAST[key] = tuple(pipeline(doc))
    return _LAST[key]


_LAST: dict[tuple[int, tuple[str, ...]], tuple[Any, ...]] = {}
"""One entry: predicates of one sentence are asked for one after the other."""


class Parses:
    """The parses of one report's sentences, by the index of the sentence."""

    def __init__(self, doc: Document, pipeline: Any) -> None:
        wanted = [s for s in doc.sentences if s.end - s.start <= _LONGEST and not s.heading]
        texts = (" ".join(doc.text[s.start : s.end].split("\n")) for s in wanted)
        self._of = {
            s.index: (s, tuple(parsed))
            for s, parsed in zip(wanted, pipeline.pipe(texts), strict=True)
        }

    def sharpen(
        self, segments: list[Segment], sentence: Sentence, doc: Document, memory: Memory
    ) -> list[Segment]:
        """``segments`` as the rules cut them, with speakers mended where the parse knows better."""
        known = self._of.get(sentence.index)
        if known is None or known[0] is not sentence:
            return segments
        speech = list(_speech_in(known[1], sentence))
        out = [_demoted(s, sentence, known[1], speech) for s in segments]
        out = [_corrected(s, sentence, speech, doc, memory) for s in out]
        return [_added(s, sentence, speech, doc, memory) for s in out]


class Speech:
    """A reporting verb as parsed; ranges are token indices of our own sentence."""

    __slots__ = ("at", "content", "kind", "start", "subject", "subject_head")

    def __init__(
        self, at: int, kind: str, subject: tuple[int, int] | None, subject_head: int,
        content: tuple[int, int] | None,
    ) -> None:  # fmt: skip
        self.at, self.kind, self.subject = at, kind, subject
        self.subject_head, self.content = subject_head, content
        self.start = min(at, subject[0]) if subject else at


def _index_at(sentence: Sentence, offset: int) -> int:
    """Our token that holds the character ``offset`` of the sentence."""
    at = bisect_right(sentence.tokens, sentence.start + offset, key=lambda t: t.start)
    return max(at - 1, 0)


def _speech_in(parsed: Sequence[Any], sentence: Sentence) -> Iterable[Speech]:
    index = reporting_index()
    for token in parsed:
        if token.pos_ != "VERB" or token.lower_ not in index:
            continue
        at = _index_at(sentence, token.idx)
        matches = index.match(sentence.tokens, at)
        if not matches:
            continue
        subject = _subject_of(token)
        content = next((c for c in token.children if c.dep_ == "ccomp"), None)
        passive = any(c.dep_ == "auxpass" for c in token.children)
        agent = any(c.dep_ == "agent" for c in token.children)
        if content is None and passive and agent and token.dep_ == "ROOT":
            content = next((c for c in token.children if c.dep_ == "nsubjpass"), None)
        if token.dep_ not in _TELLING:
            content = None
        if content is None and token.dep_ == "parataxis":
            content = token.head
        yield Speech(
            at, matches[0][1].kind, _span(subject, sentence) if subject is not None else None,
            _index_at(sentence, subject.idx) if subject is not None else -1,
            _subtree(content, sentence) if content is not None else None,
        )  # fmt: skip


_TELLING = frozenset({"ROOT", "conj", "ccomp", "parataxis", "advcl"})
"""Links of a verb that itself tells: not those of “what they said was”, “a tug said to be”."""


def _subject_of(token: Any) -> Any:
    """Who speaks: the subject, the agent of a passive, or the subject of what it is joined to."""
    for _ in range(4):
        for child in token.children:
            if child.dep_ == "agent":
                return next((g for g in child.children if g.dep_ == "pobj"), None)
        for child in token.children:
            if child.dep_ == "nsubj":
                return child
        if token.dep_ != "conj":
            return None
        token = token.head
    return None


_NOT_NAME = frozenset({"relcl", "appos", "acl", "punct", "advcl", "cc", "conj", "parataxis"})


def _span(head: Any, sentence: Sentence) -> tuple[int, int]:
    """The subject's phrase without relative clauses and appositions."""
    kept = [head]
    stack = [c for c in head.children if c.dep_ not in _NOT_NAME]
    while stack:
        token = stack.pop()
        kept.append(token)
        stack += [c for c in token.children if c.dep_ not in ("relcl", "acl", "advcl")]
    first, last = min(t.idx for t in kept), max(t.idx for t in kept)
    return _index_at(sentence, first), _index_at(sentence, last) + 1


def _subtree(head: Any, sentence: Sentence) -> tuple[int, int]:
    inside = list(head.subtree)
    return _index_at(sentence, inside[0].idx), _index_at(sentence, inside[-1].idx) + 1


_PHRASES = words("according view words citing quoting quoted cited per via")


def _cue_words(segment: Segment, sentence: Sentence) -> list[int]:
    """Reporting words in a segment's attribution."""
    index = reporting_index()
    return [
        n for a, b in segment.aside for n in range(a, min(b, len(sentence.tokens)))
        if sentence.tokens[n].lower in index
    ]  # fmt: skip


def _demoted(
    segment: Segment, sentence: Sentence, parsed: Sequence[Any], speech: Sequence[Speech]
) -> Segment:
    """Without its speaker where what was taken for a verb of speech is none."""
    told = _cue_words(segment, sentence)
    if not segment.chain or not told or segment.kind in ("advise", "warn"):
        return segment
    aside = {t.lower for a, b in segment.aside for t in sentence.tokens[a:b]}
    if aside & _PHRASES or any(s.at in told for s in speech):
        return segment
    tags = {_index_at(sentence, t.idx): t for t in parsed}
    verbs = [t for n in told if (t := tags.get(n)) is not None and _tells(t)]
    inside = sum(sentence.quoted[n] >= 0 for n in range(segment.first, segment.last))
    if verbs or 2 * inside > segment.last - segment.first:
        return segment
    return replace(segment, chain=(), kind=None, aside=[], first=segment.evidence[0])


def _tells(token: Any) -> bool:
    """Whether the word is a verb that somebody is the subject of: not “an exercise called X”."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    return token.dep_ not in ("acl", "amod") or any(
        c.dep_ in ("nsubj", "nsubjpass", "agent") for c in token.children
    )


def _corrected(
    segment: Segment, sentence: Sentence, speech: Sequence[Speech], doc: Document, memory: Memory
) -> Segment:
    """With the verb's own subject as who speaks, where that is somebody else and named."""
    told = _cue_words(segment, sentence)
    cue = next((s for s in speech if s.at in told and s.subject), None)
    if cue is None or cue.subject is None or len(segment.chain) != 1:
        return segment
    head = sentence.tokens[cue.subject_head]
    known = segment.chain[0]
    named = head.text[:1].isupper() and head.text.isalpha() and cue.subject_head > 0
    near = doc.text[sentence.start : sentence.end]
    if not named or known.name not in near or head.text in f"{known.name} {known.role or ''}":
        return segment
    speaker = resolve_speaker(sentence, cue.subject, None, doc, memory)
    if speaker is None or speaker == known or speaker.vague:
        return segment
    return replace(segment, chain=(speaker,))


def _added(
    segment: Segment, sentence: Sentence, speech: Sequence[Speech], doc: Document, memory: Memory
) -> Segment:
    """With a speaker where the rules saw none, but a verb of speech has one and a content."""
    if segment.chain:
        return segment
    for cue in speech:
        if cue.subject is None or cue.content is None or sentence.quoted[cue.at] >= 0:
            continue
        if not segment.first <= cue.at < segment.last or not _can_speak(sentence, cue):
            continue
        speaker = resolve_speaker(sentence, cue.subject, None, doc, memory)
        if speaker is None or speaker == memory.issuer:
            continue
        memory.note(speaker)
        first, last = cue.content
        if first <= cue.at < last:  # speech before its verb, which stands inside it
            first, last = segment.first, cue.start
        if last - first < 2:
            continue
        return replace(
            segment, chain=(speaker,), kind=cue.kind, first=first, last=last,
            aside=[(cue.start, max(cue.at + 1, cue.subject[1]))],
        )  # fmt: skip
    return segment


def _can_speak(sentence: Sentence, cue: Speech) -> bool:
    assert cue.subject is not None
    head = sentence.tokens[cue.subject_head]
    people = in_class(head.lower, "role") or in_class(head.lower, "collective")
    return people or may_speak(sentence, cue.subject, None, cue.kind)
