"""A signer whom another desk erases while this window has them open: said in words, and nothing of them stays."""

import threading

import pytest
from fake_services import draw_signature
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sigverify.gui.enrolling import SignersView
from sigverify.gui.replay import replay_recording


@pytest.fixture
def anna(use):
    use.choose("id-Anna", "Verify")
    use.place = use.window.verify
    return use


def nothing_of_her_is_left(use) -> bool:
    use.settle()
    shown = use.window.verify
    return (
        use.window.signers.current is None
        and "Anna" not in use.window.signers.shown_names
        and shown.verdict.verdict is None
        and use.window.pad.is_empty
        and shown.live.plot.point_count == 0
        and use.fake.journal == {}
    )


def was_told(use, words: str) -> bool:
    return any(words in sentence for sentence in use.window.banners.sentences)


def test_before_the_signature_is_written(anna):
    anna.fake.erase_signer("id-Anna")
    anna.pen.stroke(60, 60)
    QTest.keyClick(anna.window.pad, Qt.Key.Key_Return)
    assert nothing_of_her_is_left(anna)
    assert was_told(anna, "The signer was erased.")


def test_with_the_pen_on_the_paper(anna):
    anna.pen.stroke(60, 60)
    anna.settle()
    anna.pen.press(90, 60)
    anna.fake.erase_signer("id-Anna")
    for n in range(40):
        anna.pen.move(90 + 2 * n, 70)
    anna.pen.lift(180, 70)
    QTest.keyClick(anna.window.pad, Qt.Key.Key_Return)
    assert nothing_of_her_is_left(anna)
    assert was_told(anna, "The signer was erased.")


def test_while_a_stroke_is_taken_back(anna):
    anna.pen.stroke(60, 60)
    anna.settle()
    anna.fake.erase_signer("id-Anna")
    QTest.keyClick(anna.window.pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    anna.settle()
    assert was_told(anna, "The signer was erased.")
    anna.window.verify.enter()
    assert nothing_of_her_is_left(anna)


def test_while_the_decision_is_made(anna):
    anna.fake.verify_gate = threading.Event()
    replay_recording(anna.window, draw_signature(1, 20))
    anna.qtbot.waitUntil(lambda: "verify" in anna.fake.calls)
    anna.fake.erase_signer("id-Anna")
    anna.fake.verify_gate.set()
    assert nothing_of_her_is_left(anna)
    assert was_told(anna, "Its signer was erased.")


def test_with_the_verdict_on_show(anna):
    replay_recording(anna.window, draw_signature(1, 20))
    anna.settle()
    anna.fake.erase_signer("id-Anna")
    anna.place.verdict._genuine.click()
    assert nothing_of_her_is_left(anna)
    assert was_told(anna, "may have been erased")


def test_when_the_place_comes_back(anna):
    replay_recording(anna.window, draw_signature(1, 20))
    anna.settle()
    anna.window.go_to("Settings")
    anna.fake.erase_signer("id-Anna")
    anna.window.go_to("Verify")
    assert nothing_of_her_is_left(anna)


def test_while_no_attempt_is_left(anna):
    for attempt in range(3):
        replay_recording(anna.window, draw_signature(3, attempt))
        anna.settle()
    anna.fake.erase_signer("id-Anna")
    anna.place.verdict.attempts.reason.setText("Passport seen")
    anna.place.verdict.attempts.allow.click()
    anna.settle()
    anna.place.enter()
    assert nothing_of_her_is_left(anna)
    assert anna.place.verdict.attempts.words == ""
    assert anna.window.pad.blocked_reason != "No further signature is taken at the moment. A person decides."


def test_of_several_who_may_have_written_it(open_window, fake):
    fake.with_signer("Anna", 5, seed=1)
    fake.with_signer("Ben", 5, seed=2)
    use = open_window(fake)
    use.window.go_to("Verify")
    replay_recording(use.window, draw_signature(1, 20))
    use.settle()
    (capture_id,) = fake.journal
    fake.erase_signer("id-Anna")
    use.window.verify.candidates.claimed.emit("id-Anna")
    use.settle()
    assert list(fake.journal) == [capture_id], "whose it is, nobody knows: it waits for a person"
    assert was_told(use, "was erased")


def test_nobody_is_chosen_in_the_place_of_who_is_gone(use):
    """The list would choose the neighbour of a row that goes: somebody would sign as another, who may go next."""
    use.choose("id-Anna", "Enrol")
    signers, chosen = use.window.signers, []
    signers.chosen.connect(chosen.append)
    asked = len(use.fake.calls)
    signers.show_signers(SignersView(at=signers.at + 1, gone=frozenset({"id-Anna"})))
    assert chosen == [None]
    assert signers.shown_names == ["Ben"]
    use.settle()
    assert "enrolment" not in use.fake.calls[asked:]
    assert use.window.pad.blocked_reason
