"""Global features as a comparator: a learnt distance between signatures as wholes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sigverify.errors import ModelError
from sigverify.ink.features import FeatureConfig, Standard, time_functions
from sigverify.ink.global_features import GLOBAL_FEATURES, global_features
from sigverify.ink.recording import Floats, Recording
from sigverify.sentences import said
from sigverify.verification.comparators import Frames, Represented, Standards
from sigverify.verification.whole_distance import whole_distances


@dataclass(frozen=True, kw_only=True)
class GlobalMetric:
    """How far two vectors of global features are apart: √ Σ w_k · min(|a_k − b_k| / s_k, 4)².

    features: names out of GLOBAL_FEATURES; deviations: s > 0, within signers; weights: w ≥ 0, of sum 1.
    """

    features: tuple[str, ...]
    deviations: tuple[float, ...]
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        unknown = set(self.features) - set(GLOBAL_FEATURES)
        sizes = {len(self.features), len(self.deviations), len(self.weights)}
        values = np.array([*self.deviations, *self.weights], dtype=np.float64)
        if unknown or len(sizes) != 1 or not self.features or not np.isfinite(values).all():
            raise ModelError(
                said("The metric of global features in the model's card is damaged. Train or install it again.")
            )
        if min(self.deviations) <= 0 or min(self.weights) < 0 or not np.isclose(sum(self.weights), 1.0):
            raise ModelError(
                said("The metric of global features in the model's card is damaged. Train or install it again.")
            )

    def standardised(self, recording: Recording) -> Floats:
        """Return the features of a recording over their deviations, float64 (features,)."""
        places = [list(GLOBAL_FEATURES).index(name) for name in self.features]
        return global_features(recording)[places] / np.array(self.deviations)

    def distances(self, left: Floats, right: Floats) -> Floats:
        """Return the distance (...) of standardised features (..., features)."""
        return whole_distances(left, right, np.array(self.weights))


@dataclass(frozen=True, kw_only=True)
class GlobalComparator:
    """Compares by a metric of global features."""

    metric: GlobalMetric
    kind: str = "global-features"

    @property
    def weights(self) -> Floats:
        """Return how much each feature counts."""
        return np.array(self.metric.weights)

    def represent(self, recordings: Sequence[Recording], standards: Standards = None) -> list[Represented]:
        """Return one frame of standardised features."""
        del standards  # they are measured against those of other signers, not against the signature's own
        return [
            Represented(frames=self.metric.standardised(recording)[None].astype(np.float32), standard=None)
            for recording in recordings
        ]

    def standard_of(self, recording: Recording) -> Standard | None:
        """Return None."""
        time_functions(recording, FeatureConfig())  # what raises InkError, and is remembered
        return None

    def distances(self, left: Sequence[Frames], right: Sequence[Frames]) -> Floats:
        """Return the metric's distance of each pair."""
        if not left:
            return np.empty(0)
        return self.metric.distances(np.concatenate(left).astype(np.float64), np.concatenate(right).astype(np.float64))

    def distances_so_far(self, written: Frames, references: Sequence[Frames]) -> Floats:
        """Return the distances of the ink so far as if it were the whole."""
        return self.distances([written] * len(references), references)
