"""The catalogue: every network that can be trained, by name."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from sigverify.errors import ModelError
from sigverify.networks import (
    aligned_tdnn,
    bromley_1994,
    chopra_2005,
    pooled_tdnn,
    recurrent,
    soft_alignment,
    zagoruyko_2015,
)
from sigverify.networks.architecture import Architecture, NetworkConfig
from sigverify.networks.pair_network import PairNetwork
from sigverify.networks.tdnn_sizes import sizes_that_describe_none
from sigverify.sentences import said

CATALOGUE: dict[str, Architecture] = {
    entry.name: entry
    for entry in (
        *bromley_1994.ARCHITECTURES,
        *chopra_2005.ARCHITECTURES,
        *zagoruyko_2015.ARCHITECTURES,
        *recurrent.ARCHITECTURES,
        *pooled_tdnn.ARCHITECTURES,
        *soft_alignment.ARCHITECTURES,
        *aligned_tdnn.ARCHITECTURES,
    )
}
"""Architectures by name, in the order of their papers."""


def build_network(name: str, config: Mapping[str, Any]) -> PairNetwork:
    """Return a network of an architecture with the sizes in `config`, those of the catalogue where it says nothing.

    Raises ModelError where there is no such architecture or the sizes do not fit it.
    """
    if name not in CATALOGUE:
        raise ModelError(
            said(
                "There is no architecture '{name}'. Known are {known}. Update sigverify.",
                name=name,
                known=", ".join(CATALOGUE),
            )
        )
    try:
        sizes = replace(cast(Any, CATALOGUE[name].config), **config)
        return cast(NetworkConfig, sizes).build()
    except (TypeError, ValueError, RuntimeError) as fault:
        raise sizes_that_describe_none(name) from fault
