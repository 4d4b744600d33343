"""A store with people who do not exist, and models made quickly."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.ink.recording import Recording
from sigverify.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}") as opened:
        yield opened


def enrolled(store: Store, model: Any, signers: Corpus, *, people: int, references: int = 4) -> Store:
    """Have a store verify by a model, with so many people of so many references each."""
    from sigverify.workflows.enrolment import enrol
    from sigverify.workflows.models import put_into_use

    verifier = put_into_use(store, model.folder)
    for name in signers.signers[:people]:
        signer = store.add_signer(name)
        for sample in signers.of(name, "genuine")[:references]:
            store.add_recording(signer.id, sample.recording, role="reference", label="genuine", session="s")
        enrol(store, verifier, signer.id)
    return store


@dataclass(frozen=True)
class Person:
    """A signer in the store with three references; more of his ink, and that of one who imitates him."""

    id: str
    references: tuple[int, ...]
    genuine: tuple[Recording, ...]
    forged: tuple[Recording, ...]


@pytest.fixture
def person(store: Store, other_signers: Corpus) -> Person:
    name = other_signers.signers[0]
    genuine = [sample.recording for sample in other_signers.of(name, "genuine")]
    signer = store.add_signer(name)
    ids = tuple(
        store.add_recording(signer.id, ink, role="reference", label="genuine", session="s") for ink in genuine[:3]
    )
    forged = tuple(sample.recording for sample in other_signers.of(name, "forgery"))
    return Person(id=signer.id, references=ids, genuine=tuple(genuine[3:]), forged=forged)


@pytest.fixture(scope="session")
def tiny_plan() -> Any:
    """A plan of one network that learns next to nothing in no time, in three folds."""
    # torch is imported here, so that tests without a network do not wait for it
    from sigverify.ink.features import MOVEMENT_FUNCTIONS, FeatureConfig
    from sigverify.learning.examples import ExamplesConfig
    from sigverify.learning.sampler import SamplerConfig
    from sigverify.learning.training_config import TrainingConfig
    from sigverify.workflows.train_plan import NetworkVariant, TrainPlan

    sizes = {"width": 4, "embedding": 4, "dilations": (1,)}
    return TrainPlan(
        name="tiny",
        architecture="aligned-tdnn",
        folds=3,
        draws=1,
        seed=4,
        variants=(NetworkVariant(sizes=sizes, features=FeatureConfig(functions=MOVEMENT_FUNCTIONS, rate_hz=50.0)),),
        training=TrainingConfig(
            steps=2, sampler=SamplerConfig(signers=2, genuine=1, skilled=1, random=1), check_every=1
        ),
        examples=ExamplesConfig(variants=1),
    )


@pytest.fixture(scope="session")
def made_from() -> Callable[..., Any]:
    """Return what makes a model of corpora by a plan."""
    from sigverify.workflows.training import TrainedModel, train_model

    def make(corpora: Sequence[Corpus], plan: Any, **more: Any) -> TrainedModel:
        *_, last = train_model(corpora, plan, **more)
        assert isinstance(last, TrainedModel)
        return last

    return make
