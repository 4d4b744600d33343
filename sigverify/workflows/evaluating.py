"""Error rates of one model on one corpus, under the protocol of the published figures and ISO/IEC 19795-1."""

import csv
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

import numpy as np

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.corpora.protocol import DRAW_KINDS, Draw, DrawKind, draws
from sigverify.errors import ModelError, ProtocolError, ResourceFault, UsageError
from sigverify.evaluation.repeated_draws import CONFIDENCE, RESAMPLES, Pair
from sigverify.ink.recording import Floats
from sigverify.sentences import said
from sigverify.shipped import VERSION
from sigverify.verification.calibration import Calibration
from sigverify.verification.trials import DistanceTable, SignerTrials
from sigverify.verification.verifier import Verifier
from sigverify.workflows.rates import Lines, rates_over_draws

FIRST_SEED = 1
"""Draw number n uses seed FIRST_SEED + n where no other is asked for, so that anyone gets the same draws."""

REFERENCE_COUNTS = (5, 1)
"""Numbers of references that tables of several models tell."""

ImpostorKind = Literal["skilled", "random"]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """How a model is measured.

    references: a signer; draw: 'any' or 'first-session'; count: draws of references, seeded from `seed` on.
    random: whether random forgeries are tested too; they are most of the comparisons. Without them only signers with
        skilled forgeries are tested.

    Raises UsageError for a count below 1; `draws` checks the others.
    """

    references: int
    draw: DrawKind
    count: int
    random: bool = True
    seed: int = FIRST_SEED

    def __post_init__(self) -> None:
        if self.count < 1:
            raise UsageError(said("At least one draw is needed, {count} were asked for.", count=self.count))


@dataclass(frozen=True, kw_only=True)
class ScoredSigner:
    """Scores of one signer in one draw: log10 likelihood ratios, larger is more genuine.

    references: genuine signatures that were enrolled. tested: the signatures behind the scores, genuine, then skilled,
    then random.
    """

    draw: int
    signer: str
    references: tuple[Sample, ...]
    genuine: Floats
    skilled: Floats
    random: Floats
    tested: tuple[Sample, ...]


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

    def trials(self, kind: ImpostorKind) -> list[dict[str, Pair]]:
        """Return, for each draw, the genuine and the impostor scores of each signer who has both."""
        return _by_draw(self.scores, self.figures["draws"], kind)


def write_scores(evaluations: Sequence[Evaluation], path: Path) -> None:
    """Write one line a trial: model, draw, signer, references enrolled, kind, the signature tested, score.

    The signature is told by whose it is or claims to be, label, session and number, as in the corpus; references by
    session and number, as '1/3', or by the number alone where the corpus tells no session, with blanks between them.

    Raises ResourceFault where the file cannot be written.
    """
    try:
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            tested = ("signature_of", "label", "session", "number")
            writer.writerow(("model", "draw", "signer", "references", "kind", *tested, "score"))
            for evaluation in evaluations:
                writer.writerows((evaluation.figures["model"], *row) for row in _rows(evaluation.scores))
    except OSError as fault:
        raise ResourceFault(
            said(
                "The scores cannot be written to '{path}': {strerror}. Name another file.",
                path=path,
                strerror=fault.strerror,
            )
        ) from fault


def evaluate(
    verifier: Verifier,
    corpus: Corpus,
    *,
    references: int,
    draw: DrawKind,
    count: int,
    seed: int = FIRST_SEED,
    advance: Callable[[str, float], None] = lambda _phase, _done: None,
) -> Evaluation:
    """Measure a model on a corpus in one setting.

    references, draw, count, seed: as in `Setting`; the others and what is raised: as in `evaluate_settings`, and
    UsageError for a count below 1.
    """
    setting = Setting(references=references, draw=draw, count=count, seed=seed)
    (found,) = evaluate_settings(verifier, corpus, [setting], advance=advance)
    return found


