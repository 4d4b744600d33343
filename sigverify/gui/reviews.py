"""What Review asks of the rooms below, and what it is answered: decisions as they were stored, nothing made anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from sigverify.ink.recording import Recording
from sigverify.storage.rows import Label, Ruling, StoredNote
from sigverify.verification.attempts import Attempt
from sigverify.verification.decision import Outcome
from sigverify.verification.likelihood_ratio import LikelihoodRatio
from sigverify.verification.lines import LinesUsed

if TYPE_CHECKING:
    from sigverify.verification.comparison import Comparison
    from sigverify.verification.model_record import ModelRecord

PAGE = 500
"""Decisions that are asked for at once: the desk does what else is due in between."""


@dataclass(frozen=True, kw_only=True)
class DecisionView:
    """One row of the table; None stands for what was not kept.

    recording_id: of the questioned signature, None once it was discarded; label: what a person said it was.
    ratio: log10 as it may be stated, capped; score, threshold and reject_below: in the same units, not capped.
    ruling: what a person decided in its place. words: what free text is searched in beside names, reason and notes.
    """

    decision_id: int
    signer_id: str
    signer_name: str
    recording_id: int | None
    decided_at: datetime
    outcome: Outcome | None
    ratio: float | None
    score: float | None
    threshold: float | None
    reject_below: float | None
    model: str | None
    model_sha256: str | None
    label: Label | None
    ruling: Ruling | None
    note_count: int
    words: str


@dataclass(frozen=True, kw_only=True)
class ComparedReference:
    """A reference that the decision was made against; its ink is None once it was removed."""

    recording_id: int
    recording: Recording | None


@dataclass(frozen=True, kw_only=True)
class DecidedView:
    """One decision with all that was stored of it; None stands for what was not kept.

    ink: None once it was discarded. references: in the order of the distances; None where nobody noted which they were.
    template_in_force: whether that very template is still the signer's own. random_kept: whether it was noted what is
    known of random forgeries, be it nothing. attempt, strokes_undone: of a signature written at the pad.
    decided_by: who was signed in, by name; '' where nobody was. writers: the same of each note, by the note's id.
    """

    row: DecisionView
    against_skilled: LikelihoodRatio | None
    against_random: LikelihoodRatio | None
    random_kept: bool
    distance: float | None
    decision_distance: float | None
    distances: tuple[float, ...] | None
    departures: tuple[tuple[str, float], ...] | None
    reason: str | None
    lines: LinesUsed | None
    capture_note: str | None
    template_version: int
    template_in_force: bool
    ink: Recording | None
    references: tuple[ComparedReference, ...] | None
    notes: tuple[StoredNote, ...]
    attempt: Attempt | None = None
    strokes_undone: int = 0
    decided_by: str = ""
    writers: Mapping[int, str] = field(default_factory=dict)

    @property
    def closest(self) -> ComparedReference | None:
        """The closest reference whose ink is still there, None without any."""
        distances = self.distances or ()
        there = [
            (distances[place] if place < len(distances) else float("inf"), place, reference)
            for place, reference in enumerate(self.references or ())
            if reference.recording is not None
        ]
        return min(there, key=lambda one: one[:2])[2] if there else None


class ReviewServices(Protocol):
    """Part of `services.Services`; all of it runs on the desk's thread."""

    def decisions(self, before: int | None, most: int) -> Sequence[DecisionView]:
        """Return decisions without ink, the newest first; before: only those of smaller ids, None for the newest."""

    def decision_inks(self, recording_ids: Sequence[int]) -> Mapping[int, Recording]:
        """Return the ink of these signatures, as far as it is there."""

    def decided(self, decision_id: int) -> DecidedView:
        """Return a decision as it was stored."""

    def add_note(self, decision_id: int, text: str, ruling: Ruling | None) -> DecidedView:
        """Append a note, or what a person decides instead and why, and return the decision with it."""

    def align(self, questioned: Recording, reference: Recording) -> "Comparison":
        """Lay one signature along another; no model takes part."""

    def model_record(self, sha256: str) -> "ModelRecord | None":
        """Return which model has a card of this SHA-256 and how often it errs; None where the card is not at hand."""

    def note_export(self, what: str, count: int, signer_id: str | None) -> None:
        """Tell the audit chain that so many of something left the store."""
