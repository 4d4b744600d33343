"""The parts of LeCun's networks in time, and what every network made of them promises."""

import math

import numpy as np
import pytest
import torch

from sigverify.errors import ModelError
from sigverify.networks.architecture import Architecture
from sigverify.networks.bromley_1994 import ARCHITECTURES as BROMLEY
from sigverify.networks.chopra_2005 import ARCHITECTURES as CHOPRA
from sigverify.networks.lecun_1998 import ScaledTanh, SubSampling, frames_left
from sigverify.networks.losses import CosineTargets
from sigverify.networks.pair_network import PairNetwork

FRAMES = 200

each_network = pytest.mark.parametrize("entry", [*BROMLEY, *CHOPRA], ids=lambda entry: entry.name)


def network(entry: Architecture) -> PairNetwork:
    torch.manual_seed(0)
    return entry.config.build()


def smooth(count: int, inputs: int, seed: int = 0) -> list[torch.Tensor]:
    """Sums of sines, each function with mean 0 and deviation 1 as features have."""
    rng = np.random.default_rng(seed)
    time = np.linspace(0, 1, FRAMES)[:, None, None]
    waves = np.sin(2 * np.pi * (rng.uniform(1, 20, (count, 1, inputs, 6)) * time + rng.random((count, 1, inputs, 6))))
    values = waves.sum(3)
    values = (values - values.mean(1, keepdims=True)) / values.std(1, keepdims=True)
    return list(torch.from_numpy(values.astype(np.float32)))


def test_the_scaled_tanh_passes_through_plus_and_minus_one() -> None:
    values = torch.tensor([-1.0, 0.0, 1.0, 2.5, 100.0])
    expected = [1.7159 * math.tanh(2 / 3 * v) for v in values.tolist()]
    found = ScaledTanh()(values)
    np.testing.assert_allclose(found.numpy(), expected, rtol=1e-6)
    np.testing.assert_allclose(found[:3].numpy(), [-1, 0, 1], atol=1e-4)


def test_sub_sampling_is_that_of_a_slow_loop() -> None:
    """Mean over the field, times the map's coefficient, plus its bias, squashed."""
    rng = np.random.default_rng(0)
    values = rng.normal(size=(2, 3, 8))
    layer = SubSampling(3, 4).double()
    assert sum(p.numel() for p in layer.parameters()) == 2 * 3
    coefficient, bias = rng.normal(size=3), rng.normal(size=3)
    with torch.no_grad():
        layer.coefficient.copy_(torch.from_numpy(coefficient))
        layer.bias.copy_(torch.from_numpy(bias))
    found = layer(torch.from_numpy(values)).detach().numpy()
    assert found.shape == (2, 3, 2)
    for item, part in enumerate(values):
        for channel in range(3):
            for unit in range(2):
                mean = sum(part[channel, 4 * unit : 4 * unit + 4]) / 4
                expected = 1.7159 * math.tanh(2 / 3 * (coefficient[channel] * mean + bias[channel]))
                assert found[item, channel, unit] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("frames", "field", "step", "sub_sampling", "left"),
    [(200, 9, 1, 3, 64), (64, 8, 1, 3, 19), (200, 11, 3, 1, 64), (64, 10, 3, 1, 19), (5, 5, 1, 1, 1)],
)
def test_frames_left_of_a_layer(frames: int, field: int, step: int, sub_sampling: int, left: int) -> None:
    assert frames_left(frames, field, step=step, sub_sampling=sub_sampling) == left
    layer = torch.nn.Sequential(torch.nn.Conv1d(1, 1, field, step), torch.nn.AvgPool1d(sub_sampling))
    assert layer(torch.zeros(1, 1, frames)).shape[2] == left


@pytest.mark.parametrize(
    ("frames", "field", "step", "sub_sampling", "message"),
    [
        (4, 5, 1, 1, "does not come out even"),
        (200, 10, 1, 3, "field of 10 over 200 frames"),
        (200, 12, 3, 1, "does not come out even"),
        (200, 0, 1, 1, "at least 1"),
        (200, 9, 0, 1, "at least 1"),
        (200, 9, 1, 0, "at least 1"),
    ],
)
def test_layers_that_leave_no_frame_or_drop_one_are_refused(
    frames: int, field: int, step: int, sub_sampling: int, message: str
) -> None:
    with pytest.raises(ModelError, match=message):
        frames_left(frames, field, step=step, sub_sampling=sub_sampling)


