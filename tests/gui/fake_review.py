"""The review of the fake services: decisions in memory, given by the test or made by `verify`."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sigverify.errors import StoreError, UsageError
from sigverify.gui.reviews import ComparedReference, DecidedView, DecisionView
from sigverify.storage.rows import StoredNote
from sigverify.verification.attempts import Attempt
from sigverify.verification.comparison import compare
from sigverify.verification.likelihood_ratio import LikelihoodRatio
from sigverify.verification.lines import LinesUsed
from sigverify.verification.model_record import ModelRecord

START = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def decided_view(
    decision_id: int,
    signer_id: str,
    name: str,
    score: float,
    *,
    recording_id: int | None = None,
    ink=None,
    references=(),
    label: str | None = "unknown",
    model: str = "aligned-tdnn",
) -> DecidedView:
    """A decision with everything kept; references: (id, ink or None)."""
    outcome = "accept" if score >= 1.0 else "reject" if score < -0.5 else "refer"
    capped = max(-2.87, min(2.87, score))
    row = DecisionView(
        decision_id=decision_id,
        signer_id=signer_id,
        signer_name=name,
        recording_id=recording_id,
        decided_at=START + timedelta(hours=decision_id),
        outcome=outcome,
        ratio=capped,
        score=score,
        threshold=1.0,
        reject_below=-0.5,
        model=model,
        model_sha256="3f9a1c7e" * 8,
        label=label,
        ruling=None,
        note_count=0,
        words=f"the rhythm departs most {decision_id}",
    )
    return DecidedView(
        row=row,
        against_skilled=LikelihoodRatio(against="skilled", log10=capped, cap=2.87),
        against_random=LikelihoodRatio(against="random", log10=2.0, cap=3.0),
        random_kept=True,
        distance=0.41,
        decision_distance=0.55,
        distances=tuple(0.4 + 0.05 * n for n in range(len(references))),
        departures=(("shape", 0.8), ("speed", 1.4), ("pressure", 0.6), ("rhythm", 2.3), ("size", 0.4)),
        reason=f"the rhythm departs most {decision_id}",
        lines=LinesUsed(false_matches=0.01),
        capture_note="",
        template_version=2,
        template_in_force=True,
        ink=ink,
        references=tuple(ComparedReference(recording_id=one, recording=recording) for one, recording in references),
        notes=(),
        attempt=Attempt(number=2, of=3, minutes=10),
        strokes_undone=1,
    )


@dataclass
class FakeReview:
    """Decisions by their id; records: of models, by their SHA-256. `exports` is what the audit chain was told."""

    made: dict[int, DecidedView] = field(default_factory=dict)
    records: dict[str, ModelRecord] = field(default_factory=dict)
    exports: list[tuple[str, int, str | None]] = field(default_factory=list)
    inks_asked: list[int] = field(default_factory=list)

    def decisions(self, before: int | None, most: int) -> list[DecisionView]:
        self._call("decisions")
        ids = sorted((one for one in self.made if before is None or one < before), reverse=True)
        return [self.made[one].row for one in ids[:most]]

    def decision_inks(self, recording_ids):
        self._call("decision_inks")
        self.inks_asked += recording_ids
        inks = {view.row.recording_id: view.ink for view in self.made.values()}
        return {one: inks[one] for one in recording_ids if inks.get(one) is not None}

    def decided(self, decision_id: int) -> DecidedView:
        self._call("decided")
        if decision_id not in self.made:
            raise StoreError(f"There is no decision {decision_id} in this store.")
        return self.made[decision_id]

    def add_note(self, decision_id: int, text: str, ruling: str | None) -> DecidedView:
        view = self.decided(decision_id)
        self._call("add_note")
        if not text.strip():
            raise UsageError("An override needs a reason: write it.")
        number = 1 + sum(len(one.notes) for one in self.made.values())
        note = StoredNote(id=number, decision_id=decision_id, written_at=START, text=text, ruling=ruling)
        notes = (*view.notes, note)
        row = replace(
            view.row,
            note_count=len(notes),
            ruling=ruling or view.row.ruling,
            words=f"{view.row.words} {text}",
        )
        self.made[decision_id] = replace(view, notes=notes, row=row)
        return self.made[decision_id]

    def align(self, questioned, reference):
        self._call("align")
        return compare(questioned, reference)

    def model_record(self, sha256: str):
        self._call("model_record")
        return self.records.get(sha256)

    def note_export(self, what: str, count: int, signer_id: str | None) -> None:
        self._call("note_export")
        self.exports.append((what, count, signer_id))
