"""The density of Bromley et al. against loops written from its formula, and what one byte a number may change."""

import math
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sigverify.errors import ModelError
from sigverify.verification.normal_density import NormalDensity, variances_within

VECTORS = np.array([[1.0, -0.2, 0.4], [1.2, 0.1, 0.4], [0.7, 0.3, 0.4], [1.1, -0.4, 0.4]])
USUAL = np.array([0.09, 0.04, 0.01])


def slow_density(y: np.ndarray, means: np.ndarray, variances: np.ndarray) -> float:
    """p(y) of the paper: the product over independent features of normal densities."""
    out = 1.0
    for value, mean, variance in zip(y, means, variances, strict=True):
        out *= math.exp(-((value - mean) ** 2) / (2 * variance)) / math.sqrt(2 * math.pi * variance)
    return out


def slow_variances(vectors: np.ndarray, usual: np.ndarray) -> list[float]:
    count, out = len(vectors), []
    for j in range(vectors.shape[1]):
        mean = sum(x[j] for x in vectors) / count
        squares = sum((x[j] - mean) ** 2 for x in vectors)
        out.append((1 + 1 / count) * (squares + 5 * usual[j]) / (count - 1 + 5))
    return out


@pytest.mark.parametrize("count", [1, 2, 4])
def test_means_and_variances_are_those_of_slow_loops_but_for_rounding(count: int) -> None:
    density = NormalDensity.of(VECTORS[:count], USUAL)
    np.testing.assert_allclose(density.means, VECTORS[:count].mean(axis=0), atol=1.2 / 254)
    np.testing.assert_allclose(density.variances, slow_variances(VECTORS[:count], USUAL), rtol=0.022)


def test_the_deviation_orders_as_the_papers_density_does() -> None:
    """−2 log p(y) is d·D(y) and a sum of logs that is the same for all y: any line on one is a line on the other."""
    density = NormalDensity.of(VECTORS, USUAL)
    questioned = np.random.default_rng(0).normal(0.5, 0.5, (20, 3))
    logs = sum(math.log(2 * math.pi * variance) for variance in density.variances)
    for y, deviation in zip(questioned, density.deviation(questioned), strict=True):
        p = slow_density(y, density.means, density.variances)
        assert -2 * math.log(p) == pytest.approx(3 * deviation + logs)


def test_one_reference_has_the_usual_variances() -> None:
    """Twice them: its own features lie as far from the signer's mean as those of the next signature will."""
    density = NormalDensity.of(VECTORS[:1], USUAL)
    np.testing.assert_allclose(density.variances, 2 * USUAL, rtol=0.022)


def test_six_references_count_as_much_as_what_is_usual() -> None:
    """The paper's number: five degrees of freedom stand beside five of the usual variance."""
    vectors = np.array([[0.0], [2.0], [0.0], [2.0], [0.0], [2.0]])
    density = NormalDensity.of(vectors, np.array([3.2]))
    own = vectors.var(ddof=1)
    np.testing.assert_allclose(density.variances, (1 + 1 / 6) * (own + 3.2) / 2, rtol=0.022)


@pytest.mark.parametrize("count", [1, 2, 6, 12])
def test_a_genuine_signature_deviates_by_about_one_whatever_the_number_of_references(count: int) -> None:
    """A tenth more with some, since variances come out too small more often than too large."""
    rng = np.random.default_rng(count)
    spread = rng.uniform(0.05, 0.4, 40)
    found = [
        NormalDensity.of(rng.normal(1.0, spread, (count, 40)), spread**2).deviation(rng.normal(1.0, spread, (5, 40)))
        for _ in range(60)
    ]
    assert np.mean(found) == pytest.approx(1.05, abs=0.08)


def test_a_copy_deviates_by_next_to_nothing_and_a_stranger_far() -> None:
    density = NormalDensity.of(VECTORS[:1], USUAL)
    near, far = density.deviation(np.array([VECTORS[0], VECTORS[0] + 2.0]))
    assert 0 <= near < 1e-3
    assert far > 20


# two bytes a feature


numbers = st.floats(-1e6, 1e6, allow_nan=False)


@given(arrays(np.float64, st.integers(1, 80), elements=numbers), st.data())
def test_rounding_is_bounded(means: np.ndarray, data: st.DataObject) -> None:
    """Means to within half a 127th of the largest, variances to 2.2 %; what lies 2¹⁶ below the largest only grows."""
    logs = data.draw(arrays(np.float64, means.size, elements=st.floats(-30, 12)))
    exact = NormalDensity(means=means, variances=np.exp(logs))
    kept = NormalDensity.from_bytes(exact.to_bytes())
    assert np.abs(kept.means - means).max() <= np.abs(means).max() / 254 * (1 + 1e-5) + 1e-10
    ratio = kept.variances / exact.variances
    within = exact.variances > exact.variances.max() * 2.0**-15.9
    assert (np.abs(np.log2(ratio[within])) <= 1 / 32 + 1e-6).all()
    assert (ratio[~within] > 0.97).all()


@given(arrays(np.float64, st.tuples(st.integers(1, 12), st.integers(1, 80)), elements=st.floats(-2, 2)))
def test_what_is_kept_is_what_decides(vectors: np.ndarray) -> None:
    density = NormalDensity.of(vectors, np.full(vectors.shape[1], 0.01))
    again = NormalDensity.from_bytes(density.to_bytes())
    assert again.to_bytes() == density.to_bytes()
    questioned = np.linspace(-2, 2, vectors.shape[1])[None]
    assert again.deviation(questioned) == density.deviation(questioned)


def test_two_bytes_a_feature_and_eight_for_the_scales() -> None:
    vectors = np.random.default_rng(0).normal(size=(6, 76))
    assert len(NormalDensity.of(vectors, np.ones(76)).to_bytes()) == 76 + 76 + 8


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"abc",
        struct.pack("<ff", 1.0, 1.0),
        struct.pack("<ff", 1.0, 1.0) + b"odd",
        struct.pack("<ff", 0.0, 1.0) + b"ab",
        struct.pack("<ff", 1.0, float("nan")) + b"ab",
        struct.pack("<ff", float("inf"), 1.0) + b"ab",
    ],
)
def test_a_damaged_compact_template_is_refused(payload: bytes) -> None:
    with pytest.raises(ModelError, match="damaged"):
        NormalDensity.from_bytes(payload)


def test_variances_of_another_network_are_refused() -> None:
    with pytest.raises(ModelError, match="variances of 2 features, its network gives 3"):
        NormalDensity.of(VECTORS, USUAL[:2])


# what is usual


def test_variances_are_pooled_within_signers() -> None:
    """By hand: squares about each signer's own mean, over the degrees of freedom that are left."""
    first = np.array([[0.0, 5.0], [2.0, 5.4]])  # squares 1 + 1, 0.04 + 0.04
    second = np.array([[10.0, 0.0], [10.0, 0.3], [13.0, 0.6]])  # squares 1 + 1 + 4, 0.09 + 0 + 0.09
    assert variances_within([first, second]) == pytest.approx([(2 + 6) / 3, (0.08 + 0.18) / 3])


def test_a_feature_that_never_varies_counts_as_if_it_did_a_little() -> None:
    first, second = np.array([[0.0, 7.0], [2.0, 7.0]]), np.array([[1.0, 7.0], [1.0, 7.0]])
    assert variances_within([first, second]) == pytest.approx([1.0, 0.05 * 0.5])
    assert (variances_within([np.ones((2, 3))]) > 0).all()
