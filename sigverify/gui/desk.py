"""`Desk`: everything that touches the store, done in turn on one thread that owns the store's connection."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from sigverify.errors import Cancelled
from sigverify.gui.services import Purpose, Services
from sigverify.gui.workers.worker import WorkerThread, sentence_for
from sigverify.ink.recording import Recording
from sigverify.progress import Progress, watched_by

T = TypeVar("T")


@dataclass(frozen=True)
class _Job:
    do: Callable[[Services], Any]
    then: Callable[[Any], None] | None
    failed: Callable[[str], None] | None
    progress: Progress | None
    stopped: Callable[[], None] | None


@dataclass(frozen=True)
class _Reply:
    job: _Job
    result: Any
    fault: str
    stopped: bool = False


class Desk(QObject):
    """Takes jobs on the window's thread, does them in turn on its own, and answers on the window's thread.

    `failed(sentence)` tells of a job that raised and had no answer of its own for that; `settled` that no job waits.
    """

    failed = Signal(str)
    settled = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._waiting = 0
        self._watched: list[Progress] = []
        self._closed = False
        self._thread = WorkerThread("desk", self._work, self)
        self._thread.worker.reported.connect(self._deliver)
        self._thread.worker.failed.connect(self.failed)

    def start(self) -> None:
        """Start the thread; what was asked before is done then."""
        self._thread.start()

    @property
    def waiting(self) -> int:
        """Number of jobs whose answer is still due."""
        return self._waiting

    def ask(
        self,
        do: Callable[[Services], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[str], None] | None = None,
        *,
        progress: Progress | None = None,
        stopped: Callable[[], None] | None = None,
    ) -> None:
        """Have `do` done on the desk's thread, after all jobs asked before; `then` or `failed` is called here.

        progress: tells how far the job is, and stops it; then `stopped` is called in place of both. A job that takes
        long wants one, so that others need not wait for it, nor a window that closes.
        """
        if self._closed:
            return
        self._waiting += 1
        if progress is not None:
            self._watched.append(progress)
        self._jobs.put(_Job(do, then, failed, progress, stopped))

    def close(self) -> None:
        """Do all jobs that were asked, close the store, and end the thread. Answers that are due are dropped.

        Jobs that can be stopped are: what they were about is in the journal or the store.
        """
        if not self._closed:
            self._closed = True
            for progress in self._watched:
                progress.cancel()
            self._jobs.put(None)
            self._thread.wait()

    def _work(self, cancelled: Event) -> Generator[_Reply, None, None]:  # noqa: ARG002  # jobs end by a sentinel
        try:
            while (job := self._jobs.get()) is not None:
                yield _done(job, self._services)
        finally:
            self._services.close()

    @Slot(object)
    def _deliver(self, reply: _Reply) -> None:
        self._waiting -= 1
        job = reply.job
        if job.progress is not None:
            self._watched.remove(job.progress)
        if not self._closed:
            if reply.stopped:
                if job.stopped is not None:
                    job.stopped()
            elif not reply.fault:
                if job.then is not None:
                    job.then(reply.result)
            elif job.failed is not None:
                job.failed(reply.fault)
            else:
                self.failed.emit(reply.fault)
        if self._waiting == 0:
            self.settled.emit()


@dataclass(frozen=True)
class _Step:
    """One thing for the journal: a stroke that ended, or one that was taken back or put back again."""

    part: Recording | None
    number: int
    undone: bool = False


class CaptureTicket:
    """The journal page of one signature. Made in the window; `save` and `abandon` run on the desk's thread.

    A stroke that could not be written (a full disk) is kept here and written with the next one, so that `save`
    returns only when all ink is safe. All of it is kept till the end: another window on the same store, to which the
    page looks like one that was left behind, may throw it away.
    """

    def __init__(self, signer_id: str, purpose: Purpose) -> None:
        self.signer_id = signer_id
        self._purpose: Purpose = purpose
        self._capture_id: int | None = None
        self._unsaved: SimpleQueue[_Step] = SimpleQueue()
        self._steps: list[_Step] = []
        self._steps_noted = 0
        self._written = 0
        self._on_paper: list[int] = []
        self._taken_back: list[int] = []

    @property
    def undone_count(self) -> int:
        """How many strokes were written that are no part of the signature any more."""
        return self._written - len(self._on_paper)

    def add(self, part: Recording) -> None:
        """Hand over a finished stroke; `save` writes it. What was taken back stays so."""
        self._written += 1
        self._on_paper.append(self._written)
        self._taken_back.clear()
        self._unsaved.put(_Step(part, self._written))

    def take_back(self) -> None:
        """Note that the last stroke was taken back. The journal keeps it, and tells it from the others."""
        self._taken_back.append(self._on_paper.pop())
        self._unsaved.put(_Step(None, self._taken_back[-1], undone=True))

    def put_back(self) -> None:
        """Note that the stroke which was taken back last is there again."""
        self._on_paper.append(self._taken_back.pop())
        self._unsaved.put(_Step(None, self._on_paper[-1]))

    def save(self, services: Services) -> int:
        """Write everything that was handed over; return the capture's id."""
        if self._capture_id is None or not services.capture_is_open(self._capture_id):
            self._capture_id, self._steps_noted = services.begin_capture(self.signer_id, self._purpose), 0
        while not self._unsaved.empty():
            self._steps.append(self._unsaved.get())
        while self._steps_noted < len(self._steps):
            step = self._steps[self._steps_noted]
            if step.part is not None:
                services.append_stroke(self._capture_id, step.part)
            else:
                services.mark_stroke(self._capture_id, step.number, undone=step.undone)
            self._steps_noted += 1
        return self._capture_id

    def abandon(self, services: Services) -> None:
        """Throw the page away; it may be gone already."""
        if self._capture_id is not None and services.capture_is_open(self._capture_id):
            services.abandon_capture(self._capture_id)


def _done(job: _Job, services: Services) -> _Reply:
    try:
        with watched_by(job.progress):
            return _Reply(job, job.do(services), "")
    except Cancelled:
        return _Reply(job, None, "", stopped=True)
    except Exception as error:
        return _Reply(job, None, sentence_for(error))
