"""Collecting as a person does it: genuine signatures, practised forgeries, labels, files in and folders out."""

import threading

import pytest
from fake_services import Kept, draw_signature
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sigverify.gui.replay import replay_recording
from sigverify.ink.formats import write_csv
from sigverify.ink.formats.csv_ink import format_csv
from sigverify.storage.rows import Forger
from sigverify.workflows.sessions import today


@pytest.fixture
def anna(use):
    use.choose("id-Anna", "Collect")
    return use


def write(use, recording) -> None:
    replay_recording(use.window, recording)
    use.settle()


def press(use, key) -> None:
    QTest.keyClick(use.window.pad, key)
    use.settle()


def collected(use) -> list[Kept]:
    return [k for k in use.fake.kept if k.role == "collected"]


def test_three_genuine_are_kept_and_one_is_discarded_from_the_keyboard(anna):
    place = anna.window.collect
    assert place.plan.progress_words.accessibleName() == "0 of 10"
    for n in range(4):
        write(anna, draw_signature(1, n + 20))
        assert place.review.isVisible()
        assert len(anna.fake.journal) == 1, "until it is answered for, the ink is in the journal"
        press(anna, Qt.Key.Key_Escape if n == 1 else Qt.Key.Key_Return)
        assert not place.review.isVisible()
        assert anna.window.pad.is_empty
        assert anna.window.pad.hasFocus()
    assert [(k.signer_id, k.label, k.session) for k in collected(anna)] == [("id-Anna", "genuine", today())] * 3
    assert place.plan.progress_words.accessibleName() == "3 of 10"
    assert anna.fake.journal == {}
    assert len(place.signatures.shown) == 3
    assert place.table.row_of("id-Anna").sittings.genuine == (("first", 5), (today(), 3))


def test_quality_is_told_and_one_that_cannot_be_compared_is_not_kept(anna):
    place = anna.window.collect
    write(anna, draw_signature(1, 20, duration_s=0.2))
    assert place.review._title.text() == "Cannot be compared"
    assert place.review._words.text().startswith("Too short to compare")
    assert not place.review.keep.isVisible()
    press(anna, Qt.Key.Key_Return)
    assert place.review.isVisible()
    press(anna, Qt.Key.Key_Escape)
    assert (collected(anna), anna.fake.journal) == ([], {})
    write(anna, draw_signature(1, 20))
    assert "points a second" in place.review._facts.text()
    assert place.review._title.text() == "Good capture"


def test_no_other_ink_is_taken_until_the_last_is_answered_for(anna):
    write(anna, draw_signature(1, 20))
    anna.pen.stroke(60, 90, 30)
    anna.settle()
    assert len(anna.fake.journal) == 1
    assert anna.window.pad.blocked_reason == "Keep or discard the last one first."
    anna.window.collect.review.keep.click()
    anna.settle()
    assert len(collected(anna)) == 1
    assert anna.window.pad.blocked_reason == ""


def test_a_forgery_is_practised_after_a_replay_and_then_kept(anna):
    place = anna.window.collect
    place.plan.choose("forgery")
    assert place.target.isVisible()
    assert place.target.target.role == "reference"
    place.target.replay.click()
    assert place.target.paper.is_playing
    anna.qtbot.waitUntil(lambda: not place.target.paper.is_playing)
    place.plan.forger.setText("Ben")
    place.plan.skill.setText("saw it once")
    place.plan.practise.click()
    write(anna, draw_signature(2, 1))
    assert place.review._title.text() == "Practice"
    write(anna, draw_signature(2, 2))
    assert len(anna.fake.journal) == 1, "the first attempt was thrown away"
    press(anna, Qt.Key.Key_Escape)
    assert (collected(anna), anna.fake.journal) == ([], {})
    place.plan.practise.click()
    write(anna, draw_signature(2, 3))
    press(anna, Qt.Key.Key_Return)
    (kept,) = collected(anna)
    assert (kept.signer_id, kept.label) == ("id-Anna", "forgery")
    assert kept.forger == Forger(name="Ben", skill="saw it once", replays=1, practised=2)
    assert place.table.row_of("id-Anna").forgeries == 1


