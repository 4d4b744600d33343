"""`DecisionTable`: the decisions in rows, each with its ink, its outcome by icon and word, its score on the line."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sigverify.gui.decision_rows import INK, MODEL, NOTES, OUTCOME, RATIO, SAID, SCORE, SIGNER, TIME
from sigverify.gui.icons import icon_pixmap
from sigverify.gui.language import tr
from sigverify.gui.plots.bars import ScoreScale, draw_score
from sigverify.gui.plots.thumbnails import draw_ink
from sigverify.gui.reviews import DecisionView
from sigverify.gui.settings import WindowSettings
from sigverify.gui.tables.decision_model import DECISION_ROLE, INK_ROLE, DecisionModel
from sigverify.gui.tables.fitted_columns import FittedColumns, moments_px, widest
from sigverify.gui.tables.opening_table import OpeningTable
from sigverify.gui.tables.plain_table import set_up_rows
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import SMALL_PX
from sigverify.gui.words import LABEL_SAID, NOT_KEPT, OUTCOME_WORDS, RULE_WORDS
from sigverify.sentences import said
from sigverify.verification.decision import Outcome

_ROW_PX = 44
_WIDTHS = {TIME: 150, INK: 72, SIGNER: 168, OUTCOME: 138, RATIO: 62, SCORE: 124, MODEL: 104, SAID: 78, NOTES: 60}
_SPARED = (MODEL, RATIO, SCORE, SAID, NOTES, INK)
"""Where there is little room these go, one after the other; the open decision tells them all."""

_SHORT_WORDS = OUTCOME_WORDS | {"refer": said("Referred")}

_ICON_PX, _SMALL_ICON_PX, _BESIDE_ICON_PX = 16, 13, 6
_FIGURE_PX = 40
_LONG_RATIO = "−88.88"

_Index = QModelIndex | QPersistentModelIndex


class DecisionTable(OpeningTable):
    """opened(int): the decision of this id is to be shown; left: Esc was pressed."""

    def __init__(self, theme: Theme, model: DecisionModel, settings: WindowSettings) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_DecisionDelegate(theme, self))
        self.setAccessibleName(tr("Decisions"))
        set_up_rows(self, row_px=_ROW_PX, widths=_WIDTHS, stretched=SIGNER)
        self._columns = FittedColumns(
            self,
            settings,
            "decisions",
            widths=_WIDTHS,
            needed=_needed,
            spared=_SPARED,
            grown={SIGNER: 300, MODEL: 240},
            stretched=(SIGNER,),
        )
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        heads = self.horizontalHeader()
        heads.setFixedHeight(34)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        # The order the model is in already: an indicator that tells another would lie.
        heads.setSortIndicator(TIME, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        self.clicked.connect(self._open)
        theme.changed.connect(self.viewport().update)

    @property
    def current(self) -> DecisionView | None:
        """The decision on the row that the keys are on."""
        row = self.currentIndex().data(DECISION_ROLE)
        return row if isinstance(row, DecisionView) else None

    def mark(self, decision_id: int) -> None:
        """Put the keys on the row of a decision, if it is to be seen."""
        row = self._model.row_of(decision_id)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, TIME))

    def number_at(self, index: QModelIndex) -> int | None:
        """Return the number of what is on a row."""
        row = index.data(DECISION_ROLE)
        return row.decision_id if isinstance(row, DecisionView) else None


def _needed(font: QFont) -> dict[int, int]:
    icon, not_kept = _ICON_PX + _BESIDE_ICON_PX, tr(NOT_KEPT)
    small = QFont(font)
    small.setPixelSize(SMALL_PX)
    metrics = QFontMetrics(font)
    ruled = _SMALL_ICON_PX + _BESIDE_ICON_PX + widest(QFontMetrics(small), [tr(words) for words in RULE_WORDS.values()])
    return {
        TIME: moments_px(metrics),
        OUTCOME: max(icon + widest(metrics, [tr(words) for words in _SHORT_WORDS.values()]), ruled),
        RATIO: widest(metrics, [not_kept, _LONG_RATIO]),
        SCORE: widest(metrics, [not_kept]),
        MODEL: widest(metrics, [not_kept]),
        SAID: widest(metrics, [tr("discarded"), *(tr(words) for words in LABEL_SAID.values() if words)]),
        NOTES: icon + widest(metrics, ["88"]),
    }


class _DecisionDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return QSize(_WIDTHS[index.column()], _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: DecisionView = index.data(DECISION_ROLE)
        column, rect, state = index.column(), QRectF(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("selected" if selected else "hover"))
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and column == TIME:
            painter.fillRect(QRectF(rect.left(), rect.top() + 4, 3, rect.height() - 8), self._theme.colour("accept"))
        cell = rect.adjusted(8, 0, -6, 0)
        if column == INK:
            self._draw_ink(painter, row, index.data(INK_ROLE), rect.adjusted(6, 5, -6, -6))
        elif column == OUTCOME:
            self._draw_outcome(painter, option.font, row, cell)
        elif column == SCORE:
            self._draw_score(painter, option.font, row, cell)
        elif column == NOTES:
            self._draw_notes(painter, option.font, row, cell)
        else:
            kept = column != RATIO or row.ratio is not None
            role = "text" if column in (TIME, SIGNER, RATIO) and kept else "muted"
            self._write(painter, option.font, cell, str(index.data()), role, self._side(column))
        painter.restore()

    def _draw_ink(self, painter: QPainter, row: DecisionView, path: object, paper: QRectF) -> None:
        gone = row.recording_id is None
        painter.setBrush(self._theme.colour("paper") if not gone else Qt.BrushStyle.NoBrush)
        style = Qt.PenStyle.SolidLine if not gone else Qt.PenStyle.DashLine
        painter.setPen(QPen(self._theme.colour("line" if not gone else "control_line"), 1, style))
        painter.drawRoundedRect(paper, 4, 4)
        if path is not None:
            draw_ink(painter, path, paper.adjusted(5, 4, -5, -4), self._theme.colour("ink"), 1.1)  # type: ignore[arg-type]  # the model's path

    def _draw_outcome(self, painter: QPainter, font: QFont, row: DecisionView, cell: QRectF) -> None:
        if row.outcome is None:
            self._write(painter, font, cell, tr("not kept"), "muted")
            return
        lines: list[tuple[Outcome, str]] = [(row.outcome, tr(_SHORT_WORDS[row.outcome]))]
        if row.ruling is not None:
            lines.append((row.ruling, tr(RULE_WORDS[row.ruling])))
        for number, (outcome, words) in enumerate(lines):
            height = cell.height() / len(lines)
            line = QRectF(cell.left(), cell.top() + number * height, cell.width(), height)
            side = _ICON_PX if len(lines) == 1 else _SMALL_ICON_PX
            self._draw_icon(painter, outcome, self._theme.colour(outcome).name(), side, line)
            size = SMALL_PX if len(lines) > 1 else None
            self._write(painter, font, line.adjusted(side + _BESIDE_ICON_PX, 0, 0, 0), words, outcome, pixels=size)

    def _draw_score(self, painter: QPainter, font: QFont, row: DecisionView, cell: QRectF) -> None:
        if row.score is None or row.threshold is None or row.reject_below is None or row.outcome is None:
            self._write(painter, font, cell, tr("not kept") if row.score is None else f"{row.score:.2f}", "muted")
            return
        figure = QRectF(cell.left(), cell.top(), _FIGURE_PX, cell.height())
        self._write(painter, font, figure, f"{row.score:.2f}".replace("-", "−"), "text", Qt.AlignmentFlag.AlignRight)
        bar = QRectF(figure.right() + 10, cell.center().y() - 3, cell.right() - figure.right() - 16, 8)
        scale = ScoreScale(outcome=row.outcome, score=row.score, threshold=row.threshold, reject_below=row.reject_below)
        if bar.width() > 20:
            draw_score(painter, self._theme, scale, bar, 5)

    def _draw_notes(self, painter: QPainter, font: QFont, row: DecisionView, cell: QRectF) -> None:
        if row.note_count:
            self._draw_icon(painter, "note", self._theme.tokens.muted, 16, cell)
            self._write(painter, font, cell.adjusted(22, 0, 0, 0), str(row.note_count), "text")

    def _draw_icon(self, painter: QPainter, name: str, colour: str, side: int, room: QRectF) -> None:
        """Draw an icon at the left: from a picture, for to draw each anew is a fifth of all that a row takes."""
        picture = icon_pixmap(name, colour, side, painter.device().devicePixelRatio())
        painter.drawPixmap(round(room.left()), round(room.center().y() - side / 2), picture)

    def _write(
        self,
        painter: QPainter,
        font: QFont,
        room: QRectF,
        words: str,
        role: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        pixels: int | None = None,
    ) -> None:
        font = QFont(font)
        if pixels is not None:
            font.setPixelSize(pixels)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignRight if column == RATIO else Qt.AlignmentFlag.AlignLeft
