"""Recipes: each architecture of the catalogue has one, and can be trained by it."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from sigverify.learning.examples import SignerExamples
from sigverify.learning.recipes import recipe_for
from sigverify.learning.sampler import SamplerConfig
from sigverify.learning.training import train
from sigverify.learning.training_config import TrainingConfig
from sigverify.networks.architecture import Architecture
from sigverify.networks.catalogue import CATALOGUE

OF_SINGLE_PAIRS = (
    "bromley-1994", "chopra-2005", "hadsell-2006",
    "siam", "pseudo-siam", "2ch", "siam-2stream", "2ch-2stream", "siam-spp",
)  # fmt: skip


@pytest.mark.parametrize("name", OF_SINGLE_PAIRS)
def test_losses_of_single_pairs_get_half_genuine_pairs(name: str) -> None:
    """50, 40 and 10 %, as Bromley et al. 1994 drew them."""
    assert name in CATALOGUE
    pairs = recipe_for(name).sampler
    shares = np.array([pairs.genuine, pairs.skilled, pairs.random]) / pairs.pairs
    np.testing.assert_allclose(shares, [0.5, 0.4, 0.1])


def test_what_has_no_recipe_of_its_own_gets_the_usual_one() -> None:
    assert recipe_for("pooled-tdnn") == recipe_for("a network of tomorrow") == TrainingConfig()


def test_aligned_frames_are_learnt_by_sets_with_impostors_of_like_length() -> None:
    drawn = recipe_for("aligned-tdnn").sampler
    assert drawn.anchors == drawn.genuine + 1
    assert drawn.candidates > 1


def examples(entry: Architecture) -> list[SignerExamples]:
    rng = np.random.default_rng(0)

    def some(count: int) -> tuple[tuple[np.ndarray, ...], ...]:
        lengths = [entry.features.frames or 60 + 7 * k for k in range(count)]
        return tuple((rng.normal(size=(n, entry.config.inputs)).astype(np.float32),) for n in lengths)

    return [SignerExamples(signer=str(k), genuine=some(3), forgeries=some(2)) for k in range(3)]


ALIGNED = CATALOGUE["aligned-tdnn"]
KINDS = {name: (entry, recipe_for(name).sampler) for name, entry in CATALOGUE.items()} | {
    "by pairs of one anchor": (ALIGNED, SamplerConfig(genuine=2, skilled=2, random=1)),
}


@pytest.mark.parametrize(("entry", "sampler"), KINDS.values(), ids=KINDS.keys())
def test_every_architecture_can_be_trained_and_split_over_processes(
    entry: Architecture, sampler: SamplerConfig
) -> None:
    """Each weight gets a gradient in each step, which processes that average them wait for; and nothing is drawn."""
    torch.manual_seed(1)
    network = entry.config.build()
    config = replace(recipe_for(entry.name), steps=2, sampler=replace(sampler, signers=2))
    known = examples(entry)
    steps = train(network, entry.loss, known, config, keep_length=entry.features.frames is not None)
    for _ in range(2):
        assert np.isfinite(next(steps).loss)
        assert all(value.grad is not None for value in network.parameters())
    assert next(steps, None) is None
    network.train()
    pair = [torch.tensor(known[0].genuine[k][0]) for k in range(2)]
    assert torch.equal(network(pair, [(0, 1)]), network(pair, [(0, 1)]))
