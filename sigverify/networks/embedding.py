"""A trained network as a plain function from features to frames."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sigverify.ink.features import Features
from sigverify.networks.aligned_tdnn import AlignedTdnn

_MOST_AT_ONCE = 32


def padded_batch(sequences: Sequence[NDArray[np.float32]]) -> tuple[Tensor, Tensor]:
    """Return sequences (frames, functions) zero-padded as (batch, longest, functions), and their lengths (batch,)."""
    lengths = torch.tensor([len(values) for values in sequences])
    values = torch.zeros(len(sequences), int(lengths.max()), sequences[0].shape[1])
    for row, sequence in enumerate(sequences):
        values[row, : len(sequence)] = torch.from_numpy(np.array(sequence))
    return values, lengths


def embedded(network: AlignedTdnn, features: Sequence[Features]) -> list[NDArray[np.float32]]:
    """Return the embeddings of each signature, float32 (frames', embedding), computed in batches of like length."""
    out: list[NDArray[np.float32]] = [np.empty(0, dtype=np.float32)] * len(features)
    order = sorted(range(len(features)), key=lambda place: len(features[place]))
    with torch.inference_mode():
        for start in range(0, len(order), _MOST_AT_ONCE):
            group = order[start : start + _MOST_AT_ONCE]
            embeddings, lengths = network(*padded_batch([features[place].values for place in group]))
            for row, place in enumerate(group):
                out[place] = embeddings[row, : int(lengths[row])].numpy().copy()
    return out
