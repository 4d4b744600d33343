"""From raw points to the decision, five references, one core."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch

from sigverify.benchmarks.ink import Case, Setting, afresh, cases_of
from sigverify.benchmarks.machine import measured
from sigverify.benchmarks.peers import DTAIDISTANCE, installed, missing, named
from sigverify.benchmarks.rows import Row
from sigverify.benchmarks.straightforward import compared
from sigverify.benchmarks.timing import Taken, Task, in_turn
from sigverify.ink.features import FLOOR_FUNCTIONS, FeatureConfig, extract
from sigverify.ink.recording import Recording
from sigverify.networks.pair_network import PairNetwork
from sigverify.verification.model_files import read_networks
from sigverify.verification.verifier import Verifier
from sigverify.workflows.models import find_model, load_verifier

SUBJECT = "decision"
_WHAT = "decision from raw points, 5 references"
_ROUNDS = 5
_SLOW_CASES = 2
_FLOOR = FeatureConfig(functions=FLOOR_FUNCTIONS)


def rows(setting: Setting) -> Iterator[Row]:
    """Yield what a decision takes, beside C on features that are given, and beside a plain torch version."""
    verifier = load_verifier(setting.model)
    networks = read_networks(find_model(setting.model))
    cases = cases_of(verifier, setting.corpus)
    ways: dict[str, list[Callable[[], Task]]] = {
        "ours": [_ours(verifier, case) for case in cases],
    }
    for part in installed((DTAIDISTANCE,)).values() if setting.peers else ():
        ways["c"] = [_c(part, case) for case in cases]
    taken = in_turn(ways, _ROUNDS)
    own = taken["ours"]
    limit = measured().least_ms(_flops(verifier, networks, cases))
    yield Row(
        subject=SUBJECT, what=_WHAT, who=f"sigverify, model {verifier.name}", median=own.median_ms, worst=own.worst_ms,
        best=own.best_ms, worked=own.worked_ms, count=own.seconds.size, goal="≤ 5 ms, 99 of 100 ≤ 16 ms",
        met=own.median_ms <= 5 and own.worst_ms <= 16, limit=limit,
    )  # fmt: skip
    if "c" in taken:
        yield _beside(own, taken["c"], named(DTAIDISTANCE), "its C on 12 features that are given: alignment alone")
    if setting.peers:
        yield from missing(SUBJECT, _WHAT, (DTAIDISTANCE,))
    if networks and setting.peers:
        slow = in_turn({"plain": [_plain(networks[0], verifier, case) for case in cases[:_SLOW_CASES]]}, 1)["plain"]
        yield _beside(
            own, slow, "plain torch", "full forward for every comparison, soft-DTW in a Python loop",
            goal="≥ 10×", met=slow.worked_ms >= 10 * own.worked_ms,
        )  # fmt: skip


def _beside(own: Taken, other: Taken, who: str, note: str, goal: str = "", met: bool | None = None) -> Row:
    return Row(
        subject=SUBJECT, what=_WHAT, who=who, median=other.median_ms, worst=other.worst_ms, best=other.best_ms,
        worked=other.worked_ms, count=other.seconds.size, ratio=other.worked_ms / own.worked_ms, note=note,
        goal=goal, met=met,
    )  # fmt: skip


def _ours(verifier: Verifier, case: Case) -> Callable[[], Task]:
    def made() -> Task:
        ink = afresh(case.questioned)
        return lambda: verifier.verify(case.template, ink)

    return made


def _c(dtw_ndim: Any, case: Case) -> Callable[[], Task]:
    questioned, *references = (
        extract(ink, _FLOOR).values.astype(np.float64) for ink in (case.questioned, *case.references)
    )

    def task() -> object:
        return [dtw_ndim.distance_fast(questioned, frames) for frames in references]

    return lambda: task


def _plain(network: PairNetwork, verifier: Verifier, case: Case) -> Callable[[], Task]:
    config = verifier.card.comparators[0].features
    assert config is not None

    def values(ink: Recording) -> torch.Tensor:
        return torch.from_numpy(extract(afresh(ink), config).values.copy())

    references = [values(ink) for ink in case.references]

    def task() -> object:
        with torch.no_grad():
            return [compared(network, values(case.questioned), reference) for reference in references]

    return lambda: task


def _flops(verifier: Verifier, networks: list[PairNetwork], cases: list[Case]) -> float:
    """Return the median arithmetic of one decision: layers, and three operations for each number of each cell."""
    found = []
    for case in cases:
        total = 0.0
        for frames, part in zip(verifier.seen(case.questioned).frames, case.template.parts, strict=True):
            if len(frames) > 1:
                total += sum(
                    3 * frames.size * len(reference) + 3 * len(frames) * len(reference) for reference in part.frames
                )
        for network, comparator in zip(networks, verifier.card.comparators, strict=False):
            weights = sum(values.numel() for values in network.parameters() if values.ndim > 1)
            config = comparator.features
            assert config is not None
            total += 2 * weights * len(extract(case.questioned, config)) / 2  # most layers follow the pooling by two
        found.append(total)
    return float(np.median(found))
