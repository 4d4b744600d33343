"""The model that travels with the program gives the figures that it gave when it was made."""

from collections.abc import Callable

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.ink.recording import Recording
from sigverify.shipped import shipped_folder
from sigverify.verification.model_files import read_model
from sigverify.verification.verifier import Verifier

NETWORK = [2.264951, 4.486776, 3.542348]
FLOOR = [2.317491, 3.072557, 2.711661]
"""Distances of one made-up signature to three others, by the program that trained the model."""


@pytest.fixture(scope="module")
def shipped() -> Verifier:
    return read_model(shipped_folder("models") / "aligned-tdnn")


def test_its_distances_are_those_of_the_day_it_was_trained(
    shipped: Verifier, make_ink: Callable[..., Recording]
) -> None:
    network, floor = shipped.comparators
    for comparator, expected in ((network, NETWORK), (floor, FLOOR)):
        one, *others = [shown.frames for shown in comparator.represent([make_ink(seed=seed) for seed in range(4)])]
        assert comparator.distances([one] * 3, others) == pytest.approx(expected, rel=1e-3)


def test_it_tells_people_apart(shipped: Verifier, other_signers: Corpus) -> None:
    for place, name in enumerate(other_signers.signers):
        own = [sample.recording for sample in other_signers.of(name, "genuine")]
        template = shipped.enrol(own[:5])
        stranger = other_signers.of(other_signers.signers[place - 1], "genuine")[0].recording
        assert shipped.verify(template, stranger).outcome == "reject"
        assert shipped.verify(template, own[6]).outcome != "reject"
