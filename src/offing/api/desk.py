"""What all requests share: the store, the sea, and the answers that are kept at hand."""

from __future__ import annotations

import contextlib
import gc
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from offing.api.jobs import Jobs
from offing.api.settings import MEGABYTE, ServerSettings
from offing.model import Scenario
from offing.model.base import Struct

if TYPE_CHECKING:
    from offing.sea import Sea
    from offing.store import Store

KEPT_BYTES = 64 * MEGABYTE
"""How much of ready answers is kept at hand: some ten thousand routes."""

FEW_WORDS = """Canal closed

1 March 2025 - The Suez Canal Authority said on Saturday that it had closed the Suez Canal.
"""
"""What is read once before anybody asks."""


class SeaState(Struct, frozen=True, kw_only=True):
    """Whether routes can be asked for."""

    state: Literal["opening", "building", "ready", "failed"]
    """``building``: the network of the sea is made, once on each machine."""
    words: str = ""
    """What is being done, or why it failed; ``warm``: nothing is left to be made ready."""
    share: float = 0.0
    """How much of it is done, 0–1."""


def _not_ready(words: str, share: float) -> Exception:
    from offing.api.problems import Refusal

    return Refusal(
        503, "sea-not-ready",
        "the network of the sea is being built, once on this machine, in a minute or two: "
        f"{words}, {share:.0%} done. All that needs no route is answered meanwhile".replace(
            "%", " %"),
        headers={"retry-after": "2"},
    )  # fmt: skip


def open_desk(
    db: str | os.PathLike[str], settings: ServerSettings | None = None, *, sea: Sea | None = None
) -> Desk:
    """A desk on a store; the sea is opened beside, so that the first page need not wait.

    Raises:
        StoreError: the store cannot be opened.
    """
    from offing.store import open_store

    return Desk(open_store(db), settings or ServerSettings(), sea=sea)


