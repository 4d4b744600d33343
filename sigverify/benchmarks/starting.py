"""How soon the window can be drawn on and decides, beside what such a window and torch alone take; fresh processes.

By the clock, and by what the processor worked until then: the window has three threads, which wait for each other.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from sigverify.benchmarks.ink import Setting
from sigverify.benchmarks.rows import Row

SUBJECT = "starting"
_ROUNDS, _ROUNDS_LARGE = 3, 10

_BARE = """
import time
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
print('{"event": "painted", "worked": %f}' % time.process_time(), flush=True)
"""
_TORCH = """
import time
import torch
print('{"event": "imported", "worked": %f}' % time.process_time(), flush=True)
"""
_WINDOW = ("-m", "sigverify.benchmarks.fresh", "window")


class Moment(NamedTuple):
    """seconds: by the clock since a process was started; worked_s: that the processor worked on it until then."""

    seconds: float
    worked_s: float


def rows(setting: Setting) -> Iterator[Row]:
    """Yield the seconds from the start of a process to its first paint, and until it can decide, in turn."""
    rounds = _ROUNDS_LARGE if setting.large else _ROUNDS
    ways = {"ours": _WINDOW, "bare": ("-c", _BARE), "torch": ("-c", _TORCH)}
    taken: dict[str, list[dict[str, Moment]]] = {name: [] for name in ways}
    for told in range(rounds + 1):
        for name, words in ways.items():
            found = moments(words)
            if told:  # the first time files are read from the disk
                taken[name].append(found)
    painted, decides = ([one[event] for one in taken["ours"]] for event in ("painted", "decides"))
    bare, torch = [one["painted"] for one in taken["bare"]], [one["imported"] for one in taken["torch"]]
    yield from _beside("window painted, from the start of the process", painted, bare, "bare PySide6 + pyqtgraph", 1.3)
    yield from _beside("first decision possible", decides, torch, "import torch", 1.5)


def moments(words: Sequence[str]) -> dict[str, Moment]:
    """Return when a Python process told each event, from its start."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    found: dict[str, Moment] = {}
    begun = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 # this program itself
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout is not None, "it was asked for"
        for line in process.stdout:
            told = json.loads(line)
            if "event" in told:
                found[told["event"]] = Moment(seconds=time.perf_counter() - begun, worked_s=told["worked"])
    return found


def _beside(what: str, own: list[Moment], other: list[Moment], whose: str, most: float) -> Iterator[Row]:
    medians = [[float(np.median(values)) for values in zip(*moments, strict=True)] for moments in (own, other)]
    times, worked_times = (ours / others for ours, others in zip(*medians, strict=True))
    for who, moments, (median, worked) in zip(("sigverify", whose), (own, other), medians, strict=True):
        ours, seconds = moments is own, [moment.seconds for moment in moments]
        yield Row(
            subject=SUBJECT, what=what, who=who, unit="s", median=median, worked=worked,
            worst=max(seconds), best=min(seconds), count=len(seconds), ratio=None if ours else 1 / times,
            goal=f"≤ {most:g}× {whose}" if ours else "", met=times <= most if ours else None,
            note=f"{times:.2f} times {whose}, {worked_times:.2f} times by what the processor worked" if ours else "",
        )  # fmt: skip
