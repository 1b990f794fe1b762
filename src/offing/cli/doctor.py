"""``offing doctor``: versions, data and caches, what is missing and how to mend it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from offing.cli.app import shared_options
from offing.cli.output import show, show_json
from offing.cli.run import DONE, MISSING

IMPORTS = {
    "basemap-data": "mpl_toolkits.basemap_data", "lxml-html-clean": "lxml_html_clean",
    "markdown-it-py": "markdown_it",
    "pyahocorasick": "ahocorasick", "httpx2": "httpx2",
}  # fmt: skip
"""Modules of requirements whose name is not their own with ``_`` for ``-``."""


@click.command(name="doctor")
@shared_options("json")
def command(as_json: bool) -> int:
    """Versions, data and caches, what is missing and how to mend it."""
    findings = [*_program(), *_requirements(), *_tables(), *_sea()]
    if as_json:
        show_json(findings)
    else:
        for f in findings:
            mend = f" – {f['mend']}" if f.get("mend") else ""
            show(f"{f['state']:<8} {f['what']}: {f['found']}{mend}")
        wrong = sum(f["state"] == "missing" for f in findings)
        doubts = sum(f["state"] in ("warning", "not yet") for f in findings)
        if wrong:
            show(f"{wrong} missing: see above.")
        else:
            show("Nothing is missing; see above." if doubts else "Everything is in place.")
    return MISSING if any(f["state"] == "missing" for f in findings) else DONE


def _finding(what: str, found: object, state: str = "ok", mend: str = "") -> dict[str, Any]:
    return {"what": what, "found": str(found), "state": state, "mend": mend}


def _program() -> list[dict[str, Any]]:
    """Offing itself, Python, and the machine."""
    from offing import __version__

    return [
        _finding("Offing", __version__),
        _finding("Python", f"{platform.python_version()} ({sys.executable})"),
        _finding(
            "system", f"{platform.system()} {platform.release()}, {os.cpu_count()} processors"
        ),
    ]


def _requirements() -> list[dict[str, Any]]:
    """Each requirement of the installed package: there, or how to get it."""
    try:
        lines = requires("offing") or []
    except PackageNotFoundError:
        return [_finding("package", "not installed", "missing", "install it with pip")]
    out = []
    for line in lines:
        name = line.split(";")[0].strip()
        for mark in "<>=!~[ (":
            name = name.split(mark)[0]
        optional = "extra ==" in line
        try:
            out.append(_finding(name, version(name)))
            if find_spec(IMPORTS.get(name, name.replace("-", "_")).split(".")[0]) is None:
                out[-1] = _finding(name, "damaged", "missing", f"pip install --force {name}")
        except PackageNotFoundError:
            if optional:
                extra = line.split("extra ==")[1].strip(" '\")")
                out.append(_finding(name, "absent", "optional", f"pip install 'offing[{extra}]'"))
            else:
                out.append(_finding(name, "absent", "missing", f"pip install {name}"))
    return out


def _tables() -> list[dict[str, Any]]:
    """The tables that ship with the package."""
    folder = Path(str(files("offing") / "data"))
    names = sorted(p.name for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else []
    if not names:
        return [_finding("tables", "none", "missing", "install Offing again")]
    return [_finding("tables", f"{len(names)} sets in {folder}")]


def _sea() -> list[dict[str, Any]]:
    """The network of the sea, its cache folder, and room on its disk."""
    try:
        from offing.sea import sea_info

        info = sea_info()
    except Exception as error:
        return [_finding("sea", f"{type(error).__name__}: {error}", "missing", "offing sea build")]
    path = Path(str(info.get("path", "")))
    folder = path.parent if path.suffix else path
    out = []
    if info.get("ready"):
        size = f", {path.stat().st_size / 1e6:.1f} MB" if path.is_file() else ""
        out.append(_finding("sea network", f"{path}{size}"))
    else:
        out.append(
            _finding("sea network", "not built yet", "not yet",
                     "built on first use, or now with: offing sea build")
        )  # fmt: skip
    out.append(_folder("cache folder", folder))
    return out


def _folder(what: str, folder: Path) -> dict[str, Any]:
    """Whether a folder can be written, and how much room it has."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    free = shutil.disk_usage(there).free
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        return _finding(
            what, f"{folder} cannot be written ({error.strerror})", "warning",
            "set OFFING_CACHE to a folder that can be",
        )  # fmt: skip
    state, mend = ("ok", "") if free > 200e6 else ("warning", "make room: less than 200 MB free")
    return _finding(what, f"{folder}, {free / 1e9:.1f} GB free", state, mend)
