"""The score while the pen moves, and where genuine signatures run meanwhile.

Comparators that align frames match what was written with as much of each reference as fits best, and go on from frame
to frame where they can; see `following`. For all others the ink so far counts as if it were the whole, so that their
curve begins high and falls; the band says how far is usual. Looking at the whole takes longer the more was written, so
that they look again when there is a little more of it: the more there is, the less a frame changes.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from sigverify.errors import InkError
from sigverify.ink.features import Standard
from sigverify.ink.recording import Floats, Recording
from sigverify.ink.trajectory import total_seconds
from sigverify.ink.written_ink import WrittenInk
from sigverify.progress import steps
from sigverify.verification.calibration import Calibration
from sigverify.verification.comparators import AlignedComparator, Comparator, Frames, Represented
from sigverify.verification.following import Follower
from sigverify.verification.scoring import Rule, Scorer, each_alone, together
from sigverify.verification.template import Band, Part

_BAND_STEP_S = 0.05

_LOOKED_AT = 64
"""Parts of the ink that was looked at, of which one more is waited for before it is looked at again."""

_MOST_MOMENTS = 15
"""At which the beginning of a reference is scored."""

_MOST_BEGINNINGS = 60
"""Bound on the beginnings of all references, each compared with all the others, so that an enrolment stays quick."""


@dataclass(frozen=True, kw_only=True)
class LivePoint:
    """The score so far.

    time_s: seconds since the first touch; distances: what each reference alone gives; combined: over all; both
    in the units of `Decision.distance`.
    """

    time_s: float
    distances: tuple[float, ...]
    combined: float


@dataclass(frozen=True, kw_only=True, eq=False)
class LiveScore:
    """Scores unfinished ink against one template, one signature after another.

    Features are measured against a standard that moves from the references' mean one, which is all that is known at
    the start, to the ink's own, which the verdict uses, as the time written reaches the references' duration. So the
    curve ends where the verdict stands, but for signatures much shorter than the references, and for what was written
    since the standard was last looked at.

    parts: of the template, by comparator; duration_s: how long its references took, on the mean.
    """

    comparators: tuple[Comparator, ...]
    rules: tuple[Rule, ...]
    calibration: Calibration
    parts: tuple[Part, ...]
    duration_s: float

    @property
    def decision_line(self) -> float:
        """The combined distance above which the finished signature would not be accepted."""
        return self.calibration.decision_distance

    def update(self, so_far: Recording) -> LivePoint | None:
        """Return the score of the ink so far, or None while there is too little of it.

        so_far: what was given before and more behind it, less some strokes of it, or another signature.
        """
        written, distances = [], []
        try:
            for place, (comparator, part) in enumerate(zip(self.comparators, self.parts, strict=True)):
                if (follower := self._followers.get(place)) is not None:
                    distances.append(follower.update(so_far)[None])
                    written.append(follower.frames)
                else:
                    looked_at = self._looked_at.get(place)
                    if looked_at is None or not looked_at.serves(so_far):
                        frames = self._whole(comparator, part, so_far)
                        looked_at = _LookedAt(so_far, frames, comparator.distances_so_far(frames, part.frames)[None])
                        self._looked_at[place] = looked_at
                    distances.append(looked_at.distances)
                    written.append(looked_at.frames)
        except InkError:
            return None
        whole = together(self._scorers, [[frames] for frames in written], distances)
        return LivePoint(
            time_s=self._seconds(so_far),
            distances=tuple(float(d) for d in self.calibration.fused(each_alone(self._scorers, distances))[0]),
            combined=float(self.calibration.fused(whole)[0]),
        )

    def anew(self, so_far: Recording) -> LivePoint | None:
        """Return the score of the ink so far by what is known of it now, or None while there is too little of it."""
        for follower in self._followers.values():
            follower.forget()
        self._looked_at.clear()
        return self.update(so_far)

    def _whole(self, comparator: Comparator, part: Part, so_far: Recording) -> Frames:
        """Return the frames of ink that counts as if it were the whole; raises InkError where there is too little."""
        own = comparator.standard_of(so_far)
        share = min(1.0, total_seconds(so_far) / self.duration_s)
        standard = None if part.standard is None or own is None else part.standard.towards(own, share)
        return comparator.represent([so_far], [standard])[0].frames

    def _seconds(self, so_far: Recording) -> float:
        """Return how long the ink took that was scored, which who follows it knows without a look at all of it."""
        for follower in self._followers.values():
            return follower.seconds
        return total_seconds(so_far)

    @cached_property
    def _scorers(self) -> list[Scorer]:
        """The references' scorers, the same for each frame."""
        return scorers_of(self.rules, self.parts)

    @cached_property
    def _looked_at(self) -> "dict[int, _LookedAt]":
        """What the others made of ink, by their places."""
        return {}

    @cached_property
    def _followers(self) -> dict[int, Follower]:
        """By the places of the comparators that go on."""
        ink = WrittenInk()
        return {
            place: Follower(comparator, part, self.duration_s, ink)
            for place, (comparator, part) in enumerate(zip(self.comparators, self.parts, strict=True))
            if isinstance(comparator, AlignedComparator) and comparator.goes_on
        }


