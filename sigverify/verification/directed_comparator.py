"""Directed features as a comparator: not only how far a signature departs from a reference as a whole, but which way.

A metric takes a difference for a difference. But forgers err one way: they are slower than the signer, lift the pen
more often and hesitate, while a signer who is quicker than usual is still the signer. So each global feature has two
weights here, of any sign, one where the questioned signature lies above the reference and one where it lies below.
Gomez-Barrero et al. 2015 detect what is typical of skilled forgeries beside DTW too, by parameters of movements and
without a look at the references; the form here is ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sigverify.errors import ModelError
from sigverify.ink.features import Standard
from sigverify.ink.global_features import GLOBAL_FEATURES, global_features
from sigverify.ink.recording import Floats, Recording
from sigverify.ink.trajectory import total_seconds
from sigverify.sentences import said
from sigverify.verification.comparators import Frames, Represented, Standards
from sigverify.verification.whole_distance import FARTHEST

DIRECTED_FEATURES = (*GLOBAL_FEATURES, "seconds")
"""The global features, and the log of the seconds from the first touch to the last lift: in a metric these add nothing
to the others."""

_MOST = 4.0
"""Of the log of a distance: beyond, no direction says more."""


@dataclass(frozen=True, kw_only=True)
class DirectedMetric:
    """By what factor a questioned signature seems farther from a reference, by which way it departs.

    With x_k = min(max((q_k − r_k) / s_k, −4), 4) for features q of the questioned signature and r of the reference,

        d(q, r) = exp(min(max(Σ_k a_k · max(x_k, 0) + b_k · max(−x_k, 0), −4), 4)),

    which is 1 where nothing differs, and not symmetric.

    features: names out of DIRECTED_FEATURES; deviations: s > 0, within signers; above, below: a and b, of any sign.
    """

    features: tuple[str, ...]
    deviations: tuple[float, ...]
    above: tuple[float, ...]
    below: tuple[float, ...]

    def __post_init__(self) -> None:
        unknown = set(self.features) - set(DIRECTED_FEATURES)
        sizes = {len(self.features), len(self.deviations), len(self.above), len(self.below)}
        values = np.array([*self.deviations, *self.above, *self.below], dtype=np.float64)
        sound = not unknown and len(sizes) == 1 and bool(self.features) and bool(np.isfinite(values).all())
        if not sound or min(self.deviations) <= 0:
            raise ModelError(
                said("The weights of directed features in the model's card are damaged. Train or install it again.")
            )

    def standardised(self, recording: Recording) -> Floats:
        """Return the features of a recording over their deviations, float64 (features,); raises InkError."""
        places = [DIRECTED_FEATURES.index(name) for name in self.features]
        return directed_features(recording)[places] / np.array(self.deviations)

    def distances(self, questioned: Floats, references: Floats) -> Floats:
        """Return the distance (...) of standardised features (..., features)."""
        apart = np.clip(questioned - references, -FARTHEST, FARTHEST)
        logs = np.maximum(apart, 0.0) @ np.array(self.above) + np.maximum(-apart, 0.0) @ np.array(self.below)
        return np.asarray(np.exp(np.clip(logs, -_MOST, _MOST)))


@dataclass(frozen=True, kw_only=True)
class DirectedComparator:
    """Compares by the way in which global features depart."""

    metric: DirectedMetric
    kind: str = "directed-features"

    def represent(self, recordings: Sequence[Recording], standards: Standards = None) -> list[Represented]:
        """Return one frame of standardised features."""
        del standards  # they are measured against those of other signers, not against the signature's own
        return [
            Represented(frames=self.metric.standardised(recording)[None].astype(np.float32), standard=None)
            for recording in recordings
        ]

    def standard_of(self, recording: Recording) -> Standard | None:
        """Return None."""
        global_features(recording)  # what raises InkError
        return None

    def distances(self, left: Sequence[Frames], right: Sequence[Frames]) -> Floats:
        """Return the distance of each questioned signature on the left from the reference on the right."""
        if not left:
            return np.empty(0)
        return self.metric.distances(np.concatenate(left).astype(np.float64), np.concatenate(right).astype(np.float64))

    def distances_so_far(self, written: Frames, references: Sequence[Frames]) -> Floats:
        """Return the distances of the ink so far as if it were the whole."""
        return self.distances([written] * len(references), references)


def directed_features(recording: Recording) -> Floats:
    """Return DIRECTED_FEATURES of a recording, float64 (features,), in order; raises InkError as `global_features`."""
    return np.append(global_features(recording), np.log(total_seconds(recording)))
