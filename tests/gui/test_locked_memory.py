"""A locked window holds nothing of any signer: no ink, no name, no word about them, also where nobody sees it."""

import gc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fake_services import draw_signature
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from sigverify.gui.plots.thumbnails import Thumbnail
from sigverify.gui.replay import replay_recording
from sigverify.ink.formats import write_csv
from sigverify.ink.recording import Recording


def words_in(window: QWidget) -> Iterator[tuple[str, QWidget]]:
    """Yield every word that a window holds, in sight or not, and where."""
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    for widget in window.findChildren(QWidget):
        yield from (
            (words, widget)
            for words in (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
            if words
        )
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            yield widget.text(), widget
        elif isinstance(widget, QPlainTextEdit):
            yield widget.toPlainText(), widget
        model = widget.model() if isinstance(widget, QAbstractItemView | QComboBox) else None
        if model is not None:
            columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
            for row in range(model.rowCount(QModelIndex())):
                for column in range(columns):
                    for role in roles:
                        yield str(model.index(row, column).data(role) or ""), widget


def ink_in(picture: QPixmap, ink: QColor) -> int:
    """Return how many pixels are of the colour of ink."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    if image.isNull():
        return 0
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32)
    return int(np.count_nonzero((pixels & 0xFFFFFF) == (ink.rgb() & 0xFFFFFF)))


@pytest.fixture
def elsewhere():
    """The recordings that other tests of this process hold on to."""
    gc.collect()
    return recordings()


@pytest.fixture
def full(elsewhere, use):  # in this order: what the window is given counts
    """A window with something of Anna in every place."""
    window = use.window
    use.fake.with_decision("id-Anna", 2.4)
    use.choose("id-Anna", "Enrol")
    replay_recording(window, draw_signature(9, 1))  # another hand: it is refused, and waits for an answer
    use.settle()
    assert window.enrol.refusal.isVisible()
    window.enrol.details._ask()
    window.go_to("Verify")
    use.settle()
    replay_recording(window, draw_signature(1, 7))
    use.settle()
    assert window.verify.verdict.verdict is not None
    window.verify.verdict._genuine.click()
    use.settle()
    window.go_to("Compare")
    use.settle()
    use.qtbot.waitUntil(lambda: window.compare.view is not None)
    window.compare.pickers["reference"].show_file("Anna's passport.csv", draw_signature(1, 8))
    use.settle()
    window.go_to("Collect")
    use.settle()
    window.collect.plan.choose("forgery")
    window.collect.plan.forger.setText("Anna's brother")
    replay_recording(window, draw_signature(1, 9))
    use.settle()
    assert window.collect._pending is not None
    window.go_to("Review")
    use.settle()
    window.review.filters.text.setText("Anna")
    window.review.open_decision(window.review.model.rows[0].decision_id)
    use.settle()
    window.review.decided.notes.field.setPlainText("Anna looked well")
    window.go_to("Tablet")
    replay_recording(window, draw_signature(1, 10))
    window.go_to("Train")
    use.settle()
    use.qtbot.waitUntil(lambda: window.train.split is not None)
    window.go_to("Verify")
    window.signers.choose("")  # whose is it? nobody is chosen, and yet there is ink
    use.settle()
    replay_recording(window, draw_signature(1, 11))
    use.settle()
    assert window.verify.candidates.view is not None
    window.signers._field.setText("Ann")
    assert ink_in(window.verify.pad.canvas.picture, window.theme.colour("ink")) > 100
    return use


def test_a_locked_window_holds_no_name(full):
    held = [words for words, _ in words_in(full.window) if "Anna" in words]
    assert len(held) > 20, "else there is nothing to forget"
    lock(full)
    assert [(words, where) for words, where in words_in(full.window) if "Anna" in words] == []


def test_a_locked_window_holds_no_ink(elsewhere, full):
    lock(full)
    for kept in vars(full.fake).values():  # what plays the store forgets it too: whatever is left is the window's
        if isinstance(kept, dict | list):
            kept.clear()
    gc.collect()
    known = {id(one) for one in elsewhere}
    left = [one for one in recordings() if id(one) not in known]
    holders = [type(holder).__name__ for one in left for holder in gc.get_referrers(one) if holder is not left]
    assert left == [], holders
    assert [thumbnail for thumbnail in full.window.findChildren(Thumbnail) if thumbnail._path is not None] == []
    for canvas in (place.canvas for place in full.window.places if place.canvas is not None):
        assert canvas.is_empty
        assert canvas.so_far() is None
        assert ink_in(canvas.picture, full.window.theme.colour("ink")) == 0
    assert full.window.verify.live.plot.point_count == 0
    assert not full.window.collect.signatures.edits.canUndo()


def ask_much(use, file: Path) -> None:
    """Ask the desk for what every place shows, and lock before any of it is answered."""
    window = use.window
    window.signers.choose("id-Anna")
    window.listed.ask()
    window.signers.wanted.emit("Anna Late")
    window.collect._refresh()
    window.collect.waiting.refresh()
    window.preferences.retention.refresh()
    window.compare.open_file("reference", str(file))
    window.collect.transfer.import_files([str(file)] * 3, window.collect.plan.how)
    window.go_to("Review")
    window.review.open_decision(window.review.model.rows[0].decision_id)
    window.review._note("Anna looked unwell", None)
    window.review._ask_inks([row.recording_id for row in window.review.model.rows])
    window.go_to("Train")
    window.train.enter()
    window.go_to("Enrol")
    assert window.desk.waiting > 10


def test_answers_that_come_after_the_lock_bring_no_name_back(full, tmp_path):
    train = full.window.train
    choice, split = train.plan.choice, train.split
    ask_much(full, write_file(tmp_path))
    lock(full)
    train._drawing.drawn.emit(choice, split)  # of a thread of its own, which the desk knows nothing of
    assert [(words, where) for words, where in words_in(full.window) if "Anna" in words] == []


def test_answers_that_come_after_the_lock_bring_no_ink_back(elsewhere, full, tmp_path):
    ask_much(full, write_file(tmp_path))
    test_a_locked_window_holds_no_ink(elsewhere, full)


def write_file(folder: Path) -> Path:
    write_csv(draw_signature(1, 13), folder / "Anna's letter.csv")
    return folder / "Anna's letter.csv"


def test_a_locked_window_does_not_say_who_was_to_be_exported(full, tmp_path):
    transfer = full.window.collect.transfer
    transfer.ask_folder = lambda: str(tmp_path / "corpus")
    transfer.ask_export(["id-Anna"], "Anna")
    assert "Anna" in transfer.words
    lock(full)
    assert [words for words, _ in words_in(full.window) if "Anna" in words] == []
    transfer.go_on.click()
    full.settle()
    assert not (tmp_path / "corpus").exists()


def test_an_unlocked_window_shows_again_what_is_there(full):
    lock(full)
    full.window.lock_page.unlock.click()
    full.settle()
    full.choose("id-Anna", "Enrol")
    assert full.window.enrol.cards.reference_count == 5
    full.window.go_to("Review")
    full.settle()
    assert full.window.review.model.rows
    full.window.go_to("Verify")
    replay_recording(full.window, draw_signature(1, 12))
    full.settle()
    assert full.window.verify.verdict.verdict is not None


def recordings() -> list[Recording]:
    return [one for one in gc.get_objects() if type(one) is Recording]


def lock(use) -> None:
    use.window.lock()
    use.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
