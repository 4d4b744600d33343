"""What reading and writing Wacom's Universal Ink Model share: the names of its channels, and Wacom's library."""

import importlib
import logging
import warnings
from functools import cache
from typing import Any

import numpy as np

from sigverify.errors import UsageError
from sigverify.ink.recording import OPTIONAL_CHANNELS
from sigverify.sentences import said

EXTRA = "uim"
"""Of `pip install 'sigverify[uim]'`."""

TYPES = {
    name: f"will://input/3.0/channel/{kind}"
    for name, kind in {
        "x": "X",
        "y": "Y",
        "time_s": "Timestamp",
        "pressure": "Pressure",
        "azimuth_deg": "Azimuth",
        "altitude_deg": "Altitude",
        "rotation_deg": "Rotation",
    }.items()
}
"""The model's types of channels, by our names."""

ANGLES = ("azimuth_deg", "altitude_deg", "rotation_deg")
DEGREES = 180 / np.pi
"""In a radian."""

EXACT = ("time_s", "x", "y", *OPTIONAL_CHANNELS)
"""Channels that a property may hold as text."""


@cache
def library(name: str) -> Any:
    """Return a module of Wacom's library, which is told to keep what it logs to itself: that holds ink.

    Raises UsageError, naming the extra, where it is not installed.
    """
    _silence("uim", "uim.model.ink")  # which greet on being imported
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of its protobuf, on Python 3.12 and newer
            found = importlib.import_module(name)
    except ImportError:
        raise UsageError(
            said(
                "Wacom's Universal Ink Model is read and written by Wacom's own library, which is not installed. "
                "Bring it by pip install 'sigverify[{extra}]', or use InkML.",
                extra=EXTRA,
            )
        ) from None
    _silence(*(name for name in logging.root.manager.loggerDict if name.split(".")[0] == "uim"))
    return found


def _silence(*names: str) -> None:
    for name in names:
        logging.getLogger(name).disabled = True
