"""How a reporting word is used: as a verb, with a clause, held back, or of a thing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from offing.claims.document import Sentence
from offing.claims.lexicon import in_class, reporting_index, words
from offing.claims.speakers import (
    is_name,
)  # fmt: skip
from offing.claims.subjects import (
    AUXILIARIES,
    DATA_SOURCES,
    PRONOUNS,
    UNNAMED,
)
from offing.text.tokens import Token

DETERMINERS = words(
    "a an the this that these those its their his her our my any no such some every each "
    "initial first latest previous unconfirmed"
)
_NOUN_OR_VERB = words(
    "claim claims report reports post posts order orders request requests signal signals "
    "estimate estimates forecast forecasts promise promises pledge pledges comment "
    "comments note notes state states fear fears doubt doubts blame blames direct show "
    "shows reply signal remark remarks caution boast question appeal appeals suspect "
    "suspects highlight threaten respond outline outlines hint hints reject rejects vow list lists "
    "vows dispute disputes contest contests alert alerts term terms counsel call"
)
BE = words("is are was were be been being am")
_PARTICIPLES = words(
    "adding saying warning stating noting claiming stressing insisting explaining "
    "announcing confirming denying citing quoting"
)
_SAYING = words("saying reporting warning telling asking urging advising calling denying claiming")
SHORT_TAIL = 4
"""Tokens after a semicolon that are too few to tell of an act."""
_ON_TO = words(
    "on likes continued continues quick keen careful declined refused declines refuses rushed "
    "sought hastened moved used"
)
SHOWS = words("show shows suggest suggests indicate indicates")
_PLURAL_PEOPLE_AT = words(
    "agents officials residents witnesses brokers traders pilots crews fishermen owners unions "
    "companies authorities analysts workers sources correspondents locals dockers managers masters"
)
_PLURAL_PEOPLE = words("people police media crew")
_NEWS = words("news press rumours reports claims allegations stories posts")


def is_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether the reporting word at ``i`` is used as a verb here."""
    word = tokens[i].lower
    before = tokens[i - 1].lower if i else ""
    if i > 1 and tokens[i - 2].text in "'’" and tokens[i - 2].end == tokens[i - 1].start:
        before = ""  # the end of “Sana'a”
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
    if word == "reports" and before in _PRESS and i > 1 and tokens[i - 2].lower in _REFUSES:
        return False  # “the port denies media reports that fuel is leaking”
    if before in _RANKED and word.endswith("ed") and after.isalpha() and i <= 2:
        return False  # “the last confirmed attack”
    if word in SHOWS and not DATA_SOURCES.isdisjoint([t.lower for t in tokens[max(0, i - 14) : i]]):
        return True
    if word in ("go", "goes", "went") and not _goes_on(tokens, i):
        return False  # “loading went on as planned”
    if i and tokens[i].text[0].isupper() and not tokens[i].text.isupper() and (
        tokens[i - 1].text in (",", "(") or before in ("mr", "mrs", "captain", "minister")
    ):  # fmt: skip
        return False  # Said A., a name
    if word == "say" and before in ("final", "little", "more", "much"):
        return False
    if word in ("read", "reads") and after != "out" and not _is_of_paper(tokens, i):
        return False
    if word in ("reports", "claims", "posts", "comments", "remarks") and after in _SAID_OF:
        return False  # “local media reports said”
    if before in ("should", "must", "shall") or (before in _OUGHT_TO and word in _BARE):
        return False  # “ships must report to port control”
    if word in ("see", "sees", "saw", "seen") and before not in _FORESEERS:
        return False
    if before in ("and", "or") and _follows_infinitive(tokens, i):
        return False  # “told ships to keep away and report mines”
    if word.startswith("maintain") and not _KEPT.isdisjoint(t.lower for t in tokens[i + 1 : i + 5]):
        return False  # “the vessel maintained course and speed”
    if word in _PRICING and _is_price(tokens, i):
        return False  # “insurers were asking about 0.7 %”
    if word in ("states", "state", "direct", "show", "note", "post"):
        if before in ("a", "an", "the", "this", "its", "his", "her", "their", "that"):
            return False  # “a post that says …”
        return after in ("that", ":") or before in PRONOUNS
    if word.endswith("ing") and before in AUXILIARIES:
        return word in _SAYING
    if before == "to" and (i < 2 or tokens[i - 2].lower not in _ON_TO):
        return False  # “allows an underwriter to ask”
    if before in ("to", "not") or before in AUXILIARIES:
        return before != "to" or word not in _NOUN_OR_VERB
    if word.endswith("ing"):
        return word in _PARTICIPLES and (before in (",", "") or before in _READABLE)
    if before == "that" and word.endswith("ed") and tokens[0].lower == "it":
        return True  # “It was the navy that announced …”
    if before in DETERMINERS or before in (
        "in",
        "under",
        "without",
        "of",
        "by",
        "on",
        "from",
        "with",
        "for",
    ):
        return False
    named = i + 1 < len(tokens) and is_name(tokens[i + 1])
    if before in (",", "”", '"') and word.endswith("s") and named:
        return True  # “…, notes Mona B.”
    if word in _NOUN_OR_VERB:
        bare = not word.endswith(("s", "ed", "ing"))
        if bare and after in (".", "") and i > 2 and is_name(tokens[i - 1]):
            return any(t.text == "," for t in tokens[max(0, i - 9) : i - 1])
        plural = before.endswith("s") and not tokens[i - 1].text.isupper()
        placed = i > 2 and tokens[i - 2].lower in ("in", "at", "of", "from", "on")
        if (
            placed
            and tokens[i - 3].lower.endswith("s")
            and tokens[i - 3].lower in _PLURAL_PEOPLE_AT
        ):
            plural = True  # “Agents in Duqm report”
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


