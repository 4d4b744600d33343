"""What compares two signatures: each comparator represents ink by frames and measures distances between them.

A distance is ≥ 0 and smaller is closer; every comparator but that of directed features is symmetric. All of them stand
under one interface, so that any network, plain DTW and duration alone are enrolled, scored and calibrated in the same
way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sigverify.ink.features import FeatureConfig, Features, Standard, extract
from sigverify.ink.growing import GROWING
from sigverify.ink.recording import Floats, Recording
from sigverify.ink.trajectory import total_seconds, trajectory_of
from sigverify.networks.alignment import dtw_distances, open_ended_distances
from sigverify.networks.frame_major import FrameMajor
from sigverify.verification.grid import on_grid

Frames = NDArray[np.float32]

Standards = Sequence[Standard | None] | None
"""What the features of each recording are measured against, None where by their own; None where all are."""


@dataclass(frozen=True, kw_only=True)
class Represented:
    """A signature as one comparator keeps it.

    frames: float32 (n, d), what distances are computed from.
    standard: what the features were measured against; None for comparators without features.
    """

    frames: Frames
    standard: Standard | None


class Comparator(Protocol):
    """Represents ink and measures distances."""

    @property
    def kind(self) -> str:
        """Return the name in a model's card."""

    def represent(self, recordings: Sequence[Recording], standards: Standards = None) -> list[Represented]:
        """Return each recording as frames; `standards`, one each, replace the signatures' own on a live path."""

    def standard_of(self, recording: Recording) -> Standard | None:
        """Return the recording's own standard, None without features; raises InkError as `represent` does."""

    def distances(self, left: Sequence[Frames], right: Sequence[Frames]) -> Floats:
        """Return the distance of each pair (left[k], right[k]), float64 (pairs,)."""

    def distances_so_far(self, written: Frames, references: Sequence[Frames]) -> Floats:
        """Return the distance of unfinished ink to each reference, float64 (references,)."""


Embed = Callable[[Sequence[Features]], list[Frames]]


class Looks(NamedTuple):
    """What an embedding's frame depends on: `pooling` frames of features, and `around` more on either side."""

    around: int
    pooling: int


@dataclass(frozen=True, kw_only=True)
class AlignedComparator:
    """Frames aligned in time by DTW: features as they are (the floor) or a network's embeddings of them.

    kind: 'dtw' or 'network'.
    features: what is extracted.
    metric: local cost, 'l1' or 'l2'.
    embed: features → frames; None aligns the features themselves.
    looks: what each of its frames looks at; None where that may be all of the signature.
    """

    kind: str
    features: FeatureConfig
    metric: str
    embed: Embed | None = None
    looks: Looks | None = None

    @property
    def goes_on(self) -> bool:
        """Whether what is written leaves frames long before it as they are, so that a live score can go on."""
        growing = self.features.frames is None and set(self.features.functions) <= set(GROWING)
        return growing and (self.embed is None or self.looks is not None)

    def represent(self, recordings: Sequence[Recording], standards: Standards = None) -> list[Represented]:
        """Return standardised features or embeddings on the grid that a template keeps, fresh ink like enrolled ink."""
        features = extracted(recordings, self.features, standards)
        frames = [f.values for f in features] if self.embed is None else self.embed(features)
        return [
            Represented(frames=on_grid(frames_of), standard=f.standard)
            for f, frames_of in zip(features, frames, strict=True)
        ]

    def standard_of(self, recording: Recording) -> Standard | None:
        """Return what the recording's own features are measured against."""
        return extract(recording, self.features).standard

    def distances(self, left: Sequence[Frames], right: Sequence[Frames]) -> Floats:
        """Return the path cost over n + m of each pair."""
        return dtw_distances(left, right, self.metric)

    def distances_so_far(self, written: Frames, references: Sequence[Frames]) -> Floats:
        """Return the open-ended path costs."""
        return open_ended_distances(written, references, self.metric)


@dataclass(frozen=True, kw_only=True)
class DurationComparator:
    """Knows nothing but how long the signature took: the trivial floor that every figure stands beside.

    The distance is |log(T₁ / T₂)|, T from first touch to last lift.
    """

    kind: str = "duration"

    def represent(self, recordings: Sequence[Recording], standards: Standards = None) -> list[Represented]:
        """Return one frame with one number, log T."""
        del standards  # duration has no features to standardise
        out = []
        for recording in recordings:
            trajectory_of(recording)  # the same refusals as everywhere: too short, too long
            frames = np.array([[np.log(total_seconds(recording))]], dtype=np.float32)
            out.append(Represented(frames=frames, standard=None))
        return out

    def standard_of(self, recording: Recording) -> Standard | None:
        """Return None."""
        self.represent([recording])
        return None

    def distances(self, left: Sequence[Frames], right: Sequence[Frames]) -> Floats:
        """Return the difference of log durations."""
        return np.array([abs(float(a[0, 0]) - float(b[0, 0])) for a, b in zip(left, right, strict=True)])

    def distances_so_far(self, written: Frames, references: Sequence[Frames]) -> Floats:
        """Return by how much the time so far exceeds each reference's, 0 while it does not."""
        return np.array([max(0.0, float(written[0, 0] - r[0, 0])) for r in references])


def frame_wise(encoder: FrameMajor, features: FeatureConfig) -> AlignedComparator:
    """Return what aligns the frames of a network that needs no torch."""
    return AlignedComparator(
        kind="network",
        features=features,
        metric="l2",
        embed=encoder.represented,
        looks=Looks(encoder.looks_around, encoder.pooling),
    )


def extracted(recordings: Sequence[Recording], config: FeatureConfig, standards: Standards) -> list[Features]:
    """Return the features of each recording, measured against its standard where one is given."""
    given = standards if standards is not None else [None] * len(recordings)
    return [extract(recording, config, standard) for recording, standard in zip(recordings, given, strict=True)]
