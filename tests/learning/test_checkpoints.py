"""Checkpoints: going on gives what going through gives, a broken write costs nothing, foreign files are refused."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.numpy import load, save
from torch import Tensor, nn

from sigverify.errors import Cancelled, ModelError, ResourceFault
from sigverify.learning import checkpoints
from sigverify.learning.checkpoints import Checkpoint, identity_of, read_payload, refuse_foreign, write_payload
from sigverify.learning.examples import SignerExamples
from sigverify.learning.history import History, HistoryPoint
from sigverify.learning.processes import Processes
from sigverify.learning.sampler import SamplerConfig
from sigverify.learning.selection import HeldOutSigners
from sigverify.learning.training import TrainingReport, train
from sigverify.learning.training_config import TrainingConfig
from sigverify.networks.losses import RatioTriplet, TripletMargin
from sigverify.networks.pair_network import PairNetwork

MakeExamples = Callable[..., list[SignerExamples]]
MakeNetwork = Callable[..., PairNetwork]

CONFIG = TrainingConfig(
    steps=12,
    sampler=SamplerConfig(signers=2, genuine=2, skilled=1, random=1),
    check_every=4,
    patience=9,
    learning_rate=1e-2,
)


@pytest.fixture
def known(make_examples: MakeExamples) -> list[SignerExamples]:
    return make_examples(4, genuine=4, variants=2)


@pytest.fixture
def held_out(make_examples: MakeExamples) -> HeldOutSigners:
    return HeldOutSigners(examples=tuple(make_examples(3, genuine=4, seed=9)), seed=1)


def weights_of(network: nn.Module) -> dict[str, Tensor]:
    return {name: value.detach().clone() for name, value in network.state_dict().items()}


def equal(left: dict[str, Tensor], right: dict[str, Tensor]) -> bool:
    return left.keys() == right.keys() and all(torch.equal(left[name], right[name]) for name in left)


def note(steps: Iterator[TrainingReport], done: list[TrainingReport]) -> None:
    for report in steps:
        done.append(report)  # one by one: the training asks how many there are


def without_seconds(history: History) -> History:
    return History(points=tuple(replace(point, seconds=0.0) for point in history.points))


@pytest.mark.parametrize("with_held_out", [False, True])
@pytest.mark.parametrize("stopped_after", [0, 3, 4, 6, 11, 12])
def test_a_resumed_training_gives_the_weights_of_one_that_ran_through(
    stopped_after: int,
    with_held_out: bool,
    known: list[SignerExamples],
    held_out: HeldOutSigners,
    make_aligned: MakeNetwork,
    tmp_path: Path,
) -> None:
    """Bit for bit, wherever it was stopped, and though the network handed over to go on is another."""
    chosen = held_out if with_held_out else None
    whole = make_aligned()
    *_, last = train(whole, RatioTriplet(), known, CONFIG, held_out=chosen)
    path = tmp_path / "runs" / "checkpoint.safetensors"
    done: list[TrainingReport] = []
    first = train(
        make_aligned(), RatioTriplet(), known, CONFIG, held_out=chosen, checkpoint=path,
        cancelled=lambda: len(done) == stopped_after,
    )  # fmt: skip
    if stopped_after < 12:
        told = "goes on from there" if stopped_after else "model in use is unchanged.$"
        with pytest.raises(Cancelled, match=told):
            note(first, done)
    else:
        note(first, done)
    resumed = make_aligned(seed=5) if stopped_after else make_aligned()  # nothing was learnt, so nothing was written
    rest = list(train(resumed, RatioTriplet(), known, CONFIG, held_out=chosen, checkpoint=path))
    assert [report.step for report in (*done, *rest)] == list(range(1, 13))
    assert equal(weights_of(resumed), weights_of(whole))
    assert not resumed.training
    if rest:
        assert without_seconds(rest[-1].history) == without_seconds(last.history)
        assert rest[-1].best_step == last.best_step
    assert path.is_file()


def test_a_training_by_sets_goes_on_too(
    known: list[SignerExamples], make_examples: MakeExamples, make_aligned: MakeNetwork, tmp_path: Path
) -> None:
    """In the middle of an epoch, with sets of different sizes in a batch."""
    path, signers = tmp_path / "checkpoint", [*known, *make_examples(2, genuine=3, seed=4)]
    sampler = SamplerConfig(signers=5, genuine=3, skilled=2, random=1, anchors=3, candidates=4)
    config, loss = replace(CONFIG, sampler=sampler), TripletMargin()
    whole = make_aligned()
    list(train(whole, loss, signers, config))
    done: list[TrainingReport] = []
    first = train(make_aligned(), loss, signers, config, checkpoint=path, cancelled=lambda: len(done) == 7)
    with pytest.raises(Cancelled):
        note(first, done)
    resumed = make_aligned(seed=5)
    list(train(resumed, TripletMargin(), signers, config, checkpoint=path))
    assert equal(weights_of(resumed), weights_of(whole))


def test_a_killed_training_goes_on_from_its_last_check(
    known: list[SignerExamples], make_aligned: MakeNetwork, tmp_path: Path
) -> None:
    whole, path = make_aligned(), tmp_path / "checkpoint"
    list(train(whole, RatioTriplet(), known, CONFIG))
    steps = train(make_aligned(), RatioTriplet(), known, CONFIG, checkpoint=path)
    while next(steps).step < 7:
        pass
    del steps  # no word of farewell
    resumed = make_aligned()
    rest = list(train(resumed, RatioTriplet(), known, CONFIG, checkpoint=path))
    assert rest[0].step == 5
    assert equal(weights_of(resumed), weights_of(whole))


def test_going_on_after_it_ran_out_of_patience_changes_nothing(
    known: list[SignerExamples], held_out: HeldOutSigners, make_aligned: MakeNetwork, tmp_path: Path
) -> None:
    """A tiny rate: the error never falls after the first check."""
    config = replace(CONFIG, steps=100, patience=1, learning_rate=1e-12)
    network, path = make_aligned(), tmp_path / "checkpoint"
    *_, last = train(network, RatioTriplet(), known, config, held_out=held_out, checkpoint=path)
    assert (last.step, last.best_step) == (8, 4)
    again = make_aligned(seed=3)
    steps = train(again, RatioTriplet(), known, config, held_out=held_out, checkpoint=path)
    with pytest.raises(StopIteration) as end:
        next(steps)
    assert end.value.value == last.history
    assert equal(weights_of(again), weights_of(network))


def test_seconds_of_training_add_up(known: list[SignerExamples], make_aligned: MakeNetwork, tmp_path: Path) -> None:
    path = tmp_path / "checkpoint"
    steps = train(make_aligned(), RatioTriplet(), known, CONFIG, checkpoint=path)
    while next(steps).step < 4:
        pass
    halfway = Checkpoint.from_bytes(path.read_bytes(), "checkpoint")
    write_payload(path, replace(halfway, seconds=1000.0).to_bytes())
    *_, last = train(make_aligned(), RatioTriplet(), known, CONFIG, checkpoint=path)
    assert last.history.points[-1].seconds > 1000


def test_only_the_first_process_writes(known: list[SignerExamples], make_aligned: MakeNetwork, tmp_path: Path) -> None:
    path = tmp_path / "checkpoint"
    list(train(make_aligned(), RatioTriplet(), known, CONFIG, checkpoint=path, processes=Processes(rank=1)))
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def written(known: list[SignerExamples], make_aligned: MakeNetwork, tmp_path: Path) -> Path:
    """A checkpoint of twelve steps."""
    path = tmp_path / "checkpoint"
    list(
        train(
            make_aligned(), RatioTriplet(), known, CONFIG, checkpoint=path,
            identity={"architecture": "aligned-tdnn", "sizes": {"width": 8, "dilations": (1,)}},
        )
    )  # fmt: skip
    return path


@pytest.mark.parametrize("part", ["learning", "other"])
def test_other_signatures_are_refused(
    part: str, written: Path, known: list[SignerExamples], make_examples: MakeExamples, make_aligned: MakeNetwork
) -> None:
    changed = [*known[:-1], replace(known[-1], genuine=known[-1].genuine[:-1])]
    others = changed if part == "learning" else make_examples(4, genuine=4, variants=2, seed=77)
    with pytest.raises(ModelError, match=r"belongs to another training: .*signatures\.") as refusal:
        next(train(make_aligned(), RatioTriplet(), others, CONFIG, checkpoint=written, identity=IDENTITY))
    assert ("signatures.genuine is 16 there and 15 here" in str(refusal.value)) == (part == "learning")


IDENTITY: dict[str, Any] = {"architecture": "aligned-tdnn", "sizes": {"width": 8, "dilations": (1,)}}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"identity": {**IDENTITY, "architecture": "siam"}}, "architecture is aligned-tdnn there and siam here"),
        ({"identity": {**IDENTITY, "sizes": {"width": 9, "dilations": (1,)}}}, "sizes.width is 8 there and 9 here"),
        ({"config": replace(CONFIG, learning_rate=0.5)}, "training.learning_rate is 0.01 there and 0.5 here"),
        ({"config": replace(CONFIG, steps=13)}, "training.steps is 12 there and 13 here"),
        ({"loss": RatioTriplet(margin=0.1)}, "loss.margin is 0.6 there and 0.1 here"),
        ({"loss": TripletMargin()}, "loss.name is RatioTriplet there and TripletMargin here"),
        (
            {"config": replace(CONFIG, sampler=replace(CONFIG.sampler, anchors=2))},
            "training.sampler.anchors is 1 there and 2 here",
        ),
        ({"keep_length": True}, "same length is False there and True here"),
        ({"identity": {}}, "architecture is aligned-tdnn there and not told here"),
    ],
)
def test_another_training_is_refused_and_told_what_differs(
    change: dict[str, Any], says: str, written: Path, known: list[SignerExamples], make_aligned: MakeNetwork
) -> None:
    before = written.read_bytes()
    given = {"loss": RatioTriplet(), "config": CONFIG, "identity": IDENTITY, **change}
    with pytest.raises(ModelError, match="remove what was left of the other one") as refusal:
        next(train(make_aligned(), examples=known, checkpoint=written, **given))
    assert says in str(refusal.value)
    assert written.read_bytes() == before


def test_another_network_is_refused_though_nothing_is_told_of_it(
    written: Path, known: list[SignerExamples], make_weighed: MakeNetwork
) -> None:
    with pytest.raises(ModelError, match=r"network\.branch is AlignedTdnn there and Unchanged here; .*; and \d more"):
        next(train(make_weighed(), RatioTriplet(), known, CONFIG, checkpoint=written, identity=IDENTITY))


def test_another_choice_of_held_out_signers_is_refused(
    written: Path, known: list[SignerExamples], held_out: HeldOutSigners, make_aligned: MakeNetwork
) -> None:
    with pytest.raises(ModelError, match="held out"):
        next(
            train(
                make_aligned(), RatioTriplet(), known, CONFIG, held_out=held_out, checkpoint=written, identity=IDENTITY
            )
        )


def test_the_same_identity_passes() -> None:
    refuse_foreign({"a": [1, 2], "b": {"c": None}}, {"a": (1, 2), "b": {"c": None}}, "It")


def checkpoint(step: int = 3) -> Checkpoint:
    point = HistoryPoint(step=step, seconds=1.5, loss=0.1, genuine_distance=0.2, impostor_distance=1 / 3)
    return Checkpoint(
        identity={"architecture": "siam"},
        step=step,
        seconds=0.1 + 0.2,
        history=History(points=(point,)),
        pending=np.array([[1 / 3, 2.0, 3.0]]),
        tensors={
            "weights": {"a.b": torch.randn(3, 2), "none": torch.zeros(0)},
            "optimiser": {"0/step": torch.tensor(3.0)},
        },
    )


def test_a_checkpoint_comes_back_as_it_was() -> None:
    kept = checkpoint()
    found = Checkpoint.from_bytes(kept.to_bytes(), "x")
    assert (found.identity, found.step, found.seconds) == (kept.identity, kept.step, kept.seconds)
    assert found.history == kept.history
    np.testing.assert_array_equal(found.pending, kept.pending)
    assert found.tensors.keys() == kept.tensors.keys()
    for part, tensors in kept.tensors.items():
        assert equal(dict(found.tensors[part]), dict(tensors))


def test_any_other_safetensors_reader_can_read_it() -> None:
    assert set(load(checkpoint().to_bytes())) == {"weights/a.b", "weights/none", "optimiser/0/step", "pending"}


@pytest.mark.parametrize("place", [3, 40, -1])
def test_a_damaged_file_is_refused(place: int) -> None:
    payload = bytearray(checkpoint().to_bytes())
    payload[place] ^= 1
    with pytest.raises(ModelError, match=r"'x' is damaged.*remove it"):
        Checkpoint.from_bytes(bytes(payload), "x")


@pytest.mark.parametrize("length", [0, 7, 100, -1])
def test_half_a_file_is_refused(length: int) -> None:
    with pytest.raises(ModelError, match="damaged"):
        Checkpoint.from_bytes(checkpoint().to_bytes()[:length], "x")


def test_tensors_under_another_s_facts_are_refused() -> None:
    payload, other = checkpoint().to_bytes(), checkpoint(4).to_bytes()
    length = int.from_bytes(other[:8], "little")
    metadata = json.loads(other[8 : 8 + length])["__metadata__"]
    with pytest.raises(ModelError, match="damaged"):
        Checkpoint.from_bytes(bytes(save(load(payload), metadata)), "x")


@pytest.mark.parametrize(("other", "said"), [(-1, "earlier program.*Remove it"), (1, "newer program")])
def test_a_file_of_another_program_says_so(other: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "_FORMAT", checkpoints._FORMAT + other)
    payload = checkpoint().to_bytes()
    monkeypatch.undo()
    with pytest.raises(ModelError, match=said):
        Checkpoint.from_bytes(payload, "x")


def test_no_file_is_no_checkpoint(tmp_path: Path) -> None:
    assert read_payload(tmp_path / "none") == b""


def test_a_file_that_cannot_be_read_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    with pytest.raises(ResourceFault, match="cannot be read"):
        read_payload(tmp_path)


def test_a_full_disk_leaves_the_last_one_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "checkpoint"
    write_payload(path, b"the last one")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(checkpoints.os, "fsync", full)
    with pytest.raises(ResourceFault, match=r"No space left on device.*is whole"):
        write_payload(path, b"the next one")
    assert path.read_bytes() == b"the last one"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="rights of files are told by their mode")
def test_only_its_owner_reads_a_checkpoint_whatever_an_earlier_program_left(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint"
    for left in (path, path.with_name("checkpoint.writing")):
        left.write_bytes(b"open to all")
        left.chmod(0o644)
    write_payload(path, b"the next one")
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_process_killed_while_it_writes_leaves_the_last_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It gets no chance to clear up, and what it leaves does not disturb the next one."""
    path = tmp_path / "checkpoint"
    write_payload(path, b"the last one")

    def killed(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(checkpoints.os, "fsync", killed)
        with pytest.raises(KeyboardInterrupt):
            write_payload(path, b"half of the")
    assert len(list(tmp_path.iterdir())) == 2
    assert path.read_bytes() == b"the last one"
    write_payload(path, b"the next one")
    assert path.read_bytes() == b"the next one"
    assert list(tmp_path.iterdir()) == [path]


def test_identity_tells_signatures_apart(make_examples: MakeExamples) -> None:
    known = make_examples(3, variants=2)
    assert identity_of(known) == identity_of(make_examples(3, variants=2))
    assert identity_of(known)["signers"] == 3
    assert identity_of(known) != identity_of(known[:2])
    assert identity_of(known) != identity_of(known[::-1])
    assert identity_of(known) != identity_of([replace(known[0], signer="x"), *known[1:]])
    values = known[0].forgeries[1][1].copy()
    values[4, 2] += 1e-3
    forgeries = (known[0].forgeries[0], (known[0].forgeries[1][0], values))
    assert identity_of(known) != identity_of([replace(known[0], forgeries=forgeries), *known[1:]])
