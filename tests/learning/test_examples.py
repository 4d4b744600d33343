"""What a network is shown: every usable signature, with forgeries where a signer has too few."""

from dataclasses import replace

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.errors import Cancelled, ProtocolError
from sigverify.ink.features import FeatureConfig, extract
from sigverify.ink.recording import Recording
from sigverify.learning.augmentation import AugmentationConfig
from sigverify.learning.checkpoints import identity_of
from sigverify.learning.examples import ExamplesConfig, SignerExamples, prepare

FEATURES = FeatureConfig(rate_hz=50.0)
TICK = Recording(time_s=[0.0, 0.01], x=[0.0, 1.0], y=[0.0, 1.0], stroke=[0, 0])


class Forger:
    """Notes which recordings it was asked to forge, and gives another signer's ink."""

    def __init__(self, ink: Recording) -> None:
        self.ink = ink
        self.asked: list[Recording] = []

    def __call__(self, recording: Recording, rng: np.random.Generator) -> Recording:
        assert isinstance(rng, np.random.Generator)
        self.asked.append(recording)
        return self.ink


@pytest.fixture
def few(signers: Corpus) -> Corpus:
    """Three signers with three genuine signatures and two forgeries each."""
    kept = [
        sample
        for signer in signers.signers[:3]
        for sample in (*signers.of(signer, "genuine")[:3], *signers.of(signer, "forgery")[:2])
    ]
    return Corpus(name="few", samples=tuple(kept))


@pytest.fixture
def forger(few: Corpus) -> Forger:
    return Forger(few.samples[0].recording)


def prepared(corpora: list[Corpus], forger: Forger, **config: int) -> tuple[SignerExamples, ...]:
    return prepare(corpora, FEATURES, AugmentationConfig(), ExamplesConfig(**{"variants": 2, **config}), forge=forger)


def test_the_first_variant_is_the_signature_as_recorded(few: Corpus, forger: Forger) -> None:
    made = prepared([few], forger, variants=3, synthetic_forgeries=0)
    assert [known.signer for known in made] == [f"few/{signer}" for signer in few.signers]
    for known in made:
        signer = known.signer.removeprefix("few/")
        for label, all_variants in (("genuine", known.genuine), ("forgery", known.forgeries)):
            samples = few.of(signer, label)
            assert len(all_variants) == len(samples)
            for sample, variants in zip(samples, all_variants, strict=True):
                assert len(variants) == 3
                np.testing.assert_array_equal(variants[0], extract(sample.recording, FEATURES).values)
                assert not any(np.array_equal(variants[0], other) for other in variants[1:])
    assert forger.asked == []


def test_missing_forgeries_are_made_from_the_signer_s_own_signatures(few: Corpus, forger: Forger) -> None:
    made = prepared([few], forger, synthetic_forgeries=5)
    assert [len(known.forgeries) for known in made] == [5, 5, 5]
    assert len(forger.asked) == 9
    genuine = [id(sample.recording) for sample in few if sample.label == "genuine"]
    assert all(id(recording) in genuine for recording in forger.asked)


def test_two_signers_who_look_like_one_person_are_told(few: Corpus, forger: Forger) -> None:
    renamed = dict(zip(few.signers, ("111", "005", "2"), strict=True))
    for corpus, people in (
        ("susig-visual", ["susig-visual/005", "susig-visual/111", "susig-visual/2"]),
        ("susig-blind", ["susig-visual/111", "susig-blind/111", "susig-blind/2"]),
    ):
        samples = tuple(replace(sample, signer=renamed[sample.signer]) for sample in few)
        made = prepared([Corpus(name=corpus, samples=samples)], forger)
        assert [known.person for known in made] == people


def test_what_cannot_be_compared_is_left_out(few: Corpus, forger: Forger) -> None:
    first, second = few.signers[:2]
    ticks = [
        Sample(signer=first, label="genuine", number=9, session=None, recording=TICK),
        Sample(signer=second, label="forgery", number=9, session=None, recording=TICK),
    ]
    made = prepared([replace(few, samples=(*few.samples, *ticks))], forger, synthetic_forgeries=0)
    assert [len(known.genuine) for known in made] == [3, 3, 3]
    assert [len(known.forgeries) for known in made] == [2, 2, 2]


def test_a_signer_with_one_signature_has_no_pair_to_learn_from(few: Corpus, forger: Forger) -> None:
    lonely = few.signers[0]
    kept = [s for s in few if s.signer != lonely or s.label == "forgery" or s.number == 1]
    made = prepared([replace(few, samples=tuple(kept))], forger)
    assert [known.signer for known in made] == [f"few/{signer}" for signer in few.signers[1:]]


