"""From a request to a call and from its result to an answer."""

from __future__ import annotations

import difflib
import hashlib
import typing
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import anyio
import anyio.to_thread
import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from offing.api.desk import Desk
from offing.api.endpoint import Endpoint, Raw, Stream, Upload
from offing.api.problems import MEDIA_TYPE, Refusal, encode, problem_from, refusal_from

Handler = Callable[[Request], Awaitable[Response]]


class Turns:
    """How many heavy requests run at once, and how many may wait."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._limit = anyio.CapacityLimiter(at_once)
        self._most = waiting

    async def run(self, call: Callable[[], Any]) -> Any:
        """Run ``call`` in a thread when its turn comes.

        Raises:
            Refusal: too many wait already.
        """
        if self._limit.statistics().tasks_waiting >= self._most:
            raise Refusal(
                429, "too-many-requests",
                "too much is being worked on; ask again in a few seconds",
                headers={"retry-after": "5"},
            )  # fmt: skip
        return await anyio.to_thread.run_sync(call, limiter=self._limit, abandon_on_cancel=True)


def handler_from(endpoint: Endpoint, desk: Desk, turns: Turns) -> Handler:
    """The function that the server calls for one endpoint."""
    lists = _list_fields(endpoint.query) if endpoint.query else frozenset()

    async def handle(request: Request) -> Response:
        try:
            given: dict[str, Any] = dict(request.path_params)
            if endpoint.query is not None:
                given["query"] = _query(request, endpoint.query, lists)
            elif request.url.query:
                raise Refusal(422, "invalid", "this address takes no parameters after '?'")
            await _take_body(request, endpoint, desk, given)

            def call() -> Any:
                return endpoint.answer_with(desk, **given)

            if endpoint.weight == "quick":
                result = call()
            else:
                result = await _in_time(call, endpoint, desk, turns)
        except (Exception, ExceptionGroup) as error:
            return _refused(error, request)
        return _answer(result, endpoint, request)

    return handle


async def _in_time(call: Callable[[], Any], endpoint: Endpoint, desk: Desk, turns: Turns) -> Any:
    seconds = desk.settings.timeout_s
    try:
        with anyio.fail_after(seconds):
            if endpoint.weight == "heavy":
                return await turns.run(call)
            return await anyio.to_thread.run_sync(call, abandon_on_cancel=True)
    except TimeoutError:
        raise Refusal(
            503, "took-too-long",
            f"no answer within {seconds:.0f} s; ask for less at once, or as a job",
            headers={"retry-after": "10"},
        ) from None  # fmt: skip


def _refused(error: BaseException, request: Request) -> Response:
    refusal = refusal_from(error)
    if refusal.status == 500:
        import logging

        request_id = request.scope.get("state", {}).get("request_id", "")
        logging.getLogger("offing.api").error("request %s failed", request_id, exc_info=error)
    return refusal_response(refusal)


def refusal_response(refusal: Refusal) -> Response:
    """A refusal as an answer."""
    return Response(
        encode(problem_from(refusal)), refusal.status, media_type=MEDIA_TYPE,
        headers={"cache-control": "no-store", **refusal.headers},
    )  # fmt: skip


def _query(request: Request, kind: Any, lists: frozenset[str]) -> Any:
    """The query's parameters as a struct; what it has no field for is an error."""
    known = {f.encode_name for f in msgspec.structs.fields(kind)}
    found: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        if name not in known:
            near = tuple(difflib.get_close_matches(name, known, n=3, cutoff=0.5))
            raise Refusal(
                422, "invalid",
                f"no parameter is called {name!r}; there are: {', '.join(sorted(known))}",
                near=near,
            )  # fmt: skip
        if name in lists:
            found.setdefault(name, []).extend(p for p in value.split(",") if p.strip())
        elif name in found:
            raise Refusal(422, "invalid", f"{name!r} was given twice")
        else:
            found[name] = value
    return msgspec.convert(found, kind, strict=False)


def _list_fields(kind: Any) -> frozenset[str]:
    """Names of the parameters that may be given several times."""
    hints = typing.get_type_hints(kind)
    return frozenset(
        f.encode_name
        for f in msgspec.structs.fields(kind)
        if typing.get_origin(hints[f.name]) is tuple
    )


async def _take_body(
    request: Request, endpoint: Endpoint, desk: Desk, given: dict[str, Any]
) -> None:
    if endpoint.body is None and not endpoint.uploads:
        return
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    settings = desk.settings
    if media_type == "application/json" and endpoint.body is not None:
        limit = settings.max_body_bytes if endpoint.uploads else settings.max_json_bytes
        data = await _read(request, limit)
        given["body"] = msgspec.json.decode(data, type=endpoint.body)
        if endpoint.uploads:
            given["upload"] = None
    elif media_type in endpoint.uploads:
        given["upload"] = Upload(await _read(request, settings.max_body_bytes), media_type)
        if endpoint.body is not None:
            given["body"] = None
    else:
        kinds = [*(["application/json"] if endpoint.body else []), *endpoint.uploads]
        raise Refusal(
            415, "wrong-media-type",
            f"send it as {' or '.join(kinds)} (Content-Type was {media_type or 'absent'})",
        )  # fmt: skip


async def _read(request: Request, limit: int) -> bytes:
    """The body, given up as soon as it is larger than it may be."""
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > limit:
        raise _too_large(limit)
    parts: list[bytes] = []
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > limit:
                raise _too_large(limit)
            parts.append(part)
    except ClientDisconnect:
        raise Refusal(400, "bad-request", "the request ended before its body did") from None
    return b"".join(parts)


def _too_large(limit: int) -> Refusal:
    return Refusal(413, "too-large", f"the body may have {limit:,} bytes at most")


def _answer(result: Any, endpoint: Endpoint, request: Request) -> Response:
    headers: dict[str, str] = {}
    if isinstance(result, Stream):
        return StreamingResponse(
            result.parts, endpoint.status, media_type=result.media_type,
            headers={"cache-control": "no-store", "x-accel-buffering": "no"},
        )  # fmt: skip
    if isinstance(result, Raw):
        body, media_type = result.body, result.media_type
        if result.file_name:
            headers["content-disposition"] = f'attachment; filename="{result.file_name}"'
    else:
        body, media_type = encode(result), "application/json"
    if request.method in ("GET", "HEAD"):
        tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        headers |= {"etag": tag, "cache-control": "no-cache"}
        if tag in _tags(request.headers):
            return Response(None, 304, headers=headers)
    else:
        headers["cache-control"] = "no-store"
    return Response(body, endpoint.status, media_type=media_type, headers=headers)


def _tags(headers: Mapping[str, str]) -> list[str]:
    return [t.strip().removeprefix("W/") for t in headers.get("if-none-match", "").split(",")]
