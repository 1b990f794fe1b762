"""Attribution: which part of a sentence is whose word, and through whom it comes.

A sentence is cut into segments, one for each reporting verb or phrase that takes a
content of its own; a segment carries the chain of speakers down to the deepest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from offing.claims.cues import (
    Cue,
)
from offing.claims.document import Document, Sentence
from offing.claims.lexicon import channel_index
from offing.claims.speakers import (
    Memory,
    Speaker,
)  # fmt: skip
from offing.claims.subjects import (
    first_verb,
)
from offing.claims.transcript import QUESTION, turns_of
from offing.claims.verb_cues import SILENT, find_cues
from offing.claims.verb_uses import SHORT_TAIL
from offing.text.tokens import Token


@dataclass(slots=True)
class Segment:
    """Tokens ``first`` to ``last`` that one chain of speakers stands for.

    ``evidence`` is the token range that, with its attribution, says so; ``aside``
    are token ranges of the attribution itself, where no event is looked for.
    """

    first: int
    last: int
    evidence: tuple[int, int]
    kind: str | None = None
    chain: tuple[Speaker, ...] = ()
    channel: str | None = None
    aside: list[tuple[int, int]] = field(default_factory=list)
    cites: tuple[str, ...] = ()

    @property
    def speaker(self) -> Speaker | None:
        """The deepest source; ``None`` where the outlet itself speaks."""
        return self.chain[-1] if self.chain else None


def attribute(sentence: Sentence, doc: Document, memory: Memory) -> list[Segment]:
    """The segments of ``sentence``, in reading order; speakers found are noted in ``memory``."""
    segments = _attribute(sentence, doc, memory)
    if memory.turns is None:
        memory.turns = turns_of(doc, memory.issuer)
    turn = memory.turns.get(sentence.index)
    if turn is None:
        _go_on_in_list(segments, sentence, doc, memory)
        return segments
    for segment in segments:
        if turn is QUESTION:
            segment.kind, segment.chain = SILENT, ()
            continue
        deeper = tuple(s for s in segment.chain if s not in (memory.issuer, turn))
        segment.chain = (turn, *deeper)
        segment.kind = segment.kind or "say"
    return segments


def _go_on_in_list(
    segments: list[Segment], sentence: Sentence, doc: Document, memory: Memory
) -> None:
    """“The pilots said:” and a list under it: each item is theirs, until the list ends."""
    if doc.text[sentence.end - 1 : sentence.end] == ":":
        memory.listing = memory.lead
    elif not sentence.item or sentence.heading:
        memory.listing = ()
    elif memory.listing:
        for segment in segments:
            if not segment.chain:
                segment.chain, segment.kind = memory.listing, segment.kind or "say"


def _attribute(sentence: Sentence, doc: Document, memory: Memory) -> list[Segment]:
    tokens = sentence.tokens
    memory.lead = ()
    whole = Segment(0, len(tokens), (0, len(tokens)))
    cues = find_cues(sentence, doc, memory)
    if not cues:
        return _by_semicolons(whole, sentence)
    segments: list[Segment] = []
    for n, cue in enumerate(cues):
        begins = _begins(cue)
        if not segments and (cue.after_act or _follows_clause(cue, sentence, begins)):
            joint = _back_over_joint(tokens, begins)
            segments.append(Segment(0, joint, (0, joint)))
        outer = segments[-1] if segments else None
        if cue.suffix and outer is not None and _after_semicolon(segments, sentence, cue):
            continue
        if cue.suffix and outer is not None and _wraps(cue, outer, sentence):
            deeper = () if outer.kind == "show" else outer.chain  # pictures show, and say nothing
            # “are urged to …, its safety officer noted”: the issuer urges through the officer.
            deeper = tuple(s for s in deeper if s != memory.issuer)
            if n == 1 and _is_request(tokens, cues[0]):
                # “Arland has asked owners for papers, according to agents”: the agents tell of it.
                deeper, outer.kind, outer.first = (), cue.kind, outer.evidence[0]
                outer.aside = []
            outer.chain = tuple(s for s in (cue.speaker, *deeper) if s is not None)
            outer.aside.append((begins, len(tokens)))
            outer.last = min(outer.last, begins)
            continue
        nested = outer is not None and not cue.suffix and not cue.coordinate
        if nested and outer is not None and cue.speaker is not None and outer.chain and (
            _goes_on_with_that(tokens, begins, outer.first)
        ):  # fmt: skip
            end, joint = outer.last, _back_over_joint(tokens, begins - 1)
            outer.last, outer.evidence = joint, (outer.evidence[0], joint)
            own = () if cue.speaker == outer.speaker else (cue.speaker,)
            segments.append(
                Segment(cue.content, end, (begins - 1, end), cue.kind, (*outer.chain, *own),
                        aside=[(begins, cue.content)])
            )  # fmt: skip
            continue
        if nested and outer is not None and outer.chain and _is_request(tokens, cue):
            continue  # “the ministry said its embassy had asked for access”: an act
        if nested and outer is not None and cue.speaker is not None:
            outer.aside.append((begins, cue.content))
            through = (cue.through,) if cue.through is not None else ()
            if cue.speaker != outer.speaker and _is_amid(cue, sentence, begins):
                outer.chain = (*through, cue.speaker, *outer.chain)
            elif cue.speaker != outer.speaker:
                outer.chain = (*outer.chain, *through, cue.speaker)
            outer.kind = cue.kind
            outer.first = cue.content
            continue
        if outer is not None and not cue.suffix:
            outer.last = min(outer.last, begins)
            outer.evidence = (outer.evidence[0], _back_over_joint(tokens, begins))
        segments.append(_segment(cue, sentence, n, segments))
        if cue.tail and len(tokens) - cue.tail > SHORT_TAIL and n + 1 == len(cues):
            segments.append(Segment(cue.tail + 1, len(tokens), (cue.tail + 1, len(tokens))))
    memory.lead = () if segments[-1].kind == SILENT else segments[-1].chain
    segments = [s for s in segments if s.last > s.first] or [whole]
    _keep_apart(segments, tokens)
    if len(segments) == 1:
        segments[0].evidence = (0, len(tokens))
    _add_channels(sentence, segments)
    return [
        clause
        for segment in segments
        for part in _by_semicolons(segment, sentence)
        for clause in _by_that(part, sentence, doc)
    ]


def _is_request(tokens: Sequence[Token], cue: Cue) -> bool:
    """“has asked owners for papers”: a thing done, and not words of which more is told."""
    asks = tokens[cue.at].lower in _REQUESTS
    return asks and any(t.lower in _PERFECT for t in tokens[max(0, cue.at - 2) : cue.at])


_REQUESTS = frozenset(("asked", "requested", "petitioned", "invited"))
_PERFECT = frozenset(("has", "have", "had", "also"))


def _by_that(segment: Segment, sentence: Sentence, doc: Document) -> list[Segment]:
    """“X said that A was shut and that B was open”: two clauses, where the second has its places.

    Where it has none it tells more of the same, as a rule, and stays.
    """
    tokens, lowers = sentence.tokens, sentence.lowers
    if not segment.chain or segment.kind != "say" or "that" not in sentence.words:
        return [segment]
    cut = next(
        (n for n in range(segment.first + _SHORTEST_CLAUSE, segment.last - _SHORTEST_CLAUSE)
         if lowers[n] in ("and", "but") and lowers[n + 1] == "that" and sentence.quoted[n] < 0
         and not any(a <= n < b for a, b in segment.aside)), 0,
    )  # fmt: skip
    if not cut or not doc.places_in(tokens[cut].end, tokens[segment.last - 1].end):
        return [segment]
    end = cut - 1 if lowers[cut - 1] == "," else cut
    return [
        replace(segment, last=end, evidence=(segment.evidence[0], end)),
        replace(segment, first=cut + 2, evidence=(cut + 1, segment.evidence[1])),
    ]


_SHORTEST_CLAUSE = 4
"""Tokens on either side of a semicolon from which they are clauses, not items of a list."""


def _by_semicolons(segment: Segment, sentence: Sentence) -> list[Segment]:
    """The clauses that semicolons part, each with the segment's own speakers."""
    tokens = sentence.tokens
    if ";" not in sentence.words:
        return [segment]
    cuts = [
        n for n in range(segment.first, segment.last)
        if tokens[n].text == ";" and sentence.quoted[n] < 0
    ]  # fmt: skip
    edges = [segment.first, *(n + 1 for n in cuts), segment.last]
    if not cuts or any(b - a <= _SHORTEST_CLAUSE for a, b in pairwise(edges)):
        return [segment]
    out = []
    for n, (a, b) in enumerate(pairwise(edges)):
        first = segment.evidence[0] if n == 0 else a
        last = segment.evidence[1] if b == segment.last else b - 1
        kind = "say" if n and segment.kind == "advise" else segment.kind
        out.append(replace(segment, first=a, last=b, evidence=(first, last), kind=kind))
    return out


