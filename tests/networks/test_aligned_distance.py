"""The joining layer learns from exactly the distance that a verdict uses."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.networks.aligned_distance import AlignedJoin
from sigverify.networks.alignment import best_paths, dtw_distances
from sigverify.networks.pair_network import Encoded

JOIN = AlignedJoin()


def batch(sizes: list[int], longest: int, rng: np.random.Generator, padding: float = 0.0) -> Encoded:
    values = np.full((len(sizes), longest, 4), padding)
    for row, size in enumerate(sizes):
        values[row, :size] = rng.normal(size=(size, 4))
    return Encoded(torch.from_numpy(values), torch.tensor(sizes))


def cut(encoded: Encoded) -> list[np.ndarray]:
    return [v[: int(n)].detach().numpy() for v, n in zip(encoded.frames, encoded.lengths, strict=True)]


HEIGHTS, WIDTHS = [1, 5, 9, 12, 1], [7, 5, 3, 12, 1]


@pytest.mark.parametrize("padding", [0.0, 50.0])
def test_it_is_the_distance_of_verdicts(padding: float) -> None:
    rng = np.random.default_rng(0)
    left, right = batch(HEIGHTS, 12, rng, padding), batch(WIDTHS, 14, rng, padding)
    expected = dtw_distances(cut(left), cut(right), "l2")
    found = JOIN(Encoded(left.frames.float(), left.lengths), Encoded(right.frames.float(), right.lengths))
    assert found.dtype == torch.float32
    np.testing.assert_allclose(found.numpy(), expected, rtol=1e-4)
    assert torch.equal(JOIN.distance(found), found), "the network's output is the distance"


def test_its_gradient_is_a_finite_difference() -> None:
    rng = np.random.default_rng(1)
    left, right = batch(HEIGHTS, 12, rng), batch(WIDTHS, 14, rng)
    left.frames.requires_grad_()
    right.frames.requires_grad_()

    def total(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        return JOIN(Encoded(a, left.lengths), Encoded(b, right.lengths))

    assert torch.autograd.gradcheck(total, (left.frames, right.frames), eps=1e-6, atol=1e-6)


@given(
    st.integers(0, 2**32 - 1).map(np.random.default_rng),
    st.lists(st.tuples(st.integers(1, 14), st.integers(1, 14)), min_size=1, max_size=20),
)
@settings(max_examples=40)
def test_distance_and_gradient_are_those_of_the_costs_on_the_best_path(
    rng: np.random.Generator, sizes: list[tuple[int, int]]
) -> None:
    """Against all local costs, of which only those on the path are kept."""
    heights, widths = map(list, zip(*sizes, strict=True))
    left, right = batch(heights, 14, rng), batch(widths, 15, rng)
    for side in (left, right):
        side.frames.requires_grad_()
    weights = torch.from_numpy(rng.normal(size=len(sizes)))
    found = JOIN(left, right)
    gradients = torch.autograd.grad((found * weights).sum(), (left.frames, right.frames))
    on_path = torch.zeros(len(sizes), 14, 15, dtype=torch.float64)
    on_path[tuple(torch.from_numpy(side) for side in best_paths(cut(left), cut(right), "l2"))] = 1
    gaps = left.frames[:, :, None] - right.frames[:, None]
    expected = (torch.sqrt(gaps.square().sum(3) + 1e-8) * on_path).sum((1, 2)) / (left.lengths + right.lengths)
    torch.testing.assert_close(found, expected)
    torch.testing.assert_close(gradients, torch.autograd.grad((expected * weights).sum(), (left.frames, right.frames)))


def test_padding_takes_no_part() -> None:
    rng = np.random.default_rng(2)
    left, right = batch(HEIGHTS, 12, rng), batch(WIDTHS, 14, rng)
    left.frames.requires_grad_()
    right.frames.requires_grad_()
    JOIN(left, right).sum().backward()
    for side in (left, right):
        gradient = side.frames.grad
        assert gradient is not None
        for row, length in enumerate(side.lengths.tolist()):
            assert (gradient[row, length:] == 0).all()
            assert (gradient[row, :length] != 0).any()


def test_frames_that_coincide_have_a_finite_gradient() -> None:
    values = torch.ones(1, 6, 3, requires_grad=True)
    distance = JOIN(Encoded(values, torch.tensor([6])), Encoded(values.detach(), torch.tensor([6])))
    distance.sum().backward()
    assert float(distance.detach()) == pytest.approx(0.0, abs=1e-3)
    assert values.grad is not None
    assert torch.isfinite(values.grad).all()


def test_it_is_symmetric_as_it_says() -> None:
    assert JOIN.symmetric
    rng = np.random.default_rng(3)
    left, right = batch(HEIGHTS, 12, rng), batch(WIDTHS, 14, rng)
    torch.testing.assert_close(JOIN(left, right), JOIN(right, left))


def test_frames_that_are_no_numbers_give_a_distance_that_is_none() -> None:
    rng = np.random.default_rng(4)
    left, right = batch([3, 5], 5, rng), batch([6, 4], 6, rng)
    left.frames[0, 1] = torch.nan
    distances = JOIN(left, right)
    assert torch.isnan(distances[0])
    assert torch.isfinite(distances[1])
