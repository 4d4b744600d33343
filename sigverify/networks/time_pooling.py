"""Pooling over time: one vector of as many frames as a signature has, padding never among them."""

import torch
from torch import Tensor, nn

from sigverify.networks.pair_network import Branch, Encoded

_SMALLEST_VARIANCE = 1e-6
"""Keeps the gradient of the deviation finite where all frames are alike, as those of a single frame are."""


class StatisticsPooled(Branch):
    """A frame-wise branch, mean and standard deviation of its frames, and a linear map of the two.

    Statistics pooling of Snyder, Garcia-Romero, Sell, Povey & Khudanpur 2018 (x-vectors, section 2.1), where two more
    hidden layers follow instead of one linear map.

    trunk: makes frames of `width` numbers; embedding: numbers in the vector.
    """

    def __init__(self, trunk: Branch, width: int, embedding: int) -> None:
        super().__init__()
        self.trunk = trunk
        self.last = nn.Linear(2 * width, embedding)

    def forward(self, frames: Tensor, lengths: Tensor) -> Encoded:
        """Return one vector, (batch, 1, embedding), of features (batch, frames, inputs)."""
        return Encoded(self.last(statistics(self.trunk(frames, lengths)))[:, None], torch.ones_like(lengths))


def statistics(encoded: Encoded) -> Tensor:
    """Return mean and standard deviation over each one's frames (ddof 0), (batch, 2 · d)."""
    frames, lengths = encoded
    inside = (torch.arange(frames.shape[1], device=lengths.device) < lengths[:, None])[:, :, None]
    count = lengths[:, None].to(frames.dtype)
    mean = (frames * inside).sum(1) / count
    variance = ((frames - mean[:, None]).square() * inside).sum(1) / count
    return torch.cat((mean, torch.sqrt(variance + _SMALLEST_VARIANCE)), dim=1)


def pyramid_pooled(values: Tensor, lengths: Tensor, levels: tuple[int, ...]) -> Tensor:
    """Return the maxima over the bins of each level, (batch, bins · maps), of (batch, maps, frames).

    Spatial pyramid pooling of He, Zhang, Ren & Sun 2014 along one axis: bin k of n runs from frame ⌊k·length / n⌋ up to
    ⌈(k + 1)·length / n⌉, so that none is empty; frames behind a signature's length are in none.
    """
    at = torch.arange(values.shape[2], device=values.device)
    maxima = []
    for count in levels:
        for k in range(count):
            first, behind = k * lengths // count, ((k + 1) * lengths + count - 1) // count
            inside = (at >= first[:, None]) & (at < behind[:, None])
            maxima.append(values.masked_fill(~inside[:, None], -torch.inf).amax(2))
    return torch.cat(maxima, dim=1)
