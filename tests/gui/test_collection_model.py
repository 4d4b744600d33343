"""What was collected, as a table: in whatever order, whoever comes, goes or changes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt

from sigverify.gui.collection_rows import (
    FORGERIES,
    GENUINE,
    LAST,
    NAME,
    SESSIONS,
    UNKNOWN,
    CollectionRow,
    CollectionRows,
    Sittings,
)
from sigverify.gui.tables.collection_model import ROW_ROLE, CollectionModel

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def a_row(number: int, name: str = "", **what: Any) -> CollectionRow:
    made = CollectionRow(
        f"id-{number}", name or f"Person {number:03}", number % 7, number % 3, number % 2, 1, None, None
    )
    return made._replace(**what)


def sittings(count: int) -> Sittings:
    return Sittings(tuple((f"day {number}", 2) for number in range(count)))


def test_rows_of_a_crowd_that_are_dropped_are_out_of_memory_soon(qtbot) -> None:
    model, rows = CollectionModel(), CollectionRows([a_row(number) for number in range(2500)])
    model.show_rows(rows)
    held = rows._rows, rows._names, rows._place
    model.drop()
    assert not model.rows
    qtbot.waitUntil(lambda: not any(held))


ROWS = st.builds(
    lambda number, name, genuine, last, days: a_row(
        number,
        name,
        genuine=genuine,
        last_at=NOON + timedelta(days=last) if last is not None else None,
        sittings=sittings(days) if days is not None else None,
    ),
    st.integers(1, 12),
    st.sampled_from(["Anna", "anna", "Émile", "Zoë", "Bo"]),
    st.integers(0, 3),
    st.none() | st.integers(0, 3),
    st.none() | st.integers(0, 3),
)
STEPS = st.lists(
    st.tuples(st.just("put"), st.lists(ROWS, max_size=3))
    | st.tuples(st.just("drop"), st.integers(1, 12))
    | st.tuples(st.just("read"), st.tuples(st.integers(1, 12), st.integers(0, 3)))
    | st.tuples(st.just("sort"), st.tuples(st.integers(0, 5), st.sampled_from([UP, DOWN]))),
    max_size=8,
)


def key(row: CollectionRow, column: int) -> Any:
    return {
        GENUINE: row.genuine,
        SESSIONS: len(row.sittings.genuine) if row.sittings is not None else None,
        FORGERIES: row.forgeries,
        UNKNOWN: row.unknown,
        LAST: row.last_at or datetime.min.replace(tzinfo=UTC),
    }[column]


def expected(there: dict[str, CollectionRow], column: int, order: Qt.SortOrder) -> list[CollectionRow]:
    plain = {"Émile": "emile", "Zoë": "zoe"}
    named = sorted(there.values(), key=lambda row: (plain.get(row.name, row.name.casefold()), row.signer_id))
    if column == NAME:
        return named[::-1] if order == DOWN else named
    known = [row for row in named if key(row, column) is not None]
    known.sort(key=lambda row: key(row, column), reverse=order == DOWN)
    return [*known, *(row for row in named if key(row, column) is None)]


@given(steps=STEPS)
def test_whatever_comes_all_stand_in_order(qapp: object, steps: list[tuple[str, Any]]) -> None:
    model, there, order = CollectionModel(), dict[str, CollectionRow](), (NAME, UP)
    for what, given_ in steps:
        if what == "put":
            model.show_new(given_)
            there |= {row.signer_id: row for row in given_}
        elif what == "drop":
            model.show_new((), {f"id-{given_}"})
            there.pop(f"id-{given_}", None)
        elif what == "read":
            whose, found = f"id-{given_[0]}", sittings(given_[1])
            model.take_sittings({whose: found})
            if whose in there:
                there[whose] = there[whose]._replace(sittings=found)
        else:
            order = given_
            model.sort(*order)
    assert list(model.rows) == expected(there, *order)
    assert model.rowCount() == len(there)
    assert model.waiting == sum(row.waiting for row in there.values())
    assert sorted(model.unread()) == sorted(row.signer_id for row in there.values() if row.sittings is None)


def test_who_is_selected_stays_so_wherever_they_go(qapp: object) -> None:
    model = CollectionModel()
    model.show_rows(CollectionRows([a_row(number) for number in range(1, 40)]))
    selection = QItemSelectionModel(model)
    selection.setCurrentIndex(model.index(9, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    model.sort(GENUINE, DOWN)
    assert selection.currentIndex().row() != 9
    assert selection.currentIndex().data(ROW_ROLE).signer_id == "id-10"
    model.show_new([a_row(10, "Zoë")], {"id-11"})
    assert selection.currentIndex().data(ROW_ROLE).name == "Zoë"
    model.show_new((), {"id-10"})
    assert not selection.currentIndex().isValid()


def test_sessions_are_asked_for_of_whom_the_table_shows(qtbot: Any) -> None:
    model = CollectionModel()
    model.show_rows(CollectionRows([a_row(number) for number in range(1, 1000)]))
    with qtbot.waitSignal(model.sittings_wanted) as asked:
        assert [model.index(row, SESSIONS).data() for row in range(3)] == ["…"] * 3
    assert asked.args == [["id-1", "id-2", "id-3"]]
    model.take_sittings({"id-2": sittings(2)})
    assert model.index(1, SESSIONS).data() == "2 + 2"
    assert model.index(1, SESSIONS).data(Qt.ItemDataRole.ToolTipRole) == "day 0: 2 signatures\nday 1: 2 signatures"


@pytest.mark.parametrize("column", range(6))
def test_every_column_says_something_of_whom_there_is_nothing(qapp: object, column: int) -> None:
    model = CollectionModel()
    model.show_rows(CollectionRows([CollectionRow("id", "Anna", 0, 0, 0, 0, None, Sittings())]))
    assert model.index(0, column).data() == ("Anna", "0", "–", "0", "0", "–")[column]
