"""`ModelCard`: all that is known of a model, kept as JSON beside its weights."""

import json
import math
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from sigverify.errors import InkError, ModelError
from sigverify.ink.features import FeatureConfig
from sigverify.sentences import said
from sigverify.verification.calibration import Calibration, RandomCalibration
from sigverify.verification.captures import PEN_WITH_PRESSURE, CalibrationCapture
from sigverify.verification.card_facts import check_facts
from sigverify.verification.departures import SIDES
from sigverify.verification.lines import MOST_REFERENCES, CarriedLines
from sigverify.verification.scoring import DensityRule, Rule, SpreadRule

_FORMAT = 1

CAPTURE = "capture"
"""Under this name `ModelCard.training` tells how the calibration's ink was captured."""


@dataclass(frozen=True, kw_only=True)
class ComparatorCard:
    """One comparator of a model.

    kind: 'network', 'global-features', 'directed-features', 'supervector', 'dtw' or 'duration'.
    unit: its usual genuine distance, measured on the calibration signers.
    features, metric ('l1' or 'l2'): of those that align frames.
    architecture: of a network; weights, weights_sha256: of a network or a background of movements; `weights` is a file
        name beside the card.
    config: sizes of a network, or the metric of global or directed features.
    references: how several references make one score: 'spread' or 'density', see `scoring`.
    variances: within signers, one of each feature, measured on the calibration signers; of 'density' alone.
    usual_step: between neighbouring frames of the calibration signers; of 'spread' alone, None where it does not count.
    shrinkage: ≥ 0, of the references' spread; of 'spread' alone, 0 in cards from before it counted.
    """

    kind: str
    unit: float
    features: FeatureConfig | None = None
    metric: str = ""
    architecture: str = ""
    config: dict[str, Any] = field(default_factory=dict)
    weights: str = ""
    weights_sha256: str = ""
    references: str = "spread"
    variances: tuple[float, ...] = ()
    usual_step: float | None = None
    shrinkage: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "variances", tuple(self.variances))
        steps = () if self.usual_step is None else (self.usual_step,)
        positive = all(_positive(value) for value in (self.unit, *steps, *self.variances))
        if (
            not positive
            or not 0 <= self.shrinkage < math.inf
            or self.metric not in ("", "l1", "l2")
            or self.references != ("density" if self.variances else "spread")
            or not _of_their_kinds(self)
        ):
            raise ModelError(said("A comparator in the model's card is damaged. Install or train the model again."))

    @property
    def rule(self) -> Rule:
        """How this comparator judges by several references."""
        if self.variances:
            return DensityRule(unit=self.unit, variances=self.variances)
        return SpreadRule(unit=self.unit, usual_step=self.usual_step, shrinkage=self.shrinkage)


@dataclass(frozen=True, kw_only=True)
class ModelCard:
    """One model.

    name: as people call it; made_at: ISO 8601; commit: of the program that made it, '' where unknown.
    comparators: what compares; calibrations: by number of references.
    usual_differences: what genuine pairs of the calibration signers differ by, side by side.
    training: corpora, split, signers, capture, seed, steps and terms, as JSON; figures: error rates, as JSON.
    history: name of a file beside the card that tells how the training went, '' where there is none.
    """

    name: str
    made_at: str
    program: str
    commit: str
    comparators: tuple[ComparatorCard, ...]
    calibrations: dict[int, Calibration]
    usual_differences: tuple[float, ...]
    training: dict[str, Any]
    figures: dict[str, Any]
    history: str = ""

    def __post_init__(self) -> None:
        weights = {len(self.comparators)} | {len(calibration.weights) for calibration in self.calibrations.values()}
        sides = len(self.usual_differences) == len(SIDES) and all(_positive(value) for value in self.usual_differences)
        if not self.comparators or not self.calibrations or len(weights) != 1 or not sides or not _of_their_kinds(self):
            raise ModelError(
                said("The parts of the model's card do not fit one another. Install or train the model again.")
            )
        check_facts(self.training, self.figures)
        _ = self.capture  # what is damaged is refused when the card is read, not at the first decision

    @property
    def capture(self) -> CalibrationCapture:
        """How the calibration's ink was captured; a pen with pressure where the card, an older one, does not say."""
        told = self.training.get(CAPTURE)
        return PEN_WITH_PRESSURE if told is None else CalibrationCapture.from_json(told)

    def calibration_for(self, references: int) -> Calibration:
        """Return the calibration for a number of references: the one of that number, else the next smaller one."""
        if not 1 <= references <= MOST_REFERENCES:
            raise ModelError(
                said(
                    "A template holds 1 to {most_references} references, found {references}.",
                    most_references=MOST_REFERENCES,
                    references=references,
                )
            )
        known = [count for count in self.calibrations if count <= references]
        if not known:
            raise ModelError(
                said(
                    "Model '{name}' is not calibrated for {references} reference(s). Train it again.",
                    name=self.name,
                    references=references,
                )
            )
        return self.calibrations[max(known)]

    def to_json(self) -> str:
        """Return the card as JSON text, keys in a fixed order."""
        values = asdict(self)
        values["calibrations"] = {str(count): values["calibrations"][count] for count in sorted(self.calibrations)}
        return json.dumps({"format": _FORMAT, **values}, indent=1, ensure_ascii=False) + "\n"

    @staticmethod
    def from_json(text: str) -> "ModelCard":
        """Return the card that `to_json` wrote; raises ModelError where it is damaged, foreign or newer."""
        try:
            values = json.loads(text)
            if values.pop("format") != _FORMAT:
                raise ModelError(said("The model's card was written by a newer program. Update sigverify."))
            values["comparators"] = tuple(_comparator(part) for part in values["comparators"])
            values["calibrations"] = {int(n): _calibration(part) for n, part in values["calibrations"].items()}
            values["usual_differences"] = tuple(values["usual_differences"])
            return ModelCard(**values)
        except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError, InkError) as fault:
            raise ModelError(
                said("The model's card is damaged or no card of sigverify. Install or train it again.")
            ) from fault


def _of_their_kinds(card: "ComparatorCard | ModelCard") -> bool:
    """Say whether the texts of a card are texts and its tables are tables, which JSON does not promise."""
    for field_ in fields(card):
        kind = str if field_.type is str else dict if field_.type == dict[str, Any] else None
        if kind is not None and not isinstance(getattr(card, field_.name), kind):
            return False
    return True


def _positive(value: float) -> bool:
    return math.isfinite(value) and value > 0


def _calibration(part: dict[str, Any]) -> Calibration:
    """Return a calibration; cards from before random forgeries and chosen rates lack those two parts."""
    random, lines = part.get("random"), part.get("lines")
    return Calibration(
        **{
            **part,
            "random": RandomCalibration(**random) if random is not None else None,
            "lines": CarriedLines(**lines) if lines is not None else None,
        }
    )


def _comparator(part: dict[str, Any]) -> ComparatorCard:
    features = part.get("features")
    return ComparatorCard(**{**part, "features": FeatureConfig(**features) if features else None})
