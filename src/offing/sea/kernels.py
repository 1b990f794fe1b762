"""Compiling: with numba's cache where there is a folder to keep it in, without it elsewhere.

The cache lies beside the module, or in the user's cache folder where the package cannot
be written (``NUMBA_CACHE_DIR`` names another). Where neither can, functions are compiled
anew in each process.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba as nb


def kernel(**options: Any) -> Callable[[Any], Any]:
    """`numba.njit` with these options, cached where that is possible."""

    def compiled(function: Any) -> Any:
        try:
            return nb.njit(cache=True, **options)(function)
        except RuntimeError:  # numba: no locator available
            return nb.njit(**options)(function)

    return compiled
