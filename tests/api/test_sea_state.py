"""While the sea is opened or built: who asks is told how far it is, and the rest goes on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import offing.sea
from offing.api import Desk, ServerSettings, build_app, open_desk
from offing.errors import DataMissing
from offing.sea import Sea

ROUTE = "/api/v1/route?from=SGSIN&to=NLRTM&geometry=false"


@pytest.fixture
def cold(tmp_path: Path, socket_enabled: None) -> Iterator[Desk]:
    """A desk that has no sea yet."""
    desk = open_desk(tmp_path / "desk.sqlite", ServerSettings())
    yield desk
    desk.close()


def test_while_it_is_built_routes_are_refused_with_how_far_it_is(
    cold: Desk, sea: Sea, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, times = threading.Event(), threading.Event(), []

    def build(*, progress):
        times.append(1)
        progress("coast lines", 0.4)
        begun.set()
        assert go_on.wait(120)
        return sea

    monkeypatch.setattr(offing.sea, "open_sea", build)
    with TestClient(build_app(cold, warm=False), base_url="http://localhost:8642") as client:
        for _ in range(3):
            answer = client.get(ROUTE)
            assert answer.status_code == 503
            assert answer.json()["type"] == "/problems/sea-not-ready"
            assert "coast lines, 40 % done" in answer.json()["detail"]
            assert int(answer.headers["retry-after"]) > 0
        told = client.get("/api/v1/sea").json()
        assert (told["state"], told["words"], told["share"]) == ("building", "coast lines", 0.4)
        assert client.get("/api/v1/reports").status_code == 200, "what needs no sea is answered"
        go_on.set()
        assert cold.sea is sea
        assert client.get("/api/v1/sea").json()["state"] == "ready"
        assert client.get(ROUTE).json()["status"] == "open"
    assert times == [1], "it is built once, whoever asks"


def test_a_sea_that_cannot_be_opened_is_told_and_tried_again(
    cold: Desk, sea: Sea, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([DataMissing("the coast data is not installed"), sea])

    def open_or_fail(*, progress):
        found = next(answers)
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(offing.sea, "open_sea", open_or_fail)
    with TestClient(build_app(cold, warm=False), base_url="http://localhost:8642") as client:
        first = client.get(ROUTE)
        assert first.status_code == 503
        assert first.json()["type"] == "/problems/data-missing"
        assert client.get("/api/v1/sea").json()["state"] == "failed"
        assert client.get(ROUTE).status_code == 200


def test_many_at_once_open_it_once(cold: Desk, sea: Sea, monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[int] = []

    def slowly(*, progress):
        times.append(1)
        return sea

    monkeypatch.setattr(offing.sea, "open_sea", slowly)
    found: list[Sea] = []
    threads = [threading.Thread(target=lambda: found.append(cold.sea)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found == [sea] * 8
    assert times == [1]
