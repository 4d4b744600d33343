"""`LikelihoodRatio`: how far the evidence speaks for one proposition against another, and the words for it.

The words are those of the ENFSI guideline for evaluative reporting (2015): the ratio weighs how probable the findings
are under each of two propositions, and never says how probable a proposition is. They follow the ratio as it is told,
so that whoever looks a figure up on the scale finds the words beside it.
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
_LARGEST = 9.0
"""log10 of the largest ratio that is told in figures."""

_CLOSE = 1e-12
"""Added to a logarithm, which was rounded, so that a ratio of 730 does not become 720."""

SUPPORT = (
    (1_000_000, said("extremely strong support")),
    (10_000, said("very strong support")),
    (1000, said("strong support")),
    (100, said("moderately strong support")),
    (10, said("moderate support")),
    (2, said("weak support")),
)
"""Six levels of the ENFSI guideline, each from this likelihood ratio upwards."""


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
    def told(self) -> float:
        """The ratio for the likelier side as it is told, ≥ 1: in two figures, inf above 10⁹.

        Rounded to the nearest, but down at the cap, and down where the nearest would reach a level of support that the
        ratio does not: 1.995 is told as 1.9, for 2.0 is weak support. Figures and words both come from it.
        """
        if abs(self.log10) > _LARGEST:
            return math.inf
        log10 = abs(self.log10) + _CLOSE
        power = math.floor(log10) - 1
        scaled = 10 ** (log10 - power)
        below, nearest = (n * 10**power if power >= 0 else n / 10 for n in (math.floor(scaled), round(scaled)))
        return below if self.at_cap or _level(nearest) > _level(below) else nearest

    @property
    def level(self) -> int:
        """How many of the six levels of support it reaches, as it is told: 0 supports neither proposition."""
        return _level(self.told)

    @property
    def figure(self) -> str:
        """The ratio for the likelier side: 'LR 2 100 : 1', 'LR 1 : 350', 'LR at least 730 : 1'."""
        figure = _figures(self.told)
        if self.at_cap:
            if self.log10 >= 0:
                return said("LR at least {figure} : 1", figure=figure)
            return said("LR 1 : at least {figure}", figure=figure)
        return f"LR {figure} : 1" if self.log10 >= 0 else f"LR 1 : {figure}"

    def sentence(self, signer: str = CLAIMED) -> str:
        """Return what the ratio says of both propositions, and whether it stands at its cap."""
        own, other = propositions(self.against, signer)
        if self.told == 1.0 and not self.at_cap:
            return said("The findings are about as probable if {own} as if {other}.", own=own, other=other)
        likelier, rarer = (own, other) if self.log10 > 0 else (other, own)
        times = _figures(self.told)
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
        if not self.level:
            return said("no support for either: that {own}, or that {other}", own=own, other=other)
        supported, rather = (own, other) if self.log10 > 0 else (other, own)
        _, words = SUPPORT[-self.level]
        if self.at_cap:
            return said(
                "at least {support} that {supported}, rather than that {rather}",
                support=words,
                supported=supported,
                rather=rather,
            )
        return said(
            "{support} that {supported}, rather than that {rather}", support=words, supported=supported, rather=rather
        )

    @property
    def strength(self) -> str:
        """The level of support alone, without saying for which proposition: 'moderately strong support'."""
        if not self.level:
            return said("no support for either")
        _, words = SUPPORT[-self.level]
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


def grouped(number: int) -> str:
    """Return a whole number with its thousands apart: 2 100."""
    return f"{number:,}".replace(",", _THIN)


def _level(told: float) -> int:
    """Return how many levels of support a ratio ≥ 1 reaches."""
    return sum(told >= least for least, _ in SUPPORT)


def _figures(told: float) -> str:
    """Return a ratio of two figures as words: '1.9', '2 100', 'over 10⁹'."""
    if math.isinf(told):
        return said("over 10⁹")
    return f"{told:.1f}" if told < 10 else grouped(round(told))
