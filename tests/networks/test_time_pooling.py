"""Pooling over time counts each frame of a signature and none of its padding."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.networks.pair_network import Encoded
from sigverify.networks.time_pooling import pyramid_pooled, statistics

lengths_of_a_batch = st.lists(st.integers(1, 30), min_size=1, max_size=5)


def batch(sizes: list[int], extra: int, padding: float) -> tuple[torch.Tensor, list[np.ndarray]]:
    """Frames (batch, frames, 3), and each one's own."""
    rng = np.random.default_rng(sum(sizes))
    own = [rng.normal(size=(size, 3)).astype(np.float32) for size in sizes]
    frames = torch.full((len(sizes), max(sizes) + extra, 3), padding)
    for row, values in enumerate(own):
        frames[row, : len(values)] = torch.from_numpy(values)
    return frames, own


@given(lengths_of_a_batch, st.integers(0, 9), st.sampled_from([0.0, 1e4, -1e4]))
@settings(max_examples=40)
def test_mean_and_deviation_are_those_of_a_signatures_own_frames(sizes: list[int], extra: int, padding: float) -> None:
    frames, own = batch(sizes, extra, padding)
    found = statistics(Encoded(frames, torch.tensor(sizes)))
    expected = np.array([np.concatenate((v.mean(0), np.sqrt(v.var(0) + 1e-6))) for v in own])
    np.testing.assert_allclose(found.numpy(), expected, rtol=1e-4, atol=1e-5)


def test_frames_that_are_all_alike_have_a_finite_gradient() -> None:
    frames = torch.ones(1, 1, 3, requires_grad=True)
    statistics(Encoded(frames, torch.tensor([1]))).sum().backward()
    assert frames.grad is not None
    assert frames.grad.tolist() == [[[1, 1, 1]]]


@given(lengths_of_a_batch, st.integers(0, 9), st.sampled_from([0.0, 1e4, -1e4]))
@settings(max_examples=40)
def test_bins_hold_the_maxima_of_a_signatures_own_frames(sizes: list[int], extra: int, padding: float) -> None:
    frames, own = batch(sizes, extra, padding)
    found = pyramid_pooled(frames.transpose(1, 2), torch.tensor(sizes), (1, 2, 3))
    for row, values in zip(found, own, strict=True):
        expected = []
        for count in (1, 2, 3):
            for k in range(count):
                first, behind = int(np.floor(k * len(values) / count)), int(np.ceil((k + 1) * len(values) / count))
                expected.append(values[first:behind].max(0))
        np.testing.assert_array_equal(row.numpy(), np.concatenate(expected))


def test_a_hand_worked_pyramid() -> None:
    """Five frames in two halves share the middle one."""
    values = torch.tensor([[[1.0, 2.0, 9.0, 4.0, 3.0, 99.0]]])
    assert pyramid_pooled(values, torch.tensor([5]), (1, 2)).tolist() == [[9, 9, 9]]
    assert pyramid_pooled(values, torch.tensor([4]), (2,)).tolist() == [[2, 9]]
    assert pyramid_pooled(values, torch.tensor([1]), (1, 2)).tolist() == [[1, 1, 1]]


@pytest.mark.parametrize("size", [1, 2, 5])
def test_padding_has_no_gradient(size: int) -> None:
    frames = torch.randn(1, 6, 3, requires_grad=True)
    pooled = pyramid_pooled(frames.transpose(1, 2), torch.tensor([size]), (1, 2))
    (pooled.sum() + statistics(Encoded(frames, torch.tensor([size]))).sum()).backward()
    assert frames.grad is not None
    assert bool((frames.grad[0, size:] == 0).all())
    assert bool((frames.grad[0, :size] != 0).all())
