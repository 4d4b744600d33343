"""Whether the window stays smooth while a network is trained: its timer's lateness, and ink from event to paint.

Beside the training as the window has it, in a process that its thread waits for, stands one in that thread itself. Ink
is written in Enrol, where a pad is all there is, and in Verify, where its score is drawn and it is coloured meanwhile.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import Event
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QTabletEvent
from PySide6.QtWidgets import QApplication

from sigverify.benchmarks.ink import REFERENCES, Setting
from sigverify.benchmarks.opened_window import opened_window, pass_until
from sigverify.benchmarks.passing_folder import passing_folder
from sigverify.benchmarks.rows import Row
from sigverify.benchmarks.trained import endlessly
from sigverify.benchmarks.training import NETWORK
from sigverify.corpora.corpus import Corpus
from sigverify.errors import ProtocolError
from sigverify.gui.capture.canvas import PenCanvas
from sigverify.gui.demo_questions import press
from sigverify.gui.language import tr
from sigverify.gui.replay import pen_device, replay_recording
from sigverify.gui.window import MainWindow
from sigverify.gui.workers.worker import WorkerThread
from sigverify.ink.recording import Floats, Recording
from sigverify.workflows.own_process import in_own_process

SUBJECT = "window"
_TICK_MS = 5
_FRAME_MS = 1000 / 60
_SECONDS, _SECONDS_LARGE = 10.0, 60.0
_LATENESS_SECONDS_LARGE = 30.0
"""Six thousand ticks: enough for the last hundredth."""

_POINTS_A_SECOND = 1000
_STROKE_POINTS = 1500
"""Of a stroke; after it the pen is lifted for one point."""


def rows(setting: Setting) -> Iterator[Row]:
    """Yield lateness of a timer, idle and while a training runs beside the window, and what becomes of ink then."""
    seconds, lateness_s = (_SECONDS_LARGE, _LATENESS_SECONDS_LARGE) if setting.large else (_SECONDS, _SECONDS)
    with enrolled_window(setting.corpus) as window:
        idle, beside, inside = list[Floats](), list[Floats](), list[Floats]()
        for _ in range(2):  # in turn, so that a busy machine is busy for all
            idle.append(_lateness_ms(lateness_s / 2))
            for apart, found in ((True, beside), (False, inside)):
                with _training(window, apart=apart):
                    found.append(_lateness_ms(lateness_s / 2))
        still, at_work = np.concatenate(idle), np.concatenate(beside)
        p99 = [float(np.quantile(values, 0.99)) for values in (still, at_work)]
        what = f"lateness of the window's timer of {_TICK_MS} ms, {lateness_s:g} s"
        yield _late(what, "sigverify, idle", still, "", "", met=None)
        yield _late(
            what, f"sigverify, {NETWORK} trained beside it", at_work, "99 of 100 ≤ 1.2× idle, worst ≤ 17 ms",
            f"{p99[1] / p99[0]:.2f} times idle, worst {at_work.max():.1f} ms",
            met=bool(p99[1] <= 1.2 * p99[0] and at_work.max() <= 17),
        )  # fmt: skip
        yield _late(what, "the same in a thread of the window's own process", np.concatenate(inside), "", "", met=None)
        for place, meanwhile in (("Enrol", ""), ("Verify", ", its score drawn live")):
            window.go_to(place)
            for who, around in (("idle", None), (f"{NETWORK} trained beside it", window)):
                pass_until(lambda: window.desk.waiting == 0)
                with _training(around) if around is not None else nullcontext():
                    written = _written(window, seconds)
                yield Row(
                    subject=SUBJECT,
                    what=f"ink from event to paint{meanwhile}, {_POINTS_A_SECOND:,} points a second for {seconds:g} s",
                    who=f"sigverify, {who}", median=float(np.median(written.delays_ms)),
                    worst=float(np.quantile(written.delays_ms, 0.99)), best=float(np.quantile(written.delays_ms, 0.1)),
                    count=written.delays_ms.size, goal="99 of 100 ≤ 1 frame; 0 points lost",
                    note=f"{written.lost} of {written.sent:,} points lost{written.scores_told}",
                    met=float(np.quantile(written.delays_ms, 0.99)) <= _FRAME_MS and not written.lost,
                )  # fmt: skip


def _late(what: str, who: str, late: Floats, goal: str, note: str, *, met: bool | None) -> Row:
    return Row(
        subject=SUBJECT, what=what, who=who, median=float(np.median(late)), worst=float(np.quantile(late, 0.99)),
        best=float(np.quantile(late, 0.1)), count=late.size, goal=goal, note=note, met=met,
    )  # fmt: skip


@contextmanager
def enrolled_window(corpus: Corpus) -> Iterator[MainWindow]:
    """Yield the real window over a store of its own, with a signer of a corpus who has references."""
    with passing_folder() as folder, opened_window(folder) as window:
        pass_until(lambda: window.desk.waiting == 0 and window.live.is_ready and window.places.are_ready)
        window.signers.wanted.emit("Anna")
        pass_until(lambda: window.signers.current is not None and window.desk.waiting == 0)
        for ink in _references(corpus):
            replay_recording(window, ink)
            pass_until(lambda: window.desk.waiting == 0)
            if press(window.enrol, tr("Keep it anyway")):
                pass_until(lambda: window.desk.waiting == 0)
        window.enrol.pad.canvas.set_pause(None)
        window.verify.pad.canvas.set_pause(None)
        yield window


def _references(corpus: Corpus) -> list[Recording]:
    """Return the ink that the first signer who has enough of it is enrolled by.

    Raises ProtocolError where nobody has.
    """
    for signer in corpus.signers:
        genuine = corpus.of(signer, "genuine")
        if len(genuine) >= REFERENCES:
            return [sample.recording for sample in genuine[:REFERENCES]]
    raise ProtocolError(
        f"Corpus '{corpus.name}' has no signer with {REFERENCES} genuine signatures. Choose another one."
    )


@contextmanager
def _training(parent: QObject, *, apart: bool = True) -> Iterator[None]:
    """Have a network trained meanwhile, by a worker thread's process, as the window has it, or by the thread itself."""
    begun = Event()

    def task(cancelled: Event) -> None:
        asked = cancelled.is_set
        for _ in in_own_process(endlessly, cancelled=asked) if apart else endlessly(cancelled=asked):
            begun.set()

    thread = WorkerThread("training", task, parent)
    thread.start()
    pass_until(begun.is_set)
    try:
        yield
    finally:
        thread.cancel()
        pass_until(lambda: not thread.is_running)
        thread.wait()


