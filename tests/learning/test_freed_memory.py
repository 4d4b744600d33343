"""What was freed between blocks that stay goes back to the system."""

import sys

import numpy as np
import pytest

from sigverify.benchmarks.fresh import resident_bytes
from sigverify.learning.freed_memory import give_back_freed

BLOCK, BLOCKS = 50_000, 4_000  # bytes: below what glibc maps by itself


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc keeps what was freed, and can be told not to")
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
