"""A small training, started alone or by torchrun, that notes what each process saw. Run by test_processes.py.

Usage: launched_training.py FOLDER COMMAND. Commands: train; sets (train by sets); killed (process 1 dies in the
middle); differing (process 1 brings other signatures).
"""

import importlib
import json
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

from sigverify.errors import SigverifyError
from sigverify.learning import training
from sigverify.learning.examples import SignerExamples
from sigverify.learning.processes import processes_of_environment
from sigverify.learning.sampler import Batch, Sampler, SamplerConfig
from sigverify.learning.selection import HeldOutSigners
from sigverify.learning.training import train
from sigverify.learning.training_config import TrainingConfig
from sigverify.networks.aligned_tdnn import AlignedTdnnConfig
from sigverify.networks.losses import Loss, RatioTriplet, TripletMargin

GENUINE = (4, 3, 3, 3)
CONFIG = TrainingConfig(steps=10, sampler=SamplerConfig(signers=4), check_every=4, learning_rate=1e-2)
"""Thirteen anchors: three batches of four, and a last one of a single anchor, for which process 1 has no share."""

SETS = replace(CONFIG, sampler=SamplerConfig(signers=7, genuine=3, skilled=2, random=1, anchors=3, candidates=2))
"""Eight sets of three or two anchors: a batch of seven, and one of a single set."""


def signers(seed: int, counts: tuple[int, ...] = GENUINE) -> tuple[SignerExamples, ...]:
    rng = np.random.default_rng(seed)

    def some(count: int, frames: int) -> tuple[tuple[np.ndarray, ...], ...]:
        return tuple((rng.normal(size=(frames, 3)).astype(np.float32),) for _ in range(count))

    return tuple(
        SignerExamples(signer=f"signer {k}", genuine=some(count, 20 + k), forgeries=some(2, 20 + k))
        for k, count in enumerate(counts)
    )


class NotedSampler(Sampler):
    """Keeps signer and anchors of each group of each step."""

    seen: list[list[tuple[int, ...]]] = []  # noqa: RUF012  # one training a process

    def batch(self, step: int, rank: int = 0, world: int = 1) -> Batch:
        batch = super().batch(step, rank, world)
        self.seen.append([(group.signer, *group.anchors) for group in batch.groups if group.weight])
        return batch


def main(folder: Path, command: str) -> None:
    torch.set_num_threads(1)
    if command != "killed":
        # leaving then waits for the group's threads: any that waits for Python's lock stops all, instead of now and
        # then aborting the process
        importlib.import_module("torch.distributed.nn.functional")
    training.Sampler = NotedSampler
    with processes_of_environment() as processes:
        torch.manual_seed(processes.rank)  # all are to start from the first one's weights
        network = AlignedTdnnConfig(inputs=3, width=8, embedding=4, dilations=(1,)).build().double()
        known = signers(1 if command == "differing" and not processes.first else 0)
        held_out = HeldOutSigners(examples=signers(7, (4, 4, 4)), seed=1)
        loss: Loss = RatioTriplet()
        config = CONFIG
        if command == "sets":
            config, loss = SETS, TripletMargin()
        noted: dict[str, torch.Tensor] = {}
        losses = []
        for report in train(
            network, loss, known, config,
            held_out=held_out, checkpoint=folder / "checkpoint", processes=processes,
        ):  # fmt: skip
            losses.append(report.loss)
            for name, value in network.named_parameters():
                assert value.grad is not None
                noted[f"{report.step}/gradient/{name}"] = value.grad.clone()
                noted[f"{report.step}/weight/{name}"] = value.detach().clone()
            if command == "killed" and report.step == 6 and not processes.first:
                os.kill(os.getpid(), signal.SIGKILL)
        noted |= {f"final/{name}": value for name, value in network.state_dict().items()}
        save_file(noted, folder / f"noted-{processes.rank}")
        seen = {"anchors": NotedSampler.seen, "losses": losses, "best": report.best_step, "world": processes.world}
        (folder / f"seen-{processes.rank}.json").write_text(json.dumps(seen))


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.argv[2])
    except SigverifyError as fault:
        sys.exit(f"{type(fault).__name__}: {fault}")
