"""Who tries again and again: counted at the verdict, stopped in words, and let on by a person with a reason."""

from datetime import UTC, datetime, timedelta

import pytest
from fake_services import draw_signature
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sigverify.errors import ResourceFault, StoreError
from sigverify.gui.replay import replay_recording
from sigverify.verification.attempts import AttemptLimit

ATTEMPT_1 = "Attempt 1 of 3 that may be made for this signer within 10 minutes."


@pytest.fixture
def anna(use):
    use.choose("id-Anna", "Verify")
    use.place = use.window.verify
    use.notice = use.place.verdict.attempts
    return use


def forge(use, times: int) -> None:
    for attempt in range(times):
        replay_recording(use.window, draw_signature(3, attempt))
        use.settle()


def test_the_verdict_says_which_attempt_it_was(anna):
    forge(anna, 1)
    assert anna.place.verdict.attempt_words == ATTEMPT_1
    assert anna.place.verdict._attempt.isVisible()
    anna.window.signers.choose("id-Ben")
    anna.choose("id-Anna", "Verify")
    assert anna.place.verdict.words.endswith("1 of 3 attempts are used within 10 minutes.")


def test_after_the_last_attempt_no_ink_is_taken_and_the_place_says_what_to_do(anna):
    forge(anna, 3)
    assert anna.place.verdict.verdict is not None, "what was decided stays to be looked at"
    assert "A person decides now: ask Anna for another proof of identity" in anna.notice.words
    again_at = anna.fake.tries["id-Anna"][0][0] + timedelta(minutes=10)
    assert f"free at {again_at.astimezone():%H:%M}" in anna.notice.words
    refused = []
    anna.window.pad.refused.connect(refused.append)
    captures = anna.fake.calls.count("begin_capture")
    anna.pen.stroke(60, 60)
    anna.settle()
    assert refused == ["No further signature is taken at the moment. A person decides."]
    assert anna.fake.calls.count("begin_capture") == captures
    anna.notice.compare.click()
    assert anna.window.compare is anna.window.place


def test_another_signer_may_sign_meanwhile_and_the_first_may_not_by_way_of_another(anna):
    forge(anna, 3)
    anna.choose("id-Ben", "Verify")
    assert anna.notice.words == ""
    anna.choose("id-Anna", "Verify")
    assert anna.notice.words
    assert anna.window.pad.blocked_reason


def test_a_person_lets_the_signer_go_on_by_keys_alone_with_a_reason(anna):
    forge(anna, 3)
    assert not anna.notice.allow.isEnabled()
    anna.notice.reason.setFocus()
    QTest.keyClick(anna.notice.reason, Qt.Key.Key_Return)
    anna.settle()
    assert anna.fake.lifts == []
    QTest.keyClicks(anna.notice.reason, "Passport seen")
    QTest.keyClick(anna.notice.reason, Qt.Key.Key_Return)
    anna.settle()
    assert anna.fake.lifts == [("id-Anna", "Passport seen")]
    assert anna.notice.words == ""
    assert anna.notice.reason.text() == ""
    replay_recording(anna.window, draw_signature(1, 20))
    anna.settle()
    assert anna.place.verdict.attempt_words == ATTEMPT_1


def test_a_reason_that_could_not_be_stored_is_not_lost(anna):
    forge(anna, 3)
    anna.fake.fail_on["lift_attempts"] = ResourceFault("The disk is full. Make room.")
    anna.notice.reason.setText("Passport seen")
    anna.notice.allow.click()
    anna.settle()
    assert anna.notice.reason.text() == "Passport seen"
    assert "The disk is full. Make room." in anna.window.banners.sentences
    assert anna.window.pad.blocked_reason


def test_it_is_free_again_by_itself_when_its_time_comes(anna):
    forge(anna, 2)
    anna.fake.tries["id-Anna"] = [
        (datetime.now(UTC) - timedelta(minutes=10) + timedelta(seconds=0.3), "reject"),
        *anna.fake.tries["id-Anna"],
    ]
    anna.place.enter()
    anna.settle()
    assert anna.window.pad.blocked_reason
    anna.qtbot.waitUntil(lambda: not anna.window.pad.blocked_reason)
    assert anna.notice.words == ""


