"""The stored network: whole or not at all, checked, and never in the way."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path

import numpy as np
import pytest

from offing.sea import Sea, open_sea, sea_info, store


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OFFING_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(store, "load_shipped", lambda: None)
    return tmp_path / "cache"


def test_what_is_written_is_read_back(sea: Sea, cache: Path) -> None:
    mesh = sea._network.mesh
    assert store.load_cached() is None
    assert store.save_cached(mesh)
    path = cache / store.FILE_NAME
    assert path.stat().st_size <= 10_000_000
    again = store.load_cached()
    assert again is not None
    for name in mesh._fields:
        if name != "runs":
            np.testing.assert_array_equal(getattr(again, name), getattr(mesh, name))
    other = open_sea()
    assert other.route("SGSIN", "NLRTM").distance_nm == sea.route("SGSIN", "NLRTM").distance_nm
    assert sea_info()["ready"]
    assert not list(cache.glob("*.tmp"))


def test_a_damaged_or_stale_file_is_not_used(
    sea: Sea, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mesh = sea._network.mesh
    store.save_cached(mesh)
    path = cache / store.FILE_NAME
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert store.load_cached() is None
    path.write_bytes(b"not a network")
    assert store.load_cached() is None
    path.write_bytes(whole)
    assert store.load_cached() is not None
    monkeypatch.setattr(store, "tables_hash", lambda: "another")
    assert store.load_cached() is None


def test_a_cache_that_cannot_be_written_is_said_and_survived(
    sea: Sea, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("a file where the folder should be")
    monkeypatch.setenv("OFFING_CACHE", str(in_the_way / "cache"))
    monkeypatch.setattr(store, "load_shipped", lambda: None)
    monkeypatch.setattr("offing.sea.mesh.build_mesh", lambda *_: sea._network.mesh)
    with pytest.warns(RuntimeWarning, match="could not be kept"):
        found = open_sea()
    assert found.route("SGSIN", "NLRTM").status == "open"


def test_a_full_disk_leaves_nothing_behind(
    sea: Sea, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file, **_arrays) -> None:
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez_compressed", full)
    with pytest.warns(RuntimeWarning, match="No space left"):
        assert not store.save_cached(sea._network.mesh)
    assert not list(cache.iterdir())


def test_a_build_killed_half_way_does_no_harm(sea: Sea, cache: Path) -> None:
    cache.mkdir(parents=True)
    (cache / ".sea-dead.tmp").write_bytes(b"half a network")
    (cache / "sea-network.lock").write_bytes(b"")
    with store.build_lock() as held:
        assert held
        assert store.save_cached(sea._network.mesh)
    assert store.load_cached() is not None


def _hold(seconds: float, ready, done) -> None:  # type: ignore[no-untyped-def]
    with store.build_lock():
        ready.set()
        time.sleep(seconds)
        done.value = time.time()


def test_two_that_build_at_once_take_turns(cache: Path) -> None:
    context = multiprocessing.get_context("fork")
    ready, done = context.Event(), context.Value("d", 0.0)
    other = context.Process(target=_hold, args=(0.8, ready, done))
    other.start()
    assert ready.wait(20)
    with store.build_lock() as held:
        assert held
        assert done.value > 0
    other.join()


def test_a_network_inside_the_package_is_used_and_nothing_is_built(
    sea: Sea, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a wheel holds that was built with one: whatever coast data is here, or none."""
    inside = tmp_path / "offing"
    mesh, here = sea._network.mesh, store.stamp()
    store.write_network(mesh, inside / "sea" / "network.npz")
    monkeypatch.setattr(store.importlib.resources, "files", lambda _: inside)
    monkeypatch.setattr(store, "stamp", lambda: here | {"coast": "another"})
    shipped = store.load_shipped()
    assert shipped is not None
    np.testing.assert_array_equal(shipped.head, mesh.head)
    info, file = sea_info(), inside / "sea" / "network.npz"
    assert (info["shipped"], info["path"]) == (True, str(file))
    assert info["size_bytes"] == file.stat().st_size
    monkeypatch.setattr(store, "stamp", lambda: here | {"tables": "of another version"})
    assert store.load_shipped() is None
