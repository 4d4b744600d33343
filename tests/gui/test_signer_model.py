"""The list's model: whoever is searched for is found, nothing is laid out anew for who only looks otherwise."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QModelIndex

from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.gui.enrolling import SignerView
from sigverify.gui.tables.signer_model import INK_ROLE, SIGNER_ROLE, SignerModel

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def signer(number: int, name: str, references: int = 0, purpose: str = "") -> SignerView:
    return SignerView(
        signer_id=f"id {number}", name=name, reference_count=references, thumbnail=None, last_at=None, purpose=purpose
    )


@pytest.fixture
def crowd() -> list[SignerView]:
    return [signer(number, f"Person {number:04d}") for number in range(1000)]


@pytest.fixture
def model(qtbot, crowd: list[SignerView]) -> SignerModel:
    made = SignerModel()
    made.show_signers(crowd)
    return made


def shown(model: SignerModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_a_search_goes_on_where_somebody_scrolls(model: SignerModel) -> None:
    model.search("person 0")
    assert model.rowCount() < 1000
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert shown(model) == [f"Person {number:04d}" for number in range(1000)]
    assert model.row_of("id 999") == 999
    model.search("")
    assert model.rowCount() == 1000
    assert not model.canFetchMore(QModelIndex())


def test_names_and_purposes_are_found_whatever_their_accents_and_capitals(qtbot) -> None:
    model = SignerModel()
    model.show_signers([signer(1, "Zoë Bell"), signer(2, "Ann Zoe", purpose="the Safe"), signer(3, "Carl")])
    model.search(" ZOE ")
    assert shown(model) == ["Ann Zoe", "Zoë Bell"]
    model.search("safe")
    assert shown(model) == ["Ann Zoe"]
    assert model.row_of("id 2") == 0
    assert model.row_of("id 1") == -1
    model.search("bell ann")
    assert shown(model) == [], "nothing is found across two rows"


def test_a_name_is_listed_once_however_often_it_holds_the_words(qtbot) -> None:
    model = SignerModel()
    model.show_signers([signer(1, "Anna Anna Annan"), signer(2, "Bob")])
    model.search("an")
    assert shown(model) == ["Anna Anna Annan"]


def test_who_only_looks_otherwise_stays_in_place(model: SignerModel, crowd: list[SignerView], qtbot) -> None:
    now = replace(crowd[700], reference_count=1, last_at=NOON)
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.show_signers([now if one is crowd[700] else one for one in crowd])
    assert changed.args[0].row() == changed.args[1].row() == 700
    assert model.index(700).data(SIGNER_ROLE) is now
    assert resets == []
    model.order_by("due")
    first = replace(now, reference_count=0)
    model.show_signers([first if one is crowd[700] else one for one in crowd])
    assert len(resets) == 2, "in another order a signer may have to go elsewhere"
    assert model.row_of("id 700") == 700


def test_who_comes_goes_or_is_renamed_is_listed_where_they_belong(model: SignerModel, crowd: list[SignerView]) -> None:
    model.show_signers([replace(crowd[0], name="Zacharias"), *crowd[2:], signer(2000, "Aaron")])
    assert shown(model)[0] == "Aaron"
    assert shown(model)[-1] == "Zacharias"
    assert model.row_of("id 1") == -1
    assert model.rowCount() == 1000


def test_ink_is_asked_for_where_it_is_looked_at(qtbot) -> None:
    model = SignerModel()
    model.show_signers([signer(number, f"Person {number}", references=number % 2) for number in range(6)])
    with qtbot.waitSignal(model.inks_wanted) as wanted:
        for row in range(4):
            assert model.index(row).data(INK_ROLE) is None
    assert wanted.args[0] == ["id 1", "id 3"], "once for all that were painted, and not for who has no references"
    ink = synthetic_corpus(1, genuine=2, forgeries=0, seed=1).samples[0].recording
    with qtbot.waitSignal(model.dataChanged):
        model.show_pictured([replace(signer(3, "Person 3", references=1), thumbnail=ink)])
    assert model.index(3).data(INK_ROLE) is not None
    model.show_pictured([replace(signer(9, "Erased", references=1), thumbnail=ink)])
    assert model.rowCount() == 6
