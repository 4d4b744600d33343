"""Signatures learnt from in a second: by this program, by a plain version of the same step, by two processes."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from sigverify.benchmarks.ink import Setting
from sigverify.benchmarks.rows import Row
from sigverify.benchmarks.straightforward import compared
from sigverify.benchmarks.timing import Taken, timed
from sigverify.corpora.corpus import Corpus
from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.ink.synthesis.distortions import forge_recording
from sigverify.learning.augmentation import AugmentationConfig
from sigverify.learning.examples import ExamplesConfig, SignerExamples, prepare
from sigverify.learning.processes import ALONE, Processes
from sigverify.learning.recipes import recipe_for
from sigverify.learning.training import train
from sigverify.learning.training_config import TrainingConfig
from sigverify.networks.catalogue import CATALOGUE, build_network
from sigverify.networks.losses import Loss
from sigverify.workflows.train_plan import loss_of

SUBJECT = "training"
NETWORK = "soft-aligned-tdnn"
"""Its frames are aligned by soft-DTW, as the plain version does it; the default's networks take hard paths."""

_SIGNERS = 8
_STEPS = 12
_SEED = 3
_UNTIMED = 2


def rows(setting: Setting) -> Iterator[Row]:
    """Yield how many signatures a second each way learns from, the same network, loss and sizes of batches."""
    corpus = setting.corpus.only(set(setting.corpus.signers[:_SIGNERS]))
    examples = examples_of(corpus)
    loss, config = loss_of(NETWORK, ""), training_of(_STEPS)
    each = config.sampler.signers * (1 + config.sampler.genuine + config.sampler.skilled + config.sampler.random)
    what = f"training {NETWORK}, batches of {each} signatures, one core"
    own = steps_of(examples, _STEPS)
    yield Row(
        subject=SUBJECT, what=what, who="sigverify", unit="signatures/s", larger_is_better=True,
        median=1e3 * each / own.median_ms, worst=1e3 * each / own.worst_ms, best=1e3 * each / own.best_ms,
        worked=1e3 * each / own.worked_ms, count=own.seconds.size,
    )  # fmt: skip
    if setting.peers:
        count, seconds, worked = _plain(examples, loss, config)
        ratio = (each / own.worked_ms) / (count / worked / 1e3)
        yield Row(
            subject=SUBJECT, what=what, who="plain torch", unit="signatures/s", larger_is_better=True,
            median=count / seconds, worked=count / worked, count=1, ratio=ratio, goal="≥ 10×", met=ratio >= 10,
            note="full forward for every comparison, soft-DTW in a Python loop, one group",
        )  # fmt: skip
    yield from _launched(each)


def _launched(each: int) -> Iterator[Row]:
    """Yield what fresh processes get through, one and two, each with a thread, started as torchrun starts them."""
    taken = {world: by_processes(world, _STEPS) for world in (1, 2)}
    times, worked_times = taken[1].median_ms / taken[2].median_ms, taken[1].worked_ms / taken[2].worked_ms
    for world, found in taken.items():
        yield Row(
            subject=SUBJECT, what=f"training {NETWORK} under torchrun", unit="signatures/s", larger_is_better=True,
            who=f"sigverify, {world} process{'es' if world > 1 else ''}", median=1e3 * each / found.median_ms,
            worked=1e3 * each / found.worked_ms, count=found.seconds.size,
            goal="≥ 1.7×" if world > 1 else "", met=times >= 1.7 if world > 1 else None,
            note=f"{times:.2f} times one process, {worked_times:.2f} where waiting does not count; {os.cpu_count()} "
            f"cores, {_load()}" if world > 1 else "",
        )  # fmt: skip


def by_processes(world: int, steps: int) -> Taken:
    """Return what each step of a training by so many fresh processes took, as the first of them saw it."""
    launched = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", str(world), "--standalone"]
    command = [*launched, "-m", "sigverify.benchmarks.trained", str(steps)]
    told = subprocess.run(  # noqa: S603 # this program itself
        command, check=True, capture_output=True, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"}
    )
    return Taken(*np.array(json.loads(told.stdout.strip().splitlines()[-1])))


def training_of(steps: int) -> TrainingConfig:
    """Return the network's own recipe, cut to so many steps, with no check on the way."""
    return recipe_for(NETWORK).of_steps(steps)


def examples_of(corpus: Corpus | None = None) -> tuple[SignerExamples, ...]:
    """Return what a network of this kind sees of a corpus, or of invented signers."""
    corpus = corpus or synthetic_corpus(_SIGNERS, genuine=8, forgeries=6, seed=_SEED)
    return prepare(
        [corpus], CATALOGUE[NETWORK].features, AugmentationConfig(), ExamplesConfig(variants=1), forge=forge_recording
    )


def steps_of(
    examples: Sequence[SignerExamples],
    steps: int,
    processes: Processes = ALONE,
    config: TrainingConfig | None = None,
) -> Taken:
    """Return what each step took, but for the first few, which also load and compile; config: None for the recipe."""
    torch.manual_seed(_SEED)
    network = build_network(NETWORK, {})
    course = train(network, loss_of(NETWORK, ""), examples, config or training_of(steps), processes=processes)
    found = [timed(lambda: next(course)) for _ in range(steps)]
    return Taken(*np.array(found[_UNTIMED:]).T)


def _plain(examples: Sequence[SignerExamples], loss: Loss, config: TrainingConfig) -> tuple[int, float, float]:
    """Return the signatures of one group, an anchor with its like, forgeries and others' ink, and what a step takes."""
    torch.manual_seed(_SEED)
    network = build_network(NETWORK, {})
    network.train()
    optimiser = torch.optim.AdamW(network.parameters(), lr=config.learning_rate)
    sizes, own = config.sampler, examples[0]
    others = [one.genuine[0][0] for one in examples[1 : 1 + sizes.random]]
    anchor, *genuine = (torch.tensor(one[0]) for one in own.genuine[: 1 + sizes.genuine])
    impostors = [torch.tensor(one[0]) for one in own.forgeries[: sizes.skilled]]
    impostors += [torch.tensor(one) for one in others]

    def step() -> None:
        def distances(many: Sequence[Tensor]) -> Tensor:
            return torch.stack([compared(network, anchor, other) for other in many])[None, None]

        optimiser.zero_grad()
        loss(distances(genuine), distances(impostors)).mean().backward()
        optimiser.step()

    return (1 + len(genuine) + len(impostors), *timed(step))


def _load() -> str:
    """Return how busy the machine was: where others work too, a second process gets less than a core."""
    if not hasattr(os, "getloadavg"):
        return "load unknown"
    return f"{os.getloadavg()[0]:.1f} programs at work"
