"""The pooled time-delay network: the aligned one's layers, one vector a signature."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.errors import ModelError
from sigverify.networks.aligned_tdnn import AlignedTdnn
from sigverify.networks.pair_network import PairNetwork
from sigverify.networks.pooled_tdnn import ARCHITECTURES, PooledTdnnConfig
from sigverify.networks.time_pooling import StatisticsPooled

(ENTRY,) = ARCHITECTURES
SMALL = PooledTdnnConfig(inputs=3, width=6, embedding=5, dilations=(1, 2))


def network(config: PooledTdnnConfig) -> PairNetwork:
    torch.manual_seed(0)
    return config.build().eval()


def signature(frames: int, inputs: int, seed: int) -> torch.Tensor:
    return torch.from_numpy(np.random.default_rng(seed).normal(size=(frames, inputs)).astype(np.float32))


def test_a_vector_is_a_map_of_mean_and_deviation_of_the_aligned_networks_frames() -> None:
    net = network(SMALL)
    assert isinstance(net.left, StatisticsPooled)
    assert isinstance(net.left.trunk, AlignedTdnn)
    values = signature(41, 3, 0)
    with torch.inference_mode():
        frames = net.left.trunk(values[None], torch.tensor([41])).frames[0].numpy()
        (found,) = net.represent([values])
    assert frames.shape == (21, 6)
    pooled = np.concatenate((frames.mean(0), frames.std(0)))
    expected = net.left.last.weight.detach().numpy() @ pooled + net.left.last.bias.detach().numpy()
    np.testing.assert_allclose(found[0].numpy(), expected, rtol=1e-3, atol=1e-5)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=5), st.integers(0, 9))
@settings(max_examples=30)
def test_a_vector_depends_neither_on_padding_nor_on_company(sizes: list[int], extra: int) -> None:
    net = network(SMALL)
    values = [signature(size, 3, size) for size in sizes]
    padded = torch.full((len(sizes), max(sizes) + extra, 3), 1e4)
    for row, one in enumerate(values):
        padded[row, : len(one)] = one
    with torch.inference_mode():
        together, lengths = net.left(padded, torch.tensor(sizes))
        assert lengths.tolist() == [1] * len(sizes)
        for row, one in enumerate(values):
            alone, _ = net.left(one[None], torch.tensor([len(one)]))
            assert alone.shape == (1, 1, 5)
            torch.testing.assert_close(together[row], alone[0], rtol=1e-4, atol=1e-5)


def test_distances_are_symmetric_and_zero_for_the_same_signature() -> None:
    net = network(PooledTdnnConfig())
    assert net.symmetric
    values = [signature(20 + 17 * k, 13, k) for k in range(5)]
    with torch.inference_mode():
        kept = net.represent(values)
        table = net.distances(kept, [(a, b) for a in range(5) for b in range(5)]).reshape(5, 5)
    assert torch.equal(table, table.T)
    assert torch.equal(table.diagonal(), torch.zeros(5))
    assert bool((table + torch.eye(5) > 0).all())


def test_it_overfits_four_pairs() -> None:
    """Two genuine and two impostor pairs of unrelated signatures: nothing but memory tells them apart."""
    net = network(PooledTdnnConfig()).train()
    values = [signature(30 + 5 * k, 13, k) for k in range(6)]
    pairs = [(0, 1), (0, 2), (3, 4), (3, 5)]
    optimiser = torch.optim.AdamW(net.parameters(), 3e-3)
    for _ in range(40):
        distances = net(values, pairs).reshape(2, 1, 2)
        loss = ENTRY.loss(distances[..., :1], distances[..., 1:]).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    with torch.inference_mode():
        distances = net(values, pairs).reshape(2, 1, 2)
    assert float(ENTRY.loss(distances[..., :1], distances[..., 1:]).mean()) < 0.05
    assert bool((distances[..., 1] > 1.5 * distances[..., 0]).all())


@pytest.mark.parametrize("sizes", [{"inputs": 0}, {"width": 0}, {"embedding": 0}, {"kernel": 4}, {"dilations": (0,)}])
def test_impossible_sizes_are_refused(sizes: dict[str, int]) -> None:
    with pytest.raises(ModelError, match="at least 1"):
        PooledTdnnConfig(**sizes)


def test_dilations_read_from_a_card_are_a_tuple() -> None:
    assert PooledTdnnConfig(dilations=[1, 2]) == PooledTdnnConfig(dilations=(1, 2))
