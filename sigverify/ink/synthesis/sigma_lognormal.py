"""The sigma-lognormal model: a pen's velocity as a vector sum of lognormal strokes.

R. Plamondon, 'A kinematic theory of rapid human movements', Biological Cybernetics 72 (1995);
C. O'Reilly and R. Plamondon, 'Development of a Sigma-Lognormal representation for on-line signatures',
Pattern Recognition 42 (2009). Stroke j is commanded at t0_j and covers the arc length D_j with the speed

    |v_j(t)| = D_j Λ(t; t0_j, μ_j, σ_j²)
             = D_j / (σ_j √(2π) (t − t0_j)) · exp(−(ln(t − t0_j) − μ_j)² / (2σ_j²)),   t > t0_j      (eq. 1)

while its direction turns from θ_s to θ_e as the lognormal's distribution function rises from 0 to 1:

    φ_j(t) = θ_s + (θ_e − θ_s) · ½ (1 + erf((ln(t − t0_j) − μ_j) / (σ_j √2)))                    (eq. 2)

and the velocity is v(t) = Σ_j |v_j(t)| (cos φ_j(t), sin φ_j(t)). With u_j the distribution function, dφ_j is
proportional to |v_j| dt, so the position has a closed form:

    x(t) = Σ_j D_j / (θ_e − θ_s) · (sin φ_j(t) − sin θ_s)
    y(t) = Σ_j D_j / (θ_e − θ_s) · (cos θ_s − cos φ_j(t))

Deviations: the closed form is evaluated as D u sinc(Δu/2) (cos, sin)(θ_s + Δu/2), Δ = θ_e − θ_s, the same
number without the 0/0 of a straight stroke; and a stroke counts as not begun, or as done, where ln(t − t0) is
more than `REACH` deviations from μ, which leaves out 3·10⁻⁷ of its length and most of the work.
"""

from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from sigverify.errors import UsageError
from sigverify.ink.recording import Floats, Integers
from sigverify.sentences import said

REACH = 5.0
"""Standard deviations of ln(t − t0) about μ within which a stroke moves the pen."""


class _Active(NamedTuple):
    """The cells (stroke, frame) in which a stroke is under way, all (k,) but `done` (m,)."""

    stroke: Integers
    frame: Integers
    elapsed_s: Floats  # t − t0
    z: Floats  # (ln(t − t0) − μ) / σ
    done: Integers  # first frame at which each stroke is over


