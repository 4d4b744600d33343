"""The layers of `AlignedTdnn` as a verdict works them: one signature alone, rows are frames, and no torch.

Torch's convolutions are made for batches and for gradients. Of one signature, whose channels fit in a processor's
cache, half of their time goes by around the arithmetic: masks of a padding that is not there, layouts turned back and
forth. And torch takes a second to import. With a frame a row, the taps of an output lie in rows that follow each other,
and what is known of the beginning stays true when frames are added.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sigverify.ink.features import Features
from sigverify.networks.convolving import PLAIN, SQUASHED, SQUASHED_AND_ADDED, convolve
from sigverify.networks.lanes import LANES
from sigverify.networks.tdnn_sizes import AlignedTdnnSizes
from sigverify.progress import steps

Frames = NDArray[np.float32]
Weights = Mapping[str, NDArray[np.floating]]


@dataclass(frozen=True, eq=False)
class Layer:
    """A convolution over frames, and what becomes of its outputs.

    weight: flat float32, for each sixteen of the outputs: (taps, channels, 16); bias: float32, filled up to sixteens.
    taps lie `dilation` frames apart. finish: PLAIN, SQUASHED by GELU, or SQUASHED_AND_ADDED to the row in the middle.
    """

    weight: Frames
    bias: Frames
    channels: int
    width: int
    taps: int
    dilation: int
    finish: int

    @classmethod
    def of(cls, weight: NDArray[np.floating], bias: NDArray[np.floating], *, dilation: int, finish: int) -> "Layer":
        """Return the layer of a weight (width, channels, taps) and a bias (width,), as torch keeps them."""
        width, channels, taps = weight.shape
        spare = -width % LANES
        filled = np.pad(weight.astype(np.float32), ((0, spare), (0, 0), (0, 0)))
        return cls(
            weight=np.ascontiguousarray(filled.reshape(-1, LANES, channels, taps).transpose(0, 3, 2, 1)).ravel(),
            bias=np.pad(bias.astype(np.float32), (0, spare)),
            channels=channels,
            width=width,
            taps=taps,
            dilation=dilation,
            finish=finish,
        )

    @property
    def reach(self) -> int:
        """Frames that an output looks at on either side of its own."""
        return self.taps // 2 * self.dilation

    def inside(self, rows: Frames) -> Frames:
        """Return the outputs of all frames whose taps lie within rows (frames, channels), 2 · reach fewer of them."""
        count = len(rows) - 2 * self.reach
        out = np.empty((max(count, 0), len(self.bias)), np.float32)
        if count > 0:
            rows = np.ascontiguousarray(rows, np.float32)
            assert rows.shape[1] >= self.channels, "the loop looks at no bounds"
            convolve(
                rows.ravel(), rows.shape[1], count, self.weight, self.bias, self.channels, self.taps, self.dilation,
                self.finish, out.ravel(),
            )  # fmt: skip
        return out

    def whole(self, rows: Frames) -> Frames:
        """Return the outputs of all frames (frames, channels); frames outside of the signature count as zero."""
        return self.inside(framed(rows, self.reach))


def framed(rows: Frames, reach: int) -> Frames:
    """Return rows with `reach` rows of zeros on either side."""
    if not reach:
        return np.ascontiguousarray(rows)
    out = np.zeros((len(rows) + 2 * reach, rows.shape[1]), np.float32)
    out[reach : reach + len(rows)] = rows
    return out


@dataclass(frozen=True, eq=False)
class FrameMajor:
    """All layers, in order; pooling: frames averaged into one behind the first."""

    first: Layer
    pooling: int
    blocks: tuple[Layer, ...]
    last: Layer

    @classmethod
    def of(cls, sizes: AlignedTdnnSizes, weights: Weights) -> "FrameMajor":
        """Return the layers of weights by the names of `sizes.shapes`; raises ValueError where they do not fit."""
        found = {name: values.shape for name, values in weights.items()}
        if found != sizes.shapes:
            raise ValueError(f"The sizes ask for weights {sizes.shapes}, found {found}.")

        def layer(name: str, dilation: int, finish: int) -> Layer:
            return Layer.of(
                weights[f"left.{name}.weight"], weights[f"left.{name}.bias"], dilation=dilation, finish=finish
            )

        return cls(
            first=layer("first", 1, SQUASHED),
            pooling=sizes.pooling,
            blocks=tuple(
                layer(f"blocks.{place}", dilation, SQUASHED_AND_ADDED) for place, dilation in enumerate(sizes.dilations)
            ),
            last=layer("last", 1, PLAIN),
        )

    @property
    def looks_around(self) -> int:
        """Return how many frames on either side of those averaged into one its embedding depends on."""
        return self.first.reach + self.pooling * sum(block.reach for block in self.blocks)

    def represented(self, features: Sequence[Features]) -> list[Frames]:
        """Return what a template keeps of each signature, float32 (frames', embedding)."""
        return [self.encode(f.values) for f in steps(features)]

    def encode(self, values: Frames) -> Frames:
        """Return embeddings (frames', embedding) of one signature's features (frames, inputs).

        frames' = ceil(frames / pooling), and no frames give none.
        """
        hidden = self.pooled(self.first.whole(values))
        for block in self.blocks:
            hidden = block.whole(hidden)
        return np.ascontiguousarray(self.last.whole(hidden)[:, : self.last.width])

    def pooled(self, hidden: Frames) -> Frames:
        """Return the means of every `pooling` frames (frames, width); the last one averages the frames that it has."""
        count = len(hidden) // self.pooling * self.pooling
        means = hidden[0 : count : self.pooling]
        for place in range(1, self.pooling):
            means = means + hidden[place : count : self.pooling]
        means = means / np.float32(self.pooling)
        if count == len(hidden):
            return means
        return np.concatenate((means, hidden[count:].mean(axis=0, keepdims=True)))
