"""Skilled forgeries of synthetic signers: the right shape by a hand with other dynamics.

What sets a forgery apart (slower, more and shorter strokes, pauses, tremor, blunt pressure, other lifts) follows
the forensic and kinematic literature: K. Franke, 'Analysis of authentic signatures and forgeries', IWCF 2009;
M. A. Ferrer et al., 'Static and dynamic synthesis of handwritten signatures', Pattern Recognition 2018. The forger
has seen the picture, and the better one has practised until the rhythm is nearly right too. How often either comes,
and how far off both are, was set by the forgeries of recorded corpora, see `resources/accuracy/levers.md`.
"""

from dataclasses import dataclass, replace

import numpy as np

from sigverify.errors import UsageError
from sigverify.ink.recording import Floats, Recording
from sigverify.ink.synthesis.inking import Grip, draw_grip, write
from sigverify.ink.synthesis.plan import AIR, WritingPlan
from sigverify.ink.synthesis.repetitions import Variation, vary_plan
from sigverify.ink.synthesis.signers import SyntheticSigner
from sigverify.sentences import said


@dataclass(frozen=True, kw_only=True, eq=False)
class Forger:
    """A forger of one signer: what he makes of the signature, with a skill from 0 (traces) to 1 (practised)."""

    skill: float
    plan: WritingPlan
    grip: Grip


def draw_skill(rng: np.random.Generator) -> float:
    """Draw a forger's skill in 0 … 1: some have practised the movement, as many copy the form from a picture."""
    return float(rng.beta(4.0, 1.6) if rng.random() < 0.5 else rng.beta(2.0, 4.5))


def draw_forger(signer: SyntheticSigner, rng: np.random.Generator, skill: float | None = None) -> Forger:
    """Return someone who has learnt to imitate the signer.

    skill: 0 … 1, drawn where it is None. Raises UsageError outside that range.
    """
    if skill is None:
        skill = draw_skill(rng)
    if not 0.0 <= skill <= 1.0:
        raise UsageError(said("A forger's skill lies between 0 and 1, found {skill}.", skill=skill))
    plan = vary_plan(_split(signer.plan, 0.65 * (1.0 - skill) ** 1.3, rng), _misreading(skill), rng)
    plan = _lifted_otherwise(plan, 1.0 - skill, rng)
    own = draw_grip(rng)
    grip = Grip(
        level=_between(own.level, signer.grip.level, 0.6 * skill),
        contrast=_between(own.contrast, signer.grip.contrast, 0.5 * skill),
        attack_s=_between(own.attack_s, signer.grip.attack_s, skill),
        release_s=_between(own.release_s, signer.grip.release_s, skill),
        flicker=own.flicker,
        tremor_mm=own.tremor_mm + 0.07 * (1.0 - skill) * float(rng.uniform(0.2, 1.0)),
    )
    return Forger(skill=skill, plan=_retimed(plan, signer.plan, skill, rng), grip=grip)


def forge(
    signer: SyntheticSigner,
    rng: np.random.Generator,
    *,
    skill: float | None = None,
    rate_hz: float = 200.0,
    in_air: bool = False,
) -> Recording:
    """Return a skilled forgery of the signer by a new forger; see `draw_forger` for skill."""
    return forge_again(draw_forger(signer, rng, skill), rng, rate_hz=rate_hz, in_air=in_air)


def forge_again(forger: Forger, rng: np.random.Generator, *, rate_hz: float = 200.0, in_air: bool = False) -> Recording:
    """Return one more try of the same forger."""
    return write(vary_plan(forger.plan, _UNPRACTISED, rng), forger.grip, rng, rate_hz=rate_hz, in_air=in_air)


_UNPRACTISED = Variation(
    size=0.06,
    aspect=0.07,
    slant=0.05,
    rotation_rad=0.03,
    target=0.07,
    target_mm=0.15,
    correction=0.5,
    swell=0.05,
    rush=0.08,
    turn=0.1,
    turn_rad=0.1,
    ends_rad=0.9,
    tempo=0.08,
    lag=0.12,
    duration=0.1,
    sigma=0.1,
    pause=0.25,
    effort=0.08,
    level=0.08,
    hesitation=0.02,
    wavering=0.7,
)
"""From one try of a forger to the next."""


def _misreading(skill: float) -> Variation:
    """Return how far a forger's idea of the shape is off."""
    worse = 1.0 - skill
    return Variation(
        size=0.1 + 0.1 * worse,
        aspect=0.12 + 0.15 * worse,
        slant=0.08 + 0.1 * worse,
        rotation_rad=0.03 + 0.03 * worse,
        target=0.09 + 0.09 * worse,
        target_mm=0.2 + 0.2 * worse,
        correction=0.7,  # he looks at the picture, so errors do not add up
        swell=0.08 + 0.08 * worse,
        rush=0.0,
        turn=0.12 + 0.18 * worse,
        turn_rad=0.12 + 0.18 * worse,
        ends_rad=1.0 + 0.5 * worse,
        tempo=0.0,
        lag=0.0,
        duration=0.0,
        sigma=0.1,
        pause=0.0,
        effort=0.0,
        level=0.0,
        hesitation=0.0,
        wavering=1.5,  # which strokes are lifted is hard to see in the ink
    )


