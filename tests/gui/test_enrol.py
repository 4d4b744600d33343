"""Enrolling as a person does it: by hand, on the pad, through the real window."""

import threading

import pytest
from fake_enrolling import OLD_WORDS
from fake_services import Kept, draw_signature
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sigverify.errors import ResourceFault
from sigverify.gui.replay import replay_recording
from sigverify.ink.formats import write_csv
from sigverify.storage.rows import Forger


@pytest.fixture
def ben(use):
    use.choose("id-Ben", "Enrol")
    return use


def write(use, recording) -> None:
    replay_recording(use.window, recording)
    use.settle()


def test_five_references_are_written_one_after_the_other(ben):
    enrol = ben.window.enrol
    for n in range(5):
        assert enrol._progress.text() == f"{n} of 5"
        write(ben, draw_signature(2, n))
    assert enrol._progress.text() == "5 of 5"
    assert enrol.cards.reference_count == 5
    assert enrol.pad.canvas.is_empty
    assert enrol._to_verify.isVisible()
    assert [k.label for k in ben.fake.references_of("id-Ben")] == ["genuine"] * 5
    assert ben.window.signers.current.reference_count == 5
    assert ben.fake.journal == {}


def test_one_that_differs_is_refused_with_its_reason_and_kept_on_a_persons_word(ben):
    enrol = ben.window.enrol
    write(ben, draw_signature(2, 0))
    write(ben, draw_signature(2, 1))
    write(ben, draw_signature(7, 0))
    assert enrol.refusal.isVisible()
    assert enrol.refusal.reason.text().startswith("This one differs from the other 2")
    assert enrol.cards.reference_count == 2
    assert len(ben.fake.journal) == 1, "until the person decides, the ink is in the journal"
    enrol.refusal.keep.click()
    ben.settle()
    assert not enrol.refusal.isVisible()
    assert enrol.cards.reference_count == 3
    assert ben.fake.journal == {}


def test_a_refused_one_may_be_left_out_or_simply_written_again(ben):
    enrol = ben.window.enrol
    write(ben, draw_signature(2, 0))
    write(ben, draw_signature(7, 0))
    enrol.refusal.leave.click()
    ben.settle()
    assert (enrol.cards.reference_count, enrol.refusal.isVisible(), ben.fake.journal) == (1, False, {})
    write(ben, draw_signature(7, 1))
    write(ben, draw_signature(2, 1))
    assert (enrol.cards.reference_count, enrol.refusal.isVisible(), ben.fake.journal) == (2, False, {})


def test_one_too_short_to_compare_is_refused_and_cannot_be_kept(ben):
    enrol = ben.window.enrol
    write(ben, draw_signature(2, 0, duration_s=0.3))
    assert enrol.refusal.reason.text() == "Too short to compare: 0.3 s. Sign once more."
    assert enrol.refusal.isVisible()
    assert not enrol.refusal.keep.isVisible()


def test_a_reference_may_be_removed(use):
    use.choose("id-Anna", "Enrol")
    enrol = use.window.enrol
    assert enrol.cards.reference_count == 5
    enrol.cards._cards[0].remove.click()
    use.settle()
    assert enrol.cards.reference_count == 4
    assert use.window.signers.current.reference_count == 4


def test_a_signer_is_erased_only_after_a_second_word(use):
    use.choose("id-Anna", "Enrol")
    enrol = use.window.enrol
    enrol.erasing.signer.click()
    assert enrol.erasing.confirm.isVisible()
    assert "Anna" in enrol.erasing.words.text()
    enrol.erasing.spare.click()
    assert "id-Anna" in use.fake.names
    enrol.erasing.signer.click()
    use.settle()
    enrol.erasing.now.click()
    use.settle()
    assert "id-Anna" not in use.fake.names
    assert use.window.signers.current is None
    assert use.window.signers.shown_names == ["Ben"]
    assert enrol.pad.canvas.blocked_reason


