"""Every word on the screen is one that can be translated: in a marked language, nothing is left unmarked."""

import re
from collections.abc import Iterator

import pytest
from fake_services import draw_signature
from pyqtgraph import AxisItem, PlotWidget
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QSortFilterProxyModel, Qt, QTranslator
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from sigverify.gui import language
from sigverify.gui.panels.training_pages import MODELS, OUTCOME
from sigverify.gui.replay import replay_recording
from sigverify.storage.rows import FoundStore

EXCEPTED = (
    r"Anna|Ben|id-Anna|first|Signer \d+|Replay of Made up",  # names of people, sessions, devices
    r"sigverify|English|简体中文|Language|SHA-256|sha-\S+|PDF|CSV|JSON|DTW|EER|FMR|FNMR|DET|LR",  # things
    r"aligned-tdnn\S*|dtw",  # models
    r"The model in use carries what it carries\.",  # what the fake services say
    r"[0-9a-f]{6,}|([0-9A-Z]{5}\s+){3}[0-9A-Z]{5}",  # hashes, recovery keys
    r"(Ctrl|Shift|Alt)\+\S+|F1|Esc|Enter",  # keys
    r"Hz|px|ms|mm|UTC|s\b",  # units
    r"x|y|log|log10",  # axes and formulas
    r"\d\d [A-Z][a-z]{2} \d\d",  # days, by Qt
)
"""What stays as it is in every language."""


class Marked(QTranslator):
    """Says each string between marks; what is filled in stands between them too."""

    def translate(self, context: str, source: str, *_: object) -> str | None:
        return f"⟦{source}⟧" if context == language.CONTEXT else None

    def isEmpty(self) -> bool:
        return False


@pytest.fixture(autouse=True)
def marked(qapp: QApplication):
    translator = Marked()
    assert QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def outside_marks(words: str) -> str:
    """Return what stands between no marks: they may lie in each other, for what is filled in is marked as well."""
    # of words that were cut in two, the second half begins within marks
    depth, out = max(words.count("⟧") - words.count("⟦"), 0), []
    for letter in words:
        depth += letter == "⟦"
        if depth == 0:
            out.append(letter)
        depth -= letter == "⟧"
    return "".join(out)


def unmarked(words: str) -> str:
    left = re.sub("|".join(EXCEPTED), "", outside_marks(re.sub(r"<[^>]*>", "", words)))
    return words if re.search(r"[A-Za-z]{2}", left) else ""


