"""The look of every plot: Okabe and Ito's colours, each with a line style of its own, so that none rests on colour.

Colours are those of the light theme and of paper. `CSS_NAMES` says what each is called on a page, where the style sheet
may give it another value in the dark.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from matplotlib import rc_context

TEXT, MUTED, LINE = "#1f2328", "#5b6470", "#d9d6cf"
BLUE, ORANGE, GREEN, PURPLE = "#0072b2", "#d55e00", "#009e73", "#cc79a7"
"""M. Okabe and K. Ito, 'Color universal design', 2008; ORANGE is their vermilion: the lighter one pales on paper."""

CSS_NAMES = {
    TEXT: "text",
    MUTED: "muted",
    LINE: "line",
    BLUE: "blue",
    ORANGE: "orange",
    GREEN: "green",
    PURPLE: "purple",
}

_COLOURS = (BLUE, ORANGE, GREEN, PURPLE, TEXT)
_STYLES = ("-", "--", "-.", ":")

_SETTINGS: dict[str, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": MUTED,
    "axes.grid": True,
    "axes.labelcolor": TEXT,
    "axes.labelsize": 8.5,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": TEXT,
    "axes.titlelocation": "left",
    "axes.titlesize": 9,
    "axes.titleweight": "bold",
    "figure.constrained_layout.h_pad": 0.08,
    "figure.constrained_layout.w_pad": 0.08,
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "grid.color": LINE,
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.6,
    "legend.fontsize": 7.5,
    "legend.frameon": False,
    "lines.linewidth": 1.6,
    "pdf.fonttype": 42,  # letters stay text that can be searched
    "svg.fonttype": "none",
    "text.color": TEXT,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "xtick.color": MUTED,
    "xtick.labelcolor": TEXT,
    "xtick.labelsize": 7.5,
    "ytick.color": MUTED,
    "ytick.labelcolor": TEXT,
    "ytick.labelsize": 7.5,
}


def model_line(place: int) -> dict[str, Any]:
    """Return colour and style of the line of model number `place`, from 0; twenty differ."""
    return {"color": _COLOURS[place % len(_COLOURS)], "linestyle": _STYLES[place % len(_STYLES)]}


KINDS: dict[str, dict[str, Any]] = {
    "genuine": {"color": BLUE, "linestyle": "-"},
    "skilled": {"color": ORANGE, "linestyle": "--"},
    "random": {"color": GREEN, "linestyle": ":"},
}
"""Colour and style of each kind of signature."""


def signed(value: float) -> str:
    """Return a number with two decimals and a true minus sign."""
    return f"{value:.2f}".replace("-", "−")


@contextmanager
def house_look(salt: str = "") -> Iterator[None]:
    """Draw and save in this look.

    salt: makes the marks inside an SVG file its own, and the same each time.

    Names in scripts that the font lacks bring no warning for each letter: in HTML the reader's own fonts fill in, in
    PDF such a letter is an empty box.
    """
    settings: Any = {**_SETTINGS, "svg.hashsalt": salt}  # matplotlib's own type spells out every key
    with rc_context(settings), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph \d+ .* missing from font", category=UserWarning)
        yield
