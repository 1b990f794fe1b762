"""Letters that hide or pretend: invisible, direction-changing and look-alike characters."""

from __future__ import annotations

import re

from offing.reports.draft import Draft

_INVISIBLE = re.compile("[\u00ad\u180e\u200b\u200c\u200d\u2060-\u2064\ufeff\U000e0000-\U000e007f]+")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]+")
_CONTROL = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]+")
_MIXED = re.compile(
    "[A-Za-z][A-Za-z'’-]*[\u0370-\u03ff\u0400-\u04ff][\\w'’-]*"
    "|[\u0370-\u03ff\u0400-\u04ff]+[A-Za-z][\\w'’-]*"
)
_OTHER_ALPHABET = re.compile("[\u0370-\u04ff]")
_SURROGATE = re.compile("[\ud800-\udfff]")

_CHECKS = (
    (_INVISIBLE, "invisible_characters", "invisible characters inside the text"),
    (_DIRECTION, "direction_controls", "characters that change the direction of writing"),
    (_CONTROL, "control_characters", "control characters"),
    (_MIXED, "lookalike_letters", "words that mix letters of two alphabets"),
)
_MOST = 20


def note_letters(draft: Draft) -> None:
    """List what could mislead a reader; the text itself stays letter for letter.

    Unpaired surrogates cannot be stored at all and become U+FFFD, one for one.
    """
    if not draft.text.isascii() and _SURROGATE.search(draft.text):
        draft.text = _SURROGATE.sub("\ufffd", draft.text)
        draft.note("encoding", "unpaired surrogates were replaced by \ufffd")
    for pattern, code, what in _CHECKS:
        if pattern is not _CONTROL and draft.text.isascii():
            continue
        if pattern is _MIXED and not _OTHER_ALPHABET.search(draft.text):
            continue
        first, count = None, 0
        for count, found in enumerate(pattern.finditer(draft.text), 1):
            first = first or found
            if count >= _MOST:
                break
        if first is not None:
            more = f" ({count} places)" if count < _MOST else f" ({_MOST} places or more)"
            draft.note(code, what + more, first.start(), first.end())
