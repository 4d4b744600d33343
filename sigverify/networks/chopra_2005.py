"""The convolutional network of Chopra, Hadsell & LeCun 2005, and the margin form of Hadsell, Chopra & LeCun 2006.

'Learning a similarity metric discriminatively, with application to face verification', CVPR 2005: two convolutional
networks G with the same weights, the energy E = ‖G(X₁) − G(X₂)‖₁, and a contrastive loss that knows the bound Q of E.
'Dimensionality reduction by learning an invariant mapping', CVPR 2006: the Euclidean distance D of the outputs
(equation 1), and a loss that lets impostors be once they are farther apart than a margin (equation 4).

Theirs of 2005 is, on faces of 56 × 46, C1 15 maps 7 × 7, S2 2 × 2, C3 45 maps 6 × 6, S4 4 × 3, C5 250 maps 5 × 5 and
F6 50. Here a map runs along time only, and the pen's functions stand in place of the one grey channel:

    input 13 × 200 → C1 15 × 194 → S2 15 × 97 → C3 45 × 92 → S4 45 × 23 → C5 250 × 1 → F6 50

Deviations:

- S4 sub-samples by the longer of their two sides, 4. C5 covers all the 23 frames left, as theirs covers all of 5 × 5.
- Each map of C3 sees all maps of S2, in the paper only some of them. That table keeps maps from learning the same and
  saves connections; different random weights do the first, and with one axis there is little to save.
- Squashing in C1 … C5 is LeCun's scaled tanh, sub-sampling that of LeCun et al. 1998.
- F6 of `chopra-2005` is a tanh, so that each of its 50 outputs lies within ±1 and E ≤ Q = 2 · 50 = 100. F6 of
  `hadsell-2006` is linear, for its loss needs no bound.
- `hadsell-2006` has the branch of 2005, so that the two differ in nothing but bound, distance and loss; the networks
  of 2006 were smaller ones for digits and toys.

What to expect of Q = 100: fresh weights give energies of 3 to 7. There an impostor pair is pushed with 2 · 2.77 = 5.5
a unit of energy and a genuine one drawn with 4E/Q, some 0.2, so at first all energies grow. Where a network cannot
tell pairs apart, as many of either kind, the two forces are even at 0.43·Q. The impostors' term never vanishes: at
E = Q it is still 2Q·exp(−2.77) = 12.5.
"""

from dataclasses import dataclass, replace

from torch import nn

from sigverify.errors import ModelError
from sigverify.ink.features import FeatureConfig
from sigverify.networks.architecture import Architecture
from sigverify.networks.lecun_1998 import FixedLengthBranch, ScaledTanh, SubSampling, frames_left
from sigverify.networks.losses import OF_DISTANCES, ContrastiveChopra, ContrastiveMargin
from sigverify.networks.pair_network import PairNetwork
from sigverify.networks.vector_joins import EnergyJoin, EuclideanJoin
from sigverify.sentences import said


