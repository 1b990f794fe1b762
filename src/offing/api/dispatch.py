"""From a request to a call and from its result to an answer.

Answers that hang on nothing but their address are kept ready, as bytes with their
headers: giving one out again costs a look into a table.
"""

from __future__ import annotations

import difflib
import gzip
import hashlib
import typing
from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import anyio.to_thread
import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from offing.api.desk import Desk
from offing.api.endpoint import Endpoint, Raw, Stream, Upload, never
from offing.api.guard import Receive, Scope, Send
from offing.api.problems import MEDIA_TYPE, Refusal, encode, problem_from, refusal_from
from offing.api.turns import Turns, answer_in_time

Handler = Callable[[Scope, Receive, Send], Awaitable[None]]
GZIP_FROM_BYTES = 10_000
"""Smaller answers cost more to compress than they save on one machine."""
GZIP_LEVEL = 5
READY_BYTES = 2_000
"""What a kept answer takes beside its body."""
PIECE_BYTES = 262_144
"""Large answers leave in pieces, each when the one before was read: who stops reading makes
the server hold a piece, not the whole."""
LONGEST_KEY = 500
"""Addresses longer than this are not worth the room that keeping their answers takes."""


def handler_from(endpoint: Endpoint, desk: Desk, turns: dict[str, Turns]) -> Handler:
    """The function that the server calls for one endpoint; turns are by weight."""
    parameters = _parameters(endpoint.query) if endpoint.query else None
    lasts = endpoint.method == "GET" and endpoint.lasting is not never

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        key = (scope["path"], scope["query_string"]) if lasts else None
        if key is not None:
            ready: Ready | None = desk.kept.get(key)
            if ready is not None:
                await ready.send(scope, send)
                return
        request = Request(scope, receive)
        try:
            given: dict[str, Any] = dict(scope.get("path_params", ()))
            if endpoint.query is not None:
                assert parameters is not None
                given["query"] = _query(request, endpoint.query, parameters)
            elif scope["query_string"]:
                raise Refusal(422, "invalid", "this address takes no parameters after '?'")
            if endpoint.body is not None or endpoint.uploads:
                await _take_body(request, endpoint, desk, given)
            weight = endpoint.weight
            if not isinstance(weight, str):
                weight = weight(desk, **given)
            if weight == "quick":
                answer = _written(endpoint.answer_with(desk, **given), endpoint)
            else:
                answer = await answer_in_time(
                    lambda: _written(endpoint.answer_with(desk, **given), endpoint),
                    desk.settings, turns[weight], request,
                )  # fmt: skip
        except (Exception, ExceptionGroup) as error:
            await _refused(error, request)(scope, receive, send)
            return
        if isinstance(answer, Stream):
            await _streamed(answer, endpoint)(scope, receive, send)
            return
        if key is not None and endpoint.lasting(given.get("query")):
            size = len(answer.body) + len(key[1]) + READY_BYTES
            if len(key[1]) <= LONGEST_KEY:
                desk.kept.put(key, answer, size)
        await answer.send(scope, send)

    return handle


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


def _query(request: Request, kind: Any, parameters: dict[str, bool]) -> Any:
    """The query's parameters as a struct; what it has no field for is an error.

    ``parameters``: their names, and whether each may be given several times.
    """
    found: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        several = parameters.get(name)
        if several is None:
            near = tuple(difflib.get_close_matches(name[:100], parameters, n=3, cutoff=0.5))
            raise Refusal(
                422, "invalid",
                f"no parameter is called {name[:100]!r}; there are: "
                f"{', '.join(sorted(parameters))}",
                near=near,
            )  # fmt: skip
        if several:
            found.setdefault(name, []).extend(p for p in value.split(",") if p.strip())
        elif name in found:
            raise Refusal(422, "invalid", f"{name!r} was given twice")
        else:
            found[name] = value
    return msgspec.convert(found, kind, strict=False)


def _parameters(kind: Any) -> dict[str, bool]:
    """Names of the parameters, and whether each may be given several times.

    Found once for each address: what a struct's fields are takes msgspec longer to say
    than a route takes to be found.
    """
    hints = typing.get_type_hints(kind)
    return {
        f.encode_name: typing.get_origin(hints[f.name]) is tuple
        for f in msgspec.structs.fields(kind)
    }


async def _take_body(
    request: Request, endpoint: Endpoint, desk: Desk, given: dict[str, Any]
) -> None:
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    settings = desk.settings
    if media_type == "application/json" and endpoint.body is not None:
        limit = settings.max_text_bytes if endpoint.uploads else settings.max_json_bytes
        data = await _read(request, limit, settings.timeout_s)
        given["body"] = msgspec.json.decode(data, type=endpoint.body)
        if endpoint.uploads:
            given["upload"] = None
    elif media_type in endpoint.uploads:
        texts = media_type.startswith("text/")
        limit = settings.max_text_bytes if texts else settings.max_body_bytes
        given["upload"] = Upload(await _read(request, limit, settings.timeout_s), media_type)
        if endpoint.body is not None:
            given["body"] = None
    else:
        kinds = [*(["application/json"] if endpoint.body else []), *endpoint.uploads]
        raise Refusal(
            415, "wrong-media-type",
            f"send it as {' or '.join(kinds)} (Content-Type was {media_type or 'absent'})",
        )  # fmt: skip


