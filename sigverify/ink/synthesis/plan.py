"""What a hand means to write: strokes with their timing, pen lifts and pressure, before any is written."""

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from sigverify.errors import UsageError
from sigverify.ink.recording import Floats, Integers
from sigverify.ink.synthesis.sigma_lognormal import SigmaLognormal
from sigverify.sentences import said

Flags = NDArray[np.bool_]

AIR = -1
"""Component number of a stroke that moves the lifted pen."""

_LIFTING = 0.15
"""Part of an air stroke's duration that passes before the tip has left the surface."""
_LANDING = 0.12
"""Part of a component's first stroke that passes before the tip touches the surface."""
_SHORTEST_LIFT_S = 0.03


@dataclass(frozen=True, kw_only=True, eq=False)
class WritingPlan:
    """m ≥ 1 strokes in the order of their commands; all arrays (m,), read-only.

    lag_s: from the effective begin of the stroke before to this one's, seconds ≥ 0; the first is 0.
    duration_s: effective duration, from exp(μ − 3σ) to exp(μ + 3σ) after the command, seconds > 0.
    sigma: σ of the lognormal, its asymmetry.
    length_mm: arc length > 0.
    start_rad, end_rad: direction at begin and end.
    effort: how hard the pen is pressed during the stroke, 0 … 1 of what this hand does.
    component: 0, 1, 2 … pen-down components in order, `AIR` for strokes between them.
    wavering: chance that the hand does otherwise another time: draws a stroke that is in the air here, or lifts the pen
        for one that is drawn here.
    """

    lag_s: Floats
    duration_s: Floats
    sigma: Floats
    length_mm: Floats
    start_rad: Floats
    end_rad: Floats
    effort: Floats
    component: Integers
    wavering: Floats

    def __post_init__(self) -> None:
        for field in fields(self):
            values = np.array(getattr(self, field.name), dtype=np.int64 if field.name == "component" else np.float64)
            if values.ndim != 1 or values.size == 0 or values.size != np.asarray(self.lag_s).size:
                raise UsageError(
                    said(
                        "Plan '{field}' has shape {shape}; every stroke needs one value.",
                        field=field.name,
                        shape=values.shape,
                    )
                )
            values.setflags(write=False)
            object.__setattr__(self, field.name, values)
        if self.component[0] == AIR or self.component[-1] == AIR:
            raise UsageError(
                said("A plan begins and ends with the pen on the surface, found a stroke in the air there.")
            )

    def __len__(self) -> int:
        return int(self.lag_s.size)

    @property
    def begin_s(self) -> Floats:
        """Effective begin of each stroke, (m,), the first at 0."""
        begin: Floats = np.cumsum(self.lag_s)
        return begin

    @property
    def chords(self) -> Floats:
        """Displacement of each stroke, (2, m) in mm."""
        reach = self.length_mm * np.sinc((self.end_rad - self.start_rad) / (2 * np.pi))
        middle = 0.5 * (self.start_rad + self.end_rad)
        return np.stack([reach * np.cos(middle), reach * np.sin(middle)])

    def strokes(self) -> SigmaLognormal:
        """Return the plan as lognormal strokes: t0, D, μ, σ, θ_s, θ_e."""
        median = self.duration_s / (2.0 * np.sinh(3.0 * self.sigma))
        return SigmaLognormal(
            onset_s=self.begin_s - median * np.exp(-3.0 * self.sigma),
            length=self.length_mm,
            mu=np.log(median),
            sigma=self.sigma,
            start_rad=self.start_rad,
            end_rad=self.end_rad,
        )

    def touches(self) -> Floats:
        """Return when the tip meets and leaves the surface, float64 (components, 2), ascending seconds."""
        begin = self.begin_s
        down = np.flatnonzero(self.component != AIR)
        first = down[np.flatnonzero(np.diff(self.component[down], prepend=-2))]
        last = np.append(down[np.searchsorted(down, first[1:]) - 1], down[-1])
        meets = begin[first] + _LANDING * self.duration_s[first]
        leaves = begin[last] + self.duration_s[last]
        after = last[:-1] + 1  # the stroke in the air that follows each component but the last
        leaves[:-1] = np.minimum(leaves[:-1], begin[after] + _LIFTING * self.duration_s[after])
        leaves[:-1] = np.minimum(leaves[:-1], meets[1:] - _SHORTEST_LIFT_S)
        return np.stack([meets, np.maximum(leaves, meets)], axis=1)

    def with_chords(self, chords: Floats) -> "WritingPlan":
        """Return the plan with other displacements (2, m) in mm; each stroke keeps its turn."""
        old = self.chords
        ratio = np.hypot(*chords) / np.maximum(np.hypot(*old), 1e-9)
        # A stroke that shrinks to nothing keeps a trace of length: D must stay positive.
        ratio = np.clip(ratio, 0.05, 20.0)
        rotation = np.arctan2(
            old[0] * chords[1] - old[1] * chords[0],
            old[0] * chords[0] + old[1] * chords[1],
        )
        return replace(
            self,
            length_mm=self.length_mm * ratio,
            start_rad=self.start_rad + rotation,
            end_rad=self.end_rad + rotation,
        )

    def transformed(self, matrix: Floats) -> "WritingPlan":
        """Return the plan under a linear map (2, 2) of the plane, applied to each stroke's displacement."""
        return self.with_chords(matrix @ self.chords)

    def lifted(self, in_air: Flags) -> "WritingPlan":
        """Return the plan with the pen in the air for the strokes that are True, (m,), and drawing all others.

        The first stroke and the last are drawn whatever is asked for.
        """
        down = ~in_air
        down[[0, -1]] = True
        run = np.cumsum(down & ~np.concatenate(([False], down[:-1]))) - 1
        return replace(self, component=np.where(down, run, AIR))

    def paced(self, factor: float) -> "WritingPlan":
        """Return the plan with all times multiplied by `factor`, above 1 slower."""
        return replace(self, lag_s=self.lag_s * factor, duration_s=self.duration_s * factor)
