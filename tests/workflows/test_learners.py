"""A learner trains a plan's network once for each fold and once for good, each time as the plan and the folds say."""

from collections.abc import Generator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from sigverify.learning.examples import SignerExamples
from sigverify.learning.history import History, HistoryPoint
from sigverify.learning.processes import ALONE
from sigverify.learning.sampler import SamplerConfig
from sigverify.learning.selection import HeldOutSigners
from sigverify.learning.training_config import TrainingConfig
from sigverify.networks.catalogue import CATALOGUE, build_network
from sigverify.networks.pair_network import PairNetwork
from sigverify.networks.weights import weights_bytes
from sigverify.workflows import learners
from sigverify.workflows.learners import Learner, Surroundings

HERE = Surroundings(processes=ALONE, checkpoints=None, cancelled=lambda: False)
SIZES = {"width": 4, "embedding": 4, "dilations": (1,)}
STEPS = 400


def signers(count: int) -> tuple[SignerExamples, ...]:
    rng = np.random.default_rng(1)

    def some() -> tuple[tuple[np.ndarray, ...], ...]:
        return tuple((rng.normal(size=(20, 11)).astype(np.float32),) for _ in range(2))

    return tuple(SignerExamples(signer=f"corpus/{k}", genuine=some(), forgeries=some()) for k in range(count))


def learner(name: str = "aligned-tdnn", **changes: Any) -> Learner:
    entry = CATALOGUE[name]
    training = TrainingConfig(steps=STEPS, sampler=SamplerConfig(signers=2, genuine=1, skilled=1, random=1), seed=7)
    given: dict[str, Any] = {
        "place": 0,
        "entry": entry,
        "sizes": SIZES if name == "aligned-tdnn" else {},
        "features": entry.features,
        "loss": entry.loss,
        "training": training,
        "examples": signers(12),
        "start": None,
        "held_out_share": 0.3,
    }
    return Learner(**(given | changes))


@dataclass
class Trainings:
    """Stands for `train`: notes what it is given, and finds the best steps that a test names."""

    best_steps: list[int | None] = field(default_factory=list)
    given: list[dict[str, Any]] = field(default_factory=list)

    def train(
        self,
        network: PairNetwork,
        loss: Any,
        examples: Sequence[SignerExamples],
        config: TrainingConfig,
        *,
        held_out: HeldOutSigners | None,
        **others: Any,
    ) -> Generator[Any, None, History]:
        self.given.append(
            {
                "weights": weights_bytes(network),
                "loss": loss,
                "shown": {known.signer for known in examples},
                "stopping": {known.signer for known in held_out.examples} if held_out is not None else set(),
                "config": config,
                **others,
            }
        )
        best = self.best_steps.pop(0) if self.best_steps else None
        point = HistoryPoint(
            step=best or 1,
            seconds=1.0,
            loss=1.0,
            genuine_distance=1.0,
            impostor_distance=2.0,
            minimum_cllr=None if best is None else 0.5,
        )
        return History(points=(point,))
        yield  # makes it a generator, as `train` is


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch) -> Trainings:
    made = Trainings()
    monkeypatch.setattr(learners, "train", made.train)
    return made


def finished(course: Generator[Any, None, PairNetwork]) -> PairNetwork:
    while True:
        try:
            next(course)
        except StopIteration as end:
            return end.value


@pytest.mark.parametrize(
    ("best", "steps"), [([400, 100, 150], 150), ([100, 200], 150), ([None, 100, None], 100), ([None, None], STEPS)]
)
def test_the_network_that_is_kept_learns_for_the_median_of_the_folds_best_steps(
    trainings: Trainings, best: list[int | None], steps: int
) -> None:
    """Where nobody could be set apart, for all steps."""
    made = learner()
    trainings.best_steps = list(best)
    for number in range(len(best)):
        finished(made.without(frozenset({f"corpus/{number}"}), f"fold {number + 1}", HERE))
    assert made.best_steps == [step for step in best if step is not None]
    assert made.final_steps == steps
    finished(made.of_all("all signers", HERE))
    assert [given["config"].steps for given in trainings.given] == [STEPS] * len(best) + [steps]
    assert trainings.given[-1]["config"] == replace(made.training, steps=steps)
    assert list(made.histories) == [*(f"fold {number + 1}" for number in range(len(best))), "all signers"]


