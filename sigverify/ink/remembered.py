"""What was just worked out of a recording: a verdict asks for the same several times, once a comparator."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar
from weakref import ReferenceType, ref

from sigverify.ink.recording import Recording

_MOST = 16
"""Results kept of one function in each thread: a template's references and a questioned signature."""

_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")


class _Result(NamedTuple):
    recording: ReferenceType[Recording]
    asked: tuple[Any, ...]
    found: Any


class _Results(threading.local):
    """The last results of one function, the newest first."""

    def __init__(self) -> None:
        self.kept: list[_Result] = []


def remembered(
    work: Callable[Concatenate[Recording, _Asked], _Found],
) -> Callable[Concatenate[Recording, _Asked], _Found]:
    """Return `work`, which gives the very same result for the very same recording while both are at hand.

    Nothing is worked out anew for one of the last recordings, and none is kept alive for it. The result must not be
    changed by those who get it: arrays are to be read-only.
    """
    results = _Results()

    @wraps(work)
    def asked_again(recording: Recording, /, *args: _Asked.args, **kwargs: _Asked.kwargs) -> _Found:
        asked = (args, kwargs)
        for result in results.kept:
            if result.recording() is recording and result.asked == asked:
                found: _Found = result.found
                return found
        found = work(recording, *args, **kwargs)
        alive = [result for result in results.kept if result.recording() is not None]
        results.kept = [_Result(ref(recording), asked, found), *alive[: _MOST - 1]]
        return found

    return asked_again
