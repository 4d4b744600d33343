"""Several processes train as one: each sample once, the gradients of the whole batch, and a clear end when one dies."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor, distributed, nn

from sigverify.errors import ResourceFault, UsageError
from sigverify.learning.checkpoints import Checkpoint
from sigverify.learning.processes import ALONE, Processes, processes_of_environment

PLACES = ("RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT")


@pytest.fixture
def nobody_launched(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PLACES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)


def test_without_a_launcher_a_process_is_alone(nobody_launched: None) -> None:
    with processes_of_environment() as processes:
        assert processes == ALONE == Processes(rank=0, world=1, device=torch.device("cpu"))
        assert processes.first
        assert not distributed.is_initialized()


def test_alone_nothing_is_exchanged() -> None:
    network, values = nn.Linear(2, 2), torch.rand(3)
    assert ALONE.wrapped(network) is network
    assert ALONE.summed(values) is values
    assert ALONE.shared(b"ink") == b"ink"
    assert ALONE.agreed(True)
    assert not ALONE.agreed(False)


def test_an_environment_that_makes_no_sense_is_refused(nobody_launched: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORLD_SIZE", "two")
    with pytest.raises(UsageError, match=r"WORLD_SIZE.*'two'"), processes_of_environment():
        pass


def test_others_that_cannot_be_reached_are_a_fault_of_the_machines(
    nobody_launched: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first one's address is missing."""
    monkeypatch.setenv("WORLD_SIZE", "2")
    monkeypatch.setenv("RANK", "1")
    with pytest.raises(ResourceFault, match=r"cannot be reached.*torchrun"), processes_of_environment():
        pass


@pytest.mark.parametrize(
    "fault",
    [
        RuntimeError("[/pytorch/third_party/gloo/gloo/transport/tcp/pair.cc:537] Connection closed by peer"),
        distributed.DistBackendError("NCCL communicator was aborted"),
    ],
)
def test_the_end_of_another_process_is_told_as_such(fault: RuntimeError) -> None:
    with pytest.raises(ResourceFault, match=r"Another process.*same command"), Processes(world=2).watched():
        raise fault


def test_other_faults_stay_what_they_are() -> None:
    with pytest.raises(RuntimeError, match="shapes"), Processes(world=2).watched():
        raise RuntimeError("shapes do not fit")
    with pytest.raises(RuntimeError, match="gloo"), ALONE.watched():
        raise RuntimeError("gloo: not ours")


