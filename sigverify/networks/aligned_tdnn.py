"""The siamese time-delay network whose frames are aligned in time.

A time-delay network (Waibel et al. 1989; in siamese form Bromley et al. 1994) is a stack of convolutions over
time. Both signatures go through the same weights. Bromley et al. compared two fixed-length outputs with a
cosine; here every frame keeps its own embedding and two signatures are compared by dynamic time warping of
their frames, as in Wu et al. 2019 (deep DTW) and Jiang et al. 2022 (DsDTW), because pooled vectors lose
where in time two hands part and need far more signers to learn.

`aligned-tdnn` sees no more than 0.32 s and no pressure: what is learnt from longer context and from the pressure of
some tablets holds less on other corpora. `aligned-tdnn-long` sees twice as long, and the pressure, which tells more of
hands like those that it learnt from. Their errors are not the same, so that both together are better than either twice.
"""

import torch
from torch import Tensor, nn

from sigverify.ink.features import MOVEMENT_FUNCTIONS, NETWORK_FUNCTIONS, FeatureConfig
from sigverify.networks.aligned_distance import AlignedJoin
from sigverify.networks.architecture import Architecture
from sigverify.networks.frame_major import FrameMajor
from sigverify.networks.losses import OF_DISTANCES, RelativeTriplet, TripletMargin
from sigverify.networks.pair_network import Branch, Encoded, PairNetwork
from sigverify.networks.tdnn_sizes import FRAME_WISE, AlignedTdnnSizes
from sigverify.sentences import said


class AlignedTdnnConfig(AlignedTdnnSizes):
    """Sizes of the network, and the network itself."""

    def build(self) -> PairNetwork:
        """Return the network with new weights."""
        return PairNetwork(AlignedTdnn(self), AlignedJoin())


class DilatedConvolution(nn.Conv1d):
    """A convolution over time that keeps the number of frames."""

    def __init__(self, width: int, kernel: int, dilation: int) -> None:
        super().__init__(width, width, kernel, dilation=dilation, padding=dilation * (kernel // 2))


class AlignedTdnn(Branch):
    """Maps (batch, frames, inputs) to one embedding for every `pooling` frames."""

    def __init__(self, config: AlignedTdnnSizes) -> None:
        super().__init__()
        self.config = config
        self.first = nn.Conv1d(config.inputs, config.width, config.first_kernel, padding=config.first_kernel // 2)
        self.blocks = nn.ModuleList(
            DilatedConvolution(config.width, config.kernel, dilation) for dilation in config.dilations
        )
        self.last = nn.Conv1d(config.width, config.embedding, 1)

    def forward(self, values: Tensor, lengths: Tensor) -> Encoded:
        """Return embeddings (batch, frames', embedding) of features (batch, frames, inputs).

        frames' = ceil(length / pooling). Padding is zeroed before every convolution, and the last pool of an
        odd length averages the frames it has, so that no embedding depends on the padding.
        """
        pooling = self.config.pooling
        spare = -values.shape[1] % pooling
        hidden = nn.functional.pad(values.transpose(1, 2), (0, spare))
        inside = (torch.arange(hidden.shape[2], device=lengths.device) < lengths[:, None]).to(values.dtype)[:, None]
        hidden = nn.functional.gelu(self.first(hidden * inside)) * inside
        counts = inside.unflatten(2, (-1, pooling)).sum(3)
        pooled = hidden[:, :, ::pooling]
        for place in range(1, pooling):  # a sum over an axis of two takes six times as long
            pooled = pooled + hidden[:, :, place::pooling]
        hidden = pooled / counts.clamp(min=1.0)
        inside = (counts > 0).to(values.dtype)
        for block in self.blocks:
            hidden = (hidden + nn.functional.gelu(block(hidden))) * inside
        return Encoded(self.last(hidden).transpose(1, 2), (lengths + pooling - 1) // pooling)


def frame_major(network: PairNetwork) -> FrameMajor | None:
    """Return what a verdict works in a network's place, with the weights of now; None where it has another branch."""
    if not isinstance(network.left, AlignedTdnn) or not network.join.aligns:
        return None
    weights = {name: value.detach().cpu().numpy() for name, value in network.state_dict().items()}
    return FrameMajor.of(network.left.config, weights)


ARCHITECTURES = (
    Architecture(
        name="aligned-tdnn",
        title=said("Frame-wise siamese time-delay network, aligned in time"),
        paper=said("ours, after Wu et al. 2019 and Jiang et al. 2022"),
        source=said("Jiang et al. 2022 (DsDTW), sections 3.2 and 3.3: frame-wise embeddings joined by time warping"),
        branch=said("conv 7, average 2, two residual dilated convs 5, a vector each 20 ms"),
        join=said("Euclidean DTW"),
        carried_over=(
            said("time-delay layers stand in place of their convolutional-recurrent branch"),
            said("learns along the hard warping path, as it is compared, not by soft-DTW"),
            said("each genuine signature of a batch in turn is the anchor, not one of them"),
            said("the margin is a share of the signer's own distances, and only triplets that lack it count"),
        ),
        features=FeatureConfig(functions=MOVEMENT_FUNCTIONS),
        config=AlignedTdnnConfig(**vars(FRAME_WISE["aligned-tdnn"])),
        loss=RelativeTriplet(),
        other_losses=OF_DISTANCES,
    ),
    Architecture(
        name="aligned-tdnn-long",
        title=said("The same network, which sees twice as long and the pressure"),
        paper=said("ours, after Wu et al. 2019 and Jiang et al. 2022"),
        source=said("Jiang et al. 2022 (DsDTW), sections 3.2 and 3.3: frame-wise embeddings joined by time warping"),
        branch=said("conv 7, average 2, three residual dilated convs 5, a vector each 20 ms"),
        join=said("Euclidean DTW"),
        carried_over=(
            said("time-delay layers stand in place of their convolutional-recurrent branch"),
            said("learns along the hard warping path, as it is compared, not by soft-DTW"),
            said("each genuine signature of a batch in turn is the anchor, not one of them"),
        ),
        features=FeatureConfig(functions=NETWORK_FUNCTIONS),
        config=AlignedTdnnConfig(**vars(FRAME_WISE["aligned-tdnn-long"])),
        loss=TripletMargin(),
        other_losses=OF_DISTANCES,
    ),
)
