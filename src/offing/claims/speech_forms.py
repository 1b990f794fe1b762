"""Speech without a verb of saying: “by X's count”, “X's advice is to …”, “X on Telegram: “…””.

Each form gives a cue like those of ``verb_cues``: who speaks, and which words are theirs.
"""

from __future__ import annotations

from offing.claims.able import may_speak
from offing.claims.actors import is_state
from offing.claims.bodies_named import is_place_name
from offing.claims.cues import PAPERS, Cue, resolve_speaker
from offing.claims.document import Document, Sentence
from offing.claims.lexicon import in_class, reporting_index, words
from offing.claims.relatives import STOPS
from offing.claims.speakers import Memory, Speaker, is_name
from offing.claims.subjects import AUXILIARIES, PRONOUNS, first_verb, subject_left_of
from offing.text.tokens import Token

_THOUGHT = words("view views opinion eyes judgement judgment estimation assessment mind belief")
_COUNTED = words(
    "count counts reckoning figures data sums estimate estimates numbers statistics calculations "
    "calculation analysis tally records logs list account version telling words evidence reading "
    "survey tracking measurements admission description recollection timeline information "
    "estimates forecasts projections forecast"
)
_STANCES = {
    **dict.fromkeys(("advice", "recommendation", "instruction", "request"), "advise"),
    **dict.fromkeys(("warning", "warnings"), "warn"),
    **dict.fromkeys(("threat", "threats"), "threaten"),
    **dict.fromkeys(("promise", "pledge", "vow"), "pledge"),
    **dict.fromkeys(
        ("view", "estimate", "forecast", "assessment", "verdict", "conclusion", "hope", "fear",
         "guess", "bet", "worry", "prediction", "expectation", "opinion", "judgement", "reckoning"),
        "assess",
    ),
    **dict.fromkeys(
        ("information", "understanding", "message", "position", "version", "explanation", "reply",
         "answer", "response", "line", "account", "point", "reasoning", "finding", "findings"),
        "say",
    ),
    **dict.fromkeys(("claim", "contention", "argument", "complaint", "charge", "story"), "claim"),
}  # fmt: skip
_BE = words("is was remains remained has had be are were")
_OWNERS = frozenset(["'s", "'", "’", "’s"])
_OURS = words("our my")
_THEIRS = words("its their his her")
_OWNERS_OF = _OURS | _THEIRS
_LEAD_IN = words("by in on from per to under")
_FURTHEST = 9
"""Tokens between a preposition and the noun of “by the port authority's own count”."""
_BECAME = words("known learned learnt clear understood gathered heard emerged transpired public")
_MADE = words("made issued voiced uttered floated repeated delivered")
_NO_AGENT = words("which that who")

FORM_WORDS = (
    _THOUGHT
    | _COUNTED
    | frozenset(_STANCES)
    | _BECAME
    | _MADE
    | frozenset({":", "per", "as", "put", "puts", "pegged", "placed", "came", "so", "believed"})
)
"""Words and marks of which one stands in every such form."""


def form_cue(sentence: Sentence, i: int, doc: Document, memory: Memory, told: bool) -> Cue | None:
    """The cue that the word at ``i`` makes by one of these forms; ``told``: others came before."""
    token = sentence.tokens[i]
    word = token.lower
    if word == ":":
        if told:
            return None
        return _before_quotation(sentence, i, doc, memory) or _label(sentence, i, doc, memory)
    if word == "per":
        return _per(sentence, i, doc, memory)
    if word == "as":
        return _as_measured(sentence, i, doc, memory)
    if word in _BECAME and (cue := _became_known(sentence, i, doc, memory)) is not None:
        return cue
    if (word in _THOUGHT or word in _COUNTED) and (
        cue := _by_count(sentence, i, doc, memory)
    ) is not None:
        return cue
    if word in _MADE and not told:
        return _made_by(sentence, i, doc, memory)
    if word == "came" and not told:
        return _came_from(sentence, i, doc, memory)
    if word == "believed":
        return _believed(sentence, i, doc, memory)
    if word == "so" and not told:
        return _so(sentence, i, doc, memory)
    if word in ("put", "puts", "pegged", "placed"):
        return _put_at(sentence, i, doc, memory)
    if word in _STANCES and not told:
        return _stance(sentence, i, doc, memory)
    return None


