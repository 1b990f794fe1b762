"""The documentation is complete and current, and its examples are true."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

import offing
from offing.cli.app import cli

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: Path, *languages: str) -> list[str]:
    """The fenced blocks of a page in these languages."""
    return [m[2] for m in BLOCK.finditer(page.read_text("utf-8")) if m[1] in languages]


def shown_commands() -> list[tuple[str, list[str]]]:
    """Every ``offing`` command line of the documentation, as page and words."""
    found = []
    for page in PAGES:
        for block in blocks(page, "console", "sh", "shell", "bash"):
            for line in block.splitlines():
                words = shlex.split(line.removeprefix("$ "), comments=True) if (
                    line.startswith(("$ offing ", "offing "))
                ) else []  # fmt: skip
                end = next((n for n, w in enumerate(words) if w in {"|", ">", "2>", "&&"}), None)
                if words:
                    found.append((page.name, words[1:end]))
    return found


def test_reference_pages_are_current_and_nothing_is_undocumented() -> None:
    done = subprocess.run(
        [sys.executable, "tools/make_docs.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_every_page_is_in_the_navigation() -> None:
    nav = (ROOT / "mkdocs.yml").read_text("utf-8")
    for page in sorted((ROOT / "docs").glob("*.md")):
        assert page.name in nav, f"docs/{page.name} is not in mkdocs.yml"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for match in re.finditer(r"\]\(([^)#\s]+)[^)]*\)|src=\"([^\"]+)\"", page.read_text("utf-8")):
        path = match[1] or match[2]
        if not path.startswith(("http", "mailto:")):
            assert (page.parent / path).exists(), f"{page.name} points to {path}"


def test_there_are_commands_to_check() -> None:
    assert {"README.md", "tour.md"} <= {page for page, _ in shown_commands()}


@pytest.mark.parametrize(("page", "words"), shown_commands(), ids=lambda x: str(x)[:60])
def test_shown_commands_exist_with_their_options(page: str, words: list[str]) -> None:
    command: click.Command = cli
    context = click.Context(cli, info_name="offing")
    while isinstance(command, click.Group):
        found = command.get_command(context, words[0])
        assert found is not None, f"{page}: there is no command {words[0]!r}"
        command, words = found, words[1:]
        context = click.Context(command, info_name=command.name, parent=context)
    command.make_context(command.name, list(words))  # a usage error fails the test
    for word in words:
        if word.startswith("tests/"):
            assert (ROOT / word).exists(), f"{page} reads {word}"


def test_every_public_name_is_on_the_page_of_the_api() -> None:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    for name in offing.__all__:
        if not name.startswith("__"):
            assert f"## offing.{name}\n" in text, name


def test_every_data_set_is_on_the_page_of_data() -> None:
    text = (ROOT / "docs" / "data.md").read_text("utf-8")
    for folder in sorted((ROOT / "src" / "offing" / "data").iterdir()):
        if folder.is_dir() and (folder / "SOURCE.md").exists():
            assert f"| `{folder.name}` |" in text, f"docs/data.md does not name {folder.name}"


def test_every_dependency_is_on_the_page_of_data() -> None:
    text = (ROOT / "docs" / "data.md").read_text("utf-8")
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    names = set(re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE))
    assert len(names) > 20
    for name in sorted(names):
        assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text), name


def test_shown_scenarios_are_valid() -> None:
    from offing.scenario.files import scenario_from_toml

    shown = blocks(ROOT / "docs" / "scenarios.md", "toml")
    assert shown
    for text in shown:
        assert scenario_from_toml(text).restrictions


def test_shown_lanes_are_valid() -> None:
    from offing.voyage.lanes import lanes_from_csv

    shown = blocks(ROOT / "docs" / "scenarios.md", "csv")
    shown += blocks(ROOT / "docs" / "lanes.md", "csv")
    assert len(shown) > 1
    for text in shown:
        lanes, bad = lanes_from_csv(text, "docs/scenarios.md")
        assert lanes
        assert not bad


def test_shown_inputs_are_valid(tmp_path: Path) -> None:
    from offing.voyage.inputs import load_inputs

    shown = blocks(ROOT / "docs" / "voyages.md", "toml")
    assert shown
    for text in shown:
        (tmp_path / "offing.toml").write_text(text, "utf-8")
        assert load_inputs(file=tmp_path / "offing.toml")


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "docs/tour.md",
        "docs/scenarios.md",
        "docs/voyages.md",
        "docs/lanes.md",
        "docs/observe.md",
    ],
)
def test_shown_python_runs(page: str, tmp_path: Path) -> None:
    shown = blocks(ROOT / page, "python")
    assert shown
    for code in shown:
        # Paths in the documentation are those of the project's folder; what an example
        # writes goes elsewhere.
        code = code.replace('"tests/', f'"{(ROOT / "tests").as_posix()}/')
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{page}: {done.stderr}"


def test_locks_name_no_address() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text("utf-8"), lock.name


def test_the_pages_build(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir"]
    done = subprocess.run(
        [*build, str(tmp_path / "site")], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site" / "tour.html").exists()
