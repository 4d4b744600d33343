"""One network of a model in the making: what it is, what it sees, how it learns, and when it is to stop."""

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from sigverify.ink.features import FeatureConfig
from sigverify.learning.examples import SignerExamples
from sigverify.learning.history import History
from sigverify.learning.processes import Processes
from sigverify.learning.selection import HeldOutSigners, split_held_out
from sigverify.learning.training import TrainingReport, train
from sigverify.learning.training_config import TrainingConfig
from sigverify.networks.architecture import Architecture
from sigverify.networks.catalogue import build_network
from sigverify.networks.losses import Loss
from sigverify.networks.pair_network import PairNetwork
from sigverify.networks.weights import sha256_of, weights_bytes

_PACED = 4
"""Batches by which a pace is measured; the first of them is slow, since torch gets ready."""


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Where trainings run: with which processes, with checkpoints in which folder (None keeps none), until when.

    pictured: whether checks tell what pictures are drawn from.
    """

    processes: Processes
    checkpoints: Path | None
    cancelled: Callable[[], bool]
    pictured: bool = False


@dataclass(kw_only=True)
class Learner:
    """One network of a plan.

    place: among the plan's networks; entry: of the catalogue; sizes: where they differ from the entry's.
    features: what it sees; loss: by what it learns; training: its recipe; examples: of all signers.
    start: a network to go on from; None begins with new weights.
    held_out_share: of a fold's signers, set apart to choose when to stop, where there are enough.
    set_apart: how many they were in each fold; best_steps: where the folds' networks were best, where anyone was set
        apart; histories: by name of the training.
    """

    place: int
    entry: Architecture
    sizes: Mapping[str, Any]
    features: FeatureConfig
    loss: Loss
    training: TrainingConfig
    examples: tuple[SignerExamples, ...]
    start: PairNetwork | None
    held_out_share: float
    set_apart: list[int] = field(default_factory=list)
    best_steps: list[int] = field(default_factory=list)
    histories: dict[str, History] = field(default_factory=dict)

    def without(
        self, signers: frozenset[str], name: str, around: Surroundings
    ) -> Generator[TrainingReport, None, PairNetwork]:
        """Return a network that learnt from all but these signers; a few of the others choose when to stop."""
        rest = [known for known in self.examples if known.signer not in signers]
        learning, held_out = split_held_out(rest, share=self.held_out_share, seed=self.training.seed)
        self.set_apart.append(len(held_out.examples) if held_out is not None else 0)
        network = yield from self._trained(learning, held_out, self.training, name, around)
        best = self.histories[name].best
        if best is not None:
            self.best_steps.append(best.step)
        return network

    @property
    def final_steps(self) -> int:
        """Return for how many steps the network that is kept learns: what the folds' networks did best with."""
        return round(float(np.median(self.best_steps))) if self.best_steps else self.training.steps

    @property
    def config(self) -> dict[str, Any]:
        """Return all sizes of the network."""
        return asdict(self.entry.config) | dict(self.sizes)  # type: ignore[call-overload]  # configs are dataclasses

    def of_all(self, name: str, around: Surroundings) -> Generator[TrainingReport, None, PairNetwork]:
        """Return a network that learnt from all signers, for `final_steps`."""
        config = replace(self.training, steps=self.final_steps)
        return (yield from self._trained(self.examples, None, config, name, around))

    def _trained(
        self,
        examples: Sequence[SignerExamples],
        held_out: HeldOutSigners | None,
        config: TrainingConfig,
        name: str,
        around: Surroundings,
    ) -> Generator[TrainingReport, None, PairNetwork]:
        torch.manual_seed(config.seed)
        network = build_network(self.entry.name, self.sizes).to(around.processes.device)
        identity = {"architecture": self.entry.name}
        if self.start is not None:
            network.load_state_dict(self.start.state_dict())
            identity["begins with weights"] = sha256_of(weights_bytes(self.start))[:16]
        checkpoint = None
        if around.checkpoints is not None:
            checkpoint = around.checkpoints / f"{name.lower().replace(' ', '-')}-{self.place + 1}.safetensors"
        self.histories[name] = yield from train(
            network,
            self.loss,
            examples,
            config,
            keep_length=self.features.frames is not None,
            held_out=held_out,
            checkpoint=checkpoint,
            identity=identity,
            processes=around.processes,
            pictured=around.pictured,
            cancelled=around.cancelled,
        )
        return network.cpu()

    def pace_s(self, cancelled: Callable[[], bool]) -> float:
        """Return how many seconds a batch takes here, by the fastest of a few; nothing is kept of them."""
        config = replace(self.training, steps=_PACED + 1, check_every=_PACED + 2)
        network = build_network(self.entry.name, self.sizes)
        course = train(
            network, self.loss, self.examples, config, keep_length=self.features.frames is not None, cancelled=cancelled
        )
        taken = []
        for _ in range(_PACED):
            begun = time.monotonic()
            next(course)
            taken.append(time.monotonic() - begun)
        course.close()
        return min(taken)
