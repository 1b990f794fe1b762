"""Bytes into text: byte-order marks, declared and guessed encodings, and what was assumed."""

from __future__ import annotations

import codecs
import re

from offing.errors import UnreadableReport
from offing.model import Problem

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ONE_BYTE = {"cp1252", "iso8859-1", "ascii", "latin-1", "iso8859-15"}
_SAMPLE = 65536
_CONTROLS = bytes(c for c in range(32) if c not in (7, 8, 9, 10, 11, 12, 13, 27))
_TWICE = re.compile("â€[™œ\x9d“”˜¦]|Ã[©¨¼¶¤Ÿ±³¡]")


def decode(data: bytes, *, source: str, declared: str | None = None) -> tuple[str, list[Problem]]:
    """The text of ``data``, and what had to be assumed (code ``encoding``).

    Order: byte-order mark, strict UTF-8, the declared encoding, UTF-16 by its
    pattern of zero bytes, then a guess (Windows-1252 for mostly plain Latin
    text, else by character statistics). Strict UTF-8 comes before the declared
    one because text of another encoding is practically never valid UTF-8.

    Raises:
        UnreadableReport: the bytes are not text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = data.decode(name, "replace")
            return text, _replaced(text, name)
    wide = _utf16_without_mark(data)
    if wide:
        text = data.decode(wide, "replace")
        return text, [_assumed(f"no byte-order mark; read as {wide}"), *_replaced(text, wide)]
    if _is_binary(data):
        raise UnreadableReport(source, "is binary, not text; give text, HTML, e-mail or PDF")
    codec = _known(declared)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return _decode_other(data, codec, wrong, source)
    problems = []
    if codec and codec not in ("utf-8", "ascii") and not text.isascii():
        stateful = codec.startswith("iso2022") or codec in ("utf-7", "hz")
        if not stateful:
            problems.append(_assumed(f"declared as {declared}, but it is UTF-8; read as UTF-8"))
    if len(_TWICE.findall(text[: 4 * _SAMPLE])) >= 2:
        problems.append(
            _assumed("looks as if it was decoded wrongly before it came here; left as is")
        )
    if codec and codec.startswith("iso2022") and text.isascii() and "\x1b" in text:
        return data.decode(codec, "replace"), []
    return text, problems


def _decode_other(
    data: bytes, codec: str | None, wrong: UnicodeDecodeError, source: str
) -> tuple[str, list[Problem]]:
    if codec and codec != "utf-8":
        try:
            return data.decode(codec), []
        except UnicodeDecodeError:
            pass
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    multibyte = sum(1 for c in text[:_SAMPLE] if c > "\x7f" and c != "\ufffd")
    at = f"first at byte {wrong.start:,}"
    if multibyte > 4 * bad or (codec == "utf-8" and multibyte > bad):
        return text, [_assumed(f"{bad} broken UTF-8 sequences ({at}) shown as \ufffd")]
    name = _guessed(data)
    text = data.decode(name, "replace")
    lost = text.count("\ufffd")
    tail = f"; {lost} characters could not be read" if lost else ""
    said = f"declared as {codec} but isn't" if codec else f"not UTF-8 ({at})"
    return text, [_assumed(f"{said}; read as {name}{tail}")]


def _guessed(data: bytes) -> str:
    """A codec for bytes that are not UTF-8, from the part that is not ASCII."""
    first = next((i for i, b in enumerate(data) if b > 127), 0) if len(data) < _SAMPLE else 0
    sample = data[first : first + _SAMPLE] if first > _SAMPLE else data[:_SAMPLE]
    high = sum(b > 127 for b in sample)
    if high <= 0.12 * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best is not None else "cp1252"


def _known(name: str | None) -> str | None:
    """The canonical name of a text codec that exists here, else ``None``."""
    if not name:
        return None
    try:
        info = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    if not getattr(info, "_is_text_encoding", True):
        return None
    if info.name in _ONE_BYTE:
        return "cp1252"  # what the WHATWG encoding standard says these labels mean
    return info.name


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:4096]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _is_binary(data: bytes) -> bool:
    """More than 2 % control bytes that no text uses, in the first or last 64 KiB."""
    for sample in (data[:_SAMPLE], data[-_SAMPLE:]):
        if len(sample) - len(sample.translate(None, _CONTROLS)) > 0.02 * len(sample):
            return True
    return False


def _assumed(message: str) -> Problem:
    return Problem(code="encoding", message=message)


def _replaced(text: str, name: str) -> list[Problem]:
    bad = text.count("\ufffd")
    return [_assumed(f"{bad} characters could not be read as {name}")] if bad else []
