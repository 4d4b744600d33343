"""Whose signature is it: no signer is chosen, all are compared, and a person says whom it is claimed to be of."""

import pytest
from fake_services import draw_signature
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from sigverify.errors import StoreError
from sigverify.gui.replay import replay_recording


@pytest.fixture
def desk(use):
    """Anna and Carl have references, Ben has none; nobody is chosen."""
    use.fake.with_signer("Carl", 5, seed=3)
    use.window.listed.ask()
    use.window.go_to("Verify")
    use.settle()
    return use


def sign(use, seed: int = 1) -> None:
    replay_recording(use.window, draw_signature(seed, 20))
    use.settle()


def verify_button(use, name: str) -> QAbstractButton:
    panel = use.window.verify.candidates
    return next(b for b in panel.findChildren(QAbstractButton) if b.accessibleName() == f"Verify as {name}")


def test_the_likeliest_stands_first_and_those_without_references_nowhere(desk):
    assert desk.window.verify.pad.canvas.blocked_reason == ""
    sign(desk)
    panel = desk.window.verify.candidates
    assert panel.isVisible()
    assert [candidate.name for candidate in panel.view.candidates] == ["Anna", "Carl"]
    assert panel._title.text() == "Most like Anna"
    assert "2 signers" in panel._caution.text()
    assert "by chance" in panel._caution.text()
    assert "verify" not in desk.fake.calls


def test_where_nobody_comes_near_nobody_stands_out(desk):
    sign(desk, seed=7)
    assert desk.window.verify.candidates._title.text() == "Nobody stands out"


def test_the_ink_is_kept_and_becomes_the_signature_of_whom_a_person_names(desk):
    sign(desk)
    assert len(desk.fake.journal) == 1
    QTest.mouseClick(verify_button(desk, "Anna"), Qt.MouseButton.LeftButton)
    desk.settle()
    verdict = desk.window.verify.verdict
    assert verdict.isVisible()
    assert verdict.verdict.signer_name == "Anna"
    assert verdict.verdict.outcome == "accept"
    assert not desk.fake.journal
    assert [k.signer_id for k in desk.fake.kept if k.role == "questioned"] == ["id-Anna"]


def test_discarded_it_leaves_nothing(desk):
    sign(desk)
    desk.window.verify.candidates._discard.click()
    desk.settle()
    assert not desk.fake.journal
    assert desk.window.verify.pad.canvas.is_empty
    assert desk.window.verify.verdict.isVisible()


def test_left_unclaimed_it_stays_in_the_journal_for_a_person(desk):
    sign(desk)
    desk.choose("id-Anna", "Verify")
    assert len(desk.fake.journal) == 1
    assert any("was not finished" in words for words in desk.window.banners.sentences)
    assert desk.window.verify.verdict.isVisible()


def test_another_signature_begins_while_one_is_unclaimed(desk):
    sign(desk)
    sign(desk, seed=3)
    assert len(desk.fake.journal) == 2
    assert desk.window.verify.candidates.view.candidates[0].name == "Carl"


def test_an_unclaimed_signature_is_kept_for_the_signer_who_is_chosen(desk):
    sign(desk)
    desk.choose("id-Ben", "Verify")
    desk.window.questions._keep(next(iter(desk.fake.journal)))
    desk.settle()
    assert [(k.signer_id, k.role) for k in desk.fake.kept][-1] == ("id-Ben", "collected")


def test_whom_nobody_knows_any_more_is_said_and_the_ink_stays(desk):
    desk.fake.fail_on["verify"] = StoreError("There is no such signer.")
    sign(desk)
    verify_button(desk, "Anna").click()
    desk.settle()
    assert desk.window.verify.verdict.words == "There is no such signer."
    assert len(desk.fake.journal) == 1


def test_the_way_from_a_chosen_signer_and_back(desk):
    desk.choose("id-Anna", "Verify")
    place = desk.window.verify
    assert place.verdict.whose.isVisible()
    QTest.keyClick(desk.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: desk.window.signers.current is None)  # a key clicks as visibly as a mouse
    assert "Whose is it?" in place.verdict._title.text()
    desk.choose("id-Anna", "Verify")
    sign(desk)
    assert place.verdict.verdict.signer_name == "Anna"


def test_without_references_anywhere_the_pad_says_what_to_do(open_window, fake):
    fake.with_signer("Ben", 0)
    use = open_window(fake)
    use.window.go_to("Verify")
    use.settle()
    assert "Choose a signer" in use.window.verify.pad.canvas.blocked_reason
