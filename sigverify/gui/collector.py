"""Python's collector of garbage while the program starts, after much was imported, and while very much is made.

What is imported stays, yet the collector walks it again and again while more is: a tenth of the time until the window
can decide. And later it would walk all of torch whenever a training has made enough objects, a quarter of a second each
time in which no ink is drawn.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_USUAL = gc.get_threshold()

_SELDOM = 200_000
"""Objects more than before, at which it looks while the program starts: should that never end, garbage goes all the
same."""

_MANY_OBJECTS = 50_000
"""Made at once, of which it is worth the while to say that they stay."""


def look_seldom() -> None:
    """Have the collector look seldom, until `settle` is called."""
    gc.set_threshold(_SELDOM, *_USUAL[1:])


def settle() -> None:
    """Let what is there stay without a look, and have the collector look at what comes as often as it usually does."""
    gc.freeze()
    gc.set_threshold(*_USUAL)


@contextmanager
def at_rest() -> Iterator[None]:
    """Let the collector rest while objects by the hundred thousand are made, all of which stay.

    It would walk them again and again, and take as long as all the rest; later too, with the window waiting.
    """
    enabled, before = gc.isenabled(), gc.get_count()[0]
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] - before > _MANY_OBJECTS:
            gc.freeze()
        if enabled:
            gc.enable()
