"""Long work in a process of its own, so that Python's lock is never held where somebody writes.

A thread that trains lets others run while torch is at work, but takes Python's lock thousands of times a second
between; a window that wakes for its timer or its pen waits for it. So the thread that owns the work starts a process
beside it, and only hears from it: the work yields here what it yields there, and asks here whether to stop. It asks
some twenty times a second and waits for the answer, so that a pause, which is a long answer, lasts there too.

What is handed over and what comes back goes through a pipe, in memory: keys and ink are never on the disk in the clear.
Where the program that began the work dies, the next question finds nobody, and the work is stopped as by a person: what
it keeps then, it keeps.
"""

import contextlib
import os
import pickle
import signal
import time
from collections.abc import Callable, Generator, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from sigverify.errors import Cancelled, ResourceFault
from sigverify.sentences import said

Item = TypeVar("Item")

_ASKS_EVERY_S = 0.05
"""So often the process asks whether to stop."""

_PATIENCE_S = 30.0
"""So long a process that is told to stop may take until it is killed; files are whole at any moment."""

_LESS_URGENT = 5
"""How much less urgent the work is than the window, as `nice` counts."""

_READY, _ASKED, _YIELDED, _RAISED, _ENDED = range(5)


class _GoneError(Exception):
    """Nobody is at the other end of the pipe."""


class _Pipe:
    """One end of a pipe; both methods raise _GoneError where nobody is at the other one."""

    def __init__(self, end: Connection) -> None:
        self._end = end

    def send(self, told: object) -> None:
        packed = pickle.dumps(told)
        try:
            self._end.send_bytes(packed)
        except OSError as fault:
            raise _GoneError from fault

    def heard(self) -> Any:
        try:
            packed = self._end.recv_bytes()
        except (EOFError, OSError) as fault:
            raise _GoneError from fault
        return pickle.loads(packed)  # noqa: S301 # one program's two processes

    def is_silent(self) -> bool:
        """Wait a moment for what is told; return whether nothing was. An end that was closed is not silent."""
        try:
            return not self._end.poll(_ASKS_EVERY_S)
        except OSError:
            return False

    def close(self) -> None:
        self._end.close()


def in_own_process(
    work: Callable[..., Iterator[Item]], *given: Any, cancelled: Callable[[], bool], **named: Any
) -> Generator[Item, None, None]:
    """Yield what `work(*given, cancelled=…, **named)` yields, which is done in a process of its own.

    work: a function of a module; it asks `cancelled()` often. What is given, yielded and raised must be picklable.
    cancelled: asked here, on the thread that draws from this; it may take its time.

    Raises what the work raises; Cancelled where it was stopped before it began; ResourceFault where the process cannot
    be started, or ends by itself, as where memory runs out. It ends with this generator, however that ends.
    """
    spawning = get_context("spawn")  # a fork would copy locks that other threads hold
    ours, theirs = spawning.Pipe()
    process = spawning.Process(target=_do, args=(theirs,), name=work.__name__, daemon=True)
    try:
        process.start()
    except OSError as fault:
        ours.close()
        raise ResourceFault(
            said(
                "No process can be started beside this one: {strerror}. Close other programs, then try again.",
                strerror=fault.strerror,
            )
        ) from fault
    finally:
        theirs.close()
    pipe, patience_s = _Pipe(ours), 0.0
    try:
        pipe.send((work, given, named))
        while pipe.is_silent():
            if cancelled():
                raise Cancelled(said("It was stopped. Nothing was changed."))
        pipe.heard()  # that it is ready
        patience_s = _PATIENCE_S
        yield from _drawn(pipe, cancelled)
    except _GoneError as gone:
        process.join(_PATIENCE_S)
        raise ResourceFault(
            said(
                "The process that was at work ended by itself (status {status}): memory may have run out. What it had "
                "kept until then is whole. Close other programs, then go on from there.",
                status=process.exitcode,
            )
        ) from gone
    finally:
        pipe.close()  # its next question finds nobody
        process.join(patience_s)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()


def _drawn(pipe: _Pipe, cancelled: Callable[[], bool]) -> Iterator[Any]:
    """Yield the items that come, answer what is asked between them, and raise what is told to have been raised."""
    stopped = False
    while True:
        while pipe.is_silent():  # it is at what cannot ask: when it does, the answer is there
            stopped = stopped or cancelled()
        kind, told = pipe.heard()
        if kind == _ASKED:
            stopped = stopped or cancelled()
            pipe.send(stopped)
        elif kind == _YIELDED:
            yield told
        elif kind == _RAISED:
            raise told
        else:
            return


class _Asking:
    """Whether to stop, asked through the pipe at times; that nobody is there any more is an answer too."""

    def __init__(self, pipe: _Pipe) -> None:
        self._pipe, self._next_s, self.stopped = pipe, 0.0, False

    def __call__(self) -> bool:
        """Return the last answer."""
        if not self.stopped and time.monotonic() >= self._next_s:
            try:
                self._pipe.send((_ASKED, None))
                self.stopped = self._pipe.heard()
            except _GoneError:
                self.stopped = True
            self._next_s = time.monotonic() + _ASKS_EVERY_S
        return self.stopped


def _do(end: Connection) -> None:
    """Do in the new process what comes through the pipe, and tell of it there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to both; who began this says what to do
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(_LESS_URGENT)
    pipe = _Pipe(end)
    with contextlib.suppress(_GoneError):  # then nobody waits for it
        work, given, named = pipe.heard()
        pipe.send((_READY, None))
        asking = _Asking(pipe)
        try:
            for item in work(*given, cancelled=asking, **named):
                try:
                    pipe.send((_YIELDED, item))
                except _GoneError:
                    asking.stopped = True  # at its next look it stops, and keeps what it has done
        except Exception as error:
            pipe.send((_RAISED, _packable(error)))
        else:
            pipe.send((_ENDED, None))


def _packable(error: Exception) -> Exception:
    """Return an error that can be sent: this one, or its words."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 # some pack and do not unpack
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
