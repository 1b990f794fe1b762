"""Score claims against answers: found (evidence overlap), then slot by slot on those found."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from offing.reports import read_report

if TYPE_CHECKING:
    from offing.model import Claim, Report

HERE = Path(__file__).resolve().parent
MATCH_AT = 0.5
"""Character intersection over union of evidence from which a claim counts as found."""


@dataclass
class Tally:
    """Right and total per slot, and what went wrong, over any number of reports."""

    found: int = 0
    wanted: int = 0
    made: int = 0
    required: int = 0
    required_found: int = 0
    slots: dict[str, list[int]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list, repr=False)

    @property
    def precision(self) -> float:
        return self.found / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 0.0

    def mark(self, slot: str, right: bool, fault: str) -> None:
        pair = self.slots.setdefault(slot, [0, 0])
        pair[0] += right
        pair[1] += 1
        if not right:
            self.faults.append(f"{slot}: {fault}")

    def share(self, slot: str) -> float:
        right, total = self.slots.get(slot, [0, 0])
        return right / total if total else 1.0

    def totals(self) -> str:
        """The figures alone, one slot a line."""
        lines = [
            f"claims: P {self.precision:.3f} ({self.found}/{self.made})"
            f" R {self.recall:.3f} ({self.found}/{self.wanted}); without the optional ones"
            f" R {self.required_found / max(1, self.required):.3f}"
            f" ({self.required_found}/{self.required})"
        ]
        lines += [f"{slot}: {r}/{n} = {r / n:.3f}" for slot, (r, n) in sorted(self.slots.items())]
        return "\n".join(lines)

    def table(self) -> str:
        """The figures and every fault."""
        return "\n".join([self.totals(), *self.faults])


@dataclass(frozen=True)
class Case:
    """One report and its right answer."""

    name: str
    report: Report
    answer: dict[str, Any]


def load_cases(part: str) -> list[Case]:
    """The reports of ``dev`` or ``gate`` with their answers."""
    cases = []
    for toml in sorted((HERE / "reports" / part).glob("*.toml")):
        (source,) = (p for p in toml.parent.glob(toml.stem + ".*") if p.suffix != ".toml")
        cases.append(Case(toml.stem, read_report(source), tomllib.loads(toml.read_text("utf-8"))))
    return cases


def load_article(reports: Path) -> Case:
    """The real article beside the project, with its answer in offsets."""
    answer = tomllib.loads((HERE / "article.toml").read_text("utf-8"))
    return Case("article", read_report(reports / answer["file"]), answer)


def spans_of(text: str, gold: dict[str, Any]) -> set[int]:
    """The characters that an answer names as evidence."""
    if "spans" in gold:
        return {i for a, b in gold["spans"] for i in range(a, b)}
    wanted = [gold["text"]] if isinstance(gold["text"], str) else gold["text"]
    out: set[int] = set()
    for words in wanted:
        pattern = r"\s+".join(re.escape(w) for w in words.split())
        hit = re.search(pattern, text)
        assert hit, f"the answer's words are not in the report: {words!r}"
        out |= set(range(*hit.span()))
    return out


def fold(name: str) -> str:
    """A name for comparison: no accents, case, articles or titles."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode()
    return re.sub(r"\b(the|port of|canal|strait of|an|a)\b|\W+", " ", plain.lower()).strip()


def same_name(a: str | None, b: str) -> bool:
    """Whether two names are the same but for articles, case, or one being the longer form."""
    if a is None:
        return False
    x, y = fold(a), fold(b)
    return bool(x and y) and (x in y or y in x)


def one_of(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def score(case: Case, claims: list[Claim], tally: Tally) -> None:
    """Match claims one to one with the answer's and add the outcome to ``tally``."""
    text = case.report.text
    gold = [(g, spans_of(text, g)) for g in case.answer["claims"]]
    made = []
    for claim in claims:
        for e in claim.evidence:
            assert text[e.start : e.end] == e.text, (
                f"{case.name}: evidence is not letter for letter"
            )
        made.append((claim, {i for e in claim.evidence for i in range(e.start, e.end)}))
    pairs = sorted(
        ((overlap(a, b), i, j) for i, (_, a) in enumerate(gold) for j, (_, b) in enumerate(made)),
        reverse=True,
    )
    taken_gold: dict[int, int] = {}
    taken_made: set[int] = set()
    for iou, i, j in pairs:
        if iou >= MATCH_AT and i not in taken_gold and j not in taken_made:
            taken_gold[i] = j
            taken_made.add(j)
    for i, (g, _) in enumerate(gold):
        if i in taken_gold:
            tally.found += 1
            tally.wanted += 1
            tally.required += not g.get("optional")
            tally.required_found += not g.get("optional")
            score_slots(case.name, g, made[taken_gold[i]][0], tally)
        elif not g.get("optional"):
            tally.wanted += 1
            tally.required += 1
            tally.faults.append(f"missed: {case.name}: {g.get('text', g.get('spans'))}")
    tally.made += len(made)
    for j, (claim, _) in enumerate(made):
        if j not in taken_made:
            words = " | ".join(e.text[:90] for e in claim.evidence)
            tally.faults.append(f"extra: {case.name}: {claim.action}/{claim.modality}: {words}")


def overlap(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def score_slots(name: str, gold: dict[str, Any], claim: Claim, tally: Tally) -> None:
    """Compare each slot that the answer gives."""
    where = f"{name}: {claim.evidence[0].text[:60]!r}"
    for slot in ("modality", "action", "scope"):
        if slot in gold:
            got = getattr(claim, slot)
            tally.mark(slot, got in one_of(gold[slot]), f"{where}: {got}, not {gold[slot]}")
    if "speaker" in gold:
        right = any(same_name(claim.speaker, s) for s in one_of(gold["speaker"]))
        tally.mark("speaker", right, f"{where}: {claim.speaker}, not {gold['speaker']}")
    if "in_effect" in gold:
        tally.mark(
            "in_effect",
            bool(claim.in_effect) == gold["in_effect"],
            f"{where}: {claim.in_effect}, not {gold['in_effect']}",
        )
    if "places" in gold or "places_include" in gold:
        got_places = [p.name for p in claim.places]
        wanted = gold.get("places", gold.get("places_include", []))
        right = all(any(same_name(p, w) for p in got_places) for w in wanted)
        if "places" in gold:
            right = right and all(any(same_name(p, w) for w in wanted) for p in got_places)
        tally.mark("place", right, f"{where}: {got_places}, not {wanted}")
    if "when" in gold:
        got = (claim.when.earliest or "")[:10], (claim.when.latest or "")[:10]
        right = all(
            "*" in one_of(w) or g in one_of(w) for g, w in zip(got, gold["when"], strict=True)
        )
        tally.mark("date", right, f"{where}: {got}, not {gold['when']}")
    if "chain" in gold:
        chain = list(claim.attribution)
        right = len(chain) == len(gold["chain"]) and all(
            any(same_name(a, c) for c in one_of(b))
            for a, b in zip(chain, gold["chain"], strict=True)
        )
        tally.mark("chain", right, f"{where}: {chain}, not {gold['chain']}")
    if "count" in gold:
        of, low, high = gold["count"]
        c = claim.count
        right = (
            c is not None
            and (c.of, c.max) == (of, None if high == "" else high)
            and c.min in one_of(low)
        )
        tally.mark("count", right, f"{where}: {c}, not {gold['count']}")