def test_a_signer_known_from_forgeries_alone_is_left_out(few: Corpus, forger: Forger) -> None:
    victim = few.signers[2]
    kept = tuple(s for s in few if s.signer != victim or s.label == "forgery")
    assert len(prepared([replace(few, samples=kept)], forger)) == 2


def told(corpora: list[Corpus], forger: Forger, **config: int) -> list[str]:
    sentences: list[str] = []
    prepare(corpora, FEATURES, AugmentationConfig(), ExamplesConfig(**config), forge=forger, notice=sentences.append)
    return sentences


def test_nothing_is_told_of_a_corpus_that_is_used_as_it_is(few: Corpus, forger: Forger) -> None:
    assert told([few], forger) == []


def test_signers_with_one_signature_are_counted(few: Corpus, forger: Forger) -> None:
    lonely = few.signers[0]
    kept = [s for s in few if s.signer != lonely or s.label == "forgery" or s.number == 1]
    (sentence,) = told([replace(few, samples=tuple(kept))], forger)
    assert sentence.startswith("1 of 3 signers of few are left out: ")


def test_a_corpus_without_forgeries_says_what_takes_their_place(few: Corpus, forger: Forger) -> None:
    bare = replace(few, samples=tuple(s for s in few if s.label == "genuine"))
    assert told([bare], forger) == ["few holds no forgeries. Synthetic ones take their place."]
    assert len(forger.asked) == 15
    assert told([bare], forger, synthetic_forgeries=0) == [
        "few holds no forgeries. Signatures of other signers take their place."
    ]


def test_signers_without_a_genuine_pair_are_refused_as_such(few: Corpus, forger: Forger) -> None:
    single = tuple(s for s in few if s.label == "forgery" or s.number == 1)
    with pytest.raises(ProtocolError, match="no genuine pair to learn from: none of the 3 signers"):
        prepared([replace(few, samples=single)], forger)


def test_two_signers_are_the_least(few: Corpus, forger: Forger) -> None:
    with pytest.raises(ProtocolError, match=r"at least two signers.*found 1 of 1"):
        prepared([few.only({few.signers[0]})], forger)


def test_a_signer_s_examples_hang_on_nobody_else(few: Corpus, forger: Forger) -> None:
    """Same seed, same variants, whoever comes after."""
    alone = prepared([few.only(set(few.signers[:2]))], forger)
    together = prepared([few], forger)
    for left, right in zip(alone, together[:2], strict=True):
        for mine, same in zip(left.genuine, right.genuine, strict=True):
            assert all(np.array_equal(a, b) for a, b in zip(mine, same, strict=True))
    other = prepared([few], forger, seed=2)
    assert not np.array_equal(other[0].genuine[0][1], together[0].genuine[0][1])


def test_progress_may_stop_it(few: Corpus, forger: Forger) -> None:
    def stop() -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        prepare([few], FEATURES, AugmentationConfig(), ExamplesConfig(), forge=forger, advance=stop)


def elsewhere(few: Corpus, moved_by: float) -> Corpus:
    """The same signatures, of which each point lies so much farther to the right."""
    moved = [replace(sample, recording=replace(sample.recording, x=sample.recording.x + moved_by)) for sample in few]
    return Corpus(name=few.name, samples=tuple(moved))


def test_ink_of_another_processor_makes_examples_of_one_identity(few: Corpus, forger: Forger) -> None:
    """Synthetic points and features differ in the last bit there; other ink differs by far more."""
    here = prepared([few], forger)
    there = [
        replace(
            known, genuine=tuple(tuple(np.nextafter(v, np.inf, dtype=v.dtype) for v in ink) for ink in known.genuine)
        )
        for known in prepared([elsewhere(few, 1e-12)], forger)
    ]
    assert identity_of(here) == identity_of(there)
    told_by_values = [[replace(known, given="") for known in made] for made in (here, there)]
    assert identity_of(told_by_values[0]) != identity_of(told_by_values[1])
    assert identity_of(prepared([elsewhere(few, 0.02)], forger)) != identity_of(here)


def test_examples_made_in_another_way_have_another_identity(few: Corpus, forger: Forger) -> None:
    found = [
        identity_of(prepared([few], forger, **config))["sha256"]
        for config in ({}, {"seed": 2}, {"variants": 3}, {"synthetic_forgeries": 1})
    ]
    assert len(set(found)) == 4