def _made_by(sentence: Sentence, i: int, doc: Document, memory: Memory) -> Cue | None:
    """“It is the threat, made on Thursday by Admiral X, that …”."""
    tokens = sentence.tokens
    near = set(sentence.lowers[max(0, i - 4) : i])
    if near.isdisjoint(_STANCES) or i + 2 >= len(tokens):
        return None
    by = next((k for k in range(i + 1, min(i + 7, len(tokens) - 1))
               if tokens[k].lower == "by"), 0)  # fmt: skip
    that = next((k for k in range(by, min(by + 24, len(tokens) - 1))
                 if tokens[k].lower == "that"), 0)  # fmt: skip
    if not by or not that:
        return None
    last = by + 1
    while (
        last < that and tokens[last].text != "," and tokens[last].lower not in ("and", "in", "on")
    ):
        last += 1
    speaker = _speaker(sentence, (by + 1, last), doc, memory)
    if speaker is None:
        return None
    kind = next(_STANCES[w] for w in near if w in _STANCES)
    return Cue(i, that, kind, speaker, (0, i), False, that + 1, inside=True)


_WORD = words(
    "word news confirmation claim warning report denial announcement reports claims warnings"
)


def _came_from(sentence: Sentence, i: int, doc: Document, memory: Memory) -> Cue | None:
    """“Word came from the navy that …”, “From the navy came word that …”."""
    tokens = sentence.tokens
    that = next((k for k in range(i, min(i + 14, len(tokens) - 1))
                 if tokens[k].lower == "that"), 0)  # fmt: skip
    if not that or i > 12:
        return None
    if tokens[0].lower == "from" and not _WORD.isdisjoint(sentence.lowers[i:that]):
        part = (1, i)
    elif tokens[i - 1].lower in _WORD and tokens[i + 1].lower == "from":
        part = (i + 2, _end_of_phrase(sentence, i + 2))
    else:
        return None
    speaker = _speaker(sentence, part, doc, memory)
    if speaker is None:
        return None
    return Cue(i, that, "say", speaker, (0, i), False, that + 1)


def _so(sentence: Sentence, i: int, doc: Document, memory: Memory) -> Cue | None:
    """“…”, so the ministry: who is quoted, in translated German and Dutch."""
    tokens = sentence.tokens
    if i < 4 or tokens[i - 1].text != "," or i + 2 >= len(tokens):
        return None
    last = _end_of_phrase(sentence, i + 1)
    quoted = tokens[i - 2].text in ("”", '"') or sentence.quoted[i - 2] >= 0
    if not quoted or tokens[i + 1].lower not in ("the", "a", "an", "its") or last - i > 8:
        return None
    return _adjunct(sentence, i, last, "say", _speaker(sentence, (i + 1, last), doc, memory))


def _put_at(sentence: Sentence, i: int, doc: Document, memory: Memory) -> Cue | None:
    """“The operator put the fault at 12:26”, “it placed the low 310 miles north of the port”."""
    tokens = sentence.tokens
    found = subject_left_of(sentence, i)
    if found is None or i + 3 >= len(tokens) or not may_speak(sentence, found[0], found[1], "say"):
        return None
    object_ = tokens[i + 1].lower in ("the", "its", "their", "that", "this", "losses", "damage")
    figure = next(
        (k for k in range(i + 2, min(i + 14, len(tokens) - 1)) if tokens[k].lower == "at"
         and (tokens[k + 1].text[0].isdigit() or tokens[k + 1].lower in _FIGURES)), 0,
    )  # fmt: skip
    measured = _NAUTICAL.isdisjoint(sentence.words) is False and any(
        t.text[0].isdigit() for t in tokens[i + 2 : i + 8]
    )
    if not object_ or not (figure or measured):
        return None
    speaker = resolve_speaker(sentence, found[0], found[1], doc, memory)
    if speaker is None:
        return None
    return Cue(i, i + 1, "say", speaker, (found[2], i), False, i + 1)


