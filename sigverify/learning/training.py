"""The training loop, for any two-branch network and any loss. It yields reports and owns no thread."""

import copy
import json
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

import numpy as np
import torch
from torch import Tensor, nn

from sigverify.errors import Cancelled, ModelError, UsageError
from sigverify.ink.recording import Floats
from sigverify.learning.augmentation import AugmentationConfig, warped
from sigverify.learning.checkpoints import Checkpoint, identity_of, read_payload, refuse_foreign, write_payload
from sigverify.learning.examples import SignerExamples
from sigverify.learning.freed_memory import EVERY, give_back_freed
from sigverify.learning.history import History, HistoryPoint
from sigverify.learning.interruption import Interrupted, asked_between, interruptible, load_optimisers
from sigverify.learning.processes import ALONE, Processes
from sigverify.learning.sampler import Batch, Group, Sampler, SamplerConfig
from sigverify.learning.selection import HeldOutError, HeldOutLook, HeldOutSigners
from sigverify.networks.losses import Loss
from sigverify.networks.pair_network import PairNetwork
from sigverify.networks.weights import sha256_of
from sigverify.progress import Progress, watched_by


@dataclass(frozen=True, kw_only=True)
class TrainingConfig:
    """One training.

    steps: batches at most; sampler: what each is made of.
    learning_rate, weight_decay: of AdamW (Loshchilov & Hutter 2019); the rate warms up over 5 % of the steps and falls
        along a cosine.
    averaging: decay of the running mean of the weights, which is what is kept (Polyak & Juditsky 1992).
    seed: of batches and all that is drawn for them.
    check_every: batches between two checks, each of which is a point of the history and a checkpoint.
    patience: checks without a lower error on held-out signers after which training stops.
    """

    steps: int = 700
    sampler: SamplerConfig = field(default_factory=SamplerConfig)
    learning_rate: float = 1e-3
    weight_decay: float = 1e-4
    averaging: float = 0.995
    seed: int = 1
    check_every: int = 100
    patience: int = 4
    augmentation: AugmentationConfig = field(default_factory=AugmentationConfig)

    def __post_init__(self) -> None:
        if min(self.steps, self.check_every, self.patience) < 1:
            raise UsageError("A training needs at least one step, one step between checks, and the patience for one.")
        if self.learning_rate <= 0 or self.weight_decay < 0 or not 0 <= self.averaging < 1 or self.seed < 0:
            raise UsageError(
                "The learning rate must be above 0, weight decay and seed at least 0, and averaging from 0 to below 1, "
                f"found {self.learning_rate:g}, {self.weight_decay:g}, {self.seed} and {self.averaging:g}."
            )

    def of_steps(self, steps: int) -> "TrainingConfig":
        """Return a training of so many steps with as many checks on the way, as far as there are steps for them."""
        every = max(1, min(self.check_every, round(self.check_every * steps / self.steps)))
        return replace(self, steps=steps, check_every=every)


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
    course = _Course(network, loss, config, processes, pictured and alone)
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
        genuine, impostor = _distances(table, config.sampler)
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
    told = " Its checkpoint is kept: the same command goes on from there." if kept else ""
    return Cancelled(f"Training was stopped; the model in use is unchanged.{told}")


