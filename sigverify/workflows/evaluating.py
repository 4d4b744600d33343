"""Error rates of one model on one corpus, under the protocol of the published figures."""

import csv
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.protocol import Draw, DrawKind, draws
from sigverify.errors import ProtocolError, ResourceFault, UsageError
from sigverify.evaluation.error_rates import (
    cllr,
    equal_error_rate,
    mean_and_sd,
    minimum_cllr,
    rates_at,
    signer_equal_error_rate,
)
from sigverify.ink.recording import Floats
from sigverify.verification.trials import DistanceTable, SignerTrials
from sigverify.verification.verifier import Verifier

FIRST_SEED = 1
"""Draw number n uses seed FIRST_SEED + n, so that anyone gets the same draws."""


@dataclass(frozen=True, kw_only=True)
class ScoredSigner:
    """Scores of one signer in one draw: log10 likelihood ratios, larger is more genuine."""

    draw: int
    signer: str
    genuine: Floats
    skilled: Floats
    random: Floats


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """What came out.

    figures: as `to_json` gives them; scores: every trial.
    """

    figures: dict[str, Any]
    scores: tuple[ScoredSigner, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the figures as plain values; what could not be measured is None."""
        return self.figures

    def write_scores(self, path: Path) -> None:
        """Write one line a trial: draw, signer, kind, score. Raises ResourceFault where it cannot be written."""
        try:
            with path.open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerow(("draw", "signer", "kind", "score"))
                writer.writerows(_rows(self.scores))
        except OSError as fault:
            raise ResourceFault(
                f"The scores cannot be written to '{path}': {fault.strerror}. Name another file."
            ) from fault


def evaluate(
    verifier: Verifier,
    corpus: Corpus,
    *,
    references: int,
    draw: DrawKind,
    count: int,
    advance: Callable[[str, float], None] = lambda _phase, _done: None,
) -> Evaluation:
    """Measure a model on a corpus.

    references: a signer; draw: 'any' or 'first-session'; count: draws of references, seeded from FIRST_SEED.
    advance: told the phase and how much of it is done, 0 … 1.

    Raises UsageError for a count below 1, ProtocolError as `draws` does.
    """
    if count < 1:
        raise UsageError(f"At least one draw is needed, {count} were asked for.")
    begun = time.monotonic()
    made = [draws(corpus, references=references, draw=draw, seed=FIRST_SEED + number) for number in range(count)]
    calibration = verifier.card.calibration_for(references)
    advance("Reading ink", 0.0)
    table = DistanceTable(verifier.comparators, corpus)
    scores: list[ScoredSigner] = []
    for number, (drawn, _) in enumerate(made):
        _measure(table, drawn, partial(_advance_draw, advance, number, count))
        for part in drawn:
            trials = table.trials(part, verifier.units)
            if trials is not None:
                scores.append(_scored(number, trials, calibration.score))
    if not scores:
        raise ProtocolError(f"No signer of corpus '{corpus.name}' has references that can be compared.")
    figures: dict[str, Any] = {
        "model": verifier.name,
        "model_sha256": verifier.sha256,
        "corpus": corpus.name,
        "references": references,
        "draw": draw,
        "draws": count,
        "signers": len({part.signer for part in scores}),
        "skipped_signers": len(made[0][1]),
        "unusable_recordings": len(table.unusable),
        "skilled": _skilled(scores, count, calibration.accept_at, calibration.reject_below),
        "random": _rates(scores, count, "random"),
        "thresholds": {"accept_at": calibration.accept_at, "reject_below": calibration.reject_below},
        "seconds": round(time.monotonic() - begun, 3),
    }
    return Evaluation(figures=figures, scores=tuple(scores))


def _advance_draw(advance: Callable[[str, float], None], number: int, count: int, share: float) -> None:
    advance("Comparing", (number + share) / count)


def _measure(table: DistanceTable, drawn: Sequence[Draw], advance: Callable[[float], None]) -> None:
    """Measure a draw's pairs in parts, so that progress shows and batches stay large."""
    part = 10
    for start in range(0, len(drawn), part):
        table.prepare(drawn[start : start + part])
        advance(min(1.0, (start + part) / len(drawn)))


def _scored(number: int, trials: SignerTrials, score: Callable[[Floats], Floats]) -> ScoredSigner:
    return ScoredSigner(
        draw=number,
        signer=trials.signer,
        genuine=score(trials.genuine),
        skilled=score(trials.skilled),
        random=score(trials.random),
    )


def _rates(scores: Sequence[ScoredSigner], count: int, kind: str) -> dict[str, float | int | None]:
    """Return both equal error rates in per cent, mean and sd over draws, of one kind of impostor."""
    common, own, signers = [], [], 0
    for number in range(count):
        pairs = [
            (part.genuine, getattr(part, kind))
            for part in scores
            if part.draw == number and part.genuine.size and getattr(part, kind).size
        ]
        if pairs:
            signers = len(pairs)
            common.append(100 * equal_error_rate(*_joined(pairs))[0])
            own.append(100 * signer_equal_error_rate(pairs))
    if not common:
        names = ("common_eer_percent", "common_eer_percent_sd", "signer_eer_percent", "signer_eer_percent_sd")
        return {"signers": 0, **dict.fromkeys(names)}
    common_mean, common_sd = mean_and_sd(common)
    own_mean, own_sd = mean_and_sd(own)
    return {
        "signers": signers,
        "common_eer_percent": common_mean,
        "common_eer_percent_sd": _or_none(common_sd),
        "signer_eer_percent": own_mean,
        "signer_eer_percent_sd": _or_none(own_sd),
    }


def _skilled(
    scores: Sequence[ScoredSigner], count: int, accept_at: float, reject_below: float
) -> dict[str, float | int | None]:
    """Return the rates against skilled forgeries, and what the model's own thresholds do."""
    rates = _rates(scores, count, "skilled")
    pairs = [(part.genuine, part.skilled) for part in scores if part.genuine.size and part.skilled.size]
    if not pairs:
        return rates
    genuine, forged = _joined(pairs)
    at_accept, at_reject = rates_at(genuine, forged, accept_at), rates_at(genuine, forged, reject_below)
    return {
        **rates,
        "cllr": cllr(genuine, forged),
        "minimum_cllr": minimum_cllr(genuine, forged),
        "forgeries_accepted_percent": 100 * at_accept.fmr,
        "forgeries_referred_percent": 100 * (at_reject.fmr - at_accept.fmr),
        "genuine_rejected_percent": 100 * at_reject.fnmr,
        "genuine_referred_percent": 100 * (at_accept.fnmr - at_reject.fnmr),
    }


def _joined(pairs: Sequence[tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
    return np.concatenate([genuine for genuine, _ in pairs]), np.concatenate([forged for _, forged in pairs])


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else value


def _rows(scores: Sequence[ScoredSigner]) -> Iterator[tuple[int, str, str, str]]:
    for part in scores:
        for kind in ("genuine", "skilled", "random"):
            for score in getattr(part, kind):
                yield part.draw + 1, part.signer, kind, f"{score:.9g}"
