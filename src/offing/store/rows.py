"""Structs to bytes and back, and times as the store writes them."""

from __future__ import annotations

import datetime
from typing import Any, TypeVar

import msgspec

from offing.errors import StoreError

T = TypeVar("T")


def packed(value: Any) -> bytes:
    """A struct as JSON bytes."""
    return msgspec.json.encode(value)


def unpacked(data: bytes, kind: type[T], what: str) -> T:
    """A struct from JSON bytes.

    Raises:
        StoreError: what stands in the file is no such thing.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise StoreError(f"{what} cannot be read from the store: {error}") from error


def now() -> datetime.datetime:
    """This moment, UTC, to the microsecond."""
    return datetime.datetime.now(tz=datetime.UTC)


def time_text(at: datetime.datetime) -> str:
    """A time as text that sorts as the times do.

    Raises:
        ValueError: a time without a zone, which could mean any.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def time_of(text: str) -> datetime.datetime:
    """The time that ``time_text`` wrote."""
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=datetime.UTC)
