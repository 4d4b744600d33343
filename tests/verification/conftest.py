"""Models of this room alone: networks with new weights, calibrated on people who do not exist; nothing is trained."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.protocol import draws
from sigverify.ink.features import FLOOR_FUNCTIONS, MOVEMENT_FUNCTIONS, FeatureConfig
from sigverify.verification.calibration import Calibration, OperatingPoint, calibrate, calibrate_random
from sigverify.verification.card import ComparatorCard, ModelCard
from sigverify.verification.carried_lines import carried_lines
from sigverify.verification.model_files import read_model, write_model
from sigverify.verification.trials import DistanceTable
from sigverify.verification.verifier import Verifier

DTW = ComparatorCard(kind="dtw", unit=1.0, features=FeatureConfig(functions=FLOOR_FUNCTIONS), metric="l1")
DURATION = ComparatorCard(kind="duration", unit=1.0)


@dataclass(frozen=True)
class MadeModel:
    """A model made for the tests, as it lies on the disk."""

    folder: Path
    verifier: Verifier


def network_card(name: str, features: FeatureConfig, **sizes: object) -> tuple[ComparatorCard, bytes]:
    """Return the card of a network with new weights, and the weights."""
    import torch

    from sigverify.networks.catalogue import build_network
    from sigverify.networks.weights import sha256_of, weights_bytes

    torch.manual_seed(5)
    payload = weights_bytes(build_network(name, sizes))
    card = ComparatorCard(
        kind="network",
        unit=1.0,
        features=features,
        metric="l2",
        architecture=name,
        config=dict(sizes),
        weights="weights.safetensors",
        weights_sha256=sha256_of(payload),
    )
    return card, payload


def made(
    folder: Path,
    corpus: Corpus,
    parts: Sequence[ComparatorCard],
    payloads: dict[str, bytes],
    references: Sequence[str] = ("spread", "spread"),
    counts: Sequence[int] = (1, 2, 3, 4, 5),
) -> MadeModel:
    """Write a model whose units, variances and, for `counts` of references, calibrations are measured on a corpus."""
    any_line = Calibration(
        weights=(1.0,) * len(parts), bias=1.0, accept_at=0.0, reject_below=0.0, cap=1.0, genuine=1, forged=1
    )
    card = ModelCard(
        name=" + ".join(part.architecture or part.kind for part in parts),
        made_at="2026-01-01T00:00:00+00:00",
        program="sigverify tests",
        commit="",
        comparators=tuple(parts),
        calibrations={1: any_line},
        usual_differences=(0.5, 0.5, 0.5, 0.1, 0.1),
        training={},
        figures={},
    )
    write_model(folder, card, payloads)
    table = DistanceTable(read_model(folder).comparators, corpus)
    kinds = references[: len(parts)]
    rules = table.rules(kinds)
    measured = tuple(
        replace(part, unit=rule.unit, references=kind, variances=rule.variances)
        for part, rule, kind in zip(parts, rules, kinds, strict=True)
    )
    calibrations = {1: any_line}
    for count in counts:
        drawn, _ = draws(corpus, references=count, draw="any", seed=1)
        trials = [found for draw in drawn if (found := table.trials(draw, rules)) is not None]
        genuine = np.concatenate([part.genuine for part in trials])
        forged = np.concatenate([part.skilled for part in trials])
        random = np.concatenate([part.random for part in trials])
        one = calibrate(genuine, forged, OperatingPoint())
        lines = carried_lines(
            [one.score(part.genuine) for part in trials], [one.score(part.skilled) for part in trials], draws=1
        )
        calibrations[count] = replace(one, random=calibrate_random(genuine, random), lines=lines)
    write_model(folder, replace(card, comparators=measured, calibrations=calibrations), payloads)
    return MadeModel(folder=folder, verifier=read_model(folder))


@pytest.fixture(scope="session")
def catalogue_model(other_signers: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., MadeModel]:
    """Return what makes a model of a network by its name in the catalogue, its lines drawn anywhere."""

    def model(name: str, *beside: ComparatorCard) -> MadeModel:
        from sigverify.networks.catalogue import CATALOGUE

        entry = CATALOGUE[name]
        card, payload = network_card(name, entry.features)
        parts, references = [card, *beside], [entry.references, *["spread"] * len(beside)]
        folder = tmp_path_factory.mktemp("models") / name
        return made(folder, other_signers, parts, {card.weights: payload}, references, counts=())

    return model


@pytest.fixture(scope="session")
def dtw_model(signers: Corpus, tmp_path_factory: pytest.TempPathFactory) -> MadeModel:
    """Plain DTW."""
    return made(tmp_path_factory.mktemp("models") / "dtw", signers, [DTW], {})


@pytest.fixture(scope="session")
def duration_model(signers: Corpus, tmp_path_factory: pytest.TempPathFactory) -> MadeModel:
    """Duration alone."""
    return made(tmp_path_factory.mktemp("models") / "duration", signers, [DURATION], {})


@pytest.fixture(scope="session")
def network_model(signers: Corpus, tmp_path_factory: pytest.TempPathFactory) -> MadeModel:
    """A tiny network with new weights, aligned in time, beside plain DTW."""
    from sigverify.networks.aligned_tdnn import AlignedTdnnConfig

    config = AlignedTdnnConfig(width=8, embedding=8, dilations=(1, 2))
    features = FeatureConfig(functions=MOVEMENT_FUNCTIONS, rate_hz=50.0)
    card, payload = network_card("aligned-tdnn", features, **asdict(config))
    folder = tmp_path_factory.mktemp("models") / "network"
    return made(folder, signers, [card, DTW], {card.weights: payload})
