from __future__ import annotations

import gzip

import pytest

from offing.claims import happened


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("The ship sailed on Monday .", "sailed", True),
        ("The ship will sail on Monday .", "sail", False),
        ("The ship did not sail on Monday .", "sail", False),
        ("If the ship sails , we will wait .", "sails", False),
        ("They wanted to board the ship .", "board", False),
        ("They managed to board the ship .", "board", True),
        ("Please send the papers .", "send", False),
        ("The owners could have sold the ship .", "sold", False),
        ("They never reached the port .", "reached", False),
        ("He said that they had reached the port .", "reached", True),
    ],
)
def test_what_happened(sentence, word, expected):
    tokens = sentence.split()
    assert happened(tokens, tokens.index(word)) is expected


def test_an_index_out_of_range_is_an_error():
    with pytest.raises(IndexError):
        happened(["The", "ship"], 7)


def labelled(shared_data):
    """``(tokens, index, label from −3 to 3)`` of every labelled predicate."""
    text = gzip.decompress((shared_data / "factuality" / "dev.conll.gz").read_bytes()).decode()
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line]
        tokens = [r[1] for r in rows]
        for i, row in enumerate(rows):
            if row[2] not in ("_", ""):
                yield tokens, i, float(row[2])


def test_real_sentences(shared_data):
    """Accuracy over all labelled predicates; zero counts as “did not happen”."""
    right = total = 0
    for tokens, i, label in labelled(shared_data):
        right += happened(tokens, i) == (label > 0)
        total += 1
    assert total > 2000
    assert right / total >= 0.78
