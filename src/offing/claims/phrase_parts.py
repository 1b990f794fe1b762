"""Parts of a phrase that names a speaker: the body behind its press service, a name at its end."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.lexicon import in_class, read_rows, words
from offing.claims.roles import COLLECTIVE_KINDS, DETERMINERS, PREPOSITIONS, ranks, role_at
from offing.claims.speakers import is_name
from offing.text.tokens import Token

_PUBLIC = words("press media public relations communications information")
_DESKS = words("office service centre center department desk team relations bureau")
_BODY_ENDS = frozenset(
    {row["word"] for row in read_rows("actors", "body_words.csv")} | set(COLLECTIVE_KINDS)
) | words(
    "region district province oblast county city town state country governorate "
    "infrastructure transport defence defense energy economy finance agriculture interior affairs "
    "president trade industry development fisheries environment justice security construction"
)  # fmt: skip
_LONGEST_NAME = 3


def behind_press_office(main: Sequence[Token]) -> Sequence[Token]:
    """“the press service of the port administration”, “the navy's press office”: the body."""
    lows = [t.lower for t in main]
    first = 1 if lows[:1] in (["the"], ["a"]) else 0
    if len(main) > first + 3 and lows[first] in _PUBLIC and lows[first + 1] in _DESKS and (
        lows[first + 2] in ("of", "for", "at")
    ):  # fmt: skip
        return main[first + 3 :]
    if len(main) > 3 and lows[-1] in _DESKS and lows[-2] in _PUBLIC and (
        main[-3].text in ("'s", "’s", "'", "’")
    ):  # fmt: skip
        return main[:-3]
    return main


def is_name_of_office(office: Sequence[Token], name: Sequence[Token]) -> bool:
    """“the head of the district, Taras V.”, “the ministry's spokesman, Col. Zeki A.”."""
    if role_at(office) < 0 or not 2 <= len(name) <= _LONGEST_NAME + 2:
        return False
    if name[0].lower in DETERMINERS or (is_name(office[-1]) and office[-2].lower in ranks()):
        return False  # “The Director-General, Engineer Idris K.” is the right way round
    plain = [t for t in name if t.text not in ".-’'" and t.lower not in ranks()]
    return 2 <= len(plain) <= _LONGEST_NAME and all(
        is_name(t) and t.text[:1].isupper() and not t.text.isupper()
        and t.lower not in _BODY_ENDS
        for t in plain
    )  # fmt: skip


def name_at_end(main: Sequence[Token]) -> int:
    """Where the name begins in “spokesman of the Naval Forces Dmytro L.”; 0 without one.

    A role, “of” or “for”, a body, then two or three capitalised words that are no body's.
    """
    at = role_at(main)
    if at < 0 or at + 4 >= len(main) or main[at + 1].lower not in ("of", "for", "at"):
        return 0
    end = next(
        (n for n in range(len(main) - 1, at + 1, -1)
         if main[n].lower in _BODY_ENDS or not (is_name(main[n]) or main[n].text in ".-’'")
         or (main[n].text.isupper() and len(main[n].text) > 1)), 0,
    )  # fmt: skip
    name = main[end + 1 :]
    if end <= at + 1 or not 2 <= len(name) <= _LONGEST_NAME or main[end].lower in PREPOSITIONS:
        return 0
    if main[end].lower in ("the", "and", "&") or any(in_class(t.lower, "role") for t in name):
        return 0
    return end + 1


_PAPERS = words("newspaper daily weekly magazine website site portal channel paper outlet agency")
_MARKS = frozenset(["“", "”", '"', "«", "»", "‘"])


def is_titled_paper(whole: Sequence[Token], title: Sequence[Token]) -> bool:
    """“the economic newspaper “X”” with ``title`` X: what stands in the marks is a paper's name."""
    opened = next((n for n, t in enumerate(whole) if t.start >= title[0].start), 0)
    return opened > 1 and whole[opened - 1].text in _MARKS and whole[opened - 2].lower in _PAPERS


STATEMENTS = words("statement communique communiqué")


def page_of(main: Sequence[Token]) -> Token | None:
    """The “its” of “a statement posted on its page”: whose paper it is."""
    if len(main) < _SHORTEST_PAGE or main[0].lower not in ("a", "an", "the", "another"):
        return None
    noun = next((n for n, t in enumerate(main[:4]) if t.lower in STATEMENTS | _POSTS), -1)
    if noun < 0 or noun + 2 >= len(main) or main[noun + 1].lower not in _PUT_UP:
        return None
    return next((t for t in main[noun + 2 : noun + 5] if t.lower in ("its", "their")), None)


_SHORTEST_PAGE = 5
_POSTS = words("post message notice letter video text")
_PUT_UP = words("posted published on in released issued from")
