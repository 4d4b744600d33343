"""The split of a training, fold by fold, in words: who is learnt from, who chooses when to stop, who is measured."""

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from sigverify.gui.panels.pieces import label, set_tone
from sigverify.gui.retraining import SplitView
from sigverify.gui.theme import Theme
from sigverify.gui.words import counted

_DRAWN = "The split is being drawn…"
_NAMED = 6
_CELL = "style='padding:4px 16px 4px 0'"


class SplitSummary(QWidget):
    """Tells the split before a training starts, or why there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._split: SplitView | None = None
        self.state = label(_DRAWN, wrap=True)
        self.table = QLabel()
        self.table.setTextFormat(Qt.TextFormat.RichText)
        self.table.setWordWrap(True)
        self.table.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.table.setAccessibleName("The split, fold by fold")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table)
        column.addWidget(self.state)
        theme.changed.connect(self._show)
        self._show()

    def show_split(self, split: SplitView | None) -> None:
        """Show a split; None while it is being drawn."""
        self._split = split
        self._show()

    def _show(self) -> None:
        split = self._split
        if split is None:
            self.state.setText(_DRAWN)
            set_tone(self.state, "")
            return
        self.table.setText(_html(split, self._theme.tokens.muted) if split.folds else "")
        self.table.setVisible(bool(split.folds))
        compared = sum(part.compared for part in split.signers)
        unlike = [part for part in split.signers if part.why_not and part.use != "out"]
        told = f"Both models are compared on {counted(compared, 'signer')}."
        if unlike and not split.obstacle:
            reasons = "; ".join(f"{part.name}: {part.why_not}" for part in unlike[:_NAMED])
            more = f"; and {len(unlike) - _NAMED} more" if len(unlike) > _NAMED else ""
            told += f" Not on {reasons}{more}."
        self.state.setText(split.obstacle or " ".join(words for words in (told, split.caution) if words))
        set_tone(self.state, "refer" if split.obstacle or split.caution else "")


def _html(split: SplitView, muted: str) -> str:
    lines = []
    for number, fold in enumerate(split.folds, 1):
        own = [part for part in split.signers if part.use == "learn"]
        measured = [part.name for part in own if part.measured_in == number]
        choosing = [part.name for part in own if number in part.chooses_in]
        learning = [part.name for part in own if part.measured_in != number and number not in part.chooses_in]
        cells = (
            _side(learning, fold.learning),
            _side(choosing, fold.choosing) or "nobody can be spared",
            _side(measured, fold.measured),
        )
        lines.append(_line(f"fold {number}", cells))
    own_names = [part.name for part in split.signers if part.use == "learn"]
    everybody = {
        corpus: max(
            fold.learning.get(corpus, 0) + fold.choosing.get(corpus, 0) + fold.measured.get(corpus, 0)
            for fold in split.folds
        )
        for corpus in split.folds[0].measured
    }
    apart = [part.name for part in split.signers if part.use == "apart"]
    lines.append(
        _line("kept", (_side(own_names, everybody), "as long as the folds did best with", _side(apart, {}) or "–"))
    )
    head = "".join(
        f"<td {_CELL}><span style='color:{muted}'>{words}</span></td>"
        for words in ("network", "learns from", "when to stop is chosen by", "is measured on")
    )
    return f"<table width='100%'><tr>{head}</tr>{''.join(lines)}</table>"


def _line(name: str, cells: Sequence[str]) -> str:
    inside = "".join(f"<td {_CELL}>{escape(words)}</td>" for words in cells)
    return f"<tr><td {_CELL}><b>{name}</b></td>{inside}</tr>"


def _side(names: Sequence[str], counts: Mapping[str, int]) -> str:
    """Return 'Anna, Ben and 3 more; 15 of synthetic-20@1'."""
    told = ", ".join(names[:_NAMED])
    if len(names) > _NAMED:
        told += f" and {len(names) - _NAMED} more"
    others = ", ".join(f"{count} of {_home(corpus)}" for corpus, count in counts.items() if count)
    return "; ".join(part for part in (told, others) if part)


def _home(corpus: str) -> str:
    return "the synthetic signers" if corpus.startswith("synthetic-") else corpus
