"""Cues of speech at a reporting verb: “X said”, “said X”, “X, it says,”, “are advised to”."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from offing.claims.cues import (
    PAPERS,
    Cue,
    according_to,
    content_start,
    quoted_as,
    quotes_another,
    resolve_speaker,
    role_after,
    subject_after,
)
from offing.claims.document import Document, Sentence
from offing.claims.lexicon import in_class, reporting_index, words
from offing.claims.speakers import (
    Memory,
    Speaker,
    is_name,
)  # fmt: skip
from offing.claims.speech_forms import FORM_WORDS, form_cue, outlet_told, source_after
from offing.claims.subjects import (
    AUXILIARIES,
    DATA_SOURCES,
    PRONOUNS,
    STOPS,
    UNNAMED,
    clause_subject,
    may_speak,
    subject_left_of,
)
from offing.text.tokens import Token

_DETERMINERS = words(
    "a an the this that these those its their his her our my any no such some every each "
    "initial first latest previous unconfirmed"
)
_NOUN_OR_VERB = words(
    "claim claims report reports post posts order orders request requests signal signals "
    "estimate estimates forecast forecasts promise promises pledge pledges comment "
    "comments note notes state states fear fears doubt doubts blame blames direct show "
    "shows reply signal say remark remarks caution boast question appeal appeals suspect "
    "suspects highlight threaten respond outline outlines hint hints reject rejects vow "
    "vows"
)
_BE = words("is are was were be been being")
_PARTICIPLES = words(
    "adding saying warning stating noting claiming stressing insisting explaining "
    "announcing confirming denying citing quoting"
)
_NOT_DENIED = words("request requests bid appeal offer proposal plan plans demand demands motion")
_SAYING = words("saying reporting warning telling asking urging advising calling denying claiming")
SHORT_TAIL = 4
"""Tokens after a semicolon that are too few to tell of an act."""


def find_cues(sentence: Sentence, doc: Document, memory: Memory) -> list[Cue]:
    """All cues of speech in ``sentence``, in reading order; speakers are noted in ``memory``."""
    tokens = sentence.tokens
    index = reporting_index()
    cues: list[Cue] = []
    if sentence.words.isdisjoint(_cue_words()):
        return cues
    wanted = _cue_starts()
    at = 0
    for i in [n for n, word in enumerate(sentence.lowers) if word in wanted]:
        if i < at:
            continue
        token = tokens[i]
        cue = None
        if sentence.quoted[i] < 0:
            if token.lower == "according" and i + 1 < len(tokens) and tokens[i + 1].lower == "to":
                cue = according_to(sentence, i, doc, memory)
            elif token.lower in ("in", "by") and (n := _view_of(tokens, i)):
                cue = according_to(sentence, i, doc, memory, n)
            elif token.lower in ("believe", "believes") and _if_one(tokens, i):
                cue = according_to(sentence, i, doc, memory, 1)
            elif token.lower in _QUOTES and i + 2 < len(tokens):
                passive = i > 0 and tokens[i - 1].lower in _BE
                cue = (quoted_as if passive else quotes_another)(sentence, i, doc, memory)
            elif token.lower in index.by_first:
                matches = index.match(tokens, i)
                if matches and _is_verb(tokens, i) and not _is_participle(sentence, i):
                    length, entry = matches[0]
                    cue = _verb_cue(sentence, i, i + length, entry.kind, doc, memory, cues)
            if cue is None and token.lower in FORM_WORDS:
                cue = form_cue(sentence, i, doc, memory, bool(cues))
        if cue is not None:
            cues.append(cue)
            if cue.speaker is not None and cue.speaker.unnamed:
                memory.last = cue.speaker
            elif cue.speaker is not None:
                memory.note(cue.speaker)
            at = max(i + 1, cue.end)
    return cues


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
    """Words at which a cue may begin: “in the view of”, “by the count of” too."""
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
_ON_TO = words(
    "on likes continued continues quick keen careful declined refused declines refuses rushed "
    "sought hastened moved used"
)
_SHOWS = words("show shows suggest suggests indicate indicates")
_PLURAL_PEOPLE = words("people police media crew")
_NEWS = words("news press rumours reports claims allegations stories posts")
_QUOTES = words("quoted quotes quoting cited cites citing")


def _is_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether the reporting word at ``i`` is used as a verb here."""
    word = tokens[i].lower
    before = tokens[i - 1].lower if i else ""
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if (
        i
        and tokens[i].text[0].isupper()
        and not tokens[i].text.isupper()
        and is_name(tokens[i - 1])
    ):
        return False  # Port Said, the Cape of Good Hope
    if i > 1 and tokens[i].text == "Hope" and tokens[i - 1].text == "Good":
        return False
    data = {t.lower for t in tokens[max(0, i - 6) : i]}
    if word in _SHOWS and not data.isdisjoint(DATA_SOURCES):
        return True
    if word in ("states", "state", "direct", "show", "note", "post"):
        return after in ("that", ":") or before in PRONOUNS
    if word.endswith("ing") and before in AUXILIARIES:
        return word in _SAYING
    if before == "to" and (i < 2 or tokens[i - 2].lower not in _ON_TO):
        return False  # “allows an underwriter to ask”
    if before in ("to", "not") or before in AUXILIARIES:
        return before != "to" or word not in _NOUN_OR_VERB
    if word.endswith("ing"):
        return word in _PARTICIPLES and before in (",", "")
    if before in _DETERMINERS or before in ("of", "by", "on", "from", "with", "for"):
        return False
    named = i + 1 < len(tokens) and is_name(tokens[i + 1])
    if before in (",", "”", '"') and word.endswith("s") and named:
        return True  # “…, notes Mona B.”
    if word in _NOUN_OR_VERB:
        bare = not word.endswith(("s", "ed", "ing"))
        if bare and after in (".", "") and i > 2 and is_name(tokens[i - 1]):
            return any(t.text == "," for t in tokens[max(0, i - 9) : i - 1])
        plural = before.endswith("s") and not tokens[i - 1].text.isupper()
        if bare and not (plural or before in PRONOUNS or before in _PLURAL_PEOPLE):
            return False  # “lost its GPS signal”: a noun; “officials report”: a verb
        verbal = (
            is_name(tokens[i - 1]) or in_class(before, "role") or in_class(before, "collective")
            or before in UNNAMED or before in _PLURAL_PEOPLE
            or (after == "that" and (before == "," or plural) and before not in _NEWS)
        )  # fmt: skip
        return (
            i > 0
            and (verbal or before in PRONOUNS)
            and (after not in ("of", "by", ".") or (after == "." and before.endswith("s")))
        )
    return not (word == "reported" and before in ("", "and") and in_class(after, "ship"))