class _LookedAt(NamedTuple):
    """What a comparator made of ink that it took for the whole: its frames and their distances (1, references)."""

    ink: Recording
    frames: Frames
    distances: Floats

    def serves(self, so_far: Recording) -> bool:
        """Return whether this is the beginning of the ink so far, and not much of it is missing."""
        count = len(self.ink)
        if not count <= len(so_far) <= count + count // _LOOKED_AT:
            return False
        ends = ((so_far.time_s, self.ink.time_s), (so_far.x, self.ink.x), (so_far.y, self.ink.y))
        return all(now[place] == then[place] for now, then in ends for place in (0, count - 1))


def genuine_band(
    comparators: Sequence[Comparator],
    rules: Sequence[Rule],
    calibration: Calibration,
    references: Sequence[Recording],
    represented: Sequence[Sequence[Represented]],
    parts: Sequence[Part],
) -> Band | None:
    """Return where the references themselves run, each against the others; None with fewer than three.

    represented: by comparator, then by reference; parts: by comparator. The lowest and highest live score at each
    moment, widened by a quarter of their gap, since few references show less than genuine signatures will.
    """
    count = len(references)
    if count < 3:
        return None
    durations = np.array([total_seconds(reference) for reference in references])
    grid = np.arange(0.0, durations.max() + _BAND_STEP_S, _BAND_STEP_S)
    curves = np.empty((count, grid.size))
    for left_out, reference in steps(list(enumerate(references))):
        others = [k for k in range(count) if k != left_out]
        live = LiveScore(
            comparators=tuple(comparators),
            rules=tuple(rules),
            calibration=calibration,
            parts=tuple(_of(part, inks, others) for part, inks in zip(parts, represented, strict=True)),
            duration_s=float(durations[others].mean()),
        )
        beginnings = _beginnings(reference, min(_MOST_MOMENTS, _MOST_BEGINNINGS // count))
        points = [point for so_far in steps(beginnings) if (point := live.anew(so_far)) is not None]
        curves[left_out] = np.interp(grid, [point.time_s for point in points], [point.combined for point in points])
    low, high = curves.min(axis=0), curves.max(axis=0)
    room = (high - low) / 4
    return Band(time_s=grid, low=np.maximum(low - room, 0.0), high=high + room)


def _of(part: Part, inks: Sequence[Represented], chosen: Sequence[int]) -> Part:
    """Return the part of the chosen references alone, which are those of `inks`."""
    return Part(
        frames=tuple(part.frames[k] for k in chosen),
        distances=part.distances[np.ix_(chosen, chosen)],
        standard=mean_standard([inks[k] for k in chosen]),
    )


def mean_standard(inks: Sequence[Represented]) -> Standard | None:
    """Return the mean standard of references; None without features."""
    standards = [ink.standard for ink in inks if ink.standard is not None]
    return Standard.average(standards) if standards else None


def scorers_of(rules: Sequence[Rule], parts: Sequence[Part]) -> list[Scorer]:
    """Return what judges by the references of a template, by comparator."""
    return [rule.scorer(part.frames, part.distances, part.compact) for rule, part in zip(rules, parts, strict=True)]


def _beginnings(ink: Recording, moments: int) -> list[Recording]:
    """Return what was written at moments evenly over the points, the last of them the whole."""
    ends = np.rint(np.linspace(0, len(ink), moments + 1)[1:]).astype(int)
    out = []
    for end in sorted(set(ends.tolist()) - {0}):
        with suppress(InkError):  # the pen has not touched yet
            out.append(ink.beginning(end))
    return out
