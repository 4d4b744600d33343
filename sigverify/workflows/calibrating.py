"""Calibration from signers that were held out: trials for each number of references, pooled over folds."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.corpora.protocol import Draw, draws, random_forgeries
from sigverify.errors import InkError, ProtocolError
from sigverify.evaluation.error_rates import cllr, equal_error_rate, mean_and_sd, rates_at, signer_equal_error_rate
from sigverify.ink.recording import Floats
from sigverify.ink.synthesis.distortions import forge_recording
from sigverify.progress import steps
from sigverify.sentences import said
from sigverify.verification.calibration import (
    FEWEST_TRIALS,
    Calibration,
    OperatingPoint,
    calibrate,
    calibrate_random,
)
from sigverify.verification.carried_lines import carried_lines, kept_everywhere
from sigverify.verification.comparators import Comparator
from sigverify.verification.departures import SIDES, differences, sides_of
from sigverify.verification.lines import CarriedLines
from sigverify.verification.scoring import Rule
from sigverify.verification.trials import DistanceTable, SignerTrials

REFERENCE_COUNTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
"""Numbers of references that are calibrated, as far as the corpora reach."""

_PAIRS_A_SIGNER = 3

_MOST_WEIGHT = 3.0
"""Of one signer's trials, where the largest corpus's count 1; as often a signer comes in training at most."""

_SIDES: tuple[Callable[[SignerTrials], Floats], ...] = (lambda part: part.genuine, lambda part: part.skilled)


@dataclass(frozen=True, kw_only=True)
class HeldOut:
    """What one fold's comparators measured on signers they never saw.

    rules: how each comparator judges by several references; trials: by number of references, one tuple for each draw.
    """

    rules: tuple[Rule, ...]
    trials: dict[int, tuple[tuple[SignerTrials, ...], ...]]


def held_out_trials(
    comparators: Sequence[Comparator],
    references: Sequence[str],
    corpus: Corpus,
    count: int,
    seed: int,
    advance: Callable[[], None],
    *,
    alone: bool = False,
) -> HeldOut:
    """Measure `count` draws for each number of references on signers who have forgeries.

    references: 'spread' or 'density', by comparator. The rules' few numbers are of all these signers together.

    Whose signatures are of several sessions is drawn as a desk does it: references from the first, tests from later
    ones. Within a session hands differ less, and a calibration on that would promise too much.

    Random forgeries are told apart by nearly anything, so few of them serve: at most `RANDOM_FORGERIES` a signer in
    all draws together, no signature twice. They come from signers of the same corpus as far as there are any: between
    corpora the tablets would be told apart, not the hands.

    alone: whether a signer whom nobody is beside is measured too, without random forgeries.
    """
    forged = {sample.signer for sample in corpus if sample.label == "forgery"}
    others = {signer: _random_forgeries(corpus, signer, seed) for signer in sorted(forged)}
    table = DistanceTable(comparators, corpus, advance=advance)
    rules = table.rules(references)
    trials: dict[int, tuple[tuple[SignerTrials, ...], ...]] = {}
    for held in REFERENCE_COUNTS:
        made = []
        for number in range(count):
            try:
                drawn = _drawn(corpus, held, seed + number, alone)
            except ProtocolError:
                break  # nobody has that many signatures
            wanted = [
                replace(draw, random=others[draw.signer][number::count]) for draw in drawn if draw.signer in forged
            ]
            table.prepare(wanted)
            found = [table.trials(draw, rules) for draw in wanted]
            made.append(tuple(part for part in found if part is not None))
        if made:
            trials[held] = tuple(made)
    return HeldOut(rules=rules, trials=trials)


def calibrations_of(
    measured: Sequence[HeldOut], point: OperatingPoint
) -> tuple[dict[int, Calibration], dict[str, Any]]:
    """Return a calibration for each number of references that has enough trials, and the held-out error rates.

    Corpora weigh alike in the calibrations, as far as `_weights` lets them, and lines keep their rates on each of them;
    the error rates are of all trials alike.
    """
    calibrations: dict[int, Calibration] = {}
    figures: dict[str, Any] = {}
    for references in steps(REFERENCE_COUNTS):
        by_draw = _pooled(measured, references)
        genuine = _stacked([part.genuine for trials in by_draw for part in trials])
        forged = _stacked([part.skilled for trials in by_draw for part in trials])
        if genuine is None or forged is None or min(len(genuine), len(forged)) < FEWEST_TRIALS * len(by_draw):
            continue  # one number of trials in each draw, not the same trials counted again
        random = _stacked([part.random for trials in by_draw for part in trials])
        weight = _weights(sorted({part.signer for trials in by_draw for part in trials}))
        counted = [
            [np.full(len(side(part)), weight[part.signer]) for trials in by_draw for part in trials] for side in _SIDES
        ]
        calibration = calibrate(
            genuine, forged, point, draws=len(by_draw), weights=(np.concatenate(counted[0]), np.concatenate(counted[1]))
        )
        scores = [
            _by_signer([(part.signer, calibration.score(side(part))) for trials in by_draw for part in trials])
            for side in _SIDES
        ]
        calibration = replace(
            _with_lines(calibration, scores[0], scores[1], weight, point, len(by_draw)),
            random=calibrate_random(genuine, random, draws=len(by_draw)) if random is not None else None,
        )
        calibrations[references] = calibration
        figures[str(references)] = held_out_figures(by_draw, calibration)
    if 1 not in calibrations:
        raise ProtocolError(
            said("The held-out signers have too few genuine signatures or forgeries to calibrate with. Add signers.")
        )
    return calibrations, {"held out, by number of references": figures}


def held_out_figures(by_draw: Sequence[Sequence[SignerTrials]], calibration: Calibration) -> dict[str, Any]:
    """Return error rates in per cent over draws, and the cost of the likelihood ratios, of pooled trials.

    The costs are of the ratios as they are stated, capped: that against random forgeries is None where it is not known.
    """
    common, own, costs, random_costs, false_matches, false_non_matches = [], [], [], [], [], []
    for trials in by_draw:
        pairs = [(calibration.score(t.genuine), calibration.score(t.skilled)) for t in trials]
        genuine, forged = (np.concatenate(side) for side in zip(*pairs, strict=True))
        common.append(equal_error_rate(genuine, forged)[0])
        own.append(signer_equal_error_rate([pair for pair in pairs if min(len(pair[0]), len(pair[1]))]))
        costs.append(cllr(*(np.clip(side, -calibration.cap, calibration.cap) for side in (genuine, forged))))
        if calibration.random is not None and any(len(t.random) for t in trials):
            ratio = calibration.random.ratio
            near, far = np.concatenate([t.genuine for t in trials]), np.concatenate([t.random for t in trials])
            random_costs.append(cllr(ratio(near), ratio(far)))
        false_matches.append(rates_at(genuine, forged, calibration.accept_at).fmr)
        false_non_matches.append(rates_at(genuine, forged, calibration.reject_below).fnmr)
    return {
        "signers": len(by_draw[0]),
        "skilled common EER %": _percent(common),
        "skilled signer EER %": _percent(own),
        "Cllr": round(float(np.mean(costs)), 4),
        "random Cllr": round(float(np.mean(random_costs)), 4) if random_costs else None,
        "forgeries accepted %": _percent(false_matches),
        "genuine rejected %": _percent(false_non_matches),
    }


def usual_differences(corpora: Sequence[Corpus], advance: Callable[[], None]) -> tuple[float, ...]:
    """Return the median, over genuine pairs of all signers, of how far they differ on each side.

    advance: called before each signature; it may raise Cancelled.
    """
    found: list[Floats] = []
    for corpus in corpora:
        for signer in corpus.signers:
            sides = []
            for sample in corpus.of(signer, "genuine")[: _PAIRS_A_SIGNER + 1]:
                advance()
                try:
                    sides.append(sides_of(sample.recording))
                except InkError:
                    continue
            if len(sides) > 1:
                found.append(differences(sides[0], sides[1:]))
    if not found:
        raise ProtocolError(said("No signer has two genuine signatures that can be compared. Collect more."))
    table = np.concatenate(found)
    known = np.atleast_1d(np.isfinite(table).any(axis=0))
    medians = [float(np.nanmedian(table[:, k])) if known[k] else 1.0 for k in range(len(SIDES))]
    return tuple(max(value, 1e-3) for value in medians)


def with_forgeries(corpus: Corpus, count: int, seed: int) -> Corpus:
    """Return the corpus with `count` synthetic forgeries of every signer who has genuine signatures and no forgery.

    A desk has genuine signatures only; its training and its thresholds must come from something.
    """
    added = []
    for place, signer in steps(list(enumerate(corpus.signers))):
        genuine = corpus.of(signer, "genuine")
        if not genuine or corpus.of(signer, "forgery"):
            continue
        rng = np.random.default_rng((seed, place))
        for number in steps(range(count)):
            forged = forge_recording(genuine[number % len(genuine)].recording, rng)
            added.append(Sample(signer=signer, label="forgery", number=number + 1, session=None, recording=forged))
    return replace(corpus, samples=(*corpus.samples, *added))


def _pooled(measured: Sequence[HeldOut], references: int) -> list[list[SignerTrials]]:
    """Return the trials of all folds side by side, one list for each draw that every fold has.

    Draws without a single genuine or forged trial are left out: with few signers, one reference that cannot be
    compared may cost a draw.
    """
    with_any = [part.trials[references] for part in measured if references in part.trials]
    if not with_any:
        return []
    shared = range(min(len(fold) for fold in with_any))
    pooled = [[trials for fold in with_any for trials in fold[number]] for number in shared]
    return [draw for draw in pooled if any(len(t.genuine) for t in draw) and any(len(t.skilled) for t in draw)]


def reaches_across_sessions(corpora: Sequence[Corpus]) -> bool:
    """Return whether references of first sessions leave enough to test: twice what one calibration needs."""
    tests = 0
    for corpus in corpora:
        for signer in corpus.signers:
            genuine = corpus.of(signer, "genuine")
            if not genuine or not corpus.of(signer, "forgery"):
                continue
            days = [sample.session for sample in genuine if sample.session is not None and corpus.sessions_apart]
            later = sum(day != min(days) for day in days)
            tests += later or len(genuine) - 1
    return tests >= 2 * FEWEST_TRIALS and any(corpus.sessions_apart for corpus in corpora)


def _drawn(corpus: Corpus, references: int, seed: int, alone: bool) -> list[Draw]:
    """Return the draws of all signers: across sessions where these are told apart and reach, else from all signatures.

    Raises ProtocolError where nobody has that many signatures.
    """
    across: dict[str, Draw] = {}
    if corpus.sessions_apart:
        with suppress(ProtocolError):  # nobody wrote so many in a first session
            found, _ = draws(corpus, references=references, draw="first-session", seed=seed, alone=alone)
            across = {draw.signer: draw for draw in found}
    made, _ = draws(corpus, references=references, draw="any", seed=seed, alone=alone)
    return [across.get(draw.signer, draw) for draw in made]


def _random_forgeries(corpus: Corpus, signer: str, seed: int) -> tuple[Sample, ...]:
    """Return genuine signatures of other signers of the corpus that this signer was merged from, else of any."""
    writers = [other for other in corpus.signers if other != signer and corpus.of(other, "genuine")]
    near = [other for other in writers if _home(other) == _home(signer)] or writers
    generator = np.random.default_rng(np.random.SeedSequence([seed, *signer.encode()]))
    return random_forgeries([corpus.of(other, "genuine") for other in near], generator)


def _by_signer(scores: Sequence[tuple[str, Floats]]) -> dict[str, Floats]:
    """Return the scores of all draws together, one array for each signer."""
    found: dict[str, list[Floats]] = {}
    for signer, part in scores:
        found.setdefault(signer, []).append(part)
    return {signer: np.concatenate(parts) for signer, parts in found.items()}


def _with_lines(
    calibration: Calibration,
    genuine: dict[str, Floats],
    forged: dict[str, Floats],
    weight: dict[str, float],
    point: OperatingPoint,
    draws: int,
) -> Calibration:
    """Return the calibration with lines whose rates are kept on each corpus, as far as its trials carry them.

    genuine, forged: scores by signer; weight: of a trial of each.

    Over all corpora, many forgeries that are easily told would make room for those of a corpus whose forgers are good.
    """
    weights = ([weight[signer] for signer in genuine], [weight[signer] for signer in forged])
    pooled = carried_lines(list(genuine.values()), list(forged.values()), draws=draws, weights=weights)
    own: CarriedLines = CarriedLines(
        false_matches=((point.false_matches, calibration.accept_at),),
        false_non_matches=((point.false_non_matches, calibration.reject_below),),
    )
    asked = ((point.false_matches,), (point.false_non_matches,))
    sides = [_by_home(genuine), _by_home(forged)]
    homes = sorted(set(sides[0]) | set(sides[1]))
    parts = [(sides[0].get(home, []), sides[1].get(home, [])) for home in homes]
    own = kept_everywhere(own, [carried_lines(*part, draws=draws, rates=asked) for part in parts])
    return replace(
        calibration,
        accept_at=own.false_matches[0][1],
        reject_below=own.false_non_matches[0][1],
        lines=kept_everywhere(pooled, [carried_lines(*part, draws=draws) for part in parts]),
    )


def _by_home(scores: dict[str, Floats]) -> dict[str, list[Floats]]:
    """Return the signers' scores by corpus."""
    found: dict[str, list[Floats]] = {}
    for signer, part in scores.items():
        found.setdefault(_home(signer), []).append(part)
    return found


def _home(signer: str) -> str:
    """Return the corpus that a signer of a merged corpus, which names a signer CORPUS/SIGNER, was from."""
    return signer.rpartition("/")[0]


def _weights(signers: Sequence[str]) -> dict[str, float]:
    """Return how much a trial of each signer counts: corpora of few signers weigh like the largest.

    A line for one in fifty forgeries would otherwise be a line for those of the largest corpus, which may be the
    easiest; but no signer counts for more than `_MOST_WEIGHT`.
    """
    homes = {signer: _home(signer) for signer in signers}
    sizes = Counter(homes.values())
    return {signer: min(_MOST_WEIGHT, max(sizes.values()) / sizes[home]) for signer, home in homes.items()}


def _stacked(parts: Sequence[Floats]) -> Floats | None:
    full = [part for part in parts if len(part)]
    return np.concatenate(full) if full else None


def _percent(values: Sequence[float]) -> dict[str, float | None]:
    mean, sd = mean_and_sd([100 * value for value in values])
    return {"mean": round(mean, 3), "sd": None if np.isnan(sd) else round(sd, 3)}
