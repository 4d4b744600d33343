"""The libraries that people would use instead; they come with the extra `bench`."""

from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Any

from sigverify.benchmarks.rows import Row

NEEDED = "not installed; pip install 'sigverify[bench]' brings it"

DTAIDISTANCE, TSLEARN, AEON = "dtaidistance", "tslearn", "aeon"
PEERS = (DTAIDISTANCE, TSLEARN, AEON)


def library(name: str) -> Any:
    """Return the part of a peer that aligns, None where it is not installed."""
    part = {DTAIDISTANCE: "dtaidistance.dtw_ndim", TSLEARN: "tslearn.metrics", AEON: "aeon.distances"}[name]
    try:
        return import_module(part)
    except ImportError:
        return None


def named(name: str) -> str:
    """Return a peer with its version."""
    return f"{name} {version(name)}"


def installed(names: Sequence[str]) -> dict[str, Any]:
    """Return of those of these peers that are installed the part that aligns, by name."""
    return {name: part for name in names if (part := library(name)) is not None}


def missing(subject: str, what: str, names: Sequence[str]) -> list[Row]:
    """Return a row for each of these peers that is not installed."""
    return [Row(subject=subject, what=what, who=name, note=NEEDED) for name in names if library(name) is None]
