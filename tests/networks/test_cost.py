"""What a network costs, against counts by hand; and what no network of the catalogue may cost."""

import pytest
import torch
from torch import nn

from sigverify.networks.architecture import Architecture
from sigverify.networks.catalogue import CATALOGUE
from sigverify.networks.cost import Cost, cost_of
from sigverify.networks.weights import weights_bytes

each_network = pytest.mark.parametrize("entry", CATALOGUE.values(), ids=list(CATALOGUE))

MOST_BYTES = 5_000_000


@each_network
def test_no_networks_weights_exceed_five_megabytes(entry: Architecture) -> None:
    assert len(weights_bytes(entry.config.build())) < MOST_BYTES


@each_network
def test_every_network_has_a_cost(entry: Architecture) -> None:
    cost, net = cost_of(entry), entry.config.build()
    assert cost.parameters == sum(weights.numel() for weights in net.parameters())
    assert (cost.encoding == 0) == net.looks_at_pair
    assert cost.comparison > 0
    assert cost.reference_numbers > 0


def test_frames_that_are_aligned() -> None:
    """300 frames, 150 of them after pooling; 128 channels; 150 × 150 local costs of 64 numbers."""
    first, block, last = 300 * 11 * 128 * 7, 150 * 128 * 128 * 5, 150 * 128 * 64
    assert cost_of(CATALOGUE["aligned-tdnn"]) == Cost(
        parameters=182_336,
        encoding=first + 2 * block + last,
        comparison=150 * 150 * 64,
        reference_numbers=150 * 64,
        receptive_field_ms=320.0,
    )


def test_a_decision_in_both_orders() -> None:
    cost = cost_of(CATALOGUE["siam"])
    assert cost.encoding == 40 * 13 * 96 * 7 + 16 * 96 * 192 * 5 + 2 * 192 * 256 * 3
    assert cost.comparison == 2 * (1024 * 512 + 512)
    assert cost.reference_numbers == 512
    assert cost.receptive_field_ms is None


def test_a_pair_is_looked_at_twice_and_its_features_are_kept() -> None:
    trunk = 40 * 13 * 96 * 7 + 16 * 96 * 192 * 5 + 2 * 192 * 256 * 3
    pseudo, channels = cost_of(CATALOGUE["pseudo-siam"]), cost_of(CATALOGUE["2ch"])
    assert pseudo.comparison == 2 * (2 * trunk + 1024 * 512 + 512)
    assert channels.comparison == 2 * (trunk + 40 * 13 * 96 * 7 + 512 * 256 + 256)
    assert pseudo.encoding == channels.encoding == 0
    assert pseudo.reference_numbers == channels.reference_numbers == 124 * 13


def test_recurrent_layers_are_counted_a_frame() -> None:
    cost = cost_of(CATALOGUE["gru-pooled"])
    frame = 13 * 64 * 7 + 2 * (2 * 3 * 64 * 64) + 64 * 64
    assert cost.encoding == 150 * frame + 128 * 64
    assert cost.comparison == 64
    assert cost.reference_numbers == 64


def test_a_vector_of_the_papers_template() -> None:
    """76 numbers a signature, compared once each."""
    cost = cost_of(CATALOGUE["bromley-1994"])
    assert cost.encoding == 192 * 8 * 6 * 9 + 57 * 6 * 4 * 8
    assert (cost.comparison, cost.reference_numbers) == (76, 76)


def test_counting_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a changed generator nor a hook on a layer."""
    built: list[nn.Module] = []
    entry = CATALOGUE["siam"]
    build = type(entry.config).build
    monkeypatch.setattr(type(entry.config), "build", lambda self: built.append(build(self)) or built[-1])
    torch.manual_seed(3)
    expected = torch.rand(4)
    torch.manual_seed(3)
    cost_of(entry)
    assert torch.equal(torch.rand(4), expected)
    assert len(built) == 1
    assert not any(layer._forward_hooks for layer in built[0].modules())
