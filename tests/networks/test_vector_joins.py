"""Joining layers of two vectors: the papers' numbers, symmetric, and exactly 0 for a vector and itself."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import ModelError
from sigverify.networks.pair_network import Encoded, Join
from sigverify.networks.vector_joins import CosineJoin, EnergyJoin, EuclideanJoin

JOINS = (CosineJoin(), EnergyJoin(), EuclideanJoin())

each_join = pytest.mark.parametrize("join", JOINS, ids=lambda join: type(join).__name__)


def slow_output(join: Join, a: list[float], b: list[float]) -> float:
    if isinstance(join, EnergyJoin):
        return sum(abs(p - q) for p, q in zip(a, b, strict=True))
    if isinstance(join, EuclideanJoin):
        return math.sqrt(sum((p - q) ** 2 for p, q in zip(a, b, strict=True)))
    product = sum(p * q for p, q in zip(a, b, strict=True))
    return product / math.sqrt(sum(p * p for p in a)) / math.sqrt(sum(q * q for q in b))


def encoded(vectors: torch.Tensor) -> Encoded:
    return Encoded(vectors[:, None], torch.ones(len(vectors), dtype=torch.int64))


def vectors(seed: int, scale: float, size: int = 7) -> torch.Tensor:
    return torch.from_numpy(scale * np.random.default_rng(seed).normal(size=(5, size)).astype(np.float32))


seeds, scales = st.integers(0, 2**32 - 1), st.sampled_from([1e-3, 1.0, 1e3])


@each_join
@given(seeds, scales, scales)
def test_the_output_is_that_of_a_slow_loop(join: Join, seed: int, scale: float, other: float) -> None:
    a, b = vectors(seed, scale), vectors(seed + 1, other)
    expected = [slow_output(join, p, q) for p, q in zip(a.tolist(), b.tolist(), strict=True)]
    np.testing.assert_allclose(join(encoded(a), encoded(b)).numpy(), expected, rtol=1e-5, atol=1e-6)


@each_join
@given(seeds, scales)
def test_it_is_a_distance(join: Join, seed: int, scale: float) -> None:
    """Never below 0, the same in both orders, and 0 for a vector and itself: to the bit."""
    a, b = encoded(vectors(seed, scale)), encoded(vectors(seed + 1, scale))
    there, back = join.distance(join(a, b)), join.distance(join(b, a))
    assert join.symmetric
    assert torch.equal(there, back)
    assert bool((there >= 0).all())
    assert torch.equal(join.distance(join(a, a)), torch.zeros(5))


@given(seeds, scales)
def test_a_cosine_stays_within_one(seed: int, scale: float) -> None:
    a = vectors(seed, scale)
    join = CosineJoin()
    for other in (a, -a, 3 * a, -a * (1 + 1e-6)):
        cosine = join(encoded(a), encoded(other))
        assert bool((cosine.abs() <= 1).all())
    torch.testing.assert_close(join.distance(join(encoded(a), encoded(-a))), torch.full((5,), 2.0))


def test_a_cosine_has_the_gradient_of_a_cosine() -> None:
    """It is written as a squared distance of unit vectors; torch's own quotient must pull the same way."""
    a, b = vectors(1, 1.0).double().requires_grad_(), vectors(2, 1.0).double()
    (found,) = torch.autograd.grad(CosineJoin()(encoded(a), encoded(b)).sum(), a)
    (expected,) = torch.autograd.grad(torch.nn.functional.cosine_similarity(a, b).sum(), a)
    torch.testing.assert_close(found, expected)


@each_join
def test_gradients_are_finite_where_two_vectors_meet(join: Join) -> None:
    a = vectors(3, 1.0).requires_grad_()
    (slope,) = torch.autograd.grad(join(encoded(a), encoded(a.detach().clone())).sum(), a)
    assert bool(torch.isfinite(slope).all())


@each_join
def test_more_than_one_frame_a_signature_is_refused(join: Join) -> None:
    one = encoded(vectors(0, 1.0))
    many = Encoded(torch.zeros(5, 4, 7), torch.full((5,), 4))
    for left, right in ((many, one), (one, many), (many, many)):
        with pytest.raises(ModelError, match="one vector a signature, found 4 frames"):
            join(left, right)
