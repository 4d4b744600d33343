"""What a retraining is asked for, and how its challenger is made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sigverify.errors import UsageError
from sigverify.learning.recipes import recipe_for
from sigverify.learning.training import TrainingConfig
from sigverify.networks.catalogue import CATALOGUE
from sigverify.networks.losses import ContrastiveChopra, ContrastiveMargin
from sigverify.sentences import said
from sigverify.verification.card import ModelCard
from sigverify.workflows.architectures import kind_of, parts_of
from sigverify.workflows.energies import usual_margin
from sigverify.workflows.training import NetworkVariant, TrainPlan

STEPS_GOING_ON = 80
"""A network that goes on has learnt most of it before."""


@dataclass(frozen=True, kw_only=True)
class RetrainPlan:
    """One retraining.

    architecture: names of the catalogue and floors joined by '+', started afresh by their recipes; '' goes on from the
    model in use. corpora: KIND:DIR of further corpora to learn from; the verdict is over collected signers alone.
    steps: batches for each network, None for 80 when going on and the recipe's when starting afresh; folds: at most;
    synthetic_signers: added; margin: by how much of the equal error rate, 0 … 1, the challenger may be worse at the
    upper end of the interval; seed: of everything drawn.
    """

    architecture: str = ""
    corpora: tuple[str, ...] = ()
    steps: int | None = None
    folds: int = 4
    synthetic_signers: int = 20
    margin: float = 0.01
    seed: int = 1

    def __post_init__(self) -> None:
        fewest = (self.steps is None or self.steps >= 1) and self.folds >= 2 and self.synthetic_signers >= 4
        if not fewest or not 0 < self.margin < 1:
            raise UsageError(
                said("A retraining needs a step, 2 folds, 4 synthetic signers, and a margin between 0 and 1.")
            )
        if self.architecture:
            parts_of(self.architecture)


def architecture_of(card: ModelCard) -> str:
    """Return the names of what a model is made of, joined by '+'."""
    return "+".join(part.architecture or part.kind for part in card.comparators)


def steps_of(architecture: str) -> int:
    """Return for how many steps an architecture is trained where nothing is said; '' goes on from the model in use."""
    if not architecture:
        return STEPS_GOING_ON
    return max((recipe_for(name).steps for name in _networks_of(architecture)), default=0)


def energy_margin(architecture: str) -> float | None:
    """Return the margin m of condition 1 of Chopra, Hadsell & LeCun 2005, E_G + m < E_I, for an architecture.

    None where its networks do not learn by a contrastive loss of an energy, or by different ones.
    """
    margins: set[float | None] = set()
    for name in _networks_of(architecture):
        loss = CATALOGUE[name].loss
        margins.add(usual_margin(loss) if isinstance(loss, ContrastiveChopra | ContrastiveMargin) else None)
    return margins.pop() if len(margins) == 1 else None


def train_plan_of(card: ModelCard, plan: RetrainPlan, signers: int) -> TrainPlan:
    """Return how to make the challenger: any architecture afresh, or the same parts and sizes as the champion's."""
    made = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    architecture = plan.architecture or architecture_of(card)
    champions = tuple(
        NetworkVariant(sizes=part.config, features=part.features) for part in card.comparators if part.kind == "network"
    )
    return TrainPlan(
        name=f"desk-{made}",
        architecture=architecture,
        folds=min(plan.folds, signers),
        draws=3,
        seed=plan.seed,
        variants=() if plan.architecture else champions,
        training=_training_of(_networks_of(architecture), plan),
        steps=plan.steps,
    )


def _networks_of(architecture: str) -> list[str]:
    return [part for part in parts_of(architecture) if kind_of(part) == "network"]


def _training_of(networks: Sequence[str], plan: RetrainPlan) -> TrainingConfig | None:
    """Return how the networks learn; None leaves each to its recipe, where they are several.

    Going on takes fewer steps at a lower rate than the recipe. There are as many checks on the way as in the recipe.
    """
    recipes = {recipe_for(name) for name in networks}
    if len(recipes) != 1:
        return None if plan.architecture else _going_on(TrainingConfig(), plan)
    recipe = recipes.pop()
    return _going_on(recipe, plan) if not plan.architecture else _shortened(recipe, plan.steps or recipe.steps)


def _going_on(recipe: TrainingConfig, plan: RetrainPlan) -> TrainingConfig:
    shorter = _shortened(recipe, plan.steps or STEPS_GOING_ON)
    return replace(shorter, learning_rate=3e-4, averaging=0.98)


def _shortened(recipe: TrainingConfig, steps: int) -> TrainingConfig:
    every = max(1, min(recipe.check_every, round(recipe.check_every * steps / recipe.steps)))
    return replace(recipe, steps=steps, check_every=every)
