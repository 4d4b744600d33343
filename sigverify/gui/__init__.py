"""The window."""

from sigverify.gui.before_qt import make_way_for_torch

make_way_for_torch()
