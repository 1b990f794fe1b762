"""Subjects of reporting verbs: the phrase to the left, and whether it can speak."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.document import Sentence
from offing.claims.joints import joins_names, joins_people, opens_name, tells_which
from offing.claims.leads import past_lead
from offing.claims.lexicon import class_words, in_class, reporting_index, words
from offing.claims.relatives import STOPS, before_that, before_who
from offing.claims.speakers import GROUP_PRONOUNS, PERSON_PRONOUNS, is_name
from offing.text.tokens import Token

AUXILIARIES = words(
    "has have had is was are were be been will would could may might should can must did "
    "does do 's 've 'd 'll not n't"
)
LEADS_TO = words(
    "likes continued continues quick keen careful rushed sought hastened moved used liked wants "
    "loves"
)
ADVERBS = words(
    "also later then earlier previously already separately repeatedly further meanwhile "
    "again initially subsequently however formally officially publicly recently now only just "
    "still even once twice since simply never soon often always indeed duly "
    "all both jointly today yesterday"
)
CLAUSE_WORDS = words("and but while that as when although though whereas because after")
PRONOUNS = PERSON_PRONOUNS | GROUP_PRONOUNS | frozenset({"we", "there", "its", "their", "his"})
DATA_SOURCES = words(
    "study analysis poll statistics data figures records images footage report reports survey "
    "photographs photos imagery tracks positions count"
)
UNNAMED = frozenset(
    {
        "sources",
        "source",
        "officials",
        "reports",
        "media",
        "person",
        "people",
        "commentator",
        "correspondent",
        "correspondents",
        "newsletter",
        "website",
        "partners",
        "authorities",
        "police",
    }
)


def subject_left_of(
    sentence: Sentence, at: int
) -> tuple[tuple[int, int], tuple[int, int] | None, int] | None:
    """``(name tokens, apposition tokens, where the subject begins)`` left of the verb ``at``."""
    tokens = sentence.tokens
    j = at
    while j > 0 and (tokens[j - 1].lower in AUXILIARIES or is_adverb(tokens[j - 1])):
        j -= 1
    if j > 3 and sentence.lowers[j - 3 : j] == ["went", "on", "to"]:
        j -= 3
    if j > 2 and tokens[j - 1].lower == "to" and tokens[j - 2].lower in LEADS_TO:
        j -= 2  # “likes to say”, “hastened to add”
        while j > 0 and (tokens[j - 1].lower in AUXILIARIES or is_adverb(tokens[j - 1])):
            j -= 1
    j = _before_adjunct(tokens, j)
    if j > 1 and tokens[j - 1].lower == "who" and _is_cleft(tokens, j):
        return (2, j - 1), None, 0  # “It was the navy who announced”
    if j > 1 and tokens[j - 1].lower == "who":
        if tokens[j - 2].text != ",":
            return None  # “a harbour master who now advises owners”
        j -= 2
    comma_first = j > 0 and tokens[j - 1].text == ","
    relative = j > 1 and comma_first and tokens[j].lower == "who"
    if comma_first:
        j = before_insertions(sentence, j - 1)
    pieces: list[tuple[int, int]] = []
    end = j
    if tokens[j - 1].lower not in ("and", "but", ","):
        end = before_that(sentence, before_who(sentence, j))
    while len(pieces) < 3:
        start, hard = _piece(sentence, end)
        if not hard and not pieces and tokens[start].lower == "whose" and end - start > 1:
            return (start + 1, end), None, start  # “Russia, whose ministry said”
        if not hard and start > 1 and start < end and _opens_insertion(tokens, start, end):
            end, comma_first = start - 1, False
            continue  # “One pilot, who asked not to be named, told us”
        if start == end and not pieces and _is_cleft(tokens, end):
            return (2, end - 1), None, 0  # “It was the navy that announced”
        aged = end - start == 1 and tokens[start].text.isdigit() and start > 2
        if aged and not hard and tokens[start - 1].text == ",":
            end = start - 1  # “Ida Holm, 44, a crane driver, said”
            continue
        start = _after_said(tokens, start, end)
        if pieces and tokens[start].lower in _NO_START:
            break  # “On Tuesday, the navy, which …, said”
        start = past_lead(tokens, start, end)
        if (bare := _before_relative(tokens, start, end)) < end:
            pieces.append((start, bare))  # “a pilot who was not authorised to speak said”
            break
        if start == end or _has_verb(tokens, start, end):
            break
        if pieces and _speaks_itself(tokens, start, end):
            break  # “The guild blames the port for the delay, the Post writes”
        pieces.append((start, end))
        if hard or start == 0 or tokens[start - 1].text != ",":
            break
        end = start - 1
    if not pieces and relative and (first := _name_before(tokens, j)) < j:
        return (first, j), None, first  # “it was the turn of Nadim Qasr, who told a rally”
    if not pieces:
        return None
    pieces = [_without_time(tokens, p) for p in pieces]
    pieces = [
        p for p in pieces if any(t.lower not in _TIMES for t in tokens[p[0] : p[1]])
    ] or pieces
    pieces = [_titled_name(tokens, p) for p in pieces]
    near = pieces[0]
    last_word = tokens[near[1] - 1].lower
    spoken = last_word in PERSON_PRONOUNS or last_word in GROUP_PRONOUNS
    led = tokens[near[0]].lower in _NO_SUBJECTS and near[1] - near[0] > 2
    led = led or (near[1] - near[0] == 2 and tokens[near[0]].lower in _LEADS_IN)
    if spoken and led and not _is_parenthetical(tokens, near):
        near = (near[1] - 1, near[1])  # “in a message to journalists it maintained”
        pieces = [near]
    if tokens[near[0]].lower in _NO_SUBJECTS and (noun := _after_phrase(tokens, near)) < near[1]:
        near = (noun, near[1])  # “From its office in the port the agency Brix reports”
        pieces = [near]
    if near[0] > 1 and tokens[near[0] - 1].lower in ("which", "whom") and (
        tokens[near[0] - 2].lower in _INSERTED_PHRASE
    ):  # fmt: skip
        return None  # “a truce of which the press has written”
    lead_ = sentence.lowers[near[0] : near[0] + 3]
    if len(lead_) == 3 and lead_[0] in ("a", "an") and lead_[2] in ("the", "its", "their"):
        return None  # “…, a fact the enemy's own newspapers admit”
    if _told_inside(tokens, near) or tokens[near[0]].lower in _NOT_YET:
        return None
    titled = tokens[near[0] + 1 : near[0] + 2]  # “Under Secretary X”
    lead = tokens[near[0]].lower in _NO_SUBJECTS and not any(t.lower == "secretary" for t in titled)
    if _is_parenthetical(tokens, near) or lead:
        return None
    if tokens[near[0]].lower == "what" and near[1] - near[0] > 1:
        return None  # “What the other side said is not true”
    if near[0] > 1 and tokens[near[0] - 2].lower in _ASKS:
        return None  # “requires that owners notify”: nobody has said anything
    if near[0] > 1 and tokens[near[0] - 1].lower in ("that", "which", "who"):
        start, _ = _piece(sentence, near[0] - 1)
        lead = tokens[start].lower in _NO_SUBJECTS or _takes_content(tokens[near[0] - 2].lower)
        if not lead and start < near[0] - 1 and not _has_verb(tokens, start, near[0] - 1):
            near = (start, near[0] - 1)
            pieces = [near]
    far = pieces[1] if len(pieces) > 1 else None
    if far is not None and tokens[near[0]].lower in ("citing", "quoting"):
        return near, far, far[0]
    if far is not None and _source_in_body(tokens, far, near):
        return far, None, far[0]
    if far is not None and (comma_first or looks_role(tokens, far)):
        if not comma_first and looks_role(tokens, near) and not is_plain_name(tokens, near):
            return near, None, near[0]
        if is_plain_name(tokens, near) and (
            looks_role(tokens, far) or not is_plain_name(tokens, far)
        ):
            return near, far, far[0]
        spoken = any(
            in_class(t.lower, "role") or in_class(t.lower, "collective") or is_name(t)
            for t in tokens[far[0] + 1 : far[1]]
        )  # fmt: skip
        if comma_first and (spoken or _is_proper(tokens[far[0]]) or not looks_role(tokens, near)):
            return far, near, far[0]
    return near, None, near[0]


def _name_before(tokens: Sequence[Token], end: int) -> int:
    """Where a name of two words at least begins that ends at ``end``; ``end`` without one."""
    first = end
    while first > 0 and (is_name(tokens[first - 1]) or tokens[first - 1].text in ".-"):
        first -= 1
    return first if end - first > 1 else end


_LEADS_IN = words(
    "afterwards later then instead meanwhile today yesterday earlier there here soon previously "
    "finally again still additionally separately"
)


def _after_phrase(tokens: Sequence[Token], piece: tuple[int, int]) -> int:
    """Where a subject with an article begins after a phrase that opens ``piece``; its end else."""
    for n in range(piece[0] + 2, piece[1] - 1):
        before = tokens[n - 1].lower
        if tokens[n].lower in ("the", "a", "an") and before not in _JOINS and before != "'s":
            return n
    return piece[1]


_JOINS = words(
    "of in on at to for with by from via during after before over under about into near between "
    "through as and or until since around against toward towards within amid like than off"
)


def _is_proper(token: Token) -> bool:
    return is_name(token) and token.lower not in _BEFORE_NOUN


def _source_in_body(tokens: Sequence[Token], far: tuple[int, int], near: tuple[int, int]) -> bool:
    """“A source in the security service, the SSU, said”: “the SSU” tells only which service."""
    first = {t.lower for t in tokens[far[0] : far[0] + 3]}
    inside = {t.lower for t in tokens[far[0] + 1 : far[1]]}
    short = near[1] - near[0] <= 2 and tokens[near[1] - 1].text.isupper()
    return short and not first.isdisjoint(_SOURCES) and not inside.isdisjoint({"in", "at", "with"})


_INSERTED = words(
    "who which whose whom speaking reached asked quoted writing contacted interviewed reacting "
    "responding questioned itself himself herself asking when if though although where requesting "
    "declining insisting too however meanwhile instead again moreover nevertheless nonetheless "
    "incidentally unprompted unasked through via"
)
"""How a clause begins that stands between commas after the one who speaks."""
_INSERTED_PHRASE = words("on for in by as with like unlike after at of to from during despite")
_LONGEST_INSERTION = 30
_LONGEST_PHRASE = 7


def before_insertions(sentence: Sentence, j: int) -> int:
    """Where the subject ends before what stands between commas; ``j``: the comma that closes it.

    “X, asked whether …, said”, “X, on the other hand, says”, “X, to which …, says”.
    """
    tokens = sentence.tokens
    for _ in range(3):
        opened = 0
        for k in range(j - 1, max(j - _LONGEST_INSERTION, 0), -1):
            if tokens[k].text == "," and _opens_insertion(tokens, k + 1, j):
                opened = k
                break
            if tokens[k].text in STOPS and sentence.quoted[k] < 0:
                break
        if not opened:
            break
        j = opened
    return j


_TRADES = words("shipping bunkering trading engineering mining fishing towing consulting")
"""“shipping agent Tribeca said”: a trade, and no participle."""


def _opens_insertion(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the words from ``start`` to a comma at ``end`` stand between a name and its verb."""
    if start >= end:
        return False
    word = tokens[start].lower
    after = tokens[start + 1].lower if start + 1 < end else ""
    if word in _INSERTED:
        return True
    if word in _INSERTED_PHRASE and after in ("which", "whom", "whose"):
        return True
    part = tokens[start:end]
    told = next((n for n, t in enumerate(part) if t.lower in ("that", "who", "which", "whose")), 0)
    if word in ("a", "an", "the") and told and not any(
        in_class(t.lower, "role") for t in part[:told]
    ):  # fmt: skip
        return True  # “X, a channel that is often first with such news, had …”
    if word in _INSERTED_PHRASE and end - start <= _LONGEST_PHRASE:
        named = word in ("of", "at", "from", "with") and any(is_name(t) for t in part)
        return not named and not any(in_class(t.lower, "role") for t in part)
    if word in ("citing", "quoting"):
        return False
    if (
        word.endswith("ing")
        and word not in _TRADES
        and not in_class(word, "role")
        and tokens[start].text.islower()
    ):
        return True
    return word.endswith("ed") and after in _AFTER_PARTICIPLE