def _verb_cue(
    sentence: Sentence, at: int, end: int, kind: str, doc: Document, memory: Memory,
    cues: list[Cue],
) -> Cue | None:  # fmt: skip
    tokens = sentence.tokens
    word = tokens[at].lower
    before = tokens[at - 1].lower if at else ""
    passive = before in _BE and not word.endswith("ing")
    if passive:
        return _passive_cue(sentence, at, end, kind, doc, memory)
    if kind == "deny" and {t.lower for t in tokens[end : end + 4]} & _NOT_DENIED:
        return None
    if before == "who" and _is_inserted(sentence, at, end):
        return None
    if word in _TELLS_TALE and {t.lower for t in tokens[end : end + 4]} & _TALES:
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
        return None
    inverted = subject_after(sentence, at, end)
    if inverted is not None and sentence.quoted[max(at - 3, 0)] < 0:
        left = subject_left_of(sentence, at)
        if left is not None and left[1] is not None:
            inverted = None
    if inverted is not None:
        last = inverted[1]
        if last < len(tokens) and tokens[last].text == ":":  # “Not so, says the ministry: …”
            speaker = resolve_speaker(sentence, inverted, None, doc, memory)
            if at > SHORT_TAIL + 1:
                return Cue(at, last, kind, speaker, (at, at), False, last + 1, inside=True)
            return Cue(at, last, kind, speaker, (0, at), False, last + 1)
        role = role_after(sentence, inverted[1])
        speaker = resolve_speaker(sentence, inverted, role, doc, memory)
        return Cue(at, inverted[1], kind, speaker, (at, at), True, inverted[1], coordinate=True)
    own_act = -1
    found = subject_left_of(sentence, at)
    if found is None and joined and (shared := clause_subject(sentence, at)) is not None:
        found = shared, None, at
        own_act = shared[1]
    if found is None:
        return None
    main, role, start = found
    if _is_hushed(tokens, at, kind):
        kind = SILENT
    earlier = _is_earlier_version(tokens, main)
    if not earlier and not may_speak(sentence, main, role, kind):
        return None
    if earlier:
        return Cue(at, end, "deny", memory.issuer, (start, at), False, content_start(sentence, end))
    if word in _NAMING and not _names_it(sentence, end):
        return None
    if kind == "advise" and word.startswith("advis") and _tells(tokens, end):
        kind = "say"
    through = _quoted_by(sentence, main[1], at, doc, memory)
    if tokens[main[0]].lower in ("citing", "quoting") and main[1] - main[0] > 1:
        through = resolve_speaker(sentence, role, None, doc, memory) if role else None
        main, role = (main[0] + 1, main[1]), None
    speaker = resolve_speaker(sentence, main, role, doc, memory)
    if speaker is None:
        return None
    content = content_start(sentence, end)
    if content >= len(tokens) - 1 and start < 3 and end < len(tokens) and tokens[end].text == ",":
        content = _past_insertion(tokens, end) or content
    suffix = content >= len(tokens) - 1 and start >= 3
    suffix = suffix or _closes_sentence(sentence, start, content)
    tail = next((n for n in range(end, min(end + 6, len(tokens))) if tokens[n].text == ";"), 0)
    if tail and start >= 3 and tokens[start - 1].text == ",":
        suffix = True
    if not suffix and start >= 3 and tokens[start - 1].text in ("”", '"', ",") \
            and sentence.quoted[max(start - 3, 0)] >= 0:  # fmt: skip
        suffix = sentence.quoted[min(content, len(tokens) - 1)] < 0
    inside = (
        not suffix and not cues and start >= 2 and tokens[start - 1].text == ","
        and _closes_with_comma(tokens, end, content)
    )  # fmt: skip
    if not suffix and not cues and start >= 2 and tokens[start - 1].text == ":":
        inside = True  # “The canal is moving again: its chairman says …”
    if tokens[at].lower in _NEEDS_CLAUSE and not suffix and not _opens_clause(sentence, content):
        return None
    coordinate = start > 0 and (
        tokens[start - 1].lower in ("and", "but", "while", ";") or (bool(cues) and cues[-1].suffix)
    )
    if through is None and word in _TELLING and (
        outlet := outlet_told(sentence, end, doc, memory)
    ) is not None:  # fmt: skip
        through = outlet[0]
        if not suffix:
            content = max(content, content_start(sentence, outlet[1]))
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
    if suffix and (cited := _cited_after(sentence, end, doc, memory)) is not None:
        speaker, through = cited, speaker
    return Cue(
        at, end, kind, speaker, (start, at), suffix, content, coordinate=coordinate,
        through=through, after_act=own_act > 0, tail=tail if suffix else 0, inside=inside,
    )  # fmt: skip