def words_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Yield (where, words) of all that a widget says or tells a screen reader."""
    for where in ("toolTip", "accessibleName", "accessibleDescription"):
        yield where, getattr(widget, where)()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    if isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QTextEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QAbstractSpinBox) and hasattr(widget, "suffix"):
        yield "suffix", widget.suffix()
    if isinstance(widget, QComboBox):
        for index in range(widget.count()):
            yield "choice", widget.itemText(index)
    # The list of help pages has their own headings, and a page is translated as a whole.
    if isinstance(widget, QAbstractItemView) and widget.model() is not None and widget.objectName() != "pages":
        model = widget.model()
        top = QModelIndex()
        is_table = isinstance(model, QAbstractTableModel | QSortFilterProxyModel)
        for column in range(model.columnCount(top) if is_table else 1):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                head = model.headerData(column, Qt.Orientation.Horizontal, role)
                yield "head", head if isinstance(head, str) else ""
            for row in range(min(model.rowCount(top), 3)):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                    told = model.index(row, column).data(role)
                    yield "cell", told if isinstance(told, str) else ""
    for action in widget.actions():
        if isinstance(action, QAction):
            yield "action", action.text()


def left_in_english(root: QWidget) -> list[str]:
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        if widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox | QAbstractSpinBox):
            continue
        for where, words in words_of(widget):
            if bad := unmarked(words or ""):
                found.append(f"{type(widget).__name__}.{where}: {bad}")
    return sorted(set(found))


def told(root: QWidget) -> None:
    left = left_in_english(root)
    assert not left, "\n".join(left)


@pytest.mark.parametrize(
    "place", ["Compare", "Collect", "Review", "Tablet", "Settings", "Help", "Verify", "Train", "Enrol"]
)
def test_nothing_in_a_place_is_left_in_english(use, place):
    use.choose("id-Anna", place)
    told(use.window.place)


def test_nothing_of_a_training_is_left_in_english(use):
    use.choose("id-Anna", "Train")
    train = use.window.train
    use.qtbot.waitUntil(lambda: train.can_start)
    train.plan.networks.afresh.click()
    told(train)
    use.qtbot.waitUntil(lambda: train.can_start)
    train.start()
    use.qtbot.waitUntil(lambda: not train.is_training)
    for page in (OUTCOME, MODELS):
        train.pages.turn_to(page)
        use.settle()
        told(train)
    told(use.window.status)


def test_nothing_of_safe_keeping_is_left_in_english(open_window, fake):
    """A clerk signs in, sees what may not be done, and locks the window again."""
    fake.with_signer("Anna", 5, seed=1)
    fake.with_operator("Ben", "administrator")
    fake.with_operator("Anna", "clerk")
    use = open_window(fake)
    page = use.window.lock_page
    told(page)
    page.name.setText("Anna")
    page.secret.setText("Anna Anna")
    page.unlock.click()
    use.settle()
    use.choose("id-Anna", "Settings")
    use.window.preferences.make_recovery_key()
    told(use.window.place)
    for ways in (("operator",), ("passphrase",), ("file",)):
        fake.elsewhere["x"] = FoundStore(url="y://", name="y://", signers=2, ways_in=ways, is_older=True)
        use.window.preferences.store.typed.setText("x")
        use.window.preferences.store.look.click()
        use.settle()
        told(use.window.place)
    use.window.preferences.store.use.click()
    told(use.window.place)
    told(use.window.status)
    use.window.lock()
    use.settle()
    told(page)


def test_nothing_of_an_enrolment_is_left_in_english(use, fake):
    """A reference that is refused, references that grow old and are renewed, another profile, and erasing."""
    use.choose("id-Anna", "Enrol")
    enrol = use.window.enrol
    enrol.details.edit.click()
    told(enrol)
    enrol.details.leave.click()
    enrol.renew.click()
    told(enrol)
    replay_recording(use.window, draw_signature(7, 3))
    use.settle()
    told(enrol)
    enrol.erasing.signer.click()
    told(enrol)
    use.choose("id-Ben", "Enrol")
    told(enrol)
    told(use.window.signers)


def test_nothing_around_the_places_is_left_in_english(use):
    use.choose("id-Anna", "Tablet")
    window = use.window
    window.banners.show_fault(language.tr("Settings"))
    for part in (window.signers, window.banners, window.status, window._rail, window.signer_window):
        told(part)


def test_nothing_of_a_decision_is_left_in_english(use):
    use.choose("id-Anna", "Verify")
    replay_recording(use.window, draw_signature(1, 3))
    use.settle()
    told(use.window.place)
    told(use.window.status)


def test_nothing_said_of_a_device_is_left_in_english(use):
    use.choose("id-Anna", "Tablet")
    replay_recording(use.window, draw_signature(1, 3))
    use.qtbot.waitUntil(lambda: bool(use.window.tablet.facts.shown))
    told(use.window.place)


def test_nothing_painted_is_left_in_english(use, monkeypatch):
    """Plots and tables write with a painter; the axes of a plot are labels of its own."""
    painted: set[str] = set()
    draw = QPainter.drawText

    def drawn(painter: QPainter, *what: object) -> object:
        painted.update(word for word in what if isinstance(word, str))
        return draw(painter, *what)

    use.choose("id-Anna", "Compare")
    use.window.grab()
    monkeypatch.setattr(QPainter, "drawText", drawn)
    for place in ("Compare", "Collect", "Review", "Tablet", "Enrol"):
        use.window.go_to(place)
        if place == "Tablet":
            replay_recording(use.window, draw_signature(1, 3))
        use.settle()
        use.window.grab()
    monkeypatch.undo()
    axes = (axis.labelText for plot in use.window.tablet.findChildren(PlotWidget) for axis in axes_of(plot))
    left = sorted({bad for words in (*painted, *axes) if (bad := unmarked(words))})
    assert painted
    assert not left, "\n".join(left)


def axes_of(plot: PlotWidget) -> Iterator[AxisItem]:
    for side in ("left", "bottom"):
        yield plot.getAxis(side)
