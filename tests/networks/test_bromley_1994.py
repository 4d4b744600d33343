"""Bromley et al. 1994: the layers, fields and inputs that the paper gives."""

import math

import numpy as np
import pytest
import torch
from torch import nn

from sigverify.errors import ModelError
from sigverify.networks.bromley_1994 import ARCHITECTURES, BromleyConfig
from sigverify.networks.catalogue import CATALOGUE
from sigverify.networks.losses import CosineTargets
from sigverify.networks.pair_network import PairNetwork

ENTRY = ARCHITECTURES[0]
FIRST = BromleyConfig(first_maps=12, first_field=11, second_maps=16, second_field=10, averages=False)
"""The paper's architecture 1."""


def network(config: BromleyConfig) -> PairNetwork:
    torch.manual_seed(0)
    return config.build()


def planes(net: PairNetwork) -> list[tuple[int, int]]:
    """Maps × frames after each convolution and averaging, in order."""
    found: list[tuple[int, int]] = []

    def note(layer: nn.Module, given: tuple[torch.Tensor, ...], made: torch.Tensor) -> None:
        found.append((made.shape[1], made.shape[2]))

    for layer in net.modules():
        if isinstance(layer, nn.Conv1d | nn.AvgPool1d):
            layer.register_forward_hook(note)
    net.represent([torch.zeros(200, 8)])
    return found


def fields(net: PairNetwork) -> list[tuple[int, int]]:
    return [(layer.in_channels, layer.kernel_size[0]) for layer in net.modules() if isinstance(layer, nn.Conv1d)]


def test_the_layers_are_those_of_the_paper() -> None:
    net = network(BromleyConfig())
    assert planes(net) == [(6, 192), (6, 64), (4, 57), (4, 19)]
    assert fields(net) == [(8, 9), (6, 8)]
    assert net.represent([torch.zeros(200, 8)])[0].shape == (1, 76)


def test_the_other_architecture_steps_where_this_one_averages() -> None:
    net = network(FIRST)
    assert planes(net) == [(12, 64), (16, 19)]
    assert fields(net) == [(8, 11), (12, 10)]
    assert net.represent([torch.zeros(200, 8)])[0].shape == (1, 16 * 19)


@pytest.mark.parametrize(
    ("config", "count"),
    [
        (BromleyConfig(), 6 * (8 * 9 + 1) + 4 * (6 * 8 + 1)),
        (FIRST, 12 * (8 * 11 + 1) + 16 * (12 * 10 + 1)),
    ],
)
def test_all_that_is_learnt_are_weights_and_biases_of_the_convolutions(config: BromleyConfig, count: int) -> None:
    """634 numbers in the catalogue's architecture: averages learn nothing."""
    assert sum(p.numel() for p in network(config).parameters()) == count


def slow_stage(values: np.ndarray, layer: nn.Conv1d) -> np.ndarray:
    """Convolve (maps, frames) tap by tap, squash, average by three."""
    weight, bias = layer.weight.detach().double().numpy(), layer.bias.detach().double().numpy()
    maps, _, field = weight.shape
    frames = values.shape[1] - field + 1
    convolved = np.zeros((maps, frames))
    for unit in range(maps):
        for frame in range(frames):
            total = bias[unit] + (weight[unit] * values[:, frame : frame + field]).sum()
            convolved[unit, frame] = 1.7159 * math.tanh(2 / 3 * total)
    return np.array([[row[at : at + 3].mean() for at in range(0, frames, 3)] for row in convolved])


def test_a_feature_vector_is_that_of_a_slow_loop() -> None:
    net = network(BromleyConfig())
    values = np.random.default_rng(0).normal(size=(200, 8))
    hidden = values.T
    for layer in net.modules():
        if isinstance(layer, nn.Conv1d):
            hidden = slow_stage(hidden, layer)
    (found,) = net.represent([torch.from_numpy(values.astype(np.float32))])
    np.testing.assert_allclose(found[0].detach().numpy(), hidden.ravel(), atol=1e-5)


def test_its_distance_is_one_less_the_cosine_of_two_vectors() -> None:
    net = network(BromleyConfig())
    values = torch.randn(2, 200, 8)
    a, b = (vector[0].detach().double() for vector in net.represent(list(values)))
    cosine = float(a @ b / a.norm() / b.norm())
    with torch.inference_mode():
        output = net(list(values), [(0, 1)])
        distance = net.distances(net.represent(list(values)), [(0, 1)])
    assert float(output) == pytest.approx(cosine, abs=1e-5)
    assert float(distance) == pytest.approx(1 - cosine, abs=1e-5)


def test_the_catalogue_has_it_with_the_papers_inputs_targets_and_density() -> None:
    assert CATALOGUE["bromley-1994"] is ENTRY
    assert ENTRY.features.frames == 200
    assert len(ENTRY.features.functions) == 8
    assert ENTRY.loss == CosineTargets(genuine=1.0, impostor=-0.9)
    assert ENTRY.references == "density"


@pytest.mark.parametrize(
    "sizes",
    [{"inputs": 0}, {"first_maps": 0}, {"second_maps": -1}, {"frames": 201}, {"first_field": 0}, {"compression": 0}],
)
def test_impossible_sizes_are_refused(sizes: dict[str, int]) -> None:
    with pytest.raises(ModelError, match=r"at least 1|come out even"):
        BromleyConfig(**sizes)
