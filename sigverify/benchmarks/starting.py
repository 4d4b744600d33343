"""How soon the window can be drawn on and decides, beside what such a window and torch alone take; fresh processes."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

import numpy as np

from sigverify.benchmarks.ink import Setting
from sigverify.benchmarks.rows import Row

SUBJECT = "starting"
_ROUNDS, _ROUNDS_LARGE = 3, 10

_BARE = """
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow
import pyqtgraph
application = QApplication([])
window, plot = QMainWindow(), pyqtgraph.PlotWidget()
plot.plot([1, 2, 3])
window.setCentralWidget(plot)
class Watch(QObject):
    done = False
    def eventFilter(self, watched, event):
        self.done = self.done or event.type() == QEvent.Type.Paint
        return False
watch = Watch()
plot.viewport().installEventFilter(watch)
window.show()
while not watch.done:
    application.processEvents()
print('{"event": "painted"}', flush=True)
"""
_TORCH = """
import torch
print('{"event": "imported"}', flush=True)
"""
_WINDOW = ("-m", "sigverify.benchmarks.fresh", "window")


def rows(setting: Setting) -> Iterator[Row]:
    """Yield the seconds from the start of a process to its first paint, and until it can decide, in turn."""
    rounds = _ROUNDS_LARGE if setting.large else _ROUNDS
    ways = {"ours": _WINDOW, "bare": ("-c", _BARE), "torch": ("-c", _TORCH)}
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in ways}
    for told in range(rounds + 1):
        for name, words in ways.items():
            found = moments(words)
            if told:  # the first time files are read from the disk
                taken[name].append(found)
    painted, decides = ([one[event] for one in taken["ours"]] for event in ("painted", "decides"))
    bare, torch = [one["painted"] for one in taken["bare"]], [one["imported"] for one in taken["torch"]]
    yield from _beside("window painted, from the start of the process", painted, bare, "bare PySide6 + pyqtgraph", 1.3)
    yield from _beside("first decision possible", decides, torch, "import torch", 1.5)


def moments(words: Sequence[str]) -> dict[str, float]:
    """Return the seconds from the start of a Python process to each event that it tells."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    found: dict[str, float] = {}
    begun = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 # this program itself
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout is not None, "it was asked for"
        for line in process.stdout:
            event = json.loads(line).get("event")
            if event is not None:
                found[event] = time.perf_counter() - begun
    return found


def _beside(what: str, own: list[float], other: list[float], whose: str, most: float) -> Iterator[Row]:
    times = float(np.median(own) / np.median(other))
    for who, seconds in (("sigverify", own), (whose, other)):
        ours = seconds is own
        yield Row(
            subject=SUBJECT, what=what, who=who, unit="s", median=float(np.median(seconds)),
            worst=max(seconds), best=min(seconds), count=len(seconds), ratio=None if ours else 1 / times,
            goal=f"≤ {most:g}× {whose}" if ours else "", met=times <= most if ours else None,
            note=f"{times:.2f} times {whose}" if ours else "",
        )  # fmt: skip
