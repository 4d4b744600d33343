"""A map of signatures: points in a plane that lie as far apart as the signatures do, as nearly as a plane allows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sigverify.errors import UsageError
from sigverify.ink.recording import Floats
from sigverify.sentences import said


@dataclass(frozen=True, kw_only=True, eq=False)
class SignatureMap:
    """A map.

    points: float64 (n, 2), around their mean, in the unit of the distances. kept: share of what the distances tell
    that the plane shows, 0 … 1.
    """

    points: Floats
    kept: float


def classical_map(distances: ArrayLike) -> SignatureMap:
    """Return the map of a table of distances, (n, n), n ≥ 1, by classical multidimensional scaling.

    Source: W. S. Torgerson, 'Multidimensional scaling: I. Theory and method', Psychometrika 17, 1952, and J. C. Gower,
    'Some distance properties of latent root and vector methods', Biometrika 53, 1966: B = −½ J D² J with
    J = I − 1/n; the points are its two first eigenvectors times the roots of their eigenvalues. The share kept is the
    first criterion of Mardia 1978, Σ₂ λ / Σ |λ|.

    Deviations: of a table that is not symmetric, as pseudo-siamese networks give, the mean of both directions is
    taken; the signs of the axes, which the method leaves open, are those that make the longest coordinate positive.

    Raises UsageError where the table is not square or holds what is no distance.
    """
    table = np.asarray(distances, dtype=np.float64)
    if table.ndim != 2 or table.shape[0] != table.shape[1] or not table.size:
        raise UsageError(said("A map needs a square table of distances, found {shape}.", shape=table.shape))
    if not np.isfinite(table).all() or (table < 0).any():
        raise UsageError(said("A map needs distances that are finite and not below 0."))
    squares = np.square((table + table.T) / 2)
    np.fill_diagonal(squares, 0.0)
    inner = -0.5 * (squares - squares.mean(0) - squares.mean(1)[:, None] + squares.mean())
    values, vectors = np.linalg.eigh(inner)
    order = np.argsort(values)[::-1][:2]
    lengths = np.sqrt(np.clip(values[order], 0.0, None))
    points = np.zeros((len(table), 2))
    points[:, : len(order)] = vectors[:, order] * lengths
    longest = np.argmax(np.abs(points), axis=0)
    points *= np.where(points[longest, [0, 1]] < 0, -1.0, 1.0)
    total = np.abs(values).sum()
    return SignatureMap(points=points, kept=float((lengths**2).sum() / total) if total > 0 else 1.0)


def turned_onto(points: Floats, before: Floats) -> Floats:
    """Return points, (n, 2), turned and mirrored so that they lie as near to those before, (n, 2), as they can.

    So a map that changes from step to step does not spin. Source: P. H. Schönemann, 'A generalized solution of the
    orthogonal Procrustes problem', Psychometrika 31, 1966: R = U Vᵀ of the singular value decomposition of XᵀY.
    Deviation: nothing is scaled, so that the axes keep the unit of the distances; both sets lie around their means.

    Raises UsageError where they are not equally many.
    """
    if points.shape != before.shape:
        raise UsageError(
            said(
                "Only equally many points can be laid on each other, found {points} and {before}.",
                points=points.shape,
                before=before.shape,
            )
        )
    own = points - points.mean(0)
    left, _, right = np.linalg.svd(own.T @ (before - before.mean(0)))
    turned: Floats = own @ (left @ right)
    return turned
