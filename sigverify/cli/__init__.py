"""The commands. Torch, matplotlib and the window are imported only by those that need them."""

from sigverify.cli import (
    auditing,
    benchmarking,
    converting,
    crossing,
    curves,
    deciding,
    measuring,
    people,
    showing,
    storing,
    tablet,
    training,
)
from sigverify.cli.group import main

__all__ = [
    "auditing",
    "benchmarking",
    "converting",
    "crossing",
    "curves",
    "deciding",
    "main",
    "measuring",
    "people",
    "showing",
    "storing",
    "tablet",
    "training",
]
