"""How far two annotations of the same reports agree: claims found, then slot by slot.

``python -m tests.eval.agreement`` prints the table of each part that was annotated twice, with
``dev``, ``dev4`` or ``dev6`` of that part alone; ``-v`` lists every difference as well, but never
of a gate. The second answers lie in ``reports/second``, ``reports/second3`` and
``reports/second4``; each was written from the report's text alone.
"""

from __future__ import annotations

import sys
import tomllib
from typing import Any

from offing.reports import read_report
from tests.eval.scoring import HERE, MATCH_AT, Tally, one_of, overlap, same_name, spans_of

SECOND = {"dev": "second", "dev4": "second3", "dev6": "second4"}
"""Where the second answers of a part lie."""
SHOWN = {"dev", "dev4", "dev6"}
"""Parts whose differences may be seen; of a gate there are totals alone."""
SLOTS = ("speaker", "modality", "action", "scope", "in_effect", "places", "when", "chain", "count")


def match(first: list[set[int]], second: list[set[int]]) -> dict[int, int]:
    """Pairs of overlapping evidence, best first, each used once."""
    pairs = sorted(
        ((overlap(a, b), i, j) for i, a in enumerate(first) for j, b in enumerate(second)),
        reverse=True,
    )
    out: dict[int, int] = {}
    for iou, i, j in pairs:
        if iou >= MATCH_AT and i not in out and j not in out.values():
            out[i] = j
    return out


def slot_of(gold: dict[str, Any], slot: str) -> Any:
    """A slot's value; ``None`` where the answer does not give it."""
    if slot == "places":
        return gold.get("places", gold.get("places_include"))
    return gold.get(slot)


def agrees(slot: str, a: dict[str, Any], b: dict[str, Any], *, first_choice: bool) -> bool | None:
    """Whether two answers share a value for the slot; ``None`` where either leaves it open.

    With ``first_choice`` only the value that each names first counts, not its alternatives.
    """
    x, y = slot_of(a, slot), slot_of(b, slot)
    if x is None or y is None:
        return None
    if slot in ("speaker", "modality", "action", "scope"):
        left, right = one_of(x), one_of(y)
        if first_choice:
            left, right = left[:1], right[:1]
        if slot == "speaker":
            return any(same_name(p, q) for p in left for q in right)
        return bool(set(left) & set(right))
    if slot == "places":
        few, many = sorted((x, y), key=len)
        if "places" in a and "places" in b and len(few) != len(many):
            return False
        return all(any(same_name(p, q) for q in many) for p in few)
    if slot == "chain":
        return len(x) == len(y) and all(
            any(same_name(p, q) for p in one_of(a) for q in one_of(b))
            for a, b in zip(x, y, strict=True)
        )
    if slot in ("when", "count"):
        return all(
            "*" in (p, q) or bool(set(one_of(p)) & set(one_of(q)))
            for p, q in zip(x, y, strict=True)
        )
    return bool(x == y)


def compare(part: str, name: str, tally: Tally, strict: Tally) -> None:
    """Lay the two answers to one report of a part side by side.

    An optional claim is never missed: it counts only where both have it.
    """
    toml = HERE / "reports" / part / f"{name}.toml"
    (source,) = (p for p in toml.parent.glob(name + ".*") if p.suffix != ".toml")
    text = read_report(source).text
    one = tomllib.loads(toml.read_text("utf-8"))["claims"]
    two = tomllib.loads((HERE / "reports" / SECOND[part] / toml.name).read_text("utf-8"))["claims"]
    spans_one, spans_two = [spans_of(text, g) for g in one], [spans_of(text, g) for g in two]
    pairs = match(spans_one, spans_two)
    tally.found += len(pairs)
    strict.found += len(pairs)
    strict.wanted += len(one)
    strict.made += len(two)
    for i, g in enumerate(one):
        tally.wanted += i in pairs or not g.get("optional")
        if i not in pairs and not g.get("optional"):
            tally.faults.append(f"only first: {name}: {g['text']}")
    for j, g in enumerate(two):
        tally.made += j in pairs.values() or not g.get("optional")
        if j not in pairs.values() and not g.get("optional"):
            tally.faults.append(f"only second: {name}: {g['text']}")
    for i, j in sorted(pairs.items()):
        for slot in SLOTS:
            right = agrees(slot, one[i], two[j], first_choice=False)
            if right is not None:
                tally.mark(
                    slot,
                    right,
                    f"{name}: {str(one[i]['text'])[:70]!r}: first {slot_of(one[i], slot)},"
                    f" second {slot_of(two[j], slot)}",
                )
                closer = agrees(slot, one[i], two[j], first_choice=True)
                strict.mark(slot, bool(closer), name)


def measure(part: str) -> tuple[Tally, Tally]:
    """Agreement over a part's reports that were annotated twice: with alternatives, and without."""
    tally, strict = Tally(), Tally()
    for second in sorted((HERE / "reports" / SECOND[part]).glob("*.toml")):
        compare(part, second.stem, tally, strict)
    return tally, strict


def table(tally: Tally, strict: Tally) -> str:
    """The figures, one slot a line."""
    p, r = tally.precision, tally.recall
    lines = [
        f"claims in both {tally.found}; of the second's {tally.made} {p:.3f},"
        f" of the first's {tally.wanted} {r:.3f}, F {2 * p * r / (p + r):.3f}",
        f"optional ones of one side counted too: {strict.made} and {strict.wanted},"
        f" F {2 * strict.found / (strict.made + strict.wanted):.3f}",
        "slot: agree (any alternative), agree (first choice of each)",
    ]
    for slot in SLOTS:
        right, total = tally.slots.get(slot, [0, 0])
        if total:
            lines.append(f"{slot}: {right}/{total} = {right / total:.3f}, {strict.share(slot):.3f}")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Print the tables, and with ``-v`` the differences of the parts that may be seen."""
    for part in [a for a in arguments if a in SECOND] or sorted(SECOND):
        both, narrow = measure(part)
        print(f"== {part}\n{table(both, narrow)}")
        if "-v" in arguments and part in SHOWN:
            print("\n".join(both.faults))


if __name__ == "__main__":
    main(sys.argv[1:])
