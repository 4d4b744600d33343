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

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from sigverify.errors import ModelError
from sigverify.ink.features import MOVEMENT_FUNCTIONS, NETWORK_FUNCTIONS, FeatureConfig
from sigverify.networks.aligned_distance import AlignedJoin
from sigverify.networks.architecture import Architecture
from sigverify.networks.frame_major import FrameMajor, Taps
from sigverify.networks.losses import OF_DISTANCES, RelativeTriplet, TripletMargin
from sigverify.networks.pair_network import Branch, Encoded, PairNetwork
from sigverify.sentences import said


@dataclass(frozen=True, kw_only=True)
class AlignedTdnnConfig:
    """Sizes of the network.

    inputs: functions a frame.
    width: channels of every convolution.
    embedding: numbers a frame that are aligned.
    first_kernel, kernel: taps of the first convolution and of the dilated ones, odd.
    dilations: one residual convolution each, in frames after pooling.
    pooling: input frames averaged into one.
    """

    inputs: int = 11
    width: int = 128
    embedding: int = 64
    first_kernel: int = 7
    kernel: int = 5
    dilations: tuple[int, ...] = (1, 2)
    pooling: int = 2

    def __post_init__(self) -> None:
        object.__setattr__(self, "dilations", tuple(self.dilations))
        sizes = (self.inputs, self.width, self.embedding, self.pooling, *self.dilations)
        if min(sizes) < 1 or self.first_kernel % 2 == 0 or self.kernel % 2 == 0:
            raise ModelError(f"Sizes must be at least 1 and kernels odd, found {self}.")

    @property
    def receptive_field(self) -> int:
        """Input frames that one embedding depends on."""
        return self.first_kernel + (self.pooling - 1) + self.pooling * (self.kernel - 1) * sum(self.dilations)

    def build(self) -> PairNetwork:
        """Return the network with new weights."""
        return PairNetwork(AlignedTdnn(self), AlignedJoin())


class DilatedConvolution(nn.Conv1d):
    """A convolution over time that keeps the number of frames."""

    def __init__(self, width: int, kernel: int, dilation: int) -> None:
        super().__init__(width, width, kernel, dilation=dilation, padding=dilation * (kernel // 2))


class AlignedTdnn(Branch):
    """Maps (batch, frames, inputs) to one embedding for every `pooling` frames."""

    def __init__(self, config: AlignedTdnnConfig) -> None:
        super().__init__()
        self.config = config
        self.first = nn.Conv1d(config.inputs, config.width, config.first_kernel, padding=config.first_kernel // 2)
        self.blocks = nn.ModuleList(
            DilatedConvolution(config.width, config.kernel, dilation) for dilation in config.dilations
        )
        self.last = nn.Conv1d(config.width, config.embedding, 1)
        self._laid_out: tuple[list[tuple[int, int]], FrameMajor] | None = None

    def frame_major(self) -> FrameMajor:
        """Return the layers for one signature alone, as the weights are now."""
        layers = (self.first, *self.blocks, self.last)  # to walk all parameters takes longer than a layer
        weights = [(part.data_ptr(), part._version) for layer in layers for part in (layer.weight, layer.bias)]
        if self._laid_out is None or self._laid_out[0] != weights:  # learning goes on after a validation
            laid_out = FrameMajor(
                first=Taps.of(self.first),
                pooling=self.config.pooling,
                blocks=tuple(Taps.of(block) for block in self.blocks if isinstance(block, nn.Conv1d)),
                last=Taps.of(self.last),
            )
            self._laid_out = weights, laid_out
        return self._laid_out[1]

    def alone(self, values: Tensor) -> Tensor:
        """Return embeddings (frames', embedding) of one signature.

        Without gradients it goes another way that is twice as fast, to the same embeddings but for rounding.
        """
        return super().alone(values) if torch.is_grad_enabled() else self.frame_major().encode(values)

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
        config=AlignedTdnnConfig(),
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
        config=AlignedTdnnConfig(inputs=len(NETWORK_FUNCTIONS), width=112, dilations=(1, 2, 4)),
        loss=TripletMargin(),
        other_losses=OF_DISTANCES,
    ),
)
