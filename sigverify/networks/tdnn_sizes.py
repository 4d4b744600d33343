"""Sizes of the networks whose frames are aligned in time; `aligned_tdnn` tells what they are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sigverify.errors import ModelError
from sigverify.ink.features import MOVEMENT_FUNCTIONS, NETWORK_FUNCTIONS
from sigverify.sentences import said

_TOO_LARGE = 1 << 20
"""Channels, taps or frames of no network that fits in memory."""


@dataclass(frozen=True, kw_only=True)
class AlignedTdnnSizes:
    """Sizes of the network.

    inputs: functions a frame.
    width: channels of every convolution.
    embedding: numbers a frame that are aligned.
    first_kernel, kernel: taps of the first convolution and of the dilated ones, odd.
    dilations: one residual convolution each, in frames after pooling.
    pooling: input frames averaged into one.
    """

    inputs: int = len(MOVEMENT_FUNCTIONS)
    width: int = 128
    embedding: int = 64
    first_kernel: int = 7
    kernel: int = 5
    dilations: tuple[int, ...] = (1, 2)
    pooling: int = 2

    def __post_init__(self) -> None:
        object.__setattr__(self, "dilations", tuple(self.dilations))
        sizes = (self.inputs, self.width, self.embedding, self.pooling, *self.dilations)
        if not all(isinstance(size, int) and size < _TOO_LARGE for size in (*sizes, self.first_kernel, self.kernel)):
            raise ValueError(
                f"Sizes must be whole numbers below {_TOO_LARGE}, found {self}."
            )  # a card may say anything
        if min(sizes) < 1 or self.first_kernel % 2 == 0 or self.kernel % 2 == 0:
            raise ModelError(said("Sizes must be at least 1 and kernels odd, found {found}.", found=self))

    @property
    def receptive_field(self) -> int:
        """Input frames that one embedding depends on."""
        return self.first_kernel + (self.pooling - 1) + self.pooling * (self.kernel - 1) * sum(self.dilations)

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Shapes of all weights, by the names that a file of them has."""
        layers = {
            "left.first": (self.width, self.inputs, self.first_kernel),
            **{f"left.blocks.{place}": (self.width, self.width, self.kernel) for place in range(len(self.dilations))},
            "left.last": (self.embedding, self.width, 1),
        }
        return {
            f"{name}.{part}": shape if part == "weight" else shape[:1]
            for name, shape in layers.items()
            for part in ("weight", "bias")
        }


@dataclass(frozen=True, kw_only=True)
class SoftAlignedTdnnSizes(AlignedTdnnSizes):
    """Sizes of the network that learns by soft-DTW: as of `AlignedTdnnSizes`, and `gamma` of its joining layer.

    gamma: 5 as in Jiang et al.
    """

    inputs: int = len(NETWORK_FUNCTIONS)
    width: int = 64
    dilations: tuple[int, ...] = (1, 2, 4)
    gamma: float = 5.0

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 0 < self.gamma < float("inf"):
            raise ModelError(said("Gamma must be above 0 and finite, found {gamma:g}.", gamma=self.gamma))


FRAME_WISE: dict[str, AlignedTdnnSizes] = {
    "soft-aligned-tdnn": SoftAlignedTdnnSizes(),
    "aligned-tdnn": AlignedTdnnSizes(),
    "aligned-tdnn-long": AlignedTdnnSizes(inputs=len(NETWORK_FUNCTIONS), width=112, dilations=(1, 2, 4)),
}
"""Sizes by architecture, of all that a verdict works without torch."""


def sizes_of(architecture: str, config: Mapping[str, Any]) -> AlignedTdnnSizes:
    """Return the sizes in a model's card, those of the catalogue where it says nothing.

    Raises ModelError where they describe no such network.
    """
    try:
        return replace(FRAME_WISE[architecture], **config)
    except (TypeError, ValueError) as fault:
        raise sizes_that_describe_none(architecture) from fault


def sizes_that_describe_none(architecture: str) -> ModelError:
    """Return what is raised for sizes in a card of which no such network can be made."""
    return ModelError(said("These sizes describe no '{name}'. Install or train the model again.", name=architecture))
