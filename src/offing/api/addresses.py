"""Which function answers which address.

A table for the addresses without parameters and a short list for those with, since a
route is found in less time than a general router takes to try its patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from offing.api.dispatch import Handler, refusal_response
from offing.api.endpoint import PARAMETER
from offing.api.guard import App, Receive, Scope, Send
from offing.api.problems import Refusal

PREFIX = "/api/"
_Methods = dict[str, Handler]


class Addresses:
    """The addresses of the API; all others are for the application behind it."""

    def __init__(self, handlers: Iterable[tuple[str, str, Handler]], behind: App) -> None:
        self._behind = behind
        self._plain: dict[str, _Methods] = {}
        self._patterns: list[tuple[re.Pattern[str], _Methods]] = []
        by_path: dict[str, _Methods] = {}
        for method, path, handler in handlers:
            by_path.setdefault(path, {})[method] = handler
        for path, methods in by_path.items():
            if "GET" in methods:
                methods["HEAD"] = methods["GET"]
            if PARAMETER.search(path):
                self._patterns.append((_pattern(path), methods))
            else:
                self._plain[path] = methods

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the application's beginning and end."""
        if scope["type"] != "http":
            await self._behind(scope, receive, send)
            return
        methods = self._plain.get(scope["path"])
        if methods is None:
            methods = self._find(scope)
        if methods is None and not scope["path"].startswith(PREFIX):
            await self._behind(scope, receive, send)
            return
        handler = methods.get(scope["method"]) if methods is not None else None
        if handler is None:
            await _no_such(methods)(scope, receive, send)
            return
        await handler(scope, receive, send)

    def _find(self, scope: Scope) -> _Methods | None:
        for pattern, methods in self._patterns:
            found = pattern.fullmatch(scope["path"])
            if found:
                scope["path_params"] = found.groupdict()
                return methods
        return None


def _pattern(path: str) -> re.Pattern[str]:
    """A path with its parameters, each of which is one part between slashes."""
    parts = PARAMETER.split(path)
    return re.compile("".join(
        re.escape(part) if k % 2 == 0 else f"(?P<{part}>[^/]+)" for k, part in enumerate(parts)
    ))  # fmt: skip


def _no_such(methods: _Methods | None) -> App:
    if methods is None:
        return refusal_response(
            Refusal(404, "not-found", "no such address; /api/v1/docs lists those there are")
        )
    allowed = ", ".join(sorted(methods))
    return refusal_response(
        Refusal(405, "wrong-method", f"allowed here: {allowed}", headers={"allow": allowed})
    )
