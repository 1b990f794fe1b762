"""How reliable sources are: a table that people edit, and never our own judgement.

The letters are those of the NATO Admiralty code (AJP-2.1): A completely, B usually,
C fairly, D not usually reliable, E unreliable, F cannot be judged. Whoever is not in
the table is F. Nothing that reports say, and no agreement between them, moves a letter.
"""

from __future__ import annotations

import csv
import os
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, cast

from offing.errors import UsageError
from offing.incidents.names import name_key
from offing.model.base import Struct

Letter = Literal["A", "B", "C", "D", "E", "F"]
LETTERS = ("A", "B", "C", "D", "E", "F")

WORDS: dict[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "of unknown reliability",
}
"""The letters in words, as the brief prints them."""


class Source(Struct, frozen=True, kw_only=True):
    """One row of the table; ``also`` are its other names, ``why`` the ground of its letter."""

    name: str
    letter: Letter = "F"
    also: tuple[str, ...] = ()
    why: str = ""
    ground: str = ""


class SourceTable:
    """Sources by name. Look one up with ``find``; whoever is missing is F."""

    def __init__(self, rows: Iterable[Source] = ()) -> None:
        self.rows = tuple(rows)
        self._by_key: dict[str, Source] = {}
        for row in self.rows:
            for name in (row.name, *row.also):
                self._by_key.setdefault(name_key(name), row)

    def find(self, *names: str | None) -> Source | None:
        """The row of the first of ``names`` that the table has, else ``None``."""
        for name in names:
            row = self._by_key.get(name_key(name or "")) if name else None
            if row:
                return row
        return None

    def letter(self, *names: str | None) -> Letter:
        """The reliability of the first of ``names`` that the table has, else ``F``."""
        row = self.find(*names)
        return row.letter if row else "F"


def source_table_from(
    sources: str | os.PathLike[str] | Mapping[str, Any] | SourceTable | None,
) -> SourceTable:
    """A table from what a user gives.

    ``None``: the table that ships with Offing. A path: a TOML file (``[[source]]``
    with ``name``, ``letter``, ``also``, ``why``) or a CSV with the columns ``name``
    and ``letter``. A mapping: name → letter, or name → such a row. A user's table
    replaces the shipped one row by row: names it does not hold keep their letter.

    Raises:
        UsageError: the file cannot be read, or a row has no name or no letter A–F.
    """
    if isinstance(sources, SourceTable):
        return sources
    if sources is None:
        return _shipped()
    if isinstance(sources, Mapping):
        rows = [_row({"name": n, **(v if isinstance(v, Mapping) else {"letter": v})}, f"{n!r}")
                for n, v in sources.items()]  # fmt: skip
    else:
        rows = _rows_from_file(Path(sources))
    return SourceTable((*rows, *_shipped().rows))


def _rows_from_file(path: Path) -> list[Source]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: the table of sources cannot be read ({error})") from error
    if path.suffix.lower() == ".csv":
        raw: list[Mapping[str, Any]] = list(csv.DictReader(text.splitlines()))
    else:
        try:
            raw = tomllib.loads(text).get("source", [])
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"{path}: not valid TOML: {error}") from error
    if not raw:
        raise UsageError(
            f"{path}: no sources found; give [[source]] entries or a CSV with a header"
        )
    return [_row(entry, f"{path}, entry {n}") for n, entry in enumerate(raw, 1)]


def _row(entry: Mapping[str, Any], where: str) -> Source:
    name, letter = str(entry.get("name") or "").strip(), str(entry.get("letter") or "").strip()
    if not name:
        raise UsageError(f"table of sources, {where}: no name")
    if letter.upper() not in LETTERS:
        raise UsageError(f"table of sources, {where}: letter {letter!r} is not one of A–F")
    also = entry.get("also") or ()
    if isinstance(also, str):
        also = [part.strip() for part in also.split(";") if part.strip()]
    return Source(
        name=name,
        letter=cast("Letter", letter.upper()),
        also=tuple(str(a) for a in also),
        why=str(entry.get("why") or ""),
        ground=str(entry.get("ground") or ""),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("offing.data") / "sources" / name).read_text(encoding="utf-8"))


@cache
def _shipped() -> SourceTable:
    return SourceTable(_row(r, r["name"]) for r in _read("reliability.toml")["source"])


@cache
def wire_names() -> dict[str, str]:
    """Normalised names of news agencies, as in credit lines → the agency's name."""
    return {name_key(n): w["name"] for w in _read("wires.toml")["wire"] for n in w["names"]}


@cache
def speaker_words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(kind, words) in the order in which kinds are tried."""
    return tuple((k["kind"], tuple(k["words"])) for k in _read("speakers.toml")["kind"])


@cache
def carrier_names() -> dict[str, str]:
    """Normalised names of shipping companies → the kind of ships they mainly run."""
    table = _read("carriers.toml")
    return {name_key(n): kind for kind, names in table.items() if kind != "words" for n in names}


@cache
def carrier_words() -> dict[str, tuple[str, ...]]:
    """Kind of ships → words in a company's name or role that tell it."""
    return {kind: tuple(words) for kind, words in _read("carriers.toml")["words"].items()}