class _Course:
    """All that changes while a network is trained."""

    def __init__(
        self, network: PairNetwork, loss: Loss, config: TrainingConfig, processes: Processes, pictured: bool = False
    ) -> None:
        self.network, self.loss, self.config, self.processes = network, loss, config, processes
        self.pictured = pictured
        self.look: HeldOutLook | None = None
        self.model = processes.wrapped(network)
        self.average = copy.deepcopy(network).requires_grad_(False).eval()
        self.best: dict[str, Tensor] = {}
        self.optimiser = torch.optim.AdamW(
            network.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay
        )
        self.step, self.seconds, self.history = 0, 0.0, History()
        self.pending: list[tuple[float, float, float]] = []

    @property
    def unfinished(self) -> bool:
        """Whether steps and patience are left."""
        best = self.history.best
        in_vain = self.step - best.step if best is not None else 0
        return self.step < self.config.steps and in_vain < self.config.patience * self.config.check_every

    @property
    def has_just_checked(self) -> bool:
        """Whether the last point of the history is of this step."""
        return bool(self.history.points) and self.history.points[-1].step == self.step

    @property
    def check_is_due(self) -> bool:
        """Whether this step asks for a check that was not made yet."""
        wanted = self.step > 0 and (self.step % self.config.check_every == 0 or self.step == self.config.steps)
        return wanted and not self.has_just_checked

    def learn(self, batch: Batch, cancelled: Callable[[], bool]) -> Floats:
        """Take one step and return the whole batch's losses and distances, as `_distances` reads them.

        Raises Interrupted, and takes no step, where `cancelled()` says so in the middle of it.
        """
        rate = self.config.learning_rate * _rate(self.step, self.config.steps)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.look = None
        self.optimiser.zero_grad()
        with asked_between(cancelled) as ask, self.processes.watched():
            total, table = self._losses(batch)
            if not np.isfinite(table[:, 0]).all():
                self._give_up(self.step + 1)
            interruptible(total, ask).backward()
        self.step += 1
        self._take_step()
        genuine, impostor = _distances(table, self.config.sampler)
        self.pending.append((float(table[:, 0].mean()), float(np.median(genuine)), float(np.median(impostor))))
        return table

    def _take_step(self) -> None:
        """Change weights and average by the gradients."""
        if not torch.isfinite(nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)):
            self._give_up(self.step)
        self.optimiser.step()
        decay = min(self.config.averaging, self.step / (self.step + 10))
        with torch.no_grad():
            for kept, new in zip(self.average.parameters(), self.network.parameters(), strict=True):
                kept.lerp_(new, 1 - decay)

    def _give_up(self, step: int) -> NoReturn:
        """Put the last averaged weights back, before what is no number reaches weights or average."""
        self.network.load_state_dict(self.average.state_dict())
        raise ModelError(f"The loss is no longer a number at step {step}. Train again with a lower learning rate.")

    def _losses(self, batch: Batch) -> tuple[Tensor, Floats]:
        """Return the loss to descend, and the whole batch's losses and distances."""
        outputs = _outputs(self.model, batch, next(self.network.parameters()))
        losses = _losses_of(self.loss, batch.groups, outputs)
        weights = losses.new_tensor([group.weight for group in batch.groups])
        # torch takes the mean of the processes' gradients: times their number, over all groups, that is the gradient
        # of the mean over all groups, however unequal the shares are
        total = (weights * losses).sum() * (self.processes.world / batch.size)
        with torch.no_grad():
            genuine, impostor = _most_pairs(self.config.sampler)
            table = losses.new_zeros(batch.size, 1 + genuine + impostor)
            for group, loss, given in zip(batch.groups, losses, outputs, strict=True):
                sides = self.network.join.distance(given).split(_pairs_of(group))
                filled = [
                    nn.functional.pad(side, (0, most - len(side)), value=torch.nan)
                    for side, most in zip(sides, (genuine, impostor), strict=True)
                ]
                if group.weight:
                    table[group.row] = torch.cat((loss[None], *filled))
        return total, self.processes.summed(table).double().cpu().numpy()

    def check(self, held_out: HeldOutSigners | None, cancelled: Callable[[], bool]) -> HeldOutError | None:
        """Note a point of the history, with the averaged weights' error where signers are held out.

        Raises Interrupted, and notes nothing, where `cancelled()` says so in the middle of it.
        """
        error = None
        if held_out is not None:
            # measured once, so that all processes decide alike to the last bit
            found = torch.zeros(2, dtype=torch.float64)
            if self.processes.first:
                with asked_between(cancelled) as ask:
                    if self.pictured:
                        measured, self.look = held_out.look(self.average, ask)
                    else:
                        measured = held_out.error_of(self.average, ask)
                found[0], found[1] = measured.minimum_cllr, measured.equal_error_rate
            cllr, rate = self.processes.summed(found).tolist()
            error = HeldOutError(minimum_cllr=cllr, equal_error_rate=rate)
        loss, genuine, impostor = np.mean(self.pending, axis=0).tolist()
        self.pending = []
        self.history = self.history.after(
            HistoryPoint(
                step=self.step,
                seconds=round(self.seconds, 3),
                loss=loss,
                genuine_distance=genuine,
                impostor_distance=impostor,
                minimum_cllr=error.minimum_cllr if error is not None else None,
                equal_error_rate=error.equal_error_rate if error is not None else None,
            )
        )
        best = self.history.best
        if best is not None and best.step == self.step:
            self.best = {name: value.clone() for name, value in self.average.state_dict().items()}
        return error

    def finish(self) -> None:
        """Leave the best averaged weights in the network."""
        self.network.load_state_dict(self.best or self.average.state_dict())
        self.network.eval()

    def save(self, path: Path | None, identity: Mapping[str, Any]) -> None:
        """Write all of this to the file, where one is kept and this is the first process."""
        if path is None or not self.processes.first:
            return
        moments = self.optimiser.state_dict()["state"]
        checkpoint = Checkpoint(
            identity=identity,
            step=self.step,
            seconds=self.seconds,
            history=self.history,
            pending=np.array(self.pending).reshape(-1, 3),
            tensors={
                "weights": self.network.state_dict(),
                "average": self.average.state_dict(),
                "best": self.best,
                "optimiser": {
                    f"{place}/{name}": value for place, values in moments.items() for name, value in values.items()
                },
            },
        )
        write_payload(path, checkpoint.to_bytes())

    def resume(self, path: Path | None, identity: Mapping[str, Any]) -> None:
        """Go on from the file where there is one, after all processes found that they train the same."""
        if self.processes.world > 1:
            first = json.loads(self.processes.shared(json.dumps(identity).encode()))
            refuse_foreign(first, identity, "The first process")
        if path is None:
            return
        # the first process's file, for machines need not share a disk
        payload = self.processes.shared(read_payload(path) if self.processes.first else b"")
        if not payload:
            return
        found = Checkpoint.from_bytes(payload, path.name)
        refuse_foreign(found.identity, identity, f"The checkpoint '{path.name}'")
        self.step, self.seconds, self.history = found.step, found.seconds, found.history
        self.pending = [(row[0], row[1], row[2]) for row in found.pending.tolist()]
        self.network.load_state_dict(found.tensors["weights"])
        self.average.load_state_dict(found.tensors["average"])
        self.best = dict(found.tensors.get("best", {}))
        state: dict[int, dict[str, Tensor]] = {}
        for key, value in found.tensors.get("optimiser", {}).items():
            place, _, name = key.partition("/")
            state.setdefault(int(place), {})[name] = value
        self.optimiser.load_state_dict({**self.optimiser.state_dict(), "state": state})


