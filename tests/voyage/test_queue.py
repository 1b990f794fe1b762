"""The queue before a blocked passage, and who is at sea when it shuts."""

from __future__ import annotations

import csv
import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.cli.run import run
from offing.errors import UsageError
from offing.model import Queue, Scenario
from offing.voyage.queue import Patience, queue_at_block, queue_in_scenario

SHUT = datetime.datetime(2021, 3, 23, 5, 40)
OPEN = datetime.datetime(2021, 3, 29, 13, 4)


def suez(**more: object) -> Queue:
    """The blockage of March 2021 at the published rates."""
    return queue_at_block(
        56.4, SHUT, OPEN, during_per_day=8.8, after_per_day=78.0, uncertainty=0.0, **more,
    )  # type: ignore[arg-type] # fmt: skip


def passed(one: Queue, first: int, last: int, month: int = 3) -> float:
    days = [d.passed for d in one.days if d.date.month == month and first <= d.date.day <= last]
    assert len(days) == last - first + 1
    return sum(days)


def test_t14_suez_2021_within_a_tenth_of_the_published_deficit(shared_data: Path) -> None:
    path = shared_data / "published_facts" / "test_figures.csv"
    with path.open(encoding="utf-8", newline="") as file:
        row = next(r for r in csv.DictReader(file) if r["id"] == "T14")
    before, during, after = (float(n) for n in row["value"].split(" / "))
    one = queue_at_block(
        before, SHUT, OPEN, during_per_day=during, after_per_day=after, uncertainty=0.0
    )
    assert 5 * before - passed(one, 24, 28) == pytest.approx(5 * (before - during), rel=0.1)
    rest = passed(one, 31, 31) + passed(one, 1, 4, month=4)
    assert rest - 5 * before == pytest.approx(5 * (after - before), rel=0.1)


def test_t14_the_whole_deficit_and_the_catching_up_on_the_counts(shared_data: Path) -> None:
    from offing.observe import read_transits

    data = read_transits(shared_data / "portwatch" / "chokepoints_daily.csv.gz")
    counts = data.counts["suez"]["all"]
    lost = sum(56.4 - counts[datetime.date(2021, 3, day)] for day in range(23, 30))
    one = suez()
    modelled = 7 * 56.4 - passed(one, 23, 29)
    assert modelled == pytest.approx(lost, rel=0.1)
    after = [day for day in sorted(counts) if day > datetime.date(2021, 4, 4)]
    back = next(d for d in after if sum(
        counts[d + datetime.timedelta(days=k)] for k in range(3)) / 3 < 56.4)  # fmt: skip
    assert one.caught_up_on is not None
    assert abs((one.caught_up_on - back).days) <= 2


def test_waits_and_backlog_of_a_block_by_hand() -> None:
    """10 a day come, 3 days shut, 20 a day after: 30 wait, gone after 3 days, longest 3 days."""
    start = datetime.datetime(2024, 1, 10)
    one = queue_at_block(
        10, start, start + datetime.timedelta(days=3), after_per_day=20, uncertainty=0.0
    )
    assert one.deficit == pytest.approx(30, abs=0.1)
    assert one.most_waiting == pytest.approx(30, abs=0.5)
    assert one.most_waiting_on == datetime.date(2024, 1, 12)
    assert one.catch_up_days == pytest.approx(3, abs=0.15)
    assert one.caught_up_on in (datetime.date(2024, 1, 15), datetime.date(2024, 1, 16))
    assert one.longest_wait_days == pytest.approx(3, abs=0.1)
    assert one.mean_wait_days == pytest.approx(1.5, abs=0.1)
    assert one.passed_late == pytest.approx(60, abs=2)
    assert [round(d.waiting) for d in one.days][:6] == [10, 20, 30, 20, 10, 0]


def test_the_impatient_leave_and_shorten_the_queue() -> None:
    stay, go = suez(), suez(patience=Patience(2.0, 0.5))
    assert go.left > 50
    assert go.most_waiting < stay.most_waiting
    assert go.catch_up_days is not None
    assert stay.catch_up_days is not None
    assert go.catch_up_days < stay.catch_up_days


