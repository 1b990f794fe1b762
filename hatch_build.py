"""What a wheel holds beside the package's own files: a sea network, where one is named.

The environment variable ``OFFING_WHEEL_NETWORK`` names a network file as `offing sea build`
makes it. A wheel built with it never builds a network on its users' machines. Without it
the wheel is as always.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VARIABLE = "OFFING_WHEEL_NETWORK"
LARGEST_BYTES = 10_000_000


class NetworkHook(BuildHookInterface):  # type: ignore[type-arg]
    """Put the named network into a wheel as ``offing/sea/network.npz``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before a wheel is built; ``version`` is ``editable`` for one that is not copied.

        Raises:
            FileNotFoundError: the variable names no file.
            ValueError: the file is too large to be a network.
        """
        named = os.environ.get(VARIABLE)
        if not named or version == "editable":
            return
        path = Path(named).resolve()
        if not path.is_file():
            raise FileNotFoundError(f"{VARIABLE} names {path}, which is no file")
        if path.stat().st_size > LARGEST_BYTES:
            raise ValueError(f"{path} has {path.stat().st_size} bytes: too large for a network")
        build_data["force_include"][str(path)] = "offing/sea/network.npz"
