"""Names of every kind, words that fit, faults that look like faults, focus that is where the person is."""

import pytest
from fake_services import FakeServices, draw_signature
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from sigverify.errors import ResourceFault, StoreError
from sigverify.gui.capture.paper import paint_blank, paint_paper
from sigverify.gui.given_names import unmarked
from sigverify.gui.language import isolated, tr
from sigverify.gui.panels.pieces import Button, Choice, ScrolledPage, Title
from sigverify.gui.panels.status_line import StatusLine
from sigverify.gui.replay import replay_recording
from sigverify.gui.tokens import BODY_PX, TITLE_PX
from sigverify.ink.quality import assess

ARABIC = "محمد عبد الرحمن"
LONG = "Maximiliane Alexandra Freiherrin von Hohenzollern-Sigmaringen"
CTRL = Qt.KeyboardModifier.ControlModifier


def laid_out(use, width: int = 1280, height: int = 800) -> None:
    use.window.resize(width, height)
    for _ in range(4):  # what is laid out anew tells what lies in it a round later
        QApplication.processEvents()


# Names


def test_a_name_from_the_right_leaves_the_figures_after_it_where_they_are():
    assert isolated("Anna") == "Anna"
    assert isolated("王小明") == "王小明"
    assert isolated(ARABIC) == f"\u2068{ARABIC}\u2069"
    assert isolated(isolated(ARABIC)) == isolated(ARABIC)
    assert tr("{name}: {number}", name=ARABIC, number=4) == f"\u2068{ARABIC}\u2069: 4"
    assert tr("{name}: {number}", name="Anna", number=4) == "Anna: 4"


def test_a_long_name_is_written_smaller_and_a_short_one_large_again(qapp):
    title = Title()
    roles = []
    for name in ("Anna", LONG, ARABIC):
        title.setText(name)
        roles.append(title.property("role"))
    assert roles == ["title", "longTitle", "title"]


def test_the_name_of_a_signer_is_found_as_it_was_typed(open_window, fake: FakeServices):
    fake.with_signer(ARABIC, 3)
    use = open_window(fake)
    use.choose(f"id-{ARABIC}", "Enrol")
    assert use.window.signers.shown_names == [ARABIC]
    assert use.window.enrol.details.title.text() == isolated(ARABIC)


# Words that fit


def test_a_choice_leaves_its_picture_out_before_its_words(use):
    use.fake.with_decision("id-Anna", 0.2)
    use.choose("id-Anna", "Compare")
    use.qtbot.waitUntil(lambda: use.window.compare.view is not None)
    for size in ((1024, 700), (1280, 800)):
        laid_out(use, *size)
        for picker in use.window.compare.pickers.values():
            words = picker.list.currentText()
            assert isinstance(picker.list, Choice)
            assert words
            assert picker.list.fontMetrics().horizontalAdvance(words) < picker.list.width() - 44, words


def test_the_side_is_not_said_twice(use):
    use.fake.with_decision("id-Anna", 0.2)
    use.choose("id-Anna", "Compare")
    use.qtbot.waitUntil(lambda: use.window.compare.view is not None)
    questioned, reference = use.window.compare.pickers["questioned"], use.window.compare.pickers["reference"]
    assert "Questioned" not in questioned.picked.words
    assert "Reference" not in reference.picked.words
    assert any("Reference" in questioned.list.itemText(row) for row in range(questioned.list.count()))


