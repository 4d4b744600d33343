"""Python's collector of garbage while the program starts, and after much was imported.

What is imported stays, yet the collector walks it again and again while more is: a tenth of the time until the window
can decide. And later it would walk all of torch whenever a training has made enough objects, a quarter of a second each
time in which no ink is drawn.
"""

import gc

_USUAL = gc.get_threshold()

_SELDOM = 200_000
"""Objects more than before, at which it looks while the program starts: should that never end, garbage goes all the
same."""


def look_seldom() -> None:
    """Have the collector look seldom, until `settle` is called."""
    gc.set_threshold(_SELDOM, *_USUAL[1:])


def settle() -> None:
    """Let what is there stay without a look, and have the collector look at what comes as often as it usually does."""
    gc.freeze()
    gc.set_threshold(*_USUAL)
