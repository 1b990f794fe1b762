"""A process killed at any moment loses nothing that it had said was kept."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from offing.store import open_store

KILLS = 100
WRITERS = """
import os, sys
from offing.model import Restriction
from offing.store import open_store
suez = Restriction.close("suez")
for _ in sys.stdin:
    writer = os.fork()
    if writer == 0:
        store = open_store(sys.argv[1])
        os.write(1, b"%d\\n" % os.getpid())
        while True:
            number = store.decide(suez, "accepted", who="Ada", why="x" * 3000).number
            os.write(1, b"%d\\n" % number)
    os.waitpid(writer, 0)
    os.write(1, b"gone\\n")
"""
"""One writer after the other, each forked from a process that has loaded all it needs:
to start Python a hundred times would take longer than everything else here."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills with SIGKILL")
def test_a_hundred_kills_in_the_middle_of_writes(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    open_store(path).close()
    with subprocess.Popen(
        [sys.executable, "-c", WRITERS, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as writers:  # fmt: skip
        told = kill_and_look(writers, path)
    with open_store(path) as store:
        numbers: list[int] = []
        while page := store.decisions(after=numbers[-1] if numbers else 0):
            numbers += [d.number for d in page]
            assert all(d.why == "x" * 3000 for d in page)
        assert numbers == sorted(set(numbers))
        assert len(numbers) >= told > 0


def kill_and_look(writers: subprocess.Popen[str], path: Path) -> int:
    """Kill a writer a hundred times; the last number that any of them said was kept."""
    assert writers.stdin is not None
    assert writers.stdout is not None
    chance = random.Random(7)
    told = 0
    for k in range(KILLS):
        writers.stdin.write("next\n")
        writers.stdin.flush()
        writer = int(writers.stdout.readline())
        lines = []
        if k % 4 == 0:  # not all before their first word
            lines.append(writers.stdout.readline().strip())
        time.sleep(chance.uniform(0, 0.03))
        os.kill(writer, signal.SIGKILL)
        lines += list(iter(lambda: writers.stdout.readline().strip(), "gone"))
        told = max([told, *map(int, lines)])
        with open_store(path) as store:
            assert store.last_decision() >= told, "a decision that was reported is gone"
            with store.database.reading() as read:
                assert read.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    writers.stdin.close()
    return told
