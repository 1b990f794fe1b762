"""Cues of speech at a reporting verb: “X said”, “said X”, “X, it says,”, “are advised to”."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from offing.claims.able import may_speak
from offing.claims.barred import orders_one_ship
from offing.claims.cue_sources import (
    cited_after,
    interviewed_by,
    own_subject,
    quoted_by,
    quoted_inside,
    whose_figures,
)
from offing.claims.cues import (
    PAPERS,
    Cue,
    according_to,
    content_start,
    name_after,
    of_paper,
    quoted_as,
    quotes_another,
    resolve_speaker,
    role_after,
    subject_after,
)
from offing.claims.document import Document, Sentence
from offing.claims.lexicon import in_class, reporting_index, words
from offing.claims.outlets import outlet_told
from offing.claims.passive_cues import passive_cue
from offing.claims.speakers import (
    Memory,
)  # fmt: skip
from offing.claims.speech_forms import FORM_WORDS, form_cue, source_after
from offing.claims.subjects import (
    AUXILIARIES,
    clause_subject,
    first_verb,
    is_adverb,
    subject_left_of,
)
from offing.claims.verb_uses import (
    BE,
    SHORT_TAIL,
    SHOWS,
    called_for,
    closes_sentence,
    closes_with_comma,
    is_earlier_version,
    is_hushed,
    is_inserted,
    is_participle,
    is_verb,
    names_it,
    opens_clause,
    past_insertion,
    tells,
)
from offing.text.tokens import Token

_NOT_DENIED = words("request requests bid appeal offer proposal plan plans demand demands motion")


def find_cues(sentence: Sentence, doc: Document, memory: Memory) -> list[Cue]:
    """All cues of speech in ``sentence``, in reading order; speakers are noted in ``memory``."""
    tokens = sentence.tokens
    index = reporting_index()
    cues: list[Cue] = []
    if sentence.words.isdisjoint(_cue_words()):
        return cues
    wanted = _cue_words() if sentence.words.isdisjoint(_VIEWS) else _cue_starts()
    at = 0
    for i in [n for n, word in enumerate(sentence.lowers) if word in wanted]:
        if i < at:
            continue
        token = tokens[i]
        cue = None
        if token.text == "Said" and _is_named_said(sentence, i):
            continue
        if sentence.quoted[i] < 0:
            if token.lower == "according" and i + 1 < len(tokens) and tokens[i + 1].lower == "to":
                cue = according_to(sentence, i, doc, memory)
            elif token.lower in ("in", "by") and (n := _view_of(tokens, i)):
                cue = according_to(sentence, i, doc, memory, n)
            elif token.lower in ("believe", "believes") and _if_one(tokens, i):
                cue = according_to(sentence, i, doc, memory, 1)
            elif token.lower in _QUOTES and i + 2 < len(tokens):
                passive = i > 0 and tokens[i - 1].lower in BE
                cue = (quoted_as if passive else quotes_another)(sentence, i, doc, memory)
            elif token.lower in index.by_first:
                matches = index.match(tokens, i)
                if matches and is_verb(tokens, i) and not is_participle(sentence, i):
                    length, entry = matches[0]
                    cue = _verb_cue(sentence, i, i + length, entry.kind, doc, memory, cues)
            if cue is None and token.lower in FORM_WORDS:
                cue = form_cue(sentence, i, doc, memory, bool(cues))
        if cue is not None:
            cues.append(cue)
            memory.spoke_in = sentence.index
            if cue.speaker is not None and cue.speaker.unnamed:
                memory.last = cue.speaker
            elif cue.speaker is not None:
                memory.note(cue.speaker)
            at = max(i + 1, cue.end)
    if len(cues) == 1 and cues[0].through is None and cues[0].speaker is not None:
        cues[0].through = interviewed_by(sentence, doc, memory)
    return cues


def _is_named_said(sentence: Sentence, i: int) -> bool:
    """“Col. Said Farah”: it is his name."""
    tokens = sentence.tokens
    inside = 0 < i < len(tokens) - 1 and not sentence.heading
    return inside and tokens[i + 1].text[:1].isupper() and tokens[i - 1].text not in ("”", '"', ",")


@lru_cache(maxsize=1)
def _cue_words() -> frozenset[str]:
    """Words of which one stands in every sentence with a cue of speech."""
    return frozenset(
        reporting_index().first_words()
        | _QUOTES
        | _VIEWS
        | FORM_WORDS
        | {"according", "believe", "believes"}
    )


@lru_cache(maxsize=1)
def _cue_starts() -> frozenset[str]:
    """Words at which a cue may begin beside a view: “in the view of”, “by the count of” too."""
    return _cue_words() | {"in", "by"}


def _if_one(tokens: Sequence[Token], i: int) -> bool:
    """“if one believes Manila”, “if we are to believe the charterers”."""
    before = [t.lower for t in tokens[max(0, i - 5) : i]]
    return "if" in before and not {"one", "we", "you"}.isdisjoint(before)


def _view_of(tokens: Sequence[Token], i: int) -> int:
    """Length of “in the view of”, “in the words of”; 0 where it is something else."""
    near = [t.lower for t in tokens[i + 1 : i + 4]]
    return (
        4 if near[:1] == ["the"] and near[1:2] and near[1] in _VIEWS and near[2:] == ["of"] else 0
    )


_VIEWS = words(
    "reckoning count view words opinion estimation judgement judgment estimate assessment account"
)
_QUOTES = words("quoted quotes quoting cited cites citing")


def _verb_cue(
    sentence: Sentence, at: int, end: int, kind: str, doc: Document, memory: Memory,
    cues: list[Cue],
) -> Cue | None:  # fmt: skip
    tokens = sentence.tokens
    word = tokens[at].lower
    before = tokens[at - 1].lower if at else ""
    back = at - 1
    while back > 0 and is_adverb(tokens[back]):
        back -= 1
    before = tokens[back].lower if at else ""
    passive = before in BE and not word.endswith("ing")
    if passive:
        return passive_cue(sentence, at, end, kind, doc, memory)
    if word in _REPLYING and tokens[end : end + 1] and tokens[end].lower == "to" and at > 1:
        return None  # “two tugs replied to the call”
    if kind == "deny" and set(sentence.lowers[end : end + 4]) & _NOT_DENIED:
        return None
    if before == "who" and is_inserted(sentence, at, end):
        return None
    if word in _TELLS_TALE and set(sentence.lowers[end : end + 4]) & _TALES:
        return None  # “the auctions tell another story”
    if before in ("that", "which") and at > 1 and tokens[at - 2].lower in _PAPERS_TOLD:
        return None  # “a post that says the port will stay shut is not from the government”
    joined = before in ("and", "but") or (before == "," and word.endswith("ing"))
    if joined and cues and cues[-1].speaker is not None and kind != "assess":
        return Cue(
            at, end, kind, cues[-1].speaker, (at, at), False, content_start(sentence, end),
            same_speaker=True, coordinate=True,
        )  # fmt: skip
    if word.endswith("ing") and before == ",":
        return None if cues else _went_on(sentence, at, end, kind, doc, memory)
    if word.endswith("ing") and before in PAPERS:
        return _paper_saying(sentence, at, end, kind, doc, memory)
    inverted = subject_after(sentence, at, end)
    found = subject_left_of(sentence, at)
    if inverted is not None and sentence.quoted[max(at - 3, 0)] < 0 and (
        found is not None and found[1] is not None
    ):  # fmt: skip
        inverted = None
    if inverted is not None and _is_counted(tokens, inverted):
        inverted = None  # “counts 29 tankers”, “lists a further 43 ships”: the object
    if inverted is not None:
        last = inverted[1]
        if last < len(tokens) and tokens[last].text == ":":  # “Not so, says the ministry: …”
            speaker = resolve_speaker(sentence, inverted, None, doc, memory)
            if at > SHORT_TAIL + 1:
                return Cue(at, last, kind, speaker, (at, at), False, last + 1, inside=True)
            return Cue(at, last, kind, speaker, (0, at), False, last + 1)
        role = role_after(sentence, inverted[1])
        if role is None and (named := name_after(sentence, inverted)) is not None:
            role, inverted = inverted, named  # “tweeted its spokesman, Y. Karam”
        inverted = of_paper(tokens, inverted)
        speaker = resolve_speaker(sentence, inverted, role, doc, memory)
        return Cue(at, inverted[1], kind, speaker, (at, at), True, inverted[1], coordinate=True)
    own_act = -1
    if found is None and joined and (shared := clause_subject(sentence, at)) is not None:
        found = shared, None, at
        own_act = shared[1]
    if found is None:
        return None
    main, role, start = found
    if is_hushed(tokens, at, kind):
        # “did not rule out that …”: a view, and not silence.
        kind = "assess" if kind == "deny" and tokens[end - 1].lower == "out" else SILENT
    if kind == "claim" and tokens[main[0]].lower in ("no", "nobody", "none"):
        # “No group has claimed the attack”: the outlet tells that.
        content = content_start(sentence, end)
        return Cue(at, end, kind, memory.issuer, (start, at), False, content)
    earlier = is_earlier_version(tokens, main)
    if not earlier and not may_speak(sentence, main, role, kind):
        return None
    if word in _CALLING and any(in_class(tokens[main[0]].lower, c) for c in ("vessel", "thing")):
        return None  # “feeders from Aqaba call there twice a week”
    if earlier:
        return Cue(at, end, "deny", memory.issuer, (start, at), False, content_start(sentence, end))
    if word in _CALLING and (called := called_for(tokens, end)):
        kind, end = "advise", called
    elif word in _NAMING and end == at + 1 and not names_it(sentence, end) and not (
        word in _TELLING_OF and tokens[end : end + 1] and tokens[end].lower in ("a", "an", "the")
    ):  # fmt: skip
        return None
    if kind == "advise" and word.startswith("advis") and tells(tokens, end):
        kind = "say"
    if kind == "advise" and orders_one_ship(sentence, at, end):
        return None
    through = quoted_by(sentence, main[1], at, doc, memory)
    if through is None and (cut := quoted_inside(sentence, main)):
        through = resolve_speaker(sentence, (cut + 2, main[1]), None, doc, memory)
        main = (main[0], cut)
    if through is None and tokens[0].lower in ("citing", "quoting") and main[0] > 2:
        lead = next((n for n in range(2, main[0]) if tokens[n].text == ","), 0)
        cited = resolve_speaker(sentence, (1, lead), None, doc, memory) if lead else None
        if cited is not None:  # “Citing the navy, X reported that …”
            outlet = resolve_speaker(sentence, main, None, doc, memory)
            content = content_start(sentence, end)
            return Cue(at, end, kind, cited, (0, at), False, content, through=outlet)
    if tokens[main[0]].lower in ("citing", "quoting") and main[1] - main[0] > 1:
        through = resolve_speaker(sentence, role, None, doc, memory) if role else None
        main, role = (main[0] + 1, main[1]), None
    if word in SHOWS and (giver := whose_figures(sentence, main, at)) is not None:
        main, role = giver, None
    if main[1] - main[0] == 1 and tokens[main[0]].lower in ("he", "she", "it", "they") and (
        own := own_subject(sentence, main[0])
    ) is not None:  # fmt: skip
        main, role = own
    speaker = resolve_speaker(sentence, main, role, doc, memory)
    if speaker is None:
        return None
    content = content_start(sentence, end)
    if kind == "deny" and start < 3 and end < len(tokens) and (
        content >= len(tokens) - 1 and tokens[end].lower in _THIS
    ):  # fmt: skip
        content = end  # “The authority denied this.”
    if word in ("put", "puts") and end == at + 3:
        content = at + 1  # “puts the damage to the quay at six million”
    if content >= len(tokens) - 1 and start < 3 and end < len(tokens) and tokens[end].text == ",":
        content = past_insertion(tokens, end) or content
    suffix = content >= len(tokens) - 1 and start >= 3
    suffix = suffix or closes_sentence(sentence, start, content)
    if suffix and end + 2 < len(tokens) and _stands_amid(sentence, start, end):
        # “The port, he said, would be closed”: between a subject and its verb.
        return Cue(
            at, end, kind, speaker, (start, at), False, end + 1, through=through, inside=True
        )  # fmt: skip
    tail = next((n for n in range(end, min(end + 6, len(tokens))) if tokens[n].text == ";"), 0)
    if tail and start >= 3 and tokens[start - 1].text == ",":
        suffix = True
    if not suffix and start >= 3 and tokens[start - 1].text in ("”", '"', ",") \
            and sentence.quoted[max(start - 3, 0)] >= 0:  # fmt: skip
        suffix = sentence.quoted[min(content, len(tokens) - 1)] < 0
    inside = (
        not suffix and not cues and start >= 2 and tokens[start - 1].text == ","
        and closes_with_comma(tokens, end, content)
    )  # fmt: skip
    if not suffix and not cues and start >= 2 and tokens[start - 1].text == ":":
        inside = True  # “The canal is moving again: its chairman says …”
    single = end == at + 1
    if (
        single
        and tokens[at].lower in _NEEDS_CLAUSE
        and tokens[at].lower not in _NAMING
        and not suffix
        and not opens_clause(sentence, content)
    ):
        return None
    coordinate = start > 0 and (
        tokens[start - 1].lower in ("and", "but", "while", ";", "though", "although", "whereas")
        or (bool(cues) and cues[-1].suffix)
    )
    if through is None and word in _TELLING and (
        told := outlet_told(sentence, end, doc, memory)
    ) is not None:  # fmt: skip
        through = told[0]
        if not suffix:
            content = max(content, content_start(sentence, told[1]))
    if through is None and kind in _TELLS_WHOM and end < len(tokens) - 1 and (
        tokens[end].lower == "to"
        and (told := outlet_told(sentence, end + 1, doc, memory)) is not None
    ):  # fmt: skip
        through = told[0]  # “confirmed to Harbour Radio that …”
        if not suffix:
            content = max(content, content_start(sentence, told[1]))
    if through is None and kind in _HAS_SOURCE and not suffix:
        source = source_after(sentence, end, len(tokens), doc, memory)
        if source is None and word in _HEARS and tokens[end : end + 1] and (
            tokens[end].lower == "from"
        ):  # fmt: skip
            stop = next((n for n in range(end, len(tokens)) if tokens[n].lower == "that"), 0)
            deeper = resolve_speaker(sentence, (end + 1, stop), None, doc, memory) if stop else None
            source = (deeper, stop) if deeper is not None else None
        if source is not None:
            through, speaker = speaker, source[0]
            content = max(content, content_start(sentence, source[1]))
    if suffix and (cited := cited_after(sentence, end, doc, memory)) is not None:
        speaker, through = cited, speaker
    elif suffix and word in _HEARS and through is None and (
        tokens[end : end + 1] and tokens[end].lower == "from"
    ):  # fmt: skip
        stop = next((n for n in range(end, len(tokens)) if tokens[n].text in ",.;"), len(tokens))
        deeper = resolve_speaker(sentence, (end + 1, stop), None, doc, memory)
        speaker, through = (deeper, speaker) if deeper is not None else (speaker, None)
    return Cue(
        at, end, kind, speaker, (start, at), suffix, content, coordinate=coordinate,
        through=through, after_act=own_act > 0, tail=tail if suffix else 0, inside=inside,
    )  # fmt: skip


def _stands_amid(sentence: Sentence, start: int, end: int) -> bool:
    tokens = sentence.tokens
    if start < 2 or tokens[start - 1].text != "," or tokens[end].text != ",":
        return False
    if sentence.quoted[start - 2] >= 0 or sentence.quoted[end + 1] >= 0:
        return False
    verb = tokens[end + 1].lower
    return verb in AUXILIARIES and first_verb(tokens, 0, start - 1) >= start - 1


def _paper_saying(
    sentence: Sentence, at: int, end: int, kind: str, doc: Document, memory: Memory
) -> Cue | None:
    """“The ministry issued a statement saying …”: whose subject the sentence has."""
    subject = clause_subject(sentence, at)
    if subject is None or not may_speak(sentence, subject, None, kind):
        return None
    speaker = resolve_speaker(sentence, subject, None, doc, memory)
    if speaker is None:
        return None
    content = content_start(sentence, end)
    return Cue(at, end, kind, speaker, (subject[0], at), False, content)


def _is_counted(tokens: Sequence[Token], piece: tuple[int, int]) -> bool:
    """Whether a noun phrase is one of ships or figures, which say nothing."""
    lead = tokens[piece[0] : min(piece[1], piece[0] + _MAX_COUNTED)]
    return any(t.text[0].isdigit() for t in lead)


_MAX_COUNTED = 4
_GOING_ON = words("adding saying noting stressing warning confirming explaining insisting claiming")


def _went_on(
    sentence: Sentence, at: int, end: int, kind: str, doc: Document, memory: Memory
) -> Cue | None:
    """“The canal's head, K. Nassar, gave the all-clear, adding that …”: it is K. Nassar."""
    tokens = sentence.tokens
    if tokens[at].lower not in _GOING_ON or end >= len(tokens) or tokens[end].lower != "that":
        return None
    found = subject_left_of(sentence, first_verb(tokens, 0, at))
    if found is None or not may_speak(sentence, found[0], found[1], kind):
        return None
    speaker = resolve_speaker(sentence, found[0], found[1], doc, memory)
    if speaker is None or speaker.unnamed:
        return None
    content = content_start(sentence, end)
    return Cue(
        at, end, kind, speaker, (at, at), False, content, coordinate=True, after_act=True
    )  # fmt: skip


