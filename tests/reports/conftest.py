"""Evaluations of a toy that knows only where a signature begins; and a folder of matplotlib's own for its fonts."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence

# Before matplotlib is imported: no test may write to a person's cache.
os.environ["MPLCONFIGDIR"] = tempfile.mkdtemp(prefix="sigverify-matplotlib-")

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.ink.features import Standard
from sigverify.ink.recording import Recording
from sigverify.verification.calibration import Calibration
from sigverify.verification.card import ComparatorCard, ModelCard
from sigverify.verification.comparators import DurationComparator, Represented
from sigverify.verification.verifier import Verifier
from sigverify.workflows.evaluating import Evaluation, evaluate

atexit.register(shutil.rmtree, os.environ["MPLCONFIGDIR"], ignore_errors=True)


class ByPlace(DurationComparator):
    """Knows nothing of a signature but where its first point lies, and that only to within `blur`."""

    def __init__(self, blur: float) -> None:
        self.blur = blur

    def represent(self, recordings: Sequence[Recording], standard: Standard | None = None) -> list[Represented]:
        noise = [np.random.default_rng(int(abs(1e6 * ink.x[0]))).normal(0, self.blur) for ink in recordings]
        return [
            Represented(frames=np.array([[ink.x[0] + error]], dtype=np.float32), standard=None)
            for ink, error in zip(recordings, noise, strict=True)
        ]


def toy(name: str, blur: float) -> Verifier:
    """A model that accepts within a distance of 1½ and rejects beyond 3."""
    calibration = Calibration(
        weights=(2.0,), bias=2.0, accept_at=0.5, reject_below=-0.5, cap=2.0, genuine=100, forged=100
    )
    card = ModelCard(
        name=name,
        made_at="",
        program="",
        commit="",
        comparators=(ComparatorCard(kind="place", unit=1.0),),
        calibrations={1: calibration},
        usual_differences=(1.0,) * 5,
        training={},
        figures={},
    )
    return Verifier(card=card, sha256=name.encode().hex().ljust(64, "0")[:64], comparators=(ByPlace(blur),))


def places(names: Sequence[str], *, genuine: int = 5, forgeries: int = 5, corpus: str = "places") -> Corpus:
    """Signers 40 apart, their genuine signatures 1 apart, forgeries about 4 away."""
    rng = np.random.default_rng(5)
    samples = []
    for place, name in enumerate(names, start=1):
        for label, count, far in (("genuine", genuine, 0.0), ("forgery", forgeries, 4.0)):
            for number in range(1, count + 1):
                ink = Recording(time_s=[0.0], x=[40.0 * place + far + rng.normal()], y=[0.0], stroke=[0])
                samples.append(Sample(signer=name, label=label, number=number, session=None, recording=ink))  # type: ignore[arg-type]  # the two labels
    return Corpus(name=corpus, samples=tuple(samples))


@pytest.fixture(scope="session")
def measured() -> Callable[..., list[Evaluation]]:
    """Measure toys on one corpus: names of models, names of signers, whether there are forgeries."""

    def measure(
        *models: str,
        signers: Sequence[str] = ("U1", "U2", "U3", "U4"),
        forgeries: int = 5,
        corpus: str = "places",
        count: int = 2,
    ) -> list[Evaluation]:
        people = places(signers, forgeries=forgeries, corpus=corpus)
        return [
            evaluate(toy(name, blur=0.4 * place), people, references=2, draw="any", count=count)
            for place, name in enumerate(models)
        ]

    return measure


@pytest.fixture(scope="session")
def two(measured: Callable[..., list[Evaluation]]) -> list[Evaluation]:
    """Two models on four signers."""
    return measured("sharp", "blurred")
