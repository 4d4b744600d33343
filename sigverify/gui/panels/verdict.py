"""`VerdictPanel`: the decision with its evidence: icon, word, number, reason, departures, references, model."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sigverify.gui.language import tr
from sigverify.gui.panels.attempts_notice import AttemptsNotice
from sigverify.gui.panels.pieces import Button, SidePanel, Sign, Title, even_row, label, named, row, rule, set_tone
from sigverify.gui.panels.veil import Veil
from sigverify.gui.panels.waiting_bar import WaitingBar
from sigverify.gui.plots.bars import DeparturesChart, ScoreBar
from sigverify.gui.plots.thumbnails import Thumbnail
from sigverify.gui.services import VerdictView
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_BETWEEN, GAP_SMALL, GAP_WITHIN
from sigverify.gui.words import OUTCOME_WORDS, attempt_words, lines_used, ratio_words
from sigverify.progress import Progress
from sigverify.verification.likelihood_ratio import RANDOM_UNKNOWN

FADE_MS = 140
_COLUMNS = 5


class VerdictPanel(SidePanel):
    """labelled(str): a person said what the signature was: 'genuine', 'forgery' or 'discard'."""

    labelled = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(tr("Verdict and evidence"))
        self._theme = theme
        self._verdict: VerdictView | None = None
        self._waiting = QWidget()
        waiting = QVBoxLayout(self._waiting)
        waiting.setContentsMargins(0, 0, 0, 0)
        self._title = Title()
        self._words = label("", wrap=True)
        self.action = Button(theme, "", "enrol", role="primary")
        self.whose = Button(
            theme,
            tr("Whose is it?"),
            "signer",
            tip=tr("Compare with all signers, not with one (Ctrl+I)"),
            needs="decide",
        )
        self.whose.setShortcut("Ctrl+I")
        self.bar = WaitingBar(theme)
        for widget in (self._title, self._words, self.bar, self.action, self.whose):
            waiting.addWidget(widget)
        self.whose.hide()
        self.action.hide()
        self.attempts = AttemptsNotice(theme)
        self._shown = self._evidence()
        self._veil = Veil(theme, self._shown)
        self.column.addWidget(self.attempts)
        self.column.addWidget(self._waiting)
        self.column.addWidget(self._shown)
        self.column.addStretch(1)
        self._shown.hide()
        self._asked = self._answers()
        self.keep_in_sight(self._asked)

    def _evidence(self) -> QWidget:
        theme = self._theme
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        self._sign = Sign(theme, "accept", "accept", 36)
        self._outcome = label("", "verdict", wrap=True)
        self._ratio = label("", "figure", wrap=True)
        self._support = label("", wrap=True)
        self._score = ScoreBar(theme)
        self._reason = label("", wrap=True)
        self._capture = label("", wrap=True)
        self._capture_note = QWidget()
        beside = QHBoxLayout(self._capture_note)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(Sign(theme, "warning", "refer", 20), 0, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self._capture, 1)
        self._lines = label("", "small", wrap=True)
        self._attempt = label("", "small", wrap=True)
        self._random_ratio = label("", "heading", wrap=True)
        self._random_support = label("", "muted", wrap=True)
        self._departures = DeparturesChart(theme)
        self._references = QWidget()
        self._grid = QGridLayout(self._references)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP_SMALL)
        self._model = label("", "small", wrap=True)
        self._question = label(
            tr("What was it really? Only a person's word lets it be learnt from."), "small", wrap=True
        )
        self._genuine = Button(
            theme, tr("Really genuine"), "accept", tip=tr("The signer wrote it: may be learnt from"), needs="train"
        )
        self._forgery = Button(
            theme, tr("Forgery"), "reject", tip=tr("Another hand wrote it: may be learnt from"), needs="train"
        )
        self._discard = Button(
            theme, tr("Discard"), "remove", tip=tr("Throw the signature and decision away"), needs="erase"
        )
        self._said = label("", wrap=True)
        for button, said in ((self._genuine, "genuine"), (self._forgery, "forgery"), (self._discard, "discard")):
            button.clicked.connect(lambda _=False, word=said: self.labelled.emit(word))
        head = row(self._sign, gap=12)
        head.layout().addWidget(self._outcome, 1)  # type: ignore[call-arg, union-attr]  # a box layout of ours
        parts: tuple[QWidget, ...] = (
            head,
            label(tr("Against a skilled forgery"), "small"),
            self._ratio,
            self._support,
            self._score,
            self._reason,
            self._departures,
            self._capture_note,
            self._lines,
            self._attempt,
            rule(),
            label(tr("Against a random forgery"), "small"),
            self._random_ratio,
            self._random_support,
            rule(),
            label(tr("Distance to each reference"), "heading"),
            self._references,
            self._model,
        )
        for part in parts:
            column.addWidget(part)
        return body

    def _answers(self) -> QWidget:
        """Return what a person is asked to say of the signature; it is to be seen beside any evidence."""
        foot = named(QWidget(), "sideBody")
        column = QVBoxLayout(foot)
        column.setContentsMargins(GAP_BETWEEN, 0, GAP_BETWEEN, GAP_BETWEEN)
        column.setSpacing(GAP_WITHIN)
        for part in (rule(), self._question, self._genuine, even_row(self._forgery, self._discard), self._said):
            column.addWidget(part)
        foot.hide()
        return foot

    @property
    def verdict(self) -> VerdictView | None:
        """The verdict on show."""
        return self._verdict

    @property
    def capture_note(self) -> str:
        """What is said of how references and signature were captured."""
        return self._capture.text() if not self._capture_note.isHidden() else ""

    @property
    def attempt_words(self) -> str:
        """Which attempt the decision on show was, and what was taken back meanwhile."""
        return self._attempt.text()

    @property
    def words(self) -> str:
        """What stands on the panel while there is no verdict."""
        return self._words.text()

    def say(self, title: str, words: str, action: str = "") -> None:
        """Show words in place of a verdict, and a next step where there is one."""
        self._verdict = None
        self.bar.forget()
        self._shown.hide()
        self._asked.hide()
        self._waiting.show()
        self._title.setText(title)
        self._words.setText(words)
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))

    def wait(self, title: str, words: str, progress: Progress) -> None:
        """Say what is waited for, and show how far it is once it takes long."""
        self.say(title, words)
        self.bar.watch(progress)

    def show_verdict(self, verdict: VerdictView) -> None:
        """Show a decision, fade it in and speak it."""
        self._verdict = verdict
        self.bar.forget()
        outcome = verdict.outcome
        self._sign.show_sign(outcome, outcome)
        self._outcome.setText(tr(OUTCOME_WORDS[outcome]))
        set_tone(self._outcome, outcome)
        skilled, random = verdict.against_skilled, verdict.against_random
        words = ratio_words(skilled, verdict.signer_name)
        self._ratio.setText(tr(skilled.figure))
        self._support.setText(words)
        self._support.setToolTip(tr(skilled.sentence(verdict.signer_name)))
        self._random_ratio.setText(tr(random.figure) if random is not None else tr("Not known"))
        self._random_support.setText(
            ratio_words(random, verdict.signer_name) if random is not None else tr(RANDOM_UNKNOWN)
        )
        self._random_support.setToolTip(tr(random.sentence(verdict.signer_name)) if random is not None else "")
        self._score.show_score(outcome, verdict.score, verdict.threshold, verdict.reject_below)
        self._reason.setText(tr(verdict.reason))
        self._capture.setText(tr(verdict.capture_note))
        self._capture_note.setVisible(bool(verdict.capture_note))
        lines = lines_used(verdict.lines)
        self._lines.setText(lines)
        self._lines.setVisible(bool(lines))
        told = attempt_words(verdict.attempt, verdict.strokes_undone)
        self._attempt.setText(told)
        self._attempt.setVisible(bool(told))
        self._departures.show_departures(verdict.departures)
        self._show_references(verdict)
        self._model.setText(
            tr(
                "Combined distance {distance:.2f}, decision line {decision_distance:.2f}. Model "
                "{model}, {model_sha256}.",
                distance=verdict.distance,
                decision_distance=verdict.decision_distance,
                model=verdict.model,
                model_sha256=verdict.model_sha256[:8],
            )
        )
        self._say_label("")
        self._waiting.hide()
        self._shown.show()
        self._asked.show()
        self.verticalScrollBar().setValue(0)
        self._veil.lift(FADE_MS)
        parts = (words, tr(verdict.reason), tr(verdict.capture_note), lines, told)
        self._announce(" ".join((f"{tr(OUTCOME_WORDS[outcome])}. {tr(skilled.figure)}.", *filter(None, parts))))

    def drop(self) -> None:
        """Forget the verdict, its words and the references' ink."""
        self.say("", "")
        self._take_references_away()
        for words in (
            *(self._ratio, self._support, self._reason, self._capture, self._lines, self._attempt),
            *(self._random_ratio, self._random_support, self._model, self._said),
        ):
            words.clear()
            words.setToolTip("")
        self._departures.show_departures(())

    def show_label(self, said: str) -> None:
        """Note what the person said of the signature on show."""
        self._say_label(
            {
                "genuine": tr("Noted: really genuine. It may be used for retraining."),
                "forgery": tr("Noted: a forgery. It may be used for retraining."),
            }.get(said, "")
        )

    def _say_label(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))
        for widget in (self._genuine, self._forgery, self._question):
            widget.setVisible(not words)

    def _take_references_away(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()

    def _show_references(self, verdict: VerdictView) -> None:
        self._take_references_away()
        closest = min(verdict.distances, default=0.0)
        for index, (recording, distance) in enumerate(zip(verdict.references, verdict.distances, strict=True)):
            thumbnail = Thumbnail(self._theme, recording, QSize(40, 28))
            figure = label(f"{distance:.2f}", "heading" if distance == closest else "muted")
            figure.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            figure.setToolTip(tr("The closest reference") if distance == closest else "")
            thumbnail.setAccessibleName(
                tr("Reference {index}, distance {distance:.2f}", index=index + 1, distance=distance)
            )
            cell = QWidget()
            inner = QVBoxLayout(cell)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(2)
            inner.addWidget(thumbnail)
            inner.addWidget(figure)
            self._grid.addWidget(cell, index // _COLUMNS, index % _COLUMNS)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def _announce(self, words: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
