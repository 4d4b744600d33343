"""What the store hands out: frozen rows, pure data, no tie to the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from sigverify.ink.recording import Recording
from sigverify.verification.attempts import Tried

Role = Literal["reference", "questioned", "collected"]
"""What a recording is for: enrolment, verification, or training only."""

Label = Literal["genuine", "forgery", "unknown"]
"""What is known of who wrote a recording; 'genuine' and 'forgery' are a person's word."""


Ruling = Literal["accept", "reject"]
"""What a person decides in a decision's place."""


FIRST_PROFILE = "signature"
"""What a signer's first profile is called until somebody names it; it is stored in English."""


Permission = Literal["enrol", "decide", "override", "export", "train", "erase", "administer"]
"""What an operator may do, or not; see `operators`."""

OperatorRole = Literal["clerk", "examiner", "trainer", "custodian", "administrator"]
"""What an operator is at the desk; see `operators` for what each may do."""


LONGEST_PURPOSE = 500
"""Characters of what a signer's signatures are kept for."""


@dataclass(frozen=True, kw_only=True)
class Operator:
    """Somebody who signs in. id: random UUID, by which the audit chain names them; name: to sign in by."""

    id: str
    name: str
    roles: tuple[OperatorRole, ...]
    added_at: datetime


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One way in which a signer signs, with references and templates of its own.

    reference_count: recordings with the role 'reference'; oldest_reference: when the oldest of them was stored, None
    without any. last_used: when the last recording was stored, None before the first. All times are aware, UTC.
    """

    id: int
    signer_id: str
    name: str
    created_at: datetime
    reference_count: int
    oldest_reference: datetime | None
    last_used: datetime | None


@dataclass(frozen=True, kw_only=True)
class Signer:
    """A person whose signatures are verified, or a sample, who is nobody.

    id: random UUID. created_at: aware, UTC. profiles: in the order they were added; at least one.
    purpose: what the signatures are kept for, '' where nobody said; keep_until: the day from which they are due to be
        erased, None where nobody said.
    """

    id: str
    name: str
    created_at: datetime
    profiles: tuple[Profile, ...]
    purpose: str = ""
    keep_until: date | None = None
    sample: bool = False

    @property
    def reference_count(self) -> int:
        """How many references there are of all profiles."""
        return sum(profile.reference_count for profile in self.profiles)

    @property
    def last_used(self) -> datetime | None:
        """When the last recording was stored, None before the first."""
        return max((profile.last_used for profile in self.profiles if profile.last_used is not None), default=None)

    @property
    def first_enrolled(self) -> Profile:
        """The profile that is meant where none is named: the first that has references, else the first."""
        return next((profile for profile in self.profiles if profile.reference_count), self.profiles[0])


@dataclass(frozen=True, kw_only=True)
class Forger:
    """Who imitated a signature for the corpus, and how well prepared.

    name: '' for somebody who is not to be named. skill: a person's note, '' for none. replays, practised: how often
    the target was replayed and how many attempts were thrown away before this one.
    """

    name: str = ""
    skill: str = ""
    replays: int = 0
    practised: int = 0


@dataclass(frozen=True, kw_only=True)
class StoredRecording:
    """A signature, what it is for and what is known of it; `session` is free text, '' for none.

    forger: of an imitation that was collected, None where nothing is known of one. reference_until: when others took
    its place as a reference, None for what was none or is one still.
    """

    id: int
    signer_id: str
    profile_id: int
    role: Role
    label: Label
    session: str
    taken_at: datetime
    recording: Recording
    forger: Forger | None = None
    reference_until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class RecordingFacts:
    """What is known of a recording without opening its ink; see `StoredRecording`."""

    id: int
    signer_id: str
    profile_id: int
    role: Role
    label: Label
    session: str
    taken_at: datetime


@dataclass(frozen=True, kw_only=True)
class StoredCopy:
    """A recording whose trace is the same to the sample as that of one that was asked about."""

    id: int
    signer_id: str
    role: Role
    taken_at: datetime


@dataclass(frozen=True, kw_only=True)
class UnfinishedCapture:
    """A signature that was begun and neither finished nor abandoned.

    signer_id: None where it was not known yet whose it is; profile_id: None too where it was not known of which.
    purpose: the word it was begun with.
    parts: its strokes, each as it was handed in at pen-up; may be empty. undone: those that were taken back.
    fault: of the first stroke that does not open, and stands not among them; '' where all do.
    """

    id: int
    signer_id: str | None
    profile_id: int | None
    purpose: str
    started_at: datetime
    parts: tuple[Recording, ...]
    undone: tuple[Recording, ...] = ()
    fault: str = ""

    @property
    def last_seen(self) -> tuple[Recording, ...]:
        """The strokes that stood on the paper last; where all were taken back, those."""
        return self.parts or self.undone


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


@dataclass(frozen=True, kw_only=True)
class StoredSketch:
    """What finds a template among many.

    number: of the template, by which many are read in parts. sample: whether its signer is one. sketch: None where it
    does not open.
    """

    number: int
    signer_id: str
    profile_id: int
    version: int
    sample: bool
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


@dataclass(frozen=True, kw_only=True)
class StoredModel:
    """A model that the store knows; its files lie at `path`."""

    id: int
    name: str
    path: Path
    sha256: str
    parent_sha256: str | None
    card: Mapping[str, object]
    added_at: datetime


@dataclass(frozen=True, kw_only=True)
class ModelUse:
    """From when on a model was in use; aware, UTC."""

    model_id: int
    since: datetime


@dataclass(frozen=True, kw_only=True)
class AuditEvent:
    """Something that the audit chain is told; see `events` for the kinds and for what must never be told.

    signer_id: whom it is about, None where it is about nobody in particular. facts: anything that JSON holds.
    """

    kind: str
    signer_id: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """An event in the chain.

    sequence: from 1, without holes. at: ISO 8601, UTC. previous, hash: hexadecimal, of the entry before and of this.
    """

    sequence: int
    at: str
    event: AuditEvent
    previous: str
    hash: str

    def to_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "sequence": self.sequence,
            "at": self.at,
            "kind": self.event.kind,
            "signer_id": self.event.signer_id,
            "facts": dict(self.event.facts),
            "previous": self.previous,
            "hash": self.hash,
        }


@dataclass(frozen=True, kw_only=True)
class AuditHead:
    """The last entry of a chain at some time: whoever holds it can tell whether anything up to it was changed."""

    sequence: int
    at: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class AuditReport:
    """What a check of the chain found.

    faults: what does not check out, one sentence each, in order; remarks: what a reader should know, such as a clock
    that was set back. head: the last entry there is.
    """

    entries: int
    head: AuditHead | None
    faults: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether every entry checks out."""
        return not self.faults


