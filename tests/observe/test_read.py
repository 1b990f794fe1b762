"""Both layouts of daily transits, and files that are not right."""

from __future__ import annotations

import datetime
import gzip
from pathlib import Path

import pytest

from offing.errors import UsageError
from offing.observe import read_transits
from offing.observe.read import transits_from_text
from tests.growth import assert_linear
from tests.observe import made

DAY = datetime.date(2024, 1, 2)


@pytest.mark.parametrize(
    "stamp",
    [
        "{:%Y-%m-%d}", "{:%Y/%m/%d} 00:00:00+00", "{:%m/%d/%Y} 12:00:00 AM", "{:%d/%m/%Y}",
        "{:%Y-%m-%dT00:00:00.000Z}", "nonsense",
    ],
)  # fmt: skip
def test_the_download_is_read_however_its_dates_are_written(stamp: str) -> None:
    found = transits_from_text(made.official_csv(40, made.FIRST, {}, 0, stamp=stamp))
    kinds = found.counts["bab-el-mandeb"]
    assert set(kinds) == {"all", "cargo", "container", "bulk", "general", "roro", "tanker"}
    assert found.problems == ()
    assert (found.first(), found.last()) == (made.FIRST, made.days(40)[-1])
    day = made.days(40)[20]
    assert kinds["all"][day] == kinds["cargo"][day] + kinds["tanker"][day]


def test_slashed_dates_without_parts_take_their_order_from_the_file() -> None:
    for form, day in (("13/02/2024", 13), ("02/13/2024", 13)):
        rows = f"date,chokepoint,n_total\n01/02/2024,suez,5\n{form},suez,7\n"
        days = transits_from_text(rows).counts["suez"]["all"]
        assert datetime.date(2024, 2, day) in days
        first = datetime.date(2024, 2, 1) if form.startswith("13") else datetime.date(2024, 1, 2)
        assert first in days


def test_the_rearranged_form_is_read_plain_and_packed(tmp_path: Path) -> None:
    text = (
        "date,chokepoint,n_total,n_tanker,n_cargo,capacity\n2024-01-02,bab_el_mandeb,50,21,29,9\n"
    )
    plain, packed = tmp_path / "a.csv", tmp_path / "a.csv.gz"
    plain.write_text("\ufeff" + text, encoding="utf-8")
    packed.write_bytes(gzip.compress(text.encode()))
    for path in (plain, packed):
        counts = read_transits(path).counts["bab-el-mandeb"]
        assert {k: v[DAY] for k, v in counts.items()} == {"all": 50, "tanker": 21, "cargo": 29}


def test_epoch_milliseconds_and_capitals_and_other_order() -> None:
    text = "N_TOTAL,PORTNAME,DATE\n50,STRAIT OF HORMUZ,1704153600000\n"
    assert transits_from_text(text).counts["hormuz"]["all"] == {DAY: 50}


def test_sums_that_a_file_leaves_out_are_made() -> None:
    text = ("date,portname,n_container,n_dry_bulk,n_general_cargo,n_roro,n_tanker\n"
            "2024-01-02,Suez Canal,1,2,3,4,5\n")  # fmt: skip
    kinds = transits_from_text(text).counts["suez"]
    assert (kinds["cargo"][DAY], kinds["all"][DAY]) == (10, 15)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("soon,suez,5", "'soon' is not a date"),
        ("2024-13-01,suez,5", "month"),
        ("2024-01-05,atlantis,5", "no passage is known by 'atlantis'"),
        ("2024-01-05,suez,-5", "cannot be"),
        ("2024-01-05,suez,1e9", "cannot be"),
        ("2024-01-05,suez,many", "many"),
        ("2024-01-05,suez,", "no counts"),
        ("2024-01-05", "too few columns"),
        ("2024-01-03,suez,6", "a second row"),
    ],
)
def test_a_bad_row_is_told_by_line_and_the_rest_counts(row: str, said: str) -> None:
    text = f"date,chokepoint,n_total\n2024-01-03,suez,5\n{row}\n2024-01-04,suez,7\n"
    found = transits_from_text(text)
    assert list(found.counts["suez"]["all"].values()) == [5, 7]
    (problem,) = found.problems
    assert problem.message.startswith("line 3: ")
    assert said in problem.message


def test_every_passage_of_the_download_is_one_of_ours() -> None:
    from offing.places import passages
    from offing.places.tables import read_rows

    known = {p.id for p in passages()}
    rows = read_rows("chokepoints", "portwatch.csv")
    assert {row["portid"] for row in rows} == {f"chokepoint{n}" for n in range(1, 29)}
    assert {row["passage"] for row in rows} <= known
    assert len({row["passage"] for row in rows}) == len(rows)
    for row in rows:
        text = f"date,portname,n_total\n2024-01-02,{row['portname']},5\n"
        assert set(transits_from_text(text).counts) == {row["passage"]}


def test_days_without_a_row_are_told() -> None:
    found = transits_from_text("date,chokepoint,n_total\n2024-01-01,suez,5\n2024-01-05,suez,5\n")
    assert "3 days" in found.problems[0].message


@pytest.mark.parametrize(
    "text", ["", "a,b\n1,2\n", "date,n_total\n2024-01-01,3\n", "date,portname\n2024-01-01,x\n"]
)
def test_what_is_no_table_of_transits_says_what_is_missing(text: str) -> None:
    with pytest.raises(UsageError, match="no column"):
        transits_from_text(text)


def test_a_missing_or_broken_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot read"):
        read_transits(tmp_path / "none.csv")
    (tmp_path / "b.csv").write_bytes(b"\x1f\x8b\x08\x00broken")
    with pytest.raises(UsageError):
        read_transits(tmp_path / "b.csv")


def test_reading_is_linear() -> None:
    row = "2024-01-{:02d},suez,5\n"

    def run(n: int) -> object:
        return transits_from_text("date,chokepoint,n_total\n" + "".join(
            row.format(1 + k % 28) for k in range(n)))  # fmt: skip

    assert_linear(run, 2_000, 40_000)
