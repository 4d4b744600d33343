"""The networks of Zagoruyko & Komodakis 2015, which learn a similarity function instead of a distance.

'Learning to compare image patches via convolutional neural networks' (CVPR 2015): section 3.1 for siamese,
pseudo-siamese and 2-channel networks, section 3.2 for central-surround streams and spatial pyramid pooling, section 5
for the layers. There C(n, k, s) is a convolution to n maps with field k and stride s, P(k) a max pooling, F(n) a linear
layer; after each C and each F but the last comes a ReLU. The output o is larger for more alike, learnt by the hinge of
equation 1.

    trunk         C(96, 7, 3) P(2) C(192, 5) P(2) C(256, 3)             their patch of 64 × 64 ends as 256 × 1 × 1
    siam          both patches through one trunk, side by side in F(512) F(1)
    pseudo-siam   each through a trunk of its own
    2ch           both as channels of one input through a trunk, F(256) F(1)
    2ch-2stream   C(96, 5) P(2) C(96, 3) P(2) C(192, 3) C(192, 3) on the centre and on the whole at half the
                  resolution, side by side in F(768) F(1); the two share no weights
    siam-2stream  the same two views, C(96, 4, 2) P(2) C(192, 3) C(256, 3) C(256, 3), F(512) F(1)
    siam-spp      the last maps are pooled into a fixed number of bins, so that a patch of any size fits

Carried over from images to pen signatures:

- A map runs along time, not over a plane, and the functions of the pen are channels in place of one grey value. 2ch
  thus has 26; the common axis that its channels need is time, resampled to a fixed number of frames.
- 64 frames would be too few for a signature. It gets about twice as many, the exact number such that each layer divides
  it evenly and no frame goes unseen; poolings are widened so that no more is left at the end than the weights can
  bear: 256 × 2 of the trunk, 192 × 2 of a stream of 2ch-2stream (theirs 192 × 2 × 2), 256 × 1 of one of siam-2stream.
- Centre and surround are the middle half of the time and all of it averaged by two.
- siam-spp keeps the trunk of the paper and 100 frames a second. Its bins are the whole and each half, where theirs are
  spatial. Zeros follow a signature up to the next length that the layers divide evenly; they are counted to it, the
  same whatever it is batched with.
- F(512) of siam-2stream is F(384), which keeps the weights below 5 MB.

Exchanging the two signatures changes the output of each of these networks, in the paper too. The distance softplus(−o)
is ours, and a verdict takes the mean of both orders. AdamW learns in place of their averaged SGD, without their flips
and rotations of patches. The paper leaves open how weights begin; here as torch's layers do. The larger ones of their
published code (He et al. 2015) told held-out training signers apart less well in 10 of 11 short runs with a fixed
number of frames; with a pyramid neither was better.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from sigverify.errors import ModelError
from sigverify.ink.features import FeatureConfig
from sigverify.networks.architecture import Architecture
from sigverify.networks.lecun_1998 import FixedLengthBranch, frames_left
from sigverify.networks.losses import Hinge
from sigverify.networks.pair_network import Branch, Encoded, Join, PairNetwork, Unchanged
from sigverify.networks.time_pooling import pyramid_pooled
from sigverify.sentences import said

Layer = tuple[int, int, int, int]
"""Maps, field and stride of a convolution, and the frames that the pooling behind it makes one (1: no pooling)."""

_TRUNK: tuple[Layer, ...] = ((96, 7, 3, 2), (192, 5, 1, 4), (256, 3, 1, 1))
_TRUNK_OF_THE_PAPER: tuple[Layer, ...] = ((96, 7, 3, 2), (192, 5, 1, 2), (256, 3, 1, 1))
_TWO_CHANNEL_STREAM: tuple[Layer, ...] = ((96, 5, 1, 3), (96, 3, 1, 3), (192, 3, 1, 1), (192, 3, 1, 1))
_SIAMESE_STREAM: tuple[Layer, ...] = ((96, 4, 2, 4), (192, 3, 1, 1), (256, 3, 1, 1), (256, 3, 1, 1))


@dataclass(frozen=True, kw_only=True)
class ZagoruykoConfig:
    """Which of the networks, and its sizes.

    inputs: functions a frame.
    frames: frames a signature; None for any number, which takes a pyramid.
    layers: convolutions of the trunk, or of each stream.
    decision: units of the hidden layer that decides.
    two_channels: whether both signatures are channels of one input.
    coupled: whether both signatures go through the same weights, where each has a trunk.
    two_streams: whether centre and surround have a stream each.
    pyramid: bins of each level that the last maps are pooled into; empty for a fixed number of frames.
    """

    inputs: int = 13
    frames: int | None = 124
    layers: tuple[Layer, ...] = _TRUNK
    decision: int = 512
    two_channels: bool = False
    coupled: bool = True
    two_streams: bool = False
    pyramid: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "layers", tuple((maps, field, step, pool) for maps, field, step, pool in self.layers))
        object.__setattr__(self, "pyramid", tuple(self.pyramid))
        if min((self.inputs, self.decision, *self.pyramid, *(size for layer in self.layers for size in layer))) < 1:
            raise ModelError(said("Sizes must be at least 1, found {found}.", found=self))
        if not self.layers or (self.frames is None) != bool(self.pyramid):
            raise ModelError(
                said("A network has layers, and either a number of frames or a pyramid, found {found}.", found=self)
            )
        if self.frames is None and (self.two_channels or self.two_streams):
            raise ModelError(
                said("Two channels and two streams need a fixed number of frames. Leave the pyramid away.")
            )
        if not self.coupled and self.two_channels:
            raise ModelError(said("Two channels go through one trunk: there is nothing to uncouple."))
        _ = self.vector

    @property
    def vector(self) -> int:
        """Numbers that a trunk, or both streams, make of their input; raises ModelError where layers do not fit."""
        maps = self.layers[-1][0]
        if self.frames is None:
            return maps * sum(self.pyramid)
        if self.two_streams:
            return 2 * maps * _frames_left(frames_left(self.frames, 1, sub_sampling=2), self.layers)
        return maps * _frames_left(self.frames, self.layers)

    @property
    def receptive_field(self) -> int | None:
        """None: what is compared depends on the whole signature."""
        return None

    def build(self) -> PairNetwork:
        """Return the network with new weights."""
        if self.two_channels:
            return PairNetwork(Unchanged(), TwoChannelJoin(self._trunk(2 * self.inputs), self.vector, self.decision))
        left, right = self._trunk(self.inputs), None if self.coupled else self._trunk(self.inputs)
        return PairNetwork(left, DecisionJoin(2 * self.vector, self.decision), right)

    def _trunk(self, channels: int) -> Branch:
        if self.frames is None:
            return PyramidBranch(channels, self.layers, self.pyramid)
        if self.two_streams:
            return FixedLengthBranch(channels, self.frames, {"streams": CentralSurround(channels, self.layers)})
        return FixedLengthBranch(channels, self.frames, {"trunk": convolutions(channels, self.layers)})


class DecisionJoin(Join):
    """Two vectors side by side through a decision network: F(hidden), ReLU, F(1) (section 3.1)."""

    symmetric = False

    def __init__(self, inputs: int, hidden: int) -> None:
        super().__init__()
        self.decision = nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, 1))

    def forward(self, left: Encoded, right: Encoded) -> Tensor:
        """Return the decision value o of each pair, float32 (pairs,), larger for more alike."""
        decided: Tensor = self.decision(torch.cat((left.frames[:, 0], right.frames[:, 0]), dim=1))
        return decided[:, 0]

    def distance(self, output: Tensor) -> Tensor:
        """Return softplus(−o), at least 0."""
        return nn.functional.softplus(-output)


class TwoChannelJoin(DecisionJoin):
    """Both signatures as channels of one input, through a trunk and the decision network (section 3.1)."""

    def __init__(self, trunk: Branch, vector: int, hidden: int) -> None:
        super().__init__(vector, hidden)
        self.trunk = trunk

    def forward(self, left: Encoded, right: Encoded) -> Tensor:
        """Return the decision value o of each pair, float32 (pairs,), larger for more alike.

        Raises ModelError where a signature has another number of frames or functions than the trunk takes.
        """
        if left.frames.shape != right.frames.shape:
            raise ModelError(
                said(
                    "Both signatures must have the same number of frames and functions, found {frames} × "
                    "{functions} and {other_frames} × {other_functions}. Make the features with its model's own "
                    "settings.",
                    frames=left.frames.shape[1],
                    functions=left.frames.shape[2],
                    other_frames=right.frames.shape[1],
                    other_functions=right.frames.shape[2],
                )
            )
        channels = torch.cat((left.frames, right.frames), dim=2)
        decided: Tensor = self.decision(self.trunk(channels, torch.minimum(left.lengths, right.lengths)).frames[:, 0])
        return decided[:, 0]


class CentralSurround(nn.Module):
    """Two streams of convolutions: the middle half of the time, and all of it averaged by two (section 3.2)."""

    def __init__(self, channels: int, layers: tuple[Layer, ...]) -> None:
        super().__init__()
        self.centre = convolutions(channels, layers)
        self.surround = convolutions(channels, layers)

    def forward(self, values: Tensor) -> Tensor:
        """Return (batch, 2 · maps, frames left) of (batch, channels, frames)."""
        half = values.shape[2] // 2
        centre = values[:, :, half // 2 : half // 2 + half]
        return torch.cat((self.centre(centre), self.surround(nn.functional.avg_pool1d(values, 2))), dim=1)


class PyramidBranch(Branch):
    """Convolutions over any number of frames, and the maximum over each bin of a pyramid (section 3.2).

    smallest, step: the least input frames that leave one, and the input frames from one that is left to the next.
    """

    def __init__(self, inputs: int, layers: tuple[Layer, ...], levels: tuple[int, ...]) -> None:
        super().__init__()
        self.levels = levels
        self.trunk = convolutions(inputs, layers)
        self.smallest, self.step = 1, 1
        for _, field, stride, pooled in reversed(layers):
            self.smallest = (self.smallest * pooled - 1) * stride + field
            self.step *= pooled * stride

    def forward(self, frames: Tensor, lengths: Tensor) -> Encoded:
        """Return one vector, (batch, 1, maps · bins), of features (batch, frames, inputs).

        No convolution reaches past its input, and zeros follow each signature until its layers end evenly, so that the
        frames left of it depend on nothing else in the batch.
        """
        left = 1 + (lengths - self.smallest + self.step - 1).clamp(min=0) // self.step
        wanted = self.smallest + self.step * (int(left.max()) - 1)
        inside = torch.arange(frames.shape[1], device=lengths.device) < lengths[:, None]
        values = (frames * inside[:, :, None]).transpose(1, 2)
        hidden = self.trunk(nn.functional.pad(values, (0, wanted - frames.shape[1])))
        return Encoded(pyramid_pooled(hidden, left, self.levels)[:, None], torch.ones_like(lengths))


def convolutions(channels: int, layers: tuple[Layer, ...]) -> nn.Sequential:
    """Return convolutions without padding, a ReLU after each and a max pooling where the layer has one."""
    stack: list[nn.Module] = []
    for maps, field, stride, pooled in layers:
        stack += [nn.Conv1d(channels, maps, field, stride), nn.ReLU()]
        if pooled > 1:
            stack.append(nn.MaxPool1d(pooled))
        channels = maps
    return nn.Sequential(*stack)


def _frames_left(frames: int, layers: tuple[Layer, ...]) -> int:
    """Return the frames that the layers leave; raises ModelError where none is left or one would drop out unseen."""
    for _, field, stride, pooled in layers:
        frames = frames_left(frames, field, step=stride, sub_sampling=pooled)
    return frames


_TIME = said("maps run along time, not over an image; the functions of the pen stand in place of its grey value")
_WIDENED = said(
    "124 frames for their 64 pixels: the second pooling is by 4, not 2, and 256 × 2 is left, not 256 × 1 × 1"
)
_VERDICT = said(
    "the distance is softplus(−output), and a verdict takes the mean over both orders of the two signatures"
)
_LEARNING = said("AdamW learns in place of averaged SGD with rate 1.0 and momentum 0.9")
_PAPER = said("Zagoruyko & Komodakis 2015")

_STREAMS = said("centre and surround are the middle half of the time and all of it at half the rate")

ARCHITECTURES = (
    Architecture(
        name="siam",
        title=said("Siamese, with a learned decision"),
        paper=_PAPER,
        source=said("section 3.1, figure 2; layers in section 5; hinge in equation 1"),
        branch=said("conv 96 × 7 step 3, max 2, conv 192 × 5, max 4, conv 256 × 3"),
        join=said("side by side, 512 units, one output"),
        carried_over=(_TIME, _WIDENED, _VERDICT, _LEARNING),
        features=FeatureConfig(frames=124),
        config=ZagoruykoConfig(),
        loss=Hinge(),
    ),
    Architecture(
        name="pseudo-siam",
        title=said("Pseudo-siamese, two uncoupled branches"),
        paper=_PAPER,
        source=said("section 3.1, figure 2; layers in section 5; hinge in equation 1"),
        branch=said("two of their own: conv 96 × 7 step 3, max 2, conv 192 × 5, max 4, conv 256 × 3"),
        join=said("side by side, 512 units, one output"),
        carried_over=(_TIME, _WIDENED, _VERDICT, _LEARNING),
        features=FeatureConfig(frames=124),
        config=ZagoruykoConfig(coupled=False),
        loss=Hinge(),
    ),
    Architecture(
        name="2ch",
        title=said("Two-channel, the pair as one input"),
        paper=_PAPER,
        source=said("section 3.1, figure 2; layers in section 5; hinge in equation 1"),
        branch=said("none: the features of both"),
        join=said("26 channels, conv 96 × 7 step 3, max 2, conv 192 × 5, max 4, conv 256 × 3, 256 units, one output"),
        carried_over=(
            _TIME,
            said("both signatures are resampled to one time axis, and their 13 + 13 functions are the channels"),
            _WIDENED,
            _VERDICT,
            _LEARNING,
        ),
        features=FeatureConfig(frames=124),
        config=ZagoruykoConfig(two_channels=True, decision=256),
        loss=Hinge(),
    ),
    Architecture(
        name="siam-2stream",
        title=said("Siamese, central and surround streams"),
        paper=_PAPER,
        source=said("section 3.2, figure 3; layers in section 5; hinge in equation 1"),
        branch=said("centre and whole, each conv 96 × 4 step 2, max 4, conv 192 × 3, conv 256 × 3, conv 256 × 3"),
        join=said("side by side, 384 units, one output"),
        carried_over=(
            _TIME,
            _STREAMS,
            said(
                "116 frames for their 64 pixels: the pooling is by 4, not 2, "
                "and 256 × 1 is left of a stream, as in theirs"
            ),
            said("384 units decide in place of 512, which keeps the weights below 5 MB"),
            _VERDICT,
            _LEARNING,
        ),
        features=FeatureConfig(frames=116),
        config=ZagoruykoConfig(frames=116, layers=_SIAMESE_STREAM, decision=384, two_streams=True),
        loss=Hinge(),
    ),
    Architecture(
        name="2ch-2stream",
        title=said("Two-channel, central and surround streams"),
        paper=_PAPER,
        source=said("section 3.2, figure 3; layers in section 5; hinge in equation 1"),
        branch=said("none: the features of both"),
        join=said(
            "26 channels, centre and whole, each conv 96 × 5, max 3, conv 96 × 3, max 3, conv 192 × 3, conv 192 × 3; "
            "768 units, one output"
        ),
        carried_over=(
            _TIME,
            said("both signatures are resampled to one time axis, and their 13 + 13 functions are the channels"),
            _STREAMS,
            said(
                "128 frames for their 64 pixels: both poolings are by 3, not 2, "
                "and 192 × 2 is left of a stream, not 2 × 2"
            ),
            _VERDICT,
            _LEARNING,
        ),
        features=FeatureConfig(frames=128),
        config=ZagoruykoConfig(
            frames=128, layers=_TWO_CHANNEL_STREAM, decision=768, two_channels=True, two_streams=True
        ),
        loss=Hinge(),
    ),
    Architecture(
        name="siam-spp",
        title=said("Siamese, temporal pyramid pooling"),
        paper=_PAPER,
        source=said("section 3.2, figure 4; layers in section 5; hinge in equation 1; bins as in He et al. 2014"),
        branch=said(
            "conv 96 × 7 step 3, max 2, conv 192 × 5, max 2, conv 256 × 3, max over the whole and over each half"
        ),
        join=said("side by side, 512 units, one output"),
        carried_over=(
            _TIME,
            said("100 frames a second, however long the signature is"),
            said("bins in time stand in place of spatial ones: the whole and its two halves"),
            said("zeros follow a signature until its layers end evenly, at least 0.64 s"),
            _VERDICT,
            _LEARNING,
        ),
        features=FeatureConfig(),
        config=ZagoruykoConfig(frames=None, layers=_TRUNK_OF_THE_PAPER, pyramid=(1, 2)),
        loss=Hinge(),
    ),
)