@dataclass(frozen=True, kw_only=True)
class StoreCheck:
    """What a look at everything in a store found.

    rows: how many each table holds; head: the last entry of its audit chain; faults: what does not check out, one
    sentence each.
    """

    rows: Mapping[str, int]
    head: AuditHead | None
    faults: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WaysIn:
    """By what a store can be opened.

    opened_by: 'passphrase', 'keyring', 'file', 'recovery' or 'operator', of the store that was asked.
    machines: how many keyrings and key files open it with nothing typed; operators: how many sign in.
    """

    opened_by: str
    passphrase: bool
    recovery: bool
    machines: int
    operators: int


@dataclass(frozen=True, kw_only=True)
class StoreInfo:
    """What a store is.

    server: which one holds it, by its version, None of a file; warning: why the way to that is not safe, '' where it
    is; size: in bytes; key: where its key is kept, in a sentence.
    """

    name: str
    schema: str
    made_at: datetime
    key: str
    server: str | None
    warning: str
    size: int
    rows: Mapping[str, int]
    head: AuditHead | None


@dataclass(frozen=True, kw_only=True)
class FoundStore:
    """What is in a place where somebody wants to keep signers.

    url: of the place, without a password; name: for messages. is_new: whether there is no store yet; is_older: whether
    it is brought up to date when it is opened. signers: how many it holds. ways_in: by what it opens, as `WaysIn` has
    it, each once. warning: why the way there is not safe, '' where it is.
    """

    url: str
    name: str
    is_new: bool = False
    is_older: bool = False
    signers: int = 0
    ways_in: Sequence[str] = ()
    warning: str = ""


@dataclass(frozen=True, kw_only=True)
class StoreNews:
    """Whether others changed the signers with their references, or put another model to use."""

    signers: bool
    model: bool


@dataclass(frozen=True, kw_only=True)
class SignerChanges:
    """Which signers were changed, erased ones among them.

    head: number of the last entry of the audit chain up to which that is so. signer_ids: None where everything may be
    another: a backup was restored.
    """

    head: int
    signer_ids: frozenset[str] | None


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What came of a restoring.

    check: of what was restored; erased: how many signers in it had been erased since the backup, and were erased again;
    put_aside: where the store that was there before lies, None where there was none.
    """

    check: StoreCheck
    erased: int
    put_aside: Path | None
