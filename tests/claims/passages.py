"""Short passages of many kinds with the claims that a careful reader takes from them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

from offing.claims import extract_claims
from offing.model import Claim, Report
from tests.claims.conftest import report_of
from tests.eval.scoring import same_name

HERE = Path(__file__).resolve().parent / "passages"
SLOTS = ("speaker", "modality", "action", "places", "when")


@dataclass(frozen=True)
class Wanted:
    """One claim: its words as a range of the text, and the slots as written."""

    start: int
    end: int
    slots: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """A report and the claims that it holds."""

    name: str
    report: Report
    wanted: tuple[Wanted, ...]


def load_passages(*names: str) -> list[Passage]:
    """The passages of the files ``names`` (without ``.txt``), in order."""
    out = []
    for name in names:
        text = (HERE / f"{name}.txt").read_text("utf-8")
        out += [_passage(part) for part in re.split(r"(?m)^@@ ", text)[1:]]
    return out


def _passage(part: str) -> Passage:
    head, *lines = part.split("\n")
    name, *fields = [f.strip() for f in head.split(";")]
    slots: dict[str, object] = dict(f.split("=", 1) for f in fields)
    slots["published"] = datetime.date.fromisoformat(str(slots["published"]))
    text, wanted, last = "", [], (0, 0)
    for line in lines:
        if line.startswith("#"):
            continue
        if line.startswith("= "):
            cells = tuple(c.strip() for c in line[2:].split("|"))
            assert len(cells) == len(SLOTS), line
            wanted.append(Wanted(*last, cells))
        elif not line.strip():
            text = text.rstrip() + "\n\n"
        else:
            if line.startswith("/"):  # keeps its own line
                line, text = line[1:], text.rstrip() + "\n"
            last = (len(text), len(text) + len(line))
            text += line + " "
    return Passage(name, report_of(text.rstrip() + "\n", **slots), tuple(wanted))


def claims_of(passage: Passage) -> list[Claim]:
    return extract_claims(passage.report)


def pair_up(passage: Passage, claims: list[Claim]) -> list[tuple[Wanted | None, Claim | None]]:
    """Each wanted claim with the one found (half of the words in common), and what is left."""
    spans = [{i for e in c.evidence for i in range(e.start, e.end)} for c in claims]
    scored = sorted(
        (
            (len(span & set(range(w.start, w.end))) / len(span | set(range(w.start, w.end))), n, k)
            for n, w in enumerate(passage.wanted)
            for k, span in enumerate(spans)
        ),
        reverse=True,
    )
    by_wanted: dict[int, int] = {}
    for share, n, k in scored:
        if share >= 0.5 and n not in by_wanted and k not in by_wanted.values():
            by_wanted[n] = k
    pairs: list[tuple[Wanted | None, Claim | None]] = [
        (w, claims[by_wanted[n]] if n in by_wanted else None) for n, w in enumerate(passage.wanted)
    ]
    return pairs + [(None, c) for k, c in enumerate(claims) if k not in by_wanted.values()]


def is_right(slot: str, cell: str, claim: Claim) -> bool:
    """Whether ``claim`` has in ``slot`` what ``cell`` asks for."""
    if slot == "speaker":
        return any(same_name(claim.speaker, s) for s in cell.split("/"))
    if slot in ("modality", "action"):
        return getattr(claim, slot) in cell.split("/")
    if slot == "places":
        got = [p.name for p in claim.places]
        if "none" in cell.split("/") and not got:
            return True
        wanted = [w.strip().split("/") for w in cell.split(",")]
        return all(any(same_name(g, w) for g in got for w in ws) for ws in wanted) and all(
            any(same_name(g, w) for ws in wanted for w in ws) for g in got
        )
    first, last = cell.split("..")
    got = (claim.when.earliest or "")[:10], (claim.when.latest or "")[:10]
    return all(
        any(w.replace("*", "") == g for w in ws.split("/"))
        for g, ws in zip(got, (first, last), strict=True)
    )