@each_network
def test_a_signature_is_one_vector_whatever_its_company(entry: Architecture) -> None:
    """Fixed lengths have no padding; neighbours and their order change nothing beyond rounding."""
    net = network(entry)
    signatures = smooth(9, entry.config.inputs)
    with torch.inference_mode():
        together = net.represent(signatures)
        backwards = net.represent(signatures[::-1])[::-1]
        for signature, kept, again in zip(signatures, together, backwards, strict=True):
            (alone,) = net.represent([signature])
            assert alone.shape == (1, kept.shape[1])
            torch.testing.assert_close(kept, alone, rtol=1e-5, atol=1e-5)
            torch.testing.assert_close(again, alone, rtol=1e-5, atol=1e-5)


@each_network
def test_distances_are_symmetric_and_zero_for_the_same_signature(entry: Architecture) -> None:
    net = network(entry)
    assert net.symmetric
    assert not net.looks_at_pair
    with torch.inference_mode():
        kept = net.represent(smooth(6, entry.config.inputs))
        pairs = [(a, b) for a in range(6) for b in range(6)]
        table = net.distances(kept, pairs).reshape(6, 6)
    assert torch.equal(table, table.T)
    assert torch.equal(table.diagonal(), torch.zeros(6))
    assert bool((table + torch.eye(6) > 0).all())


@each_network
@pytest.mark.parametrize("frames", [1, 199, 201, 400])
def test_another_number_of_frames_is_refused(entry: Architecture, frames: int) -> None:
    net = network(entry)
    inputs = entry.config.inputs
    with pytest.raises(ModelError, match=f"reads 200 frames of {inputs} functions, found {frames} frames of {inputs}"):
        net.represent([torch.zeros(frames, inputs)] * 2)


@each_network
def test_a_shorter_signature_hidden_by_padding_is_refused(entry: Architecture) -> None:
    inputs = entry.config.inputs
    with pytest.raises(ModelError, match="found 150 and 200 frames"):
        network(entry).left(torch.zeros(2, FRAMES, inputs), torch.tensor([FRAMES, 150]))


@each_network
def test_another_number_of_functions_is_refused(entry: Architecture) -> None:
    with pytest.raises(ModelError, match="Make the features with its model's own settings"):
        network(entry).represent([torch.zeros(FRAMES, 5)])


@each_network
def test_it_overfits_four_pairs(entry: Architecture) -> None:
    """Two genuine and two impostor pairs of six unrelated signatures: nothing but memory tells them apart."""
    net = network(entry)
    signatures = smooth(6, entry.config.inputs)
    pairs = [(0, 1), (0, 2), (3, 4), (3, 5)]
    optimiser = torch.optim.Adam(net.parameters(), 1e-2 if isinstance(entry.loss, CosineTargets) else 1e-3)
    for _ in range(120):
        outputs = net(signatures, pairs).reshape(2, 1, 2)
        loss = entry.loss(*outputs.split(1, dim=2)).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    best = entry.loss(*best_outputs(entry)).mean()
    with torch.inference_mode():
        distances = net.distances(net.represent(signatures), pairs).reshape(2, 2)
        last = entry.loss(*net(signatures, pairs).reshape(2, 1, 2).split(1, dim=2)).mean()
    assert float(best) <= float(last) <= float(best) + 0.01
    assert float(distances[:, 1].min()) > 10 * float(distances[:, 0].max())


def best_outputs(entry: Architecture) -> tuple[torch.Tensor, torch.Tensor]:
    """Genuine and impostor outputs than which the loss knows none better."""
    genuine, impostor = {"bromley-1994": (1.0, -0.9), "chopra-2005": (0.0, 100.0), "hadsell-2006": (0.0, 1.0)}[
        entry.name
    ]
    return torch.full((1, 1, 1), genuine), torch.full((1, 1, 1), impostor)
