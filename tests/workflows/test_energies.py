"""Energies of a contrastive model: the share of pairs by hand, the bound of its loss, and models that have none."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from sigverify.corpora.corpus import Corpus
from sigverify.errors import ModelError, ProtocolError
from sigverify.learning.examples import ExamplesConfig
from sigverify.learning.sampler import SamplerConfig
from sigverify.learning.training_config import TrainingConfig
from sigverify.networks.losses import ContrastiveChopra, ContrastiveMargin
from sigverify.verification.model_files import read_model, write_model
from sigverify.workflows.energies import energies_of, usual_margin
from sigverify.workflows.train_plan import NetworkVariant, TrainPlan
from sigverify.workflows.training import TrainedModel, train_model


@pytest.fixture(scope="module", params=["chopra-2005", "hadsell-2006"])
def contrastive(request: pytest.FixtureRequest, signers: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = TrainPlan(
        name=request.param,
        architecture=request.param,
        folds=2,
        draws=1,
        variants=(NetworkVariant(sizes={"c1_maps": 3, "c3_maps": 4, "c5_maps": 5}),),
        training=TrainingConfig(steps=3, sampler=SamplerConfig(signers=2, genuine=1, skilled=1, random=1)),
        examples=ExamplesConfig(variants=1),
    )
    *_, made = train_model([signers], plan)
    assert isinstance(made, TrainedModel)
    folder = tmp_path_factory.mktemp("contrastive") / request.param
    write_model(folder, made.card, made.payloads)
    return folder


def test_the_share_is_counted_pair_by_pair_and_averaged_over_signers(contrastive: Path, other_signers: Corpus) -> None:
    found = energies_of(contrastive, other_signers, margin=0.05)
    (comparator,) = read_model(contrastive).comparators
    for signer in other_signers.signers:
        own = [comparator.represent([s.recording])[0].frames for s in other_signers.of(signer, "genuine")]
        forged = [comparator.represent([s.recording])[0].frames for s in other_signers.of(signer, "forgery")]
        near = [comparator.distances([a], [b])[0] for a, b in combinations(own, 2)]
        far = [comparator.distances([a], [b])[0] for a in own for b in forged]
        held = [e_g + 0.05 < e_i for e_g in near for e_i in far]
        assert found.signer_shares[signer] == pytest.approx(np.mean(held), abs=0.01)  # batches round otherwise
    assert found.conditions.share == pytest.approx(np.mean(list(found.signer_shares.values())))
    assert found.pairs.shape[1] == 2
    assert len(found.pairs) % len(other_signers.signers) == 0
    assert (found.pairs >= 0).all()
    if contrastive.name == "chopra-2005":
        assert found.conditions.bound == 100
        assert found.conditions.minima_inside
        assert found.conditions.gradient_inward
    else:
        assert found.conditions.bound >= 2


def test_a_model_without_energies_is_refused(dtw_model: Any, network_model: Any, other_signers: Corpus) -> None:
    for model in (dtw_model, network_model):
        with pytest.raises(ModelError, match="no network that learns by a contrastive loss"):
            energies_of(model.folder, other_signers, margin=1.0)


def test_a_corpus_without_forgeries_is_refused(contrastive: Path, other_signers: Corpus) -> None:
    genuine = replace(other_signers, samples=tuple(s for s in other_signers if s.label == "genuine"))
    with pytest.raises(ProtocolError, match="two genuine signatures and a forgery"):
        energies_of(contrastive, genuine, margin=1.0)


@pytest.mark.parametrize(
    ("loss", "margin"), [(ContrastiveChopra(bound=40.0), 4.0), (ContrastiveMargin(margin=3.0), 1.5)]
)
def test_the_usual_margin_leaves_the_least_loss_inside_the_half_plane(
    loss: ContrastiveChopra | ContrastiveMargin, margin: float
) -> None:
    """With their own margin as m, the minimum of Hadsell, Chopra & LeCun 2006 would lie on the line itself."""
    assert usual_margin(loss) == pytest.approx(margin)
    energy = np.linspace(0.0, 40.0, 4001)
    genuine, impostor = (side.numpy() for side in loss.sides(*[torch.from_numpy(energy)] * 2))
    assert energy[genuine.argmin()] + margin < energy[impostor.argmin()]
