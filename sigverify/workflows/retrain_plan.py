"""What a retraining is asked for, and how its challenger is made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sigverify.errors import UsageError
from sigverify.learning.recipes import recipe_for
from sigverify.learning.training_config import TrainingConfig
from sigverify.networks.losses import ContrastiveChopra, ContrastiveMargin
from sigverify.sentences import said
from sigverify.verification.card import ModelCard
from sigverify.workflows.architectures import kind_of, parts_of
from sigverify.workflows.energies import usual_margin
from sigverify.workflows.train_plan import NetworkVariant, TrainPlan, loss_of

STEPS_GOING_ON = 80
"""A network that goes on has learnt most of it before."""


@dataclass(frozen=True, kw_only=True)
class RetrainPlan:
    """One retraining.

    architecture: names of the catalogue and floors joined by '+', started afresh by their recipes; '' goes on from the
    model in use. loss: by which its networks learn, '' leaves each its own, as going on does.
    corpora: KIND:DIR of further corpora to learn from; the verdict is over collected signers alone.
    left_out: ids of signers who have no part; kept_apart: of those whom nothing is learnt from, who are only compared
    on, by this challenger and by later ones.
    steps: batches for each network, None for 80 when going on and the recipe's when starting afresh; minutes: that
    learning may take instead; folds: at most; synthetic_signers: added; margin: by how much of the equal error rate,
    0 … 1, the challenger may be worse at the upper end of the interval; seed: of everything drawn.
    """

    architecture: str = ""
    loss: str = ""
    corpora: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    kept_apart: tuple[str, ...] = ()
    steps: int | None = None
    minutes: float | None = None
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
        if self.minutes is not None and (self.steps is not None or not self.minutes > 0):
            raise UsageError(
                said("A retraining lasts for some steps or for some minutes, more than none. Name one of both.")
            )
        if self.seed < 0:
            raise UsageError(said("A seed is a whole number from 0, found {seed}.", seed=self.seed))
        if self.loss and not self.architecture:
            raise UsageError(
                said("Going on keeps the loss by which the model in use has learnt. Start afresh for another.")
            )
        for name in _networks_of(self.architecture) if self.architecture else ():
            loss_of(name, self.loss)


def architecture_of(card: ModelCard) -> str:
    """Return the names of what a model is made of, joined by '+'."""
    return "+".join(part.architecture or part.kind for part in card.comparators)


def steps_of(architecture: str) -> int:
    """Return for how many steps an architecture is trained where nothing is said; '' goes on from the model in use."""
    if not architecture:
        return STEPS_GOING_ON
    return max((recipe_for(name).steps for name in _networks_of(architecture)), default=0)


def energy_margin(architecture: str, loss: str = "") -> float | None:
    """Return the margin m of condition 1 of Chopra, Hadsell & LeCun 2005, E_G + m < E_I, for an architecture.

    None where its networks do not learn by a contrastive loss of an energy, or by different ones.
    """
    margins: set[float | None] = set()
    for name in _networks_of(architecture):
        learnt_by = loss_of(name, loss)
        margins.add(usual_margin(learnt_by) if isinstance(learnt_by, ContrastiveChopra | ContrastiveMargin) else None)
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
        folds=min(plan.folds, signers) if signers > 1 else plan.folds,  # of corpora then
        draws=3,
        seed=plan.seed,
        variants=() if plan.architecture else champions,
        training=_training_of(_networks_of(architecture), plan),
        steps=plan.steps,
        loss=plan.loss,
        minutes=plan.minutes,
    )


def _networks_of(architecture: str) -> list[str]:
    return [part for part in parts_of(architecture) if kind_of(part) == "network"]


def _training_of(networks: Sequence[str], plan: RetrainPlan) -> TrainingConfig | None:
    """Return how the networks learn; None leaves each to its recipe, where they are several.

    Going on takes fewer steps at a lower rate than the recipe. There are as many checks on the way as in the recipe.
    """
    recipes = {recipe_for(name) for name in networks}
    alike = len(recipes) == 1
    if plan.architecture and not alike:
        return None
    recipe = recipes.pop() if alike else TrainingConfig()
    training = recipe.of_steps(plan.steps or (recipe.steps if plan.architecture else STEPS_GOING_ON))
    return training if plan.architecture else replace(training, learning_rate=3e-4, averaging=0.98)
