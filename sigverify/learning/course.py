"""`Course`: all that changes while a network is trained, and how it is kept and taken up again."""

import copy
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import torch
from torch import Tensor, nn

from sigverify.errors import ModelError
from sigverify.ink.recording import Floats
from sigverify.learning.batch_losses import distances_in, losses_of, most_pairs, outputs_of, pairs_of
from sigverify.learning.checkpoints import Checkpoint, read_payload, refuse_foreign, write_payload
from sigverify.learning.history import History, HistoryPoint
from sigverify.learning.interruption import asked_between, interruptible
from sigverify.learning.processes import Processes
from sigverify.learning.sampler import Batch
from sigverify.learning.selection import HeldOutError, HeldOutLook, HeldOutSigners
from sigverify.learning.training_config import TrainingConfig
from sigverify.networks.losses import Loss
from sigverify.networks.pair_network import PairNetwork
from sigverify.sentences import said


class Course:
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
        """Take one step and return the whole batch's losses and distances, as `distances_in` reads them.

        Raises Interrupted, and takes no step, where `cancelled()` says so in the middle of it.
        """
        rate = self.config.learning_rate * rate_at(self.step, self.config.steps)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.look = None
        self.optimiser.zero_grad()
        with asked_between(cancelled) as ask, self.processes.watched():
            total, share = self._losses(batch)
            interruptible(total, ask).backward()
            # only now: the exchange of gradients has just brought the processes together, and before it each would
            # wait for the slowest forward pass, and then once more for the slowest backward pass
            table: Floats = self.processes.summed(share).double().cpu().numpy()
            if not np.isfinite(table[:, 0]).all():
                self._give_up(self.step + 1)
        self.step += 1
        self._take_step()
        genuine, impostor = distances_in(table, self.config.sampler)
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
        raise ModelError(
            said("The loss is no longer a number at step {step}. Train again with a lower learning rate.", step=step)
        )

    def _losses(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Return the loss to descend, and this process's rows of the batch's table, zeros in the others."""
        outputs = outputs_of(self.model, batch, next(self.network.parameters()))
        losses = losses_of(self.loss, batch.groups, outputs)
        weights = losses.new_tensor([group.weight for group in batch.groups])
        # torch takes the mean of the processes' gradients: times their number, over all groups, that is the gradient
        # of the mean over all groups, however unequal the shares are
        total = (weights * losses).sum() * (self.processes.world / batch.size)
        with torch.no_grad():
            genuine, impostor = most_pairs(self.config.sampler)
            table = losses.new_zeros(batch.size, 1 + genuine + impostor)
            for group, loss, given in zip(batch.groups, losses, outputs, strict=True):
                sides = self.network.join.distance(given).split(pairs_of(group))
                filled = [
                    nn.functional.pad(side, (0, most - len(side)), value=torch.nan)
                    for side, most in zip(sides, (genuine, impostor), strict=True)
                ]
                if group.weight:
                    table[group.row] = torch.cat((loss[None], *filled))
        return total, table

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
            refuse_foreign(first, identity, said("The first process"))
        if path is None:
            return
        # the first process's file, for machines need not share a disk
        payload = self.processes.shared(read_payload(path) if self.processes.first else b"")
        if not payload:
            return
        found = Checkpoint.from_bytes(payload, path.name)
        refuse_foreign(found.identity, identity, said("The checkpoint '{name}'", name=path.name))
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


def rate_at(step: int, steps: int) -> float:
    """Return the share of the learning rate at a step counted from 0."""
    warm = max(1, steps // 20)
    if step < warm:
        return (step + 1) / warm
    return 0.02 + 0.98 * 0.5 * (1 + float(np.cos(np.pi * (step - warm) / max(1, steps - warm))))
