"""What `training` has fresh processes do: train for some steps, and tell what each took."""

import json
import sys

import torch

from sigverify.benchmarks.training import examples_of, steps_of
from sigverify.learning.processes import processes_of_environment


def main(steps: int) -> None:
    """Train with the processes that torchrun started; the first prints the seconds of each step as JSON."""
    torch.set_num_threads(1)
    with processes_of_environment() as processes:
        found = steps_of(examples_of(), steps, processes).seconds.tolist()
        if processes.first:
            print(json.dumps(found))  # noqa: T201 # to the program that started this one


if __name__ == "__main__":
    main(int(sys.argv[1]))
