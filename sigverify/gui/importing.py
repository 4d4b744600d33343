"""What the places are made of, imported in steps, none of which keeps the window's thread longer than a frame.

Modules that make classes of Qt are imported by the window's thread and no other: Qt asks widgets for their class
without Python's lock, and PySide notes new ones in the table where it looks that up. All else may come from any thread.
"""

import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.abc import InspectLoader
from importlib.util import find_spec, module_from_spec

from PySide6 import QtCore, QtGui, QtWidgets

_WINDOW = "sigverify.gui."
_PLOTTING = "pyqtgraph"
_PLAIN = (
    "cProfile",
    "importlib.resources",
    "multiprocessing.connection",
    "pydoc",
    "subprocess",
    "xml.etree.ElementTree",
    "sigverify.ink.device_report",
    "sigverify.ink.device_verdict",
    "sigverify.ink.formats.table",
    "sigverify.storage.recovery",
)
"""What takes long of that which places and pyqtgraph import and which makes no classes of Qt."""

_UNDERWAY: dict[str, Iterator[None]] = {}
"""What was begun and is not whole, though Python knows it already: whoever needs it goes on with it."""


def import_plain() -> None:
    """Import what makes no classes of Qt; for a thread beside the window's."""
    for name in _PLAIN:
        import_module(name)


def import_in_steps(name: str) -> Iterator[None]:
    """Import a module of the window, before it what it imports of the window and pyqtgraph, one a step.

    What is imported inside functions waits until these are called.
    """
    yield from _imported(name, set())


def _imported(name: str, seen: set[str]) -> Iterator[None]:
    if name in sys.modules or name in seen:
        return
    seen.add(name)
    spec = find_spec(name)
    code = spec.loader.get_code(name) if spec is not None and isinstance(spec.loader, InspectLoader) else None
    yield
    for needed in code.co_names if code is not None else ():
        if needed == _PLOTTING:
            yield from _plotting()
        elif needed.startswith(_WINDOW):
            yield from _imported(needed, seen)
    import_module(name)
    yield


def _plotting() -> Iterator[None]:
    """Import pyqtgraph, or go on with it where another place's import left off: half of it is no library."""
    if _PLOTTING in _UNDERWAY or _PLOTTING not in sys.modules:
        try:
            yield from _UNDERWAY.setdefault(_PLOTTING, _by_statements())
        finally:
            _UNDERWAY.pop(_PLOTTING, None)


def _by_statements() -> Iterator[None]:
    """Import pyqtgraph, which takes a fifth of a second, by the statements of its `__init__`.

    It looks at every class of Qt, and PySide makes each when it is first looked at; so they are made before. Whoever
    gives this up in its middle gets the rest at once: half of a library would be worse than none.
    """
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name)
            yield
    spec = find_spec(_PLOTTING)
    loader = spec.loader if spec is not None else None
    source = loader.get_source(_PLOTTING) if isinstance(loader, InspectLoader) else None
    if spec is None or source is None:
        import_module(_PLOTTING)
        return
    made = sys.modules[_PLOTTING] = module_from_spec(spec)
    statements = iter(ast.parse(source).body)
    try:
        for statement in statements:
            _execute(statement, str(spec.origin), vars(made))
            yield
    except GeneratorExit:
        for statement in statements:
            _execute(statement, str(spec.origin), vars(made))
        raise
    except BaseException:
        del sys.modules[_PLOTTING]
        raise


def _execute(statement: ast.stmt, path: str, names: dict[str, object]) -> None:
    exec(compile(ast.Module([statement], []), path, "exec"), names)  # noqa: S102  # as importing it would
