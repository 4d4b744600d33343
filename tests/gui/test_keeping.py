"""Locking, signing in, what opens the store, until when signatures are kept: in the window."""

from datetime import date

import pytest
from fake_keeping import NOON
from fake_services import Kept, draw_signature
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from sigverify.errors import StoreError
from sigverify.gui.curtain import LOCK_AFTER_MINUTES
from sigverify.gui.language import languages, speak
from sigverify.gui.panels.lock_page import LockPage
from sigverify.gui.panels.pieces import Button
from sigverify.gui.panels.role_notice import RoleNotice
from sigverify.gui.replay import replay_recording
from sigverify.storage.permissions import permissions_of
from sigverify.storage.rows import Forger, Operator


def shown_words(widget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def type_and_unlock(use, secret: str, name: str = "") -> None:
    page = use.window.lock_page
    if name:
        page.name.setText(name)
    page.secret.setText(secret)
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    use.settle()


# Locking


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize(
    ("sign_in", "typed", "asked"),
    [
        (True, True, "Sign in to go on"),
        (False, True, "Type the passphrase to go on"),
        (False, False, "Unlock it to go"),
    ],
)
def test_a_locked_window_says_what_to_do_in_a_clerk_s_words(qtbot, theme, code, sign_in, typed, asked):
    speak(code)
    page = LockPage(theme)
    qtbot.addWidget(page)
    page.show_locked(sign_in=sign_in, typed=typed)
    page.show_training(True)
    words = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))
    speak("en")
    assert (asked in words) == (code == "en")
    assert page.secret.isVisibleTo(page) == typed
    for inside in ("key was", "keys", "dropped", "--", "SIGVERIFY", "密钥"):
        assert inside not in words