_NAUTICAL = words("miles mile nm nmi kilometres kilometers km degrees")
_FIGURES = words(
    "about around some over under nearly almost more less two three four five six seven eight nine "
    "a an half ten eleven twelve dozens hundreds between roughly at thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "one zero none no up close just only exactly above below well anywhere as approximately"
)


def _end_of_phrase(sentence: Sentence, first: int) -> int:
    """Where a noun phrase that begins at ``first`` ends: at a mark, a clause or a verb."""
    tokens = sentence.tokens
    last = first
    while last < len(tokens) and last - first < 14:
        token = tokens[last]
        if token.text in {",", ".", *STOPS} or token.lower in ("who", "which", "that", "as", "on"):
            break
        if last > first and token.lower in AUXILIARIES and token.text not in _OWNERS:
            break
        last += 1
    return last


def _speaker(
    sentence: Sentence, part: tuple[int, int], doc: Document, memory: Memory
) -> Speaker | None:
    """Whom the tokens name, if that is one who can say things."""
    tokens = sentence.tokens
    if part[1] <= part[0]:
        return None
    for k in range(part[0] + 1, part[1] - 1):  # “an e-mail from the press service”
        if tokens[k].lower in ("by", "from") and tokens[k - 1].lower in PAPERS:
            part = (k + 1, part[1])
            break
    if not may_speak(sentence, part, None, "say"):
        return None
    return resolve_speaker(sentence, part, None, doc, memory)


def _by_count(sentence: Sentence, i: int, doc: Document, memory: Memory) -> Cue | None:
    """“by the Centre's count”, “on the figures of X”, “in its judgement”, “by our count”."""
    tokens = sentence.tokens
    kind = "assess" if tokens[i].lower in _THOUGHT else "say"
    before = tokens[i - 1] if i else None
    if before is None:
        return None
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    speaker: Speaker | None
    if after in ("of", "from", "by") and i + 2 < len(tokens):
        lead = i - 2 if before.lower in ("the", "an", "a", "latest", "preliminary") else i - 1
        if tokens[i].lower == "account" and before.lower == "on":
            return None  # “on account of a strike”
        if lead < 0 or tokens[lead].lower not in ("on", "by", "in", "from", "per"):
            return None
        last = _end_of_phrase(sentence, i + 2)
        speaker = _speaker(sentence, (i + 2, last), doc, memory)
        return _adjunct(sentence, lead, last, kind, speaker)
    own = next((k for k in (i - 1, i - 2) if k > 0 and (
        tokens[k].text in _OWNERS or tokens[k].lower in _OWNERS_OF)), 0)  # fmt: skip
    if not own:
        return None
    if tokens[own].lower in _OWNERS_OF:
        lead, part = own - 1, (own, own + 1)
    else:
        low = max(0, own - _FURTHEST)
        lead = next((k for k in range(own - 1, low - 1, -1) if tokens[k].lower in _LEAD_IN), -1)
        part = (lead + 1, own)
    if lead < 0 or tokens[lead].lower not in _LEAD_IN:
        return None
    if tokens[lead].lower == "in" and tokens[i].lower in _KEPT:
        return None  # “none of them in the port's own list”: where they stand
    if tokens[own].lower in _OURS:
        speaker = memory.issuer
    elif tokens[own].lower in _THEIRS:
        speaker = memory.last or memory.latest_org()
    else:
        speaker = _speaker(sentence, part, doc, memory)
    return _adjunct(sentence, lead, i + 1, kind, speaker)


_SHORTEST_SPEECH = 4
"""Tokens before a phrase of the source from which they are what it tells."""
_KEPT = words("list lists log logs records survey numbers statistics")


