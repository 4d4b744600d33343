"""People who do not exist: each with a hand, a signature and a steadiness of its own."""

from dataclasses import dataclass

import numpy as np

from sigverify.ink.synthesis.inking import Grip, draw_grip
from sigverify.ink.synthesis.penmanship import Style, draw_style, extent, in_millimetres, lay_out, plan_strokes
from sigverify.ink.synthesis.plan import WritingPlan

WIDEST_MM, TALLEST_MM = 80.0, 30.0
NARROWEST_MM, LOWEST_MM = 20.0, 8.0
LONGEST_S, SHORTEST_S = 6.0, 1.0


@dataclass(frozen=True, kw_only=True, eq=False)
class SyntheticSigner:
    """A signer: what the hand means to write and how steadily it does.

    name: '' where the signature spells nothing.
    style: the habits that the plan was laid out with.
    plan: the strokes as meant.
    grip: pressure and tremor.
    unsteadiness: factor on the natural variation from one signature to the next, about 1.
    """

    name: str
    style: Style
    plan: WritingPlan
    grip: Grip
    unsteadiness: float


def draw_signer(rng: np.random.Generator, name: str = "") -> SyntheticSigner:
    """Draw a signer whose signature, 20–80 mm wide and 8–30 mm high, is based on the letters of `name`."""
    style = draw_style(rng)
    runs = lay_out(name, style, rng)
    size = extent(runs)
    # Overlapping strokes cut corners: what is written comes out a little smaller than its targets.
    mm_per_unit = 1.08 * min(style.width_mm / size[0], 0.85 * TALLEST_MM / size[1])
    plan = plan_strokes(in_millimetres(runs, mm_per_unit), style, rng)
    return SyntheticSigner(
        name=name,
        style=style,
        plan=_fitted(plan),
        grip=draw_grip(rng),
        unsteadiness=float(np.exp(rng.normal(0.0, 0.25))),
    )


def _fitted(plan: WritingPlan) -> WritingPlan:
    """Return the plan scaled and paced so that what is written keeps a margin to the limits of size and time."""
    # Scaled strokes keep their turns, so round ones do not scale exactly: a second look puts that right.
    for _ in range(2):
        touches = plan.touches()
        written = plan.strokes().positions(np.arange(touches[0, 0], touches[-1, 1], 0.01))
        width, height = np.ptp(written, axis=1)
        across = np.clip(width, 1.2 * NARROWEST_MM, 0.85 * WIDEST_MM) / width
        up = np.clip(height * across, 1.25 * LOWEST_MM, 0.85 * TALLEST_MM) / height
        plan = plan.transformed(np.diag([across, up]))
    touches = plan.touches()
    duration = touches[-1, 1] - touches[0, 0]
    return plan.paced(float(np.clip(duration, 1.25 * SHORTEST_S, 0.8 * LONGEST_S) / duration))
