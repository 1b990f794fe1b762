"""The shape of the house: arrows run one way, imports stay light, names are what they are."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import offing

SRC = Path(offing.__file__).resolve().parent

# A room may import rooms that stand before it, and itself. `reports` and `notices` do not
# need each other, nor does the sea need what was read.
ORDER = {
    "errors": 0, "lazily": 0, "model": 0, "text": 1, "places": 2, "reports": 2, "notices": 3,
    "claims": 4, "incidents": 5, "scenario": 6, "sea": 7, "voyage": 8, "brief": 9, "formats": 10,
    "sources": 10, "observe": 9, "store": 10, "digest": 11, "api": 12, "web": 13, "cli": 14,
}  # fmt: skip
NETWORK = {"socket", "http", "urllib.request", "ssl", "ftplib", "httpx", "httpx2", "requests"}


def room_of(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imports_of(path: Path) -> list[tuple[str, int]]:
    """Every absolute module name that a file imports, wherever in it, with the line."""
    out = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            out += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            out.append((node.module, node.lineno))
            out += [(f"{node.module}.{alias.name}", node.lineno) for alias in node.names]
    return out


FILES = [p for p in sorted(SRC.rglob("*.py")) if room_of(p) not in {"__init__", "__main__"}]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_arrows_between_rooms_run_one_way(path: Path) -> None:
    room = room_of(path)
    for name, line in imports_of(path):
        parts = name.split(".")
        if parts[0] != "offing" or len(parts) < 2 or parts[1] not in ORDER:
            continue
        other = parts[1]
        if room == "model" and other == "scenario":
            continue  # Restriction.close and friends build what the model only holds
        upward = ORDER[other] > ORDER[room] or (ORDER[other] == ORDER[room] and other != room)
        if {room, other} <= {"errors", "lazily", "model"}:
            upward = False
        assert not upward, f"{path.relative_to(SRC)}:{line}: {room} imports {other}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_only_sources_knows_the_network(path: Path) -> None:
    if room_of(path) == "sources":
        return
    for name, line in imports_of(path):
        assert name not in NETWORK, f"{path.relative_to(SRC)}:{line}: imports {name}"


def test_files_stay_readable() -> None:
    long = {
        str(p.relative_to(SRC)): n for p in FILES if (n := p.read_text("utf-8").count("\n")) > 600
    }
    assert not long


def test_every_public_name_is_there_and_described() -> None:
    for name in offing.__all__:
        thing = getattr(offing, name)
        assert name == "__version__" or thing.__doc__, name


def test_import_offing_loads_nothing_heavy() -> None:
    heavy = "numpy numba trafilatura shapely lxml pypdf jinja2 rich click ahocorasick"
    code = (
        f"import sys, offing, offing.model; print([m for m in {heavy.split()} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_data_set_says_where_it_comes_from() -> None:
    for folder in sorted(p for p in (SRC / "data").iterdir() if p.is_dir()):
        if any(folder.iterdir()):
            assert (folder / "SOURCE.md").exists(), f"data/{folder.name} has no SOURCE.md"