_TELLS_TALE = words("tell tells told")
_TALES = words("story tale stories tales difference truth lie lies")
_PAPERS_TOLD = words(
    "post message notice report story article claim rumour video letter statement letters "
    "posts messages rumours reports stories articles claims sign poster"
)
_TELLING = words("told tells telling tell informed assured")
_HAS_SOURCE = words("say report announce claim confirm")
_HEARS = words("understand understands understood hear hears heard learn learns learned learnt")


def _quoted_by(
    sentence: Sentence, first: int, at: int, doc: Document, memory: Memory
) -> Speaker | None:
    """“X, quoted by Y, says”, “X, speaking to Y, said”: the outlet through which it comes."""
    tokens = sentence.tokens
    for n in range(first, at - 2):
        pair = (tokens[n].lower, tokens[n + 1].lower)
        if pair in (("quoted", "by"), ("cited", "by"), ("interviewed", "by")):
            last = n + 2
            while last < at and tokens[last].text not in {",", *STOPS}:
                last += 1
            return resolve_speaker(sentence, (n + 2, last), None, doc, memory)
        if pair in (("speaking", "to"), ("talking", "to")):
            found = outlet_told(sentence, n + 2, doc, memory)
            return found[0] if found is not None else None
    return None


def _is_participle(sentence: Sentence, i: int) -> bool:
    """“The exercise announced for 20 January did not …”, “two objects, reported on Friday by …”."""
    tokens = sentence.tokens
    word = tokens[i].lower
    if not word.endswith("ed") or i == 0 or i + 1 >= len(tokens):
        return False
    before, after = tokens[i - 1], tokens[i + 1].lower
    if before.lower in AUXILIARIES or before.lower in _BE:
        return False
    agent = any(tokens[n].lower == "by" for n in range(i + 1, min(i + 9, len(tokens))))
    if before.text == "," and agent and after in ("on", "in", "by", "at", "earlier", "last"):
        return True
    if word != "announced" or before.text == "," or not before.text.islower():
        return False
    spoken = in_class(before.lower, "role") or in_class(before.lower, "collective")
    dated = after in ("for", "on", "by", "last", "earlier", "yesterday", "in")
    return dated and not spoken and before.lower not in PRONOUNS and before.lower not in UNNAMED


