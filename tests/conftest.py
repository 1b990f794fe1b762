"""What all tests share: no network, a place for caches, and where the real data lies."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.register_profile("search")
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
"""Laws are tried on the same examples each time, so that a failure is the change's own;
`HYPOTHESIS_PROFILE=search` looks for others."""

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _no_network(socket_disabled: None) -> None:
    """Nothing but ``offing.sources`` may open a socket; tests of it say so themselves."""


def shared_root() -> Path:
    """Where the real data lies: ``OFFING_SHARED``, else ``../shared`` beside the checkout."""
    return Path(os.environ.get("OFFING_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data; the test is skipped, saying so, when it is absent."""
    folder = shared_root() / "data"
    if not folder.is_dir():
        pytest.skip(f"real data not found at {folder}; set OFFING_SHARED to the folder that has it")
    return folder


@pytest.fixture(scope="session")
def shared_reports() -> Path:
    """The folder of real reports; the test is skipped, saying so, when it is absent."""
    folder = shared_root() / "reports"
    if not folder.is_dir():
        pytest.skip(f"reports not found at {folder}; set OFFING_SHARED to the folder that has them")
    return folder


@pytest.fixture(scope="session")
def facts(shared_data: Path) -> dict[str, dict[str, str]]:
    """The published figures that a program can check, by the id of their row."""
    path = shared_data / "published_facts" / "test_figures.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}
