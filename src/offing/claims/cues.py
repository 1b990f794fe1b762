"""Cues of speech that need no finite verb of their own, and where a cue's parts end.

“according to X”, “X was quoted as saying by Y”, “X quoted Y as saying”, “…,” said X.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from offing.claims.document import Document, Sentence
from offing.claims.lexicon import in_class, words
from offing.claims.relatives import STOPS
from offing.claims.roles import named_subject, subject_org
from offing.claims.speaker_phrases import speaker_from_phrase
from offing.claims.speakers import Memory, Speaker, is_name
from offing.claims.subjects import (
    PRONOUNS,
    UNNAMED,
    is_plain_name,
    looks_role,
    subject_left_of,
)
from offing.text.tokens import Token

_ADJUNCT = words(
    "in on at to during via through late early earlier later yesterday today by from "
    "after before following this last over ahead"
)
_DATE_WORDS = words(
    "month week year monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may may-month june july august september october november december "
    "morning afternoon evening night late early on in"
)
PAPERS = words(
    "statement statements report reports letter post message notice video data figures briefing "
    "document documents announcement toll count tally estimate estimates analysis bulletin"
)
"""What somebody puts out: the one who speaks is who it is from."""
_AUDIENCE = words(
    "conference broadcaster briefing channel us state-run reporters journalists "
    "parliament lawmakers state media television tv news agency the a local radio customers "
    "clients members agencies investors shareholders shippers shipowners owners masters "
    "analysts newspaper paper outlet wire service portal network magazine website ships "
    "vessels crews them him her agents an its their our his another channel"
)


@dataclass(slots=True)
class Cue:
    """A reporting verb or phrase at token ``at`` to ``end``; its subject and content as tokens."""

    at: int
    end: int
    kind: str
    speaker: Speaker | None
    subject: tuple[int, int]
    suffix: bool = False
    content: int = 0
    same_speaker: bool = False
    coordinate: bool = False
    through: Speaker | None = None
    tail: int = 0
    """Where the clause ends by a semicolon; 0 where it goes on to the end."""
    inside: bool = False
    """Who speaks stands between commas in the middle of the speech."""
    after_act: bool = False
    """The same subject does something first (“The port shut and told ships to leave”)."""


_FOUND = frozenset({"findings", "reports", "information", "estimates", "indications", "inquiries"})


def _before_finding(sentence: Sentence, main: tuple[int, int]) -> int:
    """“According to initial findings a blackout was the cause”: where the findings end."""
    first, last = main
    for n in range(first, min(first + 4, last - 2)):
        if sentence.lowers[n] in _FOUND and sentence.lowers[n + 1] in ("a", "an", "the"):
            return n + 1
    return last


def according_to(sentence: Sentence, i: int, doc: Document, memory: Memory, length: int = 2) -> Cue:
    """“according to X, the minister”, before or after what it says; ``length``: its tokens."""
    tokens = sentence.tokens
    last = i + length
    while last < len(tokens):
        named = next(
            (k for k in range(last + 2, min(last + 9, len(tokens))) if tokens[k].text in _MARKS), 0
        ) if tokens[last].text in _MARKS and last > i + length else 0  # fmt: skip
        if named:
            last = named + 1  # “according to the paper “Evening News””
            continue
        stops = tokens[last].text in {",", ".", *STOPS}
        if stops or tokens[last].lower in ("who", "which", "that", "and"):
            break
        last += 1
    main: tuple[int, int] = (i + length, last)
    role = None
    for k in range(main[0] + 1, last - 1):  # “a provisional toll from the emergency services”
        if tokens[k].lower in ("by", "from") and tokens[k - 1].lower in PAPERS:
            main = (k + 1, last)
            break
    if last + 1 < len(tokens) and tokens[last].text == ",":
        end = next((k for k in range(last + 1, len(tokens)) if tokens[k].text in ",."), last + 1)
        closed = i >= 3 or tokens[min(end, len(tokens) - 1)].text == ","
        if (
            closed
            and end > last + 1
            and looks_role(tokens, main)
            and is_plain_name(tokens, (last + 1, end))
        ):
            main, role, last = (last + 1, end), main, end
    if (short := _before_finding(sentence, main)) < main[1]:
        main, last = (main[0], short), short
    main = (main[0], _before_day(tokens, *main))
    speaker = (
        _whose_information(sentence, main, doc, memory)
        or _whose_paper(sentence, main, doc, memory)
        or resolve_speaker(sentence, main, role, doc, memory)
    )  # fmt: skip
    through = None
    cited = next((k for k in (last + 1, last + 2) if _is_citing(tokens, k)), 0)
    if cited:
        end = next((k for k in range(cited + 1, len(tokens)) if tokens[k].text in ",."), cited + 1)
        source = resolve_speaker(sentence, (cited + 1, end), None, doc, memory)
        if source is not None:
            through, speaker, last = speaker, source, end
    close = last < len(tokens) and tokens[last].text == ","
    if close and i > 3 and tokens[i - 1].text == "," and tokens[i - 2].lower == "that":
        # “The minister said that, according to the navy, …”: the navy, through the minister.
        return Cue(i, last, "say", speaker, (i, i), False, last + 1, through=through)
    lead = i < 3 or (length == 1 and tokens[0].lower == "if")
    content = last + 1 if lead and last < len(tokens) and tokens[last].text == "," else last
    counted = length > 2 and not set(sentence.lowers[i : i + length]).isdisjoint(_COUNTS)
    kind = "say" if length in (1, 2) or counted else "assess"
    return Cue(
        i, last, kind, speaker, (i, i), not lead, content, coordinate=True, through=through
    )  # fmt: skip


def _before_day(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where “a statement released on Monday”, “estimates in May”, “X on its feed” end as names."""
    for n in range(first + 1, last - 1):
        word, after = tokens[n].lower, tokens[n + 1].lower
        dated = (
            after in _DATE_WORDS or after[0].isdigit() or after in ("its", "their", "his", "her")
        )
        if word in ("on", "in", "via", "from") and dated:
            put = tokens[n - 1].lower in _PUT_OUT and n - 1 > first
            return n - 1 if put else n
        if word in _PUT_OUT and (after in ("on", "in", "by") or after in _DATE_WORDS):
            return n if after != "by" else last
    return last