def evaluate_settings(
    verifier: Verifier,
    corpus: Corpus,
    settings: Sequence[Setting],
    *,
    advance: Callable[[str, float], None] = lambda _phase, _done: None,
) -> tuple[Evaluation, ...]:
    """Measure a model on a corpus in several settings, in their order; no pair of signatures is compared twice.

    advance: told the phase and how much of it is done, 0 … 1; it may raise Cancelled.

    `seconds` among the figures are those spent on that setting; the first one's include reading the ink, and a
    later one has only those pairs left to compare that no earlier one needed.

    Raises ProtocolError as `draws` does, before anything is measured, and where no reference can be compared;
    ModelError where the model is not calibrated for a number of references.
    """
    clock = time.monotonic()
    plans = [_planned(verifier, corpus, setting) for setting in settings]
    steps = sum(setting.count for setting in settings)
    advance("Reading ink", 0.0)
    table = DistanceTable(verifier.comparators, corpus)
    found: list[Evaluation] = []
    done = 0
    for plan in plans:
        scores: list[ScoredSigner] = []
        for number, drawn in enumerate(plan.drawn):
            _measure(table, drawn, partial(_advance_draw, advance, done, steps))
            done += 1
            for part in drawn:
                trials = table.trials(part, verifier.rules)
                if trials is not None:
                    scores.append(_scored(number, part, trials, plan.calibration.score))
        if not scores:
            raise ProtocolError(
                said(
                    "No signer of corpus '{corpus}' has references that can be compared. Name another corpus.",
                    corpus=corpus.name,
                )
            )
        figures = _figures(verifier, table, plan, scores)
        begun, clock = clock, time.monotonic()
        found.append(Evaluation(figures={**figures, "seconds": round(clock - begun, 3)}, scores=tuple(scores)))
    return tuple(found)


def evaluate_draws(
    verifier: Verifier,
    corpus: Corpus,
    references: Iterable[int],
    *,
    count: int,
    random: bool = True,
    advance: Callable[[str, float], None] = lambda _phase, _done: None,
) -> dict[tuple[int, DrawKind], Evaluation]:
    """Measure a model as `evaluate_settings` does, with each number of references by each way of drawing them.

    count, random: as in `Setting`.

    What corpus or model do not allow is left out; raises ProtocolError where they allow nothing.
    """
    wanted = [
        Setting(references=number, draw=draw, count=count, random=random)
        for number in references
        for draw in DRAW_KINDS
    ]
    settings = _possible(verifier, corpus, wanted)
    found = evaluate_settings(verifier, corpus, settings, advance=advance)
    return {(setting.references, setting.draw): part for setting, part in zip(settings, found, strict=True)}


def within(
    advance: Callable[[str, float], None], name: str, begin: float, share: float
) -> Callable[[str, float], None]:
    """Return what tells `advance` of a part of the work: which it is, where it begins, what share of all it is."""

    def told(phase: str, done: float) -> None:
        advance(f"{name}: {phase[:1].lower()}{phase[1:]}", begin + share * done)

    return told


def _possible(verifier: Verifier, corpus: Corpus, settings: Sequence[Setting]) -> list[Setting]:
    """Return those settings that corpus and model allow, in their order.

    Raises ProtocolError, with the reason of the first, where they allow none.
    """
    possible, reasons = [], []
    for setting in settings:
        try:
            _planned(verifier, corpus, replace(setting, count=1))
        except (ProtocolError, ModelError) as why:
            reasons.append(str(why))
        else:
            possible.append(setting)
    if not possible:
        raise ProtocolError(
            said(
                "Nothing can be measured on corpus '{corpus}'. {found}",
                corpus=corpus.name,
                found=reasons[0] if reasons else "",
            )
        )
    return possible


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """One setting with all its draws, one list of signers' draws each, and how many signers they had to skip."""

    setting: Setting
    calibration: Calibration
    drawn: tuple[tuple[Draw, ...], ...]
    skipped: int


def _planned(verifier: Verifier, corpus: Corpus, setting: Setting) -> _Plan:
    made = [
        draws(corpus, references=setting.references, draw=setting.draw, seed=setting.seed + number)
        for number in range(setting.count)
    ]
    drawn = [tuple(parts) for parts, _ in made]
    if not setting.random:
        drawn = [tuple(replace(part, random=()) for part in parts if part.skilled) for parts in drawn]
        if not drawn[0]:
            raise ProtocolError(
                said(
                    "No signer of corpus '{corpus}' with forgeries has enough genuine signatures for "
                    "{references} reference(s). Ask for fewer references, or for random forgeries.",
                    corpus=corpus.name,
                    references=setting.references,
                )
            )
    return _Plan(
        setting=setting,
        calibration=verifier.card.calibration_for(setting.references),
        drawn=tuple(drawn),
        skipped=len(made[0][1]),
    )


