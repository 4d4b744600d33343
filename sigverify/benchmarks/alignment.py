"""One against many: all pairs of a corpus aligned, the same frames of the same recordings for everybody."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import combinations
from typing import Any

import numpy as np

from sigverify.benchmarks.ink import Setting, afresh
from sigverify.benchmarks.machine import measured
from sigverify.benchmarks.peers import AEON, DTAIDISTANCE, PEERS, TSLEARN, installed, missing, named
from sigverify.benchmarks.rows import Row
from sigverify.benchmarks.timing import Taken, in_turn
from sigverify.corpora.corpus import Corpus
from sigverify.errors import InkError
from sigverify.ink.features import FLOOR_FUNCTIONS, FeatureConfig, extract
from sigverify.ink.recording import Floats
from sigverify.networks.alignment import Frames, dtw_distances
from sigverify.verification.grid import on_grid

SUBJECT = "alignment"
_SIGNERS = 20
_EACH = 2
_ROUNDS = 5
_CONFIG = FeatureConfig(functions=FLOOR_FUNCTIONS)
_OPERATIONS = 2
"""For each number of a cell: product, sum."""

_GOALS = {DTAIDISTANCE: 3.0, TSLEARN: 20.0}


def rows(setting: Setting) -> Iterator[Row]:
    """Yield how many cells a second everybody gets through, Euclidean costs, twelve numbers a frame, one core.

    Everybody is given the frames as templates keep them and verdicts compare them, on their grid.
    """
    free = _frames(setting.corpus)
    frames = [on_grid(values) for values in free]
    pairs = list(combinations(range(len(frames)), 2))
    cells = sum(len(frames[a]) * len(frames[b]) for a, b in pairs)
    what = f"all {len(pairs):,} pairs of {len(frames)} signatures, 12 numbers a frame"
    wide = [values.astype(np.float64) for values in frames]

    def ours(inks: Sequence[Frames]) -> Callable[[], object]:
        return lambda: dtw_distances([inks[a] for a, _ in pairs], [inks[b] for _, b in pairs], "l2")

    ways = {
        "sigverify, float32": ours(frames), "sigverify, float64": ours(wide),
        "sigverify, float32, frames on no grid": ours(free),
    }  # fmt: skip
    for name, part in installed(PEERS).items() if setting.peers else ():
        ways[name] = peer(name, part, wide, pairs)
    taken = in_turn({name: [_again(task)] for name, task in ways.items()}, _ROUNDS)
    own = taken["sigverify, float32"]
    limit = measured().flops / (_OPERATIONS * (frames[0].shape[1] + 1)) / 1e6
    for name, found in taken.items():
        best, median, worst = (cells / seconds / 1e6 for seconds in _seconds(found))
        ratio = found.worked_ms / own.worked_ms
        goal = _GOALS.get(name)
        yield Row(
            subject=SUBJECT,
            what=what,
            who=named(name) if name in PEERS else name,
            unit="M cells/s",
            larger_is_better=True,
            median=median,
            worst=worst,
            best=best,
            worked=cells / found.worked_ms / 1e3,
            count=found.seconds.size,
            ratio=None if found is own else ratio,
            goal="" if goal is None else f"≥ {goal:g}×",
            met=None if goal is None else ratio >= goal,
            limit=limit if found is own else None,
        )
    if setting.peers:
        yield from missing(SUBJECT, what, PEERS)


def _seconds(taken: Taken) -> tuple[float, float, float]:
    return taken.best_ms / 1e3, taken.median_ms / 1e3, taken.worst_ms / 1e3


def _again(task: Callable[[], object]) -> Callable[[], Callable[[], object]]:
    return lambda: task


def _frames(corpus: Corpus) -> list[Frames]:
    """Return the features of the first genuine signatures of the first signers."""
    found: list[Frames] = []
    for signer in corpus.signers[:_SIGNERS]:
        for sample in corpus.of(signer, "genuine")[:_EACH]:
            with suppress(InkError):
                found.append(extract(afresh(sample.recording), _CONFIG).values)
    return found


def peer(name: str, part: Any, wide: Sequence[Floats], pairs: Sequence[tuple[int, int]]) -> Callable[[], object]:
    """Return what aligns all pairs by a peer, one core, in the way that its manual names for it."""
    if name == DTAIDISTANCE:
        return lambda: part.distance_matrix_fast(list(wide), ndim=wide[0].shape[1], parallel=False)
    if name == TSLEARN:
        return lambda: [part.dtw(wide[a], wide[b]) for a, b in pairs]
    assert name == AEON
    across = [np.ascontiguousarray(values.T) for values in wide]
    return lambda: [part.dtw_distance(across[a], across[b]) for a, b in pairs]
