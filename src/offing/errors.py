"""Every exception that Offing raises on purpose.

The tree::

    OffingError
    ├── UsageError            a call or a command line that cannot be meant
    │   ├── UnknownPassage    a passage nobody has; ``near`` holds close names
    │   ├── UnknownPort       a port nobody has; ``near`` holds close names
    │   ├── UnknownShipClass  a ship class nobody has; ``near`` holds close names
    │   ├── UnknownRestriction an id that no proposal carries
    │   ├── OffWater          a position too far from navigable water
    │   └── ScenarioError     a scenario file or restriction that contradicts itself
    ├── UnreadableReport      bytes that cannot be read as a report
    ├── DataMissing           data or a cache that is absent or damaged
    └── StoreError            a store that cannot be opened, read or written
        └── StoreBusy         another process holds it; trying again may help

Absence is a value, not an exception: no way, an unknown date and an unknown
place are ordinary answers. Exceptions are for misuse and unreadable files, and
each message says what, where and what to do.
"""

from __future__ import annotations


class OffingError(Exception):
    """The root: catch this to catch everything that Offing raises on purpose."""

    exit_code = 2


class UsageError(OffingError, ValueError):
    """A call or a command line that cannot be meant."""


class _UnknownName(UsageError):
    """A name that stands for nothing here.

    Attributes:
        name: the name as it was given.
        near: close names that do exist, best first; may be empty.
    """

    what = "name"

    def __init__(self, name: str, near: tuple[str, ...] = (), hint: str = "") -> None:
        self.name = name
        self.near = near
        text = f"unknown {self.what} {name!r}"
        if near:
            text += ": did you mean " + ", ".join(near) + "?"
        if hint:
            text += f" {hint}"
        super().__init__(text)


class UnknownPassage(_UnknownName):
    """No strait, canal or gate has this id, name or alias."""

    what = "passage"


class UnknownPort(_UnknownName):
    """No port has this UN/LOCODE, id or name."""

    what = "port"


class UnknownShipClass(_UnknownName):
    """No ship class has this id."""

    what = "ship class"


class UnknownRestriction(_UnknownName):
    """No proposed restriction has this id."""

    what = "restriction"


class OffWater(UsageError):
    """A position too far from navigable water to be tied to it.

    Attributes:
        distance_nm: how far the nearest navigable water is, nautical miles
            (``inf`` when none was found in reach).
    """

    def __init__(self, message: str, distance_nm: float) -> None:
        self.distance_nm = distance_nm
        super().__init__(message)


class ScenarioError(UsageError):
    """A scenario file, or a restriction, that contradicts itself.

    Attributes:
        faults: each thing that is wrong, with file and line; empty when there is only
            the message.
    """

    faults: tuple[str, ...] = ()


class UnreadableReport(OffingError):
    """Bytes that cannot be read as a report.

    Attributes:
        source: the name of what was read, as shown to the user.
        reason: one sentence: what is wrong and what to do.
    """

    exit_code = 3

    def __init__(self, source: str, reason: str) -> None:
        self.source = source
        self.reason = reason
        super().__init__(f"{source}: {reason}")


class DataMissing(OffingError):
    """Data or a cache that is absent or damaged; the message says how to mend it."""

    exit_code = 4


class StoreError(OffingError):
    """A store that cannot be opened, read or written; nothing in it was altered."""

    exit_code = 4


class StoreBusy(StoreError):
    """Another process holds the store for writing; trying again may help."""
