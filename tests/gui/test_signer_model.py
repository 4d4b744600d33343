"""The list's model: whoever is searched for is found, nothing is laid out anew for who only looks otherwise."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex

from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.gui.enrolling import SignerView
from sigverify.gui.signer_rows import SignerRows, folded
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
    made.show_rows(SignerRows(crowd))
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


def test_a_crowd_that_is_dropped_is_out_of_sight_at_once_and_out_of_memory_soon(model: SignerModel, qtbot) -> None:
    rows = model.signers
    views, names, lines = rows._views, rows._names, rows._lines
    model.drop()
    model.drop()  # as after a lock, where answers that came late are dropped too
    assert model.rowCount() == 0
    qtbot.waitUntil(lambda: not (views or names or lines or rows.ids))


def test_names_and_purposes_are_found_whatever_their_accents_and_capitals(qtbot) -> None:
    model = SignerModel()
    people = [signer(1, "Zoë Bell"), signer(2, "Ann Zoe", purpose="the Safe"), signer(3, "Carl")]
    model.show_rows(SignerRows(people))
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
    model.show_rows(SignerRows([signer(1, "Anna Anna Annan"), signer(2, "Bob")]))
    model.search("an")
    assert shown(model) == ["Anna Anna Annan"]


def test_who_only_looks_otherwise_stays_in_place(model: SignerModel, crowd: list[SignerView], qtbot) -> None:
    now = crowd[700]._replace(reference_count=1, last_at=NOON)
    told: list[str] = []
    for name in ("modelReset", "rowsMoved", "rowsInserted", "rowsRemoved"):
        getattr(model, name).connect(lambda *_, name=name: told.append(name))
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.show_changed([now])
    assert changed.args[0].row() == changed.args[1].row() == 700
    assert model.index(700).data(SIGNER_ROLE) is now
    assert told == []
    with qtbot.assertNotEmitted(model.dataChanged):
        model.show_changed([now])


def test_in_another_order_who_signed_or_is_renewed_goes_where_they_belong(model, crowd, qtbot) -> None:
    model.order_by("newest")
    for number, after in ((700, 0), (20, 1), (700, 2)):
        with qtbot.waitSignal(model.rowsMoved):
            model.show_changed([crowd[number]._replace(last_at=NOON + timedelta(hours=after))])
        assert model.row_of(f"id {number}") == 0
    assert shown(model)[:4] == ["Person 0700", "Person 0020", "Person 0000", "Person 0001"]
    model.order_by("due")
    assert model.row_of("id 700") == 700
    model.show_changed([crowd[700]._replace(reference_count=1)])
    assert model.row_of("id 700") == 999, "the others have none yet"


def test_who_comes_goes_or_is_renamed_is_listed_where_they_belong(model: SignerModel, crowd, qtbot) -> None:
    with qtbot.waitSignals([model.rowsMoved, model.rowsInserted, model.rowsRemoved]):
        model.show_changed([crowd[0]._replace(name="Zacharias"), signer(2000, "Aaron")], {"id 1"})
    assert shown(model)[0] == "Aaron"
    assert shown(model)[-1] == "Zacharias"
    assert model.row_of("id 1") == -1
    assert model.rowCount() == 1000
    model.search("zach")
    assert shown(model) == ["Zacharias"]
    model.show_changed([crowd[5]._replace(name="Ezacharia")])
    assert shown(model) == ["Ezacharia", "Zacharias"]
    model.search("0005")
    assert shown(model) == [], "the name before is no longer found"


NAMES = st.sampled_from(["Ann", "Anna", "Bell", "Zoë", "zoe", "Ann Bell", "漢字", "字", "O'Neil", ""])
CHANGES = st.lists(
    st.tuples(st.integers(0, 12), st.one_of(st.none(), NAMES), st.integers(0, 2), st.sampled_from(["", "an", "Safe"])),
    max_size=30,
)


@given(CHANGES, st.integers(0, 30), st.sampled_from(["name", "newest", "due"]), st.text("anbelzo字 s", max_size=4))
def test_whatever_changes_is_listed_and_found_as_if_all_were_listed_anew(qapp, changes, before, order, words) -> None:
    """A search that goes by an index, changes on top of it, moves of single rows: against the plain way."""
    model, there = SignerModel(), dict[str, SignerView]()
    model.order_by(order)
    for step, (number, name, used, purpose) in enumerate(changes):
        if step == before:
            model.show_rows(SignerRows(there.values()))
            model.search(words)
        one = f"id {number}"
        if name is None:
            gone = {one} if there.pop(one, None) is not None else set()
            changed = []
        else:
            last = NOON + timedelta(days=number % 3) if used else None
            changed = [signer(number, name, references=used, purpose=purpose)._replace(last_at=last)]
            there[one], gone = changed[0], set()
        if step >= before:
            model.show_changed(changed, gone)
    if len(changes) <= before:
        model.show_rows(SignerRows(there.values()))
        model.search(words)

    def key(view: SignerView) -> tuple[float, str, str]:
        last = -view.last_at.timestamp() if view.last_at is not None else 0.0
        rank = {"name": 0.0, "newest": last, "due": (view.reference_count > 0) + (not view.grown_old)}[order]
        return (rank, folded(view.name), view.signer_id)

    wanted = folded(words.strip())
    expected = [
        view
        for view in sorted(there.values(), key=key)
        if wanted in folded(view.name) or (view.purpose and wanted in folded(view.purpose))
    ]
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert [model.index(row).data(SIGNER_ROLE) for row in range(model.rowCount())] == expected
    assert [model.row_of(view.signer_id) for view in expected] == list(range(len(expected)))
    assert [view.signer_id for view in model.signers] == [
        view.signer_id for view in sorted(there.values(), key=lambda view: (folded(view.name), view.signer_id))
    ]
    assert model.signers.enrolled == sum(view.reference_count > 0 for view in there.values())


def test_ink_is_asked_for_where_it_is_looked_at(qtbot) -> None:
    model = SignerModel()
    model.show_rows(SignerRows(signer(number, f"Person {number}", references=number % 2) for number in range(6)))
    with qtbot.waitSignal(model.inks_wanted) as wanted:
        for row in range(4):
            assert model.index(row).data(INK_ROLE) is None
    assert wanted.args[0] == ["id 1", "id 3"], "once for all that were painted, and not for who has no references"
    ink = synthetic_corpus(1, genuine=2, forgeries=0, seed=1).samples[0].recording
    with qtbot.waitSignal(model.dataChanged):
        model.show_pictured([signer(3, "Person 3", references=1)._replace(thumbnail=ink)])
    assert model.index(3).data(INK_ROLE) is not None
    model.show_pictured([signer(9, "Erased", references=1)._replace(thumbnail=ink)])
    assert model.rowCount() == 6