_SAID_OF = words("said say says suggested suggest indicate indicated showed show claimed claim")
_NEAR_PAPER = 8


def _is_of_paper(tokens: Sequence[Token], i: int) -> bool:
    """“the statement from the ministry read”, “…,” read a notice: what papers do."""
    near = {t.lower for t in tokens[max(0, i - _NEAR_PAPER) : i]}
    after = {t.lower for t in tokens[i + 1 : i + 4]}
    marks = i > 0 and tokens[i - 1].text in ("”", '"', ",")
    return not near.isdisjoint(_READABLE) or (marks and not after.isdisjoint(_READABLE))


_PRICING = words("ask asks asked asking quote quotes quoted quoting charge charging")
_LONGEST_INFINITIVE = 14


def _follows_infinitive(tokens: Sequence[Token], i: int) -> bool:
    """Whether the bare verb after “and” at ``i`` goes on with an infinitive: “to wait and tell”."""
    word = tokens[i].lower
    if word.endswith(("s", "ed", "ing", "said", "told", "wrote", "spoke")):
        return False
    for n in range(i - 3, max(i - _LONGEST_INFINITIVE, 0), -1):
        if tokens[n].text in (",", ";", ":", "”", '"', "."):
            return False
        if tokens[n].lower == "to" and tokens[n + 1].text.islower():
            return tokens[n + 1].lower not in DETERMINERS
    return False


def _is_price(tokens: Sequence[Token], i: int) -> bool:
    near = tokens[i + 1 : i + 5]
    return any(t.text[0].isdigit() or t.text in "$€£" for t in near) and not any(
        t.lower in ("that", "to", "for", "if", "whether") for t in near[:2]
    )


_FORESEERS = words(
    "forecasters analysts economists brokers traders underwriters insurers meteorologists experts "
    "shipbrokers bureau observatory"
)


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    """“he went on, inspections would begin”: speech goes on, not a thing."""
    before = tokens[i - 1] if i else None
    after = tokens[i + 2].text if i + 2 < len(tokens) else "."
    spoken = before is not None and (before.lower in PRONOUNS or is_name(before))
    return spoken and after in (",", ".", ":", "“", '"', "to")


def is_participle(sentence: Sentence, i: int) -> bool:
    """“The exercise announced for 20 January did not …”, “two objects, reported on Friday by …”."""
    tokens = sentence.tokens
    word = tokens[i].lower
    if i == 0 or i + 1 >= len(tokens):
        return False
    if word == "posted" and tokens[i - 1].lower in _READABLE and (
        tokens[i + 1].lower in ("on", "in", "to", "at", "by")
    ):  # fmt: skip
        return True  # “a statement posted on its page said”
    if word == "said" and tokens[i + 1].lower == "to":  # “a tug said to have been hijacked”
        return i + 2 < len(tokens) and tokens[i + 2].lower in ("have", "be")
    if word == "found":
        return _is_found(sentence, i)
    if not word.endswith("ed"):
        return False
    if word in ("suspected", "accused") and tokens[i + 1].lower == "of":
        return True  # “boarded a tanker suspected of cutting a cable”
    before, after = tokens[i - 1], tokens[i + 1].lower
    if before.lower in AUXILIARIES or before.lower in BE:
        return False
    agent = any(tokens[n].lower == "by" for n in range(i + 1, min(i + 9, len(tokens))))
    speaks = any(t.lower in ("that", "what", "“") for t in tokens[i + 1 : i + _MAX_INSERTION + 4])
    if (
        before.text == ","
        and agent
        and not speaks
        and after in ("on", "in", "by", "at", "earlier", "last")
    ):
        return True
    if before.lower in ("that", "who", "which"):
        return False
    if word != "announced" or before.text == "," or not before.text.islower():
        return False
    spoken = in_class(before.lower, "role") or in_class(before.lower, "collective")
    dated = after in ("for", "on", "by", "last", "earlier", "yesterday", "in")
    return dated and not spoken and before.lower not in PRONOUNS and before.lower not in UNNAMED


