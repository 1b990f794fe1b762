"""``offing digest`` and ``offing watch`` on one store, as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from offing.cli.app import cli

TEXT = """Port closed

3 March 2025 - The Port Authority of Trieste said on Monday that it had closed the port of
Trieste until further notice.
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


@pytest.fixture
def db(tmp_path: Path) -> str:
    drop = tmp_path / "drop"
    drop.mkdir()
    (drop / "one.txt").write_text(TEXT, encoding="utf-8")
    path = str(tmp_path / "desk.sqlite")
    first = run("watch", str(drop), "--db", path, "--once")
    assert first.exit_code == 0, first.output
    assert "one.txt: 1 report" in first.output
    again = run("watch", str(drop), "--db", path, "--once")
    assert "one.txt" not in again.output, "each report is taken in once"
    return path


def test_text_tells_what_came(db: str) -> None:
    done = run("digest", "--db", db, "--since", "2020-01-01")
    assert done.exit_code == 0
    assert "Trieste" in done.output
    assert "New" in done.output


def test_nothing_new_is_said(db: str) -> None:
    done = run("digest", "--db", db, "--since", "2999-01-01")
    assert "nothing has changed" in done.output


def test_forms(db: str) -> None:
    atom = run("digest", "--db", db, "--since", "2020-01-01", "--atom")
    assert ElementTree.fromstring(atom.stdout_bytes).tag.endswith("feed")
    feed = json.loads(run("digest", "--db", db, "--since", "2020-01-01", "--feed").stdout)
    assert feed["items"]
    assert "changes" in json.loads(
        run("digest", "--db", db, "--since", "2020-01-01", "--json").stdout
    )
    assert run("digest", "--db", db, "--since", "2020-01-01", "--html").stdout.startswith(
        "<!doctype"
    )


def test_two_forms_at_once_are_refused(db: str) -> None:
    done = run("digest", "--db", db, "--since", "2020-01-01", "--html", "--atom")
    assert done.exit_code == 2
    assert "choose one" in done.output


def test_lanes_of_a_file_are_named(db: str, tmp_path: Path) -> None:
    book = tmp_path / "lanes.csv"
    book.write_text("id,name,origin,destination\nmine,Coffee,Trieste,Rotterdam\n", encoding="utf-8")
    done = run("digest", "--db", db, "--since", "2020-01-01", "--lanes", str(book))
    assert "your lanes: Coffee" in done.output


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    done = run("watch", str(tmp_path / "nowhere"), "--db", str(tmp_path / "d.sqlite"), "--once")
    assert done.exit_code != 0