@pytest.mark.parametrize("too", [False, True])
def test_what_a_signer_forged_of_others_is_told_before_and_goes_where_that_is_said(use, too):
    use.fake.kept += [
        Kept(900 + n, "id-Ben", "collected", "forgery", draw_signature(1, n), forger=Forger(name="Anna", practised=n))
        for n in (1, 2)
    ]
    use.choose("id-Anna", "Enrol")
    erasing = use.window.enrol.erasing
    erasing.signer.click()
    assert not erasing.now.isEnabled(), "nobody says yes before it is told"
    use.settle()
    assert erasing.forged.words.text().startswith("2 forgeries of others' signatures name this signer")
    assert erasing.forged.box.accessibleName() == "Discard these forgeries too"
    erasing.forged.box.click()
    erasing.spare.click()
    erasing.signer.click()
    use.settle()
    assert erasing.forged.isVisible()
    assert not erasing.forged.box.isChecked(), "what was ticked and taken back is not remembered"
    if too:
        erasing.forged.box.click()
    erasing.now.click()
    use.settle()
    left = [k.forger for k in use.fake.kept if k.signer_id == "id-Ben"]
    assert left == ([] if too else [Forger(practised=1), Forger(practised=2)])
    became = "With the signer went 2 forgeries" if too else "2 forgeries of others' signatures stay, without the name."
    (told,) = use.window.banners.sentences
    assert told.startswith("Anna was erased.")
    assert became in told
    use.window.go_to("Verify")
    assert use.window.banners.sentences == [told], "until somebody has read it"
    use.window.lock()
    assert use.window.banners.sentences == [], "no name stays in sight"
    assert threading.get_ident() not in use.fake.threads


def test_of_two_signers_of_one_name_nobody_knows_who_forged(use):
    use.fake.names["id-Carl"] = "Anna"
    forger = Forger(name="Anna")
    use.fake.kept.append(Kept(900, "id-Ben", "collected", "forgery", draw_signature(1, 1), forger=forger))
    use.choose("id-Anna", "Enrol")
    erasing = use.window.enrol.erasing
    erasing.signer.click()
    use.settle()
    assert "as another signer is too. Nothing tells which of both wrote it" in erasing.forged.words.text()
    assert not erasing.forged.box.isVisible()
    assert not erasing.forged.wanted


def test_a_question_of_which_nothing_can_be_told_is_taken_back(use):
    use.fake.fail_on["forged_by"] = ResourceFault("The disk is gone.")
    use.choose("id-Anna", "Enrol")
    erasing = use.window.enrol.erasing
    erasing.signer.click()
    use.settle()
    assert not erasing.confirm.isVisible()
    assert erasing.signer.isVisible()
    assert use.window.banners.sentences == ["The disk is gone."]
    use.fake.fail_on.clear()
    erasing.signer.click()
    use.choose("id-Ben", "Enrol")
    assert not erasing.confirm.isVisible(), "the answer was about somebody else"
    erasing.signer.click()
    use.settle()
    assert erasing.now.isEnabled()
    assert not erasing.forged.isVisible()


def test_a_new_signer_is_added_in_the_list_and_chosen(use):
    signers = use.window.signers
    use.window.go_to("Verify")
    signers._add.click()
    QTest.keyClicks(signers._name, "Carla Nunez")
    QTest.keyClick(signers._name, Qt.Key.Key_Return)
    use.settle()
    assert signers.current.name == "Carla Nunez"
    assert use.window.enrol is use.window.place
    assert not use.window.pad.blocked_reason