_MAX_INSERTION = 14


def _past_insertion(tokens: Sequence[Token], comma: int) -> int:
    """“X writes, on the strength of two reports, that …”: where the speech begins; 0 for no."""
    for n in range(comma + 2, min(comma + _MAX_INSERTION, len(tokens) - 2)):
        if tokens[n].text == ",":
            return n + 2 if tokens[n + 1].lower == "that" else 0
    return 0


def _closes_with_comma(tokens: Sequence[Token], end: int, content: int) -> bool:
    """“The tanker, it says, was …”: who speaks stands between two commas, amid the speech."""
    near = range(end, min(content + 1, len(tokens)))
    return any(tokens[n].text == "," for n in near) and tokens[content - 1].lower != "that"


def _is_inserted(sentence: Sentence, at: int, end: int) -> bool:
    """“X, who asked not to be named, told us”: the verb of the insertion is not the one."""
    tokens = sentence.tokens
    if at < 2 or tokens[at - 2].text != ",":
        return False
    close = next(
        (n for n in range(end, min(end + 14, len(tokens) - 1)) if tokens[n].text == ","), 0
    )
    return bool(close) and tokens[close + 1].lower in reporting_index()


def _is_earlier_version(tokens: Sequence[Token], main: tuple[int, int]) -> bool:
    """“An earlier version of this story said …”: what follows is taken back."""
    subject = [t.lower for t in tokens[main[0] : main[1]]]
    return "version" in subject and not _EARLIER.isdisjoint(subject)


_EARLIER = words("earlier previous original first")
_NAMING = words("called calls describes described branded labelled termed dubbed")
_OUGHT = words("should must avoid ought to against shall exercise not remain keep")


def _names_it(sentence: Sentence, end: int) -> bool:
    """“called the boarding “an act of piracy””, “described it as …”: the words are a judgement."""
    near = range(end, min(end + 9, len(sentence.tokens)))
    return any(
        sentence.quoted[n] >= 0 or sentence.tokens[n].lower in ("as", "“", '"') for n in near
    )