def _is_found(sentence: Sentence, i: int) -> bool:
    """“Any officer found negligent would be …”: its verb comes later, and is another."""
    rest = sentence.lowers[i + 1 : i + _MAX_INSERTION]
    verb = next((n for n, w in enumerate(rest) if w in _WILL_BE or w in (",", "that", ".")), -1)
    return verb > 0 and rest[verb] in _WILL_BE and sentence.tokens[i - 1].text.islower()


_WILL_BE = words("will would shall should must may can could face faces")
_MAX_INSERTION = 14


def past_insertion(tokens: Sequence[Token], comma: int) -> int:
    """“X writes, on the strength of two reports, that …”: where the speech begins; 0 for no."""
    for n in range(comma + 2, min(comma + _MAX_INSERTION, len(tokens) - 2)):
        if tokens[n].text == ",":
            return n + 2 if tokens[n + 1].lower == "that" else 0
    return 0


def closes_with_comma(tokens: Sequence[Token], end: int, content: int) -> bool:
    """“The tanker, it says, was …”: who speaks stands between two commas, amid the speech."""
    near = range(end, min(content + 1, len(tokens)))
    return any(tokens[n].text == "," for n in near) and tokens[content - 1].lower != "that"


def is_inserted(sentence: Sentence, at: int, end: int) -> bool:
    """“X, who asked not to be named, told us”: the verb of the insertion is not the one."""
    tokens = sentence.tokens
    if at < 2 or tokens[at - 2].text != ",":
        return False
    close = next(
        (n for n in range(end, min(end + 14, len(tokens) - 1)) if tokens[n].text == ","), 0
    )
    return bool(close) and tokens[close + 1].lower in reporting_index()


def is_earlier_version(tokens: Sequence[Token], main: tuple[int, int]) -> bool:
    """“An earlier version of this story said …”: what follows is taken back."""
    subject = [t.lower for t in tokens[main[0] : main[1]]]
    return "version" in subject and not _EARLIER.isdisjoint(subject)


_EARLIER = words("earlier previous original first")


def called_for(tokens: Sequence[Token], end: int) -> int:
    """“called on Sunday for the strait to be closed”: where what is called for begins; 0 for no."""
    for n in range(end, min(end + 6, len(tokens) - 1)):
        word = tokens[n].lower
        if word == "for":
            return n + 1
        if word not in _WHEN and not word[0].isdigit():
            return 0
    return 0


_WHEN = words(
    "on in at this last late early again repeatedly also monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august september october november "
    "december week month year yesterday today earlier"
)
_READABLE = words("it statement notice message note letter text post sign banner headline placard")
_BARE = words("report notify inform request announce ask demand tell")
_OUGHT_TO = words("must shall should may can")
_OUGHT = words("should must avoid ought to against shall exercise not remain keep")


def names_it(sentence: Sentence, end: int) -> bool:
    """“called the boarding “an act of piracy””, “described it as …”: the words are a judgement."""
    tokens = sentence.tokens
    near = range(end, min(end + _FARTHEST_JUDGEMENT, len(tokens)))
    return any(
        sentence.quoted[n] >= 0
        or tokens[n].text in ("“", '"')
        or (n < end + 9 and tokens[n].lower in ("as", "how"))
        for n in near
    )


_FARTHEST_JUDGEMENT = 20


def tells(tokens: Sequence[Token], end: int) -> bool:
    """“Agents advise (that) the port is closed”: a report, and no advice what to do."""
    after = [t.lower for t in tokens[end : end + 16]]
    if after[:1] == ["that"]:
        bidden = any(b == "to" and a in _BIDDEN for a, b in pairwise(after))
        return not bidden and (_OUGHT - {"to"}).isdisjoint(after)
    finite = next((n for n, word in enumerate(after) if word in _TOLD), 0)
    return (
        finite > 0
        and "to" not in after[:finite]
        and _TO_WHOM.isdisjoint(after[:finite])
        and _OUGHT.isdisjoint(after[finite : finite + 3])
    )


