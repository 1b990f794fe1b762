"""Work by turns, in threads, and for how long.

What takes a while is done by a few at a time; the others wait in line. Only work counts
against an answer's time, so that a line that is long refuses nobody.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import anyio.to_thread
from starlette.requests import Request

from offing.api.problems import Refusal
from offing.api.settings import ServerSettings

LOOK_S = 0.25
"""So often it is looked whether work takes too long."""


class Turns:
    """How many requests are worked on at once, and how many may wait.

    A turn lasts until the work has ended, also where nobody waits for it any more: what
    was given up still takes memory and processor time. Who goes away while waiting loses
    the place in the line, so that nothing is made for nobody.
    """

    def __init__(self, at_once: int, waiting: int) -> None:
        self._limit = anyio.CapacityLimiter(at_once)
        self._threads = anyio.CapacityLimiter(math.inf)
        self._most = waiting

    async def run(
        self, call: Callable[[], Any], gone: Callable[[], Awaitable[None]] | None = None
    ) -> Any:
        """Run ``call`` in a thread when its turn comes; ``gone`` returns when who asked left.

        Raises:
            Refusal: too many wait already, or whoever asked has left.
        """
        if self._limit.statistics().tasks_waiting >= self._most:
            raise Refusal(
                429, "too-many-requests",
                "too much is being worked on; ask again in a few seconds",
                headers={"retry-after": "5"},
            )  # fmt: skip
        turn, loop = object(), asyncio.get_running_loop()
        begun = threading.Lock()  # taken by the thread, or by who gives up before it begins
        await self._wait(turn, gone)

        def work() -> Any:
            if not begun.acquire(blocking=False):
                return None
            try:
                return call()
            finally:
                with contextlib.suppress(RuntimeError):  # the server is gone, and so are turns
                    loop.call_soon_threadsafe(self._limit.release_on_behalf_of, turn)

        try:
            return await anyio.to_thread.run_sync(
                work, limiter=self._threads, abandon_on_cancel=True
            )
        finally:
            if begun.acquire(blocking=False):
                self._limit.release_on_behalf_of(turn)

    async def _wait(self, turn: object, gone: Callable[[], Awaitable[None]] | None) -> None:
        try:
            self._limit.acquire_on_behalf_of_nowait(turn)
            return
        except anyio.WouldBlock:
            pass
        if gone is None:
            await self._limit.acquire_on_behalf_of(turn)
            return
        came = False
        async with anyio.create_task_group() as both:

            async def leave() -> None:
                await gone()
                both.cancel_scope.cancel()

            both.start_soon(leave)
            await self._limit.acquire_on_behalf_of(turn)
            came = True
            both.cancel_scope.cancel()
        if not came:
            raise Refusal(400, "bad-request", "whoever asked has left")


class Work:
    """A call that tells how long it has been worked on, in seconds of its own thread.

    Time of the processor, where the system counts it by threads: a machine that is busy
    with something else, or a wait for another's answer, is nobody's long question.
    """

    def __init__(self, call: Callable[[], Any]) -> None:
        self._call = call
        self._clock: Callable[[], float] | None = None
        self._from = 0.0

    def __call__(self) -> Any:
        """Do it, in whatever thread this is."""
        clock = _own_clock()
        self._from = clock()
        self._clock = clock
        try:
            return self._call()
        finally:
            self._clock = None

    def spent_s(self) -> float:
        """Seconds of work so far; 0 before it begins and after it ended."""
        clock = self._clock
        return clock() - self._from if clock is not None else 0.0


def _own_clock() -> Callable[[], float]:
    """The clock of this thread, to be read by others."""
    if sys.platform != "linux":
        return time.monotonic
    clock_id = time.pthread_getcpuclockid(threading.get_ident())

    def read() -> float:
        try:
            return time.clock_gettime(clock_id)
        except OSError:  # the thread has ended
            return 0.0

    return read


async def answer_in_time(
    call: Callable[[], Any], limits: ServerSettings, turns: Turns, request: Request
) -> Any:
    """The call's result, unless it takes more work, or altogether longer, than it may."""
    work, loop = Work(call), asyncio.get_running_loop()
    ends, scope = loop.time() + limits.longest_s, anyio.CancelScope()
    each = min(LOOK_S, limits.timeout_s, limits.longest_s)

    def look() -> None:
        if work.spent_s() >= limits.timeout_s or loop.time() >= ends:
            scope.cancel()
        else:
            looking[0] = loop.call_later(each, look)

    looking = [loop.call_later(each, look)]
    try:
        with scope:
            return await turns.run(work, lambda: _left(request))
    finally:
        looking[0].cancel()
    raise Refusal(
        503, "took-too-long",
        f"no answer after {limits.timeout_s:.0f} s of work or {limits.longest_s:.0f} s "
        "altogether; ask for less at once, or as a job",
        headers={"retry-after": "10"},
    )  # fmt: skip


async def _left(request: Request) -> None:
    """Returns when who asked has closed the connection; the body was read before."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
