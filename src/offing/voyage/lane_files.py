"""Tables of lanes on disk: encodings, delimiters, where the header is, rows one by one."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from offing.errors import UsageError
from offing.voyage.lane_cells import Style, style_from
from offing.voyage.lane_columns import Columns, columns_from_header, fold_header

SAMPLE_BYTES = 1 << 20
"""So much of a file shows its encoding."""
SAMPLE_ROWS = 2000
"""So many rows show how numbers and dates are written."""
HEADER_WITHIN = 30
"""The header is looked for in so many rows: exports often begin with a title."""
LONGEST_CELL = 65_536
"""Characters of a cell; a row with more is a bad row."""
MOST_LINES = 50
"""Lines of a row, whose quoted cells may hold breaks: more are a quote that is not closed."""
_DELIMITERS = (",", ";", "\t", "|")
Row = Sequence[str] | str
"""The cells of a row, or what is wrong with it."""


class Table:
    """A table of lanes: its columns, and its rows with their lines as often as asked."""

    def __init__(
        self, name: str, columns: Columns, delimiter: str,
        rows: Callable[[], Iterator[tuple[int, Row]]], *, plain: bool = False,
    ) -> None:  # fmt: skip
        self.name, self.columns, self.delimiter = name, columns, delimiter
        self.rows = rows
        self._plain = plain

    def style(self) -> Style:
        """How numbers and dates are written, judged from the first rows."""
        if self._plain:
            return Style()
        fields = self.columns.by_field
        numbers = [c.at for f, c in fields.items() if c.unit is not None or f[-4:] in _DEGREES]
        dates = [c.at for f, c in fields.items() if f in ("start", "end")]
        seen = [row for _, row in itertools.islice(self.rows(), SAMPLE_ROWS)
                if not isinstance(row, str)]  # fmt: skip
        return style_from(
            (row[k] for row in seen for k in numbers if k < len(row)),
            (row[k] for row in seen for k in dates if k < len(row)),
            delimiter=self.delimiter,
        )


_DEGREES = ("_lon", "_lat")


def open_table(path: Path) -> Table:
    """The table in a file: Parquet by its first bytes, else CSV.

    Raises:
        UsageError: it cannot be read, or has no columns for origin and destination.
    """
    try:
        with path.open("rb") as file:
            sample = file.read(SAMPLE_BYTES)
    except OSError as error:
        raise UsageError(f"cannot read lanes from {path}: {error.strerror or error}") from error
    if sample.startswith(b"PAR1"):
        return _parquet_table(path)
    if sample.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UsageError(f"{path.name} is a spreadsheet: save it as CSV")
    encoding = encoding_from(sample)
    return _csv_table(
        path.name,
        lambda: path.open(encoding=encoding, errors="offing-cp1252", newline=""),
    )


def table_from_text(text: str, name: str) -> Table:
    """The table in CSV text.

    Raises:
        UsageError: no columns for origin and destination.
    """
    return _csv_table(name, lambda: io.StringIO(text.removeprefix("\ufeff"), newline=""))


def encoding_from(sample: bytes) -> str:
    """The encoding of a file by its first bytes: marks, UTF-8, UTF-16 by its zeros, a guess."""
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 0.3 * len(sample) / 2 and len(sample) > 8:
        return "utf-16-le" if odd > even else "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(sample)
    except UnicodeDecodeError:
        return _guessed(sample)
    return "utf-8"


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


def _guessed(sample: bytes) -> str:
    """Windows-1252 for mostly plain Latin text, else by character statistics."""
    high = sum(b > 127 for b in sample)
    if high <= 0.12 * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample[: 1 << 16]).best()
    return best.encoding if best is not None else "cp1252"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """What no decoder can read, as Windows-1252: one odd line does not spoil a file."""
    assert isinstance(error, UnicodeDecodeError)
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "replace"), error.end


codecs.register_error("offing-cp1252", _as_cp1252)


def _csv_table(name: str, opened: Callable[[], TextIO]) -> Table:
    with opened() as file:
        head = list(itertools.islice(_limited(file), HEADER_WITHIN))
    best: tuple[Columns, str, int] | None = None
    for delimiter in _DELIMITERS:
        for index, (_, row) in enumerate(_rows(head, delimiter)):
            columns = columns_from_header(() if isinstance(row, str) else row)
            if columns.complete:
                used = len(columns.by_field)
                if best is None or used > len(best[0].by_field):
                    best = columns, delimiter, index
                break
    if best is None:
        raise UsageError(_no_columns(name, head))
    columns, delimiter, skip = best

    def rows() -> Iterator[tuple[int, Row]]:
        with opened() as file:
            yield from itertools.islice(_rows(file, delimiter), skip + 1, None)

    return Table(name, columns, delimiter, rows)


def _limited(file: TextIO) -> Iterator[str]:
    """Lines of a file, none longer than a row may be: binary rubbish has no line breaks."""
    while line := file.readline(LONGEST_CELL):
        yield line


class _Lines:
    """Lines of a file, counted; those of the row that is being read can be given back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines, self._back = iter(lines), deque[str]()
        self.taken: list[str] = []
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) == MOST_LINES:
            raise csv.Error(f"a row of more than {MOST_LINES} lines")
        line = self._back.popleft() if self._back else next(self._lines)
        self.taken.append(line)
        self.number += 1
        return line

    def give_back_all_but_first(self) -> None:
        """Read the lines after the first of this row anew."""
        self._back.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1


