"""The frame that every network here hangs in: a branch for each signature, and a layer that joins the two.

Siamese: both signatures go through one branch (Bromley et al. 1994). Pseudo-siamese: each has a branch of its own
(Zagoruyko & Komodakis 2015, section 3.1). Networks that look at the pair have no branch of weight: `Unchanged` hands
the features on, and the joining layer holds all that is learnt.
"""

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn

_GROUP = 16
"""Signatures, or pairs, of different length that are padded to one."""

_ALIKE = 256
"""Signatures, or pairs, of one length that are worked side by side."""

_WHOLE = 32
"""Frames of which padded batches have a whole number of times.

torch prepares a convolution anew for each shape that it has not met, and keeps what it prepared. Were each batch as
long as its longest signature, a training would prepare for hundreds of steps: a sixth of its time, and all the memory
that it gains as it runs.
"""


class Encoded(NamedTuple):
    """What a branch makes of a batch.

    frames: float32 (batch, frames, d), padded; one frame where a branch pools over time.
    lengths: int64 (batch,), 1 … frames; what lies behind is padding of any finite value.
    """

    frames: Tensor
    lengths: Tensor


class Branch(nn.Module):
    """Turns features (batch, frames, functions) into vectors, one for each few frames or one in all."""

    def forward(self, frames: Tensor, lengths: Tensor) -> Encoded:
        """Return the vectors of a padded batch; lengths are int64 (batch,), and no vector depends on padding."""
        raise NotImplementedError

    def alone(self, values: Tensor) -> Tensor:
        """Return the vectors (frames', d) of one signature (frames, functions), as a verdict wants them."""
        encoded = self(*padded([values]))
        return encoded.frames[0, : int(encoded.lengths[0])]


class Unchanged(Branch):
    """The branch of networks that look at the pair: the features themselves."""

    def forward(self, frames: Tensor, lengths: Tensor) -> Encoded:
        """Return what came."""
        return Encoded(frames, lengths)


class Join(nn.Module):
    """Joins two encoded batches in one number a pair: the network's own output, cosine, energy or decision value.

    symmetric: whether the output is the same for (a, b) and (b, a).
    aligns: whether frames are aligned in time, so that a verdict uses plain dynamic time warping of what the branch
        gives, and a live score can go on from frame to frame.
    """

    symmetric = True
    aligns = False

    def forward(self, left: Encoded, right: Encoded) -> Tensor:
        """Return the output of each pair, float32 (pairs,)."""
        raise NotImplementedError

    def distance(self, output: Tensor) -> Tensor:
        """Return outputs as distances ≥ 0, smaller is closer, so that one score serves all networks."""
        return output


class PairNetwork(nn.Module):
    """Two branches and their joining layer.

    left: branch of the first signature, and of the second where `right` is None.
    right: branch of the second signature in a pseudo-siamese network.
    """

    def __init__(self, left: Branch, join: Join, right: Branch | None = None) -> None:
        super().__init__()
        self.left, self.join, self.right = left, join, right

    @property
    def symmetric(self) -> bool:
        """Whether the order of the two signatures never matters."""
        return self.right is None and self.join.symmetric

    @property
    def looks_at_pair(self) -> bool:
        """Whether nothing can be worked out from one signature alone: a template keeps its features."""
        return self.right is not None or isinstance(self.left, Unchanged)

    def represent(self, sequences: Sequence[Tensor]) -> list[Tensor]:
        """Return what a template keeps of each signature, (frames', d), of features (frames, functions).

        Signatures of like length are worked side by side; no result depends on its neighbours.
        """
        if self.looks_at_pair:
            return list(sequences)
        out: list[Tensor] = [torch.empty(0)] * len(sequences)
        for group in _groups([len(values) for values in sequences]):
            if len(group) == 1:
                out[group[0]] = self.left.alone(sequences[group[0]])
                continue
            encoded = self.left(*padded([sequences[place] for place in group], _WHOLE))
            for row, place in enumerate(group):
                out[place] = encoded.frames[row, : int(encoded.lengths[row])]
        return out

    def outputs(self, kept: Sequence[Tensor], pairs: Sequence[tuple[int, int]]) -> Tensor:
        """Return the output of each pair of places in `kept`, (pairs,), in this order of the two."""
        order: list[int] = []
        found: list[Tensor] = []
        for group in _groups([max(len(kept[a]), len(kept[b])) for a, b in pairs]):
            left = padded([kept[pairs[k][0]] for k in group])
            right = padded([kept[pairs[k][1]] for k in group])
            if self.right is not None:
                left, right = self.left(*left), self.right(*right)
            found.append(self.join(left, right))
            order += group
        return torch.cat(found)[torch.argsort(torch.tensor(order))]

    def distances(self, kept: Sequence[Tensor], pairs: Sequence[tuple[int, int]]) -> Tensor:
        """Return the distance ≥ 0 of each pair, (pairs,); the mean of both orders where the order matters."""
        there = self.join.distance(self.outputs(kept, pairs))
        if self.symmetric:
            return there
        return (there + self.join.distance(self.outputs(kept, [(b, a) for a, b in pairs]))) / 2

    def forward(self, sequences: Sequence[Tensor], pairs: Sequence[tuple[int, int]]) -> Tensor:
        """Return the outputs of pairs of signatures, (pairs,), from their features: one step of training."""
        return self.outputs(self.represent(sequences), pairs)


def padded(sequences: Sequence[Tensor], whole: int = 1) -> Encoded:
    """Return sequences (frames, d) zero-padded as (batch, longest, d), with their lengths.

    whole: of which the longest becomes a multiple, unless all are of one length, as networks of fixed length want them.
    """
    counts = [len(values) for values in sequences]
    frames = nn.utils.rnn.pad_sequence(list(sequences), batch_first=True)
    if min(counts) < max(counts):
        frames = nn.functional.pad(frames, (0, 0, 0, -max(counts) % whole))
    return Encoded(frames, torch.tensor(counts, device=sequences[0].device))


def _groups(sizes: Sequence[int]) -> list[list[int]]:
    """Return places in groups of like size, so that one slow signature does not make padding of all others."""
    order = sorted(range(len(sizes)), key=lambda place: sizes[place])
    groups: list[list[int]] = []
    for place in order:
        group = groups[-1] if groups else []
        alike = bool(group) and sizes[group[0]] == sizes[place]
        if group and len(group) < (_ALIKE if alike else _GROUP):
            group.append(place)
        else:
            groups.append([place])
    return groups
