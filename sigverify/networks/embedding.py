"""A trained network as plain functions from features to numbers."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from sigverify.ink.features import Features
from sigverify.ink.recording import Floats
from sigverify.networks.pair_network import PairNetwork

Frames = NDArray[np.float32]


def represented(network: PairNetwork, features: Sequence[Features]) -> list[Frames]:
    """Return what a template keeps of each signature, float32 (frames', d)."""
    with torch.inference_mode():
        return [kept.numpy().copy() for kept in network.represent([_tensor(f.values) for f in features])]


def pair_distances(network: PairNetwork, left: Sequence[Frames], right: Sequence[Frames]) -> Floats:
    """Return the distance ≥ 0 of each pair (left[k], right[k]) of what a template keeps, float64 (pairs,)."""
    if not left:
        return np.empty(0)
    kept: dict[int, int] = {}  # place by identity: a signature that stands in many pairs is handed over once
    sequences: list[torch.Tensor] = []
    for frames in (*left, *right):
        if id(frames) not in kept:
            kept[id(frames)] = len(sequences)
            sequences.append(_tensor(frames))
    pairs = [(kept[id(a)], kept[id(b)]) for a, b in zip(left, right, strict=True)]
    with torch.inference_mode():
        return network.distances(sequences, pairs).double().numpy()


def _tensor(values: Frames) -> torch.Tensor:
    return torch.from_numpy(np.array(values))  # a copy, for features are read-only
