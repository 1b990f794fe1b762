"""Work on several cores: kernels that hold no lock, one call for each thread."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def _cores() -> int:
    """Cores that this process may use, at most `_MOST`; ``OFFING_THREADS`` limits them."""
    try:
        free = len(os.sched_getaffinity(0))
    except AttributeError:  # not on this platform
        free = os.cpu_count() or 1
    asked = os.environ.get("OFFING_THREADS", "")
    return max(1, min(free, int(asked) if asked.isdigit() else _MOST, _MOST))


_MOST = 8
"""More threads than this wait for memory."""
THREADS = _cores()


@functools.cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max(1, THREADS - 1), "offing-sea")


if hasattr(os, "register_at_fork"):  # a child has the pool but none of its threads
    os.register_at_fork(after_in_child=_pool.cache_clear)


def in_threads(work: Callable[[int], object], count: int = THREADS) -> None:
    """Call ``work(0)`` to ``work(count - 1)``, each in a thread; the caller's does one.

    The work must not itself call `in_threads`. Whatever one of them raises is raised here.
    """
    if count > 1:
        others = [_pool().submit(work, k) for k in range(1, count)]
        work(0)
        for other in others:
            other.result()
    elif count == 1:
        work(0)
