from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from offing.brief.marks import WHOLE_TEXT, pieces_from_report
from offing.model import Dropped, Evidence
from tests.brief import made


def numbered(source, spans):
    out = []
    for number, (start, end) in enumerate(spans, 1):
        words = Evidence(report_id=source.id, start=start, end=end, text=source.text[start:end])
        claim = made.claim(source, source.text[:1], id=str(number))
        out.append((number, type(claim)(id=str(number), report_id=source.id, speaker="x",
                                        evidence=(words,))))  # fmt: skip
    return out


spans = st.lists(
    st.tuples(st.integers(0, 199), st.integers(1, 60)).map(lambda t: (t[0], min(t[0] + t[1], 200))),
    max_size=12,
)


@given(spans, st.lists(st.tuples(st.integers(0, 180), st.integers(1, 20)), max_size=3))
def test_pieces_joined_are_the_text_and_know_their_claims(marks, gaps) -> None:
    text = "".join(chr(97 + i % 26) for i in range(200))
    dropped = tuple(Dropped(start=s, end=s + n, reason="markup") for s, n in gaps)
    source = made.report(text, dropped=dropped)
    pieces = pieces_from_report(source, numbered(source, marks))
    assert "".join(p.text for p in pieces) == text
    at = 0
    for piece in pieces:
        wanted = {n for n, (s, e) in enumerate(marks, 1) if s <= at < e}
        assert set(piece.claims) == wanted
        at += len(piece.text)
    begun = [b for p in pieces for b in p.begins]
    assert sorted(n for n, _ in begun) == list(range(1, len(marks) + 1))


def test_a_long_text_shows_what_is_near_evidence() -> None:
    text = "word " * 60_000
    source = made.report(text)
    pieces = pieces_from_report(source, numbered(source, [(150_000, 150_010)]))
    assert sum(len(p.text) + p.gap for p in pieces) == len(text) > WHOLE_TEXT
    assert sum(len(p.text) for p in pieces) < 5_000
    assert any(p.claims == (1,) and p.text == text[150_000:150_010] for p in pieces)


def test_evidence_outside_the_text_marks_nothing() -> None:
    source = made.report("short")
    bad = Evidence(report_id=source.id, start=2, end=99, text="x")
    claim = type(made.claim(source, "short"))(
        id="1", report_id=source.id, speaker="x", evidence=(bad,)
    )
    assert [p.text for p in pieces_from_report(source, [(1, claim)])] == ["short"]