_THIS = words("this that it these them")
_REPLYING = words("responded responds respond replied replies reply responding")
_TELLS_TALE = words("tell tells told")
_TALES = words("story tale stories tales difference truth lie lies")
_PAPERS_TOLD = words(
    "post message notice report story article claim rumour video letter statement letters "
    "posts messages rumours reports stories articles claims sign poster"
)
_TELLING = words("told tells telling tell informed assured")
_HAS_SOURCE = words("say report announce claim confirm")
_TELLS_WHOM = _HAS_SOURCE | {"deny"}
_HEARS = words("understand understands understood hear hears heard learn learns learned learnt")
_NAMING = words(
    "called calls describes described branded labelled termed dubbed identified identifies named "
    "classified characterised characterized designated portrayed listed lists"
)
_CALLING = words("call calls called")
_TELLING_OF = words("described describes")
SILENT = "silent"
"""Kind of a cue that tells what somebody did not say: nothing is asserted in it."""
_JOINTS = frozenset(("and", "but", "while", ";", "though", "although", "whereas"))
_NEEDS_CLAUSE = words(
    "hear hears heard gather gathers gathered rule rules ruled added adds noted notes posted "
    "described highlighted outlined observed recalled mentioned repeated revealed found "
    "responded responds respond replied replies reply"
)
