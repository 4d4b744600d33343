"""What a model may be made of: networks of the catalogue and floors without a network, joined by '+'."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from sigverify.errors import UsageError
from sigverify.ink.features import FLOOR_FUNCTIONS
from sigverify.ink.global_features import GLOBAL_FEATURES
from sigverify.learning.background import AXES, GAUSSIANS
from sigverify.networks.architecture import Architecture
from sigverify.networks.catalogue import CATALOGUE
from sigverify.networks.cost import Cost, cost_of
from sigverify.sentences import said
from sigverify.verification.directed_comparator import DIRECTED_FEATURES
from sigverify.verification.supervector_comparator import WINDOW

Kind = Literal["network", "global-features", "directed-features", "supervector", "dtw", "duration"]


@dataclass(frozen=True, kw_only=True)
class Floor:
    """What compares without a network: each figure of a network stands beside it.

    name, title, paper, source, branch, join, carried_over: as of `networks.architecture.Architecture`.
    cost: for signatures of 3 s.
    """

    name: Literal["global-features", "directed-features", "supervector", "dtw", "duration"]
    title: str
    paper: str
    source: str
    branch: str
    join: str
    carried_over: tuple[str, ...]
    cost: Cost


_FRAMES = 300
"""Of a signature of 3 s, at 100 Hz."""

_FUNCTIONS = len(FLOOR_FUNCTIONS)

_NUMBERS = GAUSSIANS * (AXES + 1)
"""Of a supervector, those counted that no weight is given to."""

FLOORS: dict[str, Floor] = {
    floor.name: floor
    for floor in (
        Floor(
            name="global-features",
            title="Global features",
            paper="Lee et al. 1996; Fierrez-Aguilar et al. 2005; Sae-Bae & Memon 2014",
            source="features as in their tables; weights by logistic regression on squared differences",
            branch=f"{len(GLOBAL_FEATURES)} numbers for the whole signature",
            join="weighted Euclidean distance, a weight ≥ 0 for each feature",
            carried_over=(
                "of some 100 features, those that hang on the tablet or that no metric gave weight are left out",
                "weights are learnt from pairs of signatures of all signers; the papers choose subsets, or densities",
            ),
            cost=Cost(
                parameters=2 * len(GLOBAL_FEATURES),
                encoding=0,
                comparison=len(GLOBAL_FEATURES),
                reference_numbers=len(GLOBAL_FEATURES),
                receptive_field_ms=None,
            ),
        ),
        Floor(
            name="directed-features",
            title="Directed features",
            paper="Gomez-Barrero et al. 2015, in thought",
            source="weights by logistic regression beside the log of plain DTW's distance",
            branch=f"{len(DIRECTED_FEATURES)} numbers for the whole signature",
            join="weighted sum of differences, two weights of any sign a feature: for more and for less",
            carried_over=(
                "the paper tells forgeries by parameters of single movements, which are not fitted here",
                "nothing is learnt that plain DTW says already",
            ),
            cost=Cost(
                parameters=3 * len(DIRECTED_FEATURES),
                encoding=0,
                comparison=2 * len(DIRECTED_FEATURES),
                reference_numbers=len(DIRECTED_FEATURES),
                receptive_field_ms=None,
            ),
        ),
        Floor(
            name="supervector",
            title="Supervectors",
            paper="Reynolds et al. 2000; Campbell et al. 2006; Martinez-Diaz et al. 2007",
            source="mixture of Gaussians by EM, means adapted; weights by logistic regression on squared differences",
            branch=f"{GAUSSIANS} Gaussians on {AXES} axes of movements of 0.16 s, one each 20 ms; one vector",
            join="weighted Euclidean distance, a weight ≥ 0 for each number",
            carried_over=(
                "a movement is a window of sixteen time functions, not a frame",
                "the shares of the Gaussians stand beside the means, and numbers are weighed; the papers do neither",
            ),
            cost=Cost(
                parameters=_NUMBERS * 2 + GAUSSIANS * (2 * AXES + 1) + WINDOW * (AXES + 1),
                encoding=_FRAMES // 2 * (WINDOW + 2 * GAUSSIANS) * AXES,
                comparison=_NUMBERS,
                reference_numbers=_NUMBERS,
                receptive_field_ms=170.0,
            ),
        ),
        Floor(
            name="dtw",
            title="Plain dynamic time warping",
            paper="Sakoe & Chiba 1978; functions after Fierrez et al. 2007",
            source="symmetric steps of weight 1; section 2.2 of Fierrez et al.",
            branch="twelve time functions, a frame each 10 ms",
            join="L1 DTW",
            carried_over=("no band; the path's cost is divided by n + m",),
            cost=Cost(
                parameters=0,
                encoding=0,
                comparison=_FRAMES * _FRAMES * _FUNCTIONS,
                reference_numbers=_FRAMES * _FUNCTIONS,
                receptive_field_ms=10.0,
            ),
        ),
        Floor(
            name="duration",
            title="Duration alone",
            paper="the trivial floor",
            source="|log(T1 / T2)|",
            branch="seconds from first touch to last lift",
            join="difference of logs",
            carried_over=(),
            cost=Cost(
                parameters=0,
                encoding=0,
                comparison=1,
                reference_numbers=1,
                receptive_field_ms=None,
            ),
        ),
    )
}
"""Floors by name."""

Entry = Architecture | Floor


def parts_of(architecture: str) -> tuple[str, ...]:
    """Return the names that an architecture such as 'aligned-tdnn+dtw' joins, at least one.

    Raises UsageError where one is unknown or a floor stands twice; a network may stand twice, with another seed.
    """
    names = tuple(part.strip() for part in architecture.split("+"))
    unknown = [name for name in names if name not in CATALOGUE and name not in FLOORS]
    if unknown:
        raise UsageError(said("{unknown} 'aligned-tdnn+dtw' joins two.", unknown=_unknown(unknown[0])))
    for floor in FLOORS:
        if names.count(floor) > 1:
            raise UsageError(
                said(
                    "'{floor}' stands twice in '{architecture}'. Name it once.", floor=floor, architecture=architecture
                )
            )
    return names


def kind_of(name: str) -> Kind:
    """Return the kind of comparator that a part of an architecture makes."""
    return FLOORS[name].name if name in FLOORS else "network"


@cache
def cost(entry: Entry) -> Cost:
    """Return what a network or floor costs for signatures of 3 s; found by a run of the network, once."""
    return entry.cost if isinstance(entry, Floor) else cost_of(entry)


def template_numbers(entry: Entry, references: int) -> int:
    """Return how many numbers of so many references of 3 s decide; a normal density has two for each feature."""
    one = cost(entry).reference_numbers
    if isinstance(entry, Architecture) and entry.references == "density":
        return 2 * one
    return references * one


def entry_named(name: str) -> Entry:
    """Return the network or floor of that name; raises UsageError as `parts_of` does."""
    if name not in FLOORS and name not in CATALOGUE:
        raise UsageError(_unknown(name))
    return FLOORS[name] if name in FLOORS else CATALOGUE[name]


def _unknown(name: str) -> str:
    known = ", ".join((*CATALOGUE, *FLOORS))
    return said("Unknown architecture '{name}'. Choose from {known}.", name=name, known=known)
