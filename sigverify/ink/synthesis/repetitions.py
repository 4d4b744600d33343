"""The same hand again: natural variation from one signature, and one session, to the next.

Noise on the parameters of the sigma-lognormal strokes as a model of a writer's repetitions follows J. Galbally,
R. Plamondon, J. Fierrez and J. Ortega-Garcia, 'Synthetic on-line signature generation', Pattern Recognition 45
(2012). Deviations: displacements are disturbed at their targets, and the hand corrects part of the error with
each stroke, where they disturb D and the angles independently; size and pace swell and fall slowly along the
signature; the hand lifts now and then where it usually draws, and the reverse; the spread is a signer's own; sessions
drift. How large each spread is was set by what recorded signatures do, see `resources/accuracy/levers.md`.
"""

from dataclasses import dataclass, replace

import numpy as np

from sigverify.ink.recording import Floats, Recording
from sigverify.ink.synthesis.inking import Grip, band_noise, write
from sigverify.ink.synthesis.plan import AIR, WritingPlan
from sigverify.ink.synthesis.signers import SyntheticSigner


@dataclass(frozen=True, kw_only=True)
class Variation:
    """Standard deviations of what changes; logarithmic unless a unit is named.

    size, tempo: of the whole signature; slant: shear; rotation_rad: of the base line.
    aspect: width against height.
    target: miss of a stroke's target, as a part of the stroke; target_mm: and besides, whatever its length.
    correction: part of the miss so far that the next stroke makes good, 0 … 1.
    swell: of a slow change of width and of height along the signature; rush: the same of the pace.
    turn: of a stroke's turn; turn_rad: and besides; ends_rad: and besides, where the pen lands and where it lifts.
    lag, duration, sigma: of each stroke's timing; pause: of the time in the air.
    effort: pressure of each stroke, plain; level: of the whole signature.
    hesitation: chance that a stroke comes late by a tenth of a second or so.
    wavering: factor on the chances of the plan's strokes to be lifted or drawn otherwise.
    """

    size: float
    aspect: float
    slant: float
    rotation_rad: float
    target: float
    target_mm: float
    correction: float
    swell: float
    rush: float
    turn: float
    turn_rad: float
    ends_rad: float
    tempo: float
    lag: float
    duration: float
    sigma: float
    pause: float
    effort: float
    level: float
    hesitation: float
    wavering: float

    def scaled(self, factor: float) -> "Variation":
        """Return the variation with every spread multiplied, the habit of correction kept."""
        values = {name: value * factor for name, value in vars(self).items() if name != "correction"}
        return Variation(correction=self.correction, **values)


REPETITION = Variation(
    size=0.05,
    aspect=0.07,
    slant=0.04,
    rotation_rad=0.03,
    target=0.1,
    target_mm=0.2,
    correction=0.4,
    swell=0.07,
    rush=0.06,
    turn=0.1,
    turn_rad=0.1,
    ends_rad=0.9,
    tempo=0.05,
    lag=0.1,
    duration=0.09,
    sigma=0.1,
    pause=0.2,
    effort=0.08,
    level=0.06,
    hesitation=0.008,
    wavering=1.0,
)
"""From one signature to the next on the same day."""

SESSION = Variation(
    size=0.03,
    aspect=0.036,
    slant=0.03,
    rotation_rad=0.018,
    target=0.048,
    target_mm=0.12,
    correction=0.6,
    swell=0.03,
    rush=0.018,
    turn=0.06,
    turn_rad=0.06,
    ends_rad=0.15,
    tempo=0.033,
    lag=0.048,
    duration=0.042,
    sigma=0.048,
    pause=0.09,
    effort=0.042,
    level=0.06,
    hesitation=0.0,
    wavering=0.0,
)
"""From one day to another, for all of that day's signatures."""


def repeat(
    signer: SyntheticSigner, rng: np.random.Generator, *, rate_hz: float = 200.0, in_air: bool = False
) -> Recording:
    """Return another genuine signature of the signer.

    rate_hz: points a second; in_air: whether points with the pen lifted are recorded.
    """
    natural = REPETITION.scaled(signer.unsteadiness)
    # Now and then a hand is in a hurry, or not itself.
    if rng.random() < 0.06:
        natural = natural.scaled(float(rng.uniform(1.3, 1.8)))
    plan = vary_plan(signer.plan, natural, rng)
    return write(plan, vary_grip(signer.grip, natural, rng), rng, rate_hz=rate_hz, in_air=in_air)


def another_day(signer: SyntheticSigner, rng: np.random.Generator) -> SyntheticSigner:
    """Return the signer as he writes in another session: the plan itself has drifted a little."""
    drift = SESSION.scaled(signer.unsteadiness)
    return replace(signer, plan=vary_plan(signer.plan, drift, rng), grip=vary_grip(signer.grip, drift, rng))


