"""The background of everybody's movements: expectation and maximisation, and what is learnt upon it."""

import math

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.errors import Cancelled, InkError, ProtocolError
from sigverify.ink.recording import Floats
from sigverify.learning.background import (
    AXES,
    GAUSSIANS,
    SignerMovements,
    fit_background,
    learn_supervectors,
    maximised,
    movements_by_signer,
)
from sigverify.verification.supervector_comparator import WINDOW, BackgroundModel, windows


@pytest.fixture(scope="module")
def known(other_signers: Corpus) -> list[SignerMovements]:
    """Return the movements of four synthetic signers."""
    return movements_by_signer([other_signers], lambda: None)


def small_mixture() -> tuple[BackgroundModel, Floats]:
    """Return a mixture of two on three axes, and movements placed on these."""
    rng = np.random.default_rng(3)
    model = BackgroundModel(
        centre=np.zeros(3),
        axes=np.eye(3),
        means=np.array([[0.0, 0.0, 0.0], [2.0, -1.0, 1.0]]),
        variances=np.array([[1.0, 0.5, 2.0], [0.8, 1.5, 0.6]]),
        shares=np.array([0.7, 0.3]),
    )
    placed = np.concatenate((rng.normal(size=(40, 3)), rng.normal([3.0, -2.0, 1.0], 0.5, size=(30, 3))))
    return model, placed


def test_one_round_is_that_of_the_formulas() -> None:
    """Dempster, Laird & Rubin 1977 for a mixture of Gaussians, one movement and one axis after another."""
    model, placed = small_mixture()
    found = maximised(model, placed)
    mine = []
    for z in placed:
        likelihood = [
            share * math.prod(
                math.exp(-((z[d] - mean[d]) ** 2) / (2 * variance[d])) / math.sqrt(2 * math.pi * variance[d])
                for d in range(3)
            )
            for share, mean, variance in zip(model.shares, model.means, model.variances, strict=True)
        ]  # fmt: skip
        mine.append([part / sum(likelihood) for part in likelihood])
    for k in range(2):
        count = sum(row[k] for row in mine)
        assert found.shares[k] == pytest.approx(count / len(placed), rel=1e-6)
        for d in range(3):
            mean = sum(row[k] * z[d] for row, z in zip(mine, placed, strict=True)) / count
            spread = sum(row[k] * (z[d] - mean) ** 2 for row, z in zip(mine, placed, strict=True)) / count
            assert found.means[k, d] == pytest.approx(mean, rel=1e-6)
            assert found.variances[k, d] == pytest.approx(spread + 0.05, rel=1e-5)  # floored by a twentieth


def test_movements_become_likelier_round_by_round() -> None:
    model, placed = small_mixture()
    likelihoods = []
    for _ in range(6):
        likelihoods.append(model.posteriors(placed)[1].mean())
        model = maximised(model, placed)
    assert likelihoods[1] > likelihoods[0] + 0.05
    assert min(np.diff(likelihoods)) > -1e-3  # the floor of variances may cost a little


def test_a_background_lies_in_the_middle_of_its_movements(known: list[SignerMovements]) -> None:
    model = fit_background(known, seed=1)
    assert model.means.shape == model.variances.shape == (GAUSSIANS, AXES)
    assert model.shares.sum() == pytest.approx(1.0)
    moved = np.concatenate([windows(values) for one in known for values in one.genuine[:6]]).astype(np.float64)
    placed = (moved - model.centre) @ model.axes
    np.testing.assert_allclose(placed.mean(axis=0), 0.0, atol=1e-6)
    np.testing.assert_allclose(placed.var(axis=0, ddof=1), 1.0, rtol=1e-6)
    np.testing.assert_allclose(model.shares @ model.means, 0.0, atol=1e-3)
    again = fit_background(known, seed=1)
    np.testing.assert_array_equal(again.means, model.means)
    assert not np.array_equal(fit_background(known, seed=2).means, model.means)


def test_what_is_learnt_tells_forgeries_and_is_read_again_as_it_is(
    known: list[SignerMovements], other_signers: Corpus
) -> None:
    comparator = learn_supervectors(known, seed=1)
    near, far = [], []
    for signer in other_signers.signers:
        genuine, forged = (
            [one.frames for one in comparator.represent([s.recording for s in other_signers.of(signer, label)])]
            for label in ("genuine", "forgery")
        )
        near.append(comparator.distances(genuine[:1] * (len(genuine) - 1), genuine[1:]).mean())
        far.append(comparator.distances(genuine[:1] * len(forged), forged).mean())
    assert np.mean(far) > 1.1 * np.mean(near)
    again = type(comparator).of(comparator.arrays())
    for name, values in again.arrays().items():
        np.testing.assert_array_equal(values, comparator.arrays()[name])


def test_too_few_movements_are_refused_and_ink_that_is_too_short_is_left_out(other_signers: Corpus) -> None:
    with pytest.raises(ProtocolError, match="more than one signature"):
        fit_background([], seed=1)
    few = SignerMovements(corpus="a", signer="1", genuine=(np.zeros((40, WINDOW // 5), np.float32),), forged=())
    with pytest.raises(ProtocolError, match="more than one signature"):
        fit_background([few], seed=1)
    called: list[int] = []
    assert len(movements_by_signer([other_signers], lambda: called.append(1))) == len(other_signers.signers)
    assert len(called) == len(other_signers)

    def stop() -> None:
        raise Cancelled("enough")

    with pytest.raises(Cancelled):
        movements_by_signer([other_signers], stop)


def test_signatures_that_cannot_be_compared_are_left_out(
    other_signers: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sigverify.learning import background

    first = other_signers.of(other_signers.signers[0], "genuine")[0].recording
    extract = background.extract

    def refusing(recording: object, config: object) -> object:
        if recording is first:
            raise InkError("too little")
        return extract(recording, config)  # type: ignore[arg-type]

    monkeypatch.setattr(background, "extract", refusing)
    found = movements_by_signer([other_signers], lambda: None)[0]
    assert len(found.genuine) == len(other_signers.of(found.signer, "genuine")) - 1
