"""The commands. Torch, matplotlib and the window are imported only by those that need them."""

from sigverify.cli import (
    auditing,
    benchmarking,
    converting,
    crossing,
    curves,
    deciding,
    measuring,
    operating,
    people,
    reporting,
    scoring,
    showing,
    storing,
    tablet,
    training,
    unlocking,
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
    "operating",
    "people",
    "reporting",
    "scoring",
    "showing",
    "storing",
    "tablet",
    "training",
    "unlocking",
]
