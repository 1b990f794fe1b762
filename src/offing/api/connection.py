"""One connection of the server: what may come in, how slowly, and how answers leave.

Uvicorn's own connection waits without end for the rest of a request and takes headers of
any size; and it writes an answer's head and body one after the other, which on a socket
with Nagle's delay costs 40 ms each.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

NO_DELAY = (6, 1)
"""IPPROTO_TCP and TCP_NODELAY, the same on every system: only ``sources`` imports sockets."""
HEAD_BYTES = 65_536
"""The longest request line and headers together."""
HEAD_S = 20.0
"""So long a client may take to send them, and to begin after it has connected, seconds."""
STALLED_S = 60.0
"""After so long without a byte being read of an answer, the connection is cut, seconds."""
_TOO_LONG = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\n"
    b"content-type: text/plain; charset=utf-8\r\ncontent-length: 36\r\n\r\n"
    b"The request's headers are too long.\n"
)


class Connection(HttpToolsProtocol):
    """A connection with limits on the head of a request, and on waiting for who reads."""

    head_bytes = HEAD_BYTES
    head_s = HEAD_S
    stalled_s = STALLED_S

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody has connected."""
        found = transport.get_extra_info("socket")
        if found is not None:
            with contextlib.suppress(OSError):  # what is no TCP socket has no such delay
                found.setsockopt(*NO_DELAY, 1)
        super().connection_made(Outgoing(transport, self.loop))  # type: ignore[arg-type]
        self._came = 0
        self._patience: asyncio.TimerHandle | None = None
        self._reader: asyncio.TimerHandle | None = None
        self._begin_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._stop_waiting()
        self.resume_writing()
        super().connection_lost(exc)

    # -- what comes in ----------------------------------------------------------------

    def data_received(self, data: bytes) -> None:
        """Bytes of a request, or of several."""
        self._came += len(data)
        super().data_received(data)
        if self._patience is not None and self._came > self.head_bytes:
            self._refuse_head()

    def on_message_begin(self) -> None:
        """A request begins."""
        if self._patience is None:
            self._begin_waiting()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is there: what follows is counted and timed by who reads the body."""
        self._stop_waiting()
        if self._came > self.head_bytes:  # with a body it may be, by itself it may not
            length = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
            if length > self.head_bytes:
                self._refuse_head()
                raise ValueError("the head is too long")
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The body is there, too."""
        self._came = 0
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """What is no request is told so, unless it was refused already."""
        if not self.transport.is_closing():
            super().send_400_response(msg)

    def _refuse_head(self) -> None:
        self._stop_waiting()
        if not self.transport.is_closing():
            self.transport.write(_TOO_LONG)
            self.transport.close()

    def _begin_waiting(self) -> None:
        self._patience = self.loop.call_later(self.head_s, self._give_up)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _give_up(self) -> None:
        self._patience = None
        if not self.transport.is_closing():
            self.transport.close()

    # -- what goes out ----------------------------------------------------------------

    def pause_writing(self) -> None:
        """Whoever asked reads more slowly than is answered."""
        super().pause_writing()
        self._look_again(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """It was read."""
        if self._reader is not None:
            self._reader.cancel()
            self._reader = None
        super().resume_writing()

    def _look_again(self, waiting: int) -> None:
        def look() -> None:
            left = self.transport.get_write_buffer_size()
            if left < waiting:
                self._look_again(left)
            else:
                self.transport.abort()

        self._reader = self.loop.call_later(self.stalled_s, look)


class Outgoing:
    """A transport that sends the head of an answer together with the body's first bytes."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held = b""

    def write(self, data: bytes) -> None:
        """Send now, or a head together with what follows, or at the loop's next turn."""
        if self._held:
            data, self._held = self._held + data, b""
        elif data.startswith(b"HTTP/1.1 ") and data.endswith(b"\r\n\r\n"):
            self._held = data
            self._loop.call_soon(self._flush)
            return
        self._transport.write(data)

    def close(self) -> None:
        """Send what is held, and close."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._held:
            data, self._held = self._held, b""
            self._transport.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
