"""One row a model: error rates in every setting of the protocol, and what a comparison costs."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.protocol import DrawKind
from sigverify.errors import InkError, ProtocolError
from sigverify.ink.recording import Recording
from sigverify.sentences import said
from sigverify.verification.model_files import read_model, read_networks
from sigverify.verification.verifier import Verifier
from sigverify.workflows.evaluating import REFERENCE_COUNTS, Evaluation, evaluate_draws, within

_TIMED = 40
"""Comparisons whose median is told."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One model.

    name; architecture: its parts.
    evaluations: by (references, draw); a setting that the corpus or the model does not allow is missing.
    milliseconds: from raw ink to the distance to one reference kept in a template, the median over signatures.
    template_bytes: what is kept of five references, all that a decision needs.
    parameters: numbers learnt by gradient; 0 where nothing is learnt but the calibration.
    cpu_minutes: of one core that its training and calibration took; None where the card does not say.
    """

    name: str
    architecture: str
    evaluations: dict[tuple[int, DrawKind], Evaluation]
    milliseconds: float
    template_bytes: int
    parameters: int
    cpu_minutes: float | None

    @property
    def order(self) -> float:
        """What rows are sorted by: the skilled equal error rate at a common threshold in the first setting."""
        rate = next(iter(self.evaluations.values())).figures["skilled"]["common_eer_percent"]
        return float("inf") if rate is None else float(rate)

    def to_json(self) -> dict[str, Any]:
        """Return the row as plain values."""
        return {
            "model": self.name,
            "architecture": self.architecture,
            "evaluations": [evaluation.to_json() for evaluation in self.evaluations.values()],
            "milliseconds_a_comparison": round(self.milliseconds, 3),
            "template_bytes_of_five_references": self.template_bytes,
            "parameters": self.parameters,
            "cpu_minutes": self.cpu_minutes,
        }


def leaderboard(
    folders: Sequence[Path],
    corpus: Corpus,
    *,
    count: int,
    advance: Callable[[str, float], None] = lambda _phase, _done: None,
) -> Iterator[Row]:
    """Measure models in their folders on a corpus, one row after the other; each pair is compared once a model.

    count: draws of references in each setting. advance: told the phase and the share done of all; it may raise
    Cancelled.

    Raises ModelError as `read_model` does, before anything is measured, and ProtocolError where the corpus allows no
    setting at all.
    """
    verifiers = [read_model(folder) for folder in folders]  # a damaged one is better found now than after hours
    for place, (folder, verifier) in enumerate(zip(folders, verifiers, strict=True)):
        told = within(advance, verifier.name, place / len(folders), 1 / len(folders))
        evaluations = evaluate_draws(verifier, corpus, REFERENCE_COUNTS, count=count, advance=told)
        milliseconds, template_bytes = _cost(verifier, corpus)
        yield Row(
            name=verifier.name,
            architecture=" + ".join(part.architecture or part.kind for part in verifier.card.comparators),
            evaluations=evaluations,
            milliseconds=milliseconds,
            template_bytes=template_bytes,
            parameters=sum(weights.numel() for network in read_networks(folder) for weights in network.parameters()),
            cpu_minutes=verifier.card.training.get("CPU minutes"),
        )


def _cost(verifier: Verifier, corpus: Corpus) -> tuple[float, int]:
    """Return milliseconds a comparison and the bytes of a template of five references."""
    inks = [ink for ink in _inks(corpus) if _usable(verifier, ink)]
    if len(inks) < 2:
        raise ProtocolError(
            said("Corpus '{corpus}' has no two signatures that can be compared. Name another one.", corpus=corpus.name)
        )
    five = verifier.enrol([inks[k % len(inks)] for k in range(5)])
    one = verifier.enrol(inks[:1])
    spent = []
    for ink in inks:
        begun = time.perf_counter()
        verifier.distances(one, ink)
        spent.append(time.perf_counter() - begun)
    return 1000 * float(np.median(spent)), len(five.to_bytes())


def _inks(corpus: Corpus) -> list[Recording]:
    """Return recordings of as many signers as there are, round and round, none twice."""
    by_signer = [corpus.of(signer, "genuine") for signer in corpus.signers]
    longest = max(len(samples) for samples in by_signer)
    dealt = [samples[k].recording for k in range(longest) for samples in by_signer if k < len(samples)]
    return dealt[:_TIMED]


def _usable(verifier: Verifier, ink: Recording) -> bool:
    try:
        verifier.enrol([ink])
    except InkError:
        return False
    return True
