"""What a long-lived server lets go of goes back to the system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

GROWN = """
import threading
from pathlib import Path

from offing.api.memory import give_memory_back

def resident_mb():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

def work():
    for size in (2, 6, 12, 24, 30):
        for _ in range(3):
            kept = [bytes(1_000_000 * size) for _ in range(3)]
            small = bytes(900_000)

taken = give_memory_back()
before = resident_mb()
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(taken, resident_mb() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc to read memory from")
def test_arrays_that_were_let_go_are_given_back() -> None:
    said = subprocess.run(
        [sys.executable, "-c", GROWN], capture_output=True, text=True, check=True
    ).stdout.split()
    if said[0] != "True":
        pytest.skip("this C library has no mallopt")
    assert float(said[1]) < 40
