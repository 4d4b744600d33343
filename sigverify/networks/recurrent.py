"""Siamese networks with a recurrent branch: a GRU whose frames are aligned in time, or pooled.

Gated recurrent units (Cho et al. 2014) over the functions of the pen, the same weights for both signatures, after
Tolosana, Vera-Rodriguez, Fierrez & Ortega-Garcia 2018 ('Exploring recurrent neural networks for on-line handwritten
signature biometrics', IEEE Access), whose siamese branches are LSTMs and GRUs that read in one or both directions.
`gru-aligned` joins frames in time, as Jiang, Lai, Jin & Zhu 2022 (DsDTW, IEEE TIFS) do with those of convolutions and
two GRU layers; `gru-pooled` joins one vector each.

The branch is a convolution over 7 frames in steps of 2, which leaves 50 frames a second, two layers of GRU and a linear
map. Nothing in it looks ahead: the convolution ends at the last of the two frames that it stands for, and the GRU reads
forwards only. So what is written next never changes the frames before it, and the live distance of a signature in the
making is that of the finished one's beginning. A second direction would start anew wherever the pen is, and change
every frame as it moves on.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from sigverify.errors import ModelError
from sigverify.ink.features import FeatureConfig
from sigverify.networks.aligned_distance import AlignedJoin
from sigverify.networks.architecture import Architecture
from sigverify.networks.losses import OF_DISTANCES, RatioTriplet
from sigverify.networks.pair_network import Branch, Encoded, PairNetwork
from sigverify.networks.time_pooling import StatisticsPooled
from sigverify.networks.vector_joins import EuclideanJoin
from sigverify.sentences import said


@dataclass(frozen=True, kw_only=True)
class GruConfig:
    """Sizes of the network.

    inputs: functions a frame.
    width: channels of the convolution.
    kernel, step: its taps, and the input frames to one output frame; at least as many taps.
    hidden, layers: units of each GRU layer, and how many there are.
    embedding: numbers a frame, and numbers in the vector where frames are pooled.
    pooled: whether frames are pooled over time, or aligned.
    """

    inputs: int = 13
    width: int = 64
    kernel: int = 7
    step: int = 2
    hidden: int = 64
    layers: int = 2
    embedding: int = 64
    pooled: bool = False

    def __post_init__(self) -> None:
        sizes = (self.inputs, self.width, self.step, self.hidden, self.layers, self.embedding)
        if min(sizes) < 1 or self.kernel < self.step:
            raise ModelError(
                said("Sizes must be at least 1 and the kernel no shorter than the step, found {found}.", found=self)
            )

    @property
    def receptive_field(self) -> int | None:
        """None: a frame depends on all before it, a vector on the whole signature."""
        return None

    def build(self) -> PairNetwork:
        """Return the network with new weights."""
        branch = Gru(self)
        if self.pooled:
            return PairNetwork(StatisticsPooled(branch, self.embedding, self.embedding), EuclideanJoin())
        return PairNetwork(branch, AlignedJoin())


class Gru(Branch):
    """Maps (batch, frames, inputs) to one embedding for every `step` frames, from what is written up to there."""

    def __init__(self, config: GruConfig) -> None:
        super().__init__()
        self.config = config
        self.first = nn.Conv1d(config.inputs, config.width, config.kernel, config.step)
        self.recurrent = nn.GRU(config.width, config.hidden, config.layers, batch_first=True)
        self.last = nn.Linear(config.hidden, config.embedding)

    def forward(self, frames: Tensor, lengths: Tensor) -> Encoded:
        """Return embeddings (batch, frames', embedding) of features (batch, frames, inputs).

        frames' = ceil(length / step). Zeros stand before the first frame and behind the last. The GRU reads the padding
        too, after all frames of its signature; packed sequences would leave it out, and take twice as long.
        """
        kernel, step = self.config.kernel, self.config.step
        inside = torch.arange(frames.shape[1], device=lengths.device) < lengths[:, None]
        values = (frames * inside[:, :, None]).transpose(1, 2)
        spare = -frames.shape[1] % step
        hidden = nn.functional.gelu(self.first(nn.functional.pad(values, (kernel - step, spare))))
        states, _ = self.recurrent(hidden.transpose(1, 2))
        return Encoded(self.last(states), (lengths + step - 1) // step)


_FORWARDS = said("frames are read forwards only, so that a live score never has to begin anew")

ARCHITECTURES = (
    Architecture(
        name="gru-aligned",
        title=said("Frame-wise siamese GRU, aligned in time"),
        paper=said("ours, after Tolosana et al. 2018 and Jiang et al. 2022"),
        source=said("Jiang et al. 2022 (DsDTW), section 3.2: convolution and two GRU layers, joined by time warping"),
        branch=said("conv 7 step 2, two layers of 64 GRUs, a vector each 20 ms"),
        join=said("Euclidean DTW"),
        carried_over=(
            _FORWARDS,
            said(
                "half of their units, with update gates; one convolution in steps of two in place of two with pooling"
            ),
            said("learns along the hard warping path, as it is compared, not by soft-DTW"),
            said("triplets on the ratio of path costs with a soft hinge, not on their difference"),
        ),
        features=FeatureConfig(),
        config=GruConfig(),
        loss=RatioTriplet(),
        other_losses=OF_DISTANCES,
    ),
    Architecture(
        name="gru-pooled",
        title=said("Siamese GRU, pooled over time"),
        paper=said("ours, after Tolosana et al. 2018"),
        source=said(
            "Tolosana et al. 2018: siamese recurrent branches; Snyder et al. 2018: mean and deviation over time"
        ),
        branch=said("conv 7 step 2, two layers of 64 GRUs, mean and deviation over time, 64 numbers"),
        join=said("Euclidean distance"),
        carried_over=(
            _FORWARDS,
            said("a distance of two vectors stands in place of their further recurrent layer over both signatures"),
            said("mean and deviation over all frames stand in place of the last state, and triplets in place of pairs"),
        ),
        features=FeatureConfig(),
        config=GruConfig(pooled=True),
        loss=RatioTriplet(),
        other_losses=OF_DISTANCES,
    ),
)
