"""The models that travel with the program give the figures that they gave when they were made."""

from collections.abc import Callable

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.ink.recording import Recording
from sigverify.networks.catalogue import CATALOGUE
from sigverify.shipped import shipped_folder
from sigverify.verification.model_files import read_model
from sigverify.verification.verifier import Verifier
from sigverify.workflows.architectures import FLOORS
from sigverify.workflows.models import known_models, load_verifier

DISTANCES = {
    "2ch": [0.213734, 0.367644, 0.43382],
    "2ch-2stream": [0.280738, 1.41729, 1.67701],
    "aligned-tdnn": [1.76738, 2.63213, 2.93828],
    "aligned-tdnn-long": [6.80293, 9.67395, 8.75413],
    "bromley-1994": [0.697417, 0.814965, 0.605594],
    "chopra-2005": [32.8283, 61.7327, 60.9237],
    "default": [1.74116, 2.59276, 2.84489],
    "directed-features": [1.03442, 1.03632, 1.01517],
    "dtw": [2.31391, 3.07596, 2.70658],
    "global-features": [0.764139, 0.576896, 0.288982],
    "gru-aligned": [0.242094, 0.41372, 0.329453],
    "hadsell-2006": [0.232988, 0.541603, 0.579422],
    "pooled-tdnn": [0.124638, 0.139976, 0.116305],
    "pseudo-siam": [0.295557, 0.257705, 0.259448],
    "siam": [0.281492, 0.237574, 0.225567],
    "siam-2stream": [0.2584, 0.22855, 0.232937],
    "siam-spp": [0.296244, 0.302749, 0.296433],
    "soft-aligned-tdnn": [7.81289, 10.3163, 8.15509],
    "supervector": [0.801394, 0.844277, 1.00625],
    "synthetic": [1.16285, 1.77572, 1.71175],
}
"""Distances of one made-up signature to three others in each model's first comparator."""


@pytest.fixture(scope="module")
def shipped() -> Verifier:
    return load_verifier("default")


@pytest.mark.parametrize("name", sorted(DISTANCES))
def test_distances_are_those_of_the_day_a_model_was_trained(name: str, make_ink: Callable[..., Recording]) -> None:
    comparator = read_model(shipped_folder("models") / name).comparators[0]
    one, *others = [shown.frames for shown in comparator.represent([make_ink(seed=seed) for seed in range(4)])]
    assert comparator.distances([one] * 3, others) == pytest.approx(DISTANCES[name], rel=1e-3)


def test_every_network_of_the_catalogue_is_shipped_trained() -> None:
    shipped = {summary.name: summary.card for summary in known_models() if summary.origin == "shipped"}
    assert set(CATALOGUE) | set(FLOORS) <= set(shipped)
    for name in CATALOGUE:
        assert [part.architecture for part in shipped[name].comparators] == [name]


def test_it_tells_people_apart(shipped: Verifier, other_signers: Corpus) -> None:
    for place, name in enumerate(other_signers.signers):
        own = [sample.recording for sample in other_signers.of(name, "genuine")]
        template = shipped.enrol(own[:5])
        stranger = other_signers.of(other_signers.signers[place - 1], "genuine")[0].recording
        assert shipped.verify(template, stranger).outcome == "reject"
        assert shipped.verify(template, own[6]).outcome != "reject"
