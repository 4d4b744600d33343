"""The score while the pen moves: open-ended alignment with what has been written so far."""

from dataclasses import dataclass

import numpy as np

from sigverify.errors import InkError
from sigverify.ink.features import Standard
from sigverify.ink.recording import Floats, Recording
from sigverify.ink.trajectory import total_seconds
from sigverify.verification.calibration import Calibration
from sigverify.verification.comparators import Comparator, Represented
from sigverify.verification.scoring import Spread, each_alone, together
from sigverify.verification.template import Band, Part, Template

_BAND_STEP_S = 0.05


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
    units: tuple[float, ...]
    calibration: Calibration
    template: Template

    @property
    def decision_line(self) -> float:
        """The fused distance at which the score meets the threshold."""
        return self.calibration.decision_distance

    def update(self, so_far: Recording) -> LivePoint | None:
        """Return the score of the ink so far, or None while there is too little of it."""
        try:
            share = min(1.0, total_seconds(so_far) / float(self.template.duration_s.mean()))
            written = [
                comparator.represent([so_far], _moved(part.standard, comparator.standard_of(so_far), share))[0]
                for comparator, part in zip(self.comparators, self.template.parts, strict=True)
            ]
        except InkError:
            return None
        last = [
            comparator.live_distances(ink.frames, part.frames)[-1]
            for comparator, ink, part in zip(self.comparators, written, self.template.parts, strict=True)
        ]
        spreads = [Spread.of(part.distances) for part in self.template.parts]
        single = self.calibration.fused(each_alone(last, spreads, self.units))
        whole = self.calibration.fused(together(last, spreads, self.units))
        return LivePoint(
            time_s=float(max(ink.time_s[-1] for ink in written)),
            distances=tuple(float(d) for d in single),
            combined=float(whole),
        )


def genuine_band(
    comparators: tuple[Comparator, ...],
    represented: list[list[Represented]],
    parts: tuple[Part, ...],
    units: tuple[float, ...],
    calibration: Calibration,
) -> Band | None:
    """Return where the references themselves run, each against the others; None with fewer than three.

    represented: by comparator, then by reference. The lowest and highest fused distance at each moment, widened by
    a quarter of their gap, since few references show less than genuine signatures will.
    """
    count = len(represented[0])
    if count < 3:
        return None
    span = max(float(ink.time_s[-1]) for inks in represented for ink in inks)
    grid = np.arange(0.0, span + _BAND_STEP_S, _BAND_STEP_S)
    curves = np.empty((count, grid.size))
    for left_out in range(count):
        others = [k for k in range(count) if k != left_out]
        tables = []
        for comparator, inks in zip(comparators, represented, strict=True):
            distances = comparator.live_distances(inks[left_out].frames, [inks[k].frames for k in others])
            tables.append(_on_grid(inks[left_out].time_s, distances, grid))
        spreads = [Spread.of(part.distances[np.ix_(others, others)]) for part in parts]
        curves[left_out] = calibration.fused(together(tables, spreads, units))
    low, high = curves.min(axis=0), curves.max(axis=0)
    room = (high - low) / 4
    return Band(time_s=grid, low=np.maximum(low - room, 0.0), high=high + room)


def _moved(references: Standard | None, own: Standard | None, share: float) -> Standard | None:
    return None if references is None or own is None else references.towards(own, share)


def _on_grid(time_s: Floats, distances: Floats, grid: Floats) -> Floats:
    """Sample (frames, N) at times of the grid; before the first frame and after the last its value holds."""
    return np.stack([np.interp(grid, time_s, column) for column in distances.T], axis=-1)
