"""A desk on a store of its own, asked in-process: the event loop needs its own sockets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from offing.api import Desk, ServerSettings, build_app, open_desk
from offing.sea import Sea, open_sea

TEXT = """Port authority closes Haifa

25 January 2024 - The Israel Ports Authority said on Thursday that it had closed the port
of Haifa until further notice after a fire on a pier.
"""


@pytest.fixture(scope="session")
def sea() -> Sea:
    return open_sea()


@pytest.fixture
def desk(tmp_path: Path, sea: Sea, socket_enabled: None) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "desk.sqlite", ServerSettings(), sea=sea)
    yield opened
    opened.close()


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(build_app(desk, warm=False), base_url="http://localhost:8642") as one:
        yield one