_MARKS = frozenset(["“", "”", '"'])
_PUT_OUT = words("released issued published posted dated sent made circulated uploaded shared")


def _whose_information(
    sentence: Sentence, main: tuple[int, int], doc: Document, memory: Memory
) -> Speaker | None:
    """“According to information available to him”, “to data obtained by X”: his, X's."""
    tokens = sentence.tokens
    if main[1] - main[0] == 2 and tokens[main[0]].lower in ("our", "my"):
        return memory.issuer if tokens[main[0] + 1].lower in _OWN_KNOWLEDGE else None
    for n in range(main[0] + 1, main[1] - 1):
        if tokens[n].lower in ("to", "by") and tokens[n - 1].lower in _HELD:
            part = (n + 1, main[1])
            if main[1] - n == 2 and tokens[n + 1].lower in ("him", "her"):
                return memory.last if memory.last is not None else None
            return resolve_speaker(sentence, part, None, doc, memory)
    return None


_OWN_KNOWLEDGE = words("information figures data records count calculations estimates notes tally")
_HELD = words("available obtained known gathered collected compiled cited held")
_ISSUED = words(
    "advisory notice circular statement filing announcement letter order decree bulletin release "
    "communique memo memorandum directive ruling judgment tweet post"
)


def _whose_paper(
    sentence: Sentence, main: tuple[int, int], doc: Document, memory: Memory
) -> Speaker | None:
    """“The Authority cuts transits, according to an advisory”: its own; ``None`` if it is told."""
    part = sentence.tokens[main[0] : main[1]]
    stop = next((n for n, t in enumerate(part) if n and t.lower in _ADJUNCT), len(part))
    if not part or stop < 1 or part[stop - 1].lower not in _ISSUED:
        return None
    if part[0].lower not in ("a", "an", "the", "its") or any(is_name(t) for t in part[:stop]):
        return None
    return named_subject(sentence.tokens, doc.text) or subject_org(
        part[0], sentence.actors, sentence.tokens, doc.text
    )


