from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from offing.errors import ScenarioError, UnknownRestriction, UsageError
from offing.model import ClaimPlace, Restriction, Scenario, Target
from offing.scenario import accept, scenario_from_file, scenario_to_toml
from offing.scenario.build import area_km2, circle, polygons_from
from offing.scenario.contradictions import check_set
from offing.scenario.entry import KEYS
from offing.scenario.faults import Faults
from offing.scenario.files import check_scenario, scenario_from_toml
from offing.scenario.lines import LineIndex
from tests.growth import assert_linear

SQUARE = [[40.0, 10.0], [41.0, 10.0], [41.0, 11.0], [40.0, 11.0]]


def _write(folder: Path, text: str, name: str = "s.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_full_file_is_read(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        """
name = "Winter"
date = 2024-02-01

[[restriction]]
passage = "Bab el-Mandeb"
effect = "avoided"
share = 0.55
share_by_class = { container = 0.77 }
start = 2023-12-16
note = "carriers paused"
source = "a notice"

[[restriction]]
port = "ILHFA"
start = 2024-01-24
end = 2024-03-01

[[restriction]]
circle = { lon = 42.6, lat = 13.7, radius_nm = 10 }
name = "drifting mines"
""",
    )
    scenario = Scenario.from_file(path)
    first, second, third = scenario.restrictions
    assert scenario.date == datetime.date(2024, 2, 1)
    assert first.id == "passage-bab-el-mandeb-avoided-20231216"
    assert first.share_by_class == {"container": 0.77}
    assert (first.note, first.sources) == ("carriers paused", ("a notice",))
    assert (second.target.id, second.effect) == ("ilhfa", "closed")
    assert third.id == "area-drifting-mines-avoided"
    assert {r.status for r in scenario.restrictions} == {"accepted"}
    assert [r.id for r in scenario.active(datetime.date(2024, 4, 1))] == [first.id, third.id]


R = "[[restriction]]\n"
SUEZ_AT = 'passage = "suez"\n'


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (R + 'port = "ILHFA"\n\n[[restriction]]\npassage = "Atlantis"', 5, "Atlantis"),
        (R + 'passage = "Bab el Mandab Street"', 2, "bab-el-mandeb"),
        (R + 'port = "XXQQQ"', 2, "XXQQQ"),
        (R + 'passage = "all"', 2, "no voyage would be left"),
        ('name = "x"\n' + R + 'port = "ILHFA"\npassage = "suez"', 3, "exactly one"),
        (R + 'note = "no target"', 1, "exactly one"),
        (R + 'port = "ILHFA"\nstart = 2024-02-01\nend = 2024-01-01', 4, "before"),
        (R + SUEZ_AT + 'effect = "avoided"\nshare = 1.5', 4, "1.5"),
        (R + SUEZ_AT + 'effect = "avoided"\nshare = 55', 4, "55 % is written 0.55"),
        (R + SUEZ_AT + 'effect = "avoided"\nshare = nan', 4, "nan"),
        (R + SUEZ_AT + "share = 0.5", 3, "avoided"),
        (R + SUEZ_AT + 'effect = "shut"', 3, "shut"),
        (R + SUEZ_AT + 'effect = "capacity"', 3, "capacity_per_day"),
        (R + SUEZ_AT + "capacity_per_day = 9", 3, 'goes with effect = "capacity"'),
        (R + SUEZ_AT + 'effect = "capacity"\ncapacity_per_day = -1', 4, "at least 0"),
        (R + SUEZ_AT + 'effect = "capacity"\ncapacity_per_day = 9\nramp_days = 3\nstart=2024-01-01',
         5, "no ramp"),
        (R + SUEZ_AT + 'start = "soon"', 3, "soon"),
        (R + SUEZ_AT + 'applies_to = "container"', 3, "list"),
        (R + SUEZ_AT + 'applies_to = ["contaner"]', 3, "did you mean container"),
        (R + SUEZ_AT + 'applies_to = ["country:Yemen"]', 3, "two letters"),
        (R + SUEZ_AT + 'applies_to = ["port:XXQQQ"]', 3, "XXQQQ"),
        (R + SUEZ_AT + 'effect = "avoided"\nshare_by_class = { oiltanker = 0.5 }', 4, "tanker"),
        (R + SUEZ_AT + 'effect = "avoided"\n[restriction.share_by_class]\ncontainer = 0.1\n'
         "tanker = 2", 6, "0 to 1"),
        (R + SUEZ_AT + 'effect = "avoided"\napplies_to = ["tanker"]\n'
         "share_by_class = { container = 0.1 }", 5, "leaves container out"),
        (R + SUEZ_AT + "ramp_days = 3", 3, "give start"),
        (R + SUEZ_AT + "ramp_from = 0.3", 3, "no ramp"),
        (R + SUEZ_AT + "start = 2024-01-01\nend = 2024-01-05\nramp_days = 21", 5, "longer than"),
        (R + SUEZ_AT + R + SUEZ_AT, 3, "second"),
        (R + SUEZ_AT + R + SUEZ_AT + 'effect = "capacity"\ncapacity_per_day = 9', 5,
         "closed and lets ships through"),
        ('opened = ["northern-sea-route"]\n' + R + 'passage = "northern-sea-route"', 3, "opened"),
        ('opened = ["north sea root"]', 1, "unknown passage"),
        (R + "polygon = [[1, 2], [3, 4]]", 2, "no area"),
        (R + "polygon = [[400, 2], [3, 4], [5, 6]]", 2, "not on the Earth"),
        (R + "polygon = [[-180, -80], [180, -80], [180, 80], [-180, 80]]", 2, "whole oceans"),
        (R + 'area = { type = "Point", coordinates = [1, 2] }', 2, "Point"),
        (R + "circle = { lon = 1, lat = 2 }", 2, "radius_nm"),
    ],
)  # fmt: skip
def test_a_contradiction_names_the_line_and_what(
    tmp_path: Path, text: str, line: int, what: str
) -> None:
    with pytest.raises(ScenarioError, match=what) as caught:
        scenario_from_file(_write(tmp_path, text))
    assert f"s.toml:{line}:" in str(caught.value)


def test_an_unknown_key_names_its_own_line(tmp_path: Path) -> None:
    text = '[[restriction]]\nport = "ILHFA"\n\n[[restriction]]\npassage = "suez"\nshere = 0.5'
    with pytest.raises(ScenarioError, match=r"s\.toml:6: .*'shere': did you mean share"):
        scenario_from_file(_write(tmp_path, text))


@pytest.mark.parametrize("text", ["not toml =", "restriction = 3", "x = 1", 'date = "never"'])
def test_a_file_that_is_no_scenario_says_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(ScenarioError, match=r"s\.toml"):
        scenario_from_file(_write(tmp_path, text))


def test_a_missing_or_binary_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="no such file"):
        scenario_from_file(tmp_path / "none.toml")
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ScenarioError, match="UTF-8"):
        scenario_from_file(tmp_path / "b.toml")


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    text = (
        'date = "soon"\ncolour = 3\n[[restriction]]\npassage = "suez"\nshare = 3\nramp_days = -1\n'
        '[[restriction]]\nport = "XXQQQ"\nstart = 2024-02-01\nend = 2024-01-01\n'
    )
    with pytest.raises(ScenarioError, match=r"^6 faults") as caught:
        scenario_from_file(_write(tmp_path, text))
    at = [int(f.removeprefix(str(tmp_path)).split(":")[1]) for f in caught.value.faults]
    assert at == [1, 2, 5, 6, 8, 10]
    checked = check_scenario(_write(tmp_path, text))
    assert checked.scenario is None
    assert checked.faults == caught.value.faults


def test_what_may_be_meant_is_remarked_not_refused(tmp_path: Path) -> None:
    text = (
        "date = 2020-01-01\n[[restriction]]\npassage = 'suez'\neffect = 'avoided'\nshare = 0\n"
        "start = 2021-01-01\n[[restriction]]\npassage = 'suez'\neffect = 'avoided'\nshare = 0.5\n"
    )
    checked = check_scenario(_write(tmp_path, text.replace("date", "# date")))
    assert checked.scenario is not None
    assert [r.split(": ", 1)[0].rpartition(":")[2] for r in checked.remarks] == ["5", "10"]
    late = check_scenario(_write(tmp_path, text.split("[[restriction]]\npassage = 'suez'\neffect"
                                                      " = 'avoided'\nshare = 0.5")[0]))  # fmt: skip
    assert any("no restriction holds on 2020-01-01" in r for r in late.remarks)


def test_a_key_in_a_string_or_list_is_not_taken_for_one(tmp_path: Path) -> None:
    text = (
        'note = """\nshare = 3\n[[restriction]]\n"""\n[[restriction]]  # one\npolygon = [\n'
        '  [1, 2], # share = 2\n  [3, 2], [3, 4]]\nname = "a = b"\n"share" = 4\n'
    )
    with pytest.raises(ScenarioError, match=r"s\.toml:10: restriction 1, share: 4"):
        scenario_from_file(_write(tmp_path, text))


@settings(max_examples=60, deadline=None)
@given(st.text("ab=[]{}\"'#. \t\n\\,", max_size=80))
def test_the_line_index_takes_any_text(text: str) -> None:
    lines = LineIndex(text)
    assert all(1 <= at <= text.count("\n") + 1 for at in (*lines.heads, lines.of(None, "a")))


def test_the_line_index_is_linear() -> None:
    assert_linear(
        lambda n: LineIndex("[" * n + "\n" + " " * n + "\n" + "a = 1\n" * n), 2_000, 40_000
    )


def test_extends_combines_and_a_circle_of_files_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, '[[restriction]]\npassage = "suez"', "base.toml")
    top = _write(tmp_path, 'extends = ["base.toml"]\n[[restriction]]\nport = "ILHFA"', "top.toml")
    assert {r.target.id for r in scenario_from_file(top).restrictions} == {"suez", "ilhfa"}
    _write(tmp_path, 'extends = ["top.toml"]', "base.toml")
    with pytest.raises(ScenarioError, match="extends itself"):
        scenario_from_file(top)


def test_what_contradicts_a_file_that_is_extended_is_remarked(tmp_path: Path) -> None:
    _write(tmp_path, '[[restriction]]\npassage = "suez"', "base.toml")
    top = _write(
        tmp_path,
        'extends = "base.toml"\n[[restriction]]\npassage = "suez"\neffect = "capacity"\n'
        "capacity_per_day = 9",
        "top.toml",
    )
    checked = check_scenario(top)
    assert checked.scenario is not None
    assert len(checked.scenario.restrictions) == 2
    (remark,) = checked.remarks
    assert "with what it extends" in remark
    assert "closed and lets ships through" in remark


_VALUES = st.recursive(
    st.none().map(lambda _: "x") | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.dates() | st.sampled_from(["suez", "ILHFA", "container", "capacity", "avoided"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(["lon", "lat", "radius_nm", "type", "coordinates", "tanker"]),
                      inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
_ENTRIES = st.dictionaries(st.sampled_from([*sorted(KEYS), "odd"]), _VALUES, max_size=6)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(_ENTRIES, max_size=4),
    st.dictionaries(st.sampled_from(["name", "date", "note", "opened", "sources", "x"]), _VALUES),
)
def test_any_toml_is_read_or_refused_in_words(entries, top) -> None:
    from offing.scenario.writing import _value

    lines = [f"{k} = {_value(v)}" for k, v in top.items()]
    for entry in entries:
        lines += ["[[restriction]]", *(f"{k} = {_value(v)}" for k, v in entry.items())]
    faults: tuple[str, ...] = ()
    try:
        scenario_from_toml("\n".join(lines))
    except ScenarioError as error:
        faults = error.faults or (str(error),)
    assert all(fault.startswith("scenario:") for fault in faults)


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_DATES = st.none() | st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 1, 1))


@st.composite
def _restrictions(draw: st.DrawFn) -> Restriction:
    kind = draw(st.sampled_from(["passage", "port", "area"]))
    if kind == "area":
        ring = [*SQUARE, SQUARE[0]]
        target = Target(kind="area", id="box", name="box",
                        geometry={"type": "Polygon", "coordinates": [ring]})  # fmt: skip
    else:
        target = (Target(kind="port", id="ilhfa", name="Haifa") if kind == "port"
                  else Target(kind="passage", id="suez", name="Suez Canal"))  # fmt: skip
    effect = draw(st.sampled_from(["closed", "avoided", "capacity"]))
    start, end = draw(_DATES), draw(_DATES)
    if start and end and end < start:
        start, end = end, start
    return Restriction(
        id=draw(st.text("abc-123", min_size=1, max_size=12)), target=target, effect=effect,
        share=draw(st.floats(0, 1)) if effect == "avoided" else 1.0,
        share_by_class={"container": draw(st.floats(0, 1))} if effect == "avoided" else {},
        capacity_per_day=draw(st.floats(0, 500)) if effect == "capacity" else None,
        applies_to=tuple(draw(st.lists(st.sampled_from(["container", "port:ilhfa"]), unique=True))),
        start=start, end=end, forbids_entry=draw(st.booleans()), status="accepted",
        basis=draw(_TEXT) or "set by hand", note=draw(_TEXT), claim_ids=("c1",),
        sources=tuple(draw(st.lists(_TEXT.filter(bool), max_size=2, unique=True))),
        would_have_to_be_true=(draw(_TEXT),),
    )  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(_restrictions(), max_size=4, unique_by=lambda r: r.id), _TEXT, _TEXT, _DATES)
def test_what_is_written_is_read_back(restrictions, name, note, date) -> None:
    scenario = Scenario(restrictions=tuple(restrictions), name=name, note=note, date=date)
    faults = Faults("", LineIndex(""))
    check_set(list(enumerate(restrictions)), scenario, faults)
    assume(not faults.found)
    assert scenario_from_toml(scenario_to_toml(scenario)) == scenario


@settings(max_examples=60, deadline=None)
@given(
    *[st.lists(_restrictions(), max_size=3, unique_by=lambda r: r.id)] * 2,
    *[st.tuples(_TEXT, _TEXT, _DATES)] * 2,
)
def test_combining_keeps_each_once_and_twice_is_once(one, two, head, other) -> None:
    a = Scenario(restrictions=tuple(one), name=head[0], note=head[1], date=head[2])
    b = Scenario(restrictions=tuple(two), name=other[0], note=other[1], date=other[2])
    both = a | b
    assert {r.id for r in both.restrictions} == {r.id for r in (*one, *two)}
    assert both | b == both
    assert both | a == both
    assert a | a == a
    assert a | Scenario() == a


PORTS = tuple(
    ClaimPlace(id=i, name=n, kind="port", unlocode=i.upper())
    for i, n in (("ilhfa", "Haifa"), ("ilash", "Ashdod"))
)
GENERAL = Restriction(
    id="ports-il-closed-20240124", candidates=PORTS, start=datetime.date(2024, 1, 24),
    target=Target(kind="general", id="ports-il", name="ports of Israel"),
)  # fmt: skip
SUEZ = Restriction(id="passage-suez-closed", target=Target(kind="passage", id="suez", name="Suez"))


def test_only_what_a_person_accepts_goes_in_and_is_marked_so() -> None:
    scenario = accept([SUEZ, GENERAL], ["passage-suez-closed"])
    (one,) = scenario.restrictions
    assert one.status == "accepted"
    assert accept([SUEZ], []).restrictions == ()


def test_an_unknown_id_offers_near_ones() -> None:
    with pytest.raises(UnknownRestriction) as caught:
        accept([SUEZ, GENERAL], ["passage-sues-closed"])
    assert "passage-suez-closed" in caught.value.near


@pytest.mark.parametrize("choice", ["ILHFA", "ilhfa", "Haifa"])
def test_a_general_proposal_takes_a_candidate(choice: str) -> None:
    (one,) = accept([GENERAL], [f"{GENERAL.id}:{choice}"]).restrictions
    assert one.id == "port-ilhfa-closed-20240124"
    assert (one.target.kind, one.target.id, one.candidate_of) == ("port", "ilhfa", GENERAL.id)


def test_all_candidates_and_none_and_a_wrong_one() -> None:
    assert len(accept([GENERAL], [f"{GENERAL.id}:all"]).restrictions) == 2
    with pytest.raises(UsageError, match="ILHFA, ILASH"):
        accept([GENERAL], [GENERAL.id])
    with pytest.raises(UnknownRestriction, match="Eilat"):
        accept([GENERAL], [f"{GENERAL.id}:Eilat"])


def test_a_file_refuses_what_nobody_accepted() -> None:
    with pytest.raises(ScenarioError, match="proposed"):
        scenario_to_toml(Scenario(restrictions=(SUEZ,)))
    with pytest.raises(ScenarioError, match="no single target"):
        scenario_to_toml(Scenario(restrictions=(GENERAL,)))


def test_areas_come_out_of_features_and_collections_closed() -> None:
    feature = {"type": "Feature", "properties": {},
               "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}  # fmt: skip
    one = polygons_from(feature, "x")
    assert one["coordinates"][0][0] == one["coordinates"][0][-1]
    two = polygons_from({"type": "FeatureCollection", "features": [feature, feature]}, "x")
    assert two["type"] == "MultiPolygon"
    assert len(two["coordinates"]) == 2
    assert Restriction.avoid(feature, name="a box").id == "area-box-avoided"


def test_area_and_circle_are_the_size_they_should_be() -> None:
    from offing.model import Position

    degree = polygons_from(
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}, ""
    )
    assert area_km2(degree) == pytest.approx(12_364, rel=0.001)
    for lon in (0.0, 179.9, -179.9):
        shape = circle(Position(lon, 40.0), 60)
        assert area_km2(shape) == pytest.approx(3.1416 * (60 * 1.852) ** 2, rel=0.02)
        xs = [x for x, _ in shape["coordinates"][0]]
        assert max(xs) - min(xs) < 4


def test_extends_reads_nothing_outside_the_scenarios_folder(tmp_path: Path) -> None:
    (tmp_path / "outside.toml").write_text("secret = 'word'")
    inside = tmp_path / "mine"
    (inside / "parts").mkdir(parents=True)
    _write(inside / "parts", '[[restriction]]\npassage = "suez"', "part.toml")
    _write(inside / "parts", 'extends = "../top.toml"', "up.toml")
    _write(inside, '[[restriction]]\npassage = "hormuz"', "top.toml")
    below = _write(inside, 'extends = ["parts/part.toml", "parts/up.toml"]', "a.toml")
    assert len(scenario_from_file(below).restrictions) == 2
    for name in ("../outside.toml", str(tmp_path / "outside.toml")):
        path = _write(inside, f"extends = {name!r}", "b.toml")
        with pytest.raises(ScenarioError, match="folder of the scenario") as told:
            scenario_from_file(path)
        assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    ("ring", "crosses"),
    [
        ("[[40, 10], [42, 12], [42, 10], [40, 12]]", True),
        ("[[179, 10], [-179, 12], [-179, 10], [179, 12]]", True),
        ("[[40, 10], [42, 10], [42, 12], [40, 12]]", False),
        ("[[179, 10], [-179, 10], [-179, 12], [179, 12]]", False),
    ],
)
def test_a_polygon_that_crosses_itself_is_remarked_on(
    tmp_path: Path, ring: str, crosses: bool
) -> None:
    found = check_scenario(_write(tmp_path, f"[[restriction]]\nname = 'x'\npolygon = {ring}"))
    assert found.scenario is not None, found
    assert any("crosses itself" in remark for remark in found.remarks) == crosses, found.remarks
