"""`TrainingConfig`: how one training goes; the defaults are those of no network in particular, see `recipes`."""

from dataclasses import dataclass, field, replace

from sigverify.errors import UsageError
from sigverify.learning.augmentation import AugmentationConfig
from sigverify.learning.sampler import SamplerConfig
from sigverify.sentences import said


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
            raise UsageError(
                said("A training needs at least one step, one step between checks, and the patience for one.")
            )
        if self.learning_rate <= 0 or self.weight_decay < 0 or not 0 <= self.averaging < 1 or self.seed < 0:
            raise UsageError(
                said(
                    "The learning rate must be above 0, weight decay and seed at least 0, and averaging "
                    "from 0 to below 1, found {learning_rate:g}, {weight_decay:g}, {seed} and "
                    "{averaging:g}.",
                    learning_rate=self.learning_rate,
                    weight_decay=self.weight_decay,
                    seed=self.seed,
                    averaging=self.averaging,
                )
            )

    def of_steps(self, steps: int) -> "TrainingConfig":
        """Return a training of so many steps with as many checks on the way, as far as there are steps for them."""
        every = max(1, min(self.check_every, round(self.check_every * steps / self.steps)))
        return replace(self, steps=steps, check_every=every)
