"""The layers of `AlignedTdnn` for one signature alone: rows are frames, and each convolution is one product.

Torch's convolutions are made for batches. Of one signature, whose channels fit in a processor's cache, half of their
time goes by around the arithmetic: masks of a padding that is not there, layouts turned back and forth. With a frame a
row, the taps of an output lie in rows that follow each other, and what is known of the beginning stays true when
frames are added, so that a live score goes on from there; see `frame_stream`.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True, eq=False)
class Taps:
    """A convolution over frames: weight (taps · channels, width), bias (width,), taps `dilation` frames apart."""

    weight: Tensor
    bias: Tensor
    taps: int
    dilation: int

    @classmethod
    def of(cls, layer: nn.Conv1d) -> "Taps":
        """Return the weights of a layer in this layout, without gradients."""
        assert layer.bias is not None  # every Conv1d has one but where it is told not to
        weight = layer.weight.detach().permute(2, 1, 0).flatten(0, 1).contiguous()
        return cls(weight, layer.bias.detach(), layer.kernel_size[0], layer.dilation[0])

    @property
    def reach(self) -> int:
        """Frames that an output looks at on either side of its own."""
        return self.taps // 2 * self.dilation

    def inside(self, rows: Tensor) -> Tensor:
        """Return the outputs of all frames whose taps lie within (frames, channels), 2 · reach fewer of them."""
        count, channels = len(rows) - 2 * self.reach, rows.shape[1]
        if self.taps == 1:
            return torch.addmm(self.bias, rows, self.weight)
        side_by_side = rows.as_strided((count, self.taps, channels), (channels, self.dilation * channels, 1))
        return torch.addmm(self.bias, side_by_side.reshape(count, self.taps * channels), self.weight)

    def whole(self, rows: Tensor) -> Tensor:
        """Return the outputs of all frames (frames, channels); frames outside of the signature count as zero."""
        return self.inside(nn.functional.pad(rows, (0, 0, self.reach, self.reach)))


@dataclass(frozen=True, eq=False)
class FrameMajor:
    """All layers, in order; pooling: frames averaged into one behind the first."""

    first: Taps
    pooling: int
    blocks: tuple[Taps, ...]
    last: Taps

    def encode(self, values: Tensor) -> Tensor:
        """Return embeddings (frames', embedding) of one signature's features (frames, inputs)."""
        hidden = self.pooled(nn.functional.gelu(self.first.whole(values.contiguous())))
        for block in self.blocks:
            hidden = hidden + nn.functional.gelu(block.whole(hidden))
        return self.last.whole(hidden)

    def pooled(self, hidden: Tensor) -> Tensor:
        """Return the means of every `pooling` frames (frames, width); the last one averages the frames that it has."""
        count = len(hidden) // self.pooling * self.pooling
        means = hidden[0 : count : self.pooling]
        for place in range(1, self.pooling):
            means = means + hidden[place : count : self.pooling]
        means = means / self.pooling
        if count == len(hidden):
            return means
        return torch.cat((means, hidden[count:].mean(dim=0, keepdim=True)))
