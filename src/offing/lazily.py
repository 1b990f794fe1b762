"""Names of a package, loaded when they are first used.

No package imports its own modules when it is imported itself. Else two threads that begin at
either end, one with the package and one with a module of it, would wait for each other's
import; Python sees that, lets one go on with half a module, and its names are missing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def names_of(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """The ``__getattr__`` of a package: ``modules`` gives the public names of each module.

    Args:
        package: the package's ``__name__``.
        modules: names, separated by spaces, by the module of the package that has them.
    """
    homes = {name: module for module, names in modules.items() for name in names.split()}

    def first_used(name: str) -> Any:
        home = homes.get(name)
        if home is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{home}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return first_used
