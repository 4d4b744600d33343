"""What tests have done in a process of its own; it lies where that process can import it."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock

from sigverify.errors import Cancelled, UsageError
from sigverify.sentences import said
from sigverify.workflows.own_process import in_own_process


def counted(to: int, *, cancelled: Callable[[], bool], lead: str = "") -> Iterator[str]:
    """Count, and say in which process."""
    for number in range(to):
        assert not cancelled()
        yield f"{lead}{number} of {os.getpid()}"


def refused(*, cancelled: Callable[[], bool]) -> Iterator[str]:
    """Fail with words to be translated."""
    cancelled()
    yield "begun"
    raise UsageError(said("There are {n} of them.", n=7))


class UnpackableError(Exception):
    """Is made of two arguments, of which it keeps one."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} and {two}")


def failed(*, cancelled: Callable[[], bool]) -> Iterator[str]:
    """Fail by an error that cannot be packed."""
    raise UnpackableError("this", "that")
    yield str(cancelled())


def died(*, cancelled: Callable[[], bool]) -> Iterator[str]:
    """End as where the system takes a program's memory."""
    yield str(cancelled())
    os._exit(3)


def until_stopped(folder: Path, *, cancelled: Callable[[], bool]) -> Iterator[str]:
    """Hold a lock and yield until it is told to stop; then keep something."""
    with FileLock(folder / "at work"):
        yield "begun"
        while not cancelled():
            yield "at work"
        (folder / "kept").write_text("what was done", encoding="utf-8")
        raise Cancelled(said("It was stopped, and something is kept."))


def silent_until_stopped(folder: Path, *, cancelled: Callable[[], bool]) -> Iterator[str]:
    """Yield nothing while it works."""
    yield "begun"
    while not cancelled():
        pass
    (folder / "kept").write_text("what was done", encoding="utf-8")
    raise Cancelled(said("It was stopped, and something is kept."))


if __name__ == "__main__":  # a program that is killed meanwhile
    for told in in_own_process(until_stopped, Path(sys.argv[1]), cancelled=lambda: False):
        print(told, flush=True)  # noqa: T201 # to the test
