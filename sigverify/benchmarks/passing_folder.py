"""Folders of gigabytes that are thrown away, however a benchmark ends.

One that is interrupted or told to end removes them as it goes, and those of the processes that it had started. One
that is killed cannot, so that a folder bears the number of its process, and the next benchmark removes those whose
process is no more.
"""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType
from typing import NoReturn

from sigverify.errors import ResourceFault

_BEGINNING = "sigverify-benchmark-"
_SPARE = 1.1


@contextmanager
def passing_folder(size: int = 0) -> Iterator[Path]:
    """Yield a folder that is gone afterwards; size: bytes that it is going to hold.

    Raises ResourceFault where there is less room than that.
    """
    require_room(size)
    with tempfile.TemporaryDirectory(prefix=f"{_BEGINNING}{os.getpid()}-") as folder:
        yield Path(folder)


def require_room(size: int) -> int:
    """Return how many bytes are free where passing folders lie; raises ResourceFault where these find no room there."""
    free = shutil.disk_usage(tempfile.gettempdir()).free
    if free < _SPARE * size:
        raise ResourceFault(
            f"The benchmark needs {_SPARE * size / 1e9:.1f} GB in '{tempfile.gettempdir()}' for a while, which has "
            f"{free / 1e9:.1f} GB. Make room, or name a folder on another disk by TMPDIR."
        )
    return free


def remove_left_over() -> None:
    """Remove the folders of benchmarks that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_BEGINNING}*-*"):
        number = folder.name.removeprefix(_BEGINNING).split("-")[0]
        if number.isdecimal() and not _runs(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(number: int) -> bool:
    if os.name == "nt":  # there a signal of 0 would end it
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def leaving_nothing() -> Iterator[None]:
    """Have this process leave no folder behind where it is told to end, nor of any that was killed."""

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    remove_left_over()
    told = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {one: signal.signal(one, end) for one in told} if current_thread() is main_thread() else {}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        remove_left_over()