class Desk:
    """One store and one sea, used by every request at once.

    Nothing here is a scenario in force: each request brings its own, and what a person
    accepted stands in the store.
    """

    def __init__(self, store: Store, settings: ServerSettings, *, sea: Sea | None = None) -> None:
        self.store = store
        self.settings = settings
        self.kept = Kept(KEPT_BYTES)
        self.jobs = Jobs()
        self._sea = sea
        self._opened = threading.Event()
        self._opening = threading.Lock()
        self._opener: threading.Thread | None = None
        self._fault: Exception | None = None
        self._warm = False
        self._building: tuple[str, float] | None = None
        self._turns: dict[Hashable, tuple[threading.Lock, int]] = {}
        self._turns_guard = threading.Lock()

    @property
    def sea(self) -> Sea:
        """The sea, opened when it is first asked for.

        Who asks while it is opened waits a moment; who asks while its network is built,
        once on each machine, is told how far that is instead.

        Raises:
            DataMissing: it has to be built and the coast data is absent.
            Refusal: it is being built.
        """
        while self._sea is None:
            self._open()
            while not self._opened.wait(0.02):
                if self._building is not None:
                    raise _not_ready(*self._building)
            fault = self._fault  # none where somebody else tries again already
            if self._sea is None and fault is not None:
                raise fault
        return self._sea

    @property
    def sea_if_open(self) -> Sea | None:
        """The sea, ``None`` as long as it is not open; never waits."""
        return self._sea

    def sea_state(self) -> SeaState:
        """Whether the sea is open, and how far its building is; begins to open it."""
        if self._sea is not None:
            return SeaState(state="ready", words="warm" if self._warm else "", share=1.0)
        from offing.api.problems import refusal_from

        if self._opened.is_set() and self._fault is not None:
            return SeaState(state="failed", words=refusal_from(self._fault).detail)
        self._open()
        words, share = self._building or ("opening", 0.0)
        return SeaState(state="opening" if self._building is None else "building",
                        words=words, share=share)  # fmt: skip

    def _open(self) -> None:
        """Begin to open the sea, unless somebody did; after a fault, try again."""
        with self._opening:
            if self._sea is not None or (self._opener is not None and self._opener.is_alive()):
                return
            self._opened.clear()
            self._fault = None
            self._opener = threading.Thread(target=self._open_now, name="sea", daemon=True)
            self._opener.start()

    def _open_now(self) -> None:
        from offing.sea import open_sea

        try:
            self._sea = open_sea(progress=self._told)
        except Exception as fault:  # for whoever asks
            self._fault = fault
        finally:
            self._building = None
            self._opened.set()

    def _told(self, words: str, share: float) -> None:
        self._building = (words, share)

    def warm(self) -> None:
        """Open the sea, answer one route, and set the reference lanes against an open sea:
        that makes the views of all their ship classes, so that no person waits for them."""
        from offing.voyage import exposure
        from offing.voyage.lanes import reference_lanes

        self._open()
        self._opened.wait()
        self.sea.route("SGSIN", "NLRTM")
        self.sea.prepare()
        exposure(reference_lanes(), Scenario(), sea=self.sea)
        self.sea.route("SGSIN", "NLRTM", geometry=False)  # now by the hierarchy
        for port in self.sea.ports:
            if port.unlocode is not None:
                self.sea.tie(port.unlocode)
        self._read_once()
        # What is there now stays: looking through it for rubbish would stop every answer
        # for a tenth of a second now and then.
        gc.collect()
        gc.freeze()
        self._warm = True

    def _read_once(self) -> None:
        """Make a brief of a few words that nobody keeps, so that the first report that a
        person pastes does not wait for tables to be read."""
        from offing.brief import build_brief
        from offing.reports import read_report

        build_brief([read_report(FEW_WORDS.encode())], sea=lambda: self.sea)

    def scenario(self, name: str | None) -> Scenario:
        """A scenario by name: saved, ``accepted`` (what stands accepted), or an instance
        of the past that ships with Offing; the empty one for no name.

        Raises:
            Refusal: there is none of this name.
        """
        from offing.api.problems import Refusal

        if not name:
            return Scenario()
        if name == "accepted":
            return self.store.accepted()
        saved = self.store.scenario(name)
        if saved is not None:
            return saved.scenario
        from offing.scenario.shipped import shipped_names, shipped_scenarios

        if name in shipped_names():
            return shipped_scenarios()[name]
        known = ["accepted", *self.store.scenario_names(), *shipped_names()]
        import difflib

        near = tuple(difflib.get_close_matches(name, known, n=3, cutoff=0.5))
        raise Refusal(404, "not-found", f"no scenario is saved as {name!r}", near=near)

    def answer(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The ready answer kept under ``key``, else what ``make`` gives, which is kept.

        Who asks for what is being made already waits for it: a switch that is moved to
        and fro costs one computation, not several at once.
        """
        with self._turn_of(key) as turn, turn:
            kept: bytes | None = self.kept.get(key)
            if kept is None:
                kept = make()
                self.kept.put(key, kept, len(kept))
        return kept

    @contextlib.contextmanager
    def _turn_of(self, key: Hashable) -> Iterator[threading.Lock]:
        """The lock of one key, forgotten when the last who holds it is done."""
        with self._turns_guard:
            turn, holders = self._turns.get(key, (threading.Lock(), 0))
            self._turns[key] = (turn, holders + 1)
        try:
            yield turn
        finally:
            with self._turns_guard:
                turn, holders = self._turns.pop(key)
                if holders > 1:
                    self._turns[key] = (turn, holders - 1)

    def close(self) -> None:
        """Stop the long work and let go of the store."""
        self.jobs.close()
        self.store.close()


class Kept:
    """Ready answers by what was asked, the longest unused thrown away first."""

    def __init__(self, room_bytes: int) -> None:
        self._room = room_bytes
        self._held: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._size = 0
        self._guard = threading.Lock()

    def get(self, key: Hashable) -> Any:
        """The answer, ``None`` when it is not kept."""
        with self._guard:
            found = self._held.get(key)
            if found is None:
                return None
            self._held.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: Any, size: int) -> None:
        """Keep an answer of ``size`` bytes."""
        if size > self._room // 8:
            return
        with self._guard:
            old = self._held.pop(key, None)
            self._size += size - (old[1] if old else 0)
            self._held[key] = (value, size)
            while self._size > self._room:
                _, (_, gone) = self._held.popitem(last=False)
                self._size -= gone
