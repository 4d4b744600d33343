"""Nothing that needs the store can be begun while it is closed, locked or being opened; each button says why."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from sigverify.errors import StoreError
from sigverify.gui.language import languages, speak, tr
from sigverify.gui.rights import Rights
from sigverify.storage.permissions import permissions_of
from sigverify.storage.rows import Operator

WHY = "The store is not open. The notice above says why."

NEED_IT = {
    "Enrol": {"New signer", "Open files…", "Signer's window"},
    "Verify": {"New signer", "Open files…", "Signer's window"},
    "Compare": {"New signer", "Open file as questioned", "Open file as reference", "Export"},
    "Collect": {"New signer", "Import files…", "Export corpus…", "Signer's window"},
    "Train": {"New signer", "Start training"},
    "Review": {"New signer", "Export"},
    "Settings": {"New signer", "Change", "Make a recovery key", "Lock now", "Add"},
}
"""What a person can see in each place and begin once the store is open."""


@pytest.fixture
def refused(open_window, fake):
    """A window whose store does not open."""
    fake.with_signer("Anna", 5)
    fake.fail_on["open"] = StoreError("The server does not answer. Ask who looks after it.")
    return open_window(fake)


def seen(window) -> dict[str, list[QAbstractButton]]:
    """All buttons that can be seen, by their words."""
    found: dict[str, list[QAbstractButton]] = {}
    for button in window.findChildren(QAbstractButton):
        if button.isVisible():
            found.setdefault(button.text() or button.accessibleName(), []).append(button)
            found.setdefault(button.accessibleName(), []).append(button)
    return found


@pytest.mark.parametrize("word", NEED_IT)
def test_what_needs_the_store_says_why_it_cannot_be_pressed(refused, word):
    refused.window.go_to(word)
    refused.settle()
    buttons = seen(refused.window)
    assert NEED_IT[word] <= buttons.keys()
    for words in NEED_IT[word]:
        for button in buttons[words]:
            assert not button.isEnabled(), words
            assert WHY in button.toolTip() or word == "Train", words
            assert button.accessibleDescription() == button.toolTip()


def test_the_pages_of_the_audit_chain_are_not_checked_either(refused):
    refused.window.go_to("Review")
    seen(refused.window)["Audit chain"][0].click()
    refused.settle()
    for words in ("Check the chain", "The end of the chain", "Export"):
        assert [button.toolTip() for button in seen(refused.window)[words] if not button.isEnabled()], words


def test_no_key_begins_what_no_button_does(refused):
    window = refused.window
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not [
        one for one in window.signers.findChildren(QLineEdit) if one.isVisible() and "Name" in one.accessibleName()
    ]
    window.toggle_signer_window()
    assert not window.signer_window.isVisible()


def test_once_it_is_open_all_can_be_pressed(refused, fake):
    del fake.fail_on["open"]
    refused.window.banners.press("Try again")
    refused.settle()
    for words in NEED_IT["Enrol"]:
        for button in seen(refused.window)[words]:
            assert button.isEnabled(), words
            assert WHY not in button.toolTip()


def test_nothing_is_opened_from_a_locked_window(use):
    use.window.lock()
    use.settle()
    assert use.window.rights.refusal("store") == "The store is locked."
    use.window.toggle_signer_window()
    assert not use.window.signer_window.isVisible()
    assert not use.window.isHidden()


@pytest.mark.parametrize("code", languages())
def test_a_closed_store_goes_before_what_a_role_allows(qapp, code):
    speak(code)
    rights, told = Rights(), []
    rights.changed.connect(lambda: told.append(rights.refusal("store")))
    clerk = Operator(id="1", name="front", roles=("clerk",), added_at=datetime(2026, 3, 4, tzinfo=UTC))
    rights.give(clerk, permissions_of(["clerk"]))
    assert [bool(rights.refusal(need)) for need in ("store", "enrol", "train")] == [False, False, True]
    closed = tr("The store is locked.")
    rights.close(closed)
    rights.close(closed)
    assert {rights.refusal(need) for need in ("store", "enrol", "train")} == {closed}
    rights.give(clerk, permissions_of(["clerk"]))
    assert rights.refusal("enrol") == ""
    assert told == ["", closed, ""]
    speak("en")
