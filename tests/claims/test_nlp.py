from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from offing.claims import extract_claims, happened
from offing.claims import nlp as room
from offing.claims.happened_parsed import happened_in_parse
from offing.errors import UsageError
from offing.reports import read_report


@dataclass(eq=False)
class Token:
    """As much of spaCy's ``Token`` as the rules look at."""

    i: int
    lower_: str
    lemma_: str
    tag_: str
    dep_: str
    idx: int = 0
    pos_: str = "X"
    head: Token | None = None
    children: list[Token] = field(default_factory=list)

    @property
    def subtree(self) -> list[Token]:
        inside = [self, *(t for c in self.children for t in c.subtree)]
        return sorted(inside, key=lambda t: t.i)


def parse(*rows: str) -> tuple[Token, ...]:
    """A parse written by hand: “word lemma tag dep head”, one row for each token."""
    cells = [r.split() for r in rows]
    at = 0
    tokens = []
    for i, (word, lemma, tag, dep, _) in enumerate(cells):
        pos = "VERB" if tag.startswith("VB") else "X"
        tokens.append(Token(i, word.lower(), lemma, tag, dep, at, pos))
        at += len(word) + 1
    for token, (*_, head) in zip(tokens, cells, strict=True):
        token.head = tokens[int(head)]
        if token.head is not token:
            token.head.children.append(token)
    return tuple(tokens)


@pytest.mark.parametrize(
    ("rows", "at", "expected"),
    [
        (("They they PRP nsubj 1", "managed manage VBD ROOT 1", "to to TO aux 3",
          "board board VB xcomp 1"), 3, True),
        (("They they PRP nsubj 1", "refused refuse VBD ROOT 1", "to to TO aux 3",
          "board board VB xcomp 1"), 3, False),
        (("They they PRP nsubj 3", "did do VBD aux 3", "not not RB neg 3",
          "board board VB ROOT 3"), 3, False),
        (("Let let VB ROOT 0", "us we PRP nsubj 2", "pass pass VB ccomp 0"), 0, False),
        (("We we PRP nsubj 1", "hope hope VBP ROOT 1", "they they PRP nsubj 3",
          "sail sail VBP ccomp 1"), 3, False),
        (("If if IN mark 2", "ships ship NNS nsubj 2", "sailing sail VBG advcl 2"), 2, False),
    ],
)  # fmt: skip
def test_what_a_parse_says_of_an_event(rows, at, expected):
    tokens = parse(*rows)
    assert happened_in_parse(tokens, at, base=True) is expected


def test_what_is_being_tried_is_under_way_though_the_words_doubt_it():
    tokens = parse("They they PRP nsubj 1", "tried try VBD ROOT 1", "to to TO aux 3",
                   "board board VB xcomp 1")  # fmt: skip
    assert happened_in_parse(tokens, 3, base=False) is True


def test_the_words_stand_where_the_parser_saw_no_verb():
    tokens = parse("No no DT det 1", "attack attack NN ROOT 1")
    assert happened_in_parse(tokens, 1, base=False) is False
    assert happened_in_parse(tokens, 1, base=True) is True


class Pipeline:
    """Gives one parse for one sentence, and nothing for all others."""

    def __init__(self, parses: dict[str, tuple[Token, ...]]) -> None:
        self.parses = parses

    def pipe(self, texts):
        return (self.parses.get(t, ()) for t in texts)


TEXT = (
    "Harbour Dispatch, 3 March 2025\n\nThe tribunal in Porto Velho ruminates "
    "that pirates boarded a tanker in the Gulf of Guinea on Sunday.\n"
)


def test_a_pipeline_that_knows_nothing_changes_nothing():
    report = read_report(TEXT.encode())
    assert extract_claims(report, nlp=Pipeline({})) == extract_claims(report)


def test_a_speaker_whom_the_rules_passed_over_is_found(monkeypatch):
    text = (
        "Harbour Dispatch, 3 March 2025\n\n"
        "Said the Harbour Union, gunmen boarded a tanker off Lagos on Sunday.\n"
    )
    report = read_report(text.encode())
    (before,) = extract_claims(report)
    sentence = "Said the Harbour Union, gunmen boarded a tanker off Lagos on Sunday."
    parsed = parse(
        "Said say VBD ROOT 0", "the the DT det 3", "Harbour Harbour NNP compound 3",
        "Union Union NNP nsubj 0", "gunmen gunman NNS nsubj 5", "boarded board VBD ccomp 0",
        "a a DT det 7", "tanker tanker NN dobj 5", "off off IN prep 5", "Lagos Lagos NNP pobj 8",
        "on on IN prep 5", "Sunday Sunday NNP pobj 10",
    )  # fmt: skip
    for token, word in zip(parsed, sentence.replace(",", "").replace(".", "").split(), strict=True):
        token.idx = sentence.index(word, token.idx - 2 if token.idx > 2 else 0)
    (after,) = extract_claims(report, nlp=Pipeline({sentence: parsed}))
    assert after.speaker == "Harbour Union"
    assert after.action == before.action == "boarding"
    evidence = after.evidence[0]
    assert report.text[evidence.start : evidence.end] == evidence.text


def test_without_a_pipeline_the_message_says_what_to_do(monkeypatch):
    monkeypatch.setattr(room, "installed_pipelines", lambda: ())
    room._loaded.cache_clear()
    report = read_report(TEXT.encode())
    with pytest.raises(UsageError, match=r"offing\[nlp\]"):
        extract_claims(report, nlp="any")
    with pytest.raises(UsageError, match="a pipeline or its name"):
        extract_claims(report, nlp=7)


def test_an_installed_pipeline_is_at_least_as_good(shared_data):
    """Measured only where one is installed: accuracy on real sentences with the parse."""
    if not room.installed_pipelines():
        pytest.skip("no English pipeline of spaCy is installed")
    from tests.claims.test_happened import labelled

    right = total = 0
    for tokens, i, label in labelled(shared_data):
        right += happened(tokens, i, nlp="any") == (label > 0)
        total += 1
    assert right / total >= 0.83


def test_with_an_installed_pipeline_speakers_are_read_no_worse():
    if not room.installed_pipelines():
        pytest.skip("no English pipeline of spaCy is installed")
    from tests.eval.scoring import load_cases
    from tests.eval.test_claims_eval import tally_of

    cases = load_cases("dev")
    plain, parsed = tally_of(cases), tally_of(cases, "any")
    assert parsed.share("speaker") > plain.share("speaker")
    assert parsed.share("chain") > plain.share("chain")
    assert parsed.precision > plain.precision - 0.01
    assert parsed.recall > plain.recall - 0.01