def _adjunct(
    sentence: Sentence, first: int, last: int, kind: str, speaker: Speaker | None
) -> Cue | None:
    """The cue of a phrase that stands before or after what is told; ``None`` inside of it."""
    tokens = sentence.tokens
    if speaker is None:
        return None
    amid = 2 <= first < _SHORTEST_SPEECH + 1 and tokens[first - 1].text == ","
    if amid and last + 2 < len(tokens) and tokens[last].text == ",":
        # “What happened, by the navy's account, is that …”
        return Cue(first, last, kind, speaker, (first, first), False, last + 1, inside=True)
    if first == 0 and last < len(tokens) and tokens[last].text == ",":
        return Cue(first, last, kind, speaker, (first, first), False, last + 1, coordinate=True)
    closed = last >= len(tokens) or tokens[last].text in (",", ".", ";", ":", "”", '"')
    if first < _SHORTEST_SPEECH or not closed:
        return None
    return Cue(first, last, kind, speaker, (first, first), True, last, coordinate=True)


def _per(sentence: Sentence, i: int, doc: Document, memory: Memory) -> Cue | None:
    """“One berth is out of use, per local agents.”"""
    tokens = sentence.tokens
    lead = i - (tokens[i - 1].lower == "as")
    if i < 3 or (lead == i and tokens[i - 1].text not in (",", "-", "–", "—")):
        return None
    last = _end_of_phrase(sentence, i + 1)
    return _adjunct(sentence, lead, last, "say", _speaker(sentence, (i + 1, last), doc, memory))


def _as_measured(sentence: Sentence, i: int, doc: Document, memory: Memory) -> Cue | None:
    """“…, as measured by X”, “as was admitted by X”."""
    tokens = sentence.tokens
    k = i + 1
    while k < len(tokens) and tokens[k].lower in ("was", "is", "had", "been", "has", "later"):
        k += 1
    if k + 2 >= len(tokens) or tokens[k + 1].lower != "by":
        return None
    if tokens[k].lower not in reporting_index() and tokens[k].lower not in _FOUND_OUT:
        return None
    last = _end_of_phrase(sentence, k + 2)
    speaker = _speaker(sentence, (k + 2, last), doc, memory)
    return _adjunct(sentence, i, last, "say", speaker)


_FOUND_OUT = words(
    "measured counted tracked calculated seen registered published compiled computed witnessed "
    "given shown told quoted cited posted documented monitored"
)


def _became_known(sentence: Sentence, i: int, doc: Document, memory: Memory) -> Cue | None:
    """“…, it became known from X”, “it emerged from X that …”, “as we have learned from X”."""
    tokens = sentence.tokens
    if i + 2 >= len(tokens) or tokens[i + 1].lower not in ("from", "through"):
        return None
    start = next(
        (k for k in range(i - 1, max(i - 5, -1), -1) if tokens[k].lower in ("it", "we", "as")), -1
    )
    if start < 0 or tokens[start].lower not in ("it", "as", "we"):
        return None
    if start and tokens[start - 1].lower == "as":
        start -= 1
    last = _end_of_phrase(sentence, i + 2)
    speaker = _speaker(sentence, (i + 2, last), doc, memory)
    if speaker is None:
        return None
    after = tokens[last].lower if last < len(tokens) else "."
    if start >= 4 and after in (":", ".", ",", ";"):
        if after == ":" and last + 1 < len(tokens):
            return Cue(i, last, "say", speaker, (start, start), False, last + 1, inside=True)
        return Cue(start, last, "say", speaker, (start, start), True, last, coordinate=True)
    content = last + 1 if after in ("that", ":", ",") else last
    return Cue(i, last, "say", speaker, (start, start), False, content)