@dataclass(frozen=True, kw_only=True, eq=False)
class SigmaLognormal:
    """m ≥ 1 lognormal strokes; immutable, arrays read-only, float64 (m,).

    onset_s: t0, when the stroke is commanded, seconds.
    length: D > 0, arc length, any unit.
    mu: μ, logarithm of the neuromuscular delay in seconds.
    sigma: σ > 0, spread of that delay on the logarithmic scale.
    start_rad, end_rad: θ_s and θ_e, direction at the stroke's begin and end, counter-clockwise from +x.

    Raises UsageError where lengths differ, a value is not finite, or D or σ is not positive.
    """

    onset_s: Floats
    length: Floats
    mu: Floats
    sigma: Floats
    start_rad: Floats
    end_rad: Floats

    def __post_init__(self) -> None:
        count = np.asarray(self.onset_s).size
        for field in fields(self):
            values = np.array(getattr(self, field.name), dtype=np.float64)
            if values.shape != (count,) or count == 0 or not np.isfinite(values).all():
                raise UsageError(
                    said(
                        "Stroke parameter '{field}' has shape {shape} or a value that is not finite; "
                        "expected ({count},) finite numbers.",
                        field=field.name,
                        shape=values.shape,
                        count=max(count, 1),
                    )
                )
            if field.name in ("length", "sigma") and not (values > 0).all():
                raise UsageError(
                    said(
                        "Stroke parameter '{field}' must be positive, found {values}.",
                        field=field.name,
                        values=values.min(),
                    )
                )
            values.setflags(write=False)
            object.__setattr__(self, field.name, values)

    def __len__(self) -> int:
        return int(self.onset_s.size)

    def positions(self, time_s: ArrayLike) -> Floats:
        """Return the pen's position, float64 (2, n), in the unit of `length`, the origin before the first stroke.

        time_s: float64 (n,), ascending seconds. Raises UsageError where they are not.
        """
        frames = _ascending(time_s)
        active = self._active(frames)
        turn = self.end_rad - self.start_rad
        covered = _covered(active.z)
        moved = _along_arc(
            self.length[active.stroke] * covered,
            self.start_rad[active.stroke],
            turn[active.stroke] * covered,
        )
        whole = _along_arc(self.length, self.start_rad, turn)
        return np.stack(
            [
                _sum_by_frame(active.frame, moved[axis], frames.size)
                + np.cumsum(_sum_by_frame(active.done, whole[axis], frames.size + 1))[:-1]
                for axis in (0, 1)
            ]
        )

    def velocities(self, time_s: ArrayLike) -> Floats:
        """Return the pen's velocity, float64 (2, n), units of `length` a second.

        time_s: float64 (n,), ascending seconds. Raises UsageError where they are not.
        """
        frames = _ascending(time_s)
        active = self._active(frames)
        turn = (self.end_rad - self.start_rad)[active.stroke]
        direction = self.start_rad[active.stroke] + turn * _covered(active.z)
        speed = self._speeds(active)
        return np.stack(
            [
                _sum_by_frame(active.frame, speed * np.cos(direction), frames.size),
                _sum_by_frame(active.frame, speed * np.sin(direction), frames.size),
            ]
        )

    def blend(self, time_s: ArrayLike, values: ArrayLike) -> Floats:
        """Return one value for each frame, the strokes' values weighted by their speeds then, float64 (n,).

        time_s: float64 (n,), ascending seconds; values: (m,), one a stroke. Where nothing moves: their mean.
        Raises UsageError where times do not ascend.
        """
        frames = _ascending(time_s)
        of_stroke = np.asarray(values, dtype=np.float64)
        active = self._active(frames)
        speed = self._speeds(active)
        total = _sum_by_frame(active.frame, speed, frames.size)
        weighted = _sum_by_frame(active.frame, speed * of_stroke[active.stroke], frames.size)
        # A slow floor keeps the blend defined while the pen rests.
        rest = 1e-3 * float(self.length.max())
        blended: Floats = (weighted + rest * of_stroke.mean()) / (total + rest)
        return blended

    def _speeds(self, active: _Active) -> Floats:
        spread = self.sigma[active.stroke]
        speed: Floats = (
            self.length[active.stroke] * np.exp(-0.5 * active.z**2) / (spread * np.sqrt(2.0 * np.pi) * active.elapsed_s)
        )
        return speed

    def _active(self, frames: Floats) -> _Active:
        begin = np.searchsorted(frames, self.onset_s + np.exp(self.mu - REACH * self.sigma), side="right")
        done = np.searchsorted(frames, self.onset_s + np.exp(self.mu + REACH * self.sigma), side="right")
        counts = done - begin
        stroke = np.repeat(np.arange(len(self)), counts)
        first_cell = np.concatenate(([0], np.cumsum(counts)[:-1]))
        frame = np.arange(stroke.size) - np.repeat(first_cell - begin, counts)
        # A frame within rounding of t0 itself would have no logarithm.
        elapsed = np.maximum(frames[frame] - self.onset_s[stroke], np.finfo(np.float64).tiny)
        z = (np.log(elapsed) - self.mu[stroke]) / self.sigma[stroke]
        return _Active(stroke, frame, elapsed, z, done.astype(np.int64))


def _covered(z: Floats) -> Floats:
    """Return the share of a stroke that is behind the pen: the normal distribution's integral up to z."""
    from scipy.special import ndtr  # slow to import, and the window imports this module before it decides

    return np.asarray(ndtr(z))


def _along_arc(length: Floats, start_rad: Floats, turn_rad: Floats) -> tuple[Floats, Floats]:
    """Return the displacement after an arc of that length which turns by that angle."""
    chord = length * np.sinc(turn_rad / (2.0 * np.pi))
    middle = start_rad + 0.5 * turn_rad
    return chord * np.cos(middle), chord * np.sin(middle)


def _sum_by_frame(frame: Integers, values: Floats, count: int) -> Floats:
    total: Floats = np.bincount(frame, weights=values, minlength=count).astype(np.float64, copy=False)
    return total


def _ascending(time_s: ArrayLike) -> Floats:
    frames = np.asarray(time_s, dtype=np.float64)
    if frames.ndim != 1 or not np.isfinite(frames).all() or np.any(np.diff(frames) < 0):
        raise UsageError(said("The model is read at finite times in ascending order; sort them first."))
    return frames
