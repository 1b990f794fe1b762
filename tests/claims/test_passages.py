"""Short passages of many kinds, regions and genres: found, not invented, slots right.

``python -m tests.claims.test_passages [NAME …]`` prints every fault. The floors only rise.
"""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from tests.claims.passages import SLOTS, Passage, claims_of, is_right, load_passages, pair_up

FLOORS = {
    "one": (0.96, 0.96), "two": (0.96, 0.96), "three": (0.96, 0.95), "four": (0.9, 0.85),
    "five": (0.9, 0.5),
}  # fmt: skip
"""Precision and recall per file; ``five`` is of attributions at their most roundabout."""
SLOT_FLOORS = {"speaker": 0.95, "modality": 0.92, "action": 0.95, "places": 0.86, "when": 0.8}


def count(passages: list[Passage], *, verbose: bool = False) -> tuple[Counter[str], Counter[str]]:
    """What is right and what was asked, per slot; ``claims`` and ``made`` beside them."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for passage in passages:
        for wanted, claim in pair_up(passage, claims_of(passage)):
            asked["claims"] += wanted is not None
            asked["made"] += claim is not None
            if wanted is None or claim is None:
                if verbose:
                    print(passage.name, "missed" if claim is None else "extra", wanted, claim)
                continue
            right["claims"] += 1
            for slot, cell in zip(SLOTS, wanted.slots, strict=True):
                if cell == "-":
                    continue
                asked[slot] += 1
                right[slot] += is_right(slot, cell, claim)
                if verbose and not is_right(slot, cell, claim):
                    print(passage.name, slot, "not", cell, claim.evidence[0].text[:90])
    return right, asked


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_claims_of_passages_are_found_and_not_invented(name: str) -> None:
    right, asked = count(load_passages(name))
    precision, recall = FLOORS[name]
    assert right["claims"] >= precision * asked["made"]
    assert right["claims"] >= recall * asked["claims"]


@pytest.mark.parametrize("slot", SLOTS)
def test_slots_of_passages_are_right(slot: str) -> None:
    right, asked = count(load_passages("one", "two", "three", "four"))
    assert right[slot] >= SLOT_FLOORS[slot] * asked[slot], (right[slot], asked[slot])


@pytest.mark.parametrize("passage", load_passages("none"), ids=lambda p: p.name)
def test_what_is_not_about_ships_makes_no_claim(passage: Passage) -> None:
    told = [c for c in claims_of(passage) if c.scope == "shipping"]
    assert not told, [c.evidence[0].text for c in told]


if __name__ == "__main__":
    for part in sys.argv[1:] or sorted(FLOORS):
        right, asked = count(load_passages(part), verbose=True)
        print(
            part, {slot: (right[slot], asked[slot]) for slot in ("claims", *SLOTS)}, asked["made"]
        )
