"""The map of signatures: distances of a plane come back whole, and what is known of the method holds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import orthogonal_procrustes
from scipy.spatial.distance import cdist

from sigverify.errors import UsageError
from sigverify.evaluation.signature_map import classical_map, turned_onto
from sigverify.ink.recording import Floats


def some_points(count: int, seed: int, dimensions: int = 2) -> Floats:
    return np.random.default_rng(seed).normal(size=(count, dimensions)) * np.linspace(3, 1, dimensions)


def slow_inner_products(distances: Floats) -> Floats:
    """Return Torgerson's scalar products as his paper writes them, cell by cell."""
    n = len(distances)
    out = np.zeros((n, n))
    for j in range(n):
        for k in range(n):
            row = sum(distances[i, k] ** 2 for i in range(n)) / n
            column = sum(distances[j, i] ** 2 for i in range(n)) / n
            whole = sum(distances[i, m] ** 2 for i in range(n) for m in range(n)) / n**2
            out[j, k] = -0.5 * (distances[j, k] ** 2 - row - column + whole)
    return out


@given(st.integers(3, 20), st.integers(0, 99))
def test_distances_of_a_plane_come_back_whole(count: int, seed: int) -> None:
    points = some_points(count, seed)
    distances = cdist(points, points)
    found = classical_map(distances)
    assert cdist(found.points, found.points) == pytest.approx(distances, abs=1e-6)
    assert found.kept == pytest.approx(1.0)
    assert found.points.mean(0) == pytest.approx(np.zeros(2), abs=1e-9)


def test_it_agrees_with_the_paper_cell_by_cell() -> None:
    points = some_points(7, 3, dimensions=5)
    distances = cdist(points, points, "cityblock")  # not Euclidean: some eigenvalues lie below 0
    inner = slow_inner_products(distances)
    values, vectors = np.linalg.eigh(inner)
    found = classical_map(distances)
    for axis in (0, 1):
        expected = vectors[:, -1 - axis] * np.sqrt(values[-1 - axis])
        assert np.abs(found.points[:, axis]) == pytest.approx(np.abs(expected))
    assert found.kept == pytest.approx(values[-2:].sum() / np.abs(values).sum())


def test_a_table_that_is_not_symmetric_counts_as_the_mean_of_both_directions() -> None:
    points = some_points(6, 1)
    distances = cdist(points, points)
    skewed = distances * np.where(np.triu(np.ones((6, 6))), 1.2, 0.8)
    assert classical_map(skewed).points == pytest.approx(classical_map(distances).points)


@given(st.integers(3, 12), st.integers(0, 99))
def test_a_turned_and_mirrored_map_is_laid_back(count: int, seed: int) -> None:
    points = some_points(count, seed)
    angle = np.random.default_rng(seed).uniform(0, 6.3)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) @ np.diag([1, -1])
    assert turned_onto(points @ turn + 5.0, points) == pytest.approx(points - points.mean(0), abs=1e-7)


def test_turning_is_that_of_scipy() -> None:
    points, before = some_points(9, 1), some_points(9, 2)
    own, other = points - points.mean(0), before - before.mean(0)
    assert turned_onto(points, before) == pytest.approx(own @ orthogonal_procrustes(own, other)[0])
    assert cdist(turned_onto(points, before), turned_onto(points, before)) == pytest.approx(cdist(points, points))


def test_one_signature_and_copies_lie_at_one_place() -> None:
    assert classical_map([[0.0]]).points.tolist() == [[0.0, 0.0]]
    found = classical_map(np.zeros((4, 4)))
    assert found.points.tolist() == [[0.0, 0.0]] * 4
    assert found.kept == 1.0


@pytest.mark.parametrize("wrong", [np.zeros((2, 3)), np.zeros(4), [[0, np.nan], [np.nan, 0]], [[0, -1], [-1, 0]], []])
def test_what_is_no_table_of_distances_is_refused(wrong: object) -> None:
    with pytest.raises(UsageError, match="A map needs"):
        classical_map(wrong)  # type: ignore[arg-type]


def test_maps_of_other_signatures_are_not_laid_on_each_other() -> None:
    with pytest.raises(UsageError, match="equally many"):
        turned_onto(np.zeros((3, 2)), np.zeros((4, 2)))
