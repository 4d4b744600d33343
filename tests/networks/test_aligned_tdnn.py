"""The network: the sizes that its configuration promises, and embeddings that know nothing of their neighbours."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.errors import ModelError
from sigverify.ink.features import Features, Standard
from sigverify.networks.aligned_tdnn import AlignedTdnn, AlignedTdnnConfig, DilatedConvolution
from sigverify.networks.alignment import dtw_distances
from sigverify.networks.embedding import pair_distances, represented
from sigverify.networks.frame_major import Taps
from sigverify.networks.pair_network import Encoded, PairNetwork, padded

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
    singles = torch.from_numpy(values.astype(np.float32))
    with torch.inference_mode():
        for found in (net(singles[None], torch.tensor([frames])).frames[0], net.alone(singles)):
            np.testing.assert_allclose(found.numpy(), expected, atol=1e-5)


@given(st.integers(1, 30), st.integers(1, 5), st.sampled_from([1, 3, 5]), st.integers(0, 99))
@settings(max_examples=40)
def test_a_convolution_with_a_frame_a_row_is_that_of_the_layer(
    frames: int, dilation: int, kernel: int, seed: int
) -> None:
    """Alone it is one matrix product, in a batch or while it learns the library's own: both are the slow loop's."""
    torch.manual_seed(seed)
    layer = DilatedConvolution(4, kernel, dilation)
    hidden = torch.randn(frames, 4)
    expected = slow_convolution(hidden.double().numpy(), layer)
    with torch.no_grad():
        for found in (Taps.of(layer).whole(hidden), layer(hidden.T[None])[0].T):
            np.testing.assert_allclose(found.numpy(), expected, atol=1e-5)


def test_one_signature_alone_follows_the_weights_as_they_change() -> None:
    """Learning goes on after a validation: what was laid out before is not used again."""
    net = network()
    values = torch.randn(12, 3)
    for _ in range(2):
        with torch.inference_mode():
            alone, (batch, _) = net.alone(values), net(values[None], torch.tensor([12]))
        torch.testing.assert_close(alone, batch[0], rtol=1e-5, atol=1e-5)
        with torch.no_grad():
            for weights in net.parameters():
                weights.add_(0.3)


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
    return Features(
        values=values, elapsed_s=np.arange(count) / 100, pen_down=np.ones(count, dtype=bool), standard=standard
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
