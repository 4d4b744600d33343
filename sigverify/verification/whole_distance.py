"""How far two signatures are apart as wholes: each a vector, each number weighed."""

import numpy as np

from sigverify.ink.recording import Floats

FARTHEST = 4.0
"""Deviations beyond which two numbers count as no farther apart: one odd number does not decide alone."""


def whole_distances(left: Floats, right: Floats, weights: Floats) -> Floats:
    """Return √ Σ w_k · min(|a_k − b_k|, 4)² (...) of vectors a, b (..., numbers), in deviations within signers.

    weights: w ≥ 0, (numbers,).
    """
    apart = np.minimum(np.abs(left - right), FARTHEST)
    return np.sqrt((apart**2) @ weights)
