"""A decision on paper, for the file: what was compared, what was found, what it weighs, and what people wrote."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

from sigverify.gui.language import tr, tr_all, tr_stored
from sigverify.gui.plots.bars import ScoreScale
from sigverify.gui.plots.curves_drawing import CurvesDrawing
from sigverify.gui.plots.ink_drawing import InkDrawing
from sigverify.gui.plots.page import Attachment, pdf
from sigverify.gui.plots.report_flow import Flow
from sigverify.gui.plots.report_items import COLUMNS, item_names, item_rows
from sigverify.gui.plots.report_model import rates_in_short, write_model
from sigverify.gui.plots.report_weight import BAR_HEIGHT, SCALE_HEIGHT, draw_score_bar, draw_verbal_scale
from sigverify.gui.reviews import DecidedView
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import TITLE_PX
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
    score_figures,
    sentence_of,
)
from sigverify.ink.formats.filed import FiledRecording
from sigverify.ink.formats.inkml import format_inkml
from sigverify.sentences import said
from sigverify.shipped import VERSION
from sigverify.verification.likelihood_ratio import RANDOM_UNKNOWN, LikelihoodRatio, propositions

if TYPE_CHECKING:
    from sigverify.verification.comparison import Comparison
    from sigverify.verification.model_record import ModelRecord

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
        "All figures are those that were stored when the decision was made, or stand in its model's card; nothing was "
        "computed anew but the alignment of both inks, in which no model takes part."
    ),
)
_IN_A_ROW = 5
_RATIO_HEIGHT = 210.0
"""What is said of one ratio, with its scale, stays on one page."""


@dataclass(frozen=True, kw_only=True)
class DecisionReport:
    """What it tells of.

    theme: a light one. comparison: the ink laid along the closest reference, None where one of them is gone. record: of
    the model that decided, None where its card is not at hand.
    """

    theme: Theme
    view: DecidedView
    comparison: "Comparison | None"
    record: "ModelRecord | None"
    written_at: datetime

    def to_pdf(self) -> bytes:
        """Return the report, with the questioned ink attached as InkML where it is still there."""
        counted: list[int] = []
        attached = self._attached()
        pdf(self._title, lambda painter, turn: counted.append(self._paint(painter, turn, attached, 0)))
        return pdf(
            self._title,
            lambda painter, turn: counted.append(self._paint(painter, turn, attached, counted[0])),
            attached,
        )

    @property
    def _title(self) -> str:
        return tr("Decision {decision_id} about a signature", decision_id=self.view.row.decision_id)

    @property
    def _reference_count(self) -> int:
        """How many references the decision had; 0 where that was not kept."""
        return len(self.view.distances or self.view.references or ())

    def _attached(self) -> list[Attachment]:
        if self.view.ink is None:
            return []
        name = f"questioned-{self.view.row.recording_id}"
        content = format_inkml(FiledRecording(recording=self.view.ink, name=name))
        return [Attachment(f"{name}.inkml", content, "application/inkml+xml")]

    # --- pages ----------------------------------------------------------------------------------------------------

    def _paint(self, painter: QPainter, turn: Callable[[], object], attached: Sequence[Attachment], total: int) -> int:
        """Paint all pages, 'of so many', and return how many there are."""
        written = f"{self.written_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        foot = f"{self._title} · {self.view.row.signer_name} · sigverify {VERSION} · {written}"
        flow = Flow(painter, turn, self.theme, foot, total)
        self._head(flow)
        self._inks(flow)
        self._items(flow, attached)
        self._weight(flow)
        self._findings(flow)
        self._people(flow)
        self._curves(flow)
        row = self.view.row
        write_model(flow, self.record, row.model, row.model_sha256, self._reference_count, self.view.lines)
        flow.heading(tr("Limits"))
        for limit in LIMITS:
            flow.paragraph(tr(limit))
        flow.heading(tr("For the file"), least=185)
        flow.blanks([tr("Case reference"), tr("Examined by"), tr("Place and date"), tr("Signature")])
        flow.end()
        return flow.number

    def _head(self, flow: Flow) -> None:
        row = self.view.row
        flow.paragraph(self._title, pixels=TITLE_PX, bold=True)
        flow.facts(
            [
                (tr("Said to be of"), row.signer_name),
                (tr("Decided"), f"{row.decided_at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"),
                (tr("Operator"), self.view.decided_by or tr("nobody was signed in")),
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
        if (ratio := self.view.against_skilled) is not None:
            flow.paragraph(tr_all((tr(ratio.figure), ratio_words(ratio, row.signer_name)), " · "))

    def _inks(self, flow: Flow) -> None:
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
            flow.paragraph(
                tr(
                    "Beneath each reference: its distance to the questioned signature. Each picture fills its frame: "
                    "how large a signature is stands in the table."
                ),
                role="muted",
            )
        else:
            told = ", ".join(f"{distance:.2f}" for distance in distances) or tr(NOT_KEPT)
            flow.paragraph(
                tr(
                    "Which references were compared with: {not_kept}. Distances to them: {told}.",
                    not_kept=tr(NOT_KEPT),
                    told=told,
                )
            )

    def _items(self, flow: Flow, attached: Sequence[Attachment]) -> None:
        flow.table(COLUMNS, item_names(), item_rows(self.view))
        for attachment in attached:
            flow.paragraph(tr("The questioned ink is attached to this file as InkML, point by point:"), role="muted")
            flow.facts(
                [
                    (attachment.name, tr("SHA-256 {sha256}", sha256=hashlib.sha256(attachment.content).hexdigest())),
                ]
            )

    def _weight(self, flow: Flow) -> None:
        view, row = self.view, self.view.row
        flow.heading(tr("What the findings weigh"))
        if row.score is None or row.threshold is None or row.reject_below is None or row.outcome is None:
            flow.paragraph(tr("Score and lines of decision: {not_kept}.", not_kept=tr(NOT_KEPT)))
        else:
            scale = ScoreScale(
                outcome=row.outcome, score=row.score, threshold=row.threshold, reject_below=row.reject_below
            )
            flow.drawing(BAR_HEIGHT, lambda room: draw_score_bar(flow, scale, room))
            score, threshold, reject_below = score_figures(row.score, row.threshold, row.reject_below)
            flow.paragraph(
                tr(
                    "Score {score}, accepted from {threshold}, rejected below {reject_below} "
                    "(log10 of the likelihood ratio against a skilled forgery).",
                    score=score,
                    threshold=threshold,
                    reject_below=reject_below,
                )
            )
        self._ratio(
            flow,
            tr("Against a skilled forgery"),
            view.against_skilled,
            tr("Likelihood ratio: {not_kept}.", not_kept=tr(NOT_KEPT)),
        )
        without = tr(RANDOM_UNKNOWN) if view.random_kept else tr("Likelihood ratio: {not_kept}.", not_kept=tr(NOT_KEPT))
        self._ratio(flow, tr("Against a random forgery"), view.against_random, without)
        flow.paragraph(rates_in_short(self.record, self._reference_count))

    def _ratio(self, flow: Flow, head: str, ratio: LikelihoodRatio | None, without: str) -> None:
        flow.room(_RATIO_HEIGHT if ratio is not None else 0)
        flow.paragraph(head if ratio is None else fact(head, tr(ratio.figure)), bold=True)
        if ratio is None:
            flow.paragraph(without)
            return
        name = self.view.row.signer_name
        own, other = propositions(ratio.against, name)
        flow.facts([(tr("Proposition"), sentence_of(tr(own))), (tr("Alternative"), sentence_of(tr(other)))])
        flow.paragraph(tr(ratio.sentence(name)))
        flow.paragraph(tr("In words: {words}", words=ratio_words(ratio, name)))
        flow.drawing(SCALE_HEIGHT, lambda room: draw_verbal_scale(flow, ratio, room))

    def _findings(self, flow: Flow) -> None:
        view = self.view
        flow.heading(tr("Reason"))
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
                (
                    tr("Template"),
                    made_words(view.template_version, view.template_in_force, view.references is not None),
                ),
            ]
        )

    def _people(self, flow: Flow) -> None:
        flow.heading(tr("Notes"))
        flow.paragraph(said_words(self.view.row.label))
        for note in self.view.notes:
            told = (
                tr("Override: {outcome}", outcome=tr(OUTCOME_WORDS[note.ruling]).lower())
                if note.ruling is not None
                else tr("Note")
            )
            writer = self.view.writers.get(note.id)
            flow.paragraph(
                " · ".join(
                    part for part in (told, writer, f"{note.written_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC") if part
                ),
                role="muted",
            )
            flow.paragraph(note.text)
        if not self.view.notes:
            flow.paragraph(tr("Nobody wrote a note."), role="muted")

    def _curves(self, flow: Flow) -> None:
        if self.comparison is None:
            return
        inks, curves = InkDrawing(), CurvesDrawing()
        inks.comparison = self.comparison
        curves.take(self.comparison)
        places = [reference is self.view.closest for reference in self.view.references or ()]
        flow.heading(tr("Aligned with the closest, reference {number}", number=places.index(True) + 1), least=620)
        flow.drawing(220, lambda room: inks.paint(flow.painter, room, flow.theme))
        flow.drawing(310, lambda room: curves.paint(flow.painter, room, flow.theme))


def _reference_words(place: int, distances: Sequence[float]) -> str:
    """Return what stands under a reference's picture: its number, and its distance where that was kept."""
    words = tr("Reference {number}", number=place + 1)
    return fact(words, f"{distances[place]:.2f}") if place < len(distances) else words
