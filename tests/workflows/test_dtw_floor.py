"""The plain DTW floor on recorded signatures: readers, features, alignment, score and protocol all at once.

Without any learning these figures are known to two digits (common and signer's own threshold, per cent, five
references, ten draws): `any` 4.99 / 2.16, `first-session` 9.88 / 4.89; other draws move them by up to 0.8. They are of
distances over the square root of the references' own spread, and of nothing else that a score may take in.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sigverify.corpora.folders import load_corpus
from sigverify.corpora.protocol import DrawKind, draws
from sigverify.evaluation.error_rates import equal_error_rate, signer_equal_error_rate
from sigverify.verification.scoring import SpreadRule
from sigverify.verification.trials import DistanceTable
from sigverify.verification.verifier import Verifier
from sigverify.workflows.evaluating import FIRST_SEED
from sigverify.workflows.models import load_verifier

pytestmark = [pytest.mark.corpus, pytest.mark.slow]


@pytest.fixture(scope="module")
def floor() -> Verifier:
    return load_verifier("dtw")


@pytest.fixture(scope="module")
def table(floor: Verifier, corpora_folder: Path) -> DistanceTable:
    """Distances of svc2004-task2, measured once for both ways of drawing."""
    folder = corpora_folder / "svc2004-task2"
    if not folder.is_dir():
        pytest.skip(f"{corpora_folder} holds no svc2004-task2")
    return DistanceTable(floor.comparators, load_corpus(f"svc2004:{folder}"))


@pytest.mark.timeout(900)
@pytest.mark.parametrize(("kind", "common", "own"), [("any", 4.99, 2.16), ("first-session", 9.88, 4.89)])
def test_floor_of_skilled_forgeries(
    floor: Verifier, table: DistanceTable, kind: DrawKind, common: float, own: float
) -> None:
    assert len(table.corpus.signers) == 20
    calibration = floor.card.calibration_for(5)
    plain = [SpreadRule(unit=rule.unit) for rule in floor.rules]
    found_common, found_own = [], []
    for number in range(10):
        made, skipped = draws(table.corpus, references=5, draw=kind, seed=FIRST_SEED + number)
        assert not skipped
        # random forgeries are told apart by anything, and would take as long again
        skilled = [replace(draw, random=()) for draw in made]
        table.prepare(skilled)
        trials = [table.trials(draw, plain) for draw in skilled]
        pairs = [(calibration.score(t.genuine), calibration.score(t.skilled)) for t in trials if t is not None]
        assert len(pairs) == 20
        genuine, forged = (np.concatenate(side) for side in zip(*pairs, strict=True))
        found_common.append(100 * equal_error_rate(genuine, forged)[0])
        found_own.append(100 * signer_equal_error_rate(pairs))
    assert np.mean(found_common) == pytest.approx(common, abs=1.0)
    assert np.mean(found_own) == pytest.approx(own, abs=1.0)
