from __future__ import annotations

import datetime
from itertools import combinations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.incidents import cluster, link_incidents
from offing.incidents.compare import _telling_pairs, compare_voices
from offing.incidents.match import compare_claims
from offing.incidents.sameness import same_content
from offing.incidents.voices import voices_of
from tests.growth import assert_linear
from tests.incidents.making import BEIRA, HAIFA, make_claim, make_report, on

TOLD = (
    ("closure", "Port Authority", HAIFA, "claimed"),
    ("closure", "Harbour Union", HAIFA, "denied"),
    ("boarding", "Navy", BEIRA, "reported"),
    ("normal_operations", "Harbour Union", HAIFA, "reported"),
)


def story(picks):
    """Reports and claims: for each pick (outlet, what it tells, day of January)."""
    reports, claims = {}, []
    for outlet, what, day in picks:
        action, speaker, place, modality = TOLD[what]
        text = f"{speaker}: {action.replace('_', ' ')} at {place.name}."
        report = make_report(
            text, publisher=f"Outlet {outlet}", published=datetime.date(2024, 1, 20 + day)
        )
        reports[report.id] = report
        claims.append(make_claim(
            report, len(claims), words=text, speaker=speaker, action=action, places=(place,),
            modality=modality, when=on("2024-01-20"),
        ))  # fmt: skip
    return list(reports.values()), claims


PICKS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, len(TOLD) - 1), st.integers(0, 2)),
    min_size=1, max_size=14,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(PICKS)
def test_claims_of_equal_content_get_equal_verdicts(picks):
    reports, claims = story(picks)
    by_id = {r.id: r for r in reports}
    content = same_content(claims, by_id)
    seen = {}
    for a, b in combinations(claims, 2):
        key = content[a.id], content[b.id], a.report_id == b.report_id
        verdict = compare_claims(a, b, by_id)
        assert seen.setdefault(key, verdict) == verdict


@settings(max_examples=60, deadline=None)
@given(PICKS)
def test_pairs_that_are_left_out_say_nothing_new(picks):
    reports, claims = story(picks)
    by_id = {r.id: r for r in reports}
    voices = voices_of(claims, by_id)
    few = compare_voices(claims, voices)
    try:
        compare_voices.__globals__["_telling_pairs"] = lambda c, _v: combinations(c, 2)
        assert compare_voices(claims, voices) == few
    finally:
        compare_voices.__globals__["_telling_pairs"] = _telling_pairs


@settings(max_examples=40, deadline=None)
@given(PICKS)
def test_whether_any_pair_clashes_is_seen_by_content(picks):
    reports, claims = story(picks)
    by_id = {c.id: c for c in claims}
    texts = {r.id: r for r in reports}
    weigh = cluster._Weighing(by_id, texts, cluster.context_of(claims))
    half = len(claims) // 2
    one, two = list(by_id)[:half], list(by_id)[half:]
    plain = next((v for p in one for q in two if not (v := weigh.verdict(p, q)).possible), None)
    assert weigh.first_clash(one, two) == plain


def test_time_grows_with_the_copies_of_one_story_and_no_faster():
    def run(size: int) -> None:
        reports, claims = [], []
        text = "The Port Authority said that the port of Haifa was closed. Nothing moved."
        for n in range(size):
            report = make_report(text, publisher=f"Outlet {n}")
            reports.append(report)
            claims.append(make_claim(
                report, 0, words="the port of Haifa was closed", speaker="Port Authority",
                action="closure", places=(HAIFA,), when=on("2024-01-20"),
            ))  # fmt: skip
        (incident,) = link_incidents(claims, reports)
        assert incident.independent_origins == 1
        assert len(incident.claim_ids) == size

    assert_linear(run, 60, 480)


def test_a_copy_on_another_day_is_another_content():
    reports, claims = story([(0, 0, 0), (1, 0, 1)])
    content = same_content(claims, {r.id: r for r in reports})
    assert len(set(content.values())) == 2
    again = same_content(
        [claims[0], msgspec.structs.replace(claims[0], id="other", attribution=("X",))],
        {r.id: r for r in reports},
    )
    assert len(set(again.values())) == 1
