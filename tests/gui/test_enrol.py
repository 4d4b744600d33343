"""Enrolling as a person does it: by hand, on the pad, through the real window."""

import pytest
from fake_services import draw_signature
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sigverify.errors import ResourceFault
from sigverify.gui.replay import replay_recording


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
    assert enrol._refusal.isVisible()
    assert enrol._reason.text().startswith("This one differs from the other 2")
    assert enrol.cards.reference_count == 2
    assert len(ben.fake.journal) == 1, "until the person decides, the ink is in the journal"
    enrol._keep.click()
    ben.settle()
    assert not enrol._refusal.isVisible()
    assert enrol.cards.reference_count == 3
    assert ben.fake.journal == {}


def test_a_refused_one_may_be_left_out_or_simply_written_again(ben):
    enrol = ben.window.enrol
    write(ben, draw_signature(2, 0))
    write(ben, draw_signature(7, 0))
    enrol._leave.click()
    ben.settle()
    assert (enrol.cards.reference_count, enrol._refusal.isVisible(), ben.fake.journal) == (1, False, {})
    write(ben, draw_signature(7, 1))
    write(ben, draw_signature(2, 1))
    assert (enrol.cards.reference_count, enrol._refusal.isVisible(), ben.fake.journal) == (2, False, {})


def test_one_too_short_to_compare_is_refused_and_cannot_be_kept(ben):
    enrol = ben.window.enrol
    write(ben, draw_signature(2, 0, duration_s=0.3))
    assert enrol._reason.text() == "Too short to compare: 0.3 s. Sign once more."
    assert enrol._refusal.isVisible()
    assert not enrol._keep.isVisible()


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
    enrol._erase.click()
    assert enrol._confirm.isVisible()
    assert "Anna" in enrol._erase_words.text()
    enrol._spare.click()
    assert "id-Anna" in use.fake.names
    enrol._erase.click()
    enrol._erase_now.click()
    use.settle()
    assert "id-Anna" not in use.fake.names
    assert use.window.signers.current is None
    assert use.window.signers.shown_names == ["Ben"]
    assert enrol.pad.canvas.blocked_reason


def test_a_new_signer_is_added_in_the_list_and_chosen(use):
    signers = use.window.signers
    use.window.go_to("Verify")
    signers._add.click()
    QTest.keyClicks(signers._name, "Carla Nunez")
    QTest.keyClick(signers._name, Qt.Key.Key_Return)
    use.settle()
    assert signers.current.name == "Carla Nunez"
    assert use.window.place is use.window.enrol
    assert not use.window.pad.blocked_reason


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
