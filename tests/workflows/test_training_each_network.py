"""Every network of the catalogue can be trained, written, read and asked."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.networks.architecture import Architecture
from sigverify.networks.catalogue import CATALOGUE
from sigverify.networks.weights import weights_bytes
from sigverify.networks.zagoruyko_2015 import ZagoruykoConfig
from sigverify.verification.model_files import read_model, read_networks, write_model
from sigverify.workflows.train_plan import NetworkVariant, TrainPlan
from sigverify.workflows.training import TrainedModel

SMALL: dict[str, int | tuple[int, ...]] = {
    "width": 4, "hidden": 4, "embedding": 4, "layers": 1, "dilations": (1,),
    "first_maps": 2, "second_maps": 2,
    "c1_maps": 2, "c3_maps": 2, "c5_maps": 4, "f6_outputs": 3,
    "decision": 4,
}  # fmt: skip
"""Sizes by name, for those networks that have them."""


def tiny(entry: Architecture) -> NetworkVariant:
    """Return the entry with as few channels as make sense, its fields and strides being the paper's."""
    config: Any = entry.config
    sizes: dict[str, Any] = {name: size for name, size in SMALL.items() if hasattr(config, name)}
    if isinstance(config, ZagoruykoConfig):
        sizes["layers"] = tuple((3, *rest) for _, *rest in config.layers)
    return NetworkVariant(sizes=sizes)


@pytest.fixture(scope="module")
def few(other_signers: Corpus) -> Corpus:
    """As many signatures as calibrate one reference."""
    return replace(other_signers, samples=tuple(sample for sample in other_signers if sample.number <= 6))


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=list(CATALOGUE))
def test_it_is_trained_written_read_and_asked(
    entry: Architecture,
    few: Corpus,
    tiny_plan: TrainPlan,
    made_from: Callable[..., TrainedModel],
    tmp_path: Path,
) -> None:
    plan = replace(tiny_plan, architecture=f"{entry.name}+duration", variants=(tiny(entry),), folds=2)
    made = made_from([few], plan)
    folder = tmp_path / "model"
    write_model(folder, made.card, made.payloads)
    verifier = read_model(folder)
    part = verifier.card.comparators[0]
    assert (part.architecture, part.features, part.references) == (entry.name, entry.features, entry.references)
    (network,) = read_networks(folder)
    assert weights_bytes(network) == made.payloads[part.weights]
    assert sum(weights.numel() for weights in network.parameters()) < 3000
    genuine = [sample.recording for sample in few.of(few.signers[0], "genuine")]
    decision = verifier.verify(verifier.enrol(genuine[:2]), genuine[3])
    assert np.isfinite([decision.score, decision.distance, *decision.distances]).all()