def _lateness_ms(seconds: float) -> Floats:
    """Return by how much each tick of a precise timer came later than its interval after the one before."""
    ticks: list[int] = []
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter_ns()))
    timer.start(_TICK_MS)
    until = time.perf_counter() + seconds
    pass_until(lambda: time.perf_counter() >= until)
    timer.stop()
    return np.maximum(np.diff(ticks) / 1e6 - _TICK_MS, 0.0)


class _Written(NamedTuple):
    """How long each point waited for its paint, and what became of the points; scores: drawn live meanwhile, if any."""

    delays_ms: Floats
    sent: int
    lost: int
    scores: int | None

    @property
    def scores_told(self) -> str:
        """How many scores were drawn, as the end of a note."""
        return f"; {self.scores:,} scores drawn" if self.scores is not None else ""


def _written(window: MainWindow, seconds: float) -> _Written:
    """Write as a tablet of a thousand points a second does.

    Each event is due at its time. Those that are due while the program is busy come when it is not, as from a window
    system's queue; the delay counts from when they were due.
    """
    pad = window.pad
    assert pad is not None, "both places have one"
    assert not pad.blocked_reason, pad.blocked_reason
    writer = _Writer(pad)
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(writer.send_due)
    writer.begin(int(seconds * _POINTS_A_SECOND))
    timer.start(1)
    pass_until(lambda: writer.is_done)
    timer.stop()
    pass_until(lambda: writer.unpainted == 0)
    scores = window.verify.live.plot.point_count if window.place is window.verify else None
    writer.leave()
    pad.clear()
    return _Written(np.array(writer.delays_ms), writer.sent, writer.sent - sum(writer.kept), scores)


class _Writer(QObject):
    """A pen that writes loops on a pad, and notes when each point was painted."""

    def __init__(self, pad: PenCanvas) -> None:
        super().__init__(pad)
        self._pad, self._device = pad, pen_device()
        self._corner = QPointF(pad.mapTo(pad.window(), pad.rect().topLeft()))
        self._due: list[int] = []
        self.delays_ms: list[float] = []
        self.kept: list[int] = []
        self.sent = self._points = self._begun_ns = 0
        pad.installEventFilter(self)
        pad.stroke_finished.connect(self._keep)

    def begin(self, points: int) -> None:
        """Have so many points due from now on."""
        self._points, self._begun_ns = points, time.perf_counter_ns()

    def leave(self) -> None:
        """Let go of the pad."""
        self._pad.removeEventFilter(self)
        self._pad.stroke_finished.disconnect(self._keep)

    @property
    def is_done(self) -> bool:
        """Whether all were sent."""
        return self.sent >= self._points

    @property
    def unpainted(self) -> int:
        """How many wait for the screen."""
        return len(self._due)

    def send_due(self) -> None:
        """Send all events that are due by now."""
        due = min((time.perf_counter_ns() - self._begun_ns) * _POINTS_A_SECOND // 1_000_000_000, self._points)
        while self.sent < due:
            self._send(self.sent)
            self.sent += 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Once the pad has painted, note how long what is on it was due."""
        if watched is self._pad and event.type() == QEvent.Type.Paint and self._due:
            self._pad.removeEventFilter(self)
            QApplication.sendEvent(self._pad, event)
            self._pad.installEventFilter(self)
            now = time.perf_counter_ns()
            self.delays_ms.extend((now - due) / 1e6 for due in self._due)
            self._due.clear()
            return True
        return False

    def _keep(self, part: Recording) -> None:
        self.kept.append(len(part))

    def _send(self, number: int) -> None:
        place_in_stroke = number % _STROKE_POINTS
        ends = place_in_stroke == _STROKE_POINTS - 1 or number == self._points - 1
        kinds = QEvent.Type
        kind = kinds.TabletRelease if ends else kinds.TabletMove if place_in_stroke else kinds.TabletPress
        turn = 2 * math.pi * number / 250
        size = min(self._pad.width(), self._pad.height()) / 4
        place = self._corner + QPointF(
            self._pad.width() / 2 + size * math.cos(turn) + 0.01 * (number % 97),
            self._pad.height() / 2 + size * math.sin(2 * turn),
        )
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        event = QTabletEvent(
            kind, self._device, place, QPointF(self._pad.window().mapToGlobal(place)), 0.5, 0.0, 0.0, 0.0, 0.0, 0.0,
            Qt.KeyboardModifier.NoModifier, none if kind == kinds.TabletMove else left, none if ends else left,
        )  # fmt: skip
        event.setTimestamp(1000 + number)
        if not ends:
            self._due.append(self._begun_ns + number * 1_000_000_000 // _POINTS_A_SECOND)
        QApplication.sendEvent(self._pad.window().windowHandle(), event)
