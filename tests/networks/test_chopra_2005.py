"""Chopra et al. 2005 and Hadsell et al. 2006: the layers of the paper in time, and energies within their bound."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from sigverify.errors import ModelError
from sigverify.networks.catalogue import CATALOGUE
from sigverify.networks.chopra_2005 import ARCHITECTURES, ChopraConfig
from sigverify.networks.lecun_1998 import FixedLengthBranch
from sigverify.networks.losses import ContrastiveChopra, ContrastiveMargin
from sigverify.networks.pair_network import PairNetwork
from sigverify.networks.vector_joins import EnergyJoin, EuclideanJoin

CHOPRA, HADSELL = ARCHITECTURES


def network(bounded: bool) -> PairNetwork:
    torch.manual_seed(0)
    return ChopraConfig(bounded=bounded).build()


def layers(net: PairNetwork) -> nn.ModuleDict:
    assert isinstance(net.left, FixedLengthBranch)
    return net.left.layers


@pytest.mark.parametrize("bounded", [True, False])
def test_the_layers_are_those_of_the_paper_in_time(bounded: bool) -> None:
    hidden = torch.zeros(1, 13, 200)
    sizes = {}
    for name, layer in layers(network(bounded)).items():
        hidden = layer(hidden)
        sizes[name] = tuple(hidden.shape[1:])
    assert sizes == {"C1": (15, 194), "S2": (15, 97), "C3": (45, 92), "S4": (45, 23), "C5": (250, 1), "F6": (50,)}


def test_each_layer_learns_as_many_numbers_as_its_field_has() -> None:
    """Sub-sampling learns two a map, and each map of C3 sees all of S2."""
    counts = {name: sum(p.numel() for p in layer.parameters()) for name, layer in layers(network(True)).items()}
    assert counts == {
        "C1": 15 * (13 * 7 + 1),
        "S2": 2 * 15,
        "C3": 45 * (15 * 6 + 1),
        "S4": 2 * 45,
        "C5": 250 * (45 * 23 + 1),
        "F6": 50 * (250 + 1),
    }
    assert sum(counts.values()) == 277_145  # 1.1 MB of float32


@given(st.integers(0, 2**32 - 1), st.sampled_from([0.1, 1.0, 30.0, 1e4]))
@settings(max_examples=20)
def test_an_energy_never_exceeds_the_bound_of_the_loss(seed: int, scale: float) -> None:
    torch.manual_seed(seed)
    net = ChopraConfig().build()
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.mul_(scale)
        energies = net(list(torch.randn(4, 200, 13)), [(0, 1), (0, 2), (2, 3)])
    assert isinstance(CHOPRA.loss, ContrastiveChopra)
    assert CHOPRA.loss.bound == 100
    assert bool((energies >= 0).all())
    assert bool((energies <= CHOPRA.loss.bound).all())


def test_the_bound_is_reached_where_all_outputs_are_opposite() -> None:
    """Q is the least upper bound, neither a guess nor the largest energy of a batch."""
    net = network(True)
    linear = layers(net)["F6"][1]
    assert isinstance(linear, nn.Linear)
    with torch.no_grad():
        linear.weight.mul_(1e6)
        hidden = torch.randn(1, 250)
        up, down = (torch.tanh(torch.nn.functional.linear(side, linear.weight)) for side in (hidden, -hidden))
    assert float((up - down).abs().sum()) == pytest.approx(ChopraConfig().energy_bound)


def test_energy_and_distance_are_the_norms_of_the_papers() -> None:
    values = list(torch.randn(2, 200, 13))
    for bounded, norm in ((True, 1), (False, 2)):
        net = network(bounded)
        with torch.no_grad():
            a, b = net.represent(values)
            assert float(net(values, [(0, 1)])) == pytest.approx(float(torch.dist(a, b, p=norm)), rel=1e-5)


def test_the_two_papers_share_all_but_bound_distance_and_loss() -> None:
    bounded, free = network(True), network(False)
    assert isinstance(bounded.join, EnergyJoin)
    assert isinstance(free.join, EuclideanJoin)
    assert isinstance(HADSELL.loss, ContrastiveMargin)
    assert CHOPRA.features == HADSELL.features
    with torch.no_grad():
        values = list(torch.randn(3, 200, 13))
        for within, unsquashed in zip(bounded.represent(values), free.represent(values), strict=True):
            torch.testing.assert_close(within, torch.tanh(unsquashed))


def test_the_catalogue_has_both() -> None:
    assert CATALOGUE["chopra-2005"] is CHOPRA
    assert CATALOGUE["hadsell-2006"] is HADSELL
    assert CHOPRA.features.frames == 200
    assert len(CHOPRA.features.functions) == 13


@pytest.mark.parametrize(
    "sizes",
    [
        {"inputs": 0},
        {"c3_maps": 0},
        {"f6_outputs": -1},
        {"frames": 199},
        {"frames": 10},
        {"c1_field": 0},
        {"s4_field": 5},
    ],
)
def test_impossible_sizes_are_refused(sizes: dict[str, int]) -> None:
    with pytest.raises(ModelError, match=r"at least 1|come out even"):
        ChopraConfig(**sizes)
