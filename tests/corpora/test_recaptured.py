"""A corpus of worse equipment: the same people, labels and sessions, and the same ink for the same seed."""

from dataclasses import replace
from pathlib import Path

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.folders import load_corpus
from sigverify.corpora.recaptured import recaptured
from sigverify.errors import ProtocolError, UsageError
from sigverify.ink.degraded import INKS, Ink
from sigverify.ink.trajectory import pen_down_seconds

WORSE = INKS[1:]


@pytest.mark.parametrize("ink", WORSE)
def test_everything_but_the_ink_stays(other_signers: Corpus, ink: Ink) -> None:
    made = recaptured(other_signers, ink)
    assert (made.name, made.ink, made.sessions_apart) == (other_signers.name, ink, True)
    for before, after in zip(other_signers, made, strict=True):
        assert replace(after, recording=before.recording) == before
        assert after.recording != before.recording
        assert after.recording.stroke_count == before.recording.stroke_count
    assert made.only({made.signers[0]}).ink == ink


@pytest.mark.parametrize("ink", WORSE)
def test_a_signature_gets_the_same_ink_whoever_else_is_there(other_signers: Corpus, ink: Ink) -> None:
    one = other_signers.signers[2]
    alone = recaptured(other_signers.only({one}), ink)
    whole = recaptured(other_signers, ink)
    assert [s.recording for s in alone] == [s.recording for s in whole if s.signer == one]


def test_each_signature_is_read_by_chance_of_its_own(other_signers: Corpus) -> None:
    """Of the same ink, too; another seed gives other chance."""
    first = other_signers.samples[0]
    again = replace(first, number=first.number + 1)
    twice = replace(other_signers, samples=(first, again))
    one, two = (sample.recording for sample in recaptured(twice, "mouse"))
    assert one != two
    assert recaptured(twice, "mouse", seed=2).samples[0].recording != one


def test_as_recorded_is_the_corpus_itself(other_signers: Corpus) -> None:
    assert recaptured(other_signers, "as-recorded") is other_signers


def test_what_makes_no_sense_is_refused(other_signers: Corpus) -> None:
    with pytest.raises(UsageError, match="without-pressure"):
        recaptured(other_signers, "quill")  # type: ignore[arg-type]  # what a person may type
    with pytest.raises(UsageError, match="from 0"):
        recaptured(other_signers, "mouse", seed=-1)
    with pytest.raises(ProtocolError, match="is mouse already"):
        recaptured(recaptured(other_signers, "mouse"), "60hz")


@pytest.mark.corpus
@pytest.mark.parametrize("spec", ["susig:susig/blind", "sigcomp2009-nisdcc:sigcomp2009/nisdcc"])
def test_recorded_ink_keeps_its_time_on_worse_equipment(corpora_folder: Path, spec: str) -> None:
    """Of the first signers: clocks that wrap, dots of one point, and points in the air among them."""
    kind, _, place = spec.partition(":")
    if not (corpora_folder / place).is_dir():
        pytest.skip(f"{corpora_folder} holds no {place}")
    corpus = load_corpus(f"{kind}:{corpora_folder / place}")
    some = corpus.only(set(corpus.signers[:6]))
    for ink in WORSE:
        for before, after in zip(some, recaptured(some, ink), strict=True):
            lost = pen_down_seconds(before.recording) - pen_down_seconds(after.recording)
            assert lost >= -0.05  # points that share a stamp are spread
            if ink != "mouse":  # one that rests for more than a second tells nothing, as a clock at fault does
                assert lost <= 0.02 + 2 / 60 * before.recording.stroke_count
