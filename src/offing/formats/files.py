"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from offing.errors import UsageError


def write_whole(path: str | os.PathLike[str], data: bytes) -> None:
    """Write ``data`` to ``path`` so that a reader sees the old file or the new, never a part.

    The bytes go to a file beside it first, reach the disk, and then take its name; a
    link is followed to what it points at.

    Raises:
        UsageError: it cannot be written; ``path`` is as it was before.
    """
    write_parts(path, (data,))


def write_parts(path: str | os.PathLike[str], parts: Iterable[bytes]) -> None:
    """`write_whole` for bytes that come part by part; what makes them may raise as it likes."""
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        _write_special(target, parts, os.fspath(path))
        return
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as stream:
            for part in parts:
                stream.write(part)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
        temporary = None
    except OSError as error:
        raise _failed(os.fspath(path), error) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _write_special(target: Path, parts: Iterable[bytes], name: str) -> None:
    """A pipe or a device cannot be replaced: write straight into it."""
    try:
        with target.open("wb") as stream:
            for part in parts:
                stream.write(part)
    except OSError as error:
        raise _failed(name, error) from error


def _mode(target: Path) -> int:
    """The mode of the file that is replaced, else what a new file would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _failed(name: str, error: OSError) -> UsageError:
    reason = error.strerror or str(error)
    return UsageError(f"cannot write {name}: {reason}; nothing was written there")
