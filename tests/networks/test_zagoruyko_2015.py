"""The networks of Zagoruyko & Komodakis 2015: the layers of the paper, and a decision that knows only its own pair."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from sigverify.errors import ModelError
from sigverify.networks.architecture import Architecture
from sigverify.networks.pair_network import PairNetwork
from sigverify.networks.zagoruyko_2015 import (
    _TRUNK_OF_THE_PAPER,
    ARCHITECTURES,
    CentralSurround,
    DecisionJoin,
    PyramidBranch,
    ZagoruykoConfig,
    convolutions,
)

BY_NAME = {entry.name: entry for entry in ARCHITECTURES}

each_network = pytest.mark.parametrize("entry", ARCHITECTURES, ids=lambda entry: entry.name)
each_fixed = pytest.mark.parametrize(
    "entry", [entry for entry in ARCHITECTURES if entry.features.frames is not None], ids=lambda entry: entry.name
)

TRUNK = [(96, 40), (96, 20), (192, 16), (192, 4), (256, 2)]
"""Maps × frames of 124 frames after each convolution and pooling."""


def network(entry: Architecture) -> PairNetwork:
    torch.manual_seed(0)
    return entry.config.build().eval()


def signatures(count: int, frames: int, seed: int = 0) -> list[torch.Tensor]:
    return list(torch.from_numpy(np.random.default_rng(seed).normal(size=(count, frames, 13)).astype(np.float32)))


def frames_of(entry: Architecture) -> int:
    return entry.features.frames or 150


def sizes(net: nn.Module) -> list[tuple[int, ...]]:
    """A list that fills, as the network runs, with maps × frames or units after each layer."""
    found: list[tuple[int, ...]] = []

    def note(layer: nn.Module, given: tuple[torch.Tensor, ...], made: torch.Tensor) -> None:
        found.append(tuple(made.shape[1:]))

    for layer in net.modules():
        if isinstance(layer, nn.Conv1d | nn.MaxPool1d | nn.Linear):
            layer.register_forward_hook(note)
    return found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("siam", [*TRUNK, (512,), (1,)]),
        ("pseudo-siam", [*TRUNK, *TRUNK, (512,), (1,)]),
        ("2ch", [*TRUNK, (256,), (1,)]),
        ("siam-2stream", [*2 * [(96, 28), (96, 7), (192, 5), (256, 3), (256, 1)], (384,), (1,)]),
        ("2ch-2stream", [*2 * [(96, 60), (96, 20), (96, 18), (96, 6), (192, 4), (192, 2)], (768,), (1,)]),
    ],
)
def test_the_layers_have_the_sizes_that_the_docstring_promises(name: str, expected: list[tuple[int, ...]]) -> None:
    """One order of one pair; both signatures go through a shared trunk at once."""
    entry = BY_NAME[name]
    net = network(entry)
    found = sizes(net)
    net.outputs(net.represent(signatures(2, frames_of(entry))), [(0, 1)])
    assert found == expected


@pytest.mark.parametrize(
    ("layers", "side", "expected"),
    [
        (_TRUNK_OF_THE_PAPER, 64, [20, 10, 6, 3, 1]),
        (((96, 5, 1, 2), (96, 3, 1, 2), (192, 3, 1, 1), (192, 3, 1, 1)), 32, [28, 14, 12, 6, 4, 2]),
        (((96, 4, 2, 2), (192, 3, 1, 1), (256, 3, 1, 1), (256, 3, 1, 1)), 32, [15, 7, 5, 3, 1]),
    ],
)
def test_unwidened_layers_leave_of_a_patch_what_theirs_do(
    layers: tuple[tuple[int, int, int, int], ...], side: int, expected: list[int]
) -> None:
    """One side of their patch of 64, and of the views of 32 that the streams see."""
    stack = convolutions(1, layers)
    found = sizes(stack)
    stack(torch.zeros(1, 1, side))
    assert [frames for _, frames in found] == expected


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("siam", [(13, 96, 7, 3), (96, 192, 5, 1), (192, 256, 3, 1)]),
        ("pseudo-siam", 2 * [(13, 96, 7, 3), (96, 192, 5, 1), (192, 256, 3, 1)]),
        ("2ch", [(26, 96, 7, 3), (96, 192, 5, 1), (192, 256, 3, 1)]),
        ("siam-2stream", 2 * [(13, 96, 4, 2), (96, 192, 3, 1), (192, 256, 3, 1), (256, 256, 3, 1)]),
        ("2ch-2stream", 2 * [(26, 96, 5, 1), (96, 96, 3, 1), (96, 192, 3, 1), (192, 192, 3, 1)]),
        ("siam-spp", [(13, 96, 7, 3), (96, 192, 5, 1), (192, 256, 3, 1)]),
    ],
)
def test_the_convolutions_are_those_of_the_paper(name: str, fields: list[tuple[int, int, int, int]]) -> None:
    """Channels, maps, field and step of each."""
    layers = [layer for layer in network(BY_NAME[name]).modules() if isinstance(layer, nn.Conv1d)]
    assert [(k.in_channels, k.out_channels, k.kernel_size[0], k.stride[0]) for k in layers] == fields


@pytest.mark.parametrize(("frames", "left"), [(1, 1), (64, 1), (65, 2), (76, 2), (77, 3), (150, 9), (300, 21)])
def test_a_pyramid_makes_one_vector_of_any_length(frames: int, left: int) -> None:
    """64 frames leave one, as their patch does, and every 12 more leave another; three bins of 256 maps in any case."""
    net = network(BY_NAME["siam-spp"])
    found = sizes(net.left)
    (kept,) = net.represent(signatures(1, frames))
    assert found[-1] == (256, left)
    assert kept.shape == (1, 3 * 256)


def slow_decision(net: PairNetwork, left: np.ndarray, right: np.ndarray) -> float:
    first, _, last = net.join.decision
    hidden = np.concatenate((left, right))
    hidden = np.maximum(0, first.weight.detach().numpy() @ hidden + first.bias.detach().numpy())
    return float(last.weight.detach().numpy()[0] @ hidden + last.bias.detach().numpy()[0])


def test_two_vectors_side_by_side_are_decided() -> None:
    net = network(BY_NAME["siam"])
    with torch.inference_mode():
        kept = net.represent(signatures(2, 124))
        found = float(net.outputs(kept, [(0, 1)]))
    assert found == pytest.approx(slow_decision(net, kept[0][0].numpy(), kept[1][0].numpy()), rel=1e-4, abs=1e-5)


def test_uncoupled_branches_have_their_own_weights() -> None:
    net = network(BY_NAME["pseudo-siam"])
    a, b = signatures(2, 124)
    with torch.inference_mode():
        left, right = net.left(a[None], torch.tensor([124])), net.right(b[None], torch.tensor([124]))
        assert not torch.equal(right.frames, net.left(b[None], torch.tensor([124])).frames)
        expected = slow_decision(net, left.frames[0, 0].numpy(), right.frames[0, 0].numpy())
        assert float(net.outputs([a, b], [(0, 1)])) == pytest.approx(expected, rel=1e-4, abs=1e-5)


def test_two_channels_are_the_functions_of_both_at_the_same_moment() -> None:
    """Exchange the channels of the first convolution, and the two signatures are exchanged."""
    entry = BY_NAME["2ch"]
    net, exchanged = network(entry), network(entry)
    (first, *_) = [layer for layer in exchanged.modules() if isinstance(layer, nn.Conv1d)]
    with torch.no_grad():
        first.weight.copy_(first.weight.roll(13, dims=1))
    pair = signatures(2, 124)
    with torch.inference_mode():
        torch.testing.assert_close(net.outputs(pair, [(0, 1)]), exchanged.outputs(pair, [(1, 0)]))
        trunk = convolutions(26, entry.config.layers)
        trunk.load_state_dict(net.join.trunk.layers["trunk"].state_dict())
        vector = trunk(torch.cat(pair, dim=1).T[None]).flatten()
        expected = slow_decision(net, vector.numpy(), np.empty(0))
        assert float(net.outputs(pair, [(0, 1)])) == pytest.approx(expected, rel=1e-4, abs=1e-5)


def test_streams_see_the_middle_half_and_the_whole_averaged_by_two() -> None:
    streams = CentralSurround(1, ((1, 1, 1, 1),))
    for stream, scale in ((streams.centre, 1.0), (streams.surround, 100.0)):
        nn.init.constant_(stream[0].weight, scale)
        nn.init.zeros_(stream[0].bias)
    views = streams(torch.arange(1.0, 9.0)[None, None])
    assert views.tolist() == [[[3, 4, 5, 6], [150, 350, 550, 750]]]


@each_network
def test_the_order_matters_and_a_verdict_averages_both(entry: Architecture) -> None:
    net = network(entry)
    assert not net.symmetric
    values = signatures(6, frames_of(entry))
    pairs = [(a, b) for a in range(6) for b in range(6)]
    with torch.inference_mode():
        kept = net.represent(values)
        outputs = net.outputs(kept, pairs).reshape(6, 6).double()
        table = net.distances(kept, pairs).reshape(6, 6).double()
    assert float((outputs - outputs.T).abs().max()) > 1e-3
    expected = (torch.log1p(torch.exp(-outputs)) + torch.log1p(torch.exp(-outputs.T))) / 2
    torch.testing.assert_close(table, expected, rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(table, table.T, rtol=1e-4, atol=1e-5)


@given(st.floats(-(2.0**100), 2.0**100, width=32))
def test_a_distance_is_never_below_zero_and_falls_with_the_output(output: float) -> None:
    lower, higher = DecisionJoin(2, 1).distance(torch.tensor([output, output + abs(output) / 2 + 1])).tolist()
    assert lower >= higher >= 0
    assert np.isfinite([lower, higher]).all()


@each_network
def test_company_and_order_never_change_a_result(entry: Architecture) -> None:
    net = network(entry)
    fixed = entry.features.frames
    values = [signatures(1, fixed or 40 + 23 * k, seed=k)[0] for k in range(7)]
    pairs = [(a, b) for a in range(7) for b in range(7)]
    with torch.inference_mode():
        together = net.distances(net.represent(values), pairs)
        backwards = net.distances(net.represent(values[::-1])[::-1], pairs[::-1]).flip(0)
        alone = torch.cat([net.distances(net.represent([values[a], values[b]]), [(0, 1)]) for a, b in pairs])
    torch.testing.assert_close(together, alone, rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(backwards, alone, rtol=1e-4, atol=1e-5)


LAYER = st.tuples(st.just(4), st.integers(1, 5), st.integers(1, 3), st.integers(1, 3))


@given(
    st.lists(st.integers(1, 120), min_size=1, max_size=5), st.integers(0, 30), st.lists(LAYER, min_size=1, max_size=3)
)
@settings(max_examples=60)
def test_padding_never_reaches_a_pyramid(sizes: list[int], extra: int, layers: list[tuple[int, int, int, int]]) -> None:
    """Whatever the fields and steps: a batch whose padding is full of large numbers against each signature alone."""
    torch.manual_seed(0)
    branch = PyramidBranch(13, tuple(layers), (1, 2, 3)).eval()
    values = [signatures(1, size, seed=size)[0] for size in sizes]
    padded = torch.full((len(sizes), max(sizes) + extra, 13), 1e4)
    for row, signature in enumerate(values):
        padded[row, : len(signature)] = signature
    with torch.inference_mode():
        together, lengths = branch(padded, torch.tensor(sizes))
        assert lengths.tolist() == [1] * len(sizes)
        for row, signature in enumerate(values):
            alone, _ = branch(signature[None], torch.tensor([len(signature)]))
            torch.testing.assert_close(together[row], alone[0], rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("frames", [3, 64, 70, 100, 101])
def test_a_pyramid_pools_what_the_trunk_makes_of_a_signature_and_the_zeros_behind_it(frames: int) -> None:
    net = network(BY_NAME["siam-spp"])
    (values,) = signatures(1, frames)
    whole = 64 + 12 * max(0, -(-(frames - 64) // 12))
    with torch.inference_mode():
        maps = net.left.trunk(torch.cat((values, torch.zeros(whole - frames, 13))).T[None])
        expected = [nn.functional.adaptive_max_pool1d(maps, bins)[0].T.flatten() for bins in (1, 2)]
        (found,) = net.represent([values])
    torch.testing.assert_close(found[0], torch.cat(expected), rtol=1e-4, atol=1e-5)


def test_every_frame_of_a_signature_is_seen() -> None:
    """The first and the last frame have a gradient in each network, whatever the length where any fits."""
    for entry in ARCHITECTURES:
        net = network(entry)
        for frames in [entry.features.frames] if entry.features.frames else [30, 64, 71, 75, 99]:
            values = [v.requires_grad_() for v in signatures(12, frames)]
            net(values, [(k, k + 1) for k in range(0, 12, 2)]).square().sum().backward()
            reached = sum((v.grad.abs().sum(1) for v in values if v.grad is not None), torch.zeros(frames))
            assert float(reached.min()) > 0, (entry.name, frames)


@each_fixed
@pytest.mark.parametrize("change", [-1, 1])
def test_another_number_of_frames_is_refused(entry: Architecture, change: int) -> None:
    net = network(entry)
    values = signatures(2, frames_of(entry) + change)
    with pytest.raises(ModelError, match="Make the features with its model's own settings"):
        net.outputs(net.represent(values), [(0, 1)])


@pytest.mark.parametrize("name", ["2ch", "2ch-2stream"])
def test_channels_of_unlike_length_are_refused(name: str) -> None:
    net = network(BY_NAME[name])
    frames = frames_of(BY_NAME[name])
    with pytest.raises(ModelError, match="Both signatures must have the same number of frames"):
        net.outputs([signatures(1, frames)[0], signatures(1, frames - 4)[0]], [(0, 1)])


@pytest.mark.parametrize("side", [0, 1])
def test_a_shorter_channel_hidden_by_padding_is_refused(side: int) -> None:
    frames = frames_of(BY_NAME["2ch"])
    pairs = [[signatures(1, frames)[0], signatures(1, frames)[0]] for _ in range(2)]
    pairs[1][side] = pairs[1][side][:-4]
    flat = [values for pair in pairs for values in pair]
    with pytest.raises(ModelError):
        network(BY_NAME["2ch"]).outputs(flat, [(0, 1), (2, 3)])


@each_network
def test_it_overfits_four_pairs(entry: Architecture) -> None:
    """Two genuine and two impostor pairs of unrelated signatures: nothing but memory tells them apart."""
    net = network(entry).train()
    values = signatures(6, frames_of(entry))
    pairs = [(0, 1), (0, 2), (3, 4), (3, 5)]
    optimiser = torch.optim.AdamW(net.parameters(), 1e-3, weight_decay=5e-4)
    for _ in range(40):
        outputs = net(values, pairs).reshape(2, 1, 2)
        loss = entry.loss(outputs[..., :1], outputs[..., 1:]).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    with torch.inference_mode():
        outputs = net(values, pairs).reshape(2, 1, 2)
    assert float(entry.loss(outputs[..., :1], outputs[..., 1:]).mean()) < 0.05
    assert float(outputs[..., 0].min()) > 0.5
    assert float(outputs[..., 1].max()) < -0.5


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"inputs": 0}, "at least 1"),
        ({"decision": 0}, "at least 1"),
        ({"layers": ((96, 7, 0, 1),)}, "at least 1"),
        ({"layers": ()}, "has layers"),
        ({"frames": None}, "either a number of frames or a pyramid"),
        ({"pyramid": (1, 2)}, "either a number of frames or a pyramid"),
        ({"frames": None, "pyramid": (1,), "two_channels": True}, "fixed number of frames"),
        ({"frames": None, "pyramid": (1,), "two_streams": True}, "fixed number of frames"),
        ({"two_channels": True, "coupled": False}, "nothing to uncouple"),
        ({"frames": 128}, "does not come out even"),
        ({"frames": 20}, "does not come out even"),
        ({"frames": 125, "layers": ((8, 3, 1, 1),), "two_streams": True}, "does not come out even"),
    ],
)
def test_impossible_sizes_are_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        replace(ZagoruykoConfig(), **changes)


def test_layers_read_from_a_card_are_tuples() -> None:
    config = BY_NAME["siam-spp"].config
    assert isinstance(config, ZagoruykoConfig)
    assert replace(config, layers=[list(layer) for layer in config.layers], pyramid=[1, 2]) == config


def test_the_config_reads_as_many_frames_as_the_features_have() -> None:
    assert all(entry.features.frames == entry.config.frames for entry in ARCHITECTURES)
    assert [entry.name for entry in ARCHITECTURES] == [
        "siam",
        "pseudo-siam",
        "2ch",
        "siam-2stream",
        "2ch-2stream",
        "siam-spp",
    ]