def _retimed(plan: WritingPlan, signer_plan: WritingPlan, skill: float, rng: np.random.Generator) -> WritingPlan:
    """Return the plan in the forger's rhythm: the signer's where he is skilled, else his own for such strokes."""
    count = len(plan)
    pace = float(rng.uniform(0.12, 0.21))
    own_duration = pace * np.clip(plan.length_mm / 5.0, 0.05, 20.0) ** rng.uniform(0.25, 0.6)
    own_duration *= np.exp(rng.normal(0.0, 0.25, count))
    # A hand that copies finishes a stroke before it begins the next: less overlap, deeper dips of speed.
    own_overlap = rng.uniform(0.42, 0.6) * np.exp(rng.normal(0.0, 0.2, count))
    own_lag = np.concatenate(([0.0], (own_duration * own_overlap)[:-1]))
    heard = 0.1 + 0.6 * skill  # even the best have only seen the ink, or watched the pen
    duration = plan.duration_s**heard * own_duration ** (1.0 - heard)
    lag = np.where(
        plan.lag_s > 0, np.maximum(plan.lag_s, 1e-3) ** heard * np.maximum(own_lag, 1e-3) ** (1.0 - heard), 0.0
    )
    after_air = np.concatenate(([False], plan.component[:-1] == AIR))
    lag[after_air] *= np.exp(rng.normal(0.2 + 0.7 * (1.0 - skill), 0.4, count))[after_air]
    late = (rng.random(count) < 0.02 + 0.06 * (1.0 - skill)) & (plan.lag_s > 0)
    lag += np.where(late, rng.uniform(0.05, 0.25, count), 0.0)
    own_effort = np.clip(0.6 - rng.uniform(0.0, 0.3) * np.sin(plan.start_rad) + rng.normal(0.0, 0.15, count), 0.1, 1.0)
    retimed = replace(plan, lag_s=lag, duration_s=duration, effort=_blend(own_effort, plan.effort, 0.25 + 0.35 * skill))
    slower = float(np.exp(rng.normal(1.05 * (1.0 - skill), 0.15)))
    return retimed.paced(slower * _written_s(signer_plan) / _written_s(retimed))


def _written_s(plan: WritingPlan) -> float:
    touches = plan.touches()
    return float(touches[-1, 1] - touches[0, 0])


def _lifted_otherwise(plan: WritingPlan, worse: float, rng: np.random.Generator) -> WritingPlan:
    """Return the plan with lifts of the forger's own: he patches what he draws, and joins what was parted."""
    in_air = plan.component == AIR
    chance = np.where(in_air, 0.1 + 0.1 * worse, 0.006 + 0.015 * worse)
    return plan.lifted(in_air ^ (rng.random(len(plan)) < chance))


def _split(plan: WritingPlan, chance: float, rng: np.random.Generator) -> WritingPlan:
    """Return the plan with some strokes of the pen on the surface drawn as two: the same path, one more halt."""
    parted = (rng.random(len(plan)) < chance) & (plan.component != AIR) & (plan.length_mm > 1.5)
    at = np.where(parted, rng.uniform(0.35, 0.65, len(plan)), 1.0)
    turn = plan.end_rad - plan.start_rad
    order = np.repeat(np.arange(len(plan)), 1 + parted)
    second = np.concatenate(([False], order[1:] == order[:-1]))
    share = np.where(second, 1.0 - at[order], at[order])
    duration = plan.duration_s[order] * share**0.4
    # The second part begins after the first as strokes of this plan do, and pushes back what follows.
    lag = np.where(second, 0.5 * np.roll(duration, 1), plan.lag_s[order])
    return WritingPlan(
        lag_s=lag,
        duration_s=duration,
        sigma=plan.sigma[order],
        length_mm=plan.length_mm[order] * share,
        start_rad=plan.start_rad[order] + np.where(second, at[order] * turn[order], 0.0),
        end_rad=plan.end_rad[order] - np.where(~second & parted[order], (1.0 - at[order]) * turn[order], 0.0),
        effort=plan.effort[order],
        component=plan.component[order],
        wavering=plan.wavering[order],
    )


def _between(own: float, other: float, share: float) -> float:
    return (1.0 - share) * own + share * other


def _blend(own: Floats, other: Floats, share: float) -> Floats:
    blended: Floats = (1.0 - share) * own + share * other
    return blended
