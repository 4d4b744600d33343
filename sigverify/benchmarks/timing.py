"""Times of several ways to do one thing, taken in turn, so that a busy machine is busy for all of them."""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sigverify.ink.recording import Floats

Task = Callable[[], object]


@dataclass(frozen=True, eq=False)
class Taken:
    """Seconds of one way, float64 (times,)."""

    seconds: Floats

    @property
    def median_ms(self) -> float:
        """Return the middle one."""
        return 1e3 * float(np.median(self.seconds))

    @property
    def worst_ms(self) -> float:
        """Return the 99th percentile."""
        return 1e3 * float(np.quantile(self.seconds, 0.99))

    @property
    def best_ms(self) -> float:
        """Return the quickest tenth's end: what hardly any other program disturbed."""
        return 1e3 * float(np.quantile(self.seconds, 0.1))


def in_turn(ways: Mapping[str, Sequence[Callable[[], Task]]], rounds: int) -> dict[str, Taken]:
    """Return the times of each way over its cases, `rounds` times; every case of every way once before, untimed.

    A case is made by a call that is not timed, and gives the task that is. Ways with fewer cases are those that take
    longest: each case of theirs is timed once a round all the same.
    """
    for cases in ways.values():
        for case in cases[:2]:
            case()()
    taken: dict[str, list[float]] = {name: [] for name in ways}
    longest = max(len(cases) for cases in ways.values())
    gc.collect()
    for _ in range(rounds):
        for place in range(longest):
            for name, cases in ways.items():
                if place < len(cases):
                    task = cases[place]()
                    begun = time.perf_counter()
                    task()
                    taken[name].append(time.perf_counter() - begun)
    return {name: Taken(np.array(seconds)) for name, seconds in taken.items()}
