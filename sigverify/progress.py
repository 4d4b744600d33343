"""How far long work on this thread is, told to whoever waits, who may ask it to stop.

What is slow lies many calls below those who wait: the pairs of an alignment, the templates of a gallery, the files of a
corpus.
Handing a callback down through each of them would burden every signature between for what seldom matters. So whoever
waits watches the thread for a while (`watched_by`), and the loops that take long say where they are (`steps`, `tell`).
Unwatched they say it to nobody, at the cost of a look. What is no loop of ours and changes nothing is done aside
(`aside`), so that it can be left.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Event, Thread
from typing import TypeVar

from sigverify.errors import Cancelled
from sigverify.sentences import said

T = TypeVar("T")

_LOOK_S = 0.02
"""So often somebody who asks to stop is heard while something is done aside."""


class Progress:
    """Shared by who works and who waits. done: share of the whole, 0 … 1, never falling; read it on any thread.

    asked: tells whether to stop too, at each look on the thread that works; it may take its time, as in a pause.
    """

    def __init__(self, asked: Callable[[], bool] = lambda: False) -> None:
        self.done = 0.0
        self._asked = asked
        self._cancelled = Event()
        self._first, self._length = 0.0, 1.0

    def cancel(self) -> None:
        """Ask the work to stop; it does at its next look, by raising Cancelled. Returns at once."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancelled.is_set()

    def tell(self, share: float) -> None:
        """Note how much of the part at hand is done; raises Cancelled where it was asked to stop."""
        if self._cancelled.is_set() or self._asked():
            raise Cancelled(said("It was stopped. Nothing was changed."))
        self.done = max(self.done, self._first + share * self._length)

    @contextmanager
    def phase(self, first: float, past: float) -> Iterator[None]:
        """Let what is told inside count from `first` to `past` of the part at hand, 0 … 1 each."""
        before = self._first, self._length
        self._first, self._length = before[0] + first * before[1], (past - first) * before[1]
        try:
            yield
        finally:
            self._first, self._length = before


_watching: ContextVar[Progress | None] = ContextVar("progress", default=None)


@contextmanager
def watched_by(progress: Progress | None) -> Iterator[None]:
    """Let work on this thread tell `progress` how far it is; None leaves it unwatched."""
    token = _watching.set(progress)
    try:
        yield
    finally:
        _watching.reset(token)


def tell(share: float) -> None:
    """Say how much of the part at hand is done, 0 … 1; raises Cancelled where somebody asked to stop."""
    progress = _watching.get()
    if progress is not None:
        progress.tell(share)


@contextmanager
def phase(first: float, past: float) -> Iterator[None]:
    """Let what is told inside count from `first` to `past` of the part at hand."""
    progress = _watching.get()
    if progress is None:
        yield
    else:
        with progress.phase(first, past):
            yield


def steps(items: Sequence[T]) -> Iterator[T]:
    """Yield each item, which counts as an equal share; raises Cancelled between two where somebody asked to stop."""
    progress = _watching.get()
    if progress is None:
        yield from items
        return
    for place, item in enumerate(items):
        progress.tell(place / len(items))
        with progress.phase(place / len(items), (place + 1) / len(items)):
            yield item
    if items:
        progress.tell(1.0)


def aside(do: Callable[[], T]) -> T:
    """Return what `do` returns, or raise what it raises; raises Cancelled as soon as somebody asks to stop.

    It is done on a thread of its own, which is then left to end by itself, and what it finds is dropped: for a step
    that cannot look up, such as the hash of a passphrase, and that changes nothing. Unwatched it is done right here.
    """
    progress = _watching.get()
    if progress is None:
        return do()
    answer: Future[T] = Future()

    def work() -> None:
        try:
            answer.set_result(do())
        except BaseException as error:
            answer.set_exception(error)

    Thread(target=work, name="aside").start()
    while not wait([answer], _LOOK_S).done:
        progress.tell(0.0)
    return answer.result()
