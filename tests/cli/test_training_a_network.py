"""`train` of a network: it can be stopped and gone on with, and several processes train as one."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from safetensors.numpy import load_file

from sigverify.cli import main
from sigverify.learning.history import History
from sigverify.verification.model_files import read_history, read_model
from sigverify.workflows import training

WORDS = ("train", "--corpus", "synthetic:4@3", "--architecture", "bromley-1994", "--steps", "2", "--folds", "2")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model of a training that nothing stopped."""
    folder = tmp_path_factory.mktemp("trained") / "mine"
    result = CliRunner().invoke(main, [*WORDS, "--output", str(folder)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert "checkpoints" not in result.stderr
    return folder


@pytest.fixture
def stopped(run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a model would lie whose training a person stopped near its end."""

    def stop(*_given: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(training, "calibrations_of", stop)
        result = run(*WORDS, "--output", tmp_path / "mine")
    assert result.exit_code == 2
    assert "sigverify: Stopped." in result.stderr
    assert not (tmp_path / "mine").exists()
    return tmp_path / "mine"


def checkpoints_of(folder: Path) -> dict[str, bytes]:
    place = folder.with_name(f"{folder.name}.training")
    return {path.name: path.read_bytes() for path in place.iterdir()}


def test_the_model_is_whole_and_its_checkpoints_are_gone(whole: Path) -> None:
    assert [path.name for path in whole.parent.iterdir()] == ["mine"]
    assert sorted(path.name for path in whole.iterdir()) == ["card.json", "history.json", "weights.safetensors"]
    verifier = read_model(whole)
    assert [part.architecture for part in verifier.card.comparators] == ["bromley-1994"]
    assert verifier.card.training["networks"][0]["training"]["steps"] == 2


def test_the_history_of_the_training_lies_with_the_model(whole: Path) -> None:
    (told,) = json.loads(read_history(whole))
    assert list(told["trainings"]) == ["fold 1", "fold 2", "all signers"]
    for history in told["trainings"].values():
        points = History.from_json(json.dumps(history)).points
        assert points[-1].step == 2
        assert np.isfinite([points[-1].loss, points[-1].genuine_distance, points[-1].impostor_distance]).all()


def test_a_stopped_training_goes_on_where_it_was(run: Callable[..., Result], whole: Path, stopped: Path) -> None:
    """And leaves the model that it would have left, without its checkpoints."""
    place = stopped.with_name("mine.training")
    assert sorted(checkpoints_of(stopped)) == [
        "all-signers-1.safetensors",
        "fold-1-1.safetensors",
        "fold-2-1.safetensors",
    ]
    result = run(*WORDS, "--output", stopped)
    assert result.exit_code == 0
    assert f"Going on from the checkpoints in {place}" in result.stderr
    assert not place.exists()
    weights = "weights.safetensors"
    assert (stopped / weights).read_bytes() == (whole / weights).read_bytes()
    assert read_model(stopped).card.calibrations == read_model(whole).card.calibrations


def test_another_training_never_goes_on_from_there(run: Callable[..., Result], stopped: Path) -> None:
    before = checkpoints_of(stopped)
    for other in (("--seed", "2"), ("--steps", "3"), ("--corpus", "synthetic:5@8")):
        result = run(*WORDS, *other, "--output", stopped)
        assert result.exit_code == 2
        said = result.stderr.strip().splitlines()
        assert said[0].endswith("remove that folder to begin anew.")
        assert "belongs to another training" in said[-1]
    assert checkpoints_of(stopped) == before
    assert not stopped.exists()


def test_two_networks_and_a_floor_make_one_model(run: Callable[..., Result], tmp_path: Path) -> None:
    words = ("--architecture", "bromley-1994+chopra-2005+duration", "--steps", "1", "--output", tmp_path / "mine")
    assert run(*WORDS, *words).exit_code == 0
    parts = read_model(tmp_path / "mine").card.comparators
    assert [part.architecture or part.kind for part in parts] == ["bromley-1994", "chopra-2005", "duration"]


def test_a_network_learns_by_another_loss_for_as_long_as_was_said(run: Callable[..., Result], tmp_path: Path) -> None:
    words = ("train", "--corpus", "synthetic:4@3", "--architecture", "chopra-2005", "--folds", "2")
    result = run(*words, "--loss", "contrastive", "--minutes", "0.0001", "--output", tmp_path / "mine")
    assert result.exit_code == 0, result.output
    (network,) = read_model(tmp_path / "mine").card.training["networks"]
    assert network["loss"]["name"] == "ContrastiveMargin"
    assert network["training"]["steps"] == 1, "as many as fit, and one at least"


def test_a_loss_that_a_network_cannot_learn_by_is_refused_with_those_it_can(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    result = run(*WORDS, "--loss", "triplet", "--output", tmp_path / "mine")
    assert result.exit_code == 2
    assert "'bromley-1994' cannot learn by the loss 'triplet'. Choose from cosine-targets." in result.stderr
    both = run(*WORDS, "--minutes", "5", "--output", tmp_path / "mine")
    assert both.exit_code == 2
    assert "Name one of both." in both.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_two_processes_make_one_model_which_is_that_of_one(tmp_path: Path) -> None:
    """Up to rounding, for gradients are added up in another order."""
    words = (
        "train", "--corpus", "synthetic:8@3", "--architecture", "bromley-1994", "--steps", "6", "--folds", "2",
    )  # fmt: skip
    launcher = ("-m", "torch.distributed.run", "--nproc-per-node", "2", "--standalone")
    found = {}
    for name, before in (("one", ()), ("two", launcher)):
        done = subprocess.run(
            [sys.executable, *before, "-m", "sigverify", *words, "--output", name],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            timeout=200,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert len(re.findall("Written to", done.stdout)) == 1
        found[name] = load_file(tmp_path / name / "weights.safetensors")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "data") == ["one", "two"]
    assert found["one"].keys() == found["two"].keys()
    for name, values in found["one"].items():
        np.testing.assert_allclose(found["two"][name], values, atol=1e-4, err_msg=name)
    one, two = (read_model(tmp_path / name).card for name in ("one", "two"))
    assert (one.training["processes"], two.training["processes"]) == (1, 2)
    assert one.training["networks"] == two.training["networks"]
    assert one.calibrations.keys() == two.calibrations.keys()
    # the last digits of the held-out figures may differ with those of the weights
    error = "held out, by number of references"
    for count, figures in one.figures[error].items():
        assert two.figures[error][count]["Cllr"] == pytest.approx(figures["Cllr"], abs=0.02)