async def _read(request: Request, limit: int, seconds: float) -> bytes:
    """The body, given up as soon as it is larger, or comes more slowly, than it may."""
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > limit:
        raise _too_large(limit)
    parts: list[bytes] = []
    size = 0
    try:
        with anyio.fail_after(seconds):
            async for part in request.stream():
                size += len(part)
                if size > limit:
                    raise _too_large(limit)
                parts.append(part)
    except ClientDisconnect:
        raise Refusal(400, "bad-request", "the request ended before its body did") from None
    except TimeoutError:
        raise Refusal(
            408, "came-too-slowly", f"the body did not come within {seconds:.0f} s",
            headers={"connection": "close"},
        ) from None  # fmt: skip
    return b"".join(parts)


def _too_large(limit: int) -> Refusal:
    return Refusal(413, "too-large", f"the body may have {limit:,} bytes at most")


class Ready:
    """An answer as it goes out: its bytes and headers, compressed when first asked so."""

    def __init__(
        self, body: bytes, media_type: str, status: int, *, tagged: bool,
        file_name: str | None = None,
    ) -> None:  # fmt: skip
        self.body = body
        self.status = status
        self.tag = b""
        headers = []
        if tagged:
            self.tag = b'"%s"' % hashlib.blake2b(body, digest_size=12).hexdigest().encode()
            headers += [(b"etag", self.tag), (b"cache-control", b"no-cache")]
        else:
            headers.append((b"cache-control", b"no-store"))
        self._unchanged = list(headers)
        headers.append((b"content-type", _media_type(media_type).encode()))
        if file_name:
            headers.append((b"content-disposition", _attachment(file_name)))
        self._large = len(body) >= GZIP_FROM_BYTES
        if self._large:
            headers.append((b"vary", b"accept-encoding"))
        self._headers = headers
        self._small: bytes | None = None
        self._plain = [*headers, (b"content-length", str(len(body)).encode())]

    async def send(self, scope: Scope, send: Send) -> None:
        """Answer one request."""
        status, headers, body = self.status, self._plain, self.body
        given = scope["headers"]
        for name, value in given:
            if name == b"if-none-match" and self.tag and self._matches(value):
                status, headers, body = 304, self._unchanged, b""
                break
            if name == b"accept-encoding" and self._large and b"gzip" in value:
                body = await self._compressed()
                headers = [*self._headers, (b"content-encoding", b"gzip"),
                           (b"content-length", str(len(body)).encode())]  # fmt: skip
        await send({"type": "http.response.start", "status": status, "headers": headers})
        if scope["method"] == "HEAD":
            body = b""
        if len(body) <= PIECE_BYTES:
            await send({"type": "http.response.body", "body": body})
            return
        for at in range(0, len(body), PIECE_BYTES):
            piece, more = body[at : at + PIECE_BYTES], at + PIECE_BYTES < len(body)
            await send({"type": "http.response.body", "body": piece, "more_body": more})

    def _matches(self, value: bytes) -> bool:
        return self.tag in [t.strip().removeprefix(b"W/") for t in value.split(b",")]

    async def _compressed(self) -> bytes:
        if self._small is None:
            self._small = await anyio.to_thread.run_sync(
                lambda: gzip.compress(self.body, GZIP_LEVEL, mtime=0)
            )
        return self._small


def _written(result: Any, endpoint: Endpoint) -> Ready | Stream:
    """A result as it goes out."""
    if isinstance(result, Stream):
        return result
    tagged = endpoint.method == "GET"
    if isinstance(result, Raw):
        return Ready(
            result.body, result.media_type, endpoint.status, tagged=tagged,
            file_name=result.file_name,
        )  # fmt: skip
    return Ready(encode(result), "application/json", endpoint.status, tagged=tagged)


def _streamed(stream: Stream, endpoint: Endpoint) -> Response:
    return StreamingResponse(
        stream.parts, endpoint.status, media_type=stream.media_type,
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )  # fmt: skip


def _media_type(media_type: str) -> str:
    """With its charset, as texts need it."""
    if media_type.startswith("text/") and "charset" not in media_type:
        return f"{media_type}; charset=utf-8"
    return media_type


def _attachment(file_name: str) -> bytes:
    """The header that names a file: letters, digits and a few signs, whatever it was called."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "-" for c in file_name)
    return f'attachment; filename="{plain[:100]}"'.encode()
