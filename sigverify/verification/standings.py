"""How each reference of a template stands to its fellows, as if it were questioned against them."""

from dataclasses import dataclass

import numpy as np

from sigverify.verification.card import ModelCard
from sigverify.verification.scoring import each_alone, together
from sigverify.verification.template import Template

_FEWEST = 3
"""Of two references nobody can say which one stands apart."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """distances: to each of the others, in their order, in the units of `Decision.distance`; odd: stands apart."""

    distances: tuple[float, ...]
    odd: bool


def standings_of(card: ModelCard, template: Template) -> tuple[list[Standing], float]:
    """Return the standing of each of N ≥ 2 references, and the distance beyond which one stands apart.

    It is what verifying each against the others would say, from the distances that the template holds already: no
    signature is aligned again.
    """
    count = template.reference_count
    calibration = card.calibration_for(count - 1)
    rules = [part.rule for part in card.comparators]
    out = []
    for place in range(count):
        others = [k for k in range(count) if k != place]
        rows = [part.distances[[place]][:, others] for part in template.parts]
        scorers = [
            rule.scorer([part.frames[k] for k in others], part.distances[np.ix_(others, others)])
            for rule, part in zip(rules, template.parts, strict=True)
        ]
        questioned = [part.frames[place : place + 1] for part in template.parts]
        whole = float(calibration.fused(together(scorers, questioned, rows))[0])
        out.append(
            Standing(
                distances=tuple(float(d) for d in calibration.fused(each_alone(scorers, rows))[0]),
                odd=count >= _FEWEST and whole > calibration.rejection_distance,
            )
        )
    return out, calibration.rejection_distance