def _stance(sentence: Sentence, i: int, doc: Document, memory: Memory) -> Cue | None:
    """“X's advice to owners is to …”, “The view at X is that …”, “Her view is unchanged: …”."""
    tokens = sentence.tokens
    if i > _FURTHEST:
        return None
    be = next((k for k in range(i + 1, min(i + 14, len(tokens) - 1))
               if tokens[k].lower in _BE), 0)  # fmt: skip
    before = tokens[i - 1] if i else tokens[0]
    apart = before.lower in _OURS or before.lower == "own"
    if not be or (not apart and any(tokens[k].text in (",", *STOPS) for k in range(i, be))):
        return None
    if before.lower in _OURS or (before.lower == "own" and i > 1):
        own = tokens[i - 1 - (before.lower == "own")].lower
        if own not in _OURS or be + 1 >= len(tokens):
            return None
        return _own_information(sentence, i, be, doc, memory)
    if i == 0:  # “Advice from the chamber is to …”
        if tokens[1].lower not in ("of", "at", "from") or be < 3:
            return None
        part = (2, be)
    elif before.text in _OWNERS and i >= 2:
        part = (0, i - 1)
    elif before.lower in _THEIRS and i <= 2:
        part = (i - 1, i)
    elif before.lower == "the" and i <= 2 and tokens[i + 1].lower in ("of", "at", "from", "in"):
        part = (i + 2, be)
    else:
        return None
    content = next((k + 1 for k in range(be, min(be + 9, len(tokens) - 1))
                    if tokens[k].lower in ("that", ":", "to")), 0)  # fmt: skip
    if not content:
        return None
    if before.lower in _THEIRS:
        speaker = _meant(before, memory)
    else:
        speaker = _speaker(sentence, part, doc, memory)
    if speaker is None:
        return None
    kind = _STANCES[tokens[i].lower]
    first = tokens[content - 1].lower
    return Cue(i, be + 1, kind, speaker, (0, i), False, content - (first == "to"), inside=True)


def _own_information(
    sentence: Sentence, i: int, be: int, doc: Document, memory: Memory
) -> Cue | None:
    """“Our own information, from two agents, is that …”: the agents'; without them our own."""
    tokens = sentence.tokens
    content = next(
        (k + 1 for k in range(be, min(be + 4, len(tokens) - 1)) if tokens[k].lower == "that"), 0
    )
    giver = next((k for k in range(i + 1, be) if tokens[k].lower == "from"), 0)
    if not content or _STANCES[tokens[i].lower] != "say":
        return None
    last = _end_of_phrase(sentence, giver + 1) if giver else be
    speaker = _speaker(sentence, (giver + 1, min(last, be)), doc, memory) if giver else None
    source = speaker if speaker is not None else memory.issuer
    return Cue(i, be + 1, "say", source, (0, i), False, content, inside=True)


def _believed(sentence: Sentence, i: int, doc: Document, memory: Memory) -> Cue | None:
    """“…, if the brigade is to be believed”: on the word of the brigade."""
    tokens = sentence.tokens
    if i < 5 or [t.lower for t in tokens[i - 2 : i]] != ["to", "be"]:
        return None
    lead = next((k for k in range(i - 4, max(i - 14, -1), -1) if tokens[k].lower == "if"), -1)
    if lead < 0 or tokens[i - 3].lower not in ("is", "are"):
        return None
    speaker = _speaker(sentence, (lead + 1, i - 3), doc, memory)
    return _adjunct(sentence, lead, i + 1, "claim", speaker)


def _meant(pronoun: Token, memory: Memory) -> Speaker | None:
    """“her”, “his”: the person named last; “its”, “their”: the body or the latest who spoke."""
    if pronoun.lower in ("her", "his"):
        return memory.persons[-1] if memory.persons else None
    last = memory.last
    return last if last is not None and not last.person else memory.latest_org()