@dataclass(frozen=True, kw_only=True)
class ChopraConfig:
    """Sizes of the network; layers are named as in the paper.

    inputs, frames: functions a frame and frames a signature.
    c1_maps, c1_field, c3_maps, c3_field: maps of a convolution, and the frames that each of its units sees.
    s2_field, s4_field: frames made one.
    c5_maps: maps of the convolution that covers all frames left.
    f6_outputs: numbers in the vector.
    bounded: whether each output lies within ±1 and two vectors are joined by their energy (Chopra et al. 2005), or
        outputs are free and they are joined by their Euclidean distance (Hadsell et al. 2006).
    """

    inputs: int = 13
    frames: int = 200
    c1_maps: int = 15
    c1_field: int = 7
    s2_field: int = 2
    c3_maps: int = 45
    c3_field: int = 6
    s4_field: int = 4
    c5_maps: int = 250
    f6_outputs: int = 50
    bounded: bool = True

    def __post_init__(self) -> None:
        if min(self.inputs, self.c1_maps, self.c3_maps, self.c5_maps, self.f6_outputs) < 1:
            raise ModelError(said("Inputs, maps and outputs must be at least 1, found {found}.", found=self))
        self.c5_field()

    def c5_field(self) -> int:
        """Return the frames that S4 leaves; raises ModelError where the fields do not fit the frames."""
        after_s2 = frames_left(self.frames, self.c1_field, sub_sampling=self.s2_field)
        return frames_left(after_s2, self.c3_field, sub_sampling=self.s4_field)

    @property
    def energy_bound(self) -> float:
        """Q, the most that the energy of two bounded vectors can be."""
        return 2.0 * self.f6_outputs

    @property
    def receptive_field(self) -> int | None:
        """None: the vector depends on the whole signature."""
        return None

    def build(self) -> PairNetwork:
        """Return the network with new weights."""
        layers = {
            "C1": nn.Sequential(nn.Conv1d(self.inputs, self.c1_maps, self.c1_field), ScaledTanh()),
            "S2": SubSampling(self.c1_maps, self.s2_field),
            "C3": nn.Sequential(nn.Conv1d(self.c1_maps, self.c3_maps, self.c3_field), ScaledTanh()),
            "S4": SubSampling(self.c3_maps, self.s4_field),
            "C5": nn.Sequential(nn.Conv1d(self.c3_maps, self.c5_maps, self.c5_field()), ScaledTanh()),
            "F6": nn.Sequential(
                nn.Flatten(), nn.Linear(self.c5_maps, self.f6_outputs), nn.Tanh() if self.bounded else nn.Identity()
            ),
        }
        branch = FixedLengthBranch(self.inputs, self.frames, layers)
        return PairNetwork(branch, EnergyJoin() if self.bounded else EuclideanJoin())


_CHOPRA = ChopraConfig()

_CARRIED_OVER = (
    said("maps run along time, not over an image; the functions of the pen stand in place of its grey values"),
    said(
        "the second sub-sampling is by 4 (theirs by 4 × 3), "
        "the last convolution covers the 23 frames left (theirs 5 × 5)"
    ),
    said("each map of the second convolution sees all maps of the layer before, in the paper only some"),
    said("hidden layers are squashed by LeCun's scaled tanh"),
)

ARCHITECTURES = (
    Architecture(
        name="chopra-2005",
        title=said("Siamese convolutional network, energy"),
        paper=said("Chopra, Hadsell & LeCun 2005"),
        source=said("its energy, its contrastive loss with Q, its layers C1 … F6"),
        branch=said("conv 15 × 7, sub-sampling 2, conv 45 × 6, sub-sampling 4, conv 250 over all, 50 outputs in ±1"),
        join=said("energy: L1 distance"),
        carried_over=(*_CARRIED_OVER, said("each output is a tanh, so that the energy never exceeds Q = 100")),
        features=FeatureConfig(frames=200),
        config=_CHOPRA,
        loss=ContrastiveChopra(bound=_CHOPRA.energy_bound),
        other_losses=OF_DISTANCES,
    ),
    Architecture(
        name="hadsell-2006",
        title=said("Siamese convolutional network, margin"),
        paper=said("Hadsell, Chopra & LeCun 2006"),
        source=said("equation 1 for the distance, equation 4 for the loss; the layers of Chopra et al. 2005"),
        branch=said("conv 15 × 7, sub-sampling 2, conv 45 × 6, sub-sampling 4, conv 250 over all, 50 free outputs"),
        join=said("Euclidean distance"),
        carried_over=(*_CARRIED_OVER, said("the branch is that of Chopra et al. 2005, the paper's own were smaller")),
        features=FeatureConfig(frames=200),
        config=replace(_CHOPRA, bounded=False),
        loss=ContrastiveMargin(),
        other_losses=OF_DISTANCES,
    ),
)
