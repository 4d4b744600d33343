"""`LikelihoodRatio`: how far the evidence speaks for one proposition against another, and the words for it.

The words are those of the ENFSI guideline for evaluative reporting (2015): the ratio weighs how probable the findings
are under each of two propositions, and never says how probable a proposition is.
"""

import math
from dataclasses import dataclass
from typing import Any, Literal

from sigverify.sentences import said

Alternative = Literal["skilled", "random"]
"""What is weighed against the claimed signer: a skilled forgery, or a random one."""

CLAIMED = said("the claimed signer")

RANDOM_UNKNOWN = said(
    "This model tells nothing about random forgeries, someone else's own signature put in the signer's place: its "
    "calibration holds no such trials."
)

_THIN = "\N{NARROW NO-BREAK SPACE}"
_EVEN = math.log10(1.05)
"""Nearer to 1 than this a ratio is said to be about 1."""

SUPPORT = (
    (6.0, said("extremely strong support")),
    (4.0, said("very strong support")),
    (3.0, said("strong support")),
    (2.0, said("moderately strong support")),
    (1.0, said("moderate support")),
    (math.log10(2.0), said("weak support")),
)
"""Six levels of the ENFSI guideline, each from this log10 likelihood ratio upwards."""


@dataclass(frozen=True, kw_only=True)
class LikelihoodRatio:
    """The claimed signer wrote it, against one alternative.

    against: the alternative; log10: of the ratio, positive for the signer, no farther from 0 than the cap.
    cap: largest |log10| that the calibration's trials can carry; None where the program that decided kept no note.
    """

    against: Alternative
    log10: float
    cap: float | None

    @property
    def at_cap(self) -> bool:
        """Whether the trials carry no more, so that the true ratio may be farther from 1."""
        return self.cap is not None and abs(self.log10) >= self.cap

    @property
    def figure(self) -> str:
        """The ratio for the likelier side: 'LR 2 100 : 1', 'LR 1 : 350', 'LR at least 730 : 1'."""
        if self.at_cap:
            figure = _two_figures(abs(self.log10), down=True)
            if self.log10 >= 0:
                return said("LR at least {figure} : 1", figure=figure)
            return said("LR 1 : at least {figure}", figure=figure)
        return likelihood_ratio(self.log10)

    def sentence(self, signer: str = CLAIMED) -> str:
        """Return what the ratio says of both propositions, and whether it stands at its cap."""
        own, other = propositions(self.against, signer)
        if abs(self.log10) < _EVEN and not self.at_cap:
            return said("The findings are about as probable if {own} as if {other}.", own=own, other=other)
        likelier, rarer = (own, other) if self.log10 > 0 else (other, own)
        times = _two_figures(abs(self.log10), down=self.at_cap)
        if self.at_cap:
            return said(
                "The findings are at least {times} times more probable if {likelier} than if {rarer}: that is all "
                "that the calibration can carry.",
                times=times,
                likelier=likelier,
                rarer=rarer,
            )
        return said(
            "The findings are about {times} times more probable if {likelier} than if {rarer}.",
            times=times,
            likelier=likelier,
            rarer=rarer,
        )

    def support(self, signer: str = CLAIMED) -> str:
        """Return the verbal equivalent: how strongly the findings support one proposition rather than the other."""
        own, other = propositions(self.against, signer)
        for least, words in SUPPORT:
            if abs(self.log10) >= least:
                supported, rather = (own, other) if self.log10 > 0 else (other, own)
                if self.at_cap:
                    return said(
                        "at least {support} that {supported}, rather than that {rather}",
                        support=words,
                        supported=supported,
                        rather=rather,
                    )
                return said(
                    "{support} that {supported}, rather than that {rather}",
                    support=words,
                    supported=supported,
                    rather=rather,
                )
        return said("no support for either: that {own}, or that {other}", own=own, other=other)

    @property
    def strength(self) -> str:
        """The level of support alone, without saying for which proposition: 'moderately strong support'."""
        words = next((words for least, words in SUPPORT if abs(self.log10) >= least), said("no support for either"))
        return said("at least {support}", support=words) if self.at_cap else words

    def to_json(self) -> dict[str, Any]:
        """Return plain values, both propositions in words among them."""
        proposition, alternative = propositions(self.against)
        return {
            "log10_likelihood_ratio": self.log10,
            "cap": self.cap,
            "at_cap": self.at_cap,
            "proposition": proposition,
            "alternative": alternative,
        }


def propositions(against: Alternative, signer: str = CLAIMED) -> tuple[str, str]:
    """Return the two propositions that are weighed, as clauses without a full stop."""
    own = said("{signer} wrote it", signer=signer)
    if against == "skilled":
        return own, said("someone else wrote it as an imitation")
    return own, said("someone else wrote it as a signature of their own")


def likelihood_ratio(log10: float) -> str:
    """Return the ratio of a log10 likelihood ratio to two significant figures: 'LR 2 100 : 1', 'LR 1 : 350'."""
    words = _two_figures(abs(log10))
    return f"LR {words} : 1" if log10 >= 0 else f"LR 1 : {words}"


def grouped(number: int) -> str:
    """Return a whole number with its thousands apart: 2 100."""
    return f"{number:,}".replace(",", _THIN)


def _two_figures(log10: float, *, down: bool = False) -> str:
    """Return 10 to the power of a number ≥ 0 in two figures, rounded down where it must not say too much."""
    if log10 > 9:
        return said("over 10⁹")
    ratio = 10**log10
    digits = max(0, math.floor(math.log10(ratio)) - 1)
    scaled = ratio / 10**digits
    # a ratio of 730 is not to become 720 because a logarithm was rounded
    rounded = (math.floor(scaled + 1e-9) if down else round(scaled)) * 10**digits
    if ratio >= (10.0 if down else 9.95):
        return grouped(int(rounded))
    return f"{math.floor(10 * ratio + 1e-9) / 10 if down else ratio:.1f}"