def _is_citing(tokens: Sequence[Token], k: int) -> bool:
    """“…, citing Y”, “…, which quotes Y”: whom the one who is named has it from."""
    if k >= len(tokens) - 1:
        return False
    cites = tokens[k - 1].lower == "which" and tokens[k].lower in _CITES
    return tokens[k].lower in ("citing", "quoting") or cites


_COUNTS = words("reckoning count account words tally")
"""“by the account of”, “in the words of”: told, where “in the view of” is thought."""
_CITES = words("cites quotes quoted cited")


def resolve_speaker(
    sentence: Sentence, main: tuple[int, int], role: tuple[int, int] | None, doc: Document,
    memory: Memory,
) -> Speaker | None:  # fmt: skip
    """Who the tokens ``main``, with the apposition ``role``, stand for."""
    tokens = sentence.tokens
    apposition = tokens[role[0] : role[1]] if role else []
    return speaker_from_phrase(
        tokens[main[0] : main[1]], apposition, sentence.actors, tokens, doc.text, memory
    )


def quoted_as(sentence: Sentence, at: int, doc: Document, memory: Memory) -> Cue | None:
    """“X was quoted (by Y) as saying (by Y)”: Y stands between the outlet and X."""
    tokens = sentence.tokens
    as_at = _as_saying(tokens, at)
    found = subject_left_of(sentence, at)
    if found is None or as_at < 0:
        return None
    speaker = resolve_speaker(sentence, found[0], found[1], doc, memory)
    if speaker is None:
        return None
    end = as_at + 2
    through = None
    by = at + 1 if tokens[at + 1].lower == "by" else end
    if by < len(tokens) and tokens[by].lower == "by":
        last = by + 1
        while last < len(tokens) and tokens[last].text not in {",", ".", *STOPS} \
                and tokens[last].lower not in ("as", "on", "in"):  # fmt: skip
            last += 1
        through = resolve_speaker(sentence, (by + 1, last), None, doc, memory)
        end = max(end, last)
    suffix = end >= len(tokens) - 1 and found[2] >= 3
    return Cue(
        at, end, "say", speaker, (found[2], at), suffix, content_start(sentence, end),
        coordinate=True, through=through,
    )  # fmt: skip


_MAX_QUOTE_GAP = 14
"""Tokens between “quoted” and “as saying”."""


def _as_saying(tokens: Sequence[Token], at: int) -> int:
    for n in range(at + 1, min(at + _MAX_QUOTE_GAP, len(tokens) - 1)):
        if tokens[n].lower == "as" and tokens[n + 1].lower in ("saying", "telling", "stating"):
            return n
    return -1


def quotes_another(sentence: Sentence, at: int, doc: Document, memory: Memory) -> Cue | None:
    """“X quoted Y as saying …”: X stands between the outlet and Y."""
    tokens = sentence.tokens
    as_at = _as_saying(tokens, at)
    if as_at <= at + 1 or tokens[at + 1].lower == "by":
        return None
    comma = next((n for n in range(at + 2, as_at) if tokens[n].text == ","), 0)
    main: tuple[int, int] = (at + 1, as_at)
    role: tuple[int, int] | None = None
    if comma and looks_role(tokens, (at + 1, comma)):
        closed = as_at - 1 if tokens[as_at - 1].text == "," else as_at
        main, role = (comma + 1, closed), (at + 1, comma)
    speaker = resolve_speaker(sentence, main, role, doc, memory)
    found = _who_carries(tokens, subject_left_of(sentence, at))
    through = resolve_speaker(sentence, found[0], found[1], doc, memory) if found else None
    if speaker is None:
        return None
    start = found[2] if found else at
    suffix = as_at + 2 >= len(tokens) - 1 and start >= 3  # ““…,” the daily X quoted Y as saying”
    return Cue(
        at, as_at + 2, "say", speaker, (start, at), suffix, content_start(sentence, as_at + 2),
        coordinate=True, through=through,
    )  # fmt: skip


def _who_carries(
    tokens: Sequence[Token],
    found: tuple[tuple[int, int], tuple[int, int] | None, int] | None,
) -> tuple[tuple[int, int], tuple[int, int] | None, int] | None:
    """“A statement carried by Radio X (quoted Y)”: Radio X."""
    if found is None:
        return None
    first, last = found[0]
    for n in range(first + 1, last - 1):
        if tokens[n].lower == "by" and tokens[n - 1].lower in _CARRIED:
            return (n + 1, last), None, found[2]
    return found