def _keep_apart(segments: Sequence[Segment], tokens: Sequence[Token]) -> None:
    """“X warned traders not to …, and Y said it would …”: what Y said is no word of X's."""
    for a, b in pairwise(segments):
        begins = b.evidence[0]
        joined = begins > 1 and tokens[begins - 1].lower in _JOINING
        if joined and a.first < begins < a.last and b.chain and a.chain != b.chain[: len(a.chain)]:
            joint = _back_over_joint(tokens, begins)
            if joint - a.first > _SHORTEST_CLAUSE:
                a.last, a.evidence = joint, (a.evidence[0], joint)


_JOINING = frozenset({"and", "but", "while"})


def _goes_on_with_that(tokens: Sequence[Token], begins: int, first: int) -> bool:
    """“X said that A is so and that it expected B”: A is said, too, and not only B."""
    return (
        begins - first > _SHORTEST_CLAUSE and tokens[begins - 1].lower == "that"
        and tokens[begins - 2].lower in ("and", "but", ",")
    )  # fmt: skip


def _is_amid(cue: Cue, sentence: Sentence, begins: int) -> bool:
    """“The services believe, the minister told us, that …”: the minister tells of the services."""
    tokens = sentence.tokens
    if begins < 2 or tokens[begins - 1].text != "," or cue.content < 2 or begins == cue.at:
        return False
    return tokens[cue.content - 1].lower == "that" and tokens[cue.content - 2].text == ","


