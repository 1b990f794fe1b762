"""Files of lanes as people have them: units, orders, encodings, names that mean several."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.errors import UsageError
from offing.model import LaneProblem, Position
from offing.voyage.ends import End, class_from_text, end_from_text
from offing.voyage.lane_cells import (
    amount_from_cell,
    date_from_cell,
    number_from_cell,
    sailings_from_words,
    style_from,
)
from offing.voyage.lane_columns import column_from_header
from offing.voyage.lanes import lanes_from_csv, open_lanes, read_lanes
from tests.growth import assert_linear


def remarks(problems: tuple[LaneProblem, ...]) -> str:
    return "\n".join(p.reason for p in problems if not p.left_out)


def bad(problems: tuple[LaneProblem, ...]) -> dict[int | None, str]:
    return {p.line: p.reason for p in problems if p.left_out}


@pytest.mark.parametrize(
    ("header", "field", "factor", "period"),
    [
        ("TEU/week", "teu", 1, "week"), ("Volume (TEU/yr)", "teu", 1, "year"),
        ("volume_teu_pa", "teu", 1, "year"), ("FEU per month", "teu", 2, "month"),
        ("kt p.a.", "tonnes", 1000, "year"), ("Mt/year", "tonnes", 1e6, "year"),
        ("MT", "tonnes", 1, None), ("mtpa", "tonnes", 1e6, "year"),
        ("Annual tonnes", "tonnes", 1, "year"),
        ("short tons per month", "tonnes", 0.90718474, "month"),
        ("Sailings per week", "sailings", 1, "week"), ("calls per month", "sailings", 1, "month"),
        ("Value (USD m) per month", "value", 1e6, "month"), ("TEU 2023", "teu", 1, "year"),
        ("'000 TEU per year", "teu", 1000, "year"), ("weekly_teu", "teu", 1, "week"),
    ],
)  # fmt: skip
def test_amounts_are_known_by_name_with_unit_and_period(
    header: str, field: str, factor: float, period: str | None
) -> None:
    column = column_from_header(header, 0)
    assert column is not None
    assert column.unit is not None
    assert (column.field, column.unit.factor, column.unit.period) == (field, factor, period)


@pytest.mark.parametrize("header", ["Carrier", "ETD", "Booking agent", "Contract no", "Incoterm"])
def test_other_columns_are_nothing(header: str) -> None:
    assert column_from_header(header, 0) is None


def test_months_and_years_become_weeks() -> None:
    text = "POL,POD,sailings per month,TEU per year\nSGSIN,NLRTM,4,52000\n"
    (lane,), problems = lanes_from_csv(text, "x.csv")
    assert not problems
    assert lane.sailings_per_week == pytest.approx(4 * 12 / (365.2425 / 7))
    assert lane.teu_per_week == pytest.approx(52000 / (365.2425 / 7))


def test_a_column_without_a_period_is_taken_as_weekly_and_that_is_said() -> None:
    (lane,), problems = lanes_from_csv("POL,POD,tons\nSGSIN,NLRTM,5\n", "x.csv")
    assert lane.tonnes_per_week == 5
    assert "names no period: taken as per week" in remarks(problems)
    assert "metric tonnes" in remarks(problems)


def test_mixed_units_in_one_column_are_said_and_each_taken_by_its_own() -> None:
    text = "POL,POD,TEU per week\nSGSIN,NLRTM,10\nSGSIN,CNSHA,300 t\nSGSIN,ITGOA,4 FEU\n"
    lanes, problems = lanes_from_csv(text, "x.csv")
    assert [lane.teu_per_week for lane in lanes] == [10, None, 8]
    assert lanes[1].tonnes_per_week == 300
    assert "mixed units" in remarks(problems)


def test_a_volume_needs_a_unit_from_its_column_or_another() -> None:
    text = "POL,POD,Volume,UoM\nSGSIN,NLRTM,10,TEU\nSGSIN,CNSHA,20,kt\nSGSIN,ITGOA,5,pallets\n"
    lanes, problems = lanes_from_csv(text, "x.csv")
    assert lanes[0].teu_per_week == 10
    assert lanes[1].tonnes_per_week == 20_000
    assert bad(problems) == {4: "unit 'pallets' is not known"}
    (lane,), problems = lanes_from_csv("POL,POD,Volume\nSGSIN,NLRTM,10\n", "x.csv")
    assert lane.teu_per_week is lane.tonnes_per_week is None
    assert "has no unit and is not used" in remarks(problems)


def test_rows_that_cannot_be_meant_are_said_by_line_and_the_others_go_on() -> None:
    text = (
        "POL,POD,class,TEU per week,valid from,valid to\n"
        "SGSIN,NLRTM,container-8k,-5,,\n"
        "SGSIN,Rotterdan,,,,\n"
        "SGSIN,NLRTM,submarine,,,\n"
        "SGSIN,NLRTM,,many,,\n"
        "SGSIN,NLRTM,,,2024-05-01,2024-04-01\n"
        "SGSIN,NLRTM,,1e999,,\n"
        "SGSIN,NLRTM,,7,,\n"
        "Total,,,99,,\n"
    )
    lanes, problems = lanes_from_csv(text, "x.csv")
    assert [lane.line for lane in lanes] == [8]
    found = bad(problems)
    assert set(found) == {2, 3, 4, 5, 6, 7, 9}
    assert "did you mean Rotterdam" in found[3]
    assert "negative" in found[2]
    assert "unknown ship class 'submarine'" in found[4]
    assert "comes after" in found[6]
    assert "totals" in found[9]


def test_unknown_ports_come_with_near_names() -> None:
    found = end_from_text("Rotterdxx")
    assert isinstance(found, str)
    assert "Rotterdam" in found


def test_a_name_of_several_ports_is_settled_by_the_country_or_said() -> None:
    found = end_from_text("Portland")
    assert isinstance(found, str)
    assert "several" in found
    assert "USPDX" in found
    assert "AUPTJ" in found
    lanes, problems = lanes_from_csv(
        "POL,POL country,POD\nPortland,Australia,NLRTM\nPortland,,NLRTM\n", "x.csv"
    )
    assert [lane.origin for lane in lanes] == ["AUPTJ"]
    assert set(bad(problems)) == {3}


def test_one_far_larger_port_is_taken_and_that_is_said() -> None:
    found = end_from_text("Alexandria")
    assert isinstance(found, End)
    assert found.at == "EGALY"
    assert "taken as Alexandria, EG" in found.said


@pytest.mark.parametrize(
    ("text", "country", "code", "at"),
    [
        ("Rotterdam (NLRTM)", "", "", "NLRTM"), ("NLRTM - Rotterdam", "", "", "NLRTM"),
        ("", "", "sg sin", "SGSIN"), ("Portland", "", "USPWM", "USPWM"),
        ("Tripoli, Lebanon", "", "", "LBKYE"), ("Houston", "United States", "", "USHOU"),
        ("Beira", "", "", "MZBEW"), ("1°15'N 103°45'E", "", "", Position(103.75, 1.25)),
    ],
)  # fmt: skip
def test_ends_as_files_write_them(text: str, country: str, code: str, at: str | Position) -> None:
    found = end_from_text(text, country, code)
    assert isinstance(found, End), found
    assert found.at == at


def test_a_code_in_another_country_than_the_row_says_is_said() -> None:
    found = end_from_text("SGSIN", "CN")
    assert isinstance(found, str)
    assert "not in CN" in found


def test_swapped_positions_are_flagged_in_either_form() -> None:
    one = end_from_text("51.9, 104.0")
    assert isinstance(one, str)
    assert "swapped" in one
    lanes, problems = lanes_from_csv(
        "origin_lon,origin_lat,dest_lon,dest_lat\n103.8,1.2,4,52\n1.2,103.8,4,52\n", "x.csv"
    )
    assert lanes[0].origin == Position(103.8, 1.2)
    assert "swapped" in bad(problems)[3]


@pytest.mark.parametrize(
    ("text", "ship"),
    [
        ("VLCC", "vlcc"), ("Panamax bulk carrier", "panamax"), ("8,000 TEU", "container-8k"),
        ("LR2", "aframax"), ("ULCV", "container-24k"), ("Handymax", "supramax"),
        ("15k TEU", "container-14k"), ("Car carrier", "ro-ro"), ("Capesize vessel", "capesize"),
    ],
)  # fmt: skip
def test_ship_classes_by_their_usual_words(text: str, ship: str) -> None:
    found = class_from_text(text)
    assert not isinstance(found, str), found
    assert found.id == ship


@given(st.floats(0, 1e9, allow_nan=False), st.integers(0, 3))
def test_a_number_is_the_same_in_either_style(value: float, digits: int) -> None:
    plain = round(value, digits)
    english = f"{plain:,.{digits}f}"
    german = english.translate(str.maketrans(",.", ".,"))
    style = style_from([english, "1,234.56"], [])
    assert number_from_cell(english, style.decimal) == plain
    other = style_from([german, "1.234,56"], [])
    assert number_from_cell(german, other.decimal) == plain


@given(st.text(max_size=20))
def test_cells_of_anything_never_raise(text: str) -> None:
    number_from_cell(text)
    amount_from_cell(text)
    sailings_from_words(text)
    date_from_cell(text, "unknown")
    column_from_header(text, 0)
    class_from_text(text)


@given(st.dates(datetime.date(1970, 1, 1), datetime.date(2069, 12, 31)))
def test_dates_are_read_in_the_order_that_the_file_shows(day: datetime.date) -> None:
    dmy, mdy = f"{day:%d/%m/%Y}", f"{day:%m/%d/%Y}"
    assert date_from_cell(dmy, style_from([], [dmy, "25/01/2024"]).dates) == day
    assert date_from_cell(mdy, style_from([], [mdy, "01/25/2024"]).dates) == day
    assert date_from_cell(day.isoformat(), "unknown") == day
    assert date_from_cell(f"{day.day} {day:%B} {day.year}", "unknown") == day


def test_a_date_that_may_be_two_days_is_refused_where_nothing_shows_the_order() -> None:
    text = "POL,POD,valid from\nSGSIN,NLRTM,03/04/2024\n"
    lanes, problems = lanes_from_csv(text, "x.csv")
    assert not lanes
    assert "day or month first" in bad(problems)[2]
    both = text + "SGSIN,NLRTM,25/04/2024\nSGSIN,NLRTM,04/26/2024\n"
    lanes, problems = lanes_from_csv(both.replace("04/26", "26/04"), "x.csv")
    assert lanes[0].start == datetime.date(2024, 4, 3)


@pytest.mark.parametrize(
    ("text", "often"),
    [("weekly", 1), ("Every 10 days", 0.7), ("2x/week", 2), ("fortnightly", 0.5), ("daily", 7)],
)
def test_how_often_in_words(text: str, often: float) -> None:
    assert sailings_from_words(text) == pytest.approx(often)


def test_biweekly_means_two_things_and_is_not_read() -> None:
    _, problems = lanes_from_csv("POL,POD,Frequency\nSGSIN,NLRTM,biweekly\n", "x.csv")
    assert "biweekly" in bad(problems)[2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "lanes.csv"
    path.write_bytes("POL;POD;name\nGdańsk;NLRTM;übrig\n".replace("ń", "n").encode(encoding))
    lanes, problems = read_lanes(path)
    assert [lane.name for lane in lanes] == ["übrig"], problems


def test_a_line_of_another_encoding_does_not_spoil_the_file(tmp_path: Path) -> None:
    path = tmp_path / "lanes.csv"
    path.write_bytes("POL,POD,name\nSGSIN,NLRTM,é\n".encode() + "SGSIN,NLRTM,ü\n".encode("cp1252"))
    assert len(read_lanes(path)[0]) == 2


def test_a_title_before_the_header_and_an_open_quote_after_it() -> None:
    text = 'Export of lanes,,\n,,\nPOL,POD,name\nSGSIN,NLRTM,a\nSGSIN,NLRTM,"never closed\n'
    lanes, _ = lanes_from_csv(text, "x.csv")
    assert lanes[0].line == 4


def test_a_spreadsheet_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "lanes.xlsx"
    path.write_bytes(b"PK\x03\x04rest")
    with pytest.raises(UsageError, match="save it as CSV"):
        read_lanes(path)


def test_a_cell_without_end_is_a_bad_row_and_rubbish_has_no_columns(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text('POL,POD\n"' + "x" * 300_000 + "\nSGSIN,NLRTM\n")
    lanes, problems = read_lanes(path)
    assert not lanes or lanes[0].origin == "SGSIN"
    assert "unreadable row" in next(iter(bad(problems).values()))
    path.write_bytes(bytes(range(256)) * 400)
    with pytest.raises(UsageError, match="needs a column"):
        read_lanes(path)


def test_parquet_holds_the_same_lanes_as_csv(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    table = pa.table(
        {"POL": ["SGSIN", None, "CNSHA"], "POD": ["NLRTM", "NLRTM", "NLRTM"],
         "TEU per month": [1234.5, 2.0, None], "carrier": ["a", "b", "c"]}
    )  # fmt: skip
    pq.write_table(table, tmp_path / "lanes.parquet")
    lanes, problems = read_lanes(tmp_path / "lanes.parquet")
    assert [lane.origin for lane in lanes] == ["SGSIN", "CNSHA"]
    assert lanes[0].teu_per_week == pytest.approx(1234.5 * 84 / 365.2425)
    assert bad(problems) == {2: "origin is missing"}
    assert "columns not used: carrier" in remarks(problems)


def test_a_damaged_parquet_file_is_a_usage_error(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / "lanes.parquet"
    path.write_bytes(b"PAR1 and nothing else")
    with pytest.raises(UsageError, match="Parquet"):
        read_lanes(path)


def test_problems_are_kept_to_a_number_and_all_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "lanes.csv"
    path.write_text("POL,POD\n" + "Nowhere,NLRTM\n" * 1500 + "SGSIN,NLRTM\n")
    source = open_lanes(path)
    assert len(list(source)) == 1
    assert source.left_out == 1500
    assert len([p for p in source.problems if p.left_out]) == 1000
    assert source.problems_not_listed == 500


def test_time_grows_with_the_rows_and_no_faster() -> None:
    def read(rows: int) -> None:
        text = "id,POL,POD,TEU per month\n"
        text += "".join(f"L{k},SGSIN,NLRTM,{k % 900}.5\n" for k in range(rows))
        assert len(lanes_from_csv(text, "x.csv")[0]) == rows

    assert_linear(read, 2_000, 16_000)


def test_a_quote_that_is_not_closed_spoils_its_own_line_only() -> None:
    rows = [f"{k},CNSHA,NLRTM,1,fine" for k in range(300)]
    rows[10] = '10,"CNSHA,NLRTM,1,open'
    rows[140] = '140,"CNSHA,NLRTM,1,open'
    rows[150] = '150,CNSHA,NLRTM,1,"open'
    rows[200] = '200,CNSHA,NLRTM,1,"two\nlines, ""quoted"""'
    lanes, problems = lanes_from_csv("\n".join(["id,from,to,sailings,name", *rows]), "x.csv")
    assert sorted({f"{k}" for k in range(300)} - {x.id for x in lanes}, key=int) == [
        "10", "140", "150",
    ]  # fmt: skip
    assert set(bad(problems)) == {12, 142, 152}
    assert all("a quotation mark is opened and not closed" in r for r in bad(problems).values())
    assert next(x for x in lanes if x.id == "200").name.split() == ["two", "lines,", '"quoted"']


def test_quotes_that_are_not_closed_take_no_longer_than_their_lines() -> None:
    def read(size: int) -> None:
        rows = [f'{k},"CNSHA,NLRTM,{k}' for k in range(size)]
        lanes, _ = lanes_from_csv("\n".join(["id,from,to,note", *rows]), "x.csv")
        assert not lanes

    assert_linear(read, 100, 800)


@pytest.mark.parametrize(
    ("head", "cell"),
    [("tonnes/week", "1e300"), ("TEU per week", "1e9"), ("sailings per week", "1e6"),
     ("value (USD m) per week", "1e12")],
)  # fmt: skip
def test_an_amount_that_no_lane_has_spoils_no_sum(head: str, cell: str) -> None:
    text = f"from,to,{head}\nCNSHA,NLRTM,{cell}\nSGSIN,NLRTM,1"
    lanes, problems = lanes_from_csv(text, "x.csv")
    assert len(lanes) == 1
    assert "a week, which no lane has" in bad(problems)[2]