_AFTER_PARTICIPLE = words("by at in on about whether if to as with from after over for against")
_NOT_YET = words("until unless if whether lest once should")
"""“Until it replies …”: nobody has said anything."""


_NO_ADVERBS = words(
    "daily weekly monthly family supply ally assembly july italy anomaly monopoly reply rally "
    "early fly apply"
)


def is_adverb(token: Token) -> bool:
    """“just”, “flatly”, “repeatedly”: what may stand between a subject and its verb."""
    word = token.lower
    return word in ADVERBS or (
        word.endswith("ly") and token.text.islower() and word not in _NO_ADVERBS
    )


def _is_cleft(tokens: Sequence[Token], end: int) -> bool:
    return (
        4 <= end <= 14 and tokens[0].lower == "it" and tokens[1].lower in ("was", "is")
        and tokens[end - 1].lower in ("that", "who", "which")
    )  # fmt: skip


def _after_said(tokens: Sequence[Token], start: int, end: int) -> int:
    """“The minister said the navy [had told]”: the navy, after the speech that holds it."""
    for k in range(end - 2, start, -1):
        if tokens[k].lower in ("said", "says") and tokens[k].text.islower():
            return k + 1
    return start


def _before_relative(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where “a pilot” ends in “a pilot who was not authorised to speak”; ``end`` without one."""
    for k in range(start + 1, end):
        that = tokens[k].lower == "that" and k + 1 < end and tokens[k + 1].lower in AUXILIARIES
        who = that or tokens[k].lower in ("who", "which", "whose", "whom")
        if who and tokens[k - 1].text != ",":
            return end if _has_verb(tokens, start, k) or k + 1 >= end else k
    return end


def _told_inside(tokens: Sequence[Token], piece: tuple[int, int]) -> bool:
    """“(X) reminded those who count on American [promises that]”: no subject, a clause."""
    speech = reporting_index().by_first
    return any(
        tokens[k].lower in speech
        and (tokens[k].lower.endswith("ed") or tokens[k].lower in ("said", "told", "says", "wrote"))
        and tokens[k - 1].lower not in _BEFORE_NOUN
        and k + 1 < piece[1]
        and tokens[k + 1].lower not in ("by", "in", "at", "on")
        for k in range(piece[0] + 1, piece[1])
    ) or (
        tokens[piece[0]].lower in speech
        and tokens[piece[0]].lower.endswith("ed")
        and piece[1] - piece[0] > 2
    )


_ONCE = words(
    "retired former ex acting late outgoing incoming newly then veteran current deputy longtime "
    "appointed elected then-"
)


def _titled_name(tokens: Sequence[Token], piece: tuple[int, int]) -> tuple[int, int]:
    """“the retired Admiral Farid Moin” without what comes before the title."""
    first, last = piece
    if tokens[first].lower not in ("the", "a", "an", "its", "their") or last - first < 3:
        return piece
    k = first + 1
    while k < last - 1 and tokens[k].lower in _ONCE and tokens[k].text.islower():
        k += 1
    rest = tokens[k:last]
    titled = k > first + 1 and all(is_name(t) or t.text in ".-" for t in rest)
    return (k, last) if titled and len(rest) >= 2 else piece


_SOURCES = words("source sources official officials officer officers person people")
_WHEN_WORDS = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december morning evening afternoon night week weeks "
    "month months year years day days hours today yesterday recently weekend noon midnight"
)
_WHEN_LINKS = words(
    "on in at since over during the this that last recent late early mid earlier next for by of"
)


def _before_adjunct(tokens: Sequence[Token], j: int) -> int:
    """Past “on Tuesday”, “has in the past” to the end of the subject before them."""
    k, named = j, False
    while k > 1 and j - k < _MAX_ADJUNCT:
        word = tokens[k - 1].lower
        if word in _WHEN_WORDS or word[0].isdigit():
            named = True
        elif word not in _WHEN_LINKS:
            break
        k -= 1
    while (
        k < j
        and tokens[k].lower in ("the", "of", "last", "this", "by", "for")
        and k + 1 < j
        and (tokens[k].lower != "this" and tokens[k].lower != "last")
    ):
        k += 1
    if not named or k == j or k == 0 or tokens[k - 1].text in (",", *STOPS):
        return j
    if tokens[k].lower not in _OPENS_ADJUNCT and tokens[k].lower not in _WHEN_WORDS:
        return j
    while k > 1 and tokens[k - 1].lower in AUXILIARIES:
        k -= 1
    return k


_OPENS_ADJUNCT = words("on in at since over during this last late early earlier")
_MAX_ADJUNCT = 7


_FINITE = AUXILIARIES - {"'s", "may", "not"}


def first_verb(tokens: Sequence[Token], start: int, end: int) -> int:
    """The first token from ``start`` that looks like a finite verb; ``end`` without one."""
    speech = reporting_index().by_first
    for n in range(start + 1, end):
        word = tokens[n].lower
        if word in _FINITE or word in speech or word in _PAST:
            return n
        if word.endswith("ed") and tokens[n - 1].lower not in _BEFORE_NOUN and len(word) > 4:
            return n
    return end


_BEFORE_NOUN = words("a an the its their his her our this that these those no any some")
_PAST = words(
    "made took gave held met began kept left led brought cut put sent shut struck hit saw found "
    "lost called rose fell broke drew flew ran sank sold spoke stood went won drove threw paid set"
)


def clause_subject(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """The subject of an earlier verb that the verb after “and” shares: “Employers met and said”."""
    tokens = sentence.tokens
    start = at - 1
    while start > 0 and at - start < _LONGEST_PIECE and tokens[start - 1].text not in STOPS \
            and sentence.quoted[start - 1] < 0:  # fmt: skip
        start -= 1
    if tokens[start].lower in _NO_SUBJECTS or tokens[start].lower in CLAUSE_WORDS:
        return None
    end = first_verb(tokens, start, at - 1)
    comma = next((n for n in range(start, end) if tokens[n].text == ","), end)
    if end >= at - 1 or comma == start or comma - start > _LONGEST_SUBJECT:
        return None
    return start, comma


_ASKS = words("require requires required ensure ensures")
_TAKES_THAT = words(
    "require requires required mean means meant ensure ensures ensured provide provides provided "
    "so such given note aware sure"
)


def _takes_content(word: str) -> bool:
    """“Agents advise that the authorities denied”: after “that” another one speaks."""
    return word in _TAKES_THAT or word in reporting_index()


_TIMES = words(
    "earlier later today yesterday meanwhile separately on late early previously also however"
)


def _without_time(tokens: Sequence[Token], piece: tuple[int, int]) -> tuple[int, int]:
    """Without “Earlier today” or “On Monday” before the subject."""
    first, last = piece
    while first < last - 1 and tokens[first].lower in _TIMES_AND_DAYS:
        first += 1
    return (first, last) if first == piece[0] or tokens[first - 1].lower != "on" else piece


_DAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday morning evening night afternoon"
)
_TIMES_AND_DAYS = _TIMES | _DAYS
_NO_SUBJECTS = words("in at on from with by for about under over near off amid like to of than if")
_NO_START = _NO_SUBJECTS | _WHEN_WORDS


def _is_parenthetical(tokens: Sequence[Token], piece: tuple[int, int]) -> bool:
    """“the port which it said was used”, “what they called a ban”: no speech of its own."""
    last = tokens[piece[1] - 1].lower
    return (
        last in PRONOUNS
        and piece[1] >= 2
        and tokens[piece[1] - 2].lower in ("which", "what", "whom", "that")
        and tokens[piece[1] - 3].lower not in ("said", "says", "and", "added", "stated", ",")
    )


def _piece(sentence: Sentence, end: int) -> tuple[int, bool]:
    """Start of the comma-free stretch that ends at ``end``; whether a clause begins there."""
    tokens = sentence.tokens
    i = end
    depth = 0
    floor = max(0, end - _LONGEST_PIECE)
    while i > floor:
        token = tokens[i - 1]
        if token.text == ")":
            depth += 1
        elif token.text == "(":
            depth -= 1
        elif depth <= 0:
            if token.text == ",":
                return i, False
            if token.text in ("”", '"') and (opened := opens_name(tokens, i - 1)):
                i = opened
                continue
            if token.text == "/" and i > 1 and tokens[i - 2].end < token.start:
                return i, True  # “Saba News / The coast guard said”
            if token.text in STOPS or sentence.quoted[i - 1] >= 0:
                return i, True
            asked_of = tokens[i - 2].lower if i > 1 else ""
            if token.lower in ("which", "whom", "where") and asked_of in _INSERTED_PHRASE:
                return i, True  # “a call in which the master stated”
            if token.lower in CLAUSE_WORDS and not (
                joins_names(tokens, i - 1, end)
                or joins_people(tokens, i - 1, end)
                or tells_which(tokens, i - 1)
            ):
                return i, True
        i -= 1
    return i, True


_LONGEST_SUBJECT = 16
"""Tokens; what is longer holds a clause of its own."""
_LONGEST_PIECE = 40
"""Tokens looked at to the left of a verb: bounds the time in endless sentences."""


def _has_verb(tokens: Sequence[Token], start: int, end: int) -> bool:
    if end - start > _LONGEST_SUBJECT:
        return True
    for token in tokens[start:end]:
        if token.lower in ("said", "says", "told") and token.text.islower():
            return True
        if token.lower in AUXILIARIES and token.lower not in ("'s", "may", "will"):
            return True
    return False


def _speaks_itself(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a piece before a comma has a subject and a verb of saying of its own."""
    speech = reporting_index().by_first
    return any(
        tokens[n].lower in speech
        and tokens[n].text.islower()
        and tokens[n].lower.endswith(("s", "ed"))
        and tokens[n - 1].lower not in _BEFORE_NOUN
        and tokens[n + 1].lower in _OPENS_OBJECT
        for n in range(start + 1, end - 1)
    )


_OPENS_OBJECT = words("the a an its their his her that it no this these those")


def looks_role(tokens: Sequence[Token], piece: tuple[int, int]) -> bool:
    """Whether ``piece`` holds a word for a role (“minister”, “owner”)."""
    roles = class_words("role")
    for token in tokens[piece[0] : piece[1]]:
        word = token.lower
        if word in roles or word.rpartition("-")[2] in _HEADS_OFFICE:
            return True
    return False


_HEADS_OFFICE = words("general director president secretary minister chief chairman commissioner")
"""Last parts of “director-general”, “vice-president”, “editor-in-chief”."""


def is_plain_name(tokens: Sequence[Token], piece: tuple[int, int]) -> bool:
    """Whether ``piece`` is nothing but a proper name."""
    part = tokens[piece[0] : piece[1]]
    if not part:
        return False
    joined = len(part) > 2 and part[-2].text in "'’" and part[-2].end == part[-1].start
    if not (is_name(part[-1]) or part[-1].text == ")" or joined):
        return False
    names = sum(
        1 for n, t in enumerate(part)
        if is_name(t) or t.text in ("(", ")", ".", "'", "’", "-")
        or (n > 1 and part[n - 1].text in "'’" and part[n - 1].end == t.start)  # al-Mu'ayyad
    )  # fmt: skip
    return len(part) - names <= 1 and not any(in_class(t.lower, "role") and not is_name(t)
                                              for t in part)  # fmt: skip