def _outputs(model: nn.Module, batch: Batch, like: Tensor) -> tuple[Tensor, ...]:
    """Return the network's outputs, (pairs,) of each group of a process's share of a batch."""
    sequences: list[Tensor] = []
    pairs: list[tuple[int, int]] = []
    for group in batch.groups:
        first = len(sequences)
        sequences += [torch.tensor(values, dtype=like.dtype, device=like.device) for values in group.signatures]
        there = [(first + a, first + b) for a, b in group.pairs]
        pairs += [(b, a) if flip else (a, b) for (a, b), flip in zip(there, group.flipped, strict=True)]
    outputs: Tensor = model(sequences, pairs)
    return outputs.split([len(group.flipped) for group in batch.groups])


def _losses_of(loss: Loss, groups: Sequence[Group], outputs: Sequence[Tensor]) -> Tensor:
    """Return the loss of each group, (groups,); those with as many anchors are worked side by side."""
    alike: dict[int, list[int]] = {}
    for place, group in enumerate(groups):
        alike.setdefault(len(group.anchors), []).append(place)
    found: list[Tensor] = []
    for places in alike.values():
        genuine, impostor = zip(*(_by_anchor(groups[place], outputs[place]) for place in places), strict=True)
        found.append(loss(torch.stack(genuine), torch.stack(impostor)))
    order = [place for places in alike.values() for place in places]
    return torch.cat(found)[torch.argsort(torch.tensor(order))]


def _by_anchor(group: Group, outputs: Tensor) -> tuple[Tensor, Tensor]:
    """Return a group's outputs as a loss takes them: genuine, (anchors, others), and impostor, (anchors, impostors)."""
    anchors, count = len(group.anchors), group.genuine
    genuine, impostor = outputs.split(_pairs_of(group))
    rows, columns = np.triu_indices(anchors, 1, count)
    pair = np.zeros((count, count), dtype=np.int64)
    pair[rows, columns] = pair[columns, rows] = np.arange(len(rows))
    others = pair[:anchors][~np.eye(anchors, count, dtype=bool)].reshape(anchors, count - 1)
    return genuine[torch.from_numpy(others)], impostor.reshape(anchors, -1)


def _pairs_of(group: Group) -> tuple[int, int]:
    """Return how many of a group's pairs are genuine and how many are an impostor's."""
    genuine = sum(b < group.genuine for _, b in group.pairs)
    return genuine, len(group.pairs) - genuine


def _most_pairs(sampler: SamplerConfig) -> tuple[int, int]:
    """Return how many genuine and how many impostor pairs a group has at most."""
    anchors = sampler.anchors
    return anchors * sampler.genuine - anchors * (anchors - 1) // 2, anchors * (sampler.skilled + sampler.random)


def _distances(table: Floats, sampler: SamplerConfig) -> tuple[Floats, Floats]:
    """Return the distances to genuine signatures and to impostors in a batch's table.

    table: a group a row: its loss, distances of genuine pairs, and distances to impostors, nan where it has fewer.
    """
    genuine, impostor = np.split(table[:, 1:], [_most_pairs(sampler)[0]], axis=1)
    return genuine[~np.isnan(genuine)], impostor[~np.isnan(impostor)]


def _rate(step: int, steps: int) -> float:
    """Return the share of the learning rate at a step counted from 0."""
    warm = max(1, steps // 20)
    if step < warm:
        return (step + 1) / warm
    return 0.02 + 0.98 * 0.5 * (1 + float(np.cos(np.pi * (step - warm) / max(1, steps - warm))))


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