def test_an_attempt_that_another_desk_used_is_said_and_the_ink_stays(anna):
    anna.fake.fail_on["verify"] = StoreError("3 signatures within 10 minutes were not accepted: a person decides now.")
    anna.fake.tries["id-Anna"] = [(datetime.now(UTC), "reject")] * 3
    replay_recording(anna.window, draw_signature(1, 20))
    anna.settle()
    assert "a person decides now" in anna.place.verdict.words
    assert len(anna.fake.journal) == 1
    assert anna.notice.words
    assert anna.window.pad.blocked_reason


def test_the_limit_is_set_and_none_can_be_set(anna):
    anna.window.go_to("Settings")
    anna.settle()
    place = anna.window.preferences
    assert (place.attempts.currentText(), place.minutes.currentText()) == ("3 attempts", "within 10 minutes")
    place.attempts.setCurrentIndex(0)
    place.attempts.activated.emit(0)
    anna.settle()
    assert anna.fake.limit == AttemptLimit(most=0, minutes=10)
    assert not place.minutes.isEnabled()
    anna.choose("id-Anna", "Verify")
    forge(anna, 4)
    assert anna.place.verdict.attempt_words == (
        "Attempt 4 for this signer within 10 minutes; no number of attempts is set."
    )
    assert not anna.window.pad.blocked_reason


def test_a_limit_set_by_other_means_is_shown(anna):
    anna.fake.limit = AttemptLimit(most=7, minutes=42)
    anna.window.go_to("Settings")
    anna.settle()
    assert anna.window.preferences.attempts.currentData() == 7
    assert anna.window.preferences.minutes.currentData() == 42


def begin_forgery(use) -> None:
    """Write a whole signature without finishing it, and let the curve tell of it."""
    use.window.pad.set_pause(60.0)
    replay_recording(use.window, draw_signature(3, 0), finish=False)
    use.qtbot.waitUntil(lambda: use.place.live.plot.point_count > 0)
    use.settle()


def test_what_is_cleared_after_its_curve_was_seen_counts(anna):
    """Else a forger could practise on the curve, and clear before each verdict."""
    for used in (1, 2):
        begin_forgery(anna)
        QTest.keyClick(anna.window.pad, Qt.Key.Key_Escape)
        anna.settle()
        assert anna.place.verdict.words.endswith(f"{used} of 3 attempts are used within 10 minutes.")
    begin_forgery(anna)
    anna.choose("id-Ben", "Verify")  # to turn to somebody else is no way around it
    assert [tried for _, tried in anna.fake.tries["id-Anna"]] == ["cleared"] * 3
    anna.choose("id-Anna", "Verify")
    assert anna.window.pad.blocked_reason
    assert "A person decides now" in anna.notice.words


def test_what_nobody_could_learn_from_may_be_cleared_at_will(anna):
    anna.pen.stroke(60, 60)  # a slip of the hand
    QTest.keyClick(anna.window.pad, Qt.Key.Key_Escape)
    anna.window.settings.live_hidden = True
    begin_forgery(anna)
    QTest.keyClick(anna.window.pad, Qt.Key.Key_Escape)
    anna.window.settings.live_hidden = False
    anna.window.toggle_signer_window()
    begin_forgery(anna)
    anna.window.pad.clear()
    anna.window.toggle_signer_window()
    anna.settle()
    assert "note_cleared" not in anna.fake.calls


def test_a_signature_that_is_decided_counts_once(anna):
    begin_forgery(anna)
    QTest.keyClick(anna.window.pad, Qt.Key.Key_Return)
    anna.settle()
    QTest.keyClick(anna.window.pad, Qt.Key.Key_Escape)
    anna.settle()
    assert len(anna.fake.tries["id-Anna"]) == 1
