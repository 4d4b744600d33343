"""The score while the pen moves, and where genuine signatures run meanwhile.

Comparators that align frames match what was written with as much of each reference as fits best. For all others the
ink so far counts as if it were the whole, so that their curve begins high and falls; the band says how far is usual.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from sigverify.errors import InkError
from sigverify.ink.features import Standard
from sigverify.ink.recording import Floats, Recording
from sigverify.ink.trajectory import total_seconds
from sigverify.verification.calibration import Calibration
from sigverify.verification.comparators import Comparator, Frames, Represented
from sigverify.verification.scoring import Rule, Scorer, each_alone, together
from sigverify.verification.template import Band, Part, Template

_BAND_STEP_S = 0.05

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


@dataclass(frozen=True, kw_only=True)
class LiveScore:
    """Scores unfinished ink against one template.

    Features are measured against a standard that moves from the references' mean one, which is all that is known at
    the start, to the ink's own, which the verdict uses, as the time written reaches the references' duration. So the
    curve ends where the verdict stands, but for signatures much shorter than the references.

    decision_line: combined distance above which the finished signature would not be accepted.
    """

    comparators: tuple[Comparator, ...]
    rules: tuple[Rule, ...]
    calibration: Calibration
    template: Template

    @property
    def decision_line(self) -> float:
        """The fused distance at which the score meets the threshold."""
        return self.calibration.decision_distance

    def update(self, so_far: Recording) -> LivePoint | None:
        """Return the score of the ink so far, or None while there is too little of it."""
        parts, duration_s = self.template.parts, float(self.template.duration_s.mean())
        written = [
            represented_so_far(comparator, [so_far], part.standard, duration_s)
            for comparator, part in zip(self.comparators, parts, strict=True)
        ]
        if not all(written):
            return None
        rows = [
            comparator.live_distances(ink.frames, part.frames)[-1:]
            for comparator, (ink,), part in zip(self.comparators, written, parts, strict=True)
        ]
        scorers = scorers_of(self.rules, parts)
        whole = self.calibration.fused(together(scorers, [[ink.frames] for (ink,) in written], rows))
        return LivePoint(
            time_s=float(max(ink.time_s[-1] for (ink,) in written)),
            distances=tuple(float(d) for d in self.calibration.fused(each_alone(scorers, rows))[0]),
            combined=float(whole[0]),
        )


def represented_so_far(
    comparator: Comparator, inks: Sequence[Recording], references: Standard | None, duration_s: float
) -> list[Represented]:
    """Return unfinished inks as a comparator sees them; those with too little ink are left out.

    references: their mean standard; duration_s: how long they took, on the mean. `LiveScore` says what ink is measured
    against.
    """
    usable, standards = [], []
    for ink in inks:
        with suppress(InkError):
            own = comparator.standard_of(ink)
            share = min(1.0, total_seconds(ink) / duration_s)
            standards.append(None if references is None or own is None else references.towards(own, share))
            usable.append(ink)
    return comparator.represent(usable, standards)


def genuine_band(
    comparators: Sequence[Comparator],
    rules: Sequence[Rule],
    calibration: Calibration,
    references: Sequence[Recording],
    represented: Sequence[Sequence[Represented]],
    parts: Sequence[Part],
) -> Band | None:
    """Return where the references themselves run, each against the others; None with fewer than three.

    represented: by comparator, then by reference; parts: by comparator. The lowest and highest fused distance at each
    moment, widened by a quarter of their gap, since few references show less than genuine signatures will.
    """
    count = len(references)
    if count < 3:
        return None
    span = max(float(ink.time_s[-1]) for inks in represented for ink in inks)
    grid = np.arange(0.0, span + _BAND_STEP_S, _BAND_STEP_S)
    durations = np.array([total_seconds(reference) for reference in references])
    curves = np.empty((count, grid.size))
    for left_out, reference in enumerate(references):
        others = [k for k in range(count) if k != left_out]
        beginnings = _beginnings(reference, min(_MOST_MOMENTS, _MOST_BEGINNINGS // count))
        single = []
        for comparator, rule, inks, part in zip(comparators, rules, represented, parts, strict=True):
            fellows = [inks[k] for k in others]
            time_s, written, rows = _while_written(comparator, beginnings, fellows, float(durations[others].mean()))
            scorer = rule.scorer([ink.frames for ink in fellows], part.distances[np.ix_(others, others)])
            single.append(np.interp(grid, time_s, scorer.combined(written, rows)))
        curves[left_out] = calibration.fused(np.stack(single, axis=-1))
    low, high = curves.min(axis=0), curves.max(axis=0)
    room = (high - low) / 4
    return Band(time_s=grid, low=np.maximum(low - room, 0.0), high=high + room)


def _while_written(
    comparator: Comparator, beginnings: Sequence[Recording], fellows: Sequence[Represented], duration_s: float
) -> tuple[Floats, list[Frames], Floats]:
    """Return the moments, float64 (T,), what was written by each, and its distances to the fellows, (T, fellows).

    Beginnings are given one by one, as `LiveScore.update` has them.
    """
    references = [fellow.frames for fellow in fellows]
    inks = represented_so_far(comparator, beginnings, mean_standard(fellows), duration_s)
    rows = np.concatenate([comparator.live_distances(ink.frames, references)[-1:] for ink in inks])
    return np.array([ink.time_s[-1] for ink in inks]), [ink.frames for ink in inks], rows


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
            out.append(
                Recording(**{name: values[:end] for name, values in ink.channels().items()}, capture=ink.capture)
            )
    return out
