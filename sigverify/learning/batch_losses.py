"""What a network makes of a batch: outputs by group, the groups' losses, and the table that tells of both.

A table has a group a row: its loss, the distances of its genuine pairs, and those to impostors, nan where it has fewer
than the sampler's most.
"""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from sigverify.ink.recording import Floats
from sigverify.learning.sampler import Batch, Group, SamplerConfig
from sigverify.networks.losses import Loss


def outputs_of(model: nn.Module, batch: Batch, like: Tensor) -> tuple[Tensor, ...]:
    """Return the network's outputs, (pairs,) of each group of a process's share of a batch."""
    sequences: list[Tensor] = []
    pairs: list[tuple[int, int]] = []
    for group in batch.groups:
        first = len(sequences)
        sequences += [torch.tensor(values, dtype=like.dtype, device=like.device) for values in group.signatures]
        there = [(first + a, first + b) for a, b in group.pairs]
        pairs += [(b, a) if flip else (a, b) for (a, b), flip in zip(there, group.flipped, strict=True)]
    outputs: Tensor = model(sequences, pairs)
    return outputs.split([len(group.flipped) for group in batch.groups])


def losses_of(loss: Loss, groups: Sequence[Group], outputs: Sequence[Tensor]) -> Tensor:
    """Return the loss of each group, (groups,); those with as many anchors are worked side by side."""
    alike: dict[int, list[int]] = {}
    for place, group in enumerate(groups):
        alike.setdefault(len(group.anchors), []).append(place)
    found: list[Tensor] = []
    for places in alike.values():
        genuine, impostor = zip(*(_by_anchor(groups[place], outputs[place]) for place in places), strict=True)
        found.append(loss(torch.stack(genuine), torch.stack(impostor)))
    order = [place for places in alike.values() for place in places]
    return torch.cat(found)[torch.argsort(torch.tensor(order))]


def _by_anchor(group: Group, outputs: Tensor) -> tuple[Tensor, Tensor]:
    """Return a group's outputs as a loss takes them: genuine, (anchors, others), and impostor, (anchors, impostors)."""
    anchors, count = len(group.anchors), group.genuine
    genuine, impostor = outputs.split(pairs_of(group))
    rows, columns = np.triu_indices(anchors, 1, count)
    pair = np.zeros((count, count), dtype=np.int64)
    pair[rows, columns] = pair[columns, rows] = np.arange(len(rows))
    others = pair[:anchors][~np.eye(anchors, count, dtype=bool)].reshape(anchors, count - 1)
    return genuine[torch.from_numpy(others)], impostor.reshape(anchors, -1)


def pairs_of(group: Group) -> tuple[int, int]:
    """Return how many of a group's pairs are genuine and how many are an impostor's."""
    genuine = sum(b < group.genuine for _, b in group.pairs)
    return genuine, len(group.pairs) - genuine


def most_pairs(sampler: SamplerConfig) -> tuple[int, int]:
    """Return how many genuine and how many impostor pairs a group has at most."""
    anchors = sampler.anchors
    return anchors * sampler.genuine - anchors * (anchors - 1) // 2, anchors * (sampler.skilled + sampler.random)


def distances_in(table: Floats, sampler: SamplerConfig) -> tuple[Floats, Floats]:
    """Return the distances to genuine signatures and to impostors in a batch's table.

    table: a group a row: its loss, distances of genuine pairs, and distances to impostors, nan where it has fewer.
    """
    genuine, impostor = np.split(table[:, 1:], [most_pairs(sampler)[0]], axis=1)
    return genuine[~np.isnan(genuine)], impostor[~np.isnan(impostor)]
