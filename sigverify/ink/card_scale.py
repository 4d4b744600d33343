"""How large a pixel is on a tablet, measured against two edges of a bank card, across and down apart.

A card of the size ID-1 (ISO/IEC 7810) is 85.60 mm wide and 53.98 mm high. Traced along two edges that meet, with the
card laid as it comes, it gives two lengths and a right angle.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sigverify.errors import InkError
from sigverify.ink.recording import Floats, Recording
from sigverify.sentences import said

CARD_MM = (85.60, 53.98)
"""Long and short side of a card of the size ID-1."""

_SHORTEST_EDGE = 60.0
"""Pixels: a shorter line is no card's edge, and a slip of the pen would weigh too much."""

_MOST_BENT = 0.03
"""A line may leave the straight one between its ends by so much of its length."""

_LARGEST_ASPECT = 1.6
"""A pixel that is so many times wider than high, or higher than wide, was not measured with a card."""

_MOST_SKEWED = 0.12
"""Cosine of the angle between the edges, once measured: a card's is 0, and 7 degrees are no unsteady hand."""


@dataclass(frozen=True, kw_only=True)
class PadScale:
    """Millimetres in one pixel across and down. Raises InkError where one is not a positive number."""

    across_mm: float
    down_mm: float

    def __post_init__(self) -> None:
        for value in (self.across_mm, self.down_mm):
            if not (np.isfinite(value) and value > 0):
                raise InkError(
                    said(
                        "A scale must be a positive number of millimetres, found {value!r}. Measure it again.",
                        value=value,
                    )
                )

    @property
    def aspect(self) -> float:
        """How many times wider than high a pixel is: 1 where nothing is stretched."""
        return self.across_mm / self.down_mm


def card_scale(strokes: Sequence[Recording]) -> PadScale:
    """Return the scale from two traced edges of a card, one recording of one stroke each, in any order.

    Each edge, a straight line from the first point to the last with the steps dx and dy, is as long as the card says:
    (across · dx)² + (down · dy)² = length². That is linear in the squares of both scales, so the card may lie at any
    angle. Of the two ways to say which edge is the long one, the one is taken that stretches a pixel less.

    Raises InkError, saying what to do, where these are no two edges of a card.
    """
    if len(strokes) != 2:
        raise InkError(
            said("Two edges are needed, found {strokes} strokes. Draw along two edges that meet.", strokes=len(strokes))
        )
    steps = np.array([_edge(stroke) for stroke in strokes])
    found = [scale for sides in (CARD_MM, CARD_MM[::-1]) if (scale := _solved(steps, np.array(sides))) is not None]
    if not found:
        raise InkError(
            said(
                "These two lines are not those of a bank card. Lay the card flat and draw along two edges that meet, "
                "each from corner to corner."
            )
        )
    return min(found, key=lambda scale: abs(np.log(scale.aspect)))


def card_outline(scale: PadScale) -> tuple[float, float]:
    """Return width and height in pixels of a card that lies level."""
    return CARD_MM[0] / scale.across_mm, CARD_MM[1] / scale.down_mm


def _edge(stroke: Recording) -> Floats:
    """Return the step from one end of a traced edge to the other, float64 (2,)."""
    down = stroke.pen_down
    places = np.stack((stroke.x[down], stroke.y[down]))
    step: Floats = places[:, -1] - places[:, 0]
    length = float(np.hypot(*step))
    if length < _SHORTEST_EDGE:
        raise InkError(
            said("That line is too short for a card's edge. Draw along the whole edge, from corner to corner.")
        )
    off = places - places[:, :1]
    bent = float(np.abs(off[0] * step[1] - off[1] * step[0]).max()) / length
    if bent > _MOST_BENT * length:
        raise InkError(said("That line is not straight. Hold the card down and draw along its edge once more."))
    return step


def _solved(steps: Floats, lengths_mm: Floats) -> PadScale | None:
    """Return the scale that gives these steps these lengths; None where there is none, or it is no card's."""
    squares = steps**2
    if abs(np.linalg.det(squares)) < 1e-6 * squares.max() ** 2:
        return None
    scales = np.linalg.solve(squares, lengths_mm**2)
    if scales.min() <= 0:
        return None
    across, down = np.sqrt(scales).tolist()
    scale = PadScale(across_mm=across, down_mm=down)
    skewed = abs(float(np.prod(steps[:, 0]) * across**2 + np.prod(steps[:, 1]) * down**2)) / float(np.prod(lengths_mm))
    stretched = max(scale.aspect, 1 / scale.aspect) > _LARGEST_ASPECT
    return None if stretched or skewed > _MOST_SKEWED else scale
