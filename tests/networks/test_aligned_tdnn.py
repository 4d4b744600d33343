"""The network: the sizes that its configuration promises, and embeddings that know nothing of their neighbours."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.errors import ModelError
from sigverify.ink.features import Features, Standard
from sigverify.ink.trajectory import Pace
from sigverify.networks.aligned_distance import AlignedJoin
from sigverify.networks.aligned_tdnn import AlignedTdnn, AlignedTdnnConfig, DilatedConvolution, frame_major
from sigverify.networks.alignment import dtw_distances
from sigverify.networks.catalogue import build_network
from sigverify.networks.convolving import PLAIN, SQUASHED
from sigverify.networks.embedding import pair_distances, represented
from sigverify.networks.frame_major import FrameMajor, Layer
from sigverify.networks.pair_network import Encoded, PairNetwork, padded
from sigverify.networks.tdnn_sizes import FRAME_WISE

SMALL = AlignedTdnnConfig(inputs=3, width=6, embedding=5, dilations=(1, 2))


def network(config: AlignedTdnnConfig = SMALL, seed: int = 0) -> AlignedTdnn:
    torch.manual_seed(seed)
    return AlignedTdnn(config).eval()


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6), st.integers(0, 9), st.integers(1, 3))
@settings(max_examples=40)
def test_an_embedding_depends_neither_on_padding_nor_on_company(sizes: list[int], extra: int, pooling: int) -> None:
    """Lengths even and odd, alone without padding against a batch whose padding is full of large numbers."""
    net = network(AlignedTdnnConfig(inputs=3, width=6, embedding=5, dilations=(1, 2), pooling=pooling))
    rng = np.random.default_rng(len(sizes))
    signatures = [torch.from_numpy(rng.normal(size=(n, 3)).astype(np.float32)) for n in sizes]
    padded = torch.full((len(sizes), max(sizes) + extra, 3), 1e4)
    for row, values in enumerate(signatures):
        padded[row, : len(values)] = values
    with torch.inference_mode():
        together, lengths = net(padded, torch.tensor(sizes))
        assert lengths.tolist() == [-(-n // pooling) for n in sizes]
        for row, values in enumerate(signatures):
            alone = net.alone(values)
            assert alone.shape == (-(-len(values) // pooling), 5)
            torch.testing.assert_close(together[row, : len(alone)], alone, rtol=1e-5, atol=1e-5)


def slow_convolution(values: np.ndarray, layer: torch.nn.Conv1d) -> np.ndarray:
    """Tap by tap over (frames, channels), frames outside the signature counting as zero."""
    weight, bias = layer.weight.detach().double().numpy(), layer.bias.detach().double().numpy()
    taps, dilation = weight.shape[2], layer.dilation[0]
    out = np.tile(bias, (len(values), 1))
    for frame in range(len(values)):
        for tap in range(taps):
            source = frame + (tap - taps // 2) * dilation
            if 0 <= source < len(values):
                out[frame] += weight[:, :, tap] @ values[source]
    return out


def gelu(values: np.ndarray) -> np.ndarray:
    return values * np.vectorize(lambda v: (1 + math.erf(v / math.sqrt(2))) / 2)(values)


@pytest.mark.parametrize("frames", [1, 2, 9, 12])
def test_embeddings_are_those_of_a_slow_loop(frames: int) -> None:
    """Convolve, average the frames that a pool has, add residual convolutions, map to the embedding."""
    net = network()
    values = np.random.default_rng(frames).normal(size=(frames, 3))
    hidden = gelu(slow_convolution(values, net.first))
    hidden = np.array([hidden[start : start + 2].mean(axis=0) for start in range(0, frames, 2)])
    for block in net.blocks:
        hidden = hidden + gelu(slow_convolution(hidden, block))
    expected = slow_convolution(hidden, net.last)
    singles = values.astype(np.float32)
    with torch.inference_mode():
        batch = net(torch.from_numpy(singles)[None], torch.tensor([frames])).frames[0].numpy()
    for found in (batch, laid_out(net).encode(singles)):
        np.testing.assert_allclose(found, expected, atol=1e-5)


@given(st.integers(1, 30), st.integers(1, 5), st.sampled_from([1, 3, 5]), st.integers(0, 99))
@settings(max_examples=40)
def test_a_convolution_with_a_frame_a_row_is_that_of_the_layer(
    frames: int, dilation: int, kernel: int, seed: int
) -> None:
    """A verdict's is our own loop, in a batch or while it learns it is the library's: both are the slow loop's."""
    torch.manual_seed(seed)
    layer = DilatedConvolution(4, kernel, dilation)
    hidden = torch.randn(frames, 4)
    expected = slow_convolution(hidden.double().numpy(), layer)
    with torch.no_grad():
        batch = layer(hidden.T[None])[0].T.numpy()
        weight, bias = layer.weight.numpy(), layer.bias.numpy()
    ours = Layer.of(weight, bias, dilation=dilation, finish=PLAIN).whole(hidden.numpy())
    assert not ours[:, 4:].any(), "what fills up the sixteens is zero"
    for found in (batch, ours[:, :4]):
        np.testing.assert_allclose(found, expected, atol=1e-5)


