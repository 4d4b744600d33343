"""The joining layer learns from exactly the distance that a verdict uses."""

import numpy as np
import pytest
import torch

from sigverify.networks.aligned_distance import aligned_distances
from sigverify.networks.alignment import dtw_distances


def batch(
    sizes: list[int], longest: int, rng: np.random.Generator, padding: float = 0.0
) -> tuple[torch.Tensor, torch.Tensor]:
    values = np.full((len(sizes), longest, 4), padding)
    for row, size in enumerate(sizes):
        values[row, :size] = rng.normal(size=(size, 4))
    return torch.from_numpy(values), torch.tensor(sizes)


def cut(values: torch.Tensor, lengths: torch.Tensor) -> list[np.ndarray]:
    return [v[: int(n)].numpy() for v, n in zip(values, lengths, strict=True)]


HEIGHTS, WIDTHS = [1, 5, 9, 12, 1], [7, 5, 3, 12, 1]


@pytest.mark.parametrize("padding", [0.0, 50.0])
def test_it_is_the_distance_of_verdicts(padding: float) -> None:
    rng = np.random.default_rng(0)
    left, heights = batch(HEIGHTS, 12, rng, padding)
    right, widths = batch(WIDTHS, 14, rng, padding)
    expected = dtw_distances(cut(left, heights), cut(right, widths), "l2")
    found = aligned_distances(left.float(), heights, right.float(), widths)
    assert found.dtype == torch.float32
    np.testing.assert_allclose(found.numpy(), expected, rtol=1e-4)


def test_its_gradient_is_a_finite_difference() -> None:
    rng = np.random.default_rng(1)
    left, heights = batch(HEIGHTS, 12, rng)
    right, widths = batch(WIDTHS, 14, rng)
    left.requires_grad_()
    right.requires_grad_()

    def total(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        return aligned_distances(a, heights, b, widths)

    assert torch.autograd.gradcheck(total, (left, right), eps=1e-6, atol=1e-6)


def test_padding_takes_no_part() -> None:
    rng = np.random.default_rng(2)
    left, heights = batch(HEIGHTS, 12, rng)
    right, widths = batch(WIDTHS, 14, rng)
    left.requires_grad_()
    right.requires_grad_()
    aligned_distances(left, heights, right, widths).sum().backward()
    assert left.grad is not None
    assert right.grad is not None
    for gradient, lengths in ((left.grad, heights), (right.grad, widths)):
        for row, length in enumerate(lengths.tolist()):
            assert (gradient[row, length:] == 0).all()
            assert (gradient[row, :length] != 0).any()


def test_frames_that_coincide_have_a_finite_gradient() -> None:
    values = torch.ones(1, 6, 3, requires_grad=True)
    distance = aligned_distances(values, torch.tensor([6]), values.detach(), torch.tensor([6]))
    distance.sum().backward()
    assert float(distance.detach()) == pytest.approx(0.0, abs=1e-3)
    assert values.grad is not None
    assert torch.isfinite(values.grad).all()


def test_it_is_symmetric() -> None:
    rng = np.random.default_rng(3)
    left, heights = batch(HEIGHTS, 12, rng)
    right, widths = batch(WIDTHS, 14, rng)
    there = aligned_distances(left, heights, right, widths)
    back = aligned_distances(right, widths, left, heights)
    torch.testing.assert_close(there, back)
