"""What takes long shows how far it is, and is stopped without a loss."""

import threading

import pytest
from fake_services import draw_signature
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sigverify.gui.replay import replay_recording


@pytest.fixture
def anna(use):
    use.choose("id-Anna", "Verify")
    use.panel = use.window.verify.verdict
    use.bar = use.panel.bar
    return use


def wait_for_bar(use, bar) -> None:
    use.qtbot.waitUntil(bar.isVisible)


def test_a_long_verification_shows_its_progress_and_time_left(anna):
    anna.fake.verify_gate, anna.fake.share = threading.Event(), 0.25
    replay_recording(anna.window, draw_signature(1, 20))
    wait_for_bar(anna, anna.bar)
    assert anna.bar._bar.value() == 250
    assert anna.bar._left.text().endswith(" left")
    anna.fake.share = 0.5
    anna.qtbot.waitUntil(lambda: anna.bar._bar.value() == 500)
    anna.fake.verify_gate.set()
    anna.settle()
    assert not anna.bar.isVisible()
    assert anna.panel.verdict is not None


def test_it_is_stopped_by_its_key_and_the_signature_stays_in_the_journal(anna):
    anna.fake.verify_gate = threading.Event()
    replay_recording(anna.window, draw_signature(1, 20))
    wait_for_bar(anna, anna.bar)
    QTest.keyClick(anna.window.pad, Qt.Key.Key_Escape)
    anna.qtbot.waitUntil(lambda: "Stopped" in anna.panel._title.text())
    anna.settle()
    assert "Nothing was decided" in anna.panel.words
    assert len(anna.fake.journal) == 1
    assert any("was not finished" in sentence for sentence in anna.window.banners.sentences)
    assert anna.fake.tries == {}, "a decision that was not made is no attempt"
    anna.fake.verify_gate = None
    replay_recording(anna.window, draw_signature(1, 21))
    anna.settle()
    assert anna.panel.verdict is not None


def test_a_long_reference_shows_its_progress_and_is_stopped_without_a_loss(use):
    use.choose("id-Ben", "Enrol")
    place, fake = use.window.enrol, use.fake
    fake.enrol_gate, fake.share = threading.Event(), 0.5
    replay_recording(use.window, draw_signature(2, 1))
    wait_for_bar(use, place.bar)
    assert place.bar._bar.value() == 500
    assert place.bar._left.text().endswith(" left")
    QTest.keyClick(use.window.pad, Qt.Key.Key_Escape)
    use.settle()
    assert not place.bar.isVisible()
    assert place._state.text().startswith("Stopped; nothing was changed.")
    assert place.cards.reference_count == 0
    assert len(fake.journal) == 1
    assert any("was not finished" in sentence for sentence in use.window.banners.sentences)
    fake.enrol_gate = None
    replay_recording(use.window, draw_signature(2, 2))
    use.settle()
    assert place.cards.reference_count == 1


def test_an_identification_is_stopped_and_whoever_cannot_be_read_is_named(open_window, fake):
    fake.with_signer("Anna", 5, seed=1)
    fake.with_signer("Ben", 5, seed=2)
    use = open_window(fake)
    use.window.go_to("Verify")
    fake.identify_gate = threading.Event()
    replay_recording(use.window, draw_signature(1, 20))
    place = use.window.verify
    wait_for_bar(use, place.verdict.bar)
    assert place.verdict.words == "Comparing with all signers…"
    place.verdict.bar.cancel.click()
    use.settle()
    assert len(fake.journal) == 1
    fake.identify_gate = None
    fake.unreadable = tuple((name, "It does not check out.") for name in ("Cleo", "Dan", "Eva", "Finn", "Gus"))
    replay_recording(use.window, draw_signature(1, 21))
    use.settle()
    assert place.candidates._left_out.text() == (
        "Not compared, for what is stored of them cannot be read: Cleo, Dan, Eva and 2 others. It does not check out."
    )
    assert place.candidates._left_out.isVisible()


def test_whose_it_is_is_asked_no_longer_once_somebody_is_chosen(open_window, fake):
    fake.with_signer("Anna", 5, seed=1)
    use = open_window(fake)
    use.window.go_to("Verify")
    fake.identify_gate = threading.Event()
    replay_recording(use.window, draw_signature(1, 20))
    use.qtbot.waitUntil(lambda: "identify" in fake.calls)
    use.choose("id-Anna", "Verify")
    assert not fake.identify_gate.is_set()
    assert len(fake.journal) == 1


def test_a_long_comparison_is_stopped(anna):
    anna.fake.with_decision("id-Anna", 2.0)
    anna.fake.compare_gate, anna.fake.share = threading.Event(), 0.4
    anna.window.go_to("Compare")
    place = anna.window.compare
    wait_for_bar(anna, place.figures.bar)
    assert place.figures.bar._bar.value() == 400
    place.figures.bar.cancel.click()
    anna.settle()
    assert "The comparison was stopped" in place.figures.words
    anna.fake.compare_gate = None
    place.pickers["reference"].list.setCurrentIndex(3)
    anna.settle()
    assert place.view is not None


def test_another_comparison_stops_the_one_before(anna):
    anna.fake.with_decision("id-Anna", 2.0)
    anna.fake.compare_gate = gate = threading.Event()
    anna.window.go_to("Compare")
    anna.qtbot.waitUntil(lambda: "compare" in anna.fake.calls)
    anna.fake.compare_gate = None
    anna.window.compare.pickers["reference"].list.setCurrentIndex(3)
    anna.settle()
    assert not gate.is_set()
    assert anna.window.compare.view is not None


@pytest.mark.parametrize("place", ["Verify", "Compare"])
def test_a_window_that_closes_waits_for_no_long_job(anna, place):
    gate = threading.Event()
    if place == "Verify":
        anna.fake.verify_gate = gate
        replay_recording(anna.window, draw_signature(1, 20))
        anna.qtbot.waitUntil(lambda: "verify" in anna.fake.calls)
    else:
        anna.fake.with_decision("id-Anna", 2.0)
        anna.fake.compare_gate = gate
        anna.window.go_to("Compare")
        anna.qtbot.waitUntil(lambda: "compare" in anna.fake.calls)
    anna.window.close()
    assert anna.fake.closed
    assert not gate.is_set()
    assert len(anna.fake.journal) == (place == "Verify"), "what was not decided is offered at the next start"