def test_practice_may_be_kept_all_the_same_by_an_anonymous_forger(anna):
    place = anna.window.collect
    place.plan.choose("forgery")
    place.plan.practise.click()
    write(anna, draw_signature(2, 1))
    place.review.keep.click()
    anna.settle()
    assert [k.forger for k in collected(anna)] == [Forger()]


def test_without_a_genuine_signature_there_is_nothing_to_imitate(use):
    use.choose("id-Ben", "Collect")
    use.window.collect.plan.choose("forgery")
    assert use.window.pad.blocked_reason.startswith("There is no genuine signature to imitate")
    use.window.collect.plan.choose("unknown")
    write(use, draw_signature(3, 1))
    press(use, Qt.Key.Key_Return)
    assert [(k.signer_id, k.label, k.forger) for k in collected(use)] == [("id-Ben", "unknown", None)]


def test_a_new_session_counts_anew(anna):
    place = anna.window.collect
    write(anna, draw_signature(1, 20))
    press(anna, Qt.Key.Key_Return)
    place.plan.wanted.setValue(1)
    assert place._state.text().startswith("All that were wanted")
    place.plan.new_session.click()
    assert place.plan.session.text() == f"{today()} (2)"
    assert place.plan.progress_words.accessibleName() == "0 of 1"
    write(anna, draw_signature(1, 21))
    press(anna, Qt.Key.Key_Return)
    assert [k.session for k in collected(anna)] == [today(), f"{today()} (2)"]
    index = place.table.model.index(0, 2)
    assert index.data() == "5 + 1 + 1"


def test_the_table_sorts_and_a_click_opens_a_signers_signatures(anna):
    place = anna.window.collect
    view, sorted_ = place.table.view, place.table.model
    assert [sorted_.index(row, 0).data() for row in range(2)] == ["Anna", "Ben"]
    view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert [sorted_.index(row, 0).data() for row in range(2)] == ["Ben", "Anna"]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(sorted_.index(0, 0)).center())
    anna.settle()
    assert anna.window.signers.current.name == "Ben"
    assert place.signatures.isVisible()
    assert place.signatures._empty.isVisible()


