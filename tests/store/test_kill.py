"""A process killed at any moment loses nothing that it had said was kept."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from offing.store import open_store

KILLS = 100
WRITER = """
import sys
from offing.model import Restriction
from offing.store import open_store
store = open_store(sys.argv[1])
suez = Restriction.close("suez")
print("ready", flush=True)
while True:
    print(store.decide(suez, "accepted", who="Ada", why="x" * 3000).number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
def test_a_hundred_kills_in_the_middle_of_writes(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    open_store(path).close()
    chance = random.Random(7)
    told = 0
    for _ in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0, 0.03))
            writer.kill()
            lines = writer.stdout.read().split("\n")
        whole = [int(line) for line in lines[:-1] if line]  # the last may be cut short
        told = max([told, *whole])
        with open_store(path) as store:
            number = store.last_decision()
            assert number >= told, "a decision that was reported is gone"
            with store.database.reading() as read:
                assert read.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    with open_store(path) as store:
        numbers = []
        while page := store.decisions(after=numbers[-1] if numbers else 0):
            numbers += [d.number for d in page]
            assert all(d.why == "x" * 3000 for d in page)
        assert numbers == sorted(set(numbers))
        assert len(numbers) >= told > 0
