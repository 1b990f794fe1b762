"""The stretches of a text in which a costly pattern can match at all."""

from __future__ import annotations

from collections.abc import Sequence


def windows_around(
    lower: str, hints: Sequence[str], before: int, after: int, size: int
) -> list[tuple[int, int]]:
    """The stretches around every one of ``hints`` in ``lower``, joined where they touch.

    ``lower`` is a text of ``size`` code points in lower case; where that changed its length
    (“İ”) all of it is one stretch. What is looked for must reach no further than ``before``
    and ``after`` from where a hint begins.
    """
    if len(lower) != size:
        return [(0, size)]
    at: list[int] = []
    for hint in hints:
        n = lower.find(hint)
        while n >= 0:
            at.append(n)
            n = lower.find(hint, n + 1)
    out: list[tuple[int, int]] = []
    for n in sorted(at):
        start, end = max(0, n - before), min(size, n + after)
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out
