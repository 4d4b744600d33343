"""`DecidedPanel`: one decision exactly as it was made, and what people wrote about it since."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sigverify.gui.language import tr, tr_all, tr_stored
from sigverify.gui.panels.decision_notes import DecisionNotes
from sigverify.gui.panels.pieces import Button, SidePanel, Sign, label, row, rule, set_tone
from sigverify.gui.plots.bars import DeparturesChart, ScoreBar
from sigverify.gui.plots.thumbnails import Thumbnail
from sigverify.gui.reviews import ComparedReference, DecidedView
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_SMALL
from sigverify.gui.words import (
    NOT_KEPT,
    OUTCOME_WORDS,
    attempt_words,
    lines_used,
    made_words,
    moment_words,
    ratio_words,
    said_words,
    score_figures,
)
from sigverify.sentences import said
from sigverify.verification.likelihood_ratio import RANDOM_UNKNOWN

_COLUMNS = 5
GONE_INK = said("The ink of this signature was discarded. What was decided about it stays.")


class DecidedPanel(SidePanel):
    """The right side of Review.

    compare_wanted, report_wanted: of the decision on show. closed: the person is done with it.
    noted(str, object): a note, or with a `Ruling` the reason of an override.
    """

    compare_wanted = Signal()
    report_wanted = Signal()
    closed = Signal()
    noted = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(tr("One decision as it was made"))
        self._theme = theme
        self._view: DecidedView | None = None
        self._drafts: dict[int, str] = {}
        self._ink: Thumbnail | None = None
        self.setMinimumWidth(320)
        self.close_button = Button(theme, "", "close", role="quiet", tip=tr("Close this decision (Esc)"))
        self.close_button.setAccessibleName(tr("Close this decision"))
        self.close_button.setFixedSize(32, 32)
        self.close_button.setProperty("compact", True)
        self._when = label("", "small", wrap=True)
        self._sign = Sign(theme, "accept", "accept", 32)
        self._outcome = label("", "verdict", wrap=True)
        self._ruling = QWidget()
        beside = QHBoxLayout(self._ruling)
        beside.setContentsMargins(0, 0, 0, 0)
        self._ruling_sign = Sign(theme, "accept", "accept", 20)
        self._ruling_words = label("", wrap=True)
        beside.addWidget(self._ruling_sign, 0, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self._ruling_words, 1)
        self._paper = QVBoxLayout()
        self._gone = label(tr(GONE_INK), "muted", wrap=True)
        self._paper.addWidget(self._gone)
        self.compare = Button(
            theme, tr("Compare"), "compare", tip=tr("Lay this signature beside a reference in Compare")
        )
        self.report = Button(
            theme, tr("Report…"), "export", tip=tr("Write a report of this decision for the file (PDF)"), needs="export"
        )
        self._ratio = label("", "figure", wrap=True)
        self._support = label("", wrap=True)
        self._score = ScoreBar(theme)
        self._figures = label("", "small", wrap=True)
        self._reason = label("", wrap=True)
        self._lines = label("", "small", wrap=True)
        self._attempt = label("", "small", wrap=True)
        self._capture = label("", wrap=True)
        self._random_ratio = label("", "heading", wrap=True)
        self._random_support = label("", "muted", wrap=True)
        self._departures = DeparturesChart(theme)
        self._no_departures = label(tr("Departures: {not_kept}.", not_kept=tr(NOT_KEPT)), "muted")
        self._references = QWidget()
        self._grid = QGridLayout(self._references)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP_SMALL)
        self._made = label("", "small", wrap=True)
        self._model = label("", wrap=True)
        self._hash = label("", "small", wrap=True)
        for told in (self._model, self._hash, self._reason):
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said = label("", wrap=True)
        self.notes = DecisionNotes(theme)
        self._lay_out()
        self.close_button.clicked.connect(self.closed)
        self.compare.clicked.connect(self.compare_wanted)
        self.report.clicked.connect(self.report_wanted)
        self.notes.noted.connect(self.noted)

    def _lay_out(self) -> None:
        when = row(self._when, self.close_button)
        head = row(self._sign, self._outcome, gap=12)
        for line, widget in ((when, self._when), (head, self._outcome)):
            layout = line.layout()
            assert isinstance(layout, QHBoxLayout)
            layout.setStretchFactor(widget, 1)
        paper = QWidget()
        paper.setLayout(self._paper)
        self._paper.setContentsMargins(0, 0, 0, 0)
        parts: tuple[QWidget, ...] = (
            when,
            head,
            self._ruling,
            paper,
            row(self.compare, self.report, 1),
            label(tr("Against a skilled forgery"), "small"),
            self._ratio,
            self._support,
            self._score,
            self._figures,
            self._reason,
            self._capture,
            self._lines,
            self._attempt,
            rule(),
            label(tr("Against a random forgery"), "small"),
            self._random_ratio,
            self._random_support,
            rule(),
            label(tr("Departures"), "heading"),
            self._departures,
            self._no_departures,
            rule(),
            label(tr("Distance to each reference"), "heading"),
            self._references,
            self._made,
            rule(),
            label(tr("Model"), "heading"),
            self._model,
            self._hash,
            rule(),
            label(tr("What it really was"), "heading"),
            self._said,
            rule(),
            self.notes,
        )
        for part in parts:
            self.column.addWidget(part)
        self.column.addStretch(1)

    @property
    def view(self) -> DecidedView | None:
        """The decision on show."""
        return self._view

    def forget(self) -> None:
        """Let go of the decision and its ink; what was typed for a note waits for the next time."""
        self._keep_draft()
        self._view = None
        self._show_ink()
        self._show_references((), ())
        self.notes.show_notes((), None)

    def drop(self) -> None:
        """Forget all decisions, and what was typed about them."""
        self.forget()
        self._drafts.clear()
        self.notes.begin_anew()
        for words in (
            *(self._when, self._ruling_words, self._ratio, self._support, self._figures, self._reason, self._lines),
            *(self._attempt, self._capture, self._random_ratio, self._random_support, self._made, self._said),
        ):
            words.clear()
            words.setToolTip("")
        self._departures.show_departures(())

    def show_decision(self, view: DecidedView) -> None:
        """Show a decision as it was stored."""
        before = self._view.row.decision_id if self._view is not None else None
        if before != view.row.decision_id:
            self._keep_draft()
        self._view = view
        decision, name = view.row, view.row.signer_name
        self._when.setText(
            tr(
                "Decision {decision_id} about {name} · {moment}",
                decision_id=decision.decision_id,
                name=name,
                moment=moment_words(decision.decided_at),
            )
        )
        outcome = decision.outcome
        self._sign.show_sign(outcome or "info", outcome or "muted")
        self._outcome.setText(
            tr(OUTCOME_WORDS[outcome]) if outcome is not None else tr("Outcome {not_kept}", not_kept=tr(NOT_KEPT))
        )
        set_tone(self._outcome, outcome or "")
        self._show_ruling(view)
        self._show_ink()
        skilled, random = view.against_skilled, view.against_random
        self._ratio.setText(tr(skilled.figure) if skilled is not None else tr("Likelihood ratio not kept"))
        self._support.setText(ratio_words(skilled, name) if skilled is not None else "")
        self._support.setVisible(skilled is not None)
        self._show_score(view)
        self._reason.setText(
            tr_stored(view.reason) if view.reason else tr("Reason: {not_kept}.", not_kept=tr(NOT_KEPT))
        )
        capture = (
            tr_stored(view.capture_note)
            if view.capture_note is not None
            else tr("How it was captured: {not_kept}.", not_kept=tr(NOT_KEPT))
        )
        self._capture.setText(capture)
        self._capture.setVisible(bool(capture) and (view.capture_note or capture) not in (view.reason or ""))
        lines = (
            lines_used(view.lines)
            if view.lines is not None
            else tr("Which lines were asked for: {not_kept}.", not_kept=tr(NOT_KEPT))
        )
        self._lines.setText(lines)
        self._lines.setVisible(bool(lines))
        attempt = attempt_words(view.attempt, view.strokes_undone)
        self._attempt.setText(attempt)
        self._attempt.setVisible(bool(attempt))
        self._random_ratio.setText(
            tr(random.figure) if random is not None else tr("Not known") if view.random_kept else tr("Not kept")
        )
        self._random_support.setText(
            ratio_words(random, name)
            if random is not None
            else tr(RANDOM_UNKNOWN)
            if view.random_kept
            else tr(_NO_RANDOM)
        )
        self._departures.setVisible(bool(view.departures))
        self._no_departures.setHidden(bool(view.departures))
        if view.departures:
            self._departures.show_departures(view.departures)
        self._show_references(view.references, view.distances)
        self._made.setText(made_words(view.template_version, view.template_in_force, view.references is not None))
        self._model.setText(decision.model or tr("Name {not_kept}", not_kept=tr(NOT_KEPT)))
        # The hash has no blanks: without room to break a line it would push the panel wide.
        told = decision.model_sha256
        self._hash.setText(f"SHA-256 {broken(told)}" if told else tr("SHA-256 {not_kept}", not_kept=tr(NOT_KEPT)))
        self._said.setText(said_words(decision.label))
        self.notes.show_notes(view.notes, decision.ruling or outcome)
        if before != decision.decision_id:
            self.notes.begin_anew(self._drafts.get(decision.decision_id, ""))
            self.verticalScrollBar().setValue(0)

    def forget_draft(self, decision_id: int) -> None:
        """Take away what was typed, for it is stored now."""
        self._drafts.pop(decision_id, None)
        if self._view is not None and self._view.row.decision_id == decision_id:
            self.notes.begin_anew()

    def _keep_draft(self) -> None:
        if self._view is not None:
            self._drafts[self._view.row.decision_id] = self.notes.field.toPlainText()

    def _show_ruling(self, view: DecidedView) -> None:
        ruling = next((note for note in reversed(view.notes) if note.ruling is not None), None)
        self._ruling.setVisible(ruling is not None)
        if ruling is not None and ruling.ruling is not None:
            self._ruling_sign.show_sign(ruling.ruling, ruling.ruling)
            words = tr(
                "Overridden by a person on {moment}: {outcome}.",
                moment=moment_words(ruling.written_at),
                outcome=tr(OUTCOME_WORDS[ruling.ruling]).lower(),
            )
            self._ruling_words.setText(f"{words} {ruling.text}")

    def _show_ink(self) -> None:
        ink = self._view.ink if self._view is not None else None
        if self._ink is not None:
            self._ink.hide()
            self._ink.deleteLater()
            self._ink = None
        self._gone.setVisible(ink is None)
        self.compare.setEnabled(ink is not None)
        if ink is not None:
            self._ink = Thumbnail(self._theme, ink, QSize(240, 120))
            self._ink.setAccessibleName(tr("The questioned signature"))
            self._paper.insertWidget(0, self._ink)

    def _show_score(self, view: DecidedView) -> None:
        told = view.row
        if told.score is None or told.threshold is None or told.reject_below is None or told.outcome is None:
            self._score.hide()
            score = (
                tr("Score {score:.2f}", score=told.score)
                if told.score is not None
                else tr("Score {not_kept}", not_kept=tr(NOT_KEPT))
            )
            words = tr("{score}; the lines of decision: {not_kept}.", score=score, not_kept=tr(NOT_KEPT))
        else:
            self._score.show()
            self._score.show_score(told.outcome, told.score, told.threshold, told.reject_below)
            figure, threshold, reject_below = score_figures(told.score, told.threshold, told.reject_below)
            words = tr(
                "Score {score}; accepted from {threshold}, rejected below {reject_below} "
                "(log10 of the likelihood ratio).",
                score=figure,
                threshold=threshold,
                reject_below=reject_below,
            )
        if view.distance is not None and view.decision_distance is not None:
            combined = tr(
                "Combined distance {distance:.2f}, decision line {decision_distance:.2f}.",
                distance=view.distance,
                decision_distance=view.decision_distance,
            )
            words = tr_all((words, combined))
        self._figures.setText(words.replace("-", "−"))

    def _show_references(
        self, references: Sequence[ComparedReference] | None, distances: Sequence[float] | None
    ) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        count = max(len(references or ()), len(distances or ()))
        for place in range(count):
            reference = references[place] if references is not None and place < len(references) else None
            figure = f"{distances[place]:.2f}" if distances is not None and place < len(distances) else tr(NOT_KEPT)
            gone = reference is None or reference.recording is None
            thumbnail = Thumbnail(self._theme, reference.recording if reference is not None else None, QSize(44, 30))
            thumbnail.setAccessibleName(
                tr("Reference {number}, distance {figure}, its ink is gone", number=place + 1, figure=figure)
                if gone
                else tr("Reference {number}, distance {figure}", number=place + 1, figure=figure)
            )
            if gone:
                thumbnail.setToolTip(tr("This reference was removed, or it was not kept which it was"))
            words = label(figure, "muted")
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            cell = QWidget()
            inner = QVBoxLayout(cell)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(2)
            inner.addWidget(thumbnail)
            inner.addWidget(words)
            self._grid.addWidget(cell, place // _COLUMNS, place % _COLUMNS)
        if not count and self._view is not None:
            self._grid.addWidget(label(tr("Distances: {not_kept}.", not_kept=tr(NOT_KEPT)), "muted"), 0, 0)


_NO_RANDOM = said("What the model told of random forgeries: {not_kept}.", not_kept=NOT_KEPT)


def broken(digest: str) -> str:
    """Return a digest with places to break its line at."""
    return " ".join(digest[start : start + 16] for start in range(0, len(digest), 16))