def vary_grip(grip: Grip, variation: Variation, rng: np.random.Generator) -> Grip:
    """Return the grip with another level of pressure."""
    level = grip.level * np.exp(rng.normal(0.0, variation.level))
    return replace(grip, level=float(np.clip(level, 0.1, 0.9)))


def vary_plan(plan: WritingPlan, variation: Variation, rng: np.random.Generator) -> WritingPlan:
    """Return the plan with every parameter disturbed by `variation`."""
    count = len(plan)

    def factor(spread: float) -> Floats:
        return np.asarray(np.exp(rng.normal(0.0, spread, count)))

    chords = _missed(plan.chords, variation, rng) * np.exp(variation.swell * _slow_noise(rng, count, 2))
    turn = (plan.end_rad - plan.start_rad) * (1.0 + rng.normal(0.0, variation.turn, count))
    turn = turn + rng.normal(0.0, variation.turn_rad, count)
    # A hook at the end of a short stroke bends all of it, of a long one hardly anything.
    bent = _at_ends(plan) / (1.0 + (plan.length_mm / 6.0) ** 2)
    turn = np.clip(turn + bent * rng.normal(0.0, variation.ends_rad, count), -4.2, 4.2)
    middle = 0.5 * (plan.start_rad + plan.end_rad)
    # Another turn over the same chord needs another length of arc.
    length = np.hypot(*plan.chords) / np.sinc(turn / (2 * np.pi))
    lag, duration = plan.lag_s * factor(variation.lag), plan.duration_s * factor(variation.duration)
    after_air = np.concatenate(([False], plan.component[:-1] == AIR))
    lag[after_air] *= factor(variation.pause)[after_air]
    late = rng.random(count) < variation.hesitation
    lag += np.where(late, rng.uniform(0.04, 0.15, count), 0.0)
    tempo = np.exp(rng.normal(0.0, variation.tempo) + variation.rush * _slow_noise(rng, count, 1)[0])
    otherwise = rng.random(count) < variation.wavering * plan.wavering
    varied = replace(
        plan,
        lag_s=lag * tempo,
        duration_s=duration * tempo,
        sigma=np.clip(plan.sigma * factor(variation.sigma), 0.06, 0.5),
        length_mm=np.maximum(length, 0.02),
        start_rad=middle - 0.5 * turn,
        end_rad=middle + 0.5 * turn,
        effort=np.clip(plan.effort + rng.normal(0.0, variation.effort, count), 0.05, 1.1),
    ).with_chords(chords)
    varied = varied.lifted((plan.component == AIR) ^ otherwise)
    return varied.transformed(_linear_map(variation, rng))


def _missed(chords: Floats, variation: Variation, rng: np.random.Generator) -> Floats:
    """Return displacements (2, m) that miss their targets, each correcting a part of the error before."""
    count = chords.shape[1]
    # The miss grows with the stroke, but the longest sweeps are not as wild as that would have them.
    length = np.hypot(*chords)
    spread = np.hypot(variation.target * length / (1.0 + length / 25.0), variation.target_mm)
    slips = rng.normal(0.0, 1.0, (2, count)) * spread
    kept = 1.0 - variation.correction
    error = np.zeros((2, count + 1))
    for stroke in range(count):
        error[:, stroke + 1] = kept * error[:, stroke] + slips[:, stroke]
    missed: Floats = chords + np.diff(error, axis=1)
    return missed


def _at_ends(plan: WritingPlan) -> Floats:
    """Return 1 for strokes with which the pen lands or lifts, 0 for others, (m,)."""
    down = np.concatenate(([False], plan.component != AIR, [False]))
    ends: Floats = (down[1:-1] & ~(down[:-2] & down[2:])).astype(np.float64)
    return ends


def _slow_noise(rng: np.random.Generator, count: int, rows: int) -> Floats:
    """Return noise of unit variance that changes a few times along the strokes, (rows, count)."""
    return band_noise(rng, np.linspace(0.0, 1.0, count), low_hz=0.3, high_hz=2.5, rows=rows)


def _linear_map(variation: Variation, rng: np.random.Generator) -> Floats:
    size, aspect, slant, angle = rng.normal(0.0, 1.0, 4) * (
        variation.size,
        variation.aspect,
        variation.slant,
        variation.rotation_rad,
    )
    scale = np.diag([np.exp(size + aspect / 2), np.exp(size - aspect / 2)])
    shear = np.array([[1.0, slant], [0.0, 1.0]])
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    matrix: Floats = rotation @ shear @ scale
    return matrix