_OF_CALLS = words(
    "dropped drop drops dropping omitted omit omits omitting cancelled cancel cancels cancelling "
    "skipped skip suspended suspend suspending halted halt stopped stop paused pause cut further "
    "future scheduled port all no two three four some its their our fewer"
)


def is_of_calls(tokens: Sequence[Token], i: int) -> bool:
    """“Have dropped calls at Varna”: the noun, and nobody calls there."""
    return tokens[i].lower == "calls" and tokens[i - 1].lower in _OF_CALLS


_LETS_KNOW = words("advised informed reminded notified")


def introduces(tokens: Sequence[Token], i: int) -> bool:
    """“Please be advised that the port is closed”: words before a fact, and no advice."""
    return tokens[i].lower in _LETS_KNOW and i <= _OPENING and tells(tokens, i + 1)


_OPENING = 3
_PRESS = words("media news press newspaper television radio agency")
_REFUSES = words("denies denied deny rejects rejected dismisses dismissed refuted refutes disputes")
_RANKED = words("last latest first second third only next previous recent most")
_KEPT = words(
    "course speed watch position presence posture schedule service services status heading "
    "level levels coverage operations contact distance listening radio blockade"
)
_BIDDEN = words("is are need needs have has ought not want")
_TOLD = words("is are was were has have had will")
_TO_WHOM = words(
    "vessels ships masters mariners members owners operators shipping that who which , against on "
    "of about customers shippers clients crews"
)


_HUSHED_KINDS = words("say claim confirm announce deny")
_MODALS = words("will would may might could can should must")


def is_hushed(tokens: Sequence[Token], at: int, kind: str) -> bool:
    """“did not confirm”, “declined to say”, “will recall”: no speech of that content yet."""
    if kind not in _HUSHED_KINDS:
        return False
    before = [t.lower for t in tokens[max(0, at - 3) : at]]
    if before[-1:] == ["neither"]:
        return True
    if before[-1:] == ["to"] and set(before) & {"declined", "refused", "declines", "refuses"}:
        return True
    did = {"did", "has", "have", "had", "does", "do", "would", "could", "was", "were"}
    if set(before) & {"not", "n't", "never", "neither"} and set(before) & did:
        return True
    return before[-1:] != [] and before[-1] in _MODALS and tokens[at].text.islower()


_FINITE = words(
    "is are was were has have had will would could may might can should must be been do does did"
)


def closes_sentence(sentence: Sentence, start: int, content: int) -> bool:
    """“…, it told customers on Tuesday.”: speech before, a tail without a verb after."""
    tokens = sentence.tokens
    if start < 5 or tokens[start - 1].text != "," or len(tokens) - content > 12:
        return False
    before = set(sentence.lowers[:start])
    after = sentence.lowers[content - 1 :]
    verbless = _FINITE.isdisjoint(after) and "that" not in after and "to" not in after[:2]
    told = not _FINITE.isdisjoint(before) or any(w.endswith("ed") for w in before)
    return (
        verbless
        and told
        and sentence.quoted[min(content, len(tokens) - 1)] < 0
        and (not any(w.endswith("ed") and len(w) > 4 for w in after[1:]))
    )


_COURTS = words("court tribunal inquiry ruling judges judge commission inquest board review")


def opens_clause(sentence: Sentence, content: int) -> bool:
    """Whether speech begins at ``content``, and not a verb's object (“added 20 ships”)."""
    tokens = sentence.tokens
    if content >= len(tokens) or tokens[content].lower in ("this", "these"):
        return True
    verb = set(sentence.lowers[max(0, content - 2) : content + 1])
    if verb & {"posted", "posts"} and any(q >= 0 for q in sentence.quoted[content:]):
        return True  # “posted a picture with the words “…””
    if "found" in verb and not _COURTS.isdisjoint(sentence.words):
        return True
    before = tokens[content - 1].lower
    return (
        before in ("that", ":", "“", '"') or tokens[content].lower == "how"
        or tokens[content].lower in PRONOUNS
        or sentence.quoted[content] >= 0 or tokens[content].text in ("“", '"')
        or _holds_clause(tokens, content)
    )  # fmt: skip


_CLAUSE_VERBS = words("is are was were has have had will would could can did does")
_MAX_SUBJECT = 9


def _holds_clause(tokens: Sequence[Token], first: int) -> bool:
    """“added the tanker was taken in”: a subject and its verb, without “that” before them."""
    for n in range(first, min(first + _MAX_SUBJECT, len(tokens))):
        word = tokens[n].lower
        if word in _CLAUSE_VERBS:
            return n > first
        if word in ("that", "which", "who", "to", "and") or tokens[n].text in ",;:.":
            return False
    return False
