"""What was freed between blocks that stay goes back to the system."""

import subprocess
import sys

import pytest

BLOCK, BLOCKS = 50_000, 4_000  # bytes: below what glibc maps by itself

FREES = f"""
import numpy as np
from sigverify.benchmarks.fresh import resident_bytes
from sigverify.learning.freed_memory import give_back_freed
before = resident_bytes()
blocks = [np.ones({BLOCK}, dtype=np.uint8) for _ in range({BLOCKS})]
full = resident_bytes()
kept = blocks[::40]
del blocks
held = resident_bytes()
give_back_freed()
print(full - before, held - before, resident_bytes() - before, all(block.all() for block in kept))
"""
"""In a process of its own: one that has tested much has room of its own for them."""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps what was freed, and can be told not to")
def test_what_was_freed_below_something_that_stays_is_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", FREES], capture_output=True, text=True, check=True)
    *sizes, whole = done.stdout.split()
    full, held, given_back = map(int, sizes)
    assert full > 0.9 * BLOCK * BLOCKS
    assert held > 0.9 * full, "glibc keeps it otherwise"
    assert given_back < 0.3 * full
    assert whole == "True", "what is used stays as it was"
