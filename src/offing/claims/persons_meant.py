"""Whom “he” and “she” mean: the one who spoke, or was named by name or by office, before."""

from __future__ import annotations

import re
from dataclasses import replace

from offing.claims.actors import kind_from_name
from offing.claims.lexicon import in_class, words
from offing.claims.roles import COLLECTIVE_KINDS, PREPOSITIONS
from offing.claims.speakers import Memory, Speaker, speaker_from_name

_FEMALE = words("spokeswoman chairwoman ms mrs queen princess policewoman congresswoman")
_MALE = words("spokesman chairman mr king prince policeman congressman sheikh")


def person_meant(pronoun: str, memory: Memory, source: str, at: int) -> Speaker | None:
    """The person named last whom “he” or “she” can mean; a spokeswoman without a name too.

    Failing all who spoke so far, the person whom the text before names by title and name.
    """
    barred = _MALE if pronoun == "she" else _FEMALE
    own = _FEMALE if pronoun == "she" else _MALE
    last = memory.last
    if last is not None and not last.person and own & set((last.role or "").lower().split()):
        return last
    if last is not None and not last.person and _is_somebody(last.name, barred):
        return last  # “An analyst said … He added …”
    for person in reversed(memory.persons):
        if not barred & set((person.role or "").lower().split()):
            return person
    if memory.persons:
        return memory.persons[-1]
    passed = _named_in_passing(source, at)
    if passed is None and (last is None or not last.person):
        passed = _role_in_passing(source, at)
    return passed or last


def _role_in_passing(source: str, at: int) -> Speaker | None:
    """“The minister spoke at noon. … he said”: the one told of by an office just before."""
    near = source[max(0, at - _ROLE_REACH) : at]
    for found in reversed(list(_WITH_OFFICE.finditer(near))):
        noun = found["noun"].lower()
        if in_class(noun, "role") and not noun.endswith("s") and noun not in COLLECTIVE_KINDS:
            return Speaker(" ".join(found["whole"].split()), vague=True)
    return None


_ROLE_REACH = 260
"""Code points before “he” in which the office stands that it means."""
_WITH_OFFICE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur|[Hh]er|[Hh]is) "
    r"(?P<whole>(?:[a-z’'-]{3,20} ){0,2}?(?P<noun>[a-z-]{4,20}))\b"
)


def _is_somebody(name: str, barred: frozenset[str]) -> bool:
    """Whether a speaker without a name is told of as one person: “an analyst at a bank”."""
    parts = name.lower().split()
    head = next(
        (n for n, w in enumerate(parts) if n and (w in PREPOSITIONS or w == "who")), len(parts)
    )
    noun = parts[head - 1] if parts else ""
    single = in_class(noun, "role") and not noun.endswith("s") and noun not in COLLECTIVE_KINDS
    return single and noun not in barred and not name.istitle()


_PASSED_BY = re.compile(
    r"\b(?P<role>[Mm]inister|[Aa]dmiral|[Gg]eneral|[Cc]aptain|[Cc]ommander|[Cc]ommodore|[Pp]resident"
    r"|[Dd]irector|[Cc]hairman|[Cc]hairwoman|[Cc]hief|[Ss]ecretary|[Oo]fficer|[Mm]ayor|[Gg]overnor"
    r"|[Ss]pokesman|[Ss]pokeswoman|[Hh]arbour ?master|[Ll]eader|[Hh]ead|[Oo]wner|[Mm]aster"
    r"|[Cc]olonel|[Bb]rigadier|[Ee]ngineer|Mr|Mrs|Ms|Dr|Sheikh|Ayatollah)\.?,? "
    r"(?P<name>[A-ZÀ-Þ][\w’'-]+(?: (?:al-|bin |de |van )?[A-ZÀ-Þ][\w’'-]+){1,3})"
)
_PASSED_PERSON = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w’'-]+(?: (?:al-|bin |de |van )?[A-ZÀ-Þ][\w’'-]+){1,2}), "
    r"(?:who|whose|the|an?|head|chief|former|its|their) "
)
_LOOKED_BACK = 1500
"""Code points before a pronoun in which its person may be named without speaking."""


def _named_in_passing(source: str, at: int) -> Speaker | None:
    low = max(0, at - _LOOKED_BACK)
    passed = [*_PASSED_BY.finditer(source, low, at), *_PASSED_PERSON.finditer(source, low, at)]
    for found in sorted(passed, key=lambda f: -f.start()):
        known = speaker_from_name(found["name"])
        if known.id is not None and not known.person:
            continue
        if known.id is None and kind_from_name(found["name"]) is not None:
            continue  # a body or a place, and no person
        role = found.groupdict().get("role")
        return known if known.id is not None else replace(known, role=role, person=True)
    return None
