"""Every model with its card: the one in use, those that were, and what else there is."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, label, row
from sigverify.gui.retraining import ModelCardView, ModelRow
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.gui.words import moment_words
from sigverify.sentences import said

_COLUMNS = (said("Model"), said("Made"), said("Error"), said("State"))
_TIPS = (
    said("Name and parts"),
    said("When it was made"),
    said("Equal error rate on its own held-out signers against skilled forgeries, five references"),
    said("Whether it is in use, and since when it was last"),
)
_NAME, _MADE, _ERROR, _STATE = range(len(_COLUMNS))
_MADE_NEEDS_PX = 560
"""Narrower, a model's day is told by its card alone."""

_ROW_PX = 32
_SHOWN_ROWS = 6
_LEAST_NAME_PX = 120
_AIR_PX = 24
_ORIGINS = {"shipped": said("shipped"), "yours": said("yours, never in use"), "gone": said("its files are gone")}


class ModelList(QWidget):
    """card_wanted(str): the card of the model with this key; return_wanted(int): it is to be in use again."""

    card_wanted = Signal(str)
    return_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: Sequence[ModelRow] = ()
        self._card: ModelCardView | None = None
        self._may_change = True
        self.table = QTableWidget(0, len(_COLUMNS))
        self.table.setHorizontalHeaderLabels([tr(words) for words in _COLUMNS])
        for at, tip in enumerate(_TIPS):
            head = self.table.horizontalHeaderItem(at)
            assert head is not None, "it was just made"
            head.setToolTip(tr(tip))
        self.table.setAccessibleName(tr("Models"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.table.setMinimumHeight(_SHOWN_ROWS * _ROW_PX)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_STATE, QHeaderView.ResizeMode.Stretch)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.itemSelectionChanged.connect(self._ask_card)
        self.back = Button(theme, tr("Bring this model back"), "back", needs="train")
        self.back.setToolTip(tr("Put this model in use again; templates are made for it first, all of them or none"))
        self.back.clicked.connect(self._ask_return)
        self._why = label("", "muted", wrap=True)
        self.browser = QTextBrowser(openLinks=False)
        self.browser.setAccessibleName(tr("Model card"))
        self.browser.setMinimumHeight(220)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        column.addWidget(self.table, 2)
        line = row(self.back, self._why)
        line.layout().setStretch(1, 1)  # type: ignore[union-attr]  # a box layout of ours
        column.addWidget(line)
        column.addWidget(self.browser, 3)
        theme.follow(self, self._show_card)
        self._say()

    @property
    def rows(self) -> Sequence[ModelRow]:
        """What is shown."""
        return self._rows

    @property
    def current(self) -> ModelRow | None:
        """The model that was chosen, None before."""
        at = self.table.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) and self.table.selectedItems() else None

    def show_models(self, rows: Sequence[ModelRow]) -> None:
        """Show these models; the chosen one stays chosen, else the first is."""
        before = self.current
        if before is not None and _used(rows) != _used(self._rows):
            before = None  # another one is in use: that is what a person wants to see
        self.table.blockSignals(True)
        self._rows = rows
        self.table.setRowCount(len(rows))
        for at, model in enumerate(rows):
            for column, words in enumerate(_words(model)):
                item = QTableWidgetItem(words)
                if column == _NAME:
                    item.setToolTip(f"{model.parts}\nSHA-256 {model.key}")
                elif column == _STATE:
                    item.setToolTip(words)
                if column == _ERROR:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(at, column, item)
        self.table.blockSignals(False)
        self._fit()
        if rows:
            keys = [model.key for model in rows]
            self.table.clearSelection()
            self.table.selectRow(keys.index(before.key) if before is not None and before.key in keys else 0)
            self.table.scrollTo(self.table.currentIndex())
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave names their room: they tell one challenger from another."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.table.setColumnHidden(_MADE, self.width() < _MADE_NEEDS_PX)
        wanted = self.table.sizeHintForColumn(_NAME) + _AIR_PX
        self.table.setColumnWidth(_NAME, min(max(wanted, _LEAST_NAME_PX), self.width() // 2))

    def show_card(self, card: ModelCardView) -> None:
        """Show a card, where it is still the one that is wanted."""
        if self.current is not None and self.current.key == card.key:
            self._card = card
            self._show_card()

    def show_fault(self, sentence: str) -> None:
        """Show in place of a card why there is none."""
        self._card = None
        self.browser.setPlainText(sentence)

    def allow_change(self, allowed: bool) -> None:
        """Allow another model to be put in use, or not while something else runs."""
        self._may_change = allowed
        self._say()

    @Slot()
    def _ask_card(self) -> None:
        model = self.current
        self._say()
        if model is not None:
            self.card_wanted.emit(model.key)

    @Slot()
    def _ask_return(self) -> None:
        model = self.current
        if model is not None and model.model_id is not None:
            self.return_wanted.emit(model.model_id)

    def _say(self) -> None:
        model = self.current
        can = model is not None and model.model_id is not None
        self.back.setEnabled(can and self._may_change)
        self._why.setText(
            _why_not(model) if not can else "" if self._may_change else tr("Wait until what runs has ended.")
        )

    @Slot()
    def _show_card(self) -> None:
        if self._card is not None:
            self.browser.setHtml(_html(self._card, self._theme.tokens.muted, self._theme.tokens.line))


def _used(rows: Sequence[ModelRow]) -> str:
    """Return the key of the model in use, '' where it is not among them."""
    return next((model.key for model in rows if model.in_use), "")


def _words(model: ModelRow) -> tuple[str, ...]:
    if model.in_use:
        since = moment_words(model.since, short=True) if model.since is not None else ""
        state = tr("✔ in use since {moment}", moment=since) if since else tr("✔ in use")
    elif model.since is not None and model.origin != "gone":
        state = tr("was put in use {moment}", moment=moment_words(model.since, short=True))
    else:
        state = tr(_ORIGINS[model.origin])
    return (model.name, model.made_at, model.figures or "–", state)


def _why_not(model: ModelRow | None) -> str:
    if model is None:
        return ""
    if model.in_use:
        return tr("Its verdicts are those that you see.")
    if model.origin == "gone":
        return tr("Its files are gone, so that it cannot be brought back.")
    return tr(
        "Only a model that was in use here can be brought back; a challenger must first show that it is no worse."
    )


def _html(card: ModelCardView, muted: str, line: str) -> str:
    parts = [f"<h2 style='margin:0 0 4px 0'>{escape(card.title)}</h2>"]
    for section in card.sections:
        parts.append(f"<h3 style='margin:14px 0 4px 0'>{escape(section.heading)}</h3>")
        parts += [f"<p style='margin:0 0 4px 0'>{escape(sentence)}</p>" for sentence in section.sentences]
        if section.table:
            head, *rows = section.table
            cells = "".join(
                f"<td align='{'left' if not at else 'right'}' style='padding:2px 16px 2px 0; "
                f"border-bottom:1px solid {line}'><span style='color:{muted}'>{escape(words)}</span></td>"
                for at, words in enumerate(head)
            )
            body = "".join(
                "<tr>"
                + "".join(
                    f"<td align='{'left' if not at else 'right'}' style='padding:2px 16px 2px 0'>{escape(words)}</td>"
                    for at, words in enumerate(values)
                )
                + "</tr>"
                for values in rows
            )
            parts.append(f"<table cellspacing='0' style='margin-top:4px'><tr>{cells}</tr>{body}</table>")
    return "".join(parts)
