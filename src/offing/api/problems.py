"""The one shape of every error: a problem document after RFC 9457."""

from __future__ import annotations

from typing import Any

import msgspec

from offing.errors import (
    DataMissing,
    OffingError,
    OffWater,
    ScenarioError,
    StoreBusy,
    StoreError,
    UnknownPassage,
    UnknownPort,
    UnknownRestriction,
    UnknownShipClass,
    UnreadableReport,
    UsageError,
)
from offing.model.base import Struct

MEDIA_TYPE = "application/problem+json"


class ProblemDetails(Struct, frozen=True, kw_only=True):
    """What went wrong with a request (RFC 9457)."""

    type: str
    """A stable word for programs, as a relative reference: ``/problems/unknown-port``."""
    title: str
    """The same in words."""
    status: int
    """The HTTP status code, again."""
    detail: str
    """What was wrong in this request, where, and what to do."""
    near: tuple[str, ...] = ()
    """Names that exist and are close to one that does not."""


class Refusal(Exception):
    """A request that cannot be answered as it stands."""

    def __init__(
        self, status: int, code: str, detail: str, *, near: tuple[str, ...] = (),
        headers: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.status = status
        self.code = code
        self.detail = detail
        self.near = near
        self.headers = headers or {}
        super().__init__(detail)


TITLES = {
    "bad-request": "The request cannot be read",
    "invalid": "A value is not what was asked for",
    "token-needed": "A token is needed",
    "forbidden-host": "This name is not this server's",
    "forbidden-origin": "Requests from other sites are not answered",
    "not-found": "There is no such thing here",
    "wrong-method": "This address does not take that method",
    "conflict": "It was altered in the meantime",
    "too-large": "The request is too large",
    "wrong-media-type": "That kind of content is not read here",
    "too-many-requests": "Too many requests",
    "busy": "The server is busy",
    "took-too-long": "The answer took too long",
    "came-too-slowly": "The request came too slowly",
    "internal-error": "The server made a mistake",
    "unknown-passage": "No passage has this name",
    "unknown-port": "No port has this name",
    "unknown-ship-class": "No ship class has this name",
    "unknown-restriction": "No restriction has this id",
    "off-water": "The position is not at the sea",
    "bad-scenario": "The scenario contradicts itself",
    "no-way": "There is no way",
    "unreadable-report": "The report cannot be read",
    "sea-not-ready": "The network of the sea is being built",
    "data-missing": "Data is missing on the server",
    "store": "The store cannot be used",
    "usage": "The request cannot be meant",
}

_OURS: tuple[tuple[type[OffingError], int, str], ...] = (
    (UnknownPassage, 422, "unknown-passage"),
    (UnknownPort, 422, "unknown-port"),
    (UnknownShipClass, 422, "unknown-ship-class"),
    (UnknownRestriction, 422, "unknown-restriction"),
    (OffWater, 422, "off-water"),
    (ScenarioError, 422, "bad-scenario"),
    (UsageError, 422, "usage"),
    (UnreadableReport, 422, "unreadable-report"),
    (StoreBusy, 503, "busy"),
    (StoreError, 503, "store"),
    (DataMissing, 503, "data-missing"),
)


def refusal_from(error: BaseException) -> Refusal:
    """What an exception means to who asked; what was not meant to happen stays vague."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, msgspec.ValidationError):
        return Refusal(422, "invalid", str(error))
    if isinstance(error, msgspec.DecodeError):
        return Refusal(400, "bad-request", f"the body is not valid JSON: {error}")
    if isinstance(error, RecursionError):
        return Refusal(400, "bad-request", "it is nested more deeply than anything real")
    for kind, status, code in _OURS:
        if isinstance(error, kind):
            near: tuple[str, ...] = tuple(getattr(error, "near", ()))
            return Refusal(status, code, _without_paths(str(error)), near=near)
    return Refusal(
        500, "internal-error",
        "something went wrong that should not; the server's log names it by the request's id",
    )  # fmt: skip


def problem_from(refusal: Refusal) -> ProblemDetails:
    """The document that says what a refusal is about."""
    return ProblemDetails(
        type=f"/problems/{refusal.code}", title=TITLES[refusal.code], status=refusal.status,
        detail=refusal.detail, near=refusal.near,
    )  # fmt: skip


def _without_paths(text: str) -> str:
    """A message without folders of the server, which are nobody else's business."""
    words = [
        word.rsplit("/", 1)[-1] if word.startswith("/") and word.count("/") > 1 else word
        for word in text.split(" ")
    ]
    return " ".join(words)


def encode(value: Any) -> bytes:
    """JSON bytes of an answer."""
    return msgspec.json.encode(value)
