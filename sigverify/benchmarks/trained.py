"""What `training` and `window` have other processes do: train for some steps, and tell of each."""

import json
import sys
from collections.abc import Callable, Iterator

import torch

from sigverify.benchmarks.training import NETWORK, examples_of, steps_of, training_of
from sigverify.learning.processes import processes_of_environment
from sigverify.learning.training import TrainingReport, train
from sigverify.networks.catalogue import build_network
from sigverify.workflows.train_plan import loss_of

_MANY_STEPS = 1_000_000
"""More than are taken before the training is told to stop."""


def endlessly(*, cancelled: Callable[[], bool]) -> Iterator[TrainingReport]:
    """Yield the report of each step of a training on one core, until it is told to stop."""
    torch.set_num_threads(1)
    yield from train(
        build_network(NETWORK, {}), loss_of(NETWORK, ""), examples_of(), training_of(_MANY_STEPS), cancelled=cancelled
    )


def main(steps: int) -> None:
    """Train with the processes that torchrun started; the first prints the seconds and those worked of each step."""
    torch.set_num_threads(1)
    with processes_of_environment() as processes:
        found = steps_of(examples_of(), steps, processes)
        if processes.first:
            print(json.dumps([found.seconds.tolist(), found.worked_s.tolist()]))  # noqa: T201 # to the program that started this one


if __name__ == "__main__":
    main(int(sys.argv[1]))