def _tells(tokens: Sequence[Token], end: int) -> bool:
    """“Agents advise that the port is closed”: a report, and no advice what to do."""
    after = [t.lower for t in tokens[end : end + 16]]
    return after[:1] == ["that"] and _OUGHT.isdisjoint(after)


def _cited_after(sentence: Sentence, end: int, doc: Document, memory: Memory) -> Speaker | None:
    """“…, Y reports, citing two officials”: whom the one who reports has it from."""
    tokens = sentence.tokens
    for n in range(end, min(end + _MAX_BEFORE_CITED, len(tokens) - 1)):
        if tokens[n].lower in ("citing", "quoting") and tokens[n - 1].text == ",":
            last = n + 1
            while last < len(tokens) and tokens[last].text not in {",", ".", *STOPS}:
                last += 1
            body = (n + 1, last)
            for k in range(n + 1, last - 1):  # “a statement by the Guards' navy”
                if tokens[k].lower in ("by", "from") and tokens[k - 1].lower in PAPERS:
                    body = (k + 1, last)
            if may_speak(sentence, body, None, "report"):
                return resolve_speaker(sentence, body, None, doc, memory)
    return None


SILENT = "silent"
"""Kind of a cue that tells what somebody did not say: nothing is asserted in it."""
_HUSHED_KINDS = words("say claim confirm announce deny")
_MODALS = words("will would may might could can should must")


def _is_hushed(tokens: Sequence[Token], at: int, kind: str) -> bool:
    """“did not confirm”, “declined to say”, “will recall”: no speech of that content yet."""
    if kind not in _HUSHED_KINDS:
        return False
    before = [t.lower for t in tokens[max(0, at - 3) : at]]
    if before[-1:] == ["to"] and set(before) & {"declined", "refused", "declines", "refuses"}:
        return True
    did = {"did", "has", "have", "had", "does", "do", "would", "could", "was", "were"}
    if set(before) & {"not", "n't", "never", "neither"} and set(before) & did:
        return True
    return before[-1:] != [] and before[-1] in _MODALS and tokens[at].text.islower()


_MAX_BEFORE_CITED = 12


_FINITE = words(
    "is are was were has have had will would could may might can should must be been do does did"
)


def _closes_sentence(sentence: Sentence, start: int, content: int) -> bool:
    """“…, it told customers on Tuesday.”: speech before, a tail without a verb after."""
    tokens = sentence.tokens
    if start < 5 or tokens[start - 1].text != "," or len(tokens) - content > 12:
        return False
    before = {t.lower for t in tokens[:start]}
    after = [t.lower for t in tokens[content - 1 :]]
    verbless = _FINITE.isdisjoint(after) and "that" not in after and "to" not in after[:2]
    told = not _FINITE.isdisjoint(before) or any(w.endswith("ed") for w in before)
    return (
        verbless
        and told
        and sentence.quoted[min(content, len(tokens) - 1)] < 0
        and (not any(w.endswith("ed") and len(w) > 4 for w in after[1:]))
    )


_NEEDS_CLAUSE = words(
    "added adds noted notes posted described highlighted outlined observed recalled "
    "mentioned repeated revealed found"
)


def _opens_clause(sentence: Sentence, content: int) -> bool:
    """Whether speech begins at ``content``, and not a verb's object (“added 20 ships”)."""
    tokens = sentence.tokens
    if content >= len(tokens):
        return True
    before = tokens[content - 1].lower
    return (
        before in ("that", ":", "“", '"') or tokens[content].lower in PRONOUNS
        or sentence.quoted[content] >= 0 or tokens[content].text in ("“", '"')
    )  # fmt: skip