def test_ctrl_l_locks_and_a_click_unlocks_where_nothing_is_typed(use, fake):
    use.choose("id-Anna", "Verify")
    replay_recording(use.window, draw_signature(1, 3))
    use.settle()
    QTest.keyClick(use.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    use.settle()
    window = use.window
    assert window.is_locked
    assert window.lock_page.isVisible()
    assert not window.signers.isVisible()
    assert not window.verify.isVisible()
    assert "Anna" not in shown_words(window)
    assert not fake.opened, "the desk closed the store"
    assert window.signers.shown_names == []
    assert not window.lock_page.secret.isVisible()
    QTest.mouseClick(window.lock_page.unlock, Qt.MouseButton.LeftButton)
    use.settle()
    assert not window.is_locked
    assert window.signers.shown_names == ["Anna", "Ben"]
    assert window.verify.isVisible()


def test_what_is_being_written_is_kept_before_the_store_is_locked(use, fake):
    use.choose("id-Anna", "Verify")
    use.pen.press(50, 80)
    for n in range(30):
        use.pen.move(50 + 3 * n, 80)
    use.window.lock()
    use.settle()
    assert fake.calls.index("append_stroke") < fake.calls.index("lock")
    ((_, _, parts),) = fake.journal.values()
    assert len(parts[0]) == 31
    assert use.window.banners.sentences == []
    use.window.lock_page.unlock.click()
    use.settle()
    (sentence,) = use.window.banners.sentences
    assert sentence.startswith("A signature of Anna was not finished")


def test_a_passphrase_unlocks_and_a_wrong_one_is_asked_for_again(open_window, fake):
    fake.with_signer("Anna", 5)
    fake.passphrase = "open sesame"
    use = open_window(fake)
    page = use.window.lock_page
    assert use.window.is_locked, "it was opened nowhere yet"
    assert page.sentence == "None was given."
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    assert fake.calls.count("open") == 1, "nothing was typed"
    type_and_unlock(use, "open barley")
    assert page.sentence == "The passphrase is not the one of this store."
    assert page.secret.text() == ""
    type_and_unlock(use, "open sesame")
    assert not use.window.is_locked
    assert use.window.signers.shown_names == ["Anna"]
    assert page.secret.text() == ""
    assert page.secret.echoMode() == QLineEdit.EchoMode.Password
    use.qtbot.waitUntil(lambda: "model" in fake.calls)


def test_who_unlocks_is_not_told_that_there_was_no_model_before(open_window, fake):
    fake.with_signer("Anna", 5)
    fake.passphrase = "open sesame"
    fake.fail_on["model"] = StoreError("The store is not open. Mend what the message says, then choose 'Try again'.")
    use = open_window(fake)
    assert use.window.is_locked
    del fake.fail_on["model"]
    type_and_unlock(use, "open sesame")
    assert use.window.banners.sentences == []
    assert use.window.status.words[2].startswith("Model ")


@pytest.mark.parametrize(
    ("role", "place", "doing"),
    [
        ("clerk", "Train", "label signatures and train models"),
        ("clerk", "Collect", "label signatures and train models"),
        ("examiner", "Enrol", "enrol signers"),
        ("clerk", "Settings", "administer the store"),
    ],
)
def test_a_place_says_whose_role_refuses_what_it_is_for(use, role, place, doing):
    window = use.window
    window.go_to(place)
    notice = window.place.findChild(RoleNotice)
    assert not notice.isVisible()
    window.rights.give(Operator(id="op", name="front", roles=(role,), added_at=NOON), permissions_of([role]))
    assert notice.isVisible()
    assert notice.words.text() == f"As {role} you may not {doing}. Ask an administrator."
    window.rights.give(None, permissions_of(["administrator"]))
    assert not notice.isVisible()


def test_what_holds_at_every_desk_is_set_by_an_administrator(use):
    window = use.window
    window.go_to("Settings")
    use.settle()
    place = window.preferences
    of_all = (place.attempts, place.minutes, place.reminder)
    assert all(box.isEnabled() for box in of_all)
    window.rights.give(Operator(id="op", name="front", roles=("clerk",), added_at=NOON), permissions_of(["clerk"]))
    use.settle()
    assert not any(box.isEnabled() for box in of_all)
    assert place.wanted.isEnabled(), "of this desk alone"
    window.rights.give(None, permissions_of(["administrator"]))
    assert all(box.isEnabled() for box in of_all)


def test_a_window_that_nobody_touches_is_locked(use, fake, settings):
    window = use.window
    assert window._curtain.watch.wait_ms == 0, "with nothing to type it is a person's own choice"
    settings.lock_minutes = 5
    window.preferences.changed.emit()
    assert window._curtain.watch.wait_ms == 5 * 60_000
    with use.qtbot.waitSignal(window._curtain.watch.idle):
        window._curtain.watch.watch(0.001)
    use.settle()
    assert window.is_locked
    assert window._curtain.watch.wait_ms == 0
    window.lock_page.unlock.click()
    use.settle()
    assert window._curtain.watch.wait_ms == 5 * 60_000


def test_where_a_passphrase_opens_it_the_store_is_locked_after_a_while(open_window, fake):
    fake.passphrase = "open sesame"
    use = open_window(fake)
    type_and_unlock(use, "open sesame")
    assert use.window._curtain.watch.wait_ms == LOCK_AFTER_MINUTES * 60_000


def test_a_touch_begins_the_wait_anew(use):
    use.choose("id-Anna", "Verify")
    idle = use.window._curtain.watch
    idle.watch(1)
    idle._timer.stop()
    use.pen.press(50, 80)
    assert idle._timer.isActive()
    assert idle._timer.interval() == 60_000
    use.pen.lift(50, 80)


def test_a_store_that_is_not_open_is_not_locked(open_window, fake):
    from sigverify.errors import StoreKeyError

    fake.fail_on["open"] = StoreKeyError("The key file is missing. Put it back.")
    use = open_window(fake)
    use.window.lock()
    assert not use.window.is_locked


def test_faults_that_come_late_say_nothing_while_it_is_locked(use):
    use.window.lock()
    use.window.desk.failed.emit("Anna could not be verified.")
    assert use.window.banners.sentences == []
    use.settle()


# Operators


def test_a_clerk_signs_in_and_sees_what_may_not_be_done(open_window, fake):
    fake.with_signer("Anna", 5)
    fake.with_operator("boss", "administrator")
    fake.with_operator("Clara", "clerk")
    use = open_window(fake)
    page = use.window.lock_page
    assert page.name.isVisible()
    type_and_unlock(use, "wrong", "Clara")
    assert page.sentence == "Nobody signs in here by that name and password."
    type_and_unlock(use, "Clara Clara", "Clara")
    assert use.window.status.words[3].startswith("Clara · Store unlocked")
    use.choose("id-Anna", "Enrol")
    erase = next(one for one in use.window.enrol.findChildren(Button) if one.text() == "Erase this signer…")
    assert not erase.isEnabled()
    assert erase.toolTip() == "As clerk you may not erase what is held. Ask an administrator."
    add = next(one for one in use.window.signers.findChildren(Button) if one.text() == "New signer")
    assert add.isEnabled()
    use.window.go_to("Train")
    assert not use.window.train.controls.begin.isEnabled()
    use.window.lock()
    use.settle()
    type_and_unlock(use, "boss boss", "boss")
    use.choose("id-Anna", "Enrol")
    assert erase.isEnabled()
    assert erase.toolTip() == "Erase all that is held"


def test_the_first_operator_is_added_and_signed_in(use, fake):
    use.window.go_to("Settings")
    use.settle()
    card = use.window.preferences.operators
    card.name.setText("boss")
    card.password.setText("short")
    card.add.click()
    use.settle()
    assert "at least 8" in card._said.text()
    card.password.setText("long enough")
    card.add.click()
    use.settle()
    assert [row.roles.chosen for row in card.rows.values()] == [("administrator",)]
    assert use.window.status.words[3].startswith("boss · ")
    assert not use.window.preferences.protection.passphrase.isVisibleTo(use.window.preferences)
    card.name.setText("Clara")
    card.password.setText("long enough")
    card.add.click()
    use.settle()
    assert card.rows["id-Clara"].roles.chosen == ("clerk",)
    card.rows["id-Clara"].roles.boxes["trainer"].click()
    use.settle()
    assert fake.known["id-Clara"][0].roles == ("clerk", "trainer")
    card.rows["id-boss"].roles.boxes["administrator"].click()
    use.settle()
    assert "last administrator" in card._said.text()
    assert card.rows["id-boss"].roles.chosen == ("administrator",), "shown as it is"
    card.rows["id-Clara"].password.setText("another one")
    card.rows["id-Clara"].change.click()
    use.settle()
    assert fake.known["id-Clara"][1] == "another one"
    card.rows["id-Clara"].remove.click()
    use.settle()
    assert list(card.rows) == ["id-boss"]


# What opens the store


def test_the_passphrase_is_changed_in_settings(use, fake):
    use.window.go_to("Settings")
    protection = use.window.preferences.protection
    protection.change.click()
    assert "twice" in protection._said.text()
    protection.passphrase.setText("one")
    protection.again.setText("another")
    protection.change.click()
    assert "not the same" in protection._said.text()
    assert fake.passphrase == ""
    protection.again.setText("one")
    protection.change.click()
    use.settle()
    assert fake.passphrase == "one"
    assert protection.passphrase.text() == protection.again.text() == ""
    assert "your passphrase" in use.window.status.words[3]
    assert use.window._curtain.watch.wait_ms == LOCK_AFTER_MINUTES * 60_000
    assert protection.remember.isVisibleTo(use.window.preferences)
    protection.remember.click()
    use.settle()
    assert fake.machines == 1
    protection.forget.click()
    use.settle()
    assert fake.machines == 0


def test_no_recovery_key_is_asked_for_before_there_is_anything_to_lose(open_window, fake, settings):
    fake.recovery_key, settings.recovery_declined = "", False
    use = open_window(fake)
    assert use.window.banners.sentences == [], "the first thing that anybody sees is what to do here"
    use.window.signers.wanted.emit("Ben")
    use.settle()
    assert use.window.banners.sentences[-1].startswith("There is no recovery key yet.")


def test_a_recovery_key_is_offered_shown_once_and_checked(open_window, fake, settings):
    fake.recovery_key, settings.recovery_declined = "", False
    fake.with_signer("Anna", 3)
    use = open_window(fake)
    assert use.window.banners.sentences[-1].startswith("There is no recovery key yet.")
    assert use.window.banners.press("Make one")
    protection = use.window.preferences.protection
    assert use.window.place is use.window.preferences
    groups = protection.shown.text().split()
    assert len(groups) == 8
    first, second = protection._asked
    protection.first.setText(groups[first])
    protection.second.setText("00000")
    protection.keep.click()
    assert f"Group {second + 1} is another one" in protection._recovery_said.text()
    assert fake.recovery_key == ""
    protection.second.setText(groups[second].lower())
    protection.keep.click()
    use.settle()
    assert fake.recovery_key == "-".join(groups)
    assert protection.shown.text() == ""
    assert not protection.shown.isVisible()
    assert "There is one" in shown_words(use.window.preferences)
    use.window.lock()
    use.window.lock_page.unlock.click()
    use.settle()
    assert use.window.banners.sentences == []


def test_who_wants_no_recovery_key_is_not_asked_again(open_window, fake, settings):
    fake.recovery_key, settings.recovery_declined = "", False
    fake.with_signer("Anna", 3)
    use = open_window(fake)
    assert use.window.banners.press("Never")
    use.window.lock()
    use.window.lock_page.unlock.click()
    use.settle()
    assert use.window.banners.sentences == []
    assert settings.recovery_declined


def test_what_was_shown_and_typed_is_dropped_when_the_store_is_locked(use):
    use.window.go_to("Settings")
    protection = use.window.preferences.protection
    protection.make_recovery_key()
    protection.passphrase.setText("half typed")
    use.window.lock()
    use.settle()
    assert protection.shown.text() == ""
    assert protection._text == ""
    assert protection.passphrase.text() == ""


# Retention


def test_until_when_is_noted_and_who_is_due_is_erased_by_two_presses(use, fake):
    use.choose("id-Anna", "Settings")
    card = use.window.preferences.retention
    assert "Anna" in shown_words(card.frame)
    assert card._count.text() == "0 due"
    card.purpose.setText("signs for room 7")
    card.ends.click()
    card.day.setDate(date(2026, 3, 1))
    card.keep.click()
    use.settle()
    assert fake.retained["id-Anna"] == {"purpose": "signs for room 7", "keep_until": date(2026, 3, 1)}
    assert card._count.text() == "1 due"
    assert "1 due · " in use.window.status.words[3]
    row = card.rows["id-Anna"]
    row.erase.click()
    assert "id-Anna" in fake.names
    use.settle()
    assert not row.forged.isVisible()
    row.sure.click()
    use.settle()
    assert "id-Anna" not in fake.names
    assert card._count.text() == "0 due"
    assert "Anna was erased" in card._said.text()
    assert use.window.signers.shown_names == ["Ben"]


def test_what_somebody_who_is_due_forged_is_told_and_discarded_where_that_is_said(open_window, fake):
    fake.with_signer("Anna", 1)
    fake.with_signer("Ben")
    fake.kept.append(Kept(900, "id-Ben", "collected", "forgery", draw_signature(1, 1), forger=Forger(name="Anna")))
    fake.retained["id-Anna"] = {"purpose": "", "keep_until": date(2026, 3, 1)}
    use = open_window(fake)
    use.choose("id-Ben", "Settings")
    row = use.window.preferences.retention.rows["id-Anna"]
    row.erase.click()
    assert not row.sure.isEnabled()
    use.settle()
    assert row.forged.words.text().startswith("1 forgery of others' signatures names this signer")
    row.forged.box.click()
    row.sure.click()
    use.settle()
    assert list(fake.names) == ["id-Ben"]
    assert fake.kept == []
    assert "With the signer went 1 forgery of others' signatures." in use.window.preferences.retention._said.text()


def test_every_field_of_safe_keeping_has_a_name(use):
    use.window.go_to("Settings")
    for field in use.window.preferences.findChildren(QLineEdit):
        if field.isVisible() and field.objectName() != "qt_spinbox_lineedit":
            assert field.accessibleName()


def test_what_the_lock_says_is_seen_whole(use):
    """A wrong passphrase is answered in several lines: none is cut off, nor the button under them."""
    page = use.window.lock_page
    use.window.lock()
    use.settle()
    page.show_locked("It is not the one of this store. " * 8, sign_in=True, typed=True)
    QApplication.processEvents()
    QApplication.processEvents()
    assert page._why.height() >= page._why.heightForWidth(page._why.width())
    assert page.unlock.visibleRegion().boundingRect() == page.unlock.rect()
