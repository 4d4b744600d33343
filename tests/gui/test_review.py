"""Reviewing as a person does it: find, sort, open, note, override, report; with the keys alone; while signers go."""

import csv
import errno
import json
import re
import threading
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fake_review import START, decided_view
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from sigverify.errors import StoreError
from sigverify.gui.decision_rows import MODEL, NOTES, OUTCOME, RATIO, SAID, SCORE, SIGNER, TIME, Wanted
from sigverify.gui.language import languages, speak, tr
from sigverify.gui.panels import review_export
from sigverify.gui.panels.decided import GONE_INK
from sigverify.gui.reviews import PAGE
from sigverify.gui.tables.decision_model import DECISION_ROLE, INK_ROLE, DecisionModel, cell_words
from sigverify.gui.tables.decision_table import DecisionTable
from sigverify.gui.words import NOT_KEPT, moment_words
from sigverify.storage.rows import StoredNote

LEFT = Qt.MouseButton.LeftButton
SCORES = (2.4, 0.2, -1.7, 3.6, -0.9)


@pytest.fixture
def reviewed(use):
    """Four decisions about Anna, the third without ink, and one about Ben; Review is in front."""
    for number, score in enumerate(SCORES):
        whose = "id-Ben" if number == 4 else "id-Anna"
        use.fake.with_decision(whose, score, ink=number != 2)
    go(use)
    return use


def go(use) -> None:
    use.window.go_to("Review")
    use.settle()


def place_of(use):
    return use.window.review


def settled(use) -> None:
    """Wait for much that is to be answered."""
    use.qtbot.waitUntil(lambda: use.window.desk.waiting == 0)


def listed(use) -> list[int]:
    """The decisions as they stand in the table, from top to bottom."""
    table = place_of(use).table.model()
    return [table.index(row, TIME).data(DECISION_ROLE).decision_id for row in range(table.rowCount())]


def click(use, decision_id: int) -> None:
    table = place_of(use).table
    index = table.model().index(listed(use).index(decision_id), TIME)
    QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(index).center())
    use.settle()


def choose(box, data: str) -> None:
    box.setCurrentIndex(box.findData(data))


# --- the table --------------------------------------------------------------------------------------------------------


def test_all_decisions_stand_in_the_table_the_newest_first(reviewed):
    place = place_of(reviewed)
    assert listed(reviewed) == [5, 4, 3, 2, 1]
    assert place.counts.text() == "5 decisions"
    first = place.model.index(0, TIME).data(DECISION_ROLE)
    words = [cell_words(first, column) for column in (SIGNER, OUTCOME, RATIO, SCORE)]
    assert words == ["Ben", "Rejected", "−0.90", "−0.90 (accepted from 1.00, rejected below −0.50)"]
    capped = place.model.index(1, TIME).data(DECISION_ROLE)
    assert (cell_words(capped, RATIO), cell_words(capped, SCORE)[:4]) == ("2.87", "3.60")
    assert threading.get_ident() not in reviewed.fake.threads