def _before_quotation(sentence: Sentence, i: int, doc: Document, memory: Memory) -> Cue | None:
    """“Minister X on Telegram: “…””, “A spokeswoman for X had other ideas: “…””."""
    tokens = sentence.tokens
    opens = i + 1 < len(tokens) and (
        sentence.quoted[i + 1] >= 0 or tokens[i + 1].text in ("“", '"', "«")
    )
    if not opens or i > 24 or any(q >= 0 for q in sentence.quoted[:i]):
        return None
    first = 1 if tokens[0].text in ("“", '"') else 0
    verb = first_verb(tokens, first, i)
    end = min(verb, i)
    cut = next((k for k in range(first + 1, end) if tokens[k].lower in ("on", "in", "via")
                and not is_name(tokens[k])), end)  # fmt: skip
    end = min(end, cut)
    comma = next((k for k in range(first, end) if tokens[k].text == ","), end)
    main, role = (first, comma), ((comma + 1, end) if comma < end - 1 else None)
    part = tokens[main[0] : main[1]]
    if not part or any(t.text[0].isdigit() for t in part):
        return None
    able = any(
        in_class(t.lower, "role") or in_class(t.lower, "collective") or t.lower in PRONOUNS
        for t in part
    ) or any(first < m.last <= main[1] for m in sentence.actors)  # fmt: skip
    two_names = sum(1 for t in part if is_name(t)) >= 2 and len(part) <= 6
    if not (able or two_names):
        return None
    speaker = resolve_speaker(sentence, main, role, doc, memory)
    return None if speaker is None else Cue(i, i + 1, "say", speaker, (0, i), False, i + 1)


_LONGEST_LABEL = 8
_SPEAKING_KINDS = ("authority", "state_force", "agency", "armed_group", "umbrella_group")


def _label(sentence: Sentence, i: int, doc: Document, memory: Memory) -> Cue | None:
    """“Arland's navy: corridor open, no ship was hit”: the body before the colon says so."""
    tokens = sentence.tokens
    if not 2 <= i <= _LONGEST_LABEL or i + 3 >= len(tokens) or sentence.heading:
        return None
    part = tokens[:i]
    if any(t.text[0].isdigit() or t.text in ",;()" or t.lower in AUXILIARIES - _APOSTROPHES
           for t in part):  # fmt: skip
        return None
    begins = 0
    if part[0].lower in _UPDATES:
        begins = 2 if i > 3 and part[1].lower in ("from", "by", "of") else 0
        if not begins:
            return None
    part = tokens[begins:i]
    role = in_class(part[-1].lower, "role") or (
        in_class(part[0].lower, "role") and all(is_name(t) for t in part)
    )
    named = any(is_name(t) for t in part[begins == 0 :]) or is_state(part[0].text)
    if not (role and begins) and not named:
        return None
    speaker = resolve_speaker(sentence, (begins, i), None, doc, memory)
    if speaker is None or speaker.unnamed or is_place_name(speaker.name):
        return None
    if not (speaker.kind in _SPEAKING_KINDS or (role and (speaker.person or speaker.vague))):
        return None
    return Cue(i, i + 1, "say", speaker, (0, i), False, i + 1)


_APOSTROPHES = frozenset({"'s", "’s"})
_UPDATES = words("update statement message news word reaction reply answer notice")


def source_after(
    sentence: Sentence, first: int, last: int, doc: Document, memory: Memory
) -> tuple[Speaker, int] | None:
    """“… with reference to X that”, “from X that”: whom the one who tells has it from, and its end.

    Looked for between the tokens ``first`` (after the verb) and ``last``.
    """
    tokens = sentence.tokens
    for k in range(first, min(last, first + 12, len(tokens) - 1)):
        word = tokens[k].lower
        length = 0
        if word in ("citing", "quoting"):
            length = 1
        elif word == "referring" and tokens[k + 1].lower == "to":
            length = 2
        elif sentence.lowers[k : k + 3] in (
            ["with", "reference", "to"], ["on", "authority", "of"]
        ):  # fmt: skip
            length = 3
        elif sentence.lowers[k : k + 4] in (
            ["on", "the", "authority", "of"], ["on", "the", "word", "of"],
        ):  # fmt: skip
            length = 4
        if not length:
            continue
        end = k + length
        while end < len(tokens) and end - k < 20 and tokens[end].text not in {",", ".", *STOPS} \
                and tokens[end].lower != "that":  # fmt: skip
            end += 1
        speaker = _speaker(sentence, (k + length, end), doc, memory)
        if speaker is not None:
            return speaker, end
    return None
