"""`ModelRecord`: which model decided, and how often it erred where it was measured, as its card tells it.

Whoever states a likelihood ratio must be able to state this beside it. Nothing is measured here; what a card does not
tell is None or empty, and is to be told as unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sigverify.verification.captures import CalibrationCapture
from sigverify.verification.card import CAPTURE, ModelCard
from sigverify.verification.card_facts import HELD_OUT

_SYNTHETIC = "synthetic-"
"""Corpora whose signers do not exist are called so."""


@dataclass(frozen=True, kw_only=True)
class Percentage:
    """A rate in per cent: its mean over draws of references, and their standard deviation, None of a single draw."""

    mean: float
    sd: float | None


@dataclass(frozen=True, kw_only=True)
class ErrorRates:
    """What was measured with one number of references, on trials of signers whom the networks had not seen.

    equal_error: by one line for all signers; own_equal_error: by each signer's own line; both of skilled forgeries.
    forgeries_accepted, genuine_rejected: by the model's own two lines. cllr, random_cllr: cost of the likelihood ratios
    against skilled and random forgeries, in bits.
    """

    references: int
    signers: int | None
    equal_error: Percentage | None
    own_equal_error: Percentage | None
    forgeries_accepted: Percentage | None
    genuine_rejected: Percentage | None
    cllr: float | None
    random_cllr: float | None


@dataclass(frozen=True, kw_only=True)
class LearntCorpus:
    """A corpus that a model learnt from and was measured on.

    invented: whether its signers do not exist; invented_forgeries: whether forgeries of it were made by a program.
    """

    name: str
    signers: int | None
    invented: bool
    invented_forgeries: bool


@dataclass(frozen=True, kw_only=True)
class ModelRecord:
    """A model that decided, and all that is known of its errors.

    made_at: ISO 8601; made_at, program, commit and parts: '' or empty where it is not known. rates: by number of
    references, the fewest first; capture: None where the card does not tell how the ink was captured.
    """

    name: str
    sha256: str
    made_at: str
    program: str = ""
    commit: str = ""
    parts: tuple[str, ...] = ()
    corpora: tuple[LearntCorpus, ...] = ()
    across_sessions: tuple[str, ...] = ()
    capture: CalibrationCapture | None = None
    rates: tuple[ErrorRates, ...] = ()

    def rates_for(self, references: int) -> ErrorRates | None:
        """Return what holds for a number of references: as of calibrations, that number's or the next smaller one's."""
        return next((rates for rates in reversed(self.rates) if rates.references <= references), None)


def record_of(card: ModelCard, sha256: str) -> ModelRecord:
    """Return what a card tells; sha256: of the card."""
    training = card.training
    return ModelRecord(
        name=card.name,
        sha256=sha256,
        made_at=card.made_at,
        program=card.program,
        commit=card.commit,
        parts=tuple(part.architecture or part.kind for part in card.comparators),
        corpora=tuple(_corpus(name, told or {}) for name, told in (training.get("corpora") or {}).items()),
        across_sessions=tuple(training.get("calibrated across sessions") or ()),
        capture=card.capture if training.get(CAPTURE) is not None else None,
        rates=rates_of(card.figures),
    )


def rates_of(figures: Mapping[str, Any]) -> tuple[ErrorRates, ...]:
    """Return the error rates that a card's figures tell, checked as `card_facts` does; the fewest references first."""
    told = figures.get(HELD_OUT) or {}
    return tuple(
        ErrorRates(
            references=int(count),
            signers=part.get("signers"),
            equal_error=_percentage(part, "skilled common EER %"),
            own_equal_error=_percentage(part, "skilled signer EER %"),
            forgeries_accepted=_percentage(part, "forgeries accepted %"),
            genuine_rejected=_percentage(part, "genuine rejected %"),
            cllr=part.get("Cllr"),
            random_cllr=part.get("random Cllr"),
        )
        for count, part in sorted(told.items(), key=lambda item: int(item[0]))
        if part
    )


def _percentage(part: Mapping[str, Any], name: str) -> Percentage | None:
    told = part.get(name) or {}
    mean = told.get("mean")
    return Percentage(mean=mean, sd=told.get("sd")) if mean is not None else None


def _corpus(name: str, told: Mapping[str, Any]) -> LearntCorpus:
    return LearntCorpus(
        name=name,
        signers=told.get("signers"),
        invented=name.startswith(_SYNTHETIC),
        invented_forgeries=bool(told.get("synthetic forgeries")),
    )
