"""The metric of global features: what it weighs, and when there is nothing to learn."""

from dataclasses import replace

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.errors import Cancelled, ProtocolError
from sigverify.ink.global_features import GLOBAL_FEATURES, global_features
from sigverify.learning.global_metric import SignerGlobals, globals_of, learn_metric

FEATURES = len(GLOBAL_FEATURES)


def invented(signers: int, telling: int, *, seed: int = 1, corpus: str = "a") -> list[SignerGlobals]:
    """Signers whose forgers miss one feature by three deviations; feature k deviates by k + 1 within signers."""
    rng = np.random.default_rng(seed)
    scale = np.arange(1, FEATURES + 1)
    out = []
    for place in range(signers):
        own = rng.normal(size=FEATURES) * 5 * scale
        genuine, forged = (own + rng.normal(size=(8, FEATURES)) * scale for _ in range(2))
        forged[:, telling] += 3 * scale[telling]
        out.append(SignerGlobals(corpus=corpus, signer=str(place), genuine=genuine, forged=forged))
    return out


def test_the_feature_that_forgers_miss_weighs_most() -> None:
    metric = learn_metric(invented(40, telling=7), seed=1)
    assert metric.features == tuple(GLOBAL_FEATURES)
    assert np.argmax(metric.weights) == 7
    assert metric.weights[7] > 10 * np.median(metric.weights)
    # the difference of two draws deviates by √2 of one
    np.testing.assert_allclose(metric.deviations, np.sqrt(2) * np.arange(1, FEATURES + 1), rtol=0.15)


def test_the_same_signers_and_seed_give_the_same_metric() -> None:
    signers = invented(6, telling=3)
    assert learn_metric(signers, seed=1) == learn_metric(signers, seed=1)
    assert learn_metric(signers, seed=1) != learn_metric(invented(6, telling=3, seed=2), seed=1)


def test_a_small_corpus_counts_for_more_than_its_signers() -> None:
    """Four signers whose forgers miss another feature than those of forty: they weigh by the root of their number."""
    large, small = invented(40, telling=2), invented(4, telling=9, seed=5, corpus="b")
    apart = learn_metric([*large, *small], seed=1)
    merged = learn_metric([*large, *(replace(known, corpus="a") for known in small)], seed=1)
    assert apart.weights[9] / apart.weights[2] > 1.5 * merged.weights[9] / merged.weights[2]


def test_a_feature_that_never_differs_does_not_disturb() -> None:
    signers = [
        replace(known, genuine=known.genuine.copy(), forged=known.forged.copy()) for known in invented(20, telling=4)
    ]
    for known in signers:
        known.genuine[:, 0] = known.forged[:, 0] = 0.0
    metric = learn_metric(signers, seed=1)
    assert np.isfinite(metric.deviations).all()
    assert np.argmax(metric.weights) == 4


def test_too_few_signatures_or_forgeries_like_genuine_ones_teach_nothing() -> None:
    alone = [replace(known, forged=known.forged[:0]) for known in invented(3, telling=1)]
    with pytest.raises(ProtocolError, match="a forgery"):
        learn_metric(alone, seed=1)
    copies = [replace(known, forged=known.genuine) for known in invented(3, telling=1)]
    with pytest.raises(ProtocolError, match="no farther"):
        learn_metric(copies, seed=1)


def test_features_are_those_of_the_recordings(other_signers: Corpus) -> None:
    called: list[int] = []
    found = globals_of([other_signers], lambda: called.append(1))
    assert [known.signer for known in found] == list(other_signers.signers)
    assert len(called) == len(other_signers)
    first = other_signers.of(other_signers.signers[0], "genuine")
    np.testing.assert_array_equal(found[0].genuine, [global_features(sample.recording) for sample in first])
    assert len(found[0].forged) == len(other_signers.of(other_signers.signers[0], "forgery"))

    def stop() -> None:
        raise Cancelled("enough")

    with pytest.raises(Cancelled):
        globals_of([other_signers], stop)