def test_what_is_typed_right_after_the_key_is_in_the_name(use):
    """The focus is in the field when the key's own event returns, not a tenth of a second later."""
    QTest.keyClick(use.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    assert field is use.window.signers._name
    QTest.keyClicks(field, "Eve")
    assert field.text() == "Eve"


def test_the_list_is_sorted_and_narrows_as_one_types(open_window, fake):
    for name in ("zoë", "Anna", "bernd", "Annette"):
        fake.with_signer(name)
    use = open_window(fake)
    signers = use.window.signers
    assert signers.shown_names == ["Anna", "Annette", "bernd", "zoë"]
    signers._field.setText("ANN")
    assert signers.shown_names == ["Anna", "Annette"]
    signers._field.setText("nobody")
    assert signers._empty.text() == "No signer has that name."


def test_a_signature_begun_for_one_signer_is_not_lost_when_another_is_chosen(ben):
    ben.pen.stroke(60, 90, 40)
    ben.window.signers.choose("id-Anna")
    ben.settle()
    assert ben.window.pad.is_empty
    assert len(ben.fake.journal) == 1
    sentence = ben.window.banners.sentences[0]
    assert sentence.startswith("A signature of Ben was not finished")
    assert ben.window.banners.press("Keep it")
    ben.settle()
    assert ben.fake.journal == {}
    assert [k.role for k in ben.fake.kept if k.signer_id == "id-Ben"] == ["collected"]


def test_a_full_disk_is_said_in_one_sentence_and_the_ink_goes_in_when_there_is_room(ben):
    full = ResourceFault("The disk is full. Make room, then sign once more.")
    ben.fake.fail_on["append_stroke"] = full
    ben.pen.stroke(60, 90, 40)
    ben.settle()
    assert ben.window.banners.sentences == [str(full)]
    del ben.fake.fail_on["append_stroke"]
    ben.pen.stroke(160, 90, 40)
    ben.settle()
    ((_, _, parts),) = ben.fake.journal.values()
    assert [part.stroke_count for part in parts] == [1, 1]


# --- profiles, names, ages ----------------------------------------------------------------------------------------


def test_another_way_of_signing_is_added_written_and_chosen_again(use):
    use.choose("id-Anna", "Enrol")
    enrol, signers = use.window.enrol, use.window.signers
    assert not signers._profiles.isVisible()
    enrol.details.add.click()
    QTest.keyClicks(enrol.details.new_profile, "initials")
    QTest.keyClick(enrol.details.new_profile, Qt.Key.Key_Return)
    use.settle()
    assert (signers.current.profile, enrol.cards.reference_count) == ("initials", 0)
    assert signers._profiles.isVisible()
    write(use, draw_signature(6, 0))
    assert enrol.cards.reference_count == 1
    signers._profile.setCurrentIndex(0)
    signers._profile.activated.emit(0)
    use.settle()
    assert (signers.current.profile, enrol.cards.reference_count) == ("signature", 5)
    assert [k.profile_id for k in use.fake.kept if k.signer_id == "id-Anna"] == [0] * 5 + [1]


def test_ink_begun_as_one_profile_is_not_taken_for_another(use):
    use.fake.ways["id-Anna"] = {0: "full name", 1: "initials"}
    use.window.listed.ask()
    use.settle()
    use.choose("id-Anna", "Enrol")
    use.pen.stroke(60, 90, 40)
    use.window.signers.profile_chosen.emit("id-Anna", 1)
    use.settle()
    assert use.window.pad.is_empty
    assert len(use.fake.journal) == 1
    assert use.window.banners.sentences[0].startswith("A signature of Anna was not finished")


def test_a_signer_is_renamed_with_the_keyboard_and_noted_for_what(use):
    use.choose("id-Anna", "Enrol")
    details = use.window.enrol.details
    details.edit.click()
    assert QApplication.focusWidget() is details.name
    QTest.keyClicks(details.name, "Anna Berg")
    QTest.keyClicks(details.purpose, "Cheques")
    QTest.keyClick(details.purpose, Qt.Key.Key_Return)
    use.settle()
    assert use.window.signers.shown_names == ["Anna Berg", "Ben"]
    assert (details.title.text(), details._purpose.text()) == ("Anna Berg", "Cheques")
    assert "rename_profile" not in use.fake.calls, "it is called as before"
    use.window.signers._field.setText("cheq")
    assert use.window.signers.shown_names == ["Anna Berg"]


def test_escape_leaves_the_name_as_it_was(use):
    use.choose("id-Anna", "Enrol")
    details = use.window.enrol.details
    details.edit.click()
    QTest.keyClicks(details.name, "Nobody")
    QTest.keyClick(details.name, Qt.Key.Key_Escape)
    use.settle()
    assert not details.name.isVisible()
    assert use.fake.names["id-Anna"] == "Anna"


def test_a_profile_is_erased_only_after_a_second_word(use):
    use.fake.ways["id-Anna"] = {0: "full name", 1: "initials"}
    use.window.listed.ask()
    use.settle()
    use.choose("id-Anna", "Enrol")
    erasing = use.window.enrol.erasing
    erasing.profile.click()
    assert erasing.words.text().startswith("Erase 'full name' of Anna")
    erasing.spare.click()
    assert use.fake.ways["id-Anna"] == {0: "full name", 1: "initials"}
    erasing.profile.click()
    erasing.now.click()
    use.settle()
    assert use.fake.ways["id-Anna"] == {1: "initials"}
    assert use.window.enrol.cards.reference_count == 0
    assert not erasing.profile.isVisible(), "the only one goes with its signer"


def test_old_references_are_told_of_and_renewed_one_by_one(open_window, fake):
    fake.with_signer("Anna", 3, seed=1)
    fake.aged.add("id-Anna")
    use = open_window(fake)
    use.choose("id-Anna", "Enrol")
    enrol = use.window.enrol
    row = use.window.signers._model.index(0)
    assert "references have grown old" in row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert enrol.age.words.text() == OLD_WORDS
    old = [k.id for k in fake.references_of("id-Anna")]
    enrol.age.renew.click()
    for n in range(3):
        assert enrol.age.words.text().startswith(f"{n} of 3 renewed")
        write(use, draw_signature(1, 20 + n))
    assert {k.id for k in fake.references_of("id-Anna")}.isdisjoint(old)
    assert [k.id for k in fake.kept if k.retired] == old
    assert enrol.erasing._earlier_words.text() == "3 earlier references kept for the record."
    enrol.erasing.earlier.click()
    enrol.erasing.now.click()
    use.settle()
    assert [k.id for k in fake.kept if k.retired] == []
    assert not enrol.erasing.earlier.isVisible()


def test_one_that_is_like_another_signers_is_asked_about(ben):
    ben.fake.like, ben.fake.unread = "Anna", 3
    enrol = ben.window.enrol
    write(ben, draw_signature(2, 0))
    assert ben.fake.calls.count("prepare_alike") == 3, "in parts, so that nobody waits"
    assert enrol.alike.isVisible()
    assert "accepted as Anna's too. Make sure that it is Ben" in enrol.alike.words.text()
    enrol.alike.keep.click()
    ben.settle()
    kept = ben.fake.references_of("id-Ben")[0].id
    assert ben.fake.said == [("id-Ben", kept)]
    assert not enrol.alike.isVisible()
    write(ben, draw_signature(2, 1))
    enrol.alike.remove.click()
    ben.settle()
    assert [k.id for k in ben.fake.references_of("id-Ben")] == [kept]
    assert not enrol.alike.isVisible()


def test_another_signer_who_is_not_for_telling_stays_unnamed(ben):
    ben.fake.like = ""
    write(ben, draw_signature(2, 0))
    assert "another enrolled signer's too" in ben.window.enrol.alike.words.text()


def test_the_reminder_is_the_desks_and_set_in_the_settings(use):
    use.fake.months = 6
    use.window.go_to("Settings")
    use.settle()
    reminder = use.window.preferences.reminder
    assert reminder.text() == "6 months"
    reminder.setValue(0)
    use.settle()
    assert (use.fake.months, reminder.text()) == (0, "Never")


def test_cards_tell_length_complexity_and_faults(use):
    use.choose("id-Anna", "Enrol")
    card = use.window.enrol.cards._cards[0]
    assert card.accessibleDescription().startswith("2.4 s · 3 strokes · ")
    assert "movements" in card.accessibleDescription()


def test_as_many_references_are_asked_for_as_the_desk_wants(ben):
    ben.window.preferences.wanted.setValue(3)
    ben.window.go_to("Enrol")
    ben.settle()
    enrol = ben.window.enrol
    assert enrol._progress.text() == "0 of 3"
    assert len(enrol.cards._cards) == 3
    for n in range(3):
        assert not enrol._to_verify.isVisible()
        write(ben, draw_signature(2, n))
    assert (enrol._progress.text(), enrol._to_verify.isVisible()) == ("3 of 3", True)


# --- files --------------------------------------------------------------------------------------------------------


def drop(pad, *paths) -> bool:
    """Drag files onto a pad and let go; returns whether it takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, action, left = QPoint(40, 40), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(place, action, data, left, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    QApplication.sendEvent(pad, enter)
    if enter.isAccepted():
        QApplication.sendEvent(pad, QDropEvent(QPointF(place), action, data, left, Qt.KeyboardModifier.NoModifier))
    return enter.isAccepted()


@pytest.fixture
def files(tmp_path):
    paths = [tmp_path / f"{n}.csv" for n in range(4)]
    for n, path in enumerate(paths):
        write_csv(draw_signature(7 if n == 2 else 2, n), path)
    return paths


def test_files_that_are_dropped_are_references_one_after_the_other(ben, files):
    enrol = ben.window.enrol
    assert drop(enrol.pad, *files)
    ben.settle()
    assert (enrol.cards.reference_count, enrol.refusal.isVisible()) == (2, True)
    enrol.refusal.leave.click()
    ben.settle()
    assert (enrol.cards.reference_count, enrol.refusal.isVisible(), ben.fake.journal) == (3, False, {})


def test_a_file_that_is_none_is_told_and_the_next_one_taken(ben, files, tmp_path):
    (tmp_path / "no.csv").write_text("nothing")
    drop(ben.window.enrol.pad, tmp_path / "no.csv", files[0])
    ben.settle()
    assert ben.window.banners.sentences
    assert ben.window.enrol.cards.reference_count == 1


def test_a_file_is_verified_where_it_is_dropped_and_one_at_a_time(use, files):
    use.choose("id-Anna", "Verify")
    verify = use.window.verify
    drop(verify.pad, *files[:2])
    assert use.window.banners.sentences == ["Choose one file: signatures are verified one by one."]
    drop(verify.pad, files[0])
    use.settle()
    assert verify.verdict.verdict is not None
    assert [k.role for k in use.fake.kept if k.signer_id == "id-Anna"][-1] == "questioned"


def test_files_are_opened_by_a_key_and_their_ink_is_shown(use, files):
    """Whoever has no mouse opens them; the ink lies on the pad, coloured by the verdict, until it is cleared."""
    use.choose("id-Anna", "Verify")
    verify = use.window.verify
    pad, canvas = verify.pad, verify.pad.canvas
    pad.ask_files = lambda: [str(files[0])]
    use.window.activateWindow()
    use.qtbot.waitUntil(use.window.isActiveWindow)
    use.qtbot.keyClick(use.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    use.settle()
    assert verify.verdict.verdict is not None
    assert canvas._surface.point_count == int(draw_signature(2, 0).pen_down.sum())
    assert not canvas.is_empty
    assert not canvas.is_signing
    first = canvas._surface._strokes[0]
    with use.qtbot.waitSignal(canvas.pointed) as pointed:
        use.qtbot.mouseMove(canvas, QPointF(first.xs[0], first.ys[0]).toPoint())
    assert pointed.args[0] == pytest.approx(0.0, abs=0.1)
    use.qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.is_empty
    write(use, draw_signature(2, 1))
    assert verify.verdict.verdict is not None


def test_no_file_is_asked_for_where_nobody_may_sign(use):
    use.window.signers.choose("")
    use.window.go_to("Enrol")
    use.settle()
    pad = use.window.enrol.pad
    pad.ask_files = lambda: pytest.fail("a file was asked for")
    pad.open.click()
    assert use.window.banners.sentences == [pad.canvas.blocked_reason]


def test_nobody_drops_files_where_nobody_may_sign(use, files):
    use.window.signers.choose("")
    use.window.go_to("Enrol")
    use.settle()
    assert not drop(use.window.enrol.pad, files[0])
