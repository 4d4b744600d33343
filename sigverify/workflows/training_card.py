"""A new model's account of itself: what compares, how it judges, and where it came from."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.split import SignerKey
from sigverify.networks.weights import sha256_of
from sigverify.sentences import said
from sigverify.verification.captures import CalibrationCapture
from sigverify.verification.card import CAPTURE, ComparatorCard
from sigverify.verification.comparators import Comparator, Frames
from sigverify.verification.directed_comparator import DirectedComparator
from sigverify.verification.global_comparator import GlobalComparator
from sigverify.verification.model_files import dtw_comparator
from sigverify.verification.scoring import Rule, measured_rule
from sigverify.verification.supervector_comparator import SupervectorComparator
from sigverify.verification.trials import usable_frames
from sigverify.workflows.architectures import kind_of
from sigverify.workflows.learners import Learner

BACKGROUND = "background.safetensors"
"""The file of a background of movements, beside a card."""


def final_rule(
    comparator: Comparator,
    references: str,
    folds: Sequence[Rule],
    corpora: Sequence[Corpus],
    advance: Callable[[], None],
) -> Rule:
    """Return how the comparator that is kept judges by several references, at the level of the folds' rules.

    references: 'spread' or 'density'. What a density needs to know of each feature is measured on the signers it learnt
    from, since features of the folds' networks are others.
    """
    signers: list[list[Frames]] = []
    if references == "density":
        for corpus in corpora:
            for signer in corpus.signers:
                signers.append(usable_frames(comparator, corpus.of(signer, "genuine")))
                advance()
    rule = measured_rule(references, folds[0].unit, [frames for frames in signers if len(frames) > 1])
    return rule.levelled(folds)


def comparator_cards(
    parts: Sequence[str],
    rules: Sequence[Rule],
    learners: Sequence[Learner],
    payloads: Mapping[str, bytes],
    kept: Sequence[Comparator],
) -> tuple[ComparatorCard, ...]:
    """Return the card of each part: floors as they are, networks and backgrounds with the hash of their payloads.

    payloads: by file name, the networks' first, in order; kept: the comparators.
    """
    names = iter(payloads)
    learning = iter(learners)
    cards = []
    for part, rule, comparator in zip(parts, rules, kept, strict=True):
        step, shrinkage = rule.usual_step, rule.shrinkage
        if kind_of(part) == "duration":
            cards.append(ComparatorCard(kind="duration", unit=rule.unit, shrinkage=shrinkage))
        elif isinstance(comparator, GlobalComparator | DirectedComparator):
            cards.append(
                ComparatorCard(
                    kind=comparator.kind, unit=rule.unit, config=asdict(comparator.metric), shrinkage=shrinkage
                )
            )
        elif isinstance(comparator, SupervectorComparator):
            cards.append(
                ComparatorCard(
                    kind="supervector",
                    unit=rule.unit,
                    features=comparator.features,
                    weights=BACKGROUND,
                    weights_sha256=sha256_of(payloads[BACKGROUND]),
                    shrinkage=shrinkage,
                )
            )
        elif kind_of(part) == "dtw":
            floor = dtw_comparator()
            cards.append(
                ComparatorCard(
                    kind="dtw",
                    unit=rule.unit,
                    features=floor.features,
                    metric=floor.metric,
                    usual_step=step,
                    shrinkage=shrinkage,
                )
            )
        else:
            learner, name = next(learning), next(names)
            cards.append(
                ComparatorCard(
                    kind="network",
                    unit=rule.unit,
                    features=learner.features,
                    metric="l2",
                    architecture=learner.entry.name,
                    config=learner.config,
                    weights=name,
                    weights_sha256=sha256_of(payloads[name]),
                    references=learner.entry.references,
                    variances=rule.variances,
                    usual_step=step,
                    shrinkage=shrinkage,
                )
            )
    return tuple(cards)


def history_bytes(learners: Sequence[Learner]) -> bytes:
    """Return how every training of every network went, as JSON."""
    told = [
        {
            "architecture": learner.entry.name,
            "trainings": {name: json.loads(history.to_json()) for name, history in learner.histories.items()},
        }
        for learner in learners
    ]
    return json.dumps(told, indent=1).encode()


def training_facts(
    given: Sequence[Corpus],
    corpora: Sequence[Corpus],
    folds: Sequence[frozenset[SignerKey]],
    learners: Sequence[Learner],
) -> dict[str, Any]:
    """Return the card's account of a training on `corpora`: those `given`, synthetic forgeries added."""
    facts: dict[str, Any] = {
        "corpora": {
            corpus.name: {
                "signers": len(corpus.signers),
                "genuine": sum(sample.label == "genuine" for sample in corpus),
                "forgeries": sum(sample.label == "forgery" for sample in corpus),
                "synthetic forgeries": len(used) - len(corpus),
            }
            for corpus, used in zip(given, corpora, strict=True)
        },
        "split": said(
            "{folds} folds of signers: each calibration trial comes from a network that never saw its signer; "
            "the network that is kept learnt from all of them",
            folds=len(folds),
        ),
        CAPTURE: _capture(corpora).to_json(),
    }
    if learners:
        facts["networks"] = [
            {
                "architecture": learner.entry.name,
                "loss": {"name": type(learner.loss).__name__, **vars(learner.loss)},
                "training": asdict(learner.training),
                "signers set apart in each fold to choose when to stop": learner.set_apart,
                "best steps of the folds": learner.best_steps,
                "steps of the network that is kept": learner.final_steps,
            }
            for learner in learners
        ]
    return facts


def _capture(corpora: Sequence[Corpus]) -> CalibrationCapture:
    """Return how the ink of those was captured whom the calibration is measured on: signers with forgeries."""
    forged = [{sample.signer for sample in corpus if sample.label == "forgery"} for corpus in corpora]
    return CalibrationCapture.of(
        sample.recording
        for corpus, signers in zip(corpora, forged, strict=True)
        for sample in corpus
        if sample.signer in signers
    )
