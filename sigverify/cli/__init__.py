"""The commands. Torch, matplotlib and the window are imported only by those that need them."""

from sigverify.cli import crossing, curves, measuring, showing, tablet, training
from sigverify.cli.group import main

__all__ = ["crossing", "curves", "main", "measuring", "showing", "tablet", "training"]
