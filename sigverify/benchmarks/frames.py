"""How long the window's thread works without a look at what pen and keys do, by the processor's own time.

Between two looks lies a round of its event loop. What a round takes longer than a frame, a person may see.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QAbstractEventDispatcher, QObject, Slot

from sigverify.benchmarks.ink import Setting
from sigverify.benchmarks.opened_window import pass_until
from sigverify.benchmarks.rows import Row
from sigverify.benchmarks.window import enrolled_window
from sigverify.gui.capture.canvas import PenCanvas
from sigverify.gui.place_making import PLACES
from sigverify.gui.plots.kept_picture import KeptPicture
from sigverify.gui.replay import replay_recording
from sigverify.gui.window import MainWindow
from sigverify.ink.recording import Capture, Recording, number_strokes

SUBJECT = "frames"
_FRAME_MS = 1000 / 60
_TIMES, _TIMES_LARGE = 3, 9
_POINTS = 60_000
"""Of a minute's ink, at 1,000 points a second."""

_WRITTEN = 12_000
"""Points that are written by a pen's events, for a stroke to be taken back."""

_STROKE = 1_500
_REPLAY_S = 2.0
_SETTLES_S = 0.3
"""What is to be painted is, and what is long has begun, after so long."""


def rows(setting: Setting) -> Iterator[Row]:
    """Yield the longest round of the event loop in each of the things that a person does."""
    times = _TIMES_LARGE if setting.large else _TIMES
    with enrolled_window(setting.corpus) as window:
        watch = _Watch(window)
        yield _row(watch, "first visit of a place", [partial(window.visit, word) for word in PLACES])
        for place in ("Verify", "Train", "Settings"):
            window.visit(place)
            yield _row(watch, f"another look, {place} in front", [window.toggle_look] * 2 * times)
        ink, other = _minute(1), _minute(2)
        window.visit("Verify")
        pad = window.verify.pad.canvas
        wide, narrow = (partial(window.resize, width, 800) for width in (1400, 1280))
        yield _row(watch, f"ink of {_POINTS:,} points from a file", [lambda: pad.lay(ink)] * times)
        yield _row(watch, "another size, with that ink", [wide, narrow] * times)
        yield _row(watch, "another look, with that ink", [window.toggle_look] * 2 * times)
        pad.clear()
        replay_recording(window, _minute(3, _WRITTEN), finish=False)
        back, again = pad.history.take_back, pad.history.put_again
        yield _row(watch, f"a stroke of {_STROKE:,} of {_WRITTEN:,} points taken back, put back", [back, again] * times)
        pad.clear()
        window.visit("Compare")
        compare = window.compare
        compare.pickers["questioned"].show_file("one", ink)
        compare.pickers["reference"].show_file("another", other)
        pass_until(lambda: window.desk.waiting == 0)
        yield _row(watch, "two inks of a minute laid over each other, beside", [
            partial(compare.show_view, "over"), partial(compare.show_view, "beside")] * times)  # fmt: skip
        yield _row(watch, "another size, with both", [wide, narrow] * times)
        yield _row(watch, f"{_REPLAY_S:g} s of their replay", [compare.replay.toggle], _REPLAY_S)


def _row(watch: "_Watch", what: str, acts: Sequence[Callable[[], object]], seconds: float = 0.0) -> Row:
    longest = np.array([watch.longest_ms(act, seconds) for act in acts])
    return Row(
        subject=SUBJECT, what=f"longest the window's thread works in one go: {what}", who="sigverify",
        median=float(np.median(longest)), worst=float(longest.max()), best=float(np.quantile(longest, 0.1)),
        worked=float(np.median(longest)), count=longest.size, goal="≤ 1 frame", note="processor time, worst of all",
        met=bool(longest.max() <= _FRAME_MS),
    )  # fmt: skip


class _Watch(QObject):
    """Sees the rounds of the event loop of a window's thread."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pads, self._kept = window.findChildren(PenCanvas), window.findChildren(KeptPicture)
        self._since_s = self._longest_s = 0.0
        rounds = QAbstractEventDispatcher.instance()
        assert rounds is not None, "there is an application"
        rounds.awake.connect(self._end_round)

    def longest_ms(self, act: Callable[[], object], seconds: float = 0.0) -> float:
        """Do something; return the longest round until all that follows from it is done, and so long has passed."""
        until = time.perf_counter() + max(seconds, _SETTLES_S)
        self._since_s, self._longest_s = time.thread_time(), 0.0
        act()
        self._end_round()
        pass_until(lambda: time.perf_counter() >= until and self._is_still())
        return 1000 * self._longest_s

    def _is_still(self) -> bool:
        drawing = any(pad.colouring.is_at_work for pad in self._pads) or any(kept.is_at_work for kept in self._kept)
        return not drawing and not self._window.theme.is_changing and self._window.desk.waiting == 0

    @Slot()
    def _end_round(self) -> None:
        now_s = time.thread_time()
        self._longest_s, self._since_s = max(self._longest_s, now_s - self._since_s), now_s


def _minute(seed: int, points: int = _POINTS) -> Recording:
    """Return loops that wander over the paper, with a lift after each stroke."""
    number, drawn = np.arange(points), np.random.default_rng(seed)
    turn = 2 * np.pi * number / 250
    down = number % _STROKE < _STROKE - 20
    return Recording(
        time_s=number / 1000,
        x=80 * np.cos(turn) + 0.005 * number + 0.05 * drawn.normal(0, 0.1, points).cumsum(),
        y=80 * np.sin(2 * turn * (1 + 0.01 * seed)),
        stroke=number_strokes(down),
        pressure=np.where(down, 0.3 + 0.4 * np.abs(np.sin(number / 60)), 0.0),
        capture=Capture(source="pen", pressure_full_scale=1.0, records_in_air=True),
    )
