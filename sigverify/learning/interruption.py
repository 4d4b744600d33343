"""Stopping in the middle of a batch, or of what torch loads for the first: nobody waits seconds for a stop."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Thread
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode

_LOOK_S = 0.05
"""So often it is asked while torch loads."""


class Interrupted(Exception):
    """A batch was left in its middle, or none was begun; weights are as they were before it."""


def load_optimisers(cancelled: Callable[[], bool]) -> None:
    """Have torch load what its first optimiser needs, which takes a second or several, and ask meanwhile.

    It is loaded on a thread of its own, which goes on where this raises Interrupted since `cancelled()` said so.
    """
    loading = Thread(target=_load_optimisers, name="torch's optimisers", daemon=True)
    loading.start()
    while not cancelled():
        loading.join(_LOOK_S)
        if not loading.is_alive():
            return
    raise Interrupted


def _load_optimisers() -> None:
    torch.optim.AdamW([torch.zeros(1)])


class _Asking(TorchFunctionMode):
    """Asks before each operation of a forward pass on a tensor."""

    def __init__(self, ask: Callable[[], None]) -> None:
        super().__init__()
        self._ask = ask

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Iterable[type],  # torch's own signature
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        # what takes no tensor may be a guard that puts a setting of torch back: it must run in any case
        if args and isinstance(args[0], Tensor):
            self._ask()
        return func(*args, **(kwargs or {}))


@contextmanager
def asked_between(cancelled: Callable[[], bool]) -> Iterator[Callable[[], None]]:
    """Raise Interrupted from the torch operation before which `cancelled()` says so; give what asks elsewhere.

    It is asked on this thread. The operations of a backward pass are torch's own; see `interruptible`.
    """
    told = False

    def ask() -> None:
        nonlocal told
        if not told and cancelled():
            told = True  # once: what tidies up after it must not be interrupted in its turn
            raise Interrupted

    with _Asking(ask):
        yield ask


def interruptible(loss: Tensor, ask: Callable[[], None]) -> Tensor:
    """Return the loss, `ask` called before each step of its backward pass; what it raises ends the pass."""

    def asking(gradients: tuple[Tensor, ...]) -> None:  # noqa: ARG001  # a hook is handed them
        ask()

    waiting, seen = [loss.grad_fn], set()
    while waiting:
        node = waiting.pop()
        if node is None or node in seen:
            continue
        seen.add(node)
        node.register_prehook(asking)
        waiting.extend(following for following, _ in node.next_functions)
    return loss