def _advised(sentence: Sentence, at: int, end: int, doc: Document, memory: Memory) -> Cue | None:
    """“Vessels are requested to keep clear” in a notice: its issuer asks them to."""
    tokens = sentence.tokens
    issuer = memory.issuer
    after = tokens[end].lower if end < len(tokens) else ""
    if after == "by":
        return _advised_by(sentence, at, end, doc, memory)
    if issuer.kind == "outlet" or tokens[at - 1].lower not in ("are", "is"):
        return None
    bare = end + 1 < len(tokens) and tokens[end + 1].text == ":"
    if bare or after not in ("to", "that", "not", "against", "of"):
        return None
    start = at - 1
    while start > 0 and at - start < _LONGEST_AGENT and tokens[start - 1].text not in {",", *STOPS}:
        start -= 1
    kind = "announce" if after == "that" else "advise"
    return Cue(at, end, kind, issuer, (start, at), False, end + (after == "that"))


def _advised_by(sentence: Sentence, at: int, end: int, doc: Document, memory: Memory) -> Cue | None:
    """“Ships are advised by the Authority to keep clear”."""
    tokens = sentence.tokens
    last = end + 1
    agent = 0
    while last < len(tokens) and last - end < _LONGEST_AGENT and tokens[last].lower not in (
        "to", "that", "not",
    ) and tokens[last].text not in {",", ".", *STOPS}:  # fmt: skip
        if not agent and tokens[last].lower in ("since", "on", "last", "this", "yesterday"):
            agent = last
        last += 1
    if last >= len(tokens) or tokens[last].lower not in ("to", "that", "not"):
        return None
    if agent > end + 1:  # “advised by the Authority since Tuesday to keep watch”
        speaker = resolve_speaker(sentence, (end + 1, agent), None, doc, memory)
        if speaker is None:
            return None
        return Cue(at, last, "advise", speaker, (max(0, at - _LONGEST_AGENT), at), False, last)
    speaker = resolve_speaker(sentence, (end + 1, last), None, doc, memory)
    if speaker is None:
        return None
    if not may_speak(sentence, (end + 1, last), None, "advise") or (
        last - end == 2 and not is_name(tokens[end + 1])
    ):
        return None  # “was ordered by radio to stop”
    start = max(0, at - _LONGEST_AGENT)
    return Cue(at, last, "advise", speaker, (start, at), False, last)


_INFORMED = words("told informed advised notified assured warned")


def _informed_by(
    sentence: Sentence, at: int, end: int, kind: str, doc: Document, memory: Memory
) -> Cue | None:
    """“We have been told by the harbour master that …”."""
    tokens = sentence.tokens
    last = end + 1
    while last < len(tokens) and last - end < _LONGEST_AGENT and tokens[last].lower != "that" \
            and tokens[last].text not in {",", ".", *STOPS}:  # fmt: skip
        last += 1
    if last >= len(tokens) or tokens[last].lower != "that":
        return None
    speaker = resolve_speaker(sentence, (end + 1, last), None, doc, memory)
    if speaker is None:
        return None
    start = at
    while start > 0 and at - start < _LONGEST_AGENT and tokens[start - 1].text not in {",", *STOPS}:
        start -= 1
    return Cue(at, last, "warn" if kind == "warn" else "say", speaker, (start, at), False, last + 1)


_LONGEST_AGENT = 14
_PASSED_ON = words("report confirm say announce claim deny")


