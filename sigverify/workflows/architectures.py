"""What a model may be made of: networks of the catalogue and floors without a network, joined by '+'."""

from dataclasses import dataclass
from typing import Literal

from sigverify.errors import UsageError
from sigverify.networks.catalogue import CATALOGUE

Kind = Literal["network", "dtw", "duration"]


@dataclass(frozen=True, kw_only=True)
class Floor:
    """What compares without having learnt anything: each figure of a network stands beside it.

    name, title, paper, source, branch, join, carried_over: as of `networks.architecture.Architecture`.
    """

    name: Literal["dtw", "duration"]
    title: str
    paper: str
    source: str
    branch: str
    join: str
    carried_over: tuple[str, ...]


FLOORS: dict[str, Floor] = {
    floor.name: floor
    for floor in (
        Floor(
            name="dtw",
            title="Plain dynamic time warping",
            paper="Sakoe & Chiba 1978; functions after Fierrez et al. 2007",
            source="symmetric steps of weight 1; section 2.2 of Fierrez et al.",
            branch="twelve time functions, a frame each 10 ms",
            join="L1 DTW",
            carried_over=("no band; the path's cost is divided by n + m",),
        ),
        Floor(
            name="duration",
            title="Duration alone",
            paper="the trivial floor",
            source="|log(T1 / T2)|",
            branch="seconds from first touch to last lift",
            join="difference of logs",
            carried_over=(),
        ),
    )
}
"""Floors by name."""


def parts_of(architecture: str) -> tuple[str, ...]:
    """Return the names that an architecture such as 'aligned-tdnn+dtw' joins, at least one.

    Raises UsageError where one is unknown or a floor stands twice; a network may stand twice, with another seed.
    """
    names = tuple(part.strip() for part in architecture.split("+"))
    unknown = [name for name in names if name not in CATALOGUE and name not in FLOORS]
    if unknown:
        raise UsageError(
            f"Unknown architecture '{unknown[0]}'. Choose from {', '.join((*CATALOGUE, *FLOORS))}; "
            "'aligned-tdnn+dtw' joins two."
        )
    for floor in FLOORS:
        if names.count(floor) > 1:
            raise UsageError(f"'{floor}' stands twice in '{architecture}'. Name it once.")
    return names


def kind_of(name: str) -> Kind:
    """Return the kind of comparator that a part of an architecture makes."""
    return FLOORS[name].name if name in FLOORS else "network"
