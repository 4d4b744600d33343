"""A store with people who do not exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.ink.recording import Recording
from sigverify.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}") as opened:
        yield opened


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
