"""`Architecture`: one entry of the catalogue, what it is made of and what it owes to which paper."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from sigverify.ink.features import FeatureConfig

if TYPE_CHECKING:
    from sigverify.networks.losses import Loss
    from sigverify.networks.pair_network import PairNetwork


class NetworkConfig(Protocol):
    """Sizes of a network: a frozen dataclass whose fields are plain values, kept as JSON in a model's card."""

    @property
    def inputs(self) -> int:
        """Functions a frame."""

    @property
    def receptive_field(self) -> int | None:
        """Input frames that one frame of the branch depends on; None where it depends on the whole signature."""

    def build(self) -> "PairNetwork":
        """Return the network with new weights from torch's generator."""


@dataclass(frozen=True, kw_only=True)
class Architecture:
    """One entry.

    name: what commands and cards call it; title: for people.
    paper: authors and year; source: the equations, figures or sections it follows.
    branch, join: the parts in a few words; carried_over: what had to change for pen signatures, a sentence each.
    features: what the network sees; config: its sizes; loss: what it learns by; other_losses: by what else it may.
    references: how several references make one score: 'spread', distances against the references' own spread; or
        'density', a normal density of the references' vectors, as Bromley et al. verify.
    """

    name: str
    title: str
    paper: str
    source: str
    branch: str
    join: str
    carried_over: tuple[str, ...]
    features: FeatureConfig
    config: NetworkConfig
    loss: "Loss"
    references: Literal["spread", "density"] = "spread"
    other_losses: tuple["Loss", ...] = ()

    @property
    def losses(self) -> tuple["Loss", ...]:
        """What it can learn by: its own loss first, each kind once."""
        return (self.loss, *(other for other in self.other_losses if type(other) is not type(self.loss)))

    def __post_init__(self) -> None:
        assert self.config.inputs == len(self.features.functions), f"{self.name}: inputs are not the functions"
