"""The joining layer learns from exactly the distance that a verdict uses."""

import numpy as np
import pytest
import torch

from sigverify.networks.aligned_distance import AlignedJoin
from sigverify.networks.alignment import dtw_distances
from sigverify.networks.pair_network import Encoded

JOIN = AlignedJoin()


def batch(sizes: list[int], longest: int, rng: np.random.Generator, padding: float = 0.0) -> Encoded:
    values = np.full((len(sizes), longest, 4), padding)
    for row, size in enumerate(sizes):
        values[row, :size] = rng.normal(size=(size, 4))
    return Encoded(torch.from_numpy(values), torch.tensor(sizes))


def cut(encoded: Encoded) -> list[np.ndarray]:
    return [v[: int(n)].numpy() for v, n in zip(encoded.frames, encoded.lengths, strict=True)]


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
