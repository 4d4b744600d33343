"""What the window takes of the system: a screen that answers, and libraries that Qt does not bring along.

Qt itself ends the process where its plugin for X11 does not load or the screen does not answer, with a core dump and
several lines, the last of which tells to install it again. So both are tried before.
"""

import ctypes
import os
import re
import sys
from importlib.util import find_spec
from pathlib import Path

from sigverify.errors import ResourceFault

DEBIAN_PACKAGES = (
    "libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 "
    "libxcb-keysyms1 libxcb-shape0"
)
"""Debian's packages, with those that they bring, of every library that Qt's window takes of the system."""

_X11 = Path("Qt", "plugins", "platforms", "libqxcb.so")
"""Of PySide6's folder: by what Qt draws on X11. Another way of installing PySide6 may have it elsewhere."""


def check_screen() -> None:
    """Raise ResourceFault where Qt would draw on X11, and cannot: a library is missing, or the screen is not there."""
    if not _draws_on_x11():
        return
    found = find_spec("PySide6")
    plugin = Path(found.origin).parent / _X11 if found is not None and found.origin is not None else _X11
    if not plugin.is_file():
        return
    try:
        ctypes.CDLL(str(plugin))
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        raise ResourceFault(_without(str(error))) from error
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    connection = xcb.xcb_connect(None, None)
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if refused:
        raise ResourceFault(
            f"The display '{os.environ['DISPLAY']}', which DISPLAY names, does not answer. Start sigverify from a "
            "desktop session; the other commands work without one."
        )


def without_library(error: ImportError) -> str | None:
    """Return what to tell where Qt was not imported for want of a library of the system; None for another reason."""
    asked = Path(error.path or "").parts
    if ("PySide6" not in asked and "shiboken6" not in asked) or ".so" not in str(error):
        return None
    return _without(str(error))


def _draws_on_x11() -> bool:
    chosen = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if sys.platform != "linux" or not os.environ.get("DISPLAY"):
        return False
    return chosen == "xcb" or not (chosen or os.environ.get("WAYLAND_DISPLAY"))


def _without(why: str) -> str:
    """Return a message from the linker's own: 'NAME: cannot open shared object file: …' where one is missing."""
    found = re.match(r"(?P<name>\S+?): ", why)
    library = Path(found["name"]).name if found else "a library of the system"
    return (
        f"Qt, which draws the window, could not be loaded, for want of {library} ({why}). On Debian and Ubuntu: "
        f"apt-get install {DEBIAN_PACKAGES}."
    )
