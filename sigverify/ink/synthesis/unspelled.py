"""Signatures that spell nothing in Latin letters: a scrawl of peaks and loops, or characters of many short strokes.

Many signers of recorded corpora sign so. The forms are this project's own: a scrawl goes up and down as a fast
hand does that has given up letters; a character fills a square with strokes of the eight kinds that Chinese
calligraphy tells apart, as far as a target and a turn can draw them, and names no character that there is.
"""

import numpy as np

from sigverify.ink.synthesis.letters import CAPITALS, Run, Target

_KINDS = ("across", "down", "falling left", "falling right", "dot", "corner", "hook", "rising")


def scrawl(rng: np.random.Generator, *, peaks: int, breadth: float, looped: float, lifting: float) -> list[Run]:
    """Return the runs of a scrawl in x-heights, begun by some capital.

    peaks: how often it goes up and down; breadth: from one to the next; looped: 0 angular … 1 all loops; lifting:
    chance that the pen lifts after a peak.
    """
    capitals = list(CAPITALS.values())
    begin = capitals[int(rng.integers(len(capitals)))]
    high = float(rng.uniform(1.4, 2.6))
    runs = [Run(_times(run.start, high), tuple((*_times(t[:2], high), t[2]) for t in run.targets)) for run in begin]
    x = runs[-1].targets[-1][0]
    targets: list[Target] = []
    start: tuple[float, float] | None = None
    for _ in range(peaks):
        rise, step = float(np.exp(rng.normal(0.0, 0.35))), breadth * float(np.exp(rng.normal(0.0, 0.4)))
        if rng.random() < 0.2:
            rise *= 1.9
        fall = float(rng.normal(0.0, 0.15)) if rng.random() < 0.8 else -float(rng.uniform(0.6, 1.5))
        turn = float(rng.normal(85.0, 25.0)) if rng.random() < looped else float(rng.normal(-10.0, 35.0))
        x += 0.45 * step
        targets.append((x, rise, turn))
        # A loop leans back before it goes on.
        x += 0.55 * step - (0.35 * rise if turn > 50.0 else 0.0)
        targets.append((x, fall, float(rng.normal(70.0, 30.0)) if turn > 50.0 else float(rng.normal(10.0, 40.0))))
        if rng.random() < lifting:
            runs = _with(runs, start, targets)
            start, targets = (x + float(rng.uniform(0.0, 0.4)), float(rng.uniform(0.0, 0.8))), []
            x = start[0]
    return _with(runs, start, targets) if targets else runs


def characters(rng: np.random.Generator, *, count: int, strokes: int, linked: float) -> list[Run]:
    """Return the runs of a few characters in x-heights, side by side.

    strokes: of each, give or take two; linked: share of the strokes that the pen goes to without lifting.
    """
    runs: list[Run] = []
    left = 0.0
    for _ in range(count):
        side = float(rng.uniform(1.5, 2.3))
        number = max(2, strokes + int(rng.integers(-2, 3)))
        rows = np.sort(rng.uniform(0.05, 0.95, number))[::-1]  # from the top down, as they are written
        for row in rows:
            begin, targets = _stroke(_KINDS[int(rng.integers(len(_KINDS)))], float(row), rng)
            start = (left + side * begin[0], side * begin[1])
            moved = [(left + side * x, side * y, turn) for x, y, turn in targets]
            if runs and rng.random() < linked:
                link = (*start, float(rng.normal(0.0, 35.0)))
                runs[-1] = Run(runs[-1].start, (*runs[-1].targets, link, *moved))
            else:
                runs.append(Run(start, tuple(moved)))
        left += side * float(rng.uniform(0.95, 1.25))
    return runs


def _stroke(kind: str, row: float, rng: np.random.Generator) -> tuple[tuple[float, float], list[Target]]:
    """Return where a stroke begins in the unit square, about that high, and its targets."""
    reach = float(rng.uniform(0.25, 0.8))
    at = float(rng.uniform(0.0, 1.0 - 0.8 * reach))
    turn = float(rng.normal(0.0, 12.0))
    if kind == "across":
        return (at, row), [(at + reach, row + 0.08 * reach, turn)]
    if kind == "down":
        return (at + 0.3 * reach, row + 0.1), [(at + 0.3 * reach, row - reach, turn)]
    if kind == "falling left":
        return (at + 0.6 * reach, row), [(at - 0.1, row - 0.8 * reach, turn - 25.0)]
    if kind == "falling right":
        return (at, row), [(at + reach, row - 0.7 * reach, turn + 20.0)]
    if kind == "dot":
        return (at, row), [(at + 0.12, row - 0.14, turn)]
    if kind == "corner":
        return (at, row), [(at + reach, row + 0.05, turn), (at + 0.9 * reach, row - 0.7 * reach, turn - 15.0)]
    if kind == "hook":
        below = (at + 0.3 * reach, row - reach)
        return (at + 0.3 * reach, row), [(*below, turn), (below[0] - 0.18, below[1] + 0.15, -40.0)]
    return (at, row - 0.2), [(at + 0.7 * reach, row + 0.15, turn + 15.0)]


def _with(runs: list[Run], start: tuple[float, float] | None, targets: list[Target]) -> list[Run]:
    """Return the runs with the targets in a run from `start`, or at the end of the last run where that is None."""
    if start is None:
        return [*runs[:-1], Run(runs[-1].start, (*runs[-1].targets, *targets))]
    return [*runs, Run(start, tuple(targets))]


def _times(place: tuple[float, float], factor: float) -> tuple[float, float]:
    return place[0] * factor, place[1] * factor
