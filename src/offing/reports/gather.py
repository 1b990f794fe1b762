"""Many sources into many reports: files, folders, JSON lines, standard input."""

from __future__ import annotations

import datetime
import hashlib
import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from offing.errors import UnreadableReport, UsageError
from offing.model import Report
from offing.reports import media
from offing.reports.finish import finish
from offing.reports.read import (
    check_kind,
    check_size,
    read_file,
    read_report,
    read_stdin,
    report_from_bytes,
    show_name,
)

Source = bytes | str | os.PathLike[str]
OnError = Callable[[UnreadableReport], None]

_CLUTTER = {"__MACOSX", "Thumbs.db", "desktop.ini"}


class UnreadableReportWarning(UserWarning):
    """Some sources could not be read; the others were."""


def read_reports(
    sources: Source | Iterable[Source],
    *,
    published: datetime.date | None = None,
    kind: str | None = None,
    on_error: OnError | None = None,
) -> Iterator[Report]:
    """Read reports one by one, in a stable order; one bad source never stops the others.

    Args:
        sources: anything that ``read_report`` takes, and folders: read with all
            folders below, in order of name, without following links to folders,
            leaving out names that begin with a dot. JSON and JSON lines give one
            report for each message, a mail one and one for each attachment of a readable
            kind. One source need not be in a list.
        published: as in ``read_report``, for all.
        kind: as in ``read_report``, for all.
        on_error: called with each source that could not be read. Without it, one
            ``UnreadableReportWarning`` at the end lists them.

    Raises:
        UsageError: a source or ``kind`` cannot be meant (a single wrong source
            given as text goes to ``on_error``).
    """
    check_kind(kind)
    if isinstance(sources, (bytes, str, os.PathLike)):
        sources = [sources]
    failed: list[UnreadableReport] = []
    tell = on_error or failed.append
    for source in sources:
        yield from _read_source(source, published=published, kind=kind, tell=tell)
    if failed:
        lines = "\n".join(f"  {wrong}" for wrong in failed)
        warnings.warn(
            f"{len(failed)} of the sources could not be read:\n{lines}",
            UnreadableReportWarning,
            stacklevel=2,
        )


def _read_source(
    source: Source, *, published: datetime.date | None, kind: str | None, tell: OnError
) -> Iterator[Report]:
    try:
        path = _existing(source)
        if path is None and source == "-":
            data = read_stdin(kind)
            yield from _read_all(data, "-", "", published=published, kind=kind, tell=tell)
        elif isinstance(source, bytes):
            check_size(len(source), "bytes", kind)
            yield from _read_all(source, "bytes", "", published=published, kind=kind, tell=tell)
        elif path is None:
            yield read_report(source, published=published, kind=kind)
        elif path.is_dir():
            for file in files_below(path, tell):
                yield from _read_path(file, published=published, kind=kind, tell=tell)
        else:
            yield from _read_path(path, published=published, kind=kind, tell=tell)
    except UnreadableReport as wrong:
        tell(wrong)
    except UsageError as wrong:
        if not isinstance(source, str):
            raise
        tell(UnreadableReport(show_name(source), str(wrong)))


def _existing(source: Source) -> Path | None:
    """The path that a source names, if there is something at it."""
    if isinstance(source, bytes) or source == "-":
        return None
    if isinstance(source, str) and ("\n" in source or len(source) > 4096 or "\x00" in source):
        return None
    try:
        path = Path(source)
        return path if path.exists() or not isinstance(source, str) else None
    except (OSError, ValueError):
        return None


def _read_path(
    path: Path, *, published: datetime.date | None, kind: str | None, tell: OnError
) -> Iterator[Report]:
    try:
        data = read_file(path, kind)
        yield from _read_all(
            data, show_name(path), path.name, published=published, kind=kind, tell=tell
        )
    except UnreadableReport as wrong:
        tell(wrong)


def _read_all(
    data: bytes, source: str, name: str, *, published: datetime.date | None, kind: str | None,
    tell: OnError,
) -> Iterator[Report]:  # fmt: skip
    """All reports in a file's bytes: many for JSON, one for anything else."""
    what = media.media_type_of(data, name=name) if data.strip() else media.TEXT
    if what == media.EMAIL:
        yield from _read_mail(data, source, name, published=published, kind=kind, tell=tell)
        return
    if what not in (media.JSON, media.JSON_LINES):
        yield report_from_bytes(data, source=source, name=name, published=published, kind=kind)
        return
    from offing.reports.messages import drafts_from_json

    for draft, label in drafts_from_json(data, source=source):
        if isinstance(draft, UnreadableReport):
            tell(draft)
            continue
        try:
            yield finish(
                draft, report_id=hashlib.sha256(label.raw).hexdigest(), source=label.source,
                name=name, url=None, published=published, kind=kind,
            )  # fmt: skip
        except UnreadableReport as wrong:
            tell(wrong)


def _read_mail(
    data: bytes, source: str, name: str, *, published: datetime.date | None, kind: str | None,
    tell: OnError,
) -> Iterator[Report]:  # fmt: skip
    """A mail, then its attachments that are of a readable kind."""
    from offing.reports.mail import attachments_of

    try:
        yield report_from_bytes(data, source=source, name=name, published=published, kind=kind)
    except UnreadableReport as wrong:
        tell(wrong)
    for part in attachments_of(data):
        label = f"{source}/{show_name(part.name) or 'attachment'}"
        try:
            yield report_from_bytes(
                part.data, source=label, name=part.name, declared=part.media_type,
                charset=part.charset, published=published, kind=kind,
            )  # fmt: skip
        except UnreadableReport as wrong:
            tell(wrong)


def files_below(folder: Path, tell: OnError) -> Iterator[Path]:
    """All files in a folder and the folders below it, in order of name.

    Names that begin with a dot are left out, links to folders are not followed (so
    there are no loops), and what is neither file nor folder (pipes, sockets,
    devices, dangling links) is told to ``tell``.
    """

    def cannot(wrong: OSError) -> None:
        tell(
            UnreadableReport(
                show_name(wrong.filename or folder), f"cannot be listed: {wrong.strerror}"
            )
        )

    for root, folders, names in os.walk(folder, followlinks=False, onerror=cannot):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _CLUTTER)
        for name in sorted(names):
            if name.startswith(".") or name in _CLUTTER:
                continue
            path = Path(root) / name
            if path.is_file():
                yield path
            else:
                tell(
                    UnreadableReport(
                        show_name(path), "is not a regular file (or a link to nothing)"
                    )
                )
