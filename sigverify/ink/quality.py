"""How well a signature was captured, and whether it can be compared at all."""

from dataclasses import dataclass

import numpy as np

from sigverify.ink.recording import Recording
from sigverify.ink.trajectory import (
    FARTHEST,
    LONGEST_S,
    LONGEST_STEP_S,
    SHORTEST_S,
    farthest,
    pen_down_seconds,
    total_seconds,
)
from sigverify.sentences import said

LOWEST_RATE_HZ = 60.0
"""Slower than this, fast strokes lose their shape: at 60 Hz a 15 Hz movement has four points a turn."""

LONGEST_GAP_S = 0.06
"""A longer step inside a stroke, while the pen moves, means that points were lost."""

FEWEST_POINTS = 20


@dataclass(frozen=True, kw_only=True)
class Quality:
    """Facts about one capture.

    duration_s: first touch to last; pen_down_s: on the surface; rate_hz: points a second on the surface; points,
    stroke_count: as recorded.
    refusals: why it cannot be compared, one sentence each; problems: what lessens trust, one sentence each.
    """

    duration_s: float
    pen_down_s: float
    stroke_count: int
    points: int
    rate_hz: float
    refusals: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def usable(self) -> bool:
        """Whether it can be compared."""
        return not self.refusals


def has_pressure(recording: Recording) -> bool:
    """Return whether pressure was measured: one that never changes was not."""
    return recording.pressure is not None and float(np.ptp(recording.pressure[recording.pen_down])) > 0


def points_a_second(recording: Recording) -> float:
    """Return how many points a second there are on the surface; 0 where no stroke lasts."""
    return _rate_hz(recording, pen_down_seconds(recording))


def _rate_hz(recording: Recording, pen_down_s: float) -> float:
    return (int(recording.pen_down.sum()) - recording.stroke_count) / pen_down_s if pen_down_s > 0 else 0.0


def assess(recording: Recording) -> Quality:
    """Return what is known of a recording's quality; never raises for a valid recording."""
    points = int(recording.pen_down.sum())
    pen_down_s = pen_down_seconds(recording)
    rate_hz = _rate_hz(recording, pen_down_s)
    return Quality(
        duration_s=total_seconds(recording),
        pen_down_s=pen_down_s,
        stroke_count=recording.stroke_count,
        points=points,
        rate_hz=rate_hz,
        refusals=tuple(_refusals(recording, pen_down_s, points)),
        problems=tuple(_problems(recording, rate_hz)),
    )


def _refusals(recording: Recording, pen_down_s: float, points: int) -> list[str]:
    down = recording.pen_down
    out: list[str] = []
    if pen_down_s < SHORTEST_S:
        out.append(said("Too short to compare: {seconds:.1f} s of ink. Sign once more.", seconds=pen_down_s))
    elif pen_down_s > LONGEST_S:
        out.append(said("Too long for a signature: {seconds:.0f} s of ink. Sign once more.", seconds=pen_down_s))
    elif points < FEWEST_POINTS:
        out.append(
            said(
                "Too few points to compare: {points}. Check the tablet's connection, then sign once more.",
                points=points,
            )
        )
    far = farthest(recording)
    if far > FARTHEST:
        out.append(said("A coordinate of {far:.0e} lies beyond any tablet. Sign once more.", far=far))
    elif max(np.ptp(recording.x[down]), np.ptp(recording.y[down])) <= 0:
        out.append(said("All points lie on one spot. Sign once more."))
    return out


def _problems(recording: Recording, rate_hz: float) -> list[str]:
    down = recording.pen_down
    out: list[str] = []
    if not has_pressure(recording):
        out.append(said("No pressure was measured."))
    if 0 < rate_hz < LOWEST_RATE_HZ:
        out.append(said("Only {rate_hz:.0f} points a second.", rate_hz=rate_hz))
    stroke, time_s = recording.stroke[down], recording.time_s[down]
    inside = stroke[1:] == stroke[:-1]
    with np.errstate(over="ignore"):
        steps = np.diff(time_s)[inside]
    x, y = (np.clip(values[down], -FARTHEST, FARTHEST) for values in (recording.x, recording.y))
    moved = np.hypot(np.diff(x), np.diff(y))[inside]
    size = max(np.ptp(x), np.ptp(y))
    # a step beyond LONGEST_STEP_S is the clock's fault, not a loss
    lost = int(((steps > LONGEST_GAP_S) & (steps <= LONGEST_STEP_S) & (moved > 0.05 * size)).sum())
    if lost:
        out.append(said("Points were lost at {n} place.", "Points were lost at {n} places.", n=lost))
    if steps.size >= FEWEST_POINTS and recording.capture.has_clock and np.mean(steps <= 0) > 0.3:
        out.append(said("Points arrive in bursts that share one time."))
    return out
