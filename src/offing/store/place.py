"""Where a store is kept when nobody says."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "OFFING_DB"
FILE_NAME = "desk.sqlite"


def default_path() -> Path:
    """``OFFING_DB``, else ``desk.sqlite`` in the user's folder for programs' data.

    The folders: ``XDG_DATA_HOME`` or ``~/.local/share`` (XDG Base Directory
    Specification), ``~/Library/Application Support`` (macOS), ``LOCALAPPDATA`` (Windows).
    """
    told = os.environ.get(VARIABLE)
    if told:
        return Path(told)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "offing" / FILE_NAME


def path_for(given: str | None) -> Path:
    """The file that was named, or the default one, whose folder is made."""
    if given:
        return Path(given)
    path = default_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