def _after_semicolon(segments: list[Segment], sentence: Sentence, cue: Cue) -> bool:
    """“X says this; that is so, Y says”: what stands after the semicolon is Y's and not X's."""
    outer, begins, tokens = segments[-1], _begins(cue), sentence.tokens
    if not outer.chain or cue.speaker is None or cue.speaker == outer.speaker:
        return False
    cut = next(
        (n for n in range(begins - 1, outer.first, -1)
         if tokens[n].text == ";" and sentence.quoted[n] < 0), 0,
    )  # fmt: skip
    if cut <= outer.first + 1 or begins - cut < _SHORTEST_CLAUSE:
        return False
    end = outer.last
    outer.last, outer.evidence = cut, (outer.evidence[0], cut)
    through = (cue.through,) if cue.through is not None else ()
    segments.append(
        Segment(cut + 1, begins, (cut + 1, end), cue.kind, (*through, cue.speaker),
                aside=[(begins, end)])
    )  # fmt: skip
    return True


def _follows_clause(cue: Cue, sentence: Sentence, begins: int) -> bool:
    """“Imports remain suspended, and partners expect …”: what stands before is not theirs."""
    if cue.suffix or cue.inside or begins < _SHORTEST_CLAUSE or cue.same_speaker:
        return False
    tokens = sentence.tokens
    joined = tokens[begins - 1].lower in ("and", "but", "while", ";", ":")
    return joined and first_verb(tokens, 0, begins - 1) < begins - 1


def _wraps(cue: Cue, outer: Segment, sentence: Sentence) -> bool:
    """“X said that …, Y reported”: Y passes on what X said."""
    begins = _begins(cue)
    between = set(sentence.lowers[outer.first : begins])
    return (
        cue.speaker is not None and bool(outer.chain) and cue.speaker != outer.chain[0]
        and outer.evidence[0] == 0 and outer.first < begins
        and sentence.tokens[0].lower not in _SETS_SCENE
        and not between & {"but", "while"} and sentence.quoted[outer.first] < 0
    )  # fmt: skip


_SETS_SCENE = frozenset({"when", "as", "while", "after", "although", "though", "whereas", "if"})
"""“When X said …, half of the papers reported a blockade”: two clauses, none through the other."""


def _begins(cue: Cue) -> int:
    return cue.subject[0] if cue.subject[1] > cue.subject[0] and not cue.same_speaker else cue.at


def _back_over_joint(tokens: Sequence[Token], at: int) -> int:
    while at > 1 and tokens[at - 1].lower in (",", "and", "but", ";", "while"):
        at -= 1
    return at


def _segment(cue: Cue, sentence: Sentence, n: int, before: list[Segment]) -> Segment:
    tokens = sentence.tokens
    chain = (cue.speaker,) if cue.speaker is not None else ()
    if cue.through is not None:
        chain = (cue.through, *chain)
    begins = _begins(cue)
    if cue.suffix:
        first = before[-1].evidence[1] if before else 0
        last = cue.tail or len(tokens)
        return Segment(first, begins, (first, last), cue.kind, chain, aside=[(begins, last)])
    first = 0 if not before else begins
    if cue.inside:
        return Segment(0, len(tokens), (0, len(tokens)), cue.kind, chain,
                       aside=[(begins, cue.content)])  # fmt: skip
    return Segment(
        cue.content, len(tokens), (first, len(tokens)), cue.kind, chain,
        aside=[(begins, cue.content)],
    )  # fmt: skip


def _add_channels(sentence: Sentence, segments: list[Segment]) -> None:
    for i, matches in channel_index().find(sentence.lowers, 0, len(sentence.lowers)):
        for segment in segments:
            near = any(a <= i < b for a, b in segment.aside)
            if near and segment.channel is None:
                segment.channel = matches[0][1]


def with_speaker(segment: Segment, chain: tuple[Speaker, ...]) -> Segment:
    """``segment`` said by ``chain`` instead."""
    return replace(segment, chain=chain)
