"""The law that time grows with the size of a text and no faster, on a busy machine too."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TRIES = 5
"""The best of so many runs counts: a busy machine only ever adds time."""
SLACK = 6.0
"""How far growth may exceed the ratio of the sizes; a square exceeds it by that ratio itself."""
FLOOR_S = 0.02
"""Times below this are noise."""
HANGS_S = 120.0
"""What takes longer than this on any machine hangs; it is no measure of speed."""


def assert_linear(run: Callable[[int], object], small: int, large: int) -> None:
    """``run(large)`` takes at most about ``large / small`` times what ``run(small)`` takes."""

    def seconds(size: int) -> float:
        start = time.process_time()
        run(size)
        return time.process_time() - start

    run(small)
    best_small = best_large = float("inf")
    for _ in range(TRIES):
        best_small = min(best_small, seconds(small))
        best_large = min(best_large, seconds(large))
        if best_large <= max(best_small, FLOOR_S) * (large / small) * SLACK:
            return
    raise AssertionError(f"{best_small:.3f} s for {small:,}, {best_large:.3f} s for {large:,}")