def laid_out(branch: AlignedTdnn) -> FrameMajor:
    layers = frame_major(PairNetwork(branch, AlignedJoin()))
    assert layers is not None
    return layers


@pytest.mark.parametrize("name", FRAME_WISE)
def test_a_verdict_works_each_network_as_it_learnt(name: str) -> None:
    """Within rounding of the network itself, at its full size; of no frames it makes none."""
    torch.manual_seed(1)
    net = build_network(name, {}).eval()
    layers = frame_major(net)
    assert layers is not None
    rng = np.random.default_rng(3)
    for frames in (1, 2, 15, 16, 17, 200, 401):
        values = rng.normal(size=(frames, FRAME_WISE[name].inputs)).astype(np.float32)
        with torch.inference_mode():
            expected = net.left.alone(torch.from_numpy(values)).numpy()
        found = layers.encode(values)
        assert found.flags.c_contiguous
        np.testing.assert_allclose(found, expected, atol=1e-5)
    assert layers.encode(values[:0]).shape == (0, FRAME_WISE[name].embedding)


def test_it_keeps_the_weights_of_when_it_was_laid_out() -> None:
    """What is judged by a network that learns on is judged as it was."""
    net = network()
    values = np.random.default_rng(0).normal(size=(12, 3)).astype(np.float32)
    layers = laid_out(net)
    before = layers.encode(values)
    with torch.no_grad():
        for weights in net.parameters():
            weights.add_(0.3)
    np.testing.assert_array_equal(layers.encode(values), before)
    assert np.abs(laid_out(net).encode(values) - before).max() > 0.1


def test_rows_inside_are_those_of_the_whole() -> None:
    """What is known of the beginning stays true when frames are added."""
    layer = laid_out(network()).blocks[1]
    rows = np.random.default_rng(0).normal(size=(30, 16)).astype(np.float32)
    inside = layer.inside(rows)
    assert inside.shape == (30 - 2 * layer.reach, 16)
    np.testing.assert_array_equal(layer.whole(rows)[layer.reach : -layer.reach], inside)
    assert layer.inside(rows[: 2 * layer.reach]).shape == (0, 16)
    assert layer.inside(rows[:1]).shape == (0, 16)


def test_squashing_is_that_of_the_normal_distribution() -> None:
    """Of sixteens far out and near zero, by a convolution that changes nothing else."""
    layer = Layer.of(np.eye(16)[:, :, None], np.zeros(16), dilation=1, finish=SQUASHED)
    values = np.concatenate((np.linspace(-8, 8, 1600), [0.0, 1e-30, -1e-30, 80.0, -80.0, 1e4, -1e4] + 9 * [1.0]))
    found = layer.whole(values.reshape(-1, 16).astype(np.float32)).ravel()
    assert np.all(np.abs(found - gelu(values.astype(np.float32))) <= 1e-6 * (1 + np.abs(values)))


def test_weights_of_other_shapes_are_refused() -> None:
    weights = {name: np.zeros(shape, np.float32) for name, shape in SMALL.shapes.items()}
    FrameMajor.of(SMALL, weights)
    assert {name: tuple(value.shape) for name, value in pair_network().state_dict().items()} == SMALL.shapes
    with pytest.raises(ValueError, match="ask for weights"):
        FrameMajor.of(SMALL, weights | {"left.last.bias": np.zeros(6, np.float32)})
    with pytest.raises(ValueError, match="ask for weights"):
        FrameMajor.of(SMALL, weights | {"right.last.bias": np.zeros(5, np.float32)})