def _advance_draw(advance: Callable[[str, float], None], done: int, steps: int, share: float) -> None:
    advance("Comparing", (done + share) / steps)


def _measure(table: DistanceTable, drawn: Sequence[Draw], advance: Callable[[float], None]) -> None:
    """Measure a draw's pairs in parts, so that progress shows and batches stay large."""
    part = 10
    for start in range(0, len(drawn), part):
        table.prepare(drawn[start : start + part])
        advance(min(1.0, (start + part) / len(drawn)))


def _scored(number: int, drawn: Draw, trials: SignerTrials, score: Callable[[Floats], Floats]) -> ScoredSigner:
    return ScoredSigner(
        draw=number,
        signer=trials.signer,
        references=drawn.references,
        genuine=score(trials.genuine),
        skilled=score(trials.skilled),
        random=score(trials.random),
        tested=trials.tested,
    )


def _figures(verifier: Verifier, table: DistanceTable, plan: _Plan, scores: Sequence[ScoredSigner]) -> dict[str, Any]:
    """Return all figures but the time: what was measured, who could not be enrolled, rates by kind of impostor."""
    enrolments = sum(len(drawn) for drawn in plan.drawn)
    failed = enrolments - len(scores)
    lines = Lines(accept_at=plan.calibration.accept_at, reject_below=plan.calibration.reject_below)
    return {
        "program": f"sigverify {VERSION}",
        "model": verifier.name,
        "model_sha256": verifier.sha256,
        "corpus": table.corpus.name,
        "ink": table.corpus.ink,
        "references": plan.setting.references,
        "draw": plan.setting.draw,
        "draws": plan.setting.count,
        "first_seed": plan.setting.seed,
        "signers": len({part.signer for part in scores}),
        "skipped_signers": plan.skipped,
        "recordings": len(table.corpus),
        "unusable_recordings": len(table.unusable),
        "enrolments": enrolments,
        "failed_enrolments": failed,
        "failure_to_enrol_percent": 100 * failed / enrolments,
        "skilled": rates_over_draws(_by_draw(scores, plan.setting.count, "skilled"), lines),
        "random": rates_over_draws(_by_draw(scores, plan.setting.count, "random"), lines),
        "thresholds": {"accept_at": lines.accept_at, "reject_below": lines.reject_below},
        "intervals": {"over": "signers", "confidence_percent": 100 * CONFIDENCE, "resamples": RESAMPLES},
    }


def _by_draw(scores: Sequence[ScoredSigner], count: int, kind: ImpostorKind) -> list[dict[str, Pair]]:
    """Return, for each draw, the genuine and the impostor scores of each signer who has both."""
    made: list[dict[str, Pair]] = [{} for _ in range(count)]
    for part in scores:
        impostor = part.skilled if kind == "skilled" else part.random
        if part.genuine.size and impostor.size:
            made[part.draw][part.signer] = (part.genuine, impostor)
    return made


def _rows(scores: Sequence[ScoredSigner]) -> Iterator[tuple[object, ...]]:
    for part in scores:
        enrolled = " ".join(_of_session(sample) for sample in part.references)
        kinds = ["genuine"] * part.genuine.size + ["skilled"] * part.skilled.size + ["random"] * part.random.size
        values = np.concatenate((part.genuine, part.skilled, part.random))
        for kind, sample, score in zip(kinds, part.tested, values, strict=True):
            session = "" if sample.session is None else sample.session
            signature = (sample.signer, sample.label, session, sample.number)
            yield part.draw + 1, part.signer, enrolled, kind, *signature, f"{score:.9g}"


def _of_session(sample: Sample) -> str:
    return str(sample.number) if sample.session is None else f"{sample.session}/{sample.number}"
