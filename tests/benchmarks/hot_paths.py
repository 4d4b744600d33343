"""What a person waits for, timed by pytest-benchmark: `make bench`. Nothing is asserted; `make test` collects none."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

import sigverify
from sigverify.benchmarks.live import lasting
from sigverify.benchmarks.training import NETWORK, examples_of, training_of
from sigverify.ink.features import FLOOR_FUNCTIONS, FeatureConfig, extract
from sigverify.ink.global_features import global_features
from sigverify.ink.recording import Recording
from sigverify.learning.training import train
from sigverify.networks.alignment import best_paths, dtw_distances
from sigverify.networks.catalogue import build_network
from sigverify.verification.sketch import HEAD_BYTES, SketchIndex, sketch_of, whole_numbers
from sigverify.workflows.train_plan import loss_of

REFERENCES = 5


@pytest.fixture(scope="module")
def inks() -> list[Recording]:
    corpus = sigverify.load_corpus("synthetic:1@7")
    return [sample.recording for sample in corpus.of(corpus.signers[0], "genuine")]


@pytest.fixture(params=["default", "aligned-tdnn", "dtw"])
def verifier(request: pytest.FixtureRequest) -> Any:
    torch.set_num_threads(1)
    return sigverify.load_model(request.param)


def beginning(ink: Recording, count: int) -> Recording:
    return Recording(**{name: values[:count] for name, values in ink.channels().items()}, capture=ink.capture)


def test_decision(benchmark: Any, verifier: Any, inks: list[Recording]) -> None:
    """From raw points; the same ink anew each time, of which nothing is remembered."""
    template = verifier.enrol(inks[:REFERENCES])
    benchmark.pedantic(verifier.verify, setup=lambda: ((template, replace(inks[-1])), {}), rounds=100)


def test_live_frame(benchmark: Any, verifier: Any, inks: list[Recording]) -> None:
    """Four points more, at 200 a second: what a frame of the screen brings."""
    live, ink = verifier.live(verifier.enrol(inks[:REFERENCES])), inks[-1]
    ends = iter(list(range(100, len(ink), 4)) * 100)
    benchmark.pedantic(live.update, setup=lambda: ((beginning(ink, next(ends)),), {}), rounds=100)


def test_live_frame_of_long_ink(benchmark: Any, verifier: Any, inks: list[Recording]) -> None:
    """Near the end of a signature that takes most of a minute: as long as at its beginning."""
    live, ink = verifier.live(verifier.enrol(inks[:REFERENCES])), lasting(inks[-1], 55.0)
    ends = iter(range(len(ink) - 500, len(ink), 4))
    live.update(beginning(ink, len(ink) - 504))
    benchmark.pedantic(live.update, setup=lambda: ((ink.beginning(next(ends)),), {}), rounds=100)


def test_training_step(benchmark: Any) -> None:
    """Of the network that `sigverify benchmark` trains, one process."""
    torch.set_num_threads(1)
    course = train(build_network(NETWORK, {}), loss_of(NETWORK, ""), examples_of(), training_of(20))
    benchmark.pedantic(next, (course,), rounds=10, warmup_rounds=3)


def test_the_nearest_of_many_sketches(benchmark: Any, inks: list[Recording]) -> None:
    """Among twenty thousand, each a little moved."""
    verifier, rng = sigverify.load_model("default"), np.random.default_rng(0)
    own = sketch_of(verifier, verifier.enrol(inks[:REFERENCES]))
    codes = np.frombuffer(own, np.int8, offset=HEAD_BYTES)
    index = SketchIndex(whole_numbers(verifier))
    moved = np.clip(codes + rng.normal(0, 9, (20_000, codes.size)), -127, 127).astype(np.int8)
    index.put({key: own[:HEAD_BYTES] + one.tobytes() for key, one in enumerate(moved)})
    benchmark(index.nearest, own, 8)


def test_enrolment(benchmark: Any, verifier: Any, inks: list[Recording]) -> None:
    benchmark.pedantic(verifier.enrol, setup=lambda: (([replace(ink) for ink in inks[:REFERENCES]],), {}), rounds=10)


@pytest.mark.parametrize(("frames", "d", "metric"), [(250, 12, "l1"), (125, 64, "l2"), (250, 12, "l2")])
def test_alignment(benchmark: Any, frames: int, d: int, metric: str) -> None:
    rng = np.random.default_rng(0)
    one, others = (rng.normal(size=(count, frames, d)).astype(np.float32) for count in (1, REFERENCES))
    benchmark(dtw_distances, [one[0]] * REFERENCES, list(others), metric)


def test_paths(benchmark: Any) -> None:
    rng = np.random.default_rng(0)
    one, others = (rng.normal(size=(count, 125, 8)).astype(np.float32) for count in (1, REFERENCES))
    benchmark(best_paths, [one[0]] * REFERENCES, list(others), "l1")


def test_features(benchmark: Any, inks: list[Recording]) -> None:
    config = FeatureConfig(functions=FLOOR_FUNCTIONS)
    benchmark.pedantic(extract, setup=lambda: ((replace(inks[-1]), config), {}), rounds=200)


def test_global_features(benchmark: Any, inks: list[Recording]) -> None:
    benchmark.pedantic(global_features, setup=lambda: ((replace(inks[-1]),), {}), rounds=200)