def test_a_queue_that_cannot_be_cleared_says_so() -> None:
    one = queue_at_block(60, SHUT, OPEN, after_per_day=60, uncertainty=0.0)
    assert one.catch_up_days is None
    assert one.caught_up_on is None


def test_ranges_hold_the_figure_and_are_the_same_again() -> None:
    one, two = (
        queue_at_block(56.4, SHUT, OPEN, during_per_day=8.8, after_per_day=78.0) for _ in range(2)
    )
    assert one == two
    for name, spread in one.ranges.items():
        value = getattr(one, name)
        assert spread.p10 <= value * 1.001 + 0.01, name
        assert value <= spread.p90 * 1.001 + 0.01, name


@settings(max_examples=25, deadline=None)
@given(
    st.floats(1, 90), st.floats(0, 60), st.floats(1, 120), st.floats(0.3, 9), st.floats(0, 1),
    st.floats(0.2, 6),
)  # fmt: skip
def test_no_ship_is_lost_or_made(
    arrivals: float, during: float, after: float, days: float, share: float, patience: float
) -> None:
    end = SHUT + datetime.timedelta(days=days)
    one = queue_at_block(
        arrivals, SHUT, end, during_per_day=during, after_per_day=after,
        patience=Patience(patience, share), uncertainty=0.0,
    )  # fmt: skip
    came, through, left = (
        sum(getattr(d, name) for d in one.days) for name in ("arrived", "passed", "left")
    )
    rounded = 0.005 * 3 * len(one.days)  # each day tells hundredths of a ship
    assert came == pytest.approx(through + left + one.days[-1].waiting, rel=1e-3, abs=0.5 + rounded)
    assert one.longest_wait_days >= one.mean_wait_days >= 0
    assert all(d.waiting >= 0 and d.passed >= 0 for d in one.days)


def test_a_scenario_gives_the_limits_by_day() -> None:
    one = queue_in_scenario(
        Scenario.from_file("suez-2021"), "suez", 56.4, after_per_day=78.0, uncertainty=0.0
    )
    assert [round(d.passed, 1) for d in one.days][:7] == [8.8] * 7
    panama = queue_in_scenario(
        Scenario.from_file("panama-2023"), "Panama Canal", 30, after_per_day=36, uncertainty=0.0
    )
    december = [d.passed for d in panama.days if (d.date.year, d.date.month) == (2023, 12)]
    assert all(n == pytest.approx(22, abs=0.01) for n in december)


@pytest.mark.parametrize(
    ("arrivals", "after", "end", "said"),
    [
        (-1, 5, OPEN, "arrivals"), (5, float("nan"), OPEN, "after"), (5, 5, SHUT, "before it"),
        (5, 5, SHUT + datetime.timedelta(days=4000), "days"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(
    arrivals: float, after: float, end: datetime.datetime, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        queue_at_block(arrivals, SHUT, end, after_per_day=after)
    with pytest.raises(UsageError, match="start and an end"):
        queue_in_scenario(Scenario.from_file("red-sea-2023"), "suez", 5, after_per_day=5)


def test_the_command_prints_words_json_csv_and_a_page(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    base = ["scenario", "queue", "suez", "--arrivals", "56.4", "--after", "78"]
    times = ["--during", "8.8", "--from", "2021-03-23T07:40+02:00", "--to", "2021-03-29T13:04"]
    page = tmp_path / "q.html"
    assert run([*base, *times, "--html", str(page)]) == 0
    out = capfd.readouterr().out
    assert "blocked: 2021-03-23 05:40" in out
    assert "no forecast" in out
    assert "<svg" in page.read_text("utf-8")
    assert run([*base, "--scenario", "suez-2021", "--json", "--uncertainty", "0"]) == 0
    assert json.loads(capfd.readouterr().out)["passage"] == "Suez Canal"
    assert run([*base, *times, "--csv", "--uncertainty", "0"]) == 0
    assert capfd.readouterr().out.startswith("date,arrived,passed,left,waiting,wait_days\n")
    assert run(base) == 2
    assert run([*base, "--from", "soon", "--to", "later"]) == 2
