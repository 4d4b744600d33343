"""The training loop, for any two-branch network and any loss. It yields reports and owns no thread."""

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sigverify.errors import Cancelled
from sigverify.ink.recording import Floats
from sigverify.learning.augmentation import warped
from sigverify.learning.batch_losses import distances_in
from sigverify.learning.checkpoints import identity_of
from sigverify.learning.course import Course
from sigverify.learning.examples import SignerExamples
from sigverify.learning.freed_memory import EVERY, give_back_freed
from sigverify.learning.history import History
from sigverify.learning.interruption import Interrupted, load_optimisers
from sigverify.learning.processes import ALONE, Processes
from sigverify.learning.sampler import Sampler
from sigverify.learning.selection import HeldOutError, HeldOutLook, HeldOutSigners
from sigverify.learning.training_config import TrainingConfig
from sigverify.networks.losses import Loss
from sigverify.networks.pair_network import PairNetwork
from sigverify.networks.weights import sha256_of
from sigverify.progress import Progress, watched_by
from sigverify.sentences import joined, said


@dataclass(frozen=True, kw_only=True, eq=False)
class TrainingReport:
    """Where a training stands; of several processes each gives the same.

    step, steps: batches done and at most; epoch: from 1.
    loss: of this batch; genuine_distances, impostor_distances: float64, of its pairs.
    seconds_left: estimated from the pace so far, as if it ran to the last step.
    held_out: errors on held-out signers where this step was a check; best_step: the check of the lowest so far.
    history: all checks so far.
    look: what pictures of this check are drawn from, where they are asked for and somebody is held out.
    """

    step: int
    steps: int
    epoch: int
    loss: float
    genuine_distances: Floats
    impostor_distances: Floats
    seconds_left: float
    held_out: HeldOutError | None
    best_step: int | None
    history: History
    look: HeldOutLook | None = None


def train(
    network: PairNetwork,
    loss: Loss,
    examples: Sequence[SignerExamples],
    config: TrainingConfig,
    *,
    keep_length: bool = False,
    held_out: HeldOutSigners | None = None,
    checkpoint: Path | None = None,
    identity: Mapping[str, Any] = MappingProxyType({}),
    processes: Processes = ALONE,
    pictured: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> Generator[TrainingReport, None, History]:
    """Train `network` in place, where it is, and yield a report for each batch; return the history.

    At the end it holds the running mean of the weights at the check of the lowest error on held-out signers, or at
    the last step where nobody is held out.

    keep_length: whether features have one length that augmentation must keep.
    held_out: signers to check on; training ends early when `config.patience` checks bring no lower error.
    checkpoint: a file to go on from where it is there; it is written at each check and when training is stopped once it
        has begun, by the first of several processes, and stays when training ends. Going on gives the weights of an
        uninterrupted training, bit for bit with the same number of processes.
    identity: plain values, such as the architecture's name and sizes, that a checkpoint must share besides all that
        is handed over here.
    processes: which train together, all with the same arguments. Each works its share of every batch; gradients are
        those of one process with the whole batch, up to rounding.
    pictured: whether checks tell what pictures are drawn from; by one process only.
    cancelled: asked before each batch, and where one process trains alone in its middle too: a batch that is left there
        is taken again later. Time that it takes to answer does not count. One process that is stopped stops all.

    Raises Cancelled as soon as `cancelled()` says so, ModelError where the loss is no longer a number (the last
    averaged weights are put back first) or the checkpoint is of another training, ProtocolError where there are too
    few signers, ResourceFault where a checkpoint cannot be written or another process stopped.
    """
    sampler = Sampler(
        examples,
        config.sampler,
        config.seed,
        lambda values, rng: warped(values, config.augmentation, rng, keep_length=keep_length),
    )
    alone = processes.world == 1
    inside = cancelled if alone else lambda: False
    known: dict[str, Any] = {}
    try:
        if checkpoint is not None or processes.world > 1:
            with watched_by(Progress(inside)):
                known = _identity(identity, network, loss, config, keep_length, examples, held_out)
        load_optimisers(inside)
    except (Interrupted, Cancelled):
        raise _stopped(checkpoint is not None and checkpoint.exists()) from None
    course = Course(network, loss, config, processes, pictured and alone)
    course.resume(checkpoint, known)
    earlier, resumed_at, begun = course.seconds, course.step, time.monotonic()

    def asked() -> bool:
        nonlocal begun
        before = time.monotonic()
        stopped = cancelled()  # a pause is a long answer
        begun += time.monotonic() - before
        return stopped

    inside = asked if alone else lambda: False
    network.train()
    while course.unfinished or course.check_is_due:
        table = None
        try:
            if processes.agreed(asked()):
                raise Interrupted
            if not course.check_is_due:  # else one was left in its middle: it is made up for first
                batch = sampler.batch(course.step + 1, processes.rank, processes.world)
                table = course.learn(batch, inside)
                course.seconds = earlier + time.monotonic() - begun
            error = course.check(held_out, inside) if course.check_is_due else None
        except Interrupted:
            course.save(checkpoint, known)
            raise _stopped(checkpoint is not None) from None
        if course.has_just_checked:
            course.save(checkpoint, known)
        if course.step % EVERY == 0:
            give_back_freed()
        if table is None:
            continue
        best = course.history.best
        genuine, impostor = distances_in(table, config.sampler)
        yield TrainingReport(
            step=course.step,
            steps=config.steps,
            epoch=batch.epoch,
            loss=float(table[:, 0].mean()),
            genuine_distances=genuine,
            impostor_distances=impostor,
            seconds_left=(time.monotonic() - begun) / max(course.step - resumed_at, 1) * (config.steps - course.step),
            held_out=error,
            best_step=best.step if best is not None else None,
            history=course.history,
            look=course.look,
        )
    course.finish()
    return course.history


def _identity(
    given: Mapping[str, Any],
    network: PairNetwork,
    loss: Loss,
    config: TrainingConfig,
    keep_length: bool,
    examples: Sequence[SignerExamples],
    held_out: HeldOutSigners | None,
) -> dict[str, Any]:
    """Return what a checkpoint must share with a training that goes on from it."""
    return {
        **given,
        "network": _described(network),
        "loss": {"name": type(loss).__name__, **vars(loss)},
        "training": asdict(config),
        "same length": keep_length,
        "signatures": identity_of(examples),
        "held out": identity_of(held_out.examples) | {"seed": held_out.seed} if held_out is not None else None,
    }


def _stopped(kept: bool) -> Cancelled:
    """Return what tells that a training was stopped, and whether there is a checkpoint to go on from."""
    told = said("Training was stopped; the model in use is unchanged.")
    if kept:
        told = joined((told, said("Its checkpoint is kept: the same command goes on from there.")))
    return Cancelled(told)


def _described(network: PairNetwork) -> dict[str, Any]:
    """Return what tells a network from others that its weights would not fit."""
    layout = [f"{name} {tuple(value.shape)}" for name, value in network.state_dict().items()]
    return {
        "branch": type(network.left).__name__,
        "second branch": type(network.right).__name__,
        "join": type(network.join).__name__,
        "parameters": sum(value.numel() for value in network.parameters()),
        "layout": sha256_of("\n".join(layout).encode())[:16],
    }
