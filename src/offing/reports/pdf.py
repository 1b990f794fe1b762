"""PDF into text, page by page."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections import Counter
from typing import Any

from offing.errors import UnreadableReport
from offing.reports import media
from offing.reports.draft import Draft
from offing.reports.stamps import date_from_words

MOST_PAGES = 2000
_DIGITS = re.compile(r"\d+")
_PDF_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def read_pdf(data: bytes, *, source: str) -> Draft:
    """The text of a PDF; ``pages`` of the draft holds where each page begins.

    Pages are parted by a blank line, or by a line break where a sentence runs on.
    Lines that stand at the top or foot of most pages are set aside.

    Raises:
        UnreadableReport: it is broken, encrypted, or has no text (a scan).
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = _open(data, source)
        draft = _draft_of(reader, source)
    return draft


def _open(data: bytes, source: str) -> Any:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableReport(source, "is an encrypted PDF; save a copy without password")
        len(reader.pages)
    except UnreadableReport:
        raise
    except Exception as wrong:
        if "cryptography" in str(wrong) or "encrypt" in str(wrong).lower():
            why = "is an encrypted PDF; save a copy without password"
        else:
            why = f"is a broken PDF ({_said(wrong)}); export it again"
        raise UnreadableReport(source, why) from None
    return reader


def _said(wrong: Exception) -> str:
    return " ".join(str(wrong).split())[:120] or type(wrong).__name__


def _draft_of(reader: Any, source: str) -> Draft:
    texts: list[str] = []
    broken: list[int] = []
    for n, page in enumerate(_pages(reader, broken), 1):
        if n > MOST_PAGES:
            break
        try:
            texts.append((page.extract_text() or "").rstrip() if page is not None else "")
        except Exception:
            texts.append("")
            broken.append(n)
    if not any(t.strip() for t in texts):
        what = (
            "broken pages only"
            if broken
            else "no text: it is a scan; recognise its text (OCR) first"
        )
        raise UnreadableReport(source, f"is a PDF with {what}")
    text, pages = _joined(texts)
    draft = Draft(text=text, media_type=media.PDF, pages=pages)
    for n in broken:
        draft.note("page", f"page {n} could not be read")
    if len(reader.pages) > MOST_PAGES:
        draft.note(
            "page", f"only the first {MOST_PAGES:,} of {len(reader.pages):,} pages were read"
        )
    _drop_running_lines(draft)
    _read_info(draft, reader)
    return draft


def _pages(reader: Any, broken: list[int]) -> Any:
    for n in range(len(reader.pages)):
        try:
            yield reader.pages[n]
        except Exception:
            broken.append(n + 1)
            yield None


def _joined(texts: list[str]) -> tuple[str, tuple[int, ...]]:
    out: list[str] = []
    pages: list[int] = []
    at = 0
    for text in texts:
        if out:
            before = out[-1].rstrip("\n ")[-1:]
            runs_on = (
                before not in ("", ".", "!", "?", "”", '"', ":") and text.lstrip()[:1].islower()
            )
            gap = "\n" if runs_on else "\n\n"
            out.append(gap)
            at += len(gap)
        pages.append(at)
        out.append(text)
        at += len(text)
    return "".join(out), tuple(pages)


def _drop_running_lines(draft: Draft) -> None:
    """Set aside lines that head or foot most pages; their numbers may differ."""
    if len(draft.pages) < 3:
        return
    ends = (*draft.pages[1:], len(draft.text))
    edges: list[tuple[str, int, int]] = []
    for start, end in zip(draft.pages, ends, strict=True):
        lines = [m for m in re.finditer(r"[^\n]+", draft.text[start:end]) if m[0].strip()]
        chosen = {m.start(): m for m in (*lines[:2], *lines[-2:])}
        edges += [
            (_DIGITS.sub("#", m[0].strip()), start + m.start(), start + m.end())
            for m in chosen.values()
        ]
    counts = Counter(key for key, _, _ in edges)
    for key, start, end in edges:
        if counts[key] >= max(3, 0.6 * len(draft.pages)) and len(key) <= 120:
            draft.drop(start, end, "header", "running line of the pages")


def _read_info(draft: Draft, reader: Any) -> None:
    """Title, and a date that ends at the file's making: not later than any in the text."""
    try:
        info = reader.metadata or {}
        title = str(info.get("/Title") or "").strip()
        made = str(info.get("/CreationDate") or "")
    except Exception:
        return
    if (
        title
        and len(title.split()) >= 3
        and not re.search(r"\.\w{2,4}$|^Microsoft|untitled", title)
    ):
        draft.title = title[:300]
    found = _PDF_DATE.match(made)
    if found:
        draft.published = date_from_words("-".join(found.groups()))
        draft.published_basis = "metadata" if draft.published else None
