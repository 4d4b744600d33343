"""`LiveScoring`: scores the ink so far on a thread of its own; only the latest request counts."""

from collections.abc import Generator
from dataclasses import dataclass
from threading import Event

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from sigverify.errors import Cancelled
from sigverify.gui.services import LivePoint, LiveScorer, LocalDeparting, Services
from sigverify.gui.workers.queues import LatestOnly
from sigverify.gui.workers.worker import WorkerThread, sentence_for
from sigverify.ink.recording import Floats, Recording
from sigverify.progress import Progress, watched_by

_COURSE_STEP_S, _COURSE_MOST = 0.033, 150
"""Of a signature that is there already: seconds of writing from point to point of its curve, and the most points."""


@dataclass(frozen=True)
class _Request:
    scorer: LiveScorer
    recording: Recording
    signature: int
    departing: LocalDeparting | None
    whole: bool = False


@dataclass(frozen=True)
class _Answer:
    signature: int
    point: LivePoint | None
    fault: str
    departure: Floats | None = None
    course: tuple[LivePoint, ...] = ()


class LiveScoring(QObject):
    """Answers with `scored(point)` on the window's thread; `ready` once the slow imports are done.

    followed(tuple) tells all points of a signature that was there already, as from a file.

    departed(array) tells how far the points on the surface depart from the reference that is closest so far.

    A request that was not begun when a newer one came is dropped, and so is the answer of an earlier signature.
    """

    scored = Signal(object)
    followed = Signal(object)
    departed = Signal(object)
    ready = Signal()
    failed = Signal(str)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._slot: LatestOnly[_Request] = LatestOnly()
        self._signature = 0
        self._progress = Progress()
        self.is_ready = False
        self._thread = WorkerThread("live", self._work, self)
        self._thread.worker.reported.connect(self._deliver)
        self._thread.worker.failed.connect(self.failed)

    def start(self) -> None:
        """Start the thread; what was asked before is done then."""
        self._thread.start()

    def begin_signature(self) -> None:
        """Forget the signature before: its requests and answers are dropped."""
        self._signature += 1
        self._slot.withdraw()

    def request(self, scorer: LiveScorer, recording_so_far: Recording, departing: LocalDeparting | None = None) -> None:
        """Score this ink unless newer ink comes first; departing: tell where it departs, too."""
        self._slot.put(_Request(scorer, recording_so_far, self._signature, departing))

    def follow(self, scorer: LiveScorer, recording: Recording) -> None:
        """Score a signature that is there already as if it were written now, all at once."""
        self._slot.put(_Request(scorer, recording, self._signature, None, whole=True))

    def close(self) -> None:
        """End the thread; the score that is being made is dropped."""
        self._thread.cancel()
        self._progress.cancel()  # of ink that was written for a minute a score takes a while
        self._slot.close()
        self._thread.wait()

    def _work(self, cancelled: Event) -> Generator[_Answer | None, None, None]:
        self._services.warm_up()
        yield None
        while not cancelled.is_set() and (request := self._slot.take()) is not None:
            with watched_by(self._progress):
                answer = self._course_of(request) if request.whole else _answered(request)
            del request  # it would hold ink until the next one comes
            yield answer

    def _course_of(self, request: _Request) -> _Answer:
        """Score the beginnings of a signature, unless another one comes first; on the thread of the score."""
        points: list[LivePoint] = []
        for beginning in _beginnings(request.recording):
            if request.signature != self._signature:
                break
            answer = _answered(_Request(request.scorer, beginning, request.signature, None))
            if answer.fault:
                return answer
            if answer.point is not None:
                points.append(answer.point)
        return _Answer(request.signature, None, "", course=tuple(points))

    @Slot(object)
    def _deliver(self, answer: _Answer | None) -> None:
        if answer is None:
            self.is_ready = True
            self.ready.emit()
        elif answer.fault:
            self.failed.emit(answer.fault)
        elif answer.course and answer.signature == self._signature:
            self.followed.emit(answer.course)
        elif answer.point is not None and answer.signature == self._signature:
            self.scored.emit(answer.point)
            if answer.departure is not None:
                self.departed.emit(answer.departure)


def _beginnings(recording: Recording) -> Generator[Recording, None, None]:
    moments = recording.time_s - recording.time_s[0]
    count = int(np.clip(moments[-1] / _COURSE_STEP_S, 1, _COURSE_MOST))
    for end in np.unique(np.searchsorted(moments, np.linspace(0.0, moments[-1], count + 1)[1:], side="right")):
        yield recording.beginning(int(end))


def _answered(request: _Request) -> _Answer:
    try:
        point, departure = request.scorer.update(request.recording), None
        if point is not None and request.departing is not None:
            closest = min(range(len(point.distances)), key=lambda place: point.distances[place])
            departure = request.departing.so_far(request.recording, closest)
        return _Answer(request.signature, point, "", departure)
    except Cancelled:
        return _Answer(request.signature, None, "")
    except Exception as error:
        return _Answer(request.signature, None, sentence_for(error))
