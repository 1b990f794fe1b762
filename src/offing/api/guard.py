"""What stands before every request: who may ask, how much, how often, and the log.

Plain ASGI, outermost first: the log, the headers, the host, the origin, the token, the
rate. A request that is refused here has cost next to nothing.
"""

from __future__ import annotations

import hmac
import itertools
import json
import secrets
import sys
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, TextIO
from urllib.parse import urlsplit

from offing.api.problems import MEDIA_TYPE, Refusal, encode, problem_from
from offing.api.settings import ServerSettings, hash_token

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "offing-token"
CLIENTS = 10_000
"""How many clients' rates are remembered; the longest silent is forgotten first."""
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; worker-src 'self' blob:; font-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"geolocation=(), camera=(), microphone=(), payment=()"),
    (b"x-frame-options", b"DENY"),
)
_SAFE = ("GET", "HEAD", "OPTIONS")


class Guard:
    """Wraps an ASGI application; see the module."""

    def __init__(
        self, app: App, settings: ServerSettings, *, log: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._app = app
        self._settings = settings
        self._hosts = settings.allowed_hosts()
        self._log = log
        self._run, self._count = secrets.token_hex(4), itertools.count(1)
        self._rates = Rates(settings.light_per_s, settings.heavy_per_s, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        request_id = f"{self._run}{next(self._count):08x}"
        status = size = 0
        scope.setdefault("state", {})["request_id"] = request_id

        async def send_on(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                id_header = (b"x-request-id", request_id.encode())
                message["headers"] = [*message.get("headers", ()), *HEADERS, id_header]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._pass(scope, receive, send_on)
        finally:
            if self._log is not None:
                took = time.perf_counter() - started
                self._write(scope, request_id, {"status": status, "bytes": size}, took)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = _headers(scope)
        try:
            self._check_host(headers)
            self._check_origin(scope, headers)
            if scope["path"] != "/healthz":
                if self._takes_token(scope, headers):
                    await _to_cookie(scope, send)
                    return
                self._check_token(headers)
            self._check_rate(scope)
        except Refusal as refusal:
            await answer_refusal(refusal, send, head=scope["method"] == "HEAD")
            return
        await self._app(scope, receive, send)

    def _check_host(self, headers: dict[str, str]) -> None:
        # A page elsewhere may point its own name at this address (DNS rebinding); its
        # requests then carry that name.
        if headers.get("host", "").lower() not in self._hosts:
            raise Refusal(
                421, "forbidden-host",
                "this server is not asked by that name; start it with --name to add one",
            )  # fmt: skip

    def _check_origin(self, scope: Scope, headers: dict[str, str]) -> None:
        origin = headers.get("origin")
        if origin is not None:
            split = urlsplit(origin) if origin != "null" else None
            if split is None or split.netloc.lower() != headers.get("host", "").lower():
                raise Refusal(403, "forbidden-origin", "the request comes from another site")
        elif headers.get("sec-fetch-site") in ("cross-site", "same-site") and (
            scope["method"] not in _SAFE or headers.get("sec-fetch-mode") != "navigate"
        ):
            raise Refusal(403, "forbidden-origin", "the request comes from another site")

    def _takes_token(self, scope: Scope, headers: dict[str, str]) -> bool:
        """Whether this is the one visit that turns the token in an address into a cookie."""
        query = scope.get("query_string", b"")
        return (
            self._settings.token_hash is not None
            and scope["method"] == "GET"
            and scope["path"] == "/"
            and query.startswith(b"token=")
            and self._is_token(query[6:].decode("latin-1"))
        )

    def _check_token(self, headers: dict[str, str]) -> None:
        if self._settings.token_hash is None:
            return
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self._is_token(given.strip()):
            return
        if self._is_token(_cookie(headers.get("cookie", ""))):
            return
        raise Refusal(
            401, "token-needed",
            "send the token that was shown at the start as 'Authorization: Bearer …', "
            "or open the address that was shown with it",
            headers={"www-authenticate": "Bearer"},
        )  # fmt: skip

    def _is_token(self, given: str) -> bool:
        kept = self._settings.token_hash or ""
        return bool(given) and hmac.compare_digest(hash_token(given), kept)

    def _check_rate(self, scope: Scope) -> None:
        client = (scope.get("client") or ("?",))[0]
        heavy = scope["method"] not in _SAFE
        wait = self._rates.take(client, heavy=heavy)
        if wait > 0:
            raise Refusal(
                429, "too-many-requests",
                f"slow down: this client may ask again in {wait:.1f} s",
                headers={"retry-after": str(int(wait) + 1)},
            )  # fmt: skip

    def _write(self, scope: Scope, request_id: str, seen: dict[str, int], took: float) -> None:
        # Never the query, headers or body: they may hold a token or a report's words.
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "id": request_id, "client": (scope.get("client") or ("?",))[0],
            "method": scope["method"], "path": scope["path"][:200],
            "status": seen["status"], "ms": round(took * 1000, 2), "bytes": seen["bytes"],
        }  # fmt: skip
        print(json.dumps(line), file=self._log or sys.stderr, flush=False)


class Rates:
    """Token buckets, one for plain and one for heavy requests of each client."""

    def __init__(self, light_per_s: float, heavy_per_s: float, clock: Callable[[], float]) -> None:
        self._per_s = {False: light_per_s, True: heavy_per_s}
        self._burst = {False: 2 * light_per_s, True: 4 * heavy_per_s}
        self._clock = clock
        self._left: OrderedDict[tuple[str, bool], tuple[float, float]] = OrderedDict()

    def take(self, client: str, *, heavy: bool) -> float:
        """Count one request; seconds to wait when there were too many, else 0."""
        key, now = (client, heavy), self._clock()
        left, then = self._left.pop(key, (self._burst[heavy], now))
        left = min(self._burst[heavy], left + (now - then) * self._per_s[heavy])
        fits = left >= 1
        self._left[key] = (left - 1 if fits else left, now)
        while len(self._left) > CLIENTS:
            self._left.popitem(last=False)
        return 0.0 if fits else (1 - left) / self._per_s[heavy]


async def answer_refusal(refusal: Refusal, send: Send, *, head: bool = False) -> None:
    """Send the problem document of a refusal."""
    body = encode(problem_from(refusal))
    headers = [
        (b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *((k.encode(), v.encode()) for k, v in refusal.headers.items()),
    ]  # fmt: skip
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if head else body})


async def _to_cookie(scope: Scope, send: Send) -> None:
    """Keep the token in a cookie that no script can read, and take it out of the address."""
    token = scope["query_string"][6:].decode("latin-1")
    cookie = f"{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict"
    headers = [(b"location", b"/"), (b"set-cookie", cookie.encode()), (b"content-length", b"0"),
               (b"cache-control", b"no-store")]  # fmt: skip
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _headers(scope: Scope) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1")
        # Of two names one would be checked here and the other believed elsewhere.
        found[key] = "" if key == "host" and key in found else value.decode("latin-1")
    return found


def _cookie(header: str) -> str:
    if COOKIE not in header:
        return ""
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""
