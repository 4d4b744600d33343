"""Champion against challenger: error rates of signers neither has seen, and what they allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sigverify.evaluation.bootstrap import Interval, paired_difference
from sigverify.evaluation.error_rates import equal_error_rate, points
from sigverify.sentences import said
from sigverify.verification.card import ModelCard
from sigverify.workflows.calibrating import HeldOut
from sigverify.workflows.retrain_material import FEWEST_SIGNERS
from sigverify.workflows.retrain_plan import RetrainPlan

_COMPARED_WITH = 5
"""References at which models are compared; fewer where a signer, or a model's calibration, has not that many."""

Measured = tuple[ModelCard, Sequence[HeldOut]]
"""A model's card, and what it measured on held-out signers."""


@dataclass(frozen=True, kw_only=True)
class RetrainOutcome:
    """What came of it.

    promotable: whether the evidence allows promotion; verdict: one sentence; champion_eer, challenger_eer: means over
    the unseen signers, None without any; interval: of the difference, None with too few signers; per_signer: name,
    champion's and challenger's equal error rate, 0 … 1; floors: names of models without a network and their mean equal
    error rates on the same signers; model_folder: where the challenger lies.
    """

    promotable: bool
    verdict: str
    champion_eer: float | None
    challenger_eer: float | None
    interval: Interval | None
    margin: float
    per_signer: tuple[tuple[str, float, float], ...]
    model_folder: Path
    floors: tuple[tuple[str, float], ...] = ()


def judge(
    per_signer: Sequence[tuple[str, float, float]],
    plan: RetrainPlan,
    folder: Path,
    floors: Sequence[tuple[str, float]] = (),
) -> RetrainOutcome:
    """Return the outcome that equal error rates (name, champion, challenger) of unseen signers allow."""
    old = np.array([champion for _, champion, _ in per_signer])
    new = np.array([challenger for _, _, challenger in per_signer])
    interval = None
    promotable = False
    if len(per_signer) < FEWEST_SIGNERS:
        verdict = said(
            "Not enough evidence: of signers that neither model has seen, {signers} can be compared; "
            "at least {fewest} are needed. The old model stays.",
            signers=len(per_signer),
            fewest=FEWEST_SIGNERS,
        )
    else:
        interval = paired_difference(new, old, seed=plan.seed)
        span = said("{low} to {high} points", low=points(interval.low), high=points(interval.high))
        margin = f"{100 * plan.margin:g}"
        if not (old.any() or new.any()):
            promotable = True
            verdict = said(
                "No worse: neither model made an error on these {signers} signers, so that a small difference cannot "
                "be seen.",
                signers=len(per_signer),
            )
        elif interval.high <= plan.margin:
            promotable = True
            verdict = said(
                "No worse: the error rate changes by {span}, within the margin of {margin}.", span=span, margin=margin
            )
        elif interval.low > 0:
            verdict = said("Worse: the error rate changes by {span}. The old model stays.", span=span)
        else:
            verdict = said(
                "Not enough evidence: the error rate changes by {span}, and at most {margin} is allowed. "
                "The old model stays.",
                span=span,
                margin=margin,
            )
    return RetrainOutcome(
        promotable=promotable,
        verdict=verdict,
        champion_eer=float(old.mean()) if old.size else None,
        challenger_eer=float(new.mean()) if new.size else None,
        interval=interval,
        margin=plan.margin,
        per_signer=tuple(per_signer),
        model_folder=folder,
        floors=tuple(floors),
    )


def compared_rates(models: Sequence[Measured]) -> dict[str, tuple[float, ...]]:
    """Return each signer's equal error rate against skilled forgeries by each model, all by equally many references.

    They are as many as all models are calibrated for and the signer allows, five at most. A signer whom a model could
    not measure is left out.
    """
    rates = [_signer_rates(held_out, card) for card, held_out in models]
    found: dict[str, tuple[float, ...]] = {}
    for signer, own in rates[0].items():
        shared = set(own).intersection(*(theirs.get(signer, {}) for theirs in rates[1:]))
        if shared:
            found[signer] = tuple(theirs[signer][max(shared)] for theirs in rates)
    return found


def _signer_rates(held_out: Sequence[HeldOut], card: ModelCard) -> dict[str, dict[int, float]]:
    """Return each signer's mean equal error rate over draws, by number of references."""
    rates: dict[str, dict[int, list[float]]] = {}
    for fold in held_out:
        for references, by_draw in fold.trials.items():
            if references > _COMPARED_WITH or references not in card.calibrations:
                continue
            score = card.calibrations[references].score
            for trials in by_draw:
                for part in trials:
                    if len(part.genuine) and len(part.skilled):
                        rate = equal_error_rate(score(part.genuine), score(part.skilled))[0]
                        rates.setdefault(part.signer, {}).setdefault(references, []).append(rate)
    return {
        signer: {references: float(np.mean(values)) for references, values in found.items()}
        for signer, found in rates.items()
    }
