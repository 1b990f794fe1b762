from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from offing.voyage.charts import Bar, Event, Line, bar_chart, before_after_chart, line_chart

NUMBERS = st.none() | st.floats(-1e9, 1e9)
BARS = st.builds(
    Bar, label=st.text(max_size=90), value=NUMBERS, low=NUMBERS, high=NUMBERS, before=NUMBERS,
    note=st.text(max_size=20),
)  # fmt: skip


def root(svg: str) -> ET.Element:
    """The chart as XML: whatever was put into it, it is well formed."""
    return ET.fromstring(svg)


@given(st.lists(BARS, max_size=6), st.text(max_size=30))
def test_bars_are_well_formed_whatever_the_words(rows: list[Bar], words: str) -> None:
    for svg in (
        bar_chart(rows, title=words, unit=words, name=words),
        before_after_chart(rows, title=words, before=words),
    ):
        found = root(svg)
        assert found.get("role") == "img"
        assert "nan" not in svg
        named = (found.get("aria-labelledby") or "").split()
        assert {e.get("id") for e in found.iter()} >= set(named)


def test_a_bar_is_as_long_as_its_value() -> None:
    svg = bar_chart([Bar(label="a", value=2.0), Bar(label="b", value=4.0)], title="t")
    widths = [float(e.get("width") or 0) for e in root(svg).iter() if e.tag.endswith("rect")]
    assert widths[1] == 2 * widths[0] > 0


def test_rows_left_out_are_said() -> None:
    svg = bar_chart([Bar(label=str(k), value=1.0) for k in range(65)], title="t")
    assert "and 5 more, in the table" in svg


def test_no_value_is_said_in_words_and_has_no_bar() -> None:
    svg = bar_chart([Bar(label="a", note="no way"), Bar(label="b", value=1)], title="t")
    assert sum(e.tag.endswith("rect") for e in root(svg).iter()) == 1
    assert "no way" in svg


def test_a_missing_day_breaks_the_line() -> None:
    days = tuple(datetime.date(2024, 1, 1) + datetime.timedelta(k) for k in range(5))
    line = Line(name="seen", days=days, values=(1.0, 2.0, None, 4.0, 5.0))
    svg = line_chart([line], title="t", events=[Event(day=days[2], words="here")])
    paths = [e.get("d") or "" for e in root(svg).iter() if e.get("class") == "chart-solid"]
    assert max(d.count("M") for d in paths) == 2


def test_no_script_style_or_address_is_in_a_chart() -> None:
    svg = bar_chart([Bar(label="<script>x</script>", value=1.0)], title="<b>")
    assert "<script" not in svg
    assert "style=" not in svg
    assert svg.count("http") == svg.count("http://www.w3.org/2000/svg") == 1


def test_a_bar_too_short_to_tell_from_none_is_drawn() -> None:
    tiny = bar_chart([Bar(label="a", value=5e-324)], title="t", unit="nm")
    assert tiny.startswith("<svg")
