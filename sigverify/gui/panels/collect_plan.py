"""`CollectPlan`: as what signatures are collected: whose hand, which session, how many."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QProgressBar, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from sigverify.gui.collecting import Collecting, Said
from sigverify.gui.collection_rows import CollectionRow, Sittings
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, Title, label, row
from sigverify.gui.services import SignerView
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.sentences import said
from sigverify.storage.rows import Forger
from sigverify.workflows.sessions import today

WANTED = 10
"""Repetitions asked for at first: five to enrol and as many to test, as most protocols have it."""

_MOST_WANTED = 200
_KINDS: tuple[tuple[Said, str, str], ...] = (
    ("genuine", said("Genuine"), said("The signer writes their own signature")),
    ("forgery", said("Practised forgery"), said("Another person imitates the signer, who is shown to them")),
    ("unknown", said("Unknown"), said("Nobody says yet who writes; it is not learnt from until somebody does")),
)


class CollectPlan(QWidget):
    """changed: what is collected is no longer what it was. practise_toggled(bool): strokes are for practice."""

    changed = Signal()
    practise_toggled = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._signer: SignerView | None = None
        self._row: CollectionRow | None = None
        self._replays = self._practised = 0
        self.kinds = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        self._title = Title()
        self.progress_words = label("", "figure")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(tr("Signatures kept of those wanted"))
        self.wanted = QSpinBox(minimum=1, maximum=_MOST_WANTED, value=WANTED)
        self.wanted.setAccessibleName(tr("Repetitions wanted"))
        self.wanted.setToolTip(tr("How many signatures of this kind are wanted in this session"))
        self.wanted.setFixedWidth(84)
        self.wanted.lineEdit().setTextMargins(6, 0, 0, 0)  # the style sheet's padding does not reach the text
        column.addWidget(self._title)
        column.addWidget(
            row(
                self.progress_words,
                label(tr("of", meaning="3 of 5 kept"), "muted"),
                self.wanted,
                label(tr("kept", meaning="3 of 5 kept"), "muted"),
                1,
            )
        )
        column.addWidget(self._bar)
        for number, (_, words, tip) in enumerate(_KINDS):
            choice = QRadioButton(tr(words))
            choice.setToolTip(tr(tip))
            choice.setAccessibleName(tr("Collect: {kind}", kind=tr(words).lower()))
            choice.setAccessibleDescription(tr(tip))
            self.kinds.addButton(choice, number)
            column.addWidget(choice)
        self.kinds.button(0).setChecked(True)
        self._forger = self._forger_part(theme)
        column.insertWidget(column.indexOf(self.kinds.button(1)) + 1, self._forger)
        self.session = QLineEdit(today(), maxLength=100)
        self.session.setAccessibleName(tr("Session"))
        self.session.setToolTip(
            tr("One sitting has one session: signatures of another day are worth more than more of one")
        )
        self.new_session = Button(theme, tr("New session"), "add", role="quiet", tip=tr("Begin another sitting"))
        column.addWidget(row(label(tr("Session"), "muted"), 1, self.new_session))
        column.addWidget(self.session)
        self.kinds.idToggled.connect(self._take_kind)
        self.wanted.valueChanged.connect(self._say)
        self.session.textChanged.connect(self._say)
        self.new_session.clicked.connect(self._begin_session)
        self._take_kind()

    def _forger_part(self, theme: Theme) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(24, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        self.forger = QLineEdit(placeholderText=tr("Anonymous forger"), maxLength=200)
        self.forger.setAccessibleName(tr("Name of the forger"))
        self.forger.setToolTip(tr("Who imitates; leave it empty for somebody who is not to be named. It is encrypted"))
        self.skill = QLineEdit(placeholderText=tr("Skill, such as: practised 5 min"), maxLength=500)
        self.skill.setAccessibleName(tr("Note on the forger's skill"))
        self.skill.setToolTip(tr("What the forger knows of the signature, and how well prepared they are"))
        self.practise = Button(
            theme,
            tr("Practise"),
            "pen",
            tip=tr("Strokes are thrown away unless they are kept (Ctrl+P)"),
            shortcut="Ctrl+P",
        )
        self.practise.setCheckable(True)
        self.practise.toggled.connect(self.practise_toggled)
        for widget in (self.forger, self.skill, self.practise):
            column.addWidget(widget)
        return part

    # --- what is chosen -------------------------------------------------------------------------------------------

    @property
    def kind(self) -> Said:
        """As what is collected."""
        return _KINDS[self.kinds.checkedId()][0]

    @property
    def is_practice(self) -> bool:
        """Whether strokes are for practice."""
        return self.kind == "forgery" and self.practise.isChecked()

    @property
    def how(self) -> Collecting:
        """All that is noted with a signature."""
        forger = None
        if self.kind == "forgery":
            forger = Forger(
                name=self.forger.text().strip(),
                skill=self.skill.text().strip(),
                replays=self._replays,
                practised=self._practised,
            )
        return Collecting(
            signer_id=self._signer.signer_id if self._signer is not None else "",
            label=self.kind,
            session=self.session.text().strip() or today(),
            forger=forger,
        )

    @property
    def done(self) -> int:
        """How many of this kind and session are kept."""
        how = self.how
        return self._sittings.of(how.label, how.session)

    @property
    def _sittings(self) -> Sittings:
        return (self._row.sittings if self._row is not None else None) or Sittings()

    def choose(self, kind: Said) -> None:
        """Collect this kind from now on."""
        number = next(number for number, (known, _, _) in enumerate(_KINDS) if known == kind)
        self.kinds.button(number).setChecked(True)

    def note_replay(self) -> None:
        """Count a replay of the target."""
        self._replays += 1

    def note_practice(self) -> None:
        """Count an attempt that was thrown away."""
        self._practised += 1

    # --- what the place shows -------------------------------------------------------------------------------------

    def show_signer(self, signer: SignerView | None) -> None:
        """Collect of another signer, whom this forger has yet to see."""
        if (signer.signer_id if signer else "") != (self._signer.signer_id if self._signer else ""):
            self._row = None
            self._replays = self._practised = 0
            self.practise.setChecked(False)
        self._signer = signer
        self._say()

    def drop(self) -> None:
        """Forget who was collected of, and who imitated."""
        self.show_signer(None)
        self.forger.clear()
        self.skill.clear()
        self.session.setText(today())

    def show_row(self, known: CollectionRow | None) -> None:
        """Take note of what is there of the signer."""
        self._row = known
        self._say()

    @Slot()
    def _take_kind(self) -> None:
        self._forger.setVisible(self.kind == "forgery")
        if self.kind != "forgery":
            self.practise.setChecked(False)
        self._say()
        self.changed.emit()

    @Slot()
    def _begin_session(self) -> None:
        known = self._sittings.sessions
        name, number = today(), 1
        while name in known or name == self.session.text().strip():
            number += 1
            name = f"{today()} ({number})"
        self.session.setText(name)

    @Slot()
    def _say(self) -> None:
        self._title.setText(self._signer.name if self._signer is not None else tr("Collect signatures"))
        self.setEnabled(self._signer is not None)
        done, wanted = self.done, self.wanted.value()
        self.progress_words.setText(str(done))
        self.progress_words.setAccessibleName(tr("{done} of {wanted}", done=done, wanted=wanted))
        self._bar.setRange(0, wanted)
        self._bar.setValue(min(done, wanted))
