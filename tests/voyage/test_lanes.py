from __future__ import annotations

from pathlib import Path

import pytest

from offing.errors import UsageError
from offing.model import Position
from offing.voyage.lanes import lanes_from_csv, read_lanes, reference_lanes


def test_reference_lanes_name_known_ports_and_ship_classes() -> None:
    from offing.places import port
    from offing.places.tables import read_rows

    classes = {row["id"] for row in read_rows("ship_classes", "ship_classes.csv")}
    lanes = reference_lanes()
    assert len(lanes) >= 60
    for lane in lanes:
        assert lane.why
        assert lane.ship_class in classes
        for end in (lane.origin, lane.destination):
            assert port(str(end)).unlocode == end


def test_relief_ports_are_among_them() -> None:
    ends = {end for lane in reference_lanes() for end in (lane.origin, lane.destination)}
    wanted = "SDPZU YEADE YEHOD MZBEW KEMBA TRMER UAODS HTPAP ILASH EGPSD"
    assert set(wanted.split()) <= ends


@pytest.mark.parametrize(
    "header", ["POL;POD", "from,to", "Origin Port\tDestination port", "Port_of_Loading,pod"]
)
def test_usual_column_names_are_recognised(header: str) -> None:
    mark = next(c for c in ";,\t" if c in header)
    lanes, problems = lanes_from_csv(f"{header}\r\nSGSIN{mark}NLRTM\r\n", "x.csv")
    assert [(lane.origin, lane.destination) for lane in lanes] == [("SGSIN", "NLRTM")]
    assert not problems


def test_bad_rows_are_named_by_line_and_the_rest_goes_on() -> None:
    text = (
        "id,origin,destination\n"
        "a,SGSIN,NLRTM\n"
        "b,,NLRTM\n"
        "\n"
        "a,SGSIN,CNSHA\n"
        'd,"103.8, 1.2",NLRTM\n'
        'e,"1.2, 103.8",NLRTM\n'
        "f,SGSIN,CNSHA\n"
    )
    lanes, problems = lanes_from_csv(text, "mine.csv")
    assert [lane.id for lane in lanes] == ["a", "d", "f"]
    assert lanes[1].origin == Position(103.8, 1.2)
    assert all(p.source == "mine.csv" and p.left_out for p in problems)
    assert [p.line for p in problems] == [3, 5, 7]
    assert problems[0].reason == "origin is missing"
    assert problems[1].reason == "the id 'a' was used before"
    assert "swapped" in problems[2].reason


def test_a_file_without_the_two_columns_says_which_it_found() -> None:
    with pytest.raises(UsageError, match=r"columns found: port, tonnes"):
        lanes_from_csv("port,tonnes\nSGSIN,3\n", "x.csv")


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read lanes"):
        read_lanes(tmp_path / "no.csv")


def test_a_mark_at_the_start_and_another_encoding_are_read(tmp_path: Path) -> None:
    path = tmp_path / "lanes.csv"
    path.write_bytes("\ufefforigin,destination,name\nSGSIN,NLRTM,é\n".encode())
    assert read_lanes(path)[0][0].name == "é"
    path.write_bytes("origin,destination,name\nSGSIN,NLRTM,é\n".encode("cp1252"))
    assert read_lanes(path)[0][0].name == "é"


def test_a_null_byte_does_not_end_it_all() -> None:
    lanes, _ = lanes_from_csv("origin,destination\nSG\0SIN,NLRTM\nSGSIN,NLRTM\n", "x.csv")
    assert lanes[-1].origin == "SGSIN"
