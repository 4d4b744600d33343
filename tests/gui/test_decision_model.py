"""The model of all decisions: what is wanted stands there in order, whatever came, changed or went meanwhile."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from fake_review import decided_view
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from sigverify.gui.decision_rows import INK, MODEL, NOTES, OUTCOME, RATIO, SAID, SCORE, SIGNER, TIME, Wanted
from sigverify.gui.reviews import DecisionView
from sigverify.gui.tables.decision_model import _AT_ONCE, DecisionModel

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def decision(number: int, **what: Any) -> DecisionView:
    return replace(decided_view(number, f"id-{number % 7}", f"Person {number % 7}", float(number % 5)).row, **what)


def ids(model: DecisionModel) -> list[int]:
    return [row.decision_id for row in model.rows]


def expected(rows: list[DecisionView], wanted: Wanted, column: int, order: Qt.SortOrder) -> list[int]:
    """The same as the model shows, told as plainly as can be."""
    newest = sorted((row for row in rows if fits(row, wanted)), key=lambda row: -row.decision_id)
    known = [row for row in newest if key(row, column) is not None]
    known.sort(key=lambda row: key(row, column), reverse=order == DOWN)
    return [row.decision_id for row in [*known, *(row for row in newest if key(row, column) is None)]]


def fits(row: DecisionView, wanted: Wanted) -> bool:
    day = row.decided_at.astimezone().date()
    told = f"{row.decision_id} {row.signer_name} {row.model or ''} {row.words}".casefold()
    return (
        (not wanted.signer_id or row.signer_id == wanted.signer_id)
        and (not wanted.outcome or row.outcome == wanted.outcome)
        and (not wanted.overridden or row.ruling is not None)
        and (wanted.since is None or day >= wanted.since)
        and (wanted.until is None or day <= wanted.until)
        and all(word in told for word in wanted.text.casefold().split())
    )


def key(row: DecisionView, column: int) -> Any:
    if column == OUTCOME:
        decided = {"reject": 0, "refer": 1, "accept": 2, None: None}[row.outcome]
        return None if decided is None else (decided, row.ruling or "")
    return {
        TIME: row.decided_at,
        INK: row.recording_id is not None,
        SIGNER: row.signer_name.casefold(),
        RATIO: row.ratio,
        SCORE: row.score,
        MODEL: row.model,
        SAID: row.label,
        NOTES: row.note_count,
    }[column]


NAMES = ("Anna", "anna Bell", "ÉMILE", "Straße", "")
SCORES = st.none() | st.floats(-4, 4).map(lambda score: round(score, 1)) | st.just(float("-inf"))
ROWS = st.builds(
    lambda number, name, at, outcome, ruling, score, more: decision(
        number,
        signer_id=f"id-{name}",
        signer_name=name,
        decided_at=NOON + timedelta(hours=at),
        outcome=outcome,
        ruling=ruling,
        score=score,
        ratio=score,
        model=more[0],
        label=more[1],
        recording_id=more[2],
        note_count=more[3],
        words=more[4],
    ),
    st.integers(1, 30),
    st.sampled_from(NAMES),
    st.integers(0, 100),
    st.sampled_from([None, "accept", "refer", "reject"]),
    st.sampled_from([None, "accept", "reject"]),
    SCORES,
    st.tuples(
        st.sampled_from([None, "aligned-tdnn", "DTW"]),
        st.sampled_from([None, "genuine", "forgery", "unknown"]),
        st.sampled_from([None, 5, 6]),
        st.integers(0, 2),
        st.sampled_from(["the rhythm departs", "SHAPE", "", "note by Émile"]),
    ),
)
DAYS = st.none() | st.integers(0, 5).map(lambda day: date(2026, 5, 3) + timedelta(days=day))
WANTED = st.builds(
    Wanted,
    text=st.sampled_from(["", "an", "RHYTHM the", "strasse", "1", "é", "dtw"]),
    signer_id=st.sampled_from(["", "", "id-Anna", "id-nobody"]),
    outcome=st.sampled_from(["", "", "accept", "reject"]),
    since=DAYS,
    until=DAYS,
    overridden=st.booleans(),
)
ORDERS = st.tuples(st.integers(0, 8), st.sampled_from([UP, DOWN]))
STEPS = st.lists(
    st.tuples(st.just("take"), st.lists(ROWS, max_size=6))
    | st.tuples(st.just("load"), st.lists(ROWS, max_size=12, unique_by=lambda row: row.decision_id))
    | st.tuples(st.just("want"), WANTED)
    | st.tuples(st.just("sort"), ORDERS)
    | st.tuples(st.just("erase"), st.sampled_from(NAMES)),
    max_size=8,
)


@given(steps=STEPS, in_steps=st.booleans(), wanted=WANTED, order=ORDERS)
def test_whatever_comes_what_is_wanted_stands_in_order(
    qapp: object, steps: list[tuple[str, Any]], in_steps: bool, wanted: Wanted, order: tuple[int, Qt.SortOrder]
) -> None:
    """in_steps: as with many decisions, where what is asked last wins over what is not finished."""
    model, there = DecisionModel(), dict[int, DecisionView]()
    with pytest.MonkeyPatch.context() as patch:
        if in_steps:
            patch.setattr("sigverify.gui.tables.decision_model._AT_ONCE", -1)
        for what, given_ in [*steps, ("want", wanted), ("sort", order)]:
            if what == "want":
                model.want(given_)
            elif what == "sort":
                model.sort(*given_)
            elif what == "erase":
                there = {number: row for number, row in there.items() if row.signer_name != given_}
                model.drop_signers([f"id-{given_}"])
                assert all(row.signer_name != given_ for row in model.rows), "at once"
            else:
                if what == "load":
                    there.clear()
                    model.start_round()
                model.take(given_)
                there |= {row.decision_id: row for row in given_}
                if what == "load":
                    model.settle()
            if in_steps and model._slices.waiting:
                model._slices._step("showing")
        model._show()
        if model._slices.waiting:
            model._slices.finish("showing")
    assert ids(model) == expected(list(there.values()), wanted, *order)
    assert [model.row_of(one) for one in ids(model)] == list(range(model.rowCount()))
    assert model.total == len(there)
    assert all(model.holds(one) for one in there)


@pytest.fixture
def crowd(qtbot: QtBot) -> DecisionModel:
    """More than are put in order at once, the newest first."""
    model = DecisionModel()
    model.take([decision(number) for number in range(_AT_ONCE + 500, 0, -1)])
    with qtbot.waitSignal(model.shown_anew):
        model.settle()
    return model


def test_with_many_the_newest_request_wins_and_until_then_the_old_rows_stay(qtbot: QtBot, crowd: DecisionModel) -> None:
    before = ids(crowd)
    told = []
    crowd.shown_anew.connect(lambda: told.append(ids(crowd)))
    crowd.want(Wanted(text="person 3"))
    crowd.sort(SIGNER, UP)
    crowd.want(Wanted(outcome="accept"))
    assert ids(crowd) == before
    qtbot.waitUntil(lambda: told != [])
    rows = [decision(number) for number in before]
    assert told == [expected(rows, Wanted(outcome="accept"), SIGNER, UP)]


def test_what_comes_and_goes_while_it_is_put_in_order_is_in_the_result(qtbot: QtBot, crowd: DecisionModel) -> None:
    before = ids(crowd)
    crowd.want(Wanted(signer_id="id-3"))
    crowd._slices._step("showing")  # from here on it is worked out of what there is now
    late = [decision(number) for number in range(5000, 5007)]
    crowd.take(late)
    crowd.drop_signers(["id-4"])
    with qtbot.waitSignal(crowd.shown_anew):
        pass
    assert ids(crowd)[-1] == 5001, "below the others, until all are put in order"
    assert set(ids(crowd)) == {one for one in [*before, *range(5000, 5007)] if one % 7 == 3}
    with qtbot.waitSignal(crowd.shown_anew):
        crowd.settle()
    assert ids(crowd)[0] == 5001, "the late one is the newest"


def test_many_that_were_erased_are_gone_at_once_and_forgotten_in_steps(qtbot: QtBot, crowd: DecisionModel) -> None:
    """Tens of thousands may go at once, where another desk erases those whose day has come."""
    gone = [f"id-{number}" for number in range(6)]
    erased = crowd.rows[crowd.row_of(7 * 40 + 1)]
    crowd.drop_signers(gone)
    assert {one % 7 for one in ids(crowd)} == {6}
    assert crowd.total == len(crowd.rows)
    assert not crowd.holds(erased.decision_id)
    assert crowd.row_of(erased.decision_id) == -1
    crowd.take([erased])  # it comes again before it is forgotten
    crowd.drop_signers(["id-5"])
    qtbot.waitUntil(lambda: not crowd._forgetting.waiting)
    assert ids(crowd)[-1] == erased.decision_id
    assert crowd.holds(erased.decision_id)
    assert sum(row is not None for row in crowd._all._rows) == crowd.total
    assert sum(bool(line) for line in crowd._all._lines) == crowd.total
    crowd.drop_signers(["id-1"])
    assert not crowd._forgetting.waiting, "few are forgotten at once"
    assert not crowd.holds(erased.decision_id)


def test_who_is_selected_stays_so_and_who_is_left_out_is_not(qtbot: QtBot, crowd: DecisionModel) -> None:
    selection = QItemSelectionModel(crowd)
    selection.setCurrentIndex(crowd.index(crowd.row_of(10), TIME), SELECT)
    for change in (lambda: crowd.sort(SCORE, UP), lambda: crowd.want(Wanted(signer_id="id-3"))):
        with qtbot.waitSignal(crowd.shown_anew):
            change()
        assert selection.currentIndex().row() == crowd.row_of(10)
        assert [index.row() for index in selection.selectedRows()] == [crowd.row_of(10)]
    with qtbot.waitSignal(crowd.shown_anew):
        crowd.want(Wanted(signer_id="id-1"))
    assert crowd.row_of(10) == -1
    assert not selection.currentIndex().isValid()
    assert not selection.hasSelection()


def test_a_decision_that_does_not_fit_any_more_leaves_at_once(qapp: object) -> None:
    model = DecisionModel()
    model.take([decision(number) for number in range(1, 6)])
    model.want(Wanted(overridden=True))
    assert ids(model) == []
    model.take([decision(2, ruling="reject")])
    assert ids(model) == [2]
    model.take([decision(2)])
    assert ids(model) == []
    assert model.total == 5


def test_dropped_decisions_leave_nothing_behind(qtbot: QtBot, crowd: DecisionModel) -> None:
    crowd.want(Wanted(text="person"))
    crowd.drop()
    assert (crowd.total, crowd.rowCount(), len(crowd.signer_ids)) == (0, 0, 0)
    assert not crowd._slices.waiting
    crowd.take([decision(1)])
    assert ids(crowd) == [1]
