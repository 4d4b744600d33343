"""Lines by chosen error rates: what is asked for, what a calibration carries, and what is used."""

import math
from dataclasses import dataclass
from itertools import pairwise

from sigverify.errors import ModelError, UsageError
from sigverify.sentences import said

MOST_REFERENCES = 12
"""A template holds at most this many references: lines are measured for each number of them up to here."""

RATES = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1)
"""Error rates that a calibration keeps lines for, as far as its trials carry them."""

_HAIR = 1e-9  # a rate of 0.1 asked for is to find the line for 0.1, however it was rounded

Lines = tuple[tuple[float, float], ...]
"""(rate, log10 likelihood ratio) from the smallest rate upwards."""


@dataclass(frozen=True, kw_only=True)
class AskedRates:
    """Error rates that a person wants kept, as ratios; None leaves the model's own line.

    false_matches: at most so many skilled forgeries are accepted.
    false_non_matches: at most so many genuine signatures are rejected.

    Raises UsageError for a rate that is not between 0 and 1.
    """

    false_matches: float | None = None
    false_non_matches: float | None = None

    def __post_init__(self) -> None:
        for rate in (self.false_matches, self.false_non_matches):
            if rate is not None and not 0 < rate < 1:
                raise UsageError(
                    said("An error rate lies between 0 and 1, both excluded, found {rate:g}. Give another.", rate=rate)
                )


OWN_LINES = AskedRates()
"""Nothing is asked for: the two lines in the model's card."""


@dataclass(frozen=True, kw_only=True)
class CarriedLines:
    """Lines that keep a rate on the held-out signers.

    false_matches: at or above each lie at most so many skilled forgeries, as a ratio.
    false_non_matches: below each lie at most so many genuine signatures.
    """

    false_matches: Lines
    false_non_matches: Lines

    def __post_init__(self) -> None:
        for name, sign in (("false_matches", -1.0), ("false_non_matches", 1.0)):
            lines = tuple((float(rate), float(line)) for rate, line in getattr(self, name))
            object.__setattr__(self, name, lines)
            sound = all(0 < rate < 1 and math.isfinite(line) for rate, line in lines)
            if not sound or any(b[0] <= a[0] or sign * (b[1] - a[1]) < 0 for a, b in pairwise(lines)):
                raise ModelError(said("The lines in the model's card are damaged. Train or install the model again."))


@dataclass(frozen=True, kw_only=True)
class LinesUsed:
    """Which lines a decision was made by.

    false_matches, false_non_matches: the rate that each line keeps; None for the model's own line.
    note: '' or what was asked for and could not be carried, in plain words.
    """

    false_matches: float | None = None
    false_non_matches: float | None = None
    note: str = ""

    def require_kept(self) -> None:
        """Raise UsageError where a rate was not kept: asked for once and for one signature, no other line will do."""
        if self.note:
            raise UsageError(said("{note} Ask for what it carries, or leave the option out.", note=self.note))


def chosen_line(lines: Lines, asked: float) -> tuple[float, float] | None:
    """Return (rate, line) of the largest rate that is not above the one asked for; None where none is carried."""
    kept = [(rate, line) for rate, line in lines if rate <= asked * (1 + _HAIR)]
    return kept[-1] if kept else None


def one_in(rate: float) -> str:
    """Return a rate as '1 in 50'."""
    return said("1 in {number}", number=f"{round(1 / rate, 1):,g}".replace(",", "\N{NARROW NO-BREAK SPACE}"))
