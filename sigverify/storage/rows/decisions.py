"""Rows of templates, decisions, and what came after them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from sigverify.storage.rows.signatures import Label
from sigverify.verification.attempts import Tried

Ruling = Literal["accept", "reject"]
"""What a person decides in a decision's place."""


@dataclass(frozen=True, kw_only=True)
class StoredTemplate:
    """What a model made of a profile's references; `version` counts from 1 for each signer and model."""

    signer_id: str
    profile_id: int
    model_sha256: str
    version: int
    payload: bytes
    reference_ids: tuple[int, ...]
    made_at: datetime


class StoredSketch(NamedTuple):
    """What finds a template among many; a tuple, for a hundred thousand are read at once.

    number: of the template, by which many are read in parts. sketch: None where it does not open.
    """

    number: int
    signer_id: str
    profile_id: int
    version: int
    sketch: bytes | None


@dataclass(frozen=True, kw_only=True)
class StoredDecision:
    """What was decided; `recording_id` is None once that recording was discarded.

    operator_id: who was signed in, None where nobody was.
    """

    id: int
    signer_id: str
    profile_id: int
    recording_id: int | None
    template_version: int
    decided_at: datetime
    decision: Mapping[str, object]
    operator_id: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return plain values: the decision's own, and where it belongs."""
        return {
            "decision_id": self.id,
            "decided_at": self.decided_at.isoformat(),
            "signer_id": self.signer_id,
            "profile_id": self.profile_id,
            "recording_id": self.recording_id,
            "template_version": self.template_version,
            "operator_id": self.operator_id,
            **self.decision,
        }


@dataclass(frozen=True, kw_only=True)
class StoredNote:
    """What a person wrote about a decision; where it is a `ruling`, the text is its reason.

    operator_id: who was signed in, None where nobody was.
    """

    id: int
    decision_id: int
    written_at: datetime
    text: str
    ruling: Ruling | None
    operator_id: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "note_id": self.id,
            "written_at": self.written_at.isoformat(),
            "text": self.text,
            "ruling": self.ruling,
            "operator_id": self.operator_id,
        }


@dataclass(frozen=True, kw_only=True)
class ReviewedDecision:
    """A decision and what people said of it, without ink.

    label: of the questioned signature, None once that was discarded. notes: in the order they were written.
    """

    stored: StoredDecision
    label: Label | None
    notes: tuple[StoredNote, ...]

    @property
    def ruling(self) -> Ruling | None:
        """What a person decided last in its place, None where nobody did."""
        return next((note.ruling for note in reversed(self.notes) if note.ruling is not None), None)

    def to_json(self) -> dict[str, object]:
        """Return plain values: the decision's own, and what was said of it."""
        return {
            **self.stored.to_json(),
            "label": self.label,
            "ruling": self.ruling,
            "notes": [note.to_json() for note in self.notes],
        }


@dataclass(frozen=True, kw_only=True)
class StoredAttempt:
    """What came of a try at the pad; decision_id: None where nothing was decided. reason: of a lift, else ''."""

    id: int
    signer_id: str
    decision_id: int | None
    made_at: datetime
    tried: Tried
    reason: str

    def to_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "attempt_id": self.id,
            "made_at": self.made_at.isoformat(),
            "tried": self.tried,
            "decision_id": self.decision_id,
            "reason": self.reason,
        }