@pytest.fixture
def joined(nobody_launched: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A launcher's environment, with torch's own part of joining noted instead of done."""
    said: list[str] = []
    monkeypatch.setenv("WORLD_SIZE", "2")
    monkeypatch.setenv("RANK", "1")
    monkeypatch.setenv("LOCAL_RANK", "1")
    monkeypatch.setenv("LOCAL_WORLD_SIZE", "2")
    monkeypatch.setattr(distributed, "init_process_group", lambda backend, timeout: said.append(backend))
    monkeypatch.setattr(distributed, "destroy_process_group", lambda: said.append("left"))
    return said


def test_processors_talk_through_gloo_and_leave_in_the_end(joined: list[str]) -> None:
    with processes_of_environment() as processes:
        assert processes == Processes(rank=1, world=2, device=torch.device("cpu"))
        assert not processes.first
        assert joined == ["gloo"]
    assert joined == ["gloo", "left"]


@pytest.mark.parametrize(("gpus", "backend"), [(2, "nccl"), (1, "gloo")])
def test_gpus_talk_through_nccl_where_each_process_has_one(
    gpus: int, backend: str, joined: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = []
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: gpus)
    monkeypatch.setattr(torch.cuda, "set_device", taken.append)
    with processes_of_environment() as processes:
        assert processes.device == torch.device(*(("cuda", 1) if backend == "nccl" else ("cpu",)))
    assert joined == [backend, "left"]
    assert taken == ([torch.device("cuda", 1)] if backend == "nccl" else [])


def test_a_process_that_is_told_to_end_says_so_and_leaves(joined: list[str]) -> None:
    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(ResourceFault, match=r"told to end.*same command"), processes_of_environment():
            signal.raise_signal(signal.SIGTERM)
        assert joined == ["gloo", "left"]
        signal.raise_signal(signal.SIGTERM)  # the launcher may tell it while it says why it ends
    finally:
        signal.signal(signal.SIGTERM, before)


def test_a_process_that_ends_well_can_be_ended_as_before(joined: list[str]) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with processes_of_environment():
        assert signal.getsignal(signal.SIGTERM) != before
    assert joined == ["gloo", "left"]
    assert signal.getsignal(signal.SIGTERM) == before


SCRIPT = Path(__file__).with_name("launched_training.py")


def launched(folder: Path, command: str, processes: int) -> subprocess.CompletedProcess[str]:
    """Run the small training alone, or under torchrun."""
    folder.mkdir(exist_ok=True)
    launcher = ["-m", "torch.distributed.run", "--nproc-per-node", str(processes), "--standalone"]
    environment = {name: value for name, value in os.environ.items() if name not in PLACES}
    return subprocess.run(
        [sys.executable, *(launcher if processes > 1 else []), str(SCRIPT), str(folder), command],
        env={**environment, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


def done(folder: Path, processes: int, command: str = "train") -> tuple[list[dict[str, Any]], list[dict[str, Tensor]]]:
    """Return what each process of a training that ran through has noted."""
    finished = launched(folder, command, processes)
    assert finished.returncode == 0, finished.stderr
    seen = [json.loads((folder / f"seen-{rank}.json").read_text()) for rank in range(processes)]
    assert {each["world"] for each in seen} == {processes}
    return seen, [load_file(folder / f"noted-{rank}") for rank in range(processes)]


@pytest.mark.slow
def test_two_processes_see_each_sample_once_and_train_as_one(tmp_path: Path) -> None:
    """Over three epochs with an incomplete last batch each: gradients, weights, losses, choice and checkpoint."""
    (alone,), (one,) = done(tmp_path / "alone", 1)
    seen, (first, second) = done(tmp_path / "together", 2)
    train_as_one(alone, one, seen, first, second)
    samples = {(signer, number): 1 for signer, count in enumerate((4, 3, 3, 3)) for number in range(count)}
    for epoch in (range(4), range(4, 8)):
        shares = [list(chain.from_iterable(map(tuple, each["anchors"][k]) for k in epoch)) for each in seen]
        assert not set(shares[0]) & set(shares[1])
        assert Counter(chain.from_iterable(shares)) == samples
    assert [len(anchors) for anchors in seen[1]["anchors"]] == [2, 2, 2, 0, 2, 2, 2, 0, 2, 2]
    kept = [Checkpoint.from_bytes((tmp_path / run / "checkpoint").read_bytes(), run) for run in ("alone", "together")]
    assert kept[0].identity == kept[1].identity
    assert kept[0].step == kept[1].step == 10


@pytest.mark.slow
def test_two_processes_train_by_sets_as_one(tmp_path: Path) -> None:
    """With sets of different sizes, unequal shares and an empty one; each signature is an anchor in each epoch."""
    (alone,), (one,) = done(tmp_path / "alone", 1, "sets")
    seen, (first, second) = done(tmp_path / "together", 2, "sets")
    train_as_one(alone, one, seen, first, second)
    samples = {(signer, number) for signer, count in enumerate((4, 3, 3, 3)) for number in range(count)}
    for step in range(0, 10, 2):
        groups = list(chain.from_iterable(each["anchors"][k] for each in seen for k in (step, step + 1)))
        assert sorted(len(anchors) for _, *anchors in groups) == [2, 2, 2, 2, 2, 2, 3, 3]
        assert {(signer, number) for signer, *anchors in groups for number in anchors} == samples
    assert [len(groups) for groups in seen[0]["anchors"]] == [3, 1] * 5
    assert [len(groups) for groups in seen[1]["anchors"]] == [4, 0] * 5


def train_as_one(
    alone: dict[str, Any],
    one: dict[str, Tensor],
    seen: list[dict[str, Any]],
    first: dict[str, Tensor],
    second: dict[str, Tensor],
) -> None:
    """Assert that what two processes noted is alike, and is what one process noted up to rounding."""
    assert seen[0]["losses"] == seen[1]["losses"] == pytest.approx(alone["losses"], rel=1e-9)
    assert seen[0]["best"] == seen[1]["best"] == alone["best"]
    assert one.keys() == first.keys() == second.keys()
    for name, value in one.items():
        torch.testing.assert_close(first[name], value, rtol=1e-6, atol=1e-9, msg=lambda text, at=name: f"{at}: {text}")
        assert torch.equal(first[name], second[name])


@pytest.mark.slow
def test_a_killed_process_ends_the_other_clearly_and_the_checkpoint_goes_on(tmp_path: Path) -> None:
    """Process 1 dies after step 6; the checkpoint of step 4 is whole, and both together go on from there."""
    folder = tmp_path / "killed"
    broken = launched(folder, "killed", 2)
    assert broken.returncode != 0
    assert "ResourceFault: " in broken.stderr
    assert "same command" in broken.stderr
    assert not (folder / "seen-0.json").exists()
    assert [path.name for path in folder.iterdir()] == ["checkpoint"]
    assert Checkpoint.from_bytes((folder / "checkpoint").read_bytes(), "checkpoint").step == 4
    seen, (resumed, _) = done(folder, 2)
    assert len(seen[0]["losses"]) == 6
    _, (through, _) = done(tmp_path / "through", 2)
    finals = [name for name in through if name.startswith("final/")]
    assert all(torch.equal(resumed[name], through[name]) for name in finals)


@pytest.mark.slow
def test_processes_with_different_signatures_refuse_to_train_together(tmp_path: Path) -> None:
    refused = launched(tmp_path / "differing", "differing", 2)
    assert refused.returncode != 0
    assert "ModelError: The first process belongs to another training: signatures.sha256" in refused.stderr
