"""``offing read`` and ``offing incidents`` in this process: words, files, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from typing import TYPE_CHECKING

import pytest

from offing.claims import nlp as nlp_room
from offing.cli.run import run
from offing.incidents import link_incidents
from offing.incidents.source_file import template_from
from offing.incidents.sources import source_table_from
from offing.reports import read_report
from tests.incidents.making import make_report

if TYPE_CHECKING:
    from pathlib import Path

WIRE = (
    "Cedar Wire\n3 March 2025\n\n"
    "The port of Beira was closed to all shipping on Monday, the Cedar Port Authority said.\n\n"
    "Two shipping lines suspended calls at Beira until further notice, agents said.\n"
)
UNION = (
    "Harbour Dispatch\n4 March 2025\n\n"
    "The Dockers' Union denied on Tuesday that the port of Beira was closed.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text(WIRE)
    (reports / "b.txt").write_text(WIRE.replace("Cedar Wire", "Reprint Weekly"))
    (reports / "c.txt").write_text(UNION)
    return reports


def test_incidents_say_how_they_stand_and_why(folder, capsysbinary):
    assert run(["incidents", str(folder)]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert "in three reports." in out.splitlines()[0]
    assert "was it said? F" in out
    assert "is it so? " in out
    assert "from origin to copies:" in out
    assert "nearly the same text" in out or "carries what" in out
    assert "linked:" not in out
    assert run(["incidents", str(folder), "--links"]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert "linked: " in out
    assert "  because: " in out


def test_json_is_what_the_function_gives_and_csv_has_a_row_for_each(folder, capsysbinary):
    assert run(["incidents", str(folder), "--json", "--background"]) == 0
    told = json.loads(capsysbinary.readouterr().out)
    assert told
    assert run(["incidents", str(folder), "--csv", "--background"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode())))
    assert [r["id"] for r in rows] == [i["id"] for i in told]
    assert all(r["so"] and r["so_reasons"] for r in rows)


def test_a_table_of_sources_can_be_written_edited_and_used(folder, tmp_path, capsysbinary):
    table = tmp_path / "sources.toml"
    assert run(["incidents", str(folder), "--write-sources", str(table)]) == 0
    rows = {r["name"]: r["letter"] for r in tomllib.loads(table.read_text())["source"]}
    assert rows["UKMTO"] == "B"
    assert rows["Cedar Port Authority"] == "F"
    assert run(["incidents", str(folder), "--write-sources", str(table)]) == 2
    text = table.read_text()
    table.write_text(text.replace('letter = "F"', 'letter = "C"'))
    assert run(["incidents", str(folder), "--json", "--sources", str(table)]) == 0
    told = json.loads(capsysbinary.readouterr().out)
    assert any(i["so_rating"]["reliability"] == "C" for i in told)


def test_the_table_survives_names_with_quotes_and_odd_letters():
    report = make_report("Nothing.", publisher='The "Odd\\Paper" \x7f Köln\n\u202e')
    table = template_from([report])
    rows = tomllib.loads(table)["source"]
    assert rows[-1]["letter"] == "F"
    assert '"Odd\\Paper"' in rows[-1]["name"]
    assert source_table_from({"x": "B"}).letter("x") == "B"


def test_as_of_decides_the_status_and_later_words_stay(folder, capsysbinary):
    assert run(["incidents", str(folder), "--json", "--as-of", "2025-03-03"]) == 0
    early = json.loads(capsysbinary.readouterr().out)
    assert {i["as_of"] for i in early} == {"2025-03-03"}
    reports = [read_report(p) for p in sorted(folder.iterdir())]
    assert link_incidents([], reports) == []


def test_pages_are_written_only_where_a_page_may_go(folder, tmp_path, capsysbinary):
    page = tmp_path / "out.html"
    for command in ("read", "incidents"):
        assert run([command, str(folder), "--html", str(page), "-q"]) == 0
        assert page.read_text().startswith("<!doctype html>")
    page.write_text("<html>somebody's own</html>")
    assert run(["read", str(folder), "--html", str(page)]) == 2
    assert page.read_text() == "<html>somebody's own</html>"
    capsysbinary.readouterr()
    assert run(["read", "--html", str(folder / "a.txt")]) == 0
    assert (folder / "a.txt").read_text() == WIRE
    assert capsysbinary.readouterr().out.startswith(b"<!doctype html>")


def test_no_report_is_a_usage_error(capsysbinary):
    assert run(["read"]) == 2
    assert run(["incidents", "--html"]) == 2
    assert b"name the reports" in capsysbinary.readouterr().err


def test_nlp_without_a_pipeline_says_what_to_do(folder, capsysbinary, monkeypatch):
    monkeypatch.setattr(nlp_room, "installed_pipelines", lambda: ())
    nlp_room._loaded.cache_clear()
    assert run(["read", str(folder / "a.txt"), "--nlp"]) == 2
    assert b"offing[nlp]" in capsysbinary.readouterr().err
    assert run(["read", "--nlp", str(folder / "a.txt")]) == 2
    assert b"offing[nlp]" in capsysbinary.readouterr().err


def test_the_page_of_incidents_needs_no_script_and_escapes(folder, tmp_path, capsysbinary):
    (folder / "d.txt").write_text(UNION.replace("Harbour Dispatch", "<script>x</script> Dispatch"))
    assert run(["incidents", str(folder), "--html", "--links"]) == 0
    page = capsysbinary.readouterr().out.decode()
    assert "<script" not in page
    assert "Why claims were linked or kept apart" in page
    assert "Conflict" in page or "Agreement" in page