def test_a_cell_tells_screen_readers_what_it_is(reviewed):
    cell = place_of(reviewed).model.index(0, OUTCOME)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Outcome: Rejected"
    head = place_of(reviewed).model.headerData(RATIO, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "skilled forgery" in head


def test_names_have_room_and_widths_that_a_person_drew_are_remembered(reviewed):
    table = place_of(reviewed).table
    heads = table.horizontalHeader()
    assert heads.sectionSize(SIGNER) >= 168
    assert table.model().index(0, SIGNER).data(Qt.ItemDataRole.ToolTipRole) == "Signer: Ben"
    usual = heads.sectionSize(OUTCOME)
    edge = heads.rect().center()
    edge.setX(heads.sectionViewportPosition(OUTCOME) + heads.sectionSize(OUTCOME) - 1)
    wider = edge + QPoint(30, 0)
    QTest.mousePress(heads.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, edge)
    QTest.mouseMove(heads.viewport(), wider)
    QTest.mouseRelease(heads.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, wider)
    drawn = heads.sectionSize(OUTCOME)
    assert drawn == usual + 30
    settings = reviewed.window.settings
    assert settings.column_widths("decisions")[OUTCOME] == drawn
    again = DecisionTable(reviewed.window.theme, DecisionModel(), settings)
    reviewed.qtbot.addWidget(again)
    again.resize(1000, 400)
    again.show()
    assert again.columnWidth(OUTCOME) == drawn
    again.resize(560, 400)
    assert again.isColumnHidden(SCORE)
    assert again.columnWidth(OUTCOME) == drawn
    assert set(settings.column_widths("decisions")) == {OUTCOME}, "what has no room is not drawn narrow"


@pytest.fixture(params=languages())
def language(request):
    speak(request.param)
    yield request.param
    speak("en")


@pytest.mark.parametrize("width", [640, 930, 1600])
def test_nothing_that_a_column_is_made_for_is_cut_off(language, use, width):
    table = DecisionTable(use.window.theme, DecisionModel(), use.window.settings)
    use.qtbot.addWidget(table)
    table.resize(width, 400)
    table.show()
    heads, metrics = table.horizontalHeader(), table.fontMetrics()
    told = {
        TIME: moment_words(datetime(2026, 9, 28, 20, 58, tzinfo=UTC), short=True),
        RATIO: tr(NOT_KEPT),
        SCORE: tr(NOT_KEPT),
        MODEL: tr(NOT_KEPT),
        SAID: tr("discarded"),
    }
    shown = [column for column in range(table.model().columnCount()) if not table.isColumnHidden(column)]
    assert {TIME, SIGNER, OUTCOME} <= set(shown)
    for column in shown:
        assert heads.sectionSize(column) >= heads.sectionSizeHint(column), column
        assert heads.sectionSize(column) - 14 >= metrics.horizontalAdvance(told.get(column, "")), column
    if width == 1600:
        assert heads.sectionSize(MODEL) == 240
        assert heads.sectionSize(SIGNER) > 300


def test_widths_that_nobody_drew_are_not_remembered_by_programs_before_either(use):
    use.window.settings.save_column_widths("decisions", {RATIO: 62, SCORE: 200})
    table = DecisionTable(use.window.theme, DecisionModel(), use.window.settings)
    use.qtbot.addWidget(table)
    table.resize(1600, 400)
    table.show()
    assert table.columnWidth(SCORE) == 200
    assert table.columnWidth(RATIO) > 62


@pytest.mark.parametrize(
    ("column", "ascending"),
    [(TIME, [1, 2, 3, 4, 5]), (SIGNER, [4, 3, 2, 1, 5]), (OUTCOME, [5, 3, 2, 4, 1]), (SCORE, [3, 5, 2, 1, 4])],
)
def test_any_column_sorts_by_a_click_on_its_head(reviewed, column, ascending):
    head = place_of(reviewed).table.horizontalHeader()
    spot = head.viewport(), LEFT, Qt.KeyboardModifier.NoModifier
    where = head.rect().center()
    where.setX(head.sectionViewportPosition(column) + 20)
    found = []
    for _ in range(2):
        QTest.mouseClick(*spot, where)
        found.append(listed(reviewed))
    assert ascending in found
    assert found[0] != found[1]


def test_an_open_decision_stays_marked_while_the_order_changes(reviewed):
    place = place_of(reviewed)
    click(reviewed, 2)
    place.table.sortByColumn(SCORE, Qt.SortOrder.AscendingOrder)
    assert place.table.current.decision_id == 2
    assert place.view.row.decision_id == 2


def test_an_open_decision_stays_open_while_it_is_left_out_and_is_marked_again_after(reviewed):
    place = place_of(reviewed)
    click(reviewed, 2)
    choose(place.filters.outcome, "accept")
    reviewed.settle()
    assert listed(reviewed) == [4, 1]
    assert place.table.current is None
    assert place.view.row.decision_id == 2
    place.filters.clear.click()
    assert place.table.current.decision_id == 2
    assert place.view.row.decision_id == 2


def test_the_table_narrows_to_what_is_asked_for(reviewed):
    place = place_of(reviewed)
    filters = place.filters
    choose(filters.signer, "id-Anna")
    assert listed(reviewed) == [4, 3, 2, 1]
    choose(filters.outcome, "accept")
    assert listed(reviewed) == [4, 1]
    assert place.counts.text() == "2 of 5 decisions"
    filters.clear.click()
    assert listed(reviewed) == [5, 4, 3, 2, 1]
    assert not filters.clear.isEnabled()
    reviewed.fake.add_note(2, "Tired after a night shift.", None)
    reviewed.fake.add_note(3, "It is hers.", "accept")
    go(reviewed)
    filters.overridden.setChecked(True)
    assert listed(reviewed) == [3]
    filters.overridden.setChecked(False)
    QTest.keyClicks(filters.text, "NIGHT tired")
    reviewed.qtbot.waitUntil(lambda: listed(reviewed) == [2])
    filters.text.setText("no such words")
    reviewed.qtbot.waitUntil(lambda: listed(reviewed) == [])
    assert place._words.text() == "No decision fits what is asked for above."
    assert not place.export.button.isEnabled()
    place._all.click()
    assert len(listed(reviewed)) == 5


def test_days_are_asked_for_from_and_to_both_included(reviewed):
    filters = place_of(reviewed).filters
    filters.days.choice.setCurrentIndex(filters.days.choice.count() - 1)
    day = START.astimezone().date()
    filters.days.since.setDate(day)
    filters.days.until.setDate(day)
    assert filters.days.since.isVisible()
    assert listed(reviewed) == [5, 4, 3, 2, 1]
    filters.days.since.setDate(day + timedelta(days=1))
    filters.days.until.setDate(day + timedelta(days=1))
    assert listed(reviewed) == []
    filters.days.choice.setCurrentIndex(1)  # today, which is not that day
    assert listed(reviewed) == []
    assert not filters.days.since.isVisible()


def test_a_signer_chosen_on_the_left_narrows_and_a_refresh_does_not(reviewed):
    place = place_of(reviewed)
    reviewed.window.signers.choose("id-Ben")
    assert listed(reviewed) == [5]
    choose(place.filters.signer, "")
    reviewed.window.listed.ask()
    reviewed.settle()
    assert len(listed(reviewed)) == 5


def test_ten_thousand_decisions_come_in_pages_and_only_ink_that_is_seen_is_asked_for(use):
    ink = use.fake.kept[0].recording
    for number in range(1, 10_001):
        score = (number * 37 % 80) / 10 - 4
        use.fake.made[number] = decided_view(number, "id-Anna", "Anna", score, recording_id=number, ink=ink)
    use.window.go_to("Review")
    settled(use)
    place = place_of(use)
    use.qtbot.waitUntil(lambda: place.counts.text().startswith("10") and use.window.desk.waiting == 0)
    assert place.model.rowCount() == 10_000
    assert use.fake.calls.count("decisions") == 10_000 // PAGE + 1
    use.qtbot.waitUntil(lambda: place.model.index(0, 1).data(INK_ROLE) is not None)
    settled(use)
    assert 0 < len(use.fake.inks_asked) < 100
    assert min(use.fake.inks_asked) > 9_900
    place.table.scrollToBottom()
    use.qtbot.waitUntil(lambda: 1 in use.fake.inks_asked)
    settled(use)
    assert len(use.fake.inks_asked) < 200, "what was only scrolled past is not opened"
    with use.qtbot.waitSignal(place.model.shown_anew):
        place.table.sortByColumn(SCORE, Qt.SortOrder.DescendingOrder)
        assert listed(use)[0] == 10_000, "the old order stays until the new one is worked out"
    scores = [row.score for row in place.model.rows]
    assert scores == sorted(scores, reverse=True)
    use.fake.made.clear()
    use.window.go_to("Review")
    settled(use)
    assert listed(use) == []


def test_what_was_not_kept_stands_last_whichever_way_it_is_sorted(qapp):
    model = DecisionModel()
    rows = [decided_view(n, "a", "A", float(n)).row for n in range(1, 4)]
    rows[1] = replace(rows[1], score=None, outcome=None, model=None)
    model.take(rows)
    for column in (SCORE, OUTCOME):
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            model.sort(column, order)
            assert model.rows[-1].decision_id == 2
    assert cell_words(model.rows[-1], SCORE) == "not kept (accepted from 1.00, rejected below −0.50)"
    model.want(Wanted(outcome="accept"))
    assert [row.decision_id for row in model.rows] == [3, 1]


def test_an_empty_review_says_what_will_be_here_and_leads_on(use):
    go(use)
    place = place_of(use)
    assert place._words.text().startswith("Here will stand every decision")
    place._verify.click()
    assert use.window.place.word == "Verify"


# --- one decision -----------------------------------------------------------------------------------------------------


def test_a_decision_opens_exactly_as_it_was_stored(reviewed):
    place = place_of(reviewed)
    click(reviewed, 4)
    panel = place.decided
    assert panel.isVisible()
    assert panel._outcome.text() == "Accepted"
    assert panel._ratio.text() == "LR at least 740 : 1"
    assert "all that the calibration can carry" in panel._support.text()
    assert "Score 3.60; accepted from 1.00, rejected below −0.50" in panel._figures.text()
    assert panel._reason.text() == "the rhythm departs most 4"
    assert panel._lines.text() == "Decided by lines for at most 1 in 100 forgeries accepted."
    assert panel._attempt.text() == (
        "Attempt 2 of 3 that may be made for this signer within 10 minutes. "
        "1 stroke was taken back while it was written."
    )
    assert panel._random_ratio.text() == "LR 100 : 1"
    assert panel._made.text() == "Template version 2, still in force."
    assert panel._model.text() == "aligned-tdnn"
    assert panel._hash.text().replace(" ", "") == "SHA-256" + "3f9a1c7e" * 8
    assert panel._ink is not None
    assert panel._grid.count() == 5
    assert "verify" not in reviewed.fake.calls
    assert "compare" not in reviewed.fake.calls, "nothing is computed anew"


def test_what_is_gone_or_was_not_kept_is_said(reviewed):
    place = place_of(reviewed)
    click(reviewed, 3)
    panel = place.decided
    assert panel._ink is None
    assert panel._gone.text() == GONE_INK
    assert panel._gone.isVisible()
    assert not panel.compare.isEnabled()
    assert panel._said.text().startswith("The signature was discarded")
    old = reviewed.fake.made[2]
    gone = replace(old.references[0], recording=None)
    reviewed.fake.made[2] = replace(
        old,
        row=replace(old.row, score=None, threshold=None, model=None, model_sha256=None),
        against_skilled=None,
        against_random=None,
        random_kept=False,
        departures=None,
        lines=None,
        capture_note=None,
        reason=None,
        template_in_force=False,
        references=(gone, *old.references[1:]),
    )
    click(reviewed, 2)
    told = " | ".join(
        part.text()
        for part in (panel._ratio, panel._figures, panel._reason, panel._random_support, panel._model, panel._made)
    )
    assert told.count("not kept") == 6
    assert "replaced or revoked since" in told
    assert panel._capture.text() == "How it was captured: not kept."
    assert panel._no_departures.isVisible()
    assert panel._grid.itemAt(0).widget().layout().itemAt(0).widget().accessibleName().endswith("its ink is gone")


def test_a_decision_is_laid_beside_the_closest_reference_in_compare(reviewed):
    click(reviewed, 1)
    view = place_of(reviewed).view
    place_of(reviewed).decided.compare.click()
    reviewed.settle()
    compare = reviewed.window.compare
    assert reviewed.window.place is compare
    assert compare.pickers["questioned"].picked.recording_id == view.row.recording_id
    assert compare.pickers["reference"].picked.recording_id == view.references[0].recording_id
    reviewed.settle()
    assert compare.view is not None
    reviewed.window.go_to("Review")
    reviewed.settle()
    click(reviewed, 2)
    place_of(reviewed).decided.compare.click()
    reviewed.settle()
    assert compare.pickers["questioned"].picked.recording_id == place_of(reviewed).view.row.recording_id


# --- notes ------------------------------------------------------------------------------------------------------------


def test_a_note_is_added_and_the_decision_stays(reviewed):
    place = place_of(reviewed)
    click(reviewed, 4)
    notes = place.decided.notes
    notes.add.click()
    assert notes.hint.startswith("Write what is to be noted")
    QTest.keyClicks(notes.field, "Written standing.")
    assert notes.hint == ""
    notes.add.click()
    reviewed.settle()
    assert notes.field.toPlainText() == ""
    assert [words.split(": ", 1)[1] for words in notes.words] == ["Written standing."]
    assert place.decided._outcome.text() == "Accepted"
    row = place.model.index(listed(reviewed).index(4), NOTES)
    assert row.data() == "1 note"
    assert not place.decided._ruling.isVisible()


def test_an_override_needs_a_reason_and_stands_beside_the_decision(reviewed):
    place = place_of(reviewed)
    click(reviewed, 4)
    notes = place.decided.notes
    assert notes.rulings["reject"].isVisible()
    assert not notes.rulings["accept"].isVisible(), "that is what was decided"
    notes.rulings["reject"].click()
    reviewed.settle()
    assert notes.hint.startswith("An override needs a reason")
    assert "add_note" not in reviewed.fake.calls
    assert reviewed.window.focusWidget() is notes.field
    QTest.keyClicks(notes.field, "   ")
    notes.rulings["reject"].click()
    assert "add_note" not in reviewed.fake.calls
    QTest.keyClicks(notes.field, "She was abroad.")
    notes.rulings["reject"].click()
    reviewed.settle()
    panel = place.decided
    assert panel._outcome.text() == "Accepted"
    assert panel._ruling.isVisible()
    assert panel._ruling_words.text().endswith("rejected. She was abroad.")
    row = place.model.index(listed(reviewed).index(4), OUTCOME)
    assert row.data() == "Accepted, overridden: rejected"
    assert notes.rulings["accept"].isVisible()
    assert not notes.rulings["reject"].isVisible()
    assert reviewed.fake.made[4].row.outcome == "accept"


def test_what_was_typed_waits_while_another_decision_is_looked_at(reviewed):
    place = place_of(reviewed)
    click(reviewed, 4)
    QTest.keyClicks(place.decided.notes.field, "Half a thou")
    click(reviewed, 1)
    assert place.decided.notes.field.toPlainText() == ""
    click(reviewed, 4)
    assert place.decided.notes.field.toPlainText() == "Half a thou"


def test_a_note_that_could_not_be_stored_is_not_lost(reviewed):
    place = place_of(reviewed)
    click(reviewed, 4)
    reviewed.fake.fail_on["add_note"] = StoreError("The disk is full. Make room.")
    QTest.keyClicks(place.decided.notes.field, "Seen twice.")
    place.decided.notes.add.click()
    reviewed.settle()
    assert reviewed.window.banners.sentences == ["The disk is full. Make room."]
    assert place.decided.notes.field.toPlainText() == "Seen twice."


def test_notes_are_shown_as_they_were_typed(reviewed):
    note = StoredNote(id=1, decision_id=1, written_at=START, text="<b>bold?</b>", ruling=None)
    reviewed.fake.made[1] = replace(reviewed.fake.made[1], notes=(note,))
    click(reviewed, 1)
    assert place_of(reviewed).decided.notes.words[0].endswith(": <b>bold?</b>")


# --- keys, and what goes meanwhile ------------------------------------------------------------------------------------


def test_all_of_it_is_done_by_keys_alone(reviewed):
    window, place = reviewed.window, place_of(reviewed)
    window.go_to("Enrol")
    QTest.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    reviewed.qtbot.waitUntil(lambda: window.place is place)
    reviewed.settle()
    assert window.focusWidget() is place.table
    QTest.keyClick(place.table, Qt.Key.Key_Down)
    QTest.keyClick(place.table, Qt.Key.Key_Return)
    reviewed.settle()
    first = place.view.row.decision_id
    QTest.keyClick(place.table, Qt.Key.Key_Down)
    reviewed.qtbot.waitUntil(lambda: place.view is not None and place.view.row.decision_id == first - 1)
    reached = set()
    for _ in range(40):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        reached.add(window.focusWidget())
    assert {place.decided.notes.field, place.decided.notes.add, place.decided.report} <= reached
    place.decided.notes.field.setFocus()
    QTest.keyClicks(place.decided.notes.field, "By keys.")
    QTest.keyClick(place.decided.notes.field, Qt.Key.Key_Tab)
    assert window.focusWidget() is place.decided.notes.add
    QTest.keyClick(place.decided.notes.add, Qt.Key.Key_Return)
    reviewed.settle()
    assert reviewed.fake.made[first - 1].notes[0].text == "By keys."
    QTest.keyClick(place.decided.notes.field, Qt.Key.Key_Escape)
    assert place.decided.isHidden()
    assert window.focusWidget() is place.table


def test_an_open_decision_goes_when_its_signer_is_erased(reviewed):
    place = place_of(reviewed)
    click(reviewed, 4)
    reviewed.fake.erase_signer("id-Anna")  # by another window
    QTest.keyClicks(place.decided.notes.field, "Too late.")
    place.decided.notes.add.click()
    reviewed.settle()
    reviewed.settle()
    assert listed(reviewed) == [5]
    assert place.decided.isHidden()
    assert place.view is None
    told = reviewed.window.banners.sentences
    assert any("erased with its signer" in sentence for sentence in told)


def test_erasing_a_signer_here_takes_their_decisions_from_the_table_at_once(reviewed):
    place = place_of(reviewed)
    choose(place.filters.signer, "id-Anna")
    click(reviewed, 4)
    window = reviewed.window
    reviewed.choose("id-Anna", "Enrol")
    window.enrol.erasing.signer.click()
    reviewed.settle()
    window.enrol.erasing.now.click()
    reviewed.settle()
    assert [row.decision_id for row in place.model.rows] == [5]
    assert place.view is None
    assert place.decided._ink is None
    assert place.filters.signer.currentData() == ""


# --- files ------------------------------------------------------------------------------------------------------------


def test_the_listed_decisions_are_exported_as_csv_and_json(reviewed, tmp_path):
    place = place_of(reviewed)
    reviewed.fake.names["id-Eve"] = "=Eve"
    reviewed.fake.with_decision("id-Eve", 1.5)
    reviewed.fake.add_note(1, "Mine.", "reject")
    go(reviewed)
    place.export.ask_path = lambda name, ending: str(tmp_path / name)
    for ending in ("csv", "json"):
        with reviewed.qtbot.waitSignal(place.export.written):
            place.export.save_table(ending)
    rows = list(csv.DictReader((tmp_path / "decisions.csv").read_text(encoding="utf-8").splitlines()))
    told = json.loads((tmp_path / "decisions.json").read_text(encoding="utf-8"))
    assert [row["decision_id"] for row in rows] == ["6", "5", "4", "3", "2", "1"]
    assert (rows[0]["signer"], told[0]["signer"]) == ("'=Eve", "=Eve")
    assert list(rows[0]) == list(told[0])
    assert (told[-1]["decision"], told[-1]["ruling"], told[-1]["notes"]) == ("accept", "reject", 1)
    assert rows[3]["recording_id"] == ""
    assert told[3]["recording_id"] is None
    choose(place.filters.outcome, "refer")
    with reviewed.qtbot.waitSignal(place.export.written):
        place.export.save_table("json")
    assert [one["decision_id"] for one in json.loads((tmp_path / "decisions.json").read_text())] == [2]
    assert reviewed.fake.exports == [("decisions", 6, None), ("decisions", 6, None), ("decisions", 1, None)]
    assert "Written: " in place.counts.text()


@pytest.fixture
def crowded(reviewed, tmp_path, monkeypatch):
    """As many decisions as several pages hold; `told_on` names the threads that looked at one for a file."""
    for number in range(6, 1301):
        reviewed.fake.made[number] = decided_view(number, "id-Anna", "Anna", float(number % 5))
    go(reviewed)
    settled(reviewed)
    reviewed.qtbot.waitUntil(lambda: listed(reviewed)[:1] == [1300] and len(listed(reviewed)) == 1300)
    place_of(reviewed).export.ask_path = lambda name, ending: str(tmp_path / name)
    reviewed.told_on, reviewed.at_each = set(), lambda _row: None
    told = review_export._told

    def noted(row):
        reviewed.told_on.add(threading.current_thread())
        reviewed.at_each(row)
        return told(row)

    monkeypatch.setattr(review_export, "_told", noted)
    return reviewed


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_many_decisions_are_fetched_by_the_desk_as_they_stood_when_they_were_asked_for(crowded, tmp_path, ending):
    place, erased = place_of(crowded), threading.Event()
    crowded.at_each = lambda row: erased.wait() if row.decision_id == 800 else None
    before = listed(crowded)
    with crowded.qtbot.waitSignal(place.export.written):
        place.export.save_table(ending)
        assert not place.export.button.isEnabled(), "one file at a time"
        place.model.drop_signers(["id-Anna"])  # as where another desk erases meanwhile
        erased.set()
    assert listed(crowded) == [5]
    assert place.export.button.isEnabled()
    content = (tmp_path / f"decisions.{ending}").read_text(encoding="utf-8")
    rows = json.loads(content) if ending == "json" else list(csv.DictReader(content.splitlines()))
    assert [int(row["decision_id"]) for row in rows] == before
    assert threading.main_thread() not in crowded.told_on
    assert crowded.fake.exports == [("decisions", 1300, None)]


def test_an_export_that_is_stopped_writes_and_tells_nothing(crowded, tmp_path):
    place, there = place_of(crowded), set(tmp_path.iterdir())
    going_on = threading.Event()
    crowded.at_each = lambda row: going_on.wait() if row.decision_id == 500 else None
    place.export.save_table("json")
    crowded.qtbot.waitUntil(place.export.bar.isVisible)
    assert 0 < place.export.bar._bar.value() < 1000
    with crowded.qtbot.waitSignal(place.export.stopped):
        place.export.bar.cancel.click()
        going_on.set()
    assert set(tmp_path.iterdir()) == there
    assert crowded.fake.exports == []
    assert place.counts.text() == "Stopped; nothing was written."
    assert place.export.button.isEnabled()
    assert place.export.bar.isHidden()


def test_a_window_that_is_closed_leaves_no_half_of_an_export(crowded, tmp_path):
    there, going_on = set(tmp_path.iterdir()), threading.Event()
    place, begun = place_of(crowded), threading.Event()

    def wait(row):
        if row.decision_id == 500:
            begun.set()
            going_on.wait()

    crowded.at_each = wait
    place.export.save_table("csv")
    crowded.qtbot.waitUntil(begun.is_set)
    place.export.stop()
    going_on.set()
    crowded.window.close()
    assert set(tmp_path.iterdir()) == there
    assert crowded.fake.exports == []


def test_a_disk_that_is_full_keeps_the_file_before_and_nothing_is_told_to_have_left(crowded, tmp_path, monkeypatch):
    place, path = place_of(crowded), tmp_path / "decisions.csv"
    path.write_text("as it was", encoding="utf-8")
    there = set(tmp_path.iterdir())

    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sigverify.ink.formats.whole_file.os.fsync", full)
    with crowded.qtbot.waitSignal(place.export.failed):
        place.export.save_table("csv")
    assert path.read_text(encoding="utf-8") == "as it was"
    assert set(tmp_path.iterdir()) == there
    assert crowded.fake.exports == []
    assert "No space left on device" in crowded.window.banners.sentences[0]
    assert place.export.button.isEnabled()


def test_a_report_is_written_with_its_ink_inside(reviewed, tmp_path):
    place = place_of(reviewed)
    click(reviewed, 1)
    reviewed.fake.add_note(1, "A long story. " * 250 + "\n" * 60 + "Its end.", "reject")
    click(reviewed, 1)
    place.export.ask_path = lambda name, ending: str(tmp_path / name)
    with reviewed.qtbot.waitSignal(place.export.written):
        place.decided.report.click()
    content = (tmp_path / "decision-1.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) >= 3
    assert b"/EmbeddedFile" in content
    streams = [zlib.decompressobj().decompress(part) for part in _deflated(content)]
    assert any(b"http://www.w3.org/2003/InkML" in stream for stream in streams) or b"2003/InkML" in content
    assert reviewed.fake.exports == [("report", 1, "id-Anna")]
    assert "align" in reviewed.fake.calls


def test_a_report_without_ink_tells_so_and_has_none_inside(reviewed, tmp_path):
    place = place_of(reviewed)
    click(reviewed, 3)
    place.export.ask_path = lambda name, ending: str(tmp_path / f"{name}.{ending}")
    with reviewed.qtbot.waitSignal(place.export.written):
        place.decided.report.click()
    content = (tmp_path / "decision-3.pdf").read_bytes()
    assert b"/EmbeddedFile" not in content
    assert "align" not in reviewed.fake.calls


def test_a_file_that_cannot_be_written_is_said_and_none_is_asked_for_twice(reviewed, tmp_path):
    place = place_of(reviewed)
    place.export.ask_path = lambda name, ending: ""
    place.export.save_table("csv")
    assert reviewed.fake.exports == []
    place.export.ask_path = lambda name, ending: str(tmp_path / "no such folder" / name)
    with reviewed.qtbot.waitSignal(place.export.failed):
        place.export.save_table("csv")
    assert "could not be written" in reviewed.window.banners.sentences[0]


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1080)])
def test_nothing_is_cut_off_at_the_sides_of_an_open_decision(reviewed, size):
    reviewed.window.resize(*size)
    click(reviewed, 4)
    panel = place_of(reviewed).decided
    assert panel.widget().minimumSizeHint().width() <= panel.viewport().width()
    table = place_of(reviewed).table
    assert table.columnViewportPosition(OUTCOME) + table.columnWidth(OUTCOME) <= table.viewport().width()


def _deflated(content: bytes) -> list[bytes]:
    return [part for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S) if part[:1] == b"\x78"]
