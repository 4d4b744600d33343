"""What has to be in the process before Qt is: on Windows the first of torch's libraries, and not torch.

From torch 2.9 on its libraries fail to load there once Qt's are in (WinError 1114, pytorch issue 166628): Qt brings an
older runtime of Visual C++ along, and whoever comes first decides which one all others get. `c10.dll` first is what
people found to do, and costs a moment; a window that waits for torch, which a verdict does not need, waits for seconds.
"""

import sys
from collections.abc import Callable, Container
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

_LIBRARY = Path("lib") / "c10.dll"
"""Of torch's folder; what all others of its libraries stand on."""


def _load(library: Path) -> None:
    import ctypes

    ctypes.CDLL(str(library))  # of a whole path, so that it finds what lies beside it


def make_way_for_torch(
    platform: str = sys.platform,
    imported: Container[str] = sys.modules,
    load: Callable[[Path], None] = _load,
    import_torch: Callable[[], object] = lambda: import_module("torch"),
) -> None:
    """Load what lets torch be imported after Qt; does nothing where that needs no help.

    Where the library is not there, or does not load, torch is imported at once: slow, but then training works. Where
    there is no torch either, the window opens all the same, and training says what is missing.
    """
    if platform != "win32" or "torch" in imported:
        return
    found = find_spec("torch")
    if found is None or found.origin is None:
        return
    library = Path(found.origin).parent / _LIBRARY
    try:
        if library.is_file():
            load(library)
            return
    except OSError:
        pass
    try:
        import_torch()
    except (ImportError, OSError):  # whoever needs it is told
        return
