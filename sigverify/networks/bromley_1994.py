"""The siamese time-delay network of Bromley, Guyon, LeCun, Säckinger & Shah 1994.

'Signature Verification using a "Siamese" Time Delay Neural Network', Advances in Neural Information Processing
Systems 6, under 'Network architecture and training'. Two time-delay networks with the same weights make a feature
vector of each signature, the joining neuron gives the cosine of the angle between the two, and learning draws it to 1
for two genuine signatures and to −0.9 or −1 for a genuine one and a forgery. The paper has two architectures. The
catalogue holds the second, with averaging:

    input 8 × 200 → convolution 6 × 192 (field 8 × 9) → average 6 × 64
                  → convolution 4 × 57 (field 6 × 8) → average 4 × 19 = 76 outputs

The first, whose convolutions go in steps of 3 instead, 12 × 64 (field 8 × 11) and 16 × 19 (field 12 × 10), is
`BromleyConfig(first_maps=12, first_field=11, second_maps=16, second_field=10, averages=False)`.

The network was made for pen signatures, so nothing is carried over from elsewhere. What differs, or is ours where the
text leaves it open:

- It names ten functions and feeds eight, not the same in all its experiments. Ours are pen state, y against its
  straight line in time, speed, tangential and centripetal acceleration, direction cosine and sine, and the sine of
  the curvature. Left out are x, for of the two only y has a line to be measured from, the baseline; and the cosine of
  the curvature, which does not tell a left turn from a right one.
- They scale the values to lie within ±1 for the most part. Here every function, pen state too, has mean 0 and
  deviation 1 over the signature.
- They resample to 200 points and then work out the functions; here the functions are worked out at 100 Hz and then
  read at 200 times. Both keep equal steps in time.
- The squashing function is not given: LeCun's scaled tanh, 1.7159·tanh(2a/3), after each convolution. The averages
  are plain, with no coefficient, bias or squashing, as the word says.
- The error whose gradient is followed is taken as the squared difference of cosine and target.
"""

from dataclasses import dataclass

from torch import nn

from sigverify.errors import ModelError
from sigverify.ink.features import FeatureConfig
from sigverify.networks.architecture import Architecture
from sigverify.networks.lecun_1998 import FixedLengthBranch, ScaledTanh, frames_left
from sigverify.networks.losses import CosineTargets
from sigverify.networks.pair_network import PairNetwork
from sigverify.networks.vector_joins import CosineJoin
from sigverify.sentences import said


@dataclass(frozen=True, kw_only=True)
class BromleyConfig:
    """Sizes of the network, as in the paper.

    inputs, frames: functions a frame and frames a signature.
    first_maps, first_field: maps of the first convolution, and the frames that each of its units sees.
    second_maps, second_field: the same of the second.
    compression: frames made one after each convolution.
    averages: whether that is by averaging (architecture 2) or by steps of the convolution (architecture 1).
    """

    inputs: int = 8
    frames: int = 200
    first_maps: int = 6
    first_field: int = 9
    second_maps: int = 4
    second_field: int = 8
    compression: int = 3
    averages: bool = True

    def __post_init__(self) -> None:
        if min(self.inputs, self.first_maps, self.second_maps) < 1:
            raise ModelError(said("Inputs and maps must be at least 1, found {found}.", found=self))
        self._frames_left(self._frames_left(self.frames, self.first_field), self.second_field)

    @property
    def receptive_field(self) -> int | None:
        """None: the vector depends on the whole signature."""
        return None

    def build(self) -> PairNetwork:
        """Return the network with new weights."""
        layers = {
            "first": self._stage(self.inputs, self.first_maps, self.first_field),
            "second": self._stage(self.first_maps, self.second_maps, self.second_field),
        }
        return PairNetwork(FixedLengthBranch(self.inputs, self.frames, layers), CosineJoin())

    def _stage(self, inputs: int, maps: int, field: int) -> nn.Sequential:
        if self.averages:
            return nn.Sequential(nn.Conv1d(inputs, maps, field), ScaledTanh(), nn.AvgPool1d(self.compression))
        return nn.Sequential(nn.Conv1d(inputs, maps, field, self.compression), ScaledTanh())

    def _frames_left(self, frames: int, field: int) -> int:
        if self.averages:
            return frames_left(frames, field, sub_sampling=self.compression)
        return frames_left(frames, field, step=self.compression)


ARCHITECTURES = (
    Architecture(
        name="bromley-1994",
        title=said("Siamese time-delay network"),
        paper=said("Bromley, Guyon, LeCun, Säckinger & Shah 1994"),
        source=said(
            "'Preprocessing' for the input, 'Network architecture and training', architecture 2, with averaging"
        ),
        branch=said("8 × 200, conv 6 × 192, average 6 × 64, conv 4 × 57, average 4 × 19"),
        join=said("cosine"),
        carried_over=(
            said("made for pen signatures: layers and sizes are the paper's own"),
            said("sees eight of the ten functions that the paper names: all but x and the cosine of the curvature"),
            said("every function has mean 0 and deviation 1 over the signature"),
            said("resampled to 200 frames after the functions are worked out, not before"),
            said("squashed by LeCun's scaled tanh; averages are plain"),
            said("learns by the squared error of the cosine to 1 and −0.9; the paper tried −1 too"),
        ),
        features=FeatureConfig(
            frames=200,
            functions=(
                "pen_down",
                "y_residual",
                "speed",
                "dspeed",
                "centripetal",
                "cos_direction",
                "sin_direction",
                "sin_curvature",
            ),
        ),
        config=BromleyConfig(),
        loss=CosineTargets(),
        references="density",
    ),
)
