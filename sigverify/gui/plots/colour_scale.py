"""Colours for numbers: equal steps look equally far apart, and nobody has to tell red from green.

Ink runs from blue by way of purple to orange, the ends of Okabe and Ito's palette that every kind of colour vision
tells apart; costs run from the ground to blue. Lightness changes one way all along, so that both hold in grey too.
Steps are equal in CIELAB (1976).
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from sigverify.gui.tokens import ThemeName
from sigverify.ink.recording import Floats

STEPS = 256

Rgb = NDArray[np.uint8]

_INK: dict[ThemeName, tuple[tuple[float, float, float], ...]] = {
    "light": ((24.0, 18.0, -46.0), (42.0, 44.0, -16.0), (59.0, 48.0, 58.0)),
    "dark": ((55.0, -2.0, -42.0), (68.0, 30.0, -8.0), (84.0, 7.0, 62.0)),
}
"""Stops (L*, a*, b*) that ink can be drawn by: each stands out from the paper of its theme."""

_COST: dict[ThemeName, tuple[tuple[float, float, float], ...]] = {
    "light": ((97.0, 0.0, 3.0), (70.0, -6.0, -22.0), (22.0, 10.0, -38.0)),
    "dark": ((14.0, 0.0, -4.0), (45.0, -6.0, -28.0), (90.0, -4.0, -14.0)),
}
"""Stops of the warping matrix: what costs nothing is the ground, what costs much stands out from it."""

_WHITE = np.array([0.95047, 1.0, 1.08883])
_TO_RGB = np.array([[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]])


@lru_cache(maxsize=4)
def ink_scale(theme: ThemeName) -> Rgb:
    """Return the colours of ink, uint8 (STEPS, 3), from the least to the most."""
    return _scale(_INK[theme])


@lru_cache(maxsize=4)
def cost_scale(theme: ThemeName) -> Rgb:
    """Return the colours of costs, uint8 (STEPS, 3), from nothing to the most."""
    return _scale(_COST[theme])


@lru_cache(maxsize=4)
def ink_colours(theme: ThemeName) -> tuple[QColor, ...]:
    """Return the colours of ink for a painter."""
    return tuple(QColor(*(int(part) for part in row)) for row in ink_scale(theme))


def steps_of(values: Floats, low: float, high: float) -> NDArray[np.int64]:
    """Return which colour each value takes, 0 … STEPS − 1, of the range from low to high; −1 for what is no number."""
    known = np.isfinite(values)
    share = (np.where(known, values, low) - low) / max(high - low, 1e-12)
    return np.where(known, np.rint(np.clip(share, 0, 1) * (STEPS - 1)), -1).astype(np.int64)


def lab_to_rgb(lab: Floats) -> Floats:
    """Return sRGB, 0 … 1 where it can be shown, of CIELAB colours (n, 3) under D65."""
    f = np.empty_like(lab)
    f[:, 1] = (lab[:, 0] + 16) / 116
    f[:, 0], f[:, 2] = f[:, 1] + lab[:, 1] / 500, f[:, 1] - lab[:, 2] / 200
    xyz = _WHITE * np.where(f > 6 / 29, f**3, 3 * (6 / 29) ** 2 * (f - 4 / 29))
    linear = xyz @ _TO_RGB.T
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * np.maximum(linear, 0) ** (1 / 2.4) - 0.055)


def along(stops: tuple[tuple[float, float, float], ...]) -> Floats:
    """Return STEPS colours in CIELAB, float64 (STEPS, 3), in equal steps from the first stop to the last."""
    points = np.array(stops)
    reached = np.concatenate(([0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))))
    at = np.linspace(0.0, reached[-1], STEPS)
    return np.stack([np.interp(at, reached, column) for column in points.T], axis=1)


def _scale(stops: tuple[tuple[float, float, float], ...]) -> Rgb:
    made = np.rint(np.clip(lab_to_rgb(along(stops)), 0, 1) * 255).astype(np.uint8)
    made.setflags(write=False)
    return made