def test_a_fold_is_neither_shown_nor_asked_when_to_stop(trainings: Trainings) -> None:
    made, fold = learner(), frozenset({"corpus/1", "corpus/5"})
    finished(made.without(fold, "fold 1", HERE))
    (given,) = trainings.given
    everyone = {known.signer for known in made.examples}
    assert len(given["stopping"]) == 3
    assert made.set_apart == [3]
    assert given["shown"] | given["stopping"] == everyone - fold
    assert not given["shown"] & given["stopping"]


def test_the_network_that_is_kept_learns_from_all_and_is_stopped_by_nobody(trainings: Trainings) -> None:
    made = learner()
    finished(made.of_all("all signers", HERE))
    (given,) = trainings.given
    assert given["shown"] == {known.signer for known in made.examples}
    assert given["stopping"] == set()
    assert made.set_apart == []


@pytest.mark.parametrize(("share", "count"), [(0.0, 12), (0.3, 7)])
def test_nobody_is_set_apart_where_none_or_too_few_are_to_be(trainings: Trainings, share: float, count: int) -> None:
    made = learner(held_out_share=share, examples=signers(count))
    finished(made.without(frozenset(), "fold 1", HERE))
    assert trainings.given[0]["stopping"] == set()
    assert made.set_apart == [0]


def test_every_training_begins_with_the_same_new_weights(trainings: Trainings) -> None:
    """They follow from the seed, whatever was drawn before."""
    made = learner()
    torch.manual_seed(1)
    finished(made.without(frozenset({"corpus/1"}), "fold 1", HERE))
    finished(made.of_all("all signers", HERE))
    other = learner(training=replace(made.training, seed=8))
    finished(other.of_all("all signers", HERE))
    first, again, otherwise = (given["weights"] for given in trainings.given)
    assert first == again != otherwise


def test_it_goes_on_from_a_network(trainings: Trainings) -> None:
    torch.manual_seed(3)
    start = build_network("aligned-tdnn", SIZES)
    before = weights_bytes(start)
    for beginning in (start, None, build_network("aligned-tdnn", SIZES)):
        finished(learner(start=beginning).of_all("all signers", HERE))
    assert trainings.given[0]["weights"] == before
    identities = [str(given["identity"]) for given in trainings.given]
    assert len(set(identities)) == 3, "checkpoints of one may not be gone on from by another"


def test_checkpoints_are_apart_by_training_and_by_network(trainings: Trainings, tmp_path: Path) -> None:
    around = replace(HERE, checkpoints=tmp_path)
    for place in (0, 1):
        made = learner(place=place)
        finished(made.without(frozenset({"corpus/1"}), "fold 1", around))
        finished(made.of_all("all signers", around))
    files = [given["checkpoint"] for given in trainings.given]
    assert [file.parent for file in files] == [tmp_path] * 4
    assert [file.name for file in files] == [
        "fold-1-1.safetensors",
        "all-signers-1.safetensors",
        "fold-1-2.safetensors",
        "all-signers-2.safetensors",
    ]
    finished(learner().of_all("all signers", HERE))
    assert trainings.given[-1]["checkpoint"] is None


@pytest.mark.parametrize(("name", "kept"), [("aligned-tdnn", False), ("bromley-1994", True)])
def test_the_loss_is_the_entrys_and_features_of_one_length_keep_it(trainings: Trainings, name: str, kept: bool) -> None:
    finished(learner(name).of_all("all signers", HERE))
    (given,) = trainings.given
    assert given["loss"] == CATALOGUE[name].loss
    assert given["identity"] == {"architecture": name}
    assert given["keep_length"] is kept
    assert given["processes"] is ALONE
    assert given["cancelled"] is HERE.cancelled


def test_all_sizes_are_told() -> None:
    """Those of the catalogue and where the plan differs from them."""
    config = CATALOGUE["aligned-tdnn"].config
    assert learner().config == asdict(config) | SIZES
    assert learner("bromley-1994").config == asdict(CATALOGUE["bromley-1994"].config)


def test_it_trains_indeed() -> None:
    """Without anything standing in for `train`."""
    made = learner(training=TrainingConfig(steps=3, sampler=SamplerConfig(signers=2), check_every=1))
    network = finished(made.without(frozenset({"corpus/1"}), "fold 1", HERE))
    assert not network.training
    torch.manual_seed(made.training.seed)
    assert weights_bytes(network) != weights_bytes(build_network("aligned-tdnn", SIZES))
    assert [point.step for point in made.histories["fold 1"].points] == [1, 2, 3]
    assert made.best_steps in ([1], [2], [3])
