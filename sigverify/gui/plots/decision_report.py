"""A decision on paper, for the file: what was compared, what was found, what it weighs, and what people wrote."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QTextLayout, QTextOption

from sigverify.gui.icons import draw_icon
from sigverify.gui.language import tr, tr_all, tr_stored
from sigverify.gui.plots.bars import ScoreScale, draw_score, place_of_score
from sigverify.gui.plots.curves_drawing import CurvesDrawing
from sigverify.gui.plots.ink_drawing import InkDrawing
from sigverify.gui.plots.page import MARGIN, PAGE_HEIGHT, WIDTH, Attachment, pdf, write_words
from sigverify.gui.plots.thumbnails import draw_ink, ink_path
from sigverify.gui.reviews import DecidedView
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import BODY_PX, SMALL_PX, TITLE_PX
from sigverify.gui.words import (
    NOT_KEPT,
    OUTCOME_WORDS,
    SIDE_WORDS,
    attempt_words,
    fact,
    lines_used,
    made_words,
    ratio_words,
    said_words,
)
from sigverify.ink.formats.filed import FiledRecording
from sigverify.ink.formats.inkml import format_inkml
from sigverify.ink.recording import Recording
from sigverify.sentences import said
from sigverify.shipped import VERSION
from sigverify.verification.likelihood_ratio import RANDOM_UNKNOWN, LikelihoodRatio, propositions

if TYPE_CHECKING:
    from sigverify.verification.comparison import Comparison

LIMITS = (
    said(
        "A score compares two propositions; it does not say how probable either of them is, for that hangs on "
        "everything else that is known of the case."
    ),
    said(
        "The likelihood ratio holds for ink captured like that of the model's calibration, as far as its held-out "
        "trials carry it. It is measured against the references named here; with other references it would be another."
    ),
    said(
        "Departures and aligned curves show where two signatures part. One person's signatures differ, and a practised "
        "imitation may lie closer."
    ),
    said(
        "All figures are those that were stored when the decision was made; nothing was computed anew but the "
        "alignment of both inks, in which no model takes part."
    ),
)
_FOOT = 72.0
_NAME_WIDTH = 190.0
_IN_A_ROW = 5


@dataclass(frozen=True, kw_only=True)
class DecisionReport:
    """What it tells of.

    theme: a light one. comparison: the ink laid along the closest reference, None where one of them is gone.
    """

    theme: Theme
    view: DecidedView
    comparison: "Comparison | None"
    written_at: datetime

    def to_pdf(self) -> bytes:
        """Return the report, with the questioned ink attached as InkML where it is still there."""
        counted: list[int] = []
        pdf(self._title, lambda painter, turn: counted.append(self._paint(painter, turn, 0)))
        return pdf(
            self._title, lambda painter, turn: counted.append(self._paint(painter, turn, counted[0])), self._attached()
        )

    @property
    def _title(self) -> str:
        return tr("Decision {decision_id} about a signature", decision_id=self.view.row.decision_id)

    def _attached(self) -> list[Attachment]:
        if self.view.ink is None:
            return []
        name = f"questioned-{self.view.row.recording_id}"
        content = format_inkml(FiledRecording(recording=self.view.ink, name=name))
        return [Attachment(f"{name}.inkml", content, "application/inkml+xml")]

    # --- pages ----------------------------------------------------------------------------------------------------

    def _paint(self, painter: QPainter, turn: Callable[[], object], total: int) -> int:
        """Paint all pages, 'of so many', and return how many there are."""
        foot = f"{self._title} · sigverify {VERSION} · {self.written_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        flow = _Flow(painter, turn, self.theme, foot, total)
        self._head(flow)
        self._inks(flow)
        self._weight(flow)
        self._findings(flow)
        self._people(flow)
        self._curves(flow)
        flow.heading(tr("Limits"))
        for limit in LIMITS:
            flow.paragraph(tr(limit))
        if self.view.ink is not None:
            flow.paragraph(tr("The questioned ink is attached to this file as InkML, point by point."), role="muted")
        flow.end()
        return flow.number

    def _head(self, flow: "_Flow") -> None:
        row = self.view.row
        flow.paragraph(self._title, pixels=TITLE_PX, bold=True)
        flow.facts(
            [
                (tr("Said to be of"), row.signer_name),
                (tr("Decided"), f"{row.decided_at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"),
            ]
        )
        if row.outcome is not None:
            flow.sign(row.outcome, tr(OUTCOME_WORDS[row.outcome]))
        else:
            flow.paragraph(tr("Outcome: {not_kept}.", not_kept=tr(NOT_KEPT)), bold=True)
        if row.ruling is not None:
            flow.sign(
                row.ruling,
                tr("Overridden by a person: {outcome}; see Notes", outcome=tr(OUTCOME_WORDS[row.ruling]).lower()),
            )

    def _inks(self, flow: "_Flow") -> None:
        view = self.view
        flow.heading(tr("What was compared"))
        if view.ink is not None:
            flow.row_of_inks([(tr("The questioned signature"), view.ink)], 190, 1)
        else:
            flow.paragraph(tr("The ink of the questioned signature was discarded."))
        distances = view.distances or ()
        if view.references:
            named = [
                (
                    _reference_words(n, distances),
                    reference.recording,
                )
                for n, reference in enumerate(view.references)
            ]
            flow.row_of_inks(named, 92, _IN_A_ROW)
            flow.paragraph(tr("Beneath each reference: its distance to the questioned signature."), role="muted")
        else:
            told = ", ".join(f"{distance:.2f}" for distance in distances) or tr(NOT_KEPT)
            flow.paragraph(
                tr(
                    "Which references were compared with: {not_kept}. Distances to them: {told}.",
                    not_kept=tr(NOT_KEPT),
                    told=told,
                )
            )

    def _weight(self, flow: "_Flow") -> None:
        view, row = self.view, self.view.row
        flow.heading(tr("What the findings weigh"))
        if row.score is None or row.threshold is None or row.reject_below is None or row.outcome is None:
            flow.paragraph(tr("Score and lines of decision: {not_kept}.", not_kept=tr(NOT_KEPT)))
        else:
            scale = ScoreScale(
                outcome=row.outcome, score=row.score, threshold=row.threshold, reject_below=row.reject_below
            )
            flow.drawing(56, lambda room: _score_bar(flow, scale, room))
            flow.paragraph(
                tr(
                    "Score {score:.2f}, accepted from {threshold:.2f}, rejected below {reject_below:.2f} "
                    "(log10 of the likelihood ratio against a skilled forgery).",
                    score=row.score,
                    threshold=row.threshold,
                    reject_below=row.reject_below,
                ).replace("-", "−")
            )
        self._ratio(
            flow,
            tr("Against a skilled forgery"),
            view.against_skilled,
            tr("Likelihood ratio: {not_kept}.", not_kept=tr(NOT_KEPT)),
        )
        without = tr(RANDOM_UNKNOWN) if view.random_kept else tr("Likelihood ratio: {not_kept}.", not_kept=tr(NOT_KEPT))
        self._ratio(flow, tr("Against a random forgery"), view.against_random, without)

    def _ratio(self, flow: "_Flow", head: str, ratio: LikelihoodRatio | None, without: str) -> None:
        flow.paragraph(head if ratio is None else fact(head, tr(ratio.figure)), bold=True)
        if ratio is None:
            flow.paragraph(without)
            return
        name = self.view.row.signer_name
        own, other = propositions(ratio.against, name)
        flow.facts(
            [
                (tr("Proposition"), tr("{words}.", meaning="a sentence", words=tr(own))),
                (tr("Alternative"), tr("{words}.", meaning="a sentence", words=tr(other))),
            ]
        )
        flow.paragraph(tr(ratio.sentence(name)))
        flow.paragraph(tr("In words: {words}", words=ratio_words(ratio, name)))

    def _findings(self, flow: "_Flow") -> None:
        view, row = self.view, self.view.row
        flow.heading(tr("Reason and model"))
        flow.paragraph(tr_stored(view.reason) if view.reason else tr("Reason: {not_kept}.", not_kept=tr(NOT_KEPT)))
        if view.capture_note and view.capture_note not in (view.reason or ""):
            flow.paragraph(tr_stored(view.capture_note))
        if view.lines is not None and (lines := lines_used(view.lines)):
            flow.paragraph(lines)
        if attempt := attempt_words(view.attempt, view.strokes_undone):
            flow.paragraph(attempt)
        departures = tr_all(
            (f"{tr(SIDE_WORDS[side])} {times:.1f}" for side, times in view.departures or ()), ", "
        ) or tr(NOT_KEPT)
        distance = tr(NOT_KEPT)
        if view.distance is not None and view.decision_distance is not None:
            distance = tr(
                "{distance:.2f}, decision line {decision_distance:.2f}",
                distance=view.distance,
                decision_distance=view.decision_distance,
            )
        flow.facts(
            [
                (
                    tr("Departures"),
                    tr("{departures} (times what the references differ among themselves)", departures=departures),
                ),
                (tr("Combined distance"), distance),
                (tr("Model"), row.model or tr(NOT_KEPT)),
                (tr("Its SHA-256"), row.model_sha256 or tr(NOT_KEPT)),
                (
                    tr("Template"),
                    made_words(view.template_version, view.template_in_force, view.references is not None),
                ),
            ]
        )

    def _people(self, flow: "_Flow") -> None:
        flow.heading(tr("Notes"))
        flow.paragraph(said_words(self.view.row.label))
        for note in self.view.notes:
            told = (
                tr("Override: {outcome}", outcome=tr(OUTCOME_WORDS[note.ruling]).lower())
                if note.ruling is not None
                else tr("Note")
            )
            flow.paragraph(
                f"{told} · {note.written_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
                role="muted",
            )
            flow.paragraph(note.text)
        if not self.view.notes:
            flow.paragraph(tr("Nobody wrote a note."), role="muted")

    def _curves(self, flow: "_Flow") -> None:
        if self.comparison is None:
            return
        inks, curves = InkDrawing(), CurvesDrawing()
        inks.comparison = self.comparison
        curves.take(self.comparison)
        flow.heading(tr("Aligned with the closest reference"), least=760)
        flow.drawing(300, lambda room: inks.paint(flow.painter, room, flow.theme))
        flow.drawing(400, lambda room: curves.paint(flow.painter, room, flow.theme))


class _Flow:
    """Parts one under the other, over as many pages as they take. number: of the page that is being painted."""

    def __init__(self, painter: QPainter, turn: Callable[[], object], theme: Theme, foot: str, total: int) -> None:
        self.painter, self.theme = painter, theme
        self.number = 1
        self._turn, self._foot, self._total = turn, foot, total
        self._y = MARGIN

    def room(self, height: float) -> None:
        """Go on to the next page where this one has no such room."""
        if self._y + height > PAGE_HEIGHT - _FOOT:
            self.end()
            self._turn()
            self.number += 1
            self._y = MARGIN

    def end(self) -> None:
        """Write the foot of a page."""
        y = PAGE_HEIGHT - 48
        write_words(self.painter, self.theme, self._foot, MARGIN, y, role="muted", pixels=SMALL_PX)
        told = tr("Page {number} of {total}", number=self.number, total=self._total) if self._total else ""
        write_words(self.painter, self.theme, told, WIDTH - MARGIN - 90, y, role="muted", pixels=SMALL_PX)

    def heading(self, words: str, least: float = 90) -> None:
        """Write a heading, with so much room below it at least."""
        self.room(least)
        self._y += 12
        self.painter.setPen(QPen(self.theme.colour("line"), 1))
        self.painter.drawLine(QPointF(MARGIN, self._y), QPointF(WIDTH - MARGIN, self._y))
        self._y += 8
        self.paragraph(words, pixels=BODY_PX + 2, bold=True)

    def paragraph(
        self,
        words: str,
        *,
        left: float = MARGIN,
        role: str = "text",
        pixels: int = BODY_PX,
        bold: bool = False,
    ) -> None:
        """Write words line by line, so that even long ones go over pages."""
        font = QFont(self.painter.font())
        font.setPixelSize(pixels)
        font.setBold(bold)
        for part in words.splitlines() or [""]:
            layout = QTextLayout(part, font)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.beginLayout()
            lines = []
            while (line := layout.createLine()).isValid():
                line.setLineWidth(WIDTH - MARGIN - left)
                line.setPosition(QPointF(0, 0))
                lines.append(line)
            layout.endLayout()
            for line in lines:
                self.room(line.height())
                self.painter.setPen(self.theme.colour(role))
                line.draw(self.painter, QPointF(left, self._y))
                self._y += line.height()
        self._y += 6

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """Write names and what they are."""
        for name, value in rows:
            self.room(24)
            write_words(self.painter, self.theme, name, MARGIN, self._y, role="muted")
            self.paragraph(value, left=MARGIN + _NAME_WIDTH)

    def sign(self, outcome: str, words: str) -> None:
        """Write an outcome by icon and word."""
        self.room(34)
        draw_icon(self.painter, outcome, self.theme.colour(outcome).name(), QRectF(MARGIN, self._y, 22, 22))
        self.paragraph(words, left=MARGIN + 32, role=outcome, pixels=BODY_PX + 3, bold=True)

    def drawing(self, height: float, paint: Callable[[QRectF], None]) -> None:
        """Draw something as wide as the page."""
        self.room(height)
        paint(QRectF(MARGIN, self._y, WIDTH - 2 * MARGIN, height))
        self._y += height + 8

    def row_of_inks(self, inks: Sequence[tuple[str, Recording | None]], height: float, in_a_row: int) -> None:
        """Draw signatures side by side, each on paper with its name beneath; dashed paper where the ink is gone."""
        gap = 12.0
        width = (WIDTH - 2 * MARGIN - gap * (in_a_row - 1)) / in_a_row
        for first in range(0, len(inks), in_a_row):
            self.room(height + 24)
            for column, (words, recording) in enumerate(inks[first : first + in_a_row]):
                paper = QRectF(MARGIN + column * (width + gap), self._y, width, height)
                style = Qt.PenStyle.SolidLine if recording is not None else Qt.PenStyle.DashLine
                self.painter.setBrush(Qt.BrushStyle.NoBrush)
                self.painter.setPen(QPen(self.theme.colour("line"), 1, style))
                self.painter.drawRoundedRect(paper, 4, 4)
                if recording is not None:
                    # A cosmetic pen counts device pixels, of which a page has many.
                    pen = 1.2 * self.painter.transform().m11()
                    draw_ink(
                        self.painter, ink_path(recording), paper.adjusted(10, 8, -10, -8), self.theme.colour("ink"), pen
                    )
                told = words if recording is not None else tr("{words} (removed)", words=words)
                write_words(self.painter, self.theme, told, paper.left(), paper.bottom() + 4, pixels=SMALL_PX)
            self._y += height + 28


def _score_bar(flow: _Flow, scale: ScoreScale, room: QRectF) -> None:
    bar = QRectF(room.left(), room.top() + 16, room.width(), 14)
    flow.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_score(flow.painter, flow.theme, scale, bar, 8)
    for power, words in ((-4, "1 : 10 000"), (0, "1 : 1"), (4, "10 000 : 1")):
        left = min(max(place_of_score(power, bar) - 30, room.left()), room.right() - 70)
        write_words(flow.painter, flow.theme, words, left, bar.bottom() + 6, role="muted", pixels=SMALL_PX)


def _reference_words(place: int, distances: Sequence[float]) -> str:
    """Return what stands under a reference's picture: its number, and its distance where that was kept."""
    words = tr("Reference {number}", number=place + 1)
    return fact(words, f"{distances[place]:.2f}") if place < len(distances) else words
