"""`ReferenceCards`: the references of a signer as cards, and empty ones for those still to come."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from sigverify.gui.language import shown_moment, tr, tr_all
from sigverify.gui.panels.pieces import Button, Sign, label, row, set_tone
from sigverify.gui.plots.bars import DistanceStrip
from sigverify.gui.plots.thumbnails import Thumbnail
from sigverify.gui.services import EnrolmentView, ReferenceView
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.gui.words import counted
from sigverify.ink.complexity import COMPLEX_FROM, SIMPLE_BELOW
from sigverify.ink.quality import assess

_CARD_PX = 118
_CARD_HIGH_PX = 136
_THUMBNAIL = QSize(80, 50)
_LARGE_FROM_PX = 1000
_LARGER_PX = 48
"""Where there is so much width, cards are so much larger, for what is on them to be seen from a chair."""
_FILLED = 5
"""So many cards fill a line where more would fit."""


class ReferenceCards(QScrollArea):
    """removed(int): the person wants the reference with this recording id removed."""

    removed = Signal(int)

    def __init__(self, theme: Theme, settings: WindowSettings) -> None:
        super().__init__()
        self._theme, self._settings = theme, settings
        self._cards: list[_ReferenceCard | _EmptyCard] = []
        self._laid_out = (0, 0)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("References"))
        self._after: QWidget | None = None
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP_WITHIN)
        self.setWidget(self._body)
        self.setMinimumHeight(_CARD_HIGH_PX)

    def follow(self, control: QWidget) -> None:
        """Have the Tab key come here after a control of the pad's."""
        self._after = control

    @property
    def reference_count(self) -> int:
        """Number of references shown."""
        return sum(isinstance(card, _ReferenceCard) for card in self._cards)

    def height_for(self, width: int) -> int:
        """Return the height at which all cards are seen without scrolling, two rows at most; 0 for nobody's."""
        columns = self._columns(width)
        rows = min(2, -(-len(self._cards) // columns))
        return max(0, rows * (_CARD_HIGH_PX + _larger(width) + GAP_WITHIN) - GAP_WITHIN)

    def show_enrolment(self, enrolment: EnrolmentView | None) -> None:
        """Show a signer's references; None takes all cards away."""
        for old in self._cards:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._cards = []
        references = enrolment.references if enrolment is not None else ()
        limit = enrolment.limit if enrolment is not None else None
        span = 1.15 * max([limit or 0.0, *(d for r in references for d in r.distances)], default=1.0)
        for number, reference in enumerate(references, 1):
            card = _ReferenceCard(self._theme, number, reference, limit, span)
            card.remove.clicked.connect(lambda _=False, known=reference.recording_id: self.removed.emit(known))
            self._cards.append(card)
        if enrolment is not None:
            self._cards += [_EmptyCard(n) for n in range(len(references) + 1, self._settings.references_wanted + 1)]
        self._laid_out = (0, 0)
        self._lay_out()
        self._put_in_turn()

    def _put_in_turn(self) -> None:
        """Have the Tab key come to the cards where they stand, after the pad; made late, they would be the last."""
        before = self._after
        for card in self._cards:
            if isinstance(card, _ReferenceCard) and before is not None and before.window() is card.window():
                QWidget.setTabOrder(before, card.remove)
                before = card.remove

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay as many cards side by side as fit."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        columns, larger = self._columns(self.viewport().width()), _larger(self.width())
        if (columns, larger) == self._laid_out:
            return
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for line in range(self._grid.rowCount()):
            self._grid.setRowStretch(line, 0)
        self._laid_out = (columns, larger)
        for index, card in enumerate(self._cards):
            card.enlarge(larger)
            self._grid.addWidget(card, index // columns, index % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self._grid.setRowStretch(len(self._cards) // columns + 1, 1)

    def _columns(self, width: int) -> int:
        fit = max(1, (width + GAP_WITHIN) // (_CARD_PX + _larger(width) + GAP_WITHIN))
        return min(fit, max(_FILLED, len(self._cards)))


class PadOverCards(QSplitter):
    """Gives the cards the height they need, until a person chooses another."""

    def __init__(self, cards: ReferenceCards) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setChildrenCollapsible(False)
        self.sized_by_hand = False
        self._cards = cards
        self.addWidget(cards)
        self.splitterMoved.connect(self._note_hand)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the cards what they need at this width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give the cards room, as many as there are now."""
        if not self.sized_by_hand:
            wanted = min(self._cards.height_for(self.width()), self.height() // 2)
            self.setSizes([self.height() - wanted - self.handleWidth(), wanted])

    @Slot()
    def _note_hand(self) -> None:
        self.sized_by_hand = True


def _larger(width: int) -> int:
    return _LARGER_PX if width >= _LARGE_FROM_PX else 0


class _ReferenceCard(QFrame):
    def __init__(self, theme: Theme, number: int, view: ReferenceView, limit: float | None, span: float) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(tr("Reference {number}", number=number))
        self.remove = Button(
            theme, "", "remove", role="quiet", tip=tr("Remove reference {number}", number=number), needs="enrol"
        )
        self.remove.setAccessibleName(tr("Remove reference {number}", number=number))
        self.remove.setFixedSize(32, 32)
        self.remove.setStyleSheet("padding: 0px;")
        facts, problems = _quality(view)
        seen = label(facts[0], "small")
        words = label(tr("stands apart") if view.odd else shown_moment(view.taken_at, tr("dd MMM yy")), "small")
        told = " · ".join((*facts[1:], tr("written {day}", day=f"{view.taken_at.astimezone():%Y-%m-%d}")))
        seen.setToolTip(told)
        warned = (*problems, *([tr("It differs from the others.")] if view.odd else []))
        words.setToolTip("\n".join((told, *warned)))
        set_tone(words, "reject" if view.odd else "")
        fault = Sign(theme, "warning", "refer", 14)
        fault.setToolTip(tr_all(problems))
        fault.setAccessibleName(tr_all(problems))
        fault.setVisible(bool(problems))
        self.setAccessibleDescription(tr_all((told, *warned)))
        strip = DistanceStrip(theme)
        strip.show_distances(view.distances, limit, span, odd=view.odd)
        strip.setToolTip(tr("Distance to each of the other references; the dashed line is the limit"))
        layout = QVBoxLayout(self)
        self.setFixedHeight(_CARD_HIGH_PX)
        layout.setContentsMargins(6, 8, 6, 4)
        layout.setSpacing(2)
        self._thumbnail = Thumbnail(theme, view.recording, _THUMBNAIL)
        layout.addWidget(self._thumbnail)
        layout.addWidget(row(seen, 1, fault, gap=2))
        layout.addWidget(strip)
        layout.addWidget(row(words, 1, self.remove, gap=2))

    def enlarge(self, more_px: int) -> None:
        """Make the card and the signature on it so much higher than they are at least."""
        self.setFixedHeight(_CARD_HIGH_PX + more_px)
        self._thumbnail.setFixedHeight(_THUMBNAIL.height() + more_px)


def _quality(view: ReferenceView) -> tuple[list[str], tuple[str, ...]]:
    """Return what is to be said of a reference, the shortest first, and what was wrong with its capture."""
    quality = view.quality or assess(view.recording)
    length = tr("{seconds:.1f} s", seconds=quality.duration_s)
    facts = [length, length, counted(quality.stroke_count, "stroke")]
    problems = [tr(problem) for problem in quality.problems]
    if view.complexity is not None:
        simple = view.complexity < SIMPLE_BELOW
        how = tr("simple") if simple else tr("complex") if view.complexity >= COMPLEX_FROM else tr("medium")
        facts[0] += f" · {how}"
        facts.append(counted(view.complexity, "movement"))
        if simple:
            problems.append(tr("So simple a signature is easily imitated."))
    return [*facts, tr("{rate:.0f} points a second", rate=quality.rate_hz)], tuple(problems)


class _EmptyCard(QFrame):
    def __init__(self, number: int) -> None:
        super().__init__()
        self.setObjectName("emptyCard")
        words = label(str(number), "muted")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setAccessibleName(tr("Reference {number} is still to come", number=number))
        self.setMinimumHeight(_CARD_HIGH_PX)
        layout = QVBoxLayout(self)
        layout.addWidget(words)

    def enlarge(self, more_px: int) -> None:
        """Be as high as the cards beside it."""
        self.setMinimumHeight(_CARD_HIGH_PX + more_px)