@pytest.mark.parametrize(
    ("config", "field"),
    [
        (AlignedTdnnConfig(inputs=2, width=4, embedding=3), 7 + 1 + 2 * 4 * 3),  # 32 frames, 0.32 s at 100 Hz
        (AlignedTdnnConfig(inputs=2, width=4, embedding=3, dilations=(1,), pooling=1), 7 + 4),
        (AlignedTdnnConfig(inputs=2, width=4, embedding=3, first_kernel=3, kernel=3, dilations=(1, 3), pooling=4), 38),
    ],
)
def test_the_receptive_field_is_what_gradients_reach(config: AlignedTdnnConfig, field: int) -> None:
    net = network(config)
    assert config.receptive_field == field
    frames = (2 * field) // config.pooling * config.pooling
    values = torch.randn(1, frames, 2, requires_grad=True)
    embeddings, _ = net(values, torch.tensor([frames]))
    embeddings[0, frames // config.pooling // 2].sum().backward()
    assert values.grad is not None
    reached = torch.nonzero(values.grad.abs().sum(2)[0] > 0).ravel()
    assert len(reached) == field
    assert int(reached[-1] - reached[0]) + 1 == field


def test_the_parameters_are_those_of_its_convolutions() -> None:
    config = AlignedTdnnConfig()
    expected = (11 * 128 * 7 + 128) + 2 * (128 * 128 * 5 + 128) + (128 * 64 + 64)
    assert sum(p.numel() for p in AlignedTdnn(config).parameters()) == expected == 182_336
    small = (3 * 6 * 7 + 6) + 2 * (6 * 6 * 5 + 6) + (6 * 5 + 5)
    assert sum(p.numel() for p in network().parameters()) == small


def test_a_shift_by_whole_pools_shifts_the_embeddings() -> None:
    """The same hand later in time: frames away from both ends are the same, as convolutions promise."""
    net = network()
    values = torch.randn(1, 120, 3)
    later = torch.cat((torch.zeros(1, 20, 3), values), dim=1)
    with torch.inference_mode():
        plain, _ = net(values, torch.tensor([120]))
        shifted, _ = net(later, torch.tensor([140]))
    edge = SMALL.receptive_field // 2 + 1
    torch.testing.assert_close(shifted[0, 10 + edge : 70], plain[0, edge:60], rtol=1e-4, atol=1e-5)


def features(count: int, seed: int) -> Features:
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(count, 3)).astype(np.float32)
    values.setflags(write=False)
    standard = Standard(size=1.0, pressure_peak=None, mean=np.zeros(3), spread=np.ones(3))
    pace = Pace(usual_step_s=0.01, frame_length=0.01)
    return Features(
        values=values, elapsed_s=np.arange(count) / 100, pen_down=np.ones(count, bool), standard=standard, pace=pace
    )


def pair_network() -> PairNetwork:
    torch.manual_seed(0)
    return SMALL.build().eval()


def test_it_is_a_branch_that_both_signatures_share_and_that_is_aligned() -> None:
    net = pair_network()
    assert isinstance(net.left, AlignedTdnn)
    assert net.right is None
    assert net.symmetric
    assert net.join.aligns
    assert not net.looks_at_pair


def test_signatures_are_represented_in_their_order_whatever_their_length() -> None:
    net = pair_network()
    many = [features(5 + (37 * k) % 50, k) for k in range(70)]  # more than one batch
    frames = represented(net, many)
    for one, found in zip(many, frames, strict=True):
        assert found.dtype == np.float32
        assert found.shape == ((len(one) + 1) // 2, 5)
        np.testing.assert_allclose(found, represented(net, [one])[0], rtol=1e-4, atol=1e-5)


def test_pairs_are_measured_in_their_order_whatever_their_length() -> None:
    net = pair_network()
    kept = represented(net, [features(5 + (37 * k) % 50, k) for k in range(40)])
    left, right = kept[:-1], kept[1:]
    found = pair_distances(net, left, right)
    np.testing.assert_allclose(found, dtw_distances(left, right, "l2"), rtol=1e-4)


def test_nothing_is_represented_as_nothing() -> None:
    assert represented(pair_network(), []) == []
    assert pair_distances(pair_network(), [], []).shape == (0,)


def test_a_padded_batch_holds_each_sequence_and_its_length() -> None:
    batch = padded([torch.ones(2, 3), torch.full((4, 3), 2.0)])
    assert isinstance(batch, Encoded)
    assert batch.frames.shape == (2, 4, 3)
    assert batch.lengths.tolist() == [2, 4]
    assert batch.frames[0, :2].eq(1).all()
    assert batch.frames[0, 2:].eq(0).all()
    assert batch.frames[1].eq(2).all()


@pytest.mark.parametrize(
    "sizes",
    [
        {"inputs": 0},
        {"width": 0},
        {"embedding": -1},
        {"pooling": 0},
        {"dilations": (1, 0)},
        {"kernel": 4},
        {"first_kernel": 2},
    ],
)
def test_impossible_sizes_are_refused(sizes: dict[str, int]) -> None:
    with pytest.raises(ModelError, match="kernels odd"):
        AlignedTdnnConfig(**sizes)


def test_dilations_read_from_a_card_are_a_tuple() -> None:
    assert AlignedTdnnConfig(dilations=[1, 2]) == AlignedTdnnConfig(dilations=(1, 2))
