"""The metric of whole signatures: what it weighs, and when there is nothing to learn."""

from dataclasses import replace

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.errors import Cancelled, InkError, ProtocolError
from sigverify.ink.recording import Floats, Recording
from sigverify.learning.pair_weights import SignerVectors, learn_weights, vectors_of

NUMBERS = 40


def invented(signers: int, telling: int, *, seed: int = 1, corpus: str = "a") -> list[SignerVectors]:
    """Signers whose forgers miss one number by three deviations; number k deviates by k + 1 within signers."""
    rng = np.random.default_rng(seed)
    scale = np.arange(1, NUMBERS + 1)
    out = []
    for place in range(signers):
        own = rng.normal(size=NUMBERS) * 5 * scale
        genuine, forged = (own + rng.normal(size=(8, NUMBERS)) * scale for _ in range(2))
        forged[:, telling] += 3 * scale[telling]
        out.append(SignerVectors(corpus=corpus, signer=str(place), genuine=genuine, forged=forged))
    return out


def test_the_number_that_forgers_miss_weighs_most() -> None:
    deviations, weights = learn_weights(invented(40, telling=7), seed=1)
    assert np.argmax(weights) == 7
    assert weights[7] > 10 * np.median(weights)
    assert weights.sum() == pytest.approx(1.0)
    # the difference of two draws deviates by √2 of one
    np.testing.assert_allclose(deviations, np.sqrt(2) * np.arange(1, NUMBERS + 1), rtol=0.15)


def test_the_same_signers_and_seed_give_the_same_weights() -> None:
    signers = invented(6, telling=3)
    first, again, other = (learn_weights(known, seed=1) for known in (signers, signers, invented(6, telling=3, seed=2)))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_small_corpus_counts_for_more_than_its_signers() -> None:
    """Four signers whose forgers miss another number than those of forty: they weigh by the root of their number."""
    large, small = invented(40, telling=2), invented(4, telling=9, seed=5, corpus="b")
    _, apart = learn_weights([*large, *small], seed=1)
    _, merged = learn_weights([*large, *(replace(known, corpus="a") for known in small)], seed=1)
    assert apart[9] / apart[2] > 1.5 * merged[9] / merged[2]


def test_a_number_that_never_differs_does_not_disturb() -> None:
    signers = [
        replace(known, genuine=known.genuine.copy(), forged=known.forged.copy()) for known in invented(20, telling=4)
    ]
    for known in signers:
        known.genuine[:, 0] = known.forged[:, 0] = 0.0
    deviations, weights = learn_weights(signers, seed=1)
    assert np.isfinite(deviations).all()
    assert np.argmax(weights) == 4


def test_too_few_signatures_or_forgeries_like_genuine_ones_teach_nothing() -> None:
    alone = [replace(known, forged=known.forged[:0]) for known in invented(3, telling=1)]
    with pytest.raises(ProtocolError, match="a forgery"):
        learn_weights(alone, seed=1)
    copies = [replace(known, forged=known.genuine) for known in invented(3, telling=1)]
    with pytest.raises(ProtocolError, match="no farther"):
        learn_weights(copies, seed=1)


def test_vectors_are_those_of_the_recordings_that_have_one(other_signers: Corpus) -> None:
    called: list[int] = []
    first = other_signers.of(other_signers.signers[0], "genuine")
    refused = first[0].recording

    def length(recording: Recording) -> Floats:
        if recording is refused:
            raise InkError("too little")
        return np.array([len(recording), 1.0])

    found = vectors_of([other_signers], length, 2, lambda: called.append(1))
    assert [known.signer for known in found] == list(other_signers.signers)
    assert len(called) == len(other_signers)
    np.testing.assert_array_equal(found[0].genuine, [[len(sample.recording), 1.0] for sample in first[1:]])
    assert found[0].forged.shape == (len(other_signers.of(other_signers.signers[0], "forgery")), 2)

    def stop() -> None:
        raise Cancelled("enough")

    with pytest.raises(Cancelled):
        vectors_of([other_signers], length, 2, stop)
