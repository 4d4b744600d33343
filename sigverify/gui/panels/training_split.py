"""The split of a training, fold by fold, in words: who is learnt from, who chooses when to stop, who is measured."""

from collections.abc import Mapping, Sequence
from html import escape
from textwrap import wrap

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from sigverify.gui.language import isolated, tr, tr_all
from sigverify.gui.panels.pieces import label, set_tone
from sigverify.gui.retraining import SplitView
from sigverify.gui.theme import Theme
from sigverify.gui.words import counted
from sigverify.sentences import said
from sigverify.verification.likelihood_ratio import grouped

_DRAWN = said("The split is being drawn…")
_NOBODY = said("It is drawn as soon as there is something to learn from.")
_NAMED = 6
_LONGEST_PART = 12
_SYNTHETIC = "synthetic-"
_CELL = "style='padding:4px 16px 4px 0'"


class SplitSummary(QWidget):
    """Tells the split before a training starts, or why there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._split: SplitView | None = None
        self._expected = True
        self.state = label(tr(_DRAWN), wrap=True)
        self.table = QLabel()
        self.table.setTextFormat(Qt.TextFormat.RichText)
        self.table.setWordWrap(True)
        self.table.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.table.setAccessibleName(tr("The split, fold by fold"))
        self.table.setMinimumWidth(1)  # as wide as the page is, whatever the longest name asks for
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.table.hide()
        column.addWidget(self.table)
        column.addWidget(self.state)
        theme.follow(self, self._show)
        self._show()

    def show_split(self, split: SplitView | None) -> None:
        """Show a split; None while it is being drawn."""
        self._split = split
        self._show()

    def expect(self, expected: bool) -> None:
        """Say whether a split comes at all: there may be nothing to learn from."""
        if expected is not self._expected:
            self._expected = expected
            self._show()

    def drop(self) -> None:
        """Forget the split, which stays in sight while the next one is drawn."""
        self.show_split(None)
        self.table.clear()

    def _show(self) -> None:
        split = self._split
        if split is None:
            self.state.setText(tr(_DRAWN if self._expected else _NOBODY))
            set_tone(self.state, "")
            return
        self.table.setText(_html(split, self._theme.tokens.muted) if split.folds else "")
        self.table.setVisible(bool(split.folds))
        compared = sum(part.compared for part in split.signers)
        unlike = [part for part in split.signers if part.why_not and part.use != "out"]
        told = [tr("Both models are compared on {signers}.", signers=counted(compared, "signer"))]
        if unlike and not split.obstacle:
            reasons = [tr("{signer}: {reason}", signer=part.name, reason=tr(part.why_not)) for part in unlike[:_NAMED]]
            if len(unlike) > _NAMED:
                reasons.append(tr("and {more} more", more=len(unlike) - _NAMED))
            told.append(tr("Not on {signers}.", signers=tr_all(reasons, "; ")))
        self.state.setText(tr(split.obstacle) or tr_all((*told, split.caution)))
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
            _side(choosing, fold.choosing) or tr("nobody can be spared"),
            _side(measured, fold.measured),
        )
        lines.append(_line(tr("fold {number}", number=number), cells))
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
        _line(
            tr("kept"), (_side(own_names, everybody), tr("as long as the folds did best with"), _side(apart, {}) or "–")
        )
    )
    head = "".join(
        f"<td {_CELL}><span style='color:{muted}'>{words}</span></td>"
        for words in (tr("network"), tr("learns from"), tr("when to stop is chosen by"), tr("is measured on"))
    )
    return f"<table width='100%'><tr>{head}</tr>{''.join(lines)}</table>"


def _line(name: str, cells: Sequence[str]) -> str:
    # without a direction of its own a cell that begins with an Arabic name would be written from the right
    inside = "".join(f"<td {_CELL}><p dir='ltr' style='margin:0'>{escape(words)}</p></td>" for words in cells)
    return f"<tr><td {_CELL}><b>{name}</b></td>{inside}</tr>"


def _side(names: Sequence[str], counts: Mapping[str, int]) -> str:
    """Return 'Anna, Ben and 3 more; 15 of synthetic-20@1'."""
    told = tr_all((isolated(_breakable(name)) for name in names[:_NAMED]), ", ")
    if len(names) > _NAMED:
        told = tr("{names} and {more} more", names=told, more=len(names) - _NAMED)
    others = [tr("{count} of {home}", count=count, home=_home(corpus)) for corpus, count in counts.items() if count]
    return tr_all((told, tr_all(others, ", ")), "; ")


def _breakable(name: str) -> str:
    """Return a name that may go on in the next line in the middle of a long word."""
    return " ".join("\u200b".join(wrap(word, _LONGEST_PART)) for word in name.split(" "))


def _home(corpus: str) -> str:
    return tr("the synthetic signers") if corpus.startswith(_SYNTHETIC) else corpus


def others_of(split: SplitView) -> list[str]:
    """Return how many signers come from each folder: '40 signers of svc2004-task1'."""
    sides = [side for fold in split.folds[:1] for side in (fold.learning, fold.choosing, fold.measured)]
    named = {corpus: sum(side.get(corpus, 0) for side in sides) for side in sides for corpus in side}
    return [
        tr("{signers} of {home}", signers=counted(count, "signer"), home=corpus)
        for corpus, count in named.items()
        if count and not corpus.startswith(_SYNTHETIC)
    ]


def split_words(split: SplitView) -> str:
    """Return how many are learnt from, in how many folds, and how many both models are compared on."""
    learnt = sum(part.use == "learn" for part in split.signers)
    compared = sum(part.compared for part in split.signers)
    return tr(
        "{signers} of this store will be learnt from in {folds}, and both models compared on {compared}. "
        "Who does what stands under 'The split'.",
        signers=counted(learnt, "signer"),
        folds=counted(len(split.folds), "fold"),
        compared=grouped(compared),
    )
