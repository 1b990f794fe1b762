"""Compiled functions where no cache can be kept."""

from __future__ import annotations

from offing.sea.kernels import kernel


def test_a_function_that_cannot_be_cached_is_compiled_all_the_same() -> None:
    place: dict = {}
    exec("def double(x):\n    return x + x\n", place)  # no file: numba has nowhere to cache it
    assert kernel(boundscheck=False)(place["double"])(21) == 42