def _passive_cue(
    sentence: Sentence, at: int, end: int, kind: str, doc: Document, memory: Memory
) -> Cue | None:
    """“was confirmed by the navy”; other passives name no source and are no cue."""
    tokens = sentence.tokens
    by = end < len(tokens) and tokens[end].lower == "by"
    if (
        tokens[at - 1].lower != "being"
        and tokens[at].lower in _INFORMED
        and (by or tokens[end : end + 1] == [])
    ):
        informed = _informed_by(sentence, at, end, kind, doc, memory)
        if informed is not None:
            return informed
    if kind in ("advise", "warn") and (advice := _advised(sentence, at, end, doc, memory)):
        return advice
    if tokens[at - 2 : at - 1] and tokens[at - 2].lower == "it" and not by:
        cue = _on_channel(sentence, at, end, kind, doc, memory)
        if cue is not None:
            return cue
    same = [t.lower for t in tokens[end : end + 4]]
    if same[-1:] == ["source"] and "same" in same and memory.last is not None:
        return Cue(at, end + len(same), "say", memory.last, (at, at), True, end, coordinate=True)
    if (
        not by
        and end + 1 < len(tokens)
        and tokens[end].lower == "from"
        and kind in ("say", "report")
    ):
        return _heard_from(sentence, at, end, doc, memory)
    told = next((n for n in range(end + 1, min(end + 6, len(tokens) - 1))
                 if tokens[n].lower == "by"), 0)  # fmt: skip
    if not by and told and tokens[end].lower == "to" and kind in ("confirm", "report", "deny"):
        by, end = True, told  # “was confirmed to this newspaper by X”
    if not by and kind == "assess" and end < len(tokens):
        # “swell is foreseen for the weekend by the Directorate”
        agent = next((n for n in range(end, min(end + 9, len(tokens) - 1))
                      if tokens[n].lower == "by"), 0)  # fmt: skip
        named = agent and (is_name(tokens[agent + 1]) or tokens[agent + 1].lower == "the")
        if named and may_speak(sentence, (agent + 1, min(agent + 5, len(tokens))), None, "assess"):
            by, end = True, agent
    if kind == "deny" and tokens[at - 3 : at - 2] and at >= 3 and (
        {"that", "which"} & {t.lower for t in tokens[at - 4 : at - 1]}
    ):  # fmt: skip
        return None  # “a lie that has been refuted by X”: said by whoever calls it that
    if [t.lower for t in tokens[:3]] == ["contrary", "to", "what"]:
        return None
    if by and (kind in _PASSED_ON or kind == "assess"):
        last = end + 1
        while last < len(tokens) and tokens[last].text not in {",", ".", *STOPS} \
                and tokens[last].lower not in ("on", "in", "at", "as", "and", "after"):  # fmt: skip
            last += 1
        role = role_after(sentence, last)
        speaker = resolve_speaker(sentence, (end + 1, last), role, doc, memory)
        if speaker is not None:
            alone = kind == "assess" or last >= len(tokens) - 1 or at > SHORT_TAIL
            return Cue(at, last, kind, speaker, (at, at), alone, last, coordinate=True)
    return None


_CHANNELS = words(
    "channel website site account page feed statement notice bulletin newspaper radio station "
    "portal blog broadcast circular letter"
)


def _on_channel(
    sentence: Sentence, at: int, end: int, kind: str, doc: Document, memory: Memory
) -> Cue | None:
    """“On the Front's channel it was asserted that …”: whose channel it is, says so."""
    tokens = sentence.tokens
    if tokens[0].lower not in ("on", "in", "over", "from") or at > _LONGEST_AGENT:
        return None
    noun = next((n for n in range(2, at - 2) if tokens[n].lower in _CHANNELS), 0)
    owner = next((n for n in range(1, noun) if tokens[n].text in ("'s", "’s", "'", "’")), 0)
    if not noun or owner < 2:
        return None
    speaker = resolve_speaker(sentence, (1, owner), None, doc, memory)
    if speaker is None:
        return None
    return Cue(at, end, kind, speaker, (0, at), False, content_start(sentence, end))


def _heard_from(sentence: Sentence, at: int, end: int, doc: Document, memory: Memory) -> Cue | None:
    """“It is understood from shipping sources that …”."""
    tokens = sentence.tokens
    last = end + 1
    while last < len(tokens) and last - end < _LONGEST_AGENT and tokens[last].lower != "that" \
            and tokens[last].text not in {",", ".", *STOPS}:  # fmt: skip
        last += 1
    if last >= len(tokens) or tokens[last].lower != "that":
        return None
    speaker = resolve_speaker(sentence, (end + 1, last), None, doc, memory)
    if speaker is None:
        return None
    return Cue(at, last, "say", speaker, (0, at), False, last + 1)