def test_facts_that_would_be_cut_take_room_of_those_that_need_less(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    line = StatusLine(theme)
    line.setParent(window)
    recording = draw_signature(1, 1)
    line.show_ink(recording, assess(recording))
    line.show_model("Model default · 0e441168")
    line.show_store("The store is protected by your passphrase.", 0)
    line._device.say("Replay of a model with a long name · 200 Hz")
    window.resize(1920, 60)
    window.show()
    facts = [line._device, line._badge, line._model, line._store]
    line.resize(sum(fact.needed_px for fact in facts) + 140, 34)
    QApplication.processEvents()
    assert [fact.text() for fact in facts] == [fact.whole for fact in facts]
    line.resize(1920, 34)
    QApplication.processEvents()
    assert abs(line._device.width() - line._model.width()) <= 3, "with room for all they stand evenly"


def test_a_first_clause_ends_without_a_full_stop_before_the_dots(qtbot, theme):
    line = StatusLine(theme)
    qtbot.addWidget(line)
    line._badge.show()
    line._badge.resize(170, 20)
    for whole, cut in (
        ("No pressure was measured. Only 33 points a second.", "No pressure was…"),
        ("没有测得压力。每秒只有 33 个采样点。这样的采集不适合签名。", "没有测得压力…"),
        ("尚未检测到笔；也可使用鼠标，但鼠标不提供压力，签名最多只能转人工", "尚未检测到笔…"),
    ):
        line._badge.say(whole)
        assert line._badge.text().startswith(cut[:-1])
        assert line._badge.text().endswith("…")
        assert not any(mark in line._badge.text() for mark in (".…", "。…", "；"))


@pytest.mark.parametrize(("height", "least", "most"), [(330, BODY_PX, BODY_PX), (800, BODY_PX + 2, TITLE_PX)])
def test_words_on_the_paper_grow_with_it(theme, monkeypatch, height, least, most):
    sizes = []

    class Painter(QWidget):
        def paintEvent(self, event):
            painter = QPainter(self)
            paint_paper(painter, self.size(), theme, name="Anna", note="Sign on the line", mirrored=False)
            sizes.append(painter.font().pixelSize())
            paint_blank(painter, self.size(), theme, "Choose a signer in the list, or add a new one. " * 2)

    paper = Painter()
    paper.resize(900, height)
    paper.grab()
    assert least <= sizes[0] <= most


# Faults


def test_a_store_that_does_not_open_looks_like_a_fault_and_offers_no_signers(open_window, fake: FakeServices):
    fake.fail_on["open"] = StoreError("The store is damaged. Restore it from a copy.")
    use = open_window(fake)
    window = use.window
    assert [banner.tone for banner in window.banners._shown] == ["fault"]
    assert "The store is not open." in [words.text() for words in window.signers.findChildren(QLabel)]
    assert not window.samples.isVisible()
    assert not window.signers._add.isEnabled()
    assert not window.signers._profiles.isVisible()
    del fake.fail_on["open"]
    fake.with_signer("Anna", 5)
    assert window.banners.press("Try again")
    use.settle()
    assert window.signers.shown_names == ["Anna"]
    assert window.signers._add.isEnabled()


def test_why_nothing_can_be_trained_is_said_once(open_window, fake: FakeServices):
    fake.fail_on["model"] = ResourceFault("The model does not match its card.")
    use = open_window(fake)
    use.window.go_to("Train")
    use.settle()
    side = use.window.train.side
    said = [words.text() for words in side.findChildren(QLabel) if words.isVisible()]
    assert sum("does not match" in words for words in said) == 1
    assert use.window.train.plan.split.state.text() != tr("The split is being drawn…")


def test_one_that_cannot_be_kept_is_not_offered_to_be(use):
    use.choose("id-Anna", "Enrol")
    replay_recording(use.window, draw_signature(1, 30, duration_s=0.35))
    use.settle()
    assert use.window.enrol.refusal.isVisible()
    assert not use.window.enrol.refusal.keep.isVisible()
    assert "Keep the last one" not in use.window.enrol._state.text()


def test_a_page_from_a_library_is_no_page_over_the_place(use):
    banners = use.window.banners
    long = "Something went wrong inside the program (RuntimeError:\n" + "    a line of advice\n" * 60 + "). Try again."
    banners.show_fault(long)
    laid_out(use)
    assert banners.sentences == [long], "what is read aloud is whole"
    assert banners.height() < 120
    (words,) = [words for words in banners.findChildren(QLabel) if words.text().startswith("Something")]
    assert words.text().endswith("Try again.")
    assert words.toolTip() == long


# Focus


def test_the_ring_on_the_rail_follows_whoever_goes_by_a_key(use):
    window = use.window
    window.activateWindow()
    rail = window._rail._buttons
    rail["Enrol"].setFocus()
    QTest.keyClick(window, Qt.Key.Key_6, CTRL)
    use.qtbot.waitUntil(lambda: window.place.word == "Review")
    assert not rail["Enrol"].hasFocus()


def test_the_tab_key_comes_to_the_references_before_the_side(use):
    window = use.window
    window.activateWindow()
    use.choose("id-Anna", "Enrol")
    laid_out(use)
    window.pad.setFocus()
    met = []
    for _ in range(30):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        met.append(window.focusWidget())
        if met[-1] is window.enrol.details.edit:
            break
    names = [widget.accessibleName() for widget in met]
    assert [name for name in names if name.startswith("Remove reference")] == [
        f"Remove reference {n}" for n in range(1, 6)
    ]


def test_a_new_recovery_key_is_seen_wherever_the_page_stood(use):
    window = use.window
    laid_out(use)
    window.go_to("Settings")
    use.settle()
    window.preferences.show_end()
    window.preferences.make_recovery_key()
    shown = window.preferences.protection.shown
    use.qtbot.waitUntil(lambda: shown.visibleRegion().boundingRect().height() == shown.height())


def test_the_rail_is_parted_from_the_rest_on_the_side_where_that_is(use, settings):
    window = use.window
    for hand, column in (("right", -1), ("left", 0)):
        settings.hand = hand
        window._take_settings()
        laid_out(use)
        image = window._rail.grab().toImage()
        x = 0 if column == 0 else image.width() - 1
        seen = image.pixelColor(x, image.height() // 2).name().upper()
        assert seen == window.theme.tokens.line, hand


def test_the_button_of_the_lock_says_what_it_does(open_window, fake: FakeServices):
    fake.with_operator("boss", "administrator")
    use = open_window(fake)
    assert isinstance(use.window.lock_page.unlock, Button)
    assert use.window.lock_page.unlock.text() == "Sign in"


def test_long_names_do_not_push_the_plan_of_a_training_out_of_sight(open_window, fake: FakeServices):
    for number, name in enumerate((LONG, "Wolfeschlegelsteinhausenbergerdorff", ARABIC, "Anna", "Ben"), 1):
        fake.with_signer(name, 5, seed=number)
    use = open_window(fake)
    use.window.go_to("Train")
    use.qtbot.waitUntil(lambda: use.window.train.can_start)
    laid_out(use, 1024, 700)
    for area in use.window.train.findChildren(ScrolledPage):
        if area.isVisible():
            assert area.widget().width() <= area.viewport().width()
    assert "dir='ltr'" in use.window.train.plan.split.table.text()


def test_what_colours_the_ink_is_read_whole_at_the_smallest_size(use):
    use.fake.with_decision("id-Anna", 0.2)
    use.choose("id-Anna", "Compare")
    laid_out(use, 1024, 700)
    choice = use.window.compare.colouring
    assert choice.fontMetrics().horizontalAdvance(choice.currentText()) <= choice.width() - 44


def test_a_sample_is_listed_by_name_and_marked_beneath(qapp):
    assert unmarked(tr("{name} (sample)", name="Ada Merrow")) == "Ada Merrow"
    assert unmarked("Bea") == "Bea"
