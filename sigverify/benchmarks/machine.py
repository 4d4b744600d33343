"""What this machine is, and what it was measured to do: the limits that numbers stand beside."""

import os
import platform
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

_SIZE = 512
_BYTES = 64 << 20


@dataclass(frozen=True, kw_only=True)
class Machine:
    """flops: of single-precision matrix products, one core; bytes_per_s: read and written by a copy in memory."""

    flops: float
    bytes_per_s: float

    def least_ms(self, flops: float, memory_bytes: float = 0.0) -> float:
        """Return what so much arithmetic, or so much memory to pass over, takes at least."""
        return 1e3 * max(flops / self.flops, memory_bytes / self.bytes_per_s)


@cache
def measured() -> Machine:
    """Return what one core does, the best of several tries; takes half a second."""
    import torch

    torch.set_num_threads(1)
    a = torch.ones(_SIZE, _SIZE)
    flops = 2 * _SIZE**3 / min(_seconds(lambda: a @ a) for _ in range(10))
    source, target = np.ones(_BYTES // 8), np.empty(_BYTES // 8)
    moved = 2 * _BYTES / min(_seconds(lambda: np.copyto(target, source)) for _ in range(5))
    return Machine(flops=flops, bytes_per_s=moved)


def described() -> str:
    """Return the machine in words: processor, cores, system, Python, and what it was measured to do."""
    import torch

    here = measured()
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, "
        f"numpy {np.__version__}, torch {torch.__version__}; one core: {here.flops / 1e9:.0f} GFLOP/s, "
        f"{here.bytes_per_s / 1e9:.0f} GB/s"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _seconds(task: object) -> float:
    assert callable(task)
    begun = time.perf_counter()
    task()
    return time.perf_counter() - begun
