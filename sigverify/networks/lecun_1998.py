"""Parts of the convolutional networks of LeCun, Bottou, Bengio & Haffner 1998, carried over from images to time.

Bromley et al. 1994, Chopra et al. 2005 and Hadsell et al. 2006 come from the same hands and build on these parts:
maps over a plane are maps over time here, and the input has a fixed number of frames as theirs has a fixed size.
"""

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from sigverify.errors import ModelError
from sigverify.networks.pair_network import Branch, Encoded
from sigverify.sentences import said


class ScaledTanh(nn.Module):
    """The squashing function f(a) = 1.7159·tanh(2a/3): f(1) = 1 (LeCun et al. 1998, equation 6 and appendix A)."""

    def forward(self, values: Tensor) -> Tensor:
        """Return f of each value."""
        return 1.7159 * torch.tanh(values * (2.0 / 3.0))


class SubSampling(nn.Module):
    """Sub-sampling in time (LeCun et al. 1998, section II.B): f(coefficient · mean + bias), one of each a map.

    Deviation: they multiply the sum over a unit's field, here its mean; only the coefficient's scale differs. It begins
    at 1 with a bias of 0, for they do not say how.

    maps: channels; field: frames made one, without overlap.
    """

    def __init__(self, maps: int, field: int) -> None:
        super().__init__()
        self.field = field
        self.coefficient = nn.Parameter(torch.ones(maps))
        self.bias = nn.Parameter(torch.zeros(maps))
        self.squash = ScaledTanh()

    def forward(self, values: Tensor) -> Tensor:
        """Return (batch, maps, frames / field) of (batch, maps, frames)."""
        mean = nn.functional.avg_pool1d(values, self.field)
        squashed: Tensor = self.squash(self.coefficient[:, None] * mean + self.bias[:, None])
        return squashed


class FixedLengthBranch(Branch):
    """A stack of layers that makes one vector of a fixed number of frames.

    inputs, frames: functions a frame and frames a signature.
    layers: by the name that their paper gives them, from (batch, inputs, frames) to (batch, maps, frames left).
    """

    def __init__(self, inputs: int, frames: int, layers: Mapping[str, nn.Module]) -> None:
        super().__init__()
        self.inputs, self.frames = inputs, frames
        self.layers = nn.ModuleDict(layers)

    def forward(self, frames: Tensor, lengths: Tensor) -> Encoded:
        """Return one vector, (batch, 1, maps · frames left), map by map, of features (batch, frames, inputs).

        Raises ModelError where a signature has another number of frames or functions.
        """
        found = sorted({frames.shape[1], *lengths.tolist()})
        if found != [self.frames] or frames.shape[2] != self.inputs:
            raise ModelError(
                said(
                    "This network reads {frames} frames of {inputs} functions, found {known} frames of "
                    "{shape}. Make the features with its model's own settings.",
                    frames=self.frames,
                    inputs=self.inputs,
                    known=" and ".join(map(str, found)),
                    shape=frames.shape[2],
                )
            )
        hidden = frames.transpose(1, 2)
        for layer in self.layers.values():
            hidden = layer(hidden)
        return Encoded(hidden.flatten(1)[:, None], torch.ones_like(lengths))


def frames_left(frames: int, field: int, *, step: int = 1, sub_sampling: int = 1) -> int:
    """Return the frames that a convolution over `frames`, and a sub-sampling after it, leave.

    Raises ModelError where none is left, or where the last ones would be dropped unseen.
    """
    if min(field, step, sub_sampling) < 1:
        raise ModelError(
            said(
                "Fields and steps must be at least 1, found {field}, {step} and {sub_sampling}.",
                field=field,
                step=step,
                sub_sampling=sub_sampling,
            )
        )
    convolved = (frames - field) // step + 1
    if convolved < 1 or (frames - field) % step or convolved % sub_sampling:
        raise ModelError(
            said(
                "A field of {field} over {frames} frames in steps of {step}, then one frame of each "
                "{sub_sampling}, does not come out even. Change the frames or the fields.",
                field=field,
                frames=frames,
                step=step,
                sub_sampling=sub_sampling,
            )
        )
    return convolved // sub_sampling