def _rows(source: Iterable[str], delimiter: str) -> Iterator[tuple[int, Row]]:
    """Rows with their lines. A quotation mark that is not closed spoils its own line only."""
    lines = _Lines(source)
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.taken.clear()
        row: Row | None
        try:
            row = next(reader, None)
        except csv.Error as error:
            row = f"unreadable row ({error})"
            reader = csv.reader(lines, delimiter=delimiter)
        if row is None:
            return
        if len(lines.taken) > 1 and (isinstance(row, str) or not _closed(lines.taken, delimiter)):
            lines.give_back_all_but_first()
            row = "unreadable row (a quotation mark is opened and not closed)"
        yield lines.number, row


def _closed(lines: Sequence[str], delimiter: str) -> bool:
    """Whether lines are one row whose quoted cells all end where a cell ends."""
    try:
        return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def _no_columns(name: str, head: Sequence[str]) -> str:
    first = next((line for line in head if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    cells = (cell.strip() for cell in first.split(delimiter))
    found = ", ".join(cell for cell in cells if cell)[:200]
    return (
        f"{name}: needs a column for the origin and one for the destination "
        f"(for example 'origin' and 'destination'); columns found: {found or 'none'}"
    )


def _parquet_table(path: Path) -> Table:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError(
            f"reading Parquet needs the extra 'parquet': install 'offing[parquet]' ({error})"
        ) from error
    try:
        with pq.ParquetFile(path) as file:
            header = [str(n) for n in file.schema_arrow.names]
    except (pa.ArrowException, OSError) as error:
        raise UsageError(f"{path.name} is no Parquet file that can be read: {error}") from error
    columns = columns_from_header(header)
    if not columns.complete:
        raise UsageError(_no_columns(path.name, [",".join(header)]))
    used = [header[c.at] for c in columns.by_field.values()]
    places = {c.at: k for k, c in enumerate(columns.by_field.values())}
    narrow = Columns(
        {f: c._replace(at=places[c.at]) for f, c in columns.by_field.items()},
        columns.unused, columns.remarks,
    )  # fmt: skip

    def rows() -> Iterator[tuple[int, Row]]:
        line = 0
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=20_000, columns=used):
                cells = [[_cell(v) for v in batch.column(n).to_pylist()] for n in used]
                for row in zip(*cells, strict=True):
                    line += 1
                    yield line, row

    return Table(path.name, narrow, ",", rows, plain=True)


def _cell(value: object) -> str:
    """A value of a Parquet column as a cell of a table."""
    if value is None or value != value:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)


def period_from_words(text: str) -> str | None:
    """The period that a cell names (``weekly``, ``per month``), ``None`` for none."""
    from offing.voyage.lane_columns import _without_period

    return _without_period(fold_header(text))[1]
