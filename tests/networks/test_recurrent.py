"""Recurrent branches: what is written next changes nothing before it, and padding changes nothing at all."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.errors import ModelError
from sigverify.networks.architecture import Architecture
from sigverify.networks.pair_network import PairNetwork
from sigverify.networks.recurrent import ARCHITECTURES, Gru, GruConfig

ALIGNED, POOLED = ARCHITECTURES
SMALL = GruConfig(inputs=3, width=6, hidden=5, embedding=4)

each_network = pytest.mark.parametrize("entry", ARCHITECTURES, ids=lambda entry: entry.name)


def branch(config: GruConfig = SMALL) -> Gru:
    torch.manual_seed(0)
    return Gru(config).eval()


def network(entry: Architecture) -> PairNetwork:
    torch.manual_seed(0)
    return entry.config.build().eval()


def signature(frames: int, inputs: int, seed: int) -> torch.Tensor:
    return torch.from_numpy(np.random.default_rng(seed).normal(size=(frames, inputs)).astype(np.float32))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6), st.integers(0, 9), st.integers(1, 4))
@settings(max_examples=40)
def test_an_embedding_depends_neither_on_padding_nor_on_company(sizes: list[int], extra: int, step: int) -> None:
    """Alone without padding against a batch whose padding is full of large numbers."""
    gru = branch(replace(SMALL, step=step))
    values = [signature(size, 3, size) for size in sizes]
    padded = torch.full((len(sizes), max(sizes) + extra, 3), 1e4)
    for row, one in enumerate(values):
        padded[row, : len(one)] = one
    with torch.inference_mode():
        together, lengths = gru(padded, torch.tensor(sizes))
        assert lengths.tolist() == [-(-size // step) for size in sizes]
        for row, one in enumerate(values):
            alone, _ = gru(one[None], torch.tensor([len(one)]))
            assert alone.shape == (1, -(-len(one) // step), 4)
            torch.testing.assert_close(together[row, : int(lengths[row])], alone[0], rtol=1e-4, atol=1e-5)


@given(st.integers(1, 20), st.integers(1, 20), st.integers(1, 3))
@settings(max_examples=30)
def test_what_is_written_next_never_changes_what_stands(written: int, more: int, step: int) -> None:
    """A live score relies on it: whole steps of a signature's beginning are embedded as in the finished one."""
    gru = branch(replace(SMALL, step=step))
    whole = signature((written + more) * step, 3, 1)
    with torch.inference_mode():
        finished, _ = gru(whole[None], torch.tensor([len(whole)]))
        so_far, _ = gru(whole[None, : written * step], torch.tensor([written * step]))
    torch.testing.assert_close(so_far[0], finished[0, :written], rtol=1e-5, atol=1e-6)


def sigmoid(values: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-values))


@pytest.mark.parametrize("frames", [1, 2, 9, 12])
def test_embeddings_are_those_of_a_slow_loop(frames: int) -> None:
    """Seven taps that end at the last of two frames, two layers of gated units from a state of zero, a linear map.

    Cho et al. 2014 with their reset gate after the matrix, as torch has it.
    """
    gru = branch()
    weights = {name: value.detach().double().numpy() for name, value in gru.named_parameters()}
    values = signature(frames, 3, frames).double().numpy()
    hidden = np.tile(weights["first.bias"], (-(-frames // 2), 1))
    for place, row in enumerate(hidden):
        for tap in range(7):
            source = 2 * place + 1 - 6 + tap
            if 0 <= source < frames:
                row += weights["first.weight"][:, :, tap] @ values[source]
    hidden = torch.nn.functional.gelu(torch.from_numpy(hidden)).numpy()
    for layer in range(2):
        into, own = weights[f"recurrent.weight_ih_l{layer}"], weights[f"recurrent.weight_hh_l{layer}"]
        into_bias, own_bias = weights[f"recurrent.bias_ih_l{layer}"], weights[f"recurrent.bias_hh_l{layer}"]
        state, states = np.zeros(5), []
        for row in hidden:
            r_in, z_in, n_in = np.split(into @ row + into_bias, 3)
            r_own, z_own, n_own = np.split(own @ state + own_bias, 3)
            reset, update = sigmoid(r_in + r_own), sigmoid(z_in + z_own)
            state = (1 - update) * np.tanh(n_in + reset * n_own) + update * state
            states.append(state)
        hidden = np.array(states)
    expected = hidden @ weights["last.weight"].T + weights["last.bias"]
    with torch.inference_mode():
        found, _ = gru(torch.from_numpy(values[None].astype(np.float32)), torch.tensor([frames]))
    np.testing.assert_allclose(found[0].numpy(), expected, atol=1e-5)


def test_a_frame_stands_for_twenty_milliseconds_or_a_vector_for_all() -> None:
    values = [signature(301, 13, 0)]
    assert network(ALIGNED).represent(values)[0].shape == (151, 64)
    assert network(POOLED).represent(values)[0].shape == (1, 64)


def test_the_weights_are_those_of_its_layers() -> None:
    gru = (13 * 64 * 7 + 64) + 2 * (2 * 3 * 64 * 64 + 2 * 3 * 64) + (64 * 64 + 64)
    assert sum(p.numel() for p in network(ALIGNED).parameters()) == gru
    assert sum(p.numel() for p in network(POOLED).parameters()) == gru + (128 * 64 + 64)


@each_network
def test_distances_are_symmetric_and_know_only_their_own_pair(entry: Architecture) -> None:
    net = network(entry)
    assert net.symmetric
    values = [signature(20 + 17 * k, 13, k) for k in range(6)]
    pairs = [(a, b) for a in range(6) for b in range(6)]
    with torch.inference_mode():
        table = net.distances(net.represent(values), pairs).reshape(6, 6)
        backwards = net.distances(net.represent(values[::-1])[::-1], pairs).reshape(6, 6)
        alone = torch.cat([net.distances(net.represent([values[a], values[b]]), [(0, 1)]) for a, b in pairs])
    assert bool((table >= 0).all())
    rounding = 2e-4  # the square root of what is left where frames coincide; the others are 500 times as far
    torch.testing.assert_close(table, table.T, rtol=1e-4, atol=rounding)
    torch.testing.assert_close(table, backwards, rtol=1e-4, atol=rounding)
    torch.testing.assert_close(table.flatten(), alone, rtol=1e-4, atol=rounding)


@each_network
def test_it_overfits_four_pairs(entry: Architecture) -> None:
    """Two genuine and two impostor pairs of unrelated signatures: nothing but memory tells them apart."""
    net = network(entry).train()
    values = [signature(30 + 5 * k, 13, k) for k in range(6)]
    pairs = [(0, 1), (0, 2), (3, 4), (3, 5)]
    optimiser = torch.optim.AdamW(net.parameters(), 3e-3)
    for _ in range(60):
        distances = net(values, pairs).reshape(2, 1, 2)
        loss = entry.loss(distances[..., :1], distances[..., 1:]).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    with torch.inference_mode():
        distances = net(values, pairs).reshape(2, 1, 2)
    assert float(entry.loss(distances[..., :1], distances[..., 1:]).mean()) < 0.05
    assert bool((distances[..., 1] > 1.5 * distances[..., 0]).all())


@pytest.mark.parametrize(
    "sizes", [{"inputs": 0}, {"width": 0}, {"step": 0}, {"hidden": 0}, {"layers": 0}, {"embedding": 0}, {"kernel": 1}]
)
def test_impossible_sizes_are_refused(sizes: dict[str, int]) -> None:
    with pytest.raises(ModelError, match="no shorter than the step"):
        GruConfig(**sizes)
