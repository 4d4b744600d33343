"""`Processes`: the processes that train one network together, through torch's own engine.

torchrun starts the same command once for each processor or GPU, on one machine or several, and tells each its place
by environment variables. Gradients are averaged by torch's DistributedDataParallel (Li et al. 2020).
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from types import FrameType

import torch
from torch import Tensor, distributed, nn
from torch.nn.parallel import DistributedDataParallel

from sigverify.errors import ResourceFault, UsageError
from sigverify.sentences import said

_LONGEST_WAIT = timedelta(hours=2)
"""How long the others wait while the first process measures; one that died is noticed at once."""

_ended: deque[distributed.Work] = deque(maxlen=16)
"""The last exchanges. gloo's thread lets go of one a moment after it ended; as the last to hold it, it would take
Python's lock to free the tensors, and abort a process that is just ending (seen with torch 2.13)."""


@dataclass(frozen=True, kw_only=True)
class Processes:
    """The place of this process among those that train together; alone by default.

    rank: from 0; world: how many there are.
    device: where this process computes; the network to train must be there.
    """

    rank: int = 0
    world: int = 1
    device: torch.device = field(default_factory=lambda: torch.device("cpu"))

    @property
    def first(self) -> bool:
        """Whether this is the process that writes files."""
        return self.rank == 0

    def wrapped(self, network: nn.Module) -> nn.Module:
        """Return what to call instead of `network`, so that gradients become means over processes.

        All start from the first process's weights.
        """
        if self.world == 1:
            return network
        with self.watched():
            return DistributedDataParallel(network)

    def summed(self, values: Tensor) -> Tensor:
        """Return the sum of all processes' `values`, on the device on which they came."""
        if self.world == 1:
            return values
        with self.watched():
            total = values.to(self.device, copy=True)
            _ended_exchange(distributed.all_reduce(total, async_op=True))
            return total.to(values.device)

    def agreed(self, wish: bool) -> bool:
        """Return whether any process wishes it."""
        return bool(self.summed(torch.tensor(int(wish))) > 0)

    def shared(self, payload: bytes) -> bytes:
        """Return the first process's payload, whatever the others give."""
        if self.world == 1:
            return payload
        with self.watched():
            size = torch.tensor(len(payload), device=self.device)
            _ended_exchange(distributed.broadcast(size, 0, async_op=True))
            content = torch.zeros(int(size), dtype=torch.uint8, device=self.device)
            if self.first and payload:
                content.copy_(torch.frombuffer(bytearray(payload), dtype=torch.uint8))
            _ended_exchange(distributed.broadcast(content, 0, async_op=True))
            return content.cpu().numpy().tobytes()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Turn the failure of another process, noticed inside, into a ResourceFault."""
        try:
            yield
        except RuntimeError as fault:
            # gloo fails with a plain RuntimeError, which its text alone tells from others
            gone = isinstance(fault, distributed.DistError) or "gloo" in str(fault).lower()
            if self.world == 1 or not gone:
                raise
            raise ResourceFault(
                said(
                    "Another process of this training stopped, so that this one cannot go on. Its last "
                    "checkpoint, if it keeps one, is whole: start again with the same command."
                )
            ) from fault


ALONE = Processes()
"""One process on the CPU."""


@contextmanager
def processes_of_environment() -> Iterator[Processes]:
    """Join the processes that torchrun started, and leave them in the end; alone where it did not start this one.

    On GPUs, one for each process, through NCCL; otherwise on CPUs through gloo. Alone, the first GPU is used where
    there is one. A network trained on a GPU is to be moved back before anything else compares with it.

    Raises UsageError where the environment makes no sense, ResourceFault where the others cannot be reached or this
    process is told to end, as torchrun does when another one died.
    """
    rank, world = _number("RANK", 0), _number("WORLD_SIZE", 1)
    local, on_this_machine = _number("LOCAL_RANK", rank), _number("LOCAL_WORLD_SIZE", world)
    gpus = torch.cuda.device_count() >= on_this_machine if torch.cuda.is_available() else False
    device = torch.device("cuda", local) if gpus else torch.device("cpu")
    if world == 1:
        yield Processes(device=device)
        return
    if gpus:
        torch.cuda.set_device(device)
    try:
        distributed.init_process_group("nccl" if gpus else "gloo", timeout=_LONGEST_WAIT)
    except (RuntimeError, ValueError) as fault:
        raise ResourceFault(
            said(
                "The other processes of this training cannot be reached: {fault}. Start it with "
                "torchrun, with the same command on every machine.",
                fault=fault,
            )
        ) from fault
    try:
        with _ending_clearly():
            yield Processes(rank=rank, world=world, device=device)
    finally:
        distributed.destroy_process_group()


def _ended_exchange(exchange: distributed.Work) -> None:
    exchange.wait()
    _ended.append(exchange)


def _number(name: str, otherwise: int) -> int:
    text = os.environ.get(name, str(otherwise))
    if not text.isdecimal():
        raise UsageError(
            said(
                "{name} in the environment must be a whole number, found '{text}'. Start with torchrun.",
                name=name,
                text=text,
            )
        )
    return int(text)


@contextmanager
def _ending_clearly() -> Iterator[None]:
    """Raise ResourceFault when this process is told to end; signals are heard by the main thread only.

    Once anything was raised, being told to end changes nothing any more.
    """

    def told(_number: int, _frame: FrameType | None) -> None:
        raise ResourceFault(
            said(
                "This process was told to end: another process of this training stopped, or the "
                "launcher was stopped. The last checkpoint, if it keeps one, is whole: start again "
                "with the same command."
            )
        )

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, told)
    try:
        yield
    except BaseException:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it ends as it is, and would die before it had said why
        raise
    signal.signal(signal.SIGTERM, before)
