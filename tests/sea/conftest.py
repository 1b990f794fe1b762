"""One network for all tests of the sea: from the cache, or built once."""

from __future__ import annotations

import pytest

from offing.sea import Sea, open_sea


@pytest.fixture(scope="session")
def sea() -> Sea:
    return open_sea()
