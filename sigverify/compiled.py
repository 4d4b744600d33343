"""Loops that are compiled when they are first called, and kept on disk for the next start."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from typing import Any, ParamSpec, TypeVar

from llvmlite.binding import parse_assembly, parse_bitcode
from numba import njit
from numba.core.caching import CompileResultCacheImpl, FunctionCache
from numba.core.environment import Environment, lookup_environment
from numba.core.runtime import rtsys

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def compiled(loop: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Return a loop over numpy arrays as machine code, which lets other threads run meanwhile.

    It is kept beside the source, or in the user's cache folder; where neither can be written, it is compiled again at
    each start, which takes seconds.
    """
    made: Any = njit(nogil=True)(loop)
    with suppress(RuntimeError):  # numba finds no folder to keep it in
        made._cache = _Kept(loop)  # what its `enable_caching` does, by a class of ours
    whole: Callable[_Given, _Made] = made
    return whole


class _KeptAlone(CompileResultCacheImpl):  # type: ignore[misc]  # numba tells no types
    """How a loop is kept: so that it is read without the parts of the compiler that it was made from.

    Each function that became part of a loop has an environment, by which one in object mode finds the names of its
    module, and numba imports that module for it. A loop of ours is never in object mode: it needs an environment to be
    there, and the constants in it. With the machine code lies what another loop can take it in by; numba reads that to
    know the symbols in it, which lie beside it here, so that it is read when another loop is compiled.
    """

    def reduce(self, cres: Any) -> Any:
        """Return what is written to the disk."""
        library, *most, environments = super().reduce(cres)
        module = cres.library._get_module_for_linking()
        defined = [each.name for each in (*module.functions, *module.global_variables) if not each.is_declaration]
        told = [(each.globals.get("__name__"), each.consts, each.env_name) for each in environments]
        return library, *most, told, defined

    def rebuild(self, target_context: Any, payload: Any) -> Any:
        """Return the loop of what was written."""
        (name, kind, (code, linked)), *most, told, defined = payload
        target_context.codegen()._engine._defined_symbols.update(defined)
        environments = [_environment(*each) for each in told]
        made = super().rebuild(target_context, ((name, kind, (code, _nothing_linked())), *most, environments))
        made.library._get_module_for_linking = cache(partial(parse_bitcode, linked))
        return made


@cache
def _nothing_linked() -> bytes:
    found: bytes = parse_assembly("").as_bitcode()
    return found


def _environment(module: str, constants: list[Any], name: str) -> Any:
    """Return the environment of this name, which numba keeps; does not import its module."""
    found = lookup_environment(name)
    if found is None:
        found = Environment._memo[name] = Environment({"__name__": module})
        found.consts[:] = constants
        found.env_name = name
    return found


class _Kept(FunctionCache):  # type: ignore[misc]
    """Where a loop lies on disk. To read it, the compiler is not made ready: a third of what the first loops wait for.

    Before numba reads what was compiled it learns all that it can compile: dictionaries, sets, linear algebra, for
    which it looks for scipy's. Machine code needs nothing of it but what counts references to arrays. Where a loop is
    not there yet, the compiler makes itself ready.
    """

    _impl_class = _KeptAlone

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return the loop for arguments of these types; None where it must be compiled."""
        rtsys.initialize(target_context)
        with self._guard_against_spurious_io_errors():
            return self._load_overload(sig, target_context)

    def _index_key(self, sig: Any, codegen: Any) -> Any:
        """Return by what a loop is found; not one that numba kept by itself, which is written otherwise."""
        return (*super()._index_key(sig, codegen), "by symbols")