def test_labels_change_and_signatures_go_with_undo(anna):
    place, fake = anna.window.collect, anna.fake
    for n in range(2):
        write(anna, draw_signature(1, 20 + n))
        press(anna, Qt.Key.Key_Return)
    first, second = (k.id for k in collected(anna))
    place.open_page(1)
    place.signatures.select([first])
    QTest.keyClick(place.signatures.view, Qt.Key.Key_F)
    anna.settle()
    assert [k.label for k in collected(anna)] == ["forgery", "genuine"]
    place.signatures.select([second])
    place.signatures.discard.click()
    anna.settle()
    assert [v.recording_id for v in place.signatures.shown] == [first]
    assert "discard_signature" not in fake.calls, "what was erased could not be brought back"
    QTest.keyClick(place.signatures.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    place.signatures.undo.click()
    anna.settle()
    assert [(v.recording_id, v.label) for v in place.signatures.shown] == [(first, "genuine"), (second, "genuine")]
    assert [k.label for k in collected(anna)] == ["genuine", "genuine"]
    place.signatures.edits.redo()
    place.signatures.edits.redo()
    anna.window.go_to("Verify")
    anna.settle()
    assert [(k.id, k.label) for k in collected(anna)] == [(first, "forgery")]
    assert not place.signatures.edits.canUndo()


def test_what_was_discarded_goes_when_the_window_closes(anna):
    place = anna.window.collect
    write(anna, draw_signature(1, 20))
    press(anna, Qt.Key.Key_Return)
    place.open_page(1)
    place.signatures.select([collected(anna)[0].id])
    place.signatures.discard.click()
    anna.window.close()
    assert collected(anna) == []


def test_verified_signatures_wait_for_a_word_one_after_the_other(open_window, fake):
    fake.with_signer("Anna", 2)
    for n in range(3):
        fake.kept.append(Kept(fake._number(), "id-Anna", "questioned", "unknown", draw_signature(1, 30 + n)))
    use = open_window(fake)
    use.choose("id-Anna", "Collect")
    place = use.window.collect
    assert place._page_buttons[2].text() == "To label (3)"
    place._page_buttons[2].click()
    assert "3 wait" in place.waiting._detail.text()
    for button in (place.waiting.genuine, place.waiting.later, place.waiting.forgery):
        button.click()
        use.settle()
    assert [k.label for k in fake.kept if k.role == "questioned"] == ["genuine", "unknown", "forgery"]
    assert "1 waits" in place.waiting._detail.text(), "the one that was put off is asked for again"
    place.waiting.genuine.click()
    use.settle()
    assert place.waiting._detail.text().startswith("Nothing waits")
    assert place._page_buttons[2].text() == "To label"


def test_files_are_imported_and_a_bad_one_is_named(anna, tmp_path):
    place = anna.window.collect
    paths = []
    for n in range(3):
        paths.append(tmp_path / f"good-{n}.csv")
        write_csv(draw_signature(1, 40 + n), paths[-1])
    bad = tmp_path / "bad.csv"
    bad.write_text("t_s,x,y,stroke\n0,1,2,nonsense\n")
    paths.insert(1, bad)
    place.transfer.ask_files = lambda: [str(path) for path in paths]
    place.plan.choose("unknown")
    place.transfer.bring.click()
    anna.qtbot.waitUntil(lambda: "imported" in place.transfer.words)
    assert place.transfer.words.startswith("3 signatures imported.")
    assert "bad.csv" in place.transfer.words
    assert str(tmp_path) not in place.transfer.words
    assert [(k.signer_id, k.label) for k in collected(anna)] == [("id-Anna", "unknown")] * 3
    drop(place, paths[0])
    anna.qtbot.waitUntil(lambda: "already" in place.transfer.words)
    assert place.transfer.words == "Nothing was imported.\nIn the store already: good-0.csv."


def drop(place, path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    what = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(5, 5), *what)
    QApplication.sendEvent(place, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(place, QDropEvent(QPointF(5, 5), *what))


def test_a_folder_that_is_dropped_is_imported_with_its_folders(anna, tmp_path):
    place = anna.window.collect
    for n, name in enumerate(["a.csv", "inside/b.CSV", "inside/c.svg", ".hidden/d.csv"]):
        (tmp_path / "ink" / name).parent.mkdir(parents=True, exist_ok=True)
        write_csv(draw_signature(1, 40 + n), tmp_path / "ink" / name)
    drop(place, tmp_path / "ink")
    anna.qtbot.waitUntil(lambda: "imported" in place.transfer.words)
    assert place.transfer.words == "2 signatures imported."
    (tmp_path / "empty").mkdir()
    place.transfer.import_files([str(tmp_path / "empty")], place.plan.how)
    anna.qtbot.waitUntil(lambda: bool(anna.window.banners.sentences))
    assert anna.window.banners.sentences[0] == "The folder empty holds no file of a signature. Choose another one."


def test_a_folder_of_two_thousand_files_shows_how_far_it_is_and_stops(anna, tmp_path):
    place = anna.window.collect
    (tmp_path / "many").mkdir()
    text = format_csv(draw_signature(1, 40))
    for n in range(2000):
        (tmp_path / "many" / f"{n:04}.csv").write_text(text)
    place.transfer.import_files([str(tmp_path / "many")], place.plan.how)
    bar = place.transfer._bar
    anna.qtbot.waitUntil(lambda: bar.maximum() == 2000 and bar.value() >= 20)
    assert "Reading 00" in place.transfer.words
    place.transfer.cancel.click()
    anna.settle()
    assert (collected(anna), place.transfer.words) == ([], "Stopped; nothing was kept.")
    assert "import_signatures" not in anna.fake.calls
    assert anna.fake.calls.count("read_signature") < 2000


def test_an_import_that_is_stopped_keeps_nothing(anna, tmp_path):
    place = anna.window.collect
    for n in range(4):
        write_csv(draw_signature(1, 40 + n), tmp_path / f"{n}.csv")
    place.transfer.import_files([str(path) for path in sorted(tmp_path.glob("*.csv"))], place.plan.how)
    assert place.transfer.is_at_work
    place.transfer.cancel.click()
    anna.settle()
    assert (collected(anna), place.transfer.words) == ([], "Stopped; nothing was kept.")
    assert "import_signatures" not in anna.fake.calls


def test_a_corpus_leaves_only_after_a_second_word(anna, tmp_path):
    place = anna.window.collect
    folder = tmp_path / "corpus"
    place.transfer.ask_folder = lambda: str(folder)
    place.transfer.take.click()
    assert "not encrypted" in place.transfer.words
    place.transfer.close_notice.click()
    assert "begin_export" not in anna.fake.calls
    place.transfer.take.click()
    place.transfer.go_on.click()
    anna.qtbot.waitUntil(lambda: "written" in place.transfer.words)
    assert sorted(path.name for path in folder.iterdir()) == ["id-Anna", "id-Ben"]
    place.transfer.take.click()
    place.transfer.go_on.click()
    anna.qtbot.waitUntil(lambda: bool(anna.window.banners.sentences))
    assert "holds something already" in anna.window.banners.sentences[0]


def test_a_window_closed_in_the_middle_of_a_stroke_leaves_it_in_the_journal(anna):
    anna.pen.press(60, 90)
    for n in range(30):
        anna.pen.move(60 + 3 * n, 90 + n % 5)
    anna.window.close()
    ((signer_id, purpose, parts),) = anna.fake.journal.values()
    assert (signer_id, purpose, [part.stroke_count for part in parts]) == ("id-Anna", "collected", [1])


def test_one_that_waits_for_its_answer_is_not_lost_when_another_signer_is_chosen(anna):
    write(anna, draw_signature(1, 20))
    anna.window.signers.choose("id-Ben")
    anna.settle()
    assert not anna.window.collect.review.isVisible()
    assert anna.window.banners.sentences[0].startswith("A signature of Anna was not finished")
    assert anna.window.banners.press("Keep it")
    anna.settle()
    assert [(k.signer_id, k.label) for k in collected(anna)] == [("id-Anna", "unknown")]


def test_a_signer_erased_meanwhile_is_said_and_nothing_is_kept(anna):
    write(anna, draw_signature(1, 20))
    anna.fake.erase_signer("id-Anna")  # by another window
    press(anna, Qt.Key.Key_Return)
    assert "erased" in anna.window.banners.sentences[0]
    assert collected(anna) == []
    assert anna.window.signers.current is None
    assert anna.window.pad.blocked_reason.startswith("Choose a signer")


def test_everything_is_done_from_the_keyboard(anna):
    """Kinds by the arrow keys, the pad by Enter and Esc, pages and buttons by Tab and Space."""
    place = anna.window.collect
    place.plan.kinds.button(0).setFocus()
    QTest.keyClick(place.plan.kinds.button(0), Qt.Key.Key_Down)
    assert place.plan.kind == "forgery"
    QTest.keyClick(anna.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    anna.qtbot.waitUntil(lambda: place.plan.is_practice)
    QTest.keyClick(anna.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    anna.qtbot.waitUntil(lambda: not place.plan.is_practice)
    QTest.keyClick(anna.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    anna.qtbot.waitUntil(lambda: place.target.paper.is_playing)
    write(anna, draw_signature(2, 3))
    press(anna, Qt.Key.Key_Return)
    QTest.keyClick(place._page_buttons[1], Qt.Key.Key_Space)
    assert place.signatures.isVisible()
    place.signatures.view.setFocus()
    QTest.keyClick(place.signatures.view, Qt.Key.Key_Home)
    QTest.keyClick(place.signatures.view, Qt.Key.Key_U)
    anna.settle()
    assert [k.label for k in collected(anna)] == ["unknown"]
    QTest.keyClick(place.signatures.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    anna.settle()
    assert [k.label for k in collected(anna)] == ["forgery"]
    QTest.keyClick(place._page_buttons[0], Qt.Key.Key_Space)
    place.table.view.setCurrentIndex(place.table.model.index(1, 0))
    QTest.keyClick(place.table.view, Qt.Key.Key_Return)
    anna.settle()
    assert anna.window.signers.current.name == "Ben"


@pytest.fixture
def crowded(open_window, fake):
    """Two thousand signers, whose sessions nobody has looked at."""
    for number in range(2000):
        fake.names[f"id-{number:04}"] = f"Person {number:04}"
    fake.sessions_unread = True
    fake.with_signer("Anna", 5, seed=1)
    use = open_window(fake)
    use.window.go_to("Collect")
    use.settle()
    return use


def test_among_many_the_desk_reads_sessions_of_whom_the_table_shows_and_of_who_is_chosen(crowded):
    place, fake = crowded.window.collect, crowded.fake
    assert place.table.model.rowCount() == 2001
    crowded.qtbot.waitUntil(lambda: place.table.model.index(1, 2).data() == "–")
    assert len(fake.sittings_of) < 200
    assert threading.main_thread() not in fake.sittings_on
    place.table.view.scrollToBottom()
    crowded.qtbot.waitUntil(lambda: "id-1999" in fake.sittings_of)
    crowded.choose("id-1000", "Collect")
    assert place.table.row_of("id-1000").sittings is not None


def test_the_order_by_session_waits_until_those_of_all_are_read(crowded):
    place, fake = crowded.window.collect, crowded.fake
    place.table.view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    crowded.qtbot.waitUntil(lambda: len(set(fake.sittings_of)) == 2001)
    crowded.settle()
    assert place.table.model.unread() == []
    assert place.table.model.index(0, 0).data() == "Anna"
    assert not place.table.bar.is_waiting


def test_an_overview_that_is_stopped_shows_nothing_and_is_looked_up_when_one_comes_again(open_window, fake):
    fake.with_signer("Anna", 5, seed=1)
    use = open_window(fake)
    use.choose("id-Anna", "Verify")
    fake.collection_gate, fake.share = threading.Event(), 0.25
    use.window.go_to("Collect")
    place = use.window.collect
    use.qtbot.waitUntil(place.table.bar.isVisible)
    assert place.table.bar._bar.value() == 250
    place.plan.choose("unknown")  # the window lives meanwhile, and the pen writes
    use.pen.stroke(60, 90, 30)
    assert use.window.pad.is_signing
    place.table.bar.cancel.click()
    use.settle()
    assert place.table.model.rowCount() == 0
    assert place.table._words.text().startswith("Stopped.")
    fake.collection_gate = None
    use.window.go_to("Verify")
    use.window.go_to("Collect")
    use.settle()
    assert place.table.row_of("id-Anna").genuine == 5


def test_only_what_is_new_is_looked_up_after_a_signature(anna):
    fake = anna.fake
    assert fake.collection_since[0] == 0
    write(anna, draw_signature(1, 20))
    press(anna, Qt.Key.Key_Return)
    assert set(fake.collection_since[1:]) == {1}
    assert anna.window.collect.table.row_of("id-Anna").genuine == 6


def test_what_is_looked_up_when_the_store_is_locked_is_not_shown(crowded):
    table = crowded.window.collect.table
    table.refresh()
    crowded.window.collect.drop()
    crowded.settle()
    assert table.model.rowCount() == 0
