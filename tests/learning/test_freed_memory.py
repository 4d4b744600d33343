"""What was freed between blocks that stay goes back to the system."""

import subprocess
import sys

import numpy as np
import pytest

from sigverify.benchmarks.fresh import resident_bytes
from sigverify.learning.freed_memory import give_back_freed

BLOCK, BLOCKS = 50_000, 4_000  # bytes: below what glibc maps by itself


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps what was freed, and can be told not to")


@LINUX
def test_what_was_freed_below_something_that_stays_is_given_back() -> None:
    before = resident_bytes()
    blocks = [np.ones(BLOCK, dtype=np.uint8) for _ in range(BLOCKS)]
    full = resident_bytes()
    assert full - before > 0.9 * BLOCK * BLOCKS
    kept = blocks[::40]
    del blocks
    give_back_freed()
    assert resident_bytes() - before < 0.3 * (full - before)
    assert all(block.all() for block in kept), "what is used stays as it was"


GROWN = """
import numpy as np
from sigverify.benchmarks.fresh import resident_bytes
from sigverify.learning.freed_memory import map_large_tables
map_large_tables()
before, kept = resident_bytes(), []
for megabytes in range(2, 32):
    table = np.ones(megabytes * 1_000_000, dtype=np.uint8)
    kept.append(np.ones(50_000, dtype=np.uint8))
    del table
print(resident_bytes() - before)
"""


@LINUX
def test_a_large_table_is_gone_once_it_is_freed_whatever_was_laid_behind_it() -> None:
    """In a process of its own: a heap that has a hole for a table takes it all the same."""
    told = subprocess.run([sys.executable, "-c", GROWN], check=True, capture_output=True, text=True).stdout
    assert int(told) < 5_000_000
