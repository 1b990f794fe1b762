"""What stands before a subject and is no part of it: “Yet”, “Since December”, “At 08:10”."""

from __future__ import annotations

from collections.abc import Sequence

from offing.claims.lexicon import words
from offing.claims.speakers import is_name
from offing.text.tokens import Token

_LEADS = words(
    "yet so still then now thus hence indeed moreover nonetheless nevertheless even only here "
    "and but or also finally lastly again besides"
)
_OPENS_PHRASE = words(
    "the a an its their his her our one two three some this that these all both it he she they we"
)
_WHICH_TIME = words("last this next late early every each that")
_LATER = words("later afterwards earlier before after ago")
_HOURS = words(
    "hour hours minute minutes dawn dusk noon midnight day days week weeks month months year years "
    "morning evening afternoon night monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december "
    "spring summer autumn winter today yesterday tonight then now"
)
_OPENS_TIME = words("since by at within in on after before during around about for over until")


def past_lead(tokens: Sequence[Token], start: int, end: int) -> int:
    """Past “Yet”, “Since December”, “Hours afterwards”, “At 08:10” before the subject."""
    while start < end - 1 and tokens[start].lower in _LEADS:
        start += 1
    first = tokens[start].lower if start < end else ""
    spell = first in _WHICH_TIME and start + 1 < end and tokens[start + 1].lower in _HOURS
    if first not in _OPENS_TIME and first not in _HOURS and not first[:1].isdigit() and not spell:
        return start
    for k in range(start + 1, min(start + 6, end)):
        before = tokens[k - 1].lower
        timed = before in _HOURS or before in _LATER or before[0].isdigit()
        named = is_name(tokens[k]) and tokens[k].lower not in _HOURS
        if timed and (tokens[k].lower in _OPENS_PHRASE or named):  # “last week it”, “since then X”
            return k
    return start


_TIMES = words(
    "january february march april may may-month june july august september october november "
    "december monday tuesday wednesday thursday friday saturday sunday then last early "
    "late mid yesterday"
)


def is_time(token: Token) -> bool:
    """Whether a time begins here: “since Tuesday”, “since 4 May”."""
    return token.text[0].isdigit() or token.lower in _TIMES
