"""The siamese time-delay network whose frames are pooled over time: one vector a signature.

The layers are those of `aligned_tdnn`, so that the two differ in nothing but the joining layer: mean and standard
deviation of all frames (`time_pooling`), mapped to one vector, and the Euclidean distance. What is compared is how a
hand moves, no longer when: a template of one short vector and a comparison next to nothing, for a higher error rate.
"""

from dataclasses import dataclass

from sigverify.errors import ModelError
from sigverify.ink.features import FeatureConfig
from sigverify.networks.aligned_tdnn import AlignedTdnn, AlignedTdnnConfig
from sigverify.networks.architecture import Architecture
from sigverify.networks.losses import OF_DISTANCES, RatioTriplet
from sigverify.networks.pair_network import PairNetwork
from sigverify.networks.time_pooling import StatisticsPooled
from sigverify.networks.vector_joins import EuclideanJoin
from sigverify.sentences import said


@dataclass(frozen=True, kw_only=True)
class PooledTdnnConfig:
    """Sizes of the network: those of `AlignedTdnnConfig`, with `embedding` numbers a signature, not a frame."""

    inputs: int = 13
    width: int = 64
    embedding: int = 64
    first_kernel: int = 7
    kernel: int = 5
    dilations: tuple[int, ...] = (1, 2, 4)
    pooling: int = 2

    def __post_init__(self) -> None:
        object.__setattr__(self, "dilations", tuple(self.dilations))
        if self.embedding < 1:
            raise ModelError(said("A vector must have at least 1 number, found {embedding}.", embedding=self.embedding))
        _ = self.trunk

    @property
    def trunk(self) -> AlignedTdnnConfig:
        """Sizes of the layers before pooling; raises ModelError where they are impossible."""
        return AlignedTdnnConfig(
            inputs=self.inputs,
            width=self.width,
            embedding=self.width,
            first_kernel=self.first_kernel,
            kernel=self.kernel,
            dilations=self.dilations,
            pooling=self.pooling,
        )

    @property
    def receptive_field(self) -> int | None:
        """None: the vector depends on the whole signature."""
        return None

    def build(self) -> PairNetwork:
        """Return the network with new weights."""
        return PairNetwork(StatisticsPooled(AlignedTdnn(self.trunk), self.width, self.embedding), EuclideanJoin())


ARCHITECTURES = (
    Architecture(
        name="pooled-tdnn",
        title=said("Siamese time-delay network, pooled over time"),
        paper=said("ours, after Bromley et al. 1994 and Snyder et al. 2018"),
        source=said("Snyder et al. 2018, section 2.1: mean and standard deviation over time; layers of aligned-tdnn"),
        branch=said("conv 7, average 2, three residual dilated convs 5, mean and deviation over time, 64 numbers"),
        join=said("Euclidean distance"),
        carried_over=(
            said("signatures stand in place of utterances, and far fewer and narrower layers"),
            said("one linear map follows the pooling, and triplets are learnt in place of naming the writer"),
        ),
        features=FeatureConfig(),
        config=PooledTdnnConfig(),
        loss=RatioTriplet(),
        other_losses=OF_DISTANCES,
    ),
)