_CARRIED = words("carried published broadcast released issued aired posted circulated relayed")


def subject_after(sentence: Sentence, at: int, end: int) -> tuple[int, int] | None:
    """The subject after the verb: “…,” said the minister."""
    tokens = sentence.tokens
    opens = at < 2 or tokens[at - 1].text in (",", "”", '"') or tokens[at - 1].lower == "so"
    if at < 2 or not opens or end >= len(tokens):
        return None
    if tokens[end].lower in ("that", "it", "they", "in", "on", "he", "she", "to"):
        return None
    last = end
    while last < len(tokens) and (tokens[last].text not in {",", ".", *STOPS}
                                  or _is_abbreviated(tokens, last)) \
            and tokens[last].lower not in ("on", "in", "at", "as", "who", "that"):  # fmt: skip
        last += 1
    if last == end or tokens[at].lower.endswith("ing"):
        return None
    if tokens[end].lower in _WEEKDAYS:
        return None  # “The union said Monday it would meet the port …”
    if tokens[end].lower.endswith("ing") and tokens[end].text.islower():
        return None  # “X, the minister, ruled out closing the port”
    head = tokens[end:last]
    if any(t.lower in _CLAUSE_VERBS for t in head) or not (
        tokens[at].lower.endswith(("ed", "s", "said", "told", "wrote", "read"))
        or (tokens[at].lower in _SAY_PLURAL and tokens[at - 1].lower != "so")
    ):
        return None
    likely = any(is_name(t) or in_class(t.lower, "role") or in_class(t.lower, "collective")
                 or t.lower in UNNAMED or t.lower in PAPERS for t in head)  # fmt: skip
    closed = last >= len(tokens) - 1 or tokens[last].text in ",.:;" or tokens[last].lower in _TAIL
    return (end, last) if likely and closed else None


_SAY_PLURAL = words("say write insist warn argue reckon complain believe think explain concede")
"""“…,” say the police."""
_WEEKDAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday late early last this"
)
_SHORT_TITLES = words(
    "capt cmdr cdr lt col gen adm maj sgt dr mr mrs ms prof rep sen gov rear vice brig insp supt"
    " commo hon st jr sr"
)


def _is_abbreviated(tokens: Sequence[Token], at: int) -> bool:
    """The full stop of “Capt. Loretta F.”, which ends no sentence."""
    return (
        tokens[at].text == "." and at > 0 and at + 1 < len(tokens)
        and tokens[at - 1].lower in _SHORT_TITLES and is_name(tokens[at + 1])
    )  # fmt: skip


_CLAUSE_VERBS = words("has have had is was were are will would could may might must should been be")
_TAIL = words("on in at as who")


def role_after(sentence: Sentence, last: int) -> tuple[int, int] | None:
    """“said Y, chief analyst at Z”: the apposition after the name, if it tells of a role."""
    tokens = sentence.tokens
    if last >= len(tokens) or tokens[last].text != ",":
        return None
    end = last + 1
    while end < len(tokens) and tokens[end].text not in {",", ".", *STOPS}:
        end += 1
    piece = (last + 1, end)
    return piece if end > last + 1 and looks_role(tokens, piece) else None


def name_after(sentence: Sentence, main: tuple[int, int]) -> tuple[int, int] | None:
    """“said its spokesman, Y. Karam”: the name after a role; ``None`` without one."""
    tokens, last = sentence.tokens, main[1]
    if last >= len(tokens) or tokens[last].text != "," or not looks_role(tokens, main):
        return None
    end = next((k for k in range(last + 1, len(tokens)) if tokens[k].text in ",."), last + 1)
    piece = (last + 1, end)
    return piece if 2 <= end - last - 1 <= _MOST_NAMES and is_plain_name(tokens, piece) else None


_MOST_NAMES = 6


def of_paper(tokens: Sequence[Token], main: tuple[int, int]) -> tuple[int, int]:
    """“a notice from the harbour master”: the harbour master."""
    for k in range(main[0] + 1, main[1] - 1):
        if tokens[k].lower in ("by", "from") and tokens[k - 1].lower in PAPERS:
            return k + 1, main[1]
    return main


