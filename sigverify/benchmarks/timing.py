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
    """One way's times, float64 (times,): seconds by the clock on the wall, and those that its thread was worked on."""

    seconds: Floats
    worked_s: Floats

    @property
    def worked_ms(self) -> float:
        """Return the middle of those: what stays where other programs take the processor away in between."""
        return 1e3 * float(np.median(self.worked_s))

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


def timed(task: Task) -> tuple[float, float]:
    """Return the seconds that one call takes by the clock, and those that this thread is worked on."""
    worked, begun = time.thread_time(), time.perf_counter()
    task()
    return time.perf_counter() - begun, time.thread_time() - worked


def in_turn(ways: Mapping[str, Sequence[Callable[[], Task]]], rounds: int) -> dict[str, Taken]:
    """Return the times of each way over its cases, `rounds` times; every case of every way once before, untimed.

    A case is made by a call that is not timed, and gives the task that is. Ways with fewer cases are those that take
    longest: each case of theirs is timed once a round all the same.
    """
    for cases in ways.values():
        for case in cases[:2]:
            case()()
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    longest = max(len(cases) for cases in ways.values())
    gc.collect()
    for _ in range(rounds):
        for place in range(longest):
            for name, cases in ways.items():
                if place < len(cases):
                    task = cases[place]()
                    taken[name].append(timed(task))
    return {name: Taken(*np.array(times).T) for name, times in taken.items()}
