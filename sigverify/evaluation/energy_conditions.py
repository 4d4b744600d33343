"""The three conditions that a contrastive loss should meet, after Chopra, Hadsell and LeCun.

Source: S. Chopra, R. Hadsell and Y. LeCun, 'Learning a similarity metric discriminatively, with application to face
verification', CVPR 2005, section 2.2. Energies E are distances, smaller = more genuine. E_G is that of a genuine pair,
E_I that of an impostor pair, m > 0 a margin, H(E_G, E_I) = L_G(E_G) + L_I(E_I) the loss of both:

1. E_G + m < E_I;
2. the minima of H lie inside the half plane E_G + m < E_I;
3. on the margin line E_G + m = E_I the negative gradient of H has a positive dot product with [−1, 1].

Deviation: the paper asks 2 and 3 of the whole quadrant; here they are checked at evenly spaced points of the square
[0, Q]², since bounded outputs keep every energy there. What lies between two points is not seen.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sigverify.errors import ProtocolError, UsageError
from sigverify.sentences import said

Floats = NDArray[np.float64]
Loss = Callable[[Floats], Floats]

_TIE = 1e-9  # of the range of H: less apart than this, two points are minima alike
_FLAT = 1e-4  # of the steepest slope: less than this is none, for differences across a kink see half of its far side


@dataclass(frozen=True, kw_only=True, eq=False)
class EnergyConditions:
    """What was found for one loss, one bound Q and one margin m.

    share: of pairs (genuine, impostor) with E_G + m < E_I, 0 … 1: condition 1.
    minima_inside: whether all minima of H lie inside the half plane: condition 2.
    gradient_inward: whether −∇H · [−1, 1] > 0 all along the margin line: condition 3.
    minimum: (E_G, E_I) where H is least; of several such points the one that lies least far inside.
    energy: float64 (points,), evenly from 0 to Q.
    total: float64 (points, points), H by (E_G, E_I) at those energies.
    line: float64 (points,), E_G along the margin line, from 0 to Q − m.
    inward: float64 (points,), −∇H · [−1, 1] there.
    """

    bound: float
    margin: float
    share: float
    minima_inside: bool
    gradient_inward: bool
    minimum: tuple[float, float]
    energy: Floats
    total: Floats
    line: Floats
    inward: Floats


def energy_conditions(
    genuine: ArrayLike,
    impostor: ArrayLike,
    *,
    genuine_loss: Loss,
    impostor_loss: Loss,
    bound: float,
    margin: float,
    genuine_slope: Loss | None = None,
    impostor_slope: Loss | None = None,
    points: int = 201,
) -> EnergyConditions:
    """Check all three conditions.

    genuine, impostor: measured energies, 0 … bound, any shape, at least one each. Every genuine one is set against
        every impostor one; the paper's pairs share a picture, so give one signer's energies to keep to it.
    genuine_loss, impostor_loss: L_G and L_I, from energies 0 … bound, any shape, to losses of that shape.
    genuine_slope, impostor_slope: their derivatives; by differences where left out.
    bound: Q; margin: m, between 0 and the bound, both excluded.
    points: along each side of the square and along the margin line, at least 2.

    Raises UsageError for arguments out of range or a loss that is not finite, ProtocolError for energies that are
    missing or do not lie between 0 and the bound.
    """
    if not (np.isfinite(bound) and 0 < margin < bound and points >= 2):
        raise UsageError(
            said(
                "Expected a margin between 0 and the bound of the energies, and 2 points or more; "
                "found a margin of {margin}, a bound of {bound} and {points} points.",
                margin=margin,
                bound=bound,
                points=points,
            )
        )
    share = margin_share(_energies(genuine, bound), _energies(impostor, bound), margin)
    energy = np.linspace(0.0, bound, points)
    total = _finite(genuine_loss(energy))[:, np.newaxis] + _finite(impostor_loss(energy))[np.newaxis, :]
    genuine_at, impostor_at = np.nonzero(total <= total.min() + _TIE * np.ptp(total))
    depth = energy[impostor_at] - energy[genuine_at] - margin
    worst = int(np.argmin(depth))
    line = np.linspace(0.0, bound - margin, points)
    down_genuine = (genuine_slope or _slope_of(genuine_loss, bound))(line)
    down_impostor = (impostor_slope or _slope_of(impostor_loss, bound))(line + margin)
    inward = _finite(down_genuine) - _finite(down_impostor)
    steepest = max(float(np.abs(down_genuine).max()), float(np.abs(down_impostor).max()))
    return EnergyConditions(
        bound=float(bound),
        margin=float(margin),
        share=share,
        minima_inside=bool(depth[worst] > 0),
        gradient_inward=bool(np.all(inward > _FLAT * steepest)),
        minimum=(float(energy[genuine_at[worst]]), float(energy[impostor_at[worst]])),
        energy=energy,
        total=total,
        line=line,
        inward=inward,
    )


def margin_share(genuine: Floats, impostor: Floats, margin: float) -> float:
    """Return the share, 0 … 1, of pairs (genuine, impostor) with E_G + margin < E_I: condition 1.

    genuine, impostor: energies, float64 (n,) and (m,), neither empty.
    """
    below = np.searchsorted(np.sort(genuine + margin), impostor, side="left")
    return float(below.sum() / (genuine.size * impostor.size))


def _slope_of(loss: Loss, bound: float) -> Loss:
    """Return the slope of the parabola through three points of a loss that lie between 0 and the bound.

    That is the central difference but at the two ends, where a plain one-sided difference would see a slope in the
    curvature alone.
    """
    step = 1e-5 * bound  # near the cube root of float64's precision, where rounding and curvature cost alike

    def slope(energy: Floats) -> Floats:
        middle = np.clip(energy, step, bound - step)
        below, here, above = loss(middle - step), loss(middle), loss(middle + step)
        return (above - below) / (2 * step) + (energy - middle) * (above - 2 * here + below) / step**2

    return slope


def _energies(values: ArrayLike, bound: float) -> Floats:
    array = np.asarray(values, dtype=np.float64).ravel()
    if array.size == 0:
        raise ProtocolError(
            said("There is no energy to check the margin with. Compare at least one pair of each kind.")
        )
    if not np.all((array >= 0) & (array <= bound)):
        raise ProtocolError(
            said(
                "An energy does not lie between 0 and the bound {bound:g}. Give the bound that the "
                "outputs cannot exceed.",
                bound=bound,
            )
        )
    return array


def _finite(values: Floats) -> Floats:
    if not np.all(np.isfinite(values)):
        raise UsageError(said("The loss or its slope is not finite between 0 and the bound. Check the functions."))
    return values
