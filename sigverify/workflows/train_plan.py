"""What a training is asked for: of which parts the model is, how they learn, and how it is measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sigverify.errors import UsageError
from sigverify.ink.features import FeatureConfig
from sigverify.learning.examples import ExamplesConfig
from sigverify.learning.recipes import recipe_for
from sigverify.learning.training_config import TrainingConfig
from sigverify.networks.catalogue import CATALOGUE
from sigverify.networks.losses import Loss, name_of
from sigverify.sentences import said
from sigverify.shipped import DEFAULT_ARCHITECTURE
from sigverify.verification.calibration import OperatingPoint
from sigverify.workflows.architectures import kind_of, parts_of


@dataclass(frozen=True, kw_only=True)
class NetworkVariant:
    """Where a network differs from its entry in the catalogue: sizes, by name, and features."""

    sizes: Mapping[str, Any] = field(default_factory=dict)
    features: FeatureConfig | None = None


@dataclass(frozen=True, kw_only=True)
class TrainPlan:
    """How a model is made.

    name: of the model.
    architecture: names of the catalogue and floors, joined by '+'; their scores are fused.
    folds: at least 2, of held-out signers; draws: of references for each calibration; seed: of everything drawn.
    held_out_share: of a fold's signers, set apart to choose when to stop; 0 trains all steps.
    variants: of the networks in the architecture's order, where they differ from the catalogue; () where none does.
    training: for each network, where it differs from its recipe; steps: batches, where they differ.
    loss: by which all networks learn, as `networks.losses.LOSSES` names it; '' leaves each its own.
    minutes: that learning may take in all, in place of steps: how many these are is measured as it begins, and written
        beside the checkpoints, so that going on takes as many.
    """

    name: str
    architecture: str = DEFAULT_ARCHITECTURE
    folds: int = 4
    draws: int = 5
    seed: int = 1
    held_out_share: float = 0.15
    variants: tuple[NetworkVariant, ...] = ()
    training: TrainingConfig | None = None
    steps: int | None = None
    loss: str = ""
    minutes: float | None = None
    examples: ExamplesConfig = field(default_factory=ExamplesConfig)
    point: OperatingPoint = field(default_factory=OperatingPoint)

    def __post_init__(self) -> None:
        networks = [part for part in parts_of(self.architecture) if kind_of(part) == "network"]
        if self.variants and len(self.variants) != len(networks):
            raise UsageError(
                said(
                    "'{architecture}' has {networks} networks, {variants} are described.",
                    architecture=self.architecture,
                    networks=len(networks),
                    variants=len(self.variants),
                )
            )
        if self.folds < 2:
            raise UsageError(said("At least 2 folds are needed, so that every signer is held out once."))
        if not 0 <= self.held_out_share < 0.5:
            raise UsageError(
                said(
                    "Between 0 and 0.5 of the signers may be set apart, found {held_out_share:g}.",
                    held_out_share=self.held_out_share,
                )
            )
        if self.minutes is not None and (self.minutes <= 0 or self.steps is not None):
            raise UsageError(
                said("A training lasts for some steps or for some minutes, more than none. Name one of both.")
            )
        for name in networks:
            loss_of(name, self.loss)

    def training_of(self, place: int, name: str) -> TrainingConfig:
        """Return how the network at a place among the networks learns."""
        training = self.training or recipe_for(name)
        # another seed for each, so that the same architecture may stand in a model twice
        return replace(training, seed=training.seed + self.seed + place - 1, steps=self.steps or training.steps)

    def variant_of(self, place: int) -> NetworkVariant:
        """Return where the network at a place differs from the catalogue."""
        return self.variants[place] if self.variants else NetworkVariant()


def loss_of(network: str, name: str) -> Loss:
    """Return the loss that a network of the catalogue learns by, its own for ''; raises UsageError for a wrong one."""
    entry = CATALOGUE[network]
    if not name:
        return entry.loss
    for loss in entry.losses:
        if name_of(loss) == name:
            return loss
    known = ", ".join(name_of(loss) for loss in entry.losses)
    raise UsageError(
        said(
            "'{network}' cannot learn by the loss '{name}'. Choose from {known}.",
            network=network,
            name=name,
            known=known,
        )
    )
