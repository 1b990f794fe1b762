"""A report's text cut into pieces, each knowing which claims rest on it.

Evidence of several claims may overlap; a piece then belongs to all of them. Joined
again, the pieces of a whole text are the text, character for character.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from offing.model import Claim, Report, Struct

WHOLE_TEXT = 60_000
"""Texts up to this many characters are shown whole; of longer ones, what is near evidence."""
AROUND = 700
"""Characters shown on either side of evidence in a long text."""


class Piece(Struct, frozen=True, kw_only=True):
    """One run of text under the same claims.

    ``claims`` are numbers as the tables print them; ``begins`` those whose evidence
    begins here as (claim, which of its spans), ``ends`` those whose evidence ends here;
    ``dropped`` is why cleaning set it aside; a ``gap`` stands for text not shown.
    """

    text: str
    claims: tuple[int, ...] = ()
    begins: tuple[tuple[int, int], ...] = ()
    ends: tuple[int, ...] = ()
    dropped: str = ""
    gap: int = 0


Span = tuple[int, int, int, int]
"""start, end, claim number, which of the claim's spans."""


def pieces_from_report(report: Report, numbered: Iterable[tuple[int, Claim]]) -> list[Piece]:
    """The text of ``report`` in pieces; ``numbered`` are claims with their numbers.

    Evidence that does not lie in the text is passed over: it marks nothing.
    """
    length = len(report.text)
    spans: list[Span] = []
    for number, claim in numbered:
        for index, evidence in enumerate(claim.evidence):
            if evidence.report_id == report.id and 0 <= evidence.start < evidence.end <= length:
                spans.append((evidence.start, evidence.end, number, index))
    gaps = [(d.start, d.end, d.note or d.reason) for d in report.dropped if d.end > d.start]
    cuts = {0, length}
    edges = [s[:2] for s in spans] + [g[:2] for g in gaps]
    for start, end in edges:
        cuts.update((start, min(end, length)))
    windows = _windows(spans, length)
    for start, end in windows:
        cuts.update((start, end))
    return _pieces(report.text, sorted(c for c in cuts if c <= length), spans, gaps, windows)


def _windows(spans: Sequence[Span], length: int) -> list[tuple[int, int]]:
    """The ranges that are shown: all of a short text, what is near evidence of a long one."""
    if length <= WHOLE_TEXT:
        return [(0, length)]
    out: list[tuple[int, int]] = [(0, min(AROUND, length))]
    for start, end, *_ in sorted(spans):
        first, last = max(0, start - AROUND), min(length, end + AROUND)
        if first <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], last))
        else:
            out.append((first, last))
    return out


def _pieces(
    text: str,
    cuts: Sequence[int],
    spans: Sequence[Span],
    gaps: Sequence[tuple[int, int, str]],
    windows: Sequence[tuple[int, int]],
) -> list[Piece]:
    """One piece between each two cuts, swept from left to right."""
    starting: dict[int, list[Span]] = {}
    ending: dict[int, list[Span]] = {}
    for span in spans:
        starting.setdefault(span[0], []).append(span)
        ending.setdefault(span[1], []).append(span)
    out: list[Piece] = []
    open_now: list[Span] = []
    at_window = 0
    gap_at = sorted(gaps)
    at_gap = 0
    for start, end in pairwise(cuts):
        open_now = [s for s in open_now if s[1] > start] + starting.get(start, [])
        while at_window < len(windows) and windows[at_window][1] <= start:
            at_window += 1
        if at_window == len(windows) or windows[at_window][0] > start:
            _add_gap(out, end - start)
            continue
        while at_gap < len(gap_at) and gap_at[at_gap][1] <= start:
            at_gap += 1
        inside = at_gap < len(gap_at) and gap_at[at_gap][0] <= start
        out.append(
            Piece(
                text=text[start:end],
                claims=tuple(dict.fromkeys(s[2] for s in open_now)),
                begins=tuple((s[2], s[3]) for s in starting.get(start, [])),
                ends=tuple(dict.fromkeys(s[2] for s in ending.get(end, []))),
                dropped=gap_at[at_gap][2] if inside else "",
            )
        )
    return out


def _add_gap(out: list[Piece], count: int) -> None:
    """Text that is not shown, joined with the gap before it."""
    if out and out[-1].gap:
        out[-1] = Piece(text="", gap=out[-1].gap + count)
    else:
        out.append(Piece(text="", gap=count))
