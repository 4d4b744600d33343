"""How time grows with the length of a signature, the references, the signers and the batch."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch

from sigverify.benchmarks.ink import Setting, afresh
from sigverify.benchmarks.rows import Row
from sigverify.benchmarks.timing import Taken, Task, in_turn
from sigverify.benchmarks.training import examples_of, steps_of, training_of
from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.ink.recording import Recording
from sigverify.verification.loops import load_loops
from sigverify.verification.sketch import SketchIndex, sketch_of, sketch_of_seen, whole_numbers
from sigverify.verification.template import Template
from sigverify.verification.verifier import Verifier
from sigverify.workflows.models import load_verifier

SUBJECT = "growth"
LENGTH, REFERENCES, SIGNERS, BATCH = (
    "a decision, by the length of the signature",
    "a decision, by the references",
    "the nearest sketches, by the signers",
    "a training step, by the signatures in it",
)
_LENGTHS_S = (1.0, 2.0, 4.0, 8.0, 16.0)
_REFERENCES = (1, 2, 3, 5, 8, 12)
_SIGNERS = (1_000, 3_000, 10_000, 30_000, 100_000)
_GROUPS = (1, 2, 4, 8)
_STEPS = 8
_ROUNDS = 15
_SEED = 17


def rows(setting: Setting) -> Iterator[Row]:
    """Yield a row for each point of each curve, one core; all points of a curve are taken in turn."""
    verifier = load_verifier(setting.model)
    inks = [sample.recording for sample in synthetic_corpus(1, genuine=13, forgeries=0, seed=_SEED).samples]
    yield from _by_length(verifier, inks)
    yield from _by_references(verifier, inks)
    yield from _by_signers(verifier, inks)
    yield from _by_batch()


def _by_length(verifier: Verifier, inks: Sequence[Recording]) -> Iterator[Row]:
    """Yield decisions on the same ink, written more slowly, with five references of its own length."""

    def way(seconds: float) -> Callable[[], Task]:
        slowed = [replace(ink, time_s=ink.time_s * (seconds / float(np.ptp(ink.time_s)))) for ink in inks[:6]]
        template = verifier.enrol(slowed[:5], band=False)
        return lambda: _decides(verifier, template, slowed[5])

    yield from _points(LENGTH, "s written", {at: way(at) for at in _LENGTHS_S})


def _by_references(verifier: Verifier, inks: Sequence[Recording]) -> Iterator[Row]:
    def way(count: int) -> Callable[[], Task]:
        template = verifier.enrol(inks[:count], band=False)
        return lambda: _decides(verifier, template, inks[12])

    yield from _points(REFERENCES, "references", {float(count): way(count) for count in _REFERENCES})


def _by_signers(verifier: Verifier, inks: Sequence[Recording]) -> Iterator[Row]:
    load_loops()
    sketch = sketch_of(verifier, verifier.enrol(inks[:5], band=False))
    own = sketch_of_seen(verifier, verifier.seen(inks[5]))

    def way(count: int) -> Callable[[], Task]:
        index = SketchIndex(whole_numbers(verifier))
        index.put(dict.fromkeys(range(count), sketch))
        return lambda: lambda: index.nearest(own, 8)

    yield from _points(SIGNERS, "signers", {float(count): way(count) for count in _SIGNERS})


def _by_batch() -> Iterator[Row]:
    torch.set_num_threads(1)
    examples, config = examples_of(), training_of(_STEPS)
    sizes = config.sampler
    each = 1 + sizes.genuine + sizes.skilled + sizes.random
    for groups in _GROUPS:
        larger = replace(config, sampler=replace(sizes, signers=groups))
        taken = steps_of(examples, _STEPS, config=larger)
        yield _point(BATCH, "signatures", float(groups * each), taken)


def _decides(verifier: Verifier, template: Template, ink: Recording) -> Task:
    fresh = afresh(ink)
    return lambda: verifier.verify(template, fresh)


def _points(curve: str, along: str, ways: dict[float, Callable[[], Task]]) -> Iterator[Row]:
    taken = in_turn({str(at): [made] for at, made in ways.items()}, _ROUNDS)
    for at in ways:
        yield _point(curve, along, at, taken[str(at)])


def _point(curve: str, along: str, at: float, taken: Taken) -> Row:
    return Row(
        subject=SUBJECT, what=curve, who=f"{at:,g} {along}", median=taken.median_ms, worst=taken.worst_ms,
        best=taken.best_ms, worked=taken.worked_ms, count=taken.seconds.size, at=at,
    )  # fmt: skip