def content_start(sentence: Sentence, end: int) -> int:
    """Index of the first token of what is said after the reporting verb."""
    tokens = sentence.tokens
    i = _past_day(tokens, end)
    n = len(tokens)
    if i < n and tokens[i - 1].lower in ("told", "tells", "tell", "telling", "assured", "informed"):
        while i < n and (is_name(tokens[i]) or tokens[i].lower in _AUDIENCE):
            i += 1
    while i < n and (tokens[i].lower in _ADJUNCT or tokens[i].lower in _DATE_WORDS):
        if tokens[i].lower in ("on", "late", "early", "this", "last", "earlier", "later", "today",
                               "yesterday") and _is_date(tokens, i + 1):  # fmt: skip
            i += 1
            while i < n and (tokens[i].lower in _DATE_WORDS or tokens[i].text[0].isdigit()):
                i += 1
            continue
        if tokens[i].lower == "to" and not (
            i + 1 < n and (tokens[i + 1].lower in _AUDIENCE or is_name(tokens[i + 1]))
        ):
            return i
        i = _skip_adjunct(sentence, i)
    if i < n - 3 and tokens[i].text == "," and tokens[i + 1].lower in _DATE_WORDS:
        close = next((k for k in range(i + 2, min(i + 6, n)) if tokens[k].text == ","), 0)
        i = close or i  # “said in a statement today, Sunday, that …”
    if i < n and tokens[i].text == "," and i + 1 < n and tokens[i + 1].lower == "that":
        i += 1
    if i < n and tokens[i].lower in ("that", ":", "as"):
        i += 1
        if i < n - 2 and tokens[i].text == "," and tokens[i - 1].lower == "that":
            return i + 1  # “said that, in its view, …”
    if i < n and tokens[i].text in (".", ",", "”"):
        return n if i >= n - 2 or sentence.quoted[min(i + 1, n - 1)] < 0 else i + 1
    return i


_DAYS = words("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight")
_MONTHS = words(
    "january february march april may-month june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec"
)


def _past_day(tokens: Sequence[Token], i: int) -> int:
    """Past the bare day of “said Friday the port …”, “said July 3 that …”."""
    n = len(tokens)
    if i < n - 1 and tokens[i].lower in ("late", "early") and tokens[i + 1].lower in _DAYS:
        i += 1
    if i < n - 1 and tokens[i].lower in _DAYS:
        i += 1
        return i + 1 if tokens[i].lower in ("night", "morning", "evening", "afternoon") else i
    if i < n - 2 and tokens[i].lower in _MONTHS:
        k = i + 2 if tokens[i + 1].text == "." else i + 1
        if k < n and tokens[k].text[0].isdigit():
            return k + 1
    return i


_OPENS_NOUN = words("the a an its their all no any")
_TAKES_NOUN = words(
    "of in on at to for with by from via during after before over under about into near between "
    "through as and or until since around against towards toward within following amid aboard "
    "outside inside behind across along not both half than per upon despite late early just only"
)


def _is_date(tokens: Sequence[Token], i: int) -> bool:
    return (
        i >= len(tokens)
        or tokens[i].lower in _DATE_WORDS
        or tokens[i].text[0].isdigit()
        or (tokens[i - 1].lower in ("today", "yesterday", "earlier", "later"))
    )


def _skip_adjunct(sentence: Sentence, i: int) -> int:
    """Past “in a statement on Telegram” to “that”, a pronoun, a quotation or the end."""
    tokens = sentence.tokens
    n = len(tokens)
    i += 1
    while i < n:
        token = tokens[i]
        if token.text in (",", ":", ".", "“", '"') or token.lower == "that":
            return i
        if token.lower in _OPENS_NOUN and tokens[i - 1].lower not in _TAKES_NOUN and not (
            tokens[i - 1].lower.endswith("ing")
        ):  # fmt: skip
            return i  # “announced in a statement on Friday evening the start of a ban”
        if token.lower in PRONOUNS and tokens[i - 1].lower not in ("of", "in", "on", "to", "with"):
            return i
        if sentence.quoted[i] >= 0:
            return i
        i += 1
    return i
