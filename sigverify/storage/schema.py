"""The tables, as mapped classes whose columns carry types; rows are read as tuples, never as objects.

What is sealed (see `cipher`): names, purposes, ink, sessions, forgers, journal strokes, templates, sketches, decisions,
notes, attempts, settings, what the audit chain tells. In clear: random ids, times, roles, labels, versions and kinds of
entries, by which rows are found, digests that nobody can make without the key, and models with what is known of them.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column
from sqlalchemy.types import LargeBinary, TypeDecorator

from sigverify.errors import StoreDamagedError
from sigverify.sentences import said
from sigverify.storage.rows import Label, Role

Number = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts by itself in SQLite
_NEVER_AGAIN = {"sqlite_autoincrement": True}  # ids are not given twice: a row's place binds its sealed values


class UtcTime(TypeDecorator[datetime]):
    """An aware datetime, kept as ISO 8601 text in UTC with microseconds: sorts as it reads, on every database."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Return the text that is stored."""
        del dialect
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], datetime | None]:
        """Return what reads a time: straight, for a list of all signers has hundreds of thousands of them."""
        del dialect, coltype
        return _time_of


def _time_of(value: str | None) -> datetime | None:
    """Return the time that was stored; raises StoreDamagedError where the text is none."""
    try:
        return None if value is None else datetime.fromisoformat(value)
    except ValueError as error:
        raise StoreDamagedError(
            said("The store holds {value!r} where a time was expected. Restore the store from a copy.", value=value)
        ) from error


class Base(DeclarativeBase):
    """All tables of the store."""


class StoreKeyRow(Base):
    """That the store has a key; one row.

    generation: how often the key was replaced, from 1; 0 in a store of a program that sealed all under one key.
    """

    __tablename__ = "store_key"
    id: Mapped[int] = mapped_column(Integer, CheckConstraint("id = 1"), primary_key=True, autoincrement=False)
    store_id: Mapped[str] = mapped_column(String(36))
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    generation: Mapped[int] = mapped_column(Integer, server_default="0")


class KeyWrapRow(Base):
    """The store's key, wrapped for one way in; see `unlocking`.

    public_sealed: what wraps the key anew, sealed under it; None as an older program wrapped it, until it is opened.
    """

    __tablename__ = "key_wraps"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    source: Mapped[str] = mapped_column(String(16))
    parameters: Mapped[str] = mapped_column(Text)
    public_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class DataKeyRow(Base):
    """The key under which all is sealed that is held of a signer, sealed under the store's key; see `store_keys`.

    owner: the signer's id, or what stands in its place. No reference to a signer: the store has a key of its own too.
    """

    __tablename__ = "data_keys"
    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    key_sealed: Mapped[bytes] = mapped_column(LargeBinary)


class OperatorRow(Base):
    """Somebody who signs in; see `operators`. A store without any lets its one person do everything."""

    __tablename__ = "operators"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    operator_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    added_at: Mapped[datetime] = mapped_column(UtcTime)


class SignerRow(Base):
    """A person whose signatures are verified; a `sample` is nobody, and there to look at."""

    __tablename__ = "signers"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    # What the signatures are kept for and until when; None where nobody said.
    retention_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    sample: Mapped[bool] = mapped_column(Boolean)


class ProfileRow(Base):
    """One way in which a signer signs, such as the full name or initials; every signer has at least one.

    Ink, templates and decisions belong to one. name_sealed: None of a first profile that nobody named.
    """

    __tablename__ = "profiles"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    signer_id: Mapped[str] = mapped_column(ForeignKey("signers.id", ondelete="CASCADE"), index=True)
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    __table_args__ = (_NEVER_AGAIN,)


def _profile(*, index: bool = True) -> MappedColumn[int]:
    """Return a column that is never null, though the database would allow it: see the migration of profiles."""
    return mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), index=index, nullable=True)


WAITS = text("role = 'questioned' AND label = 'unknown'")
"""Of a recording, that a person has yet to say what it is: spelled as its index is, else none would be looked at."""
NAMES_FORGER = text("forger_sealed IS NOT NULL")
FALSE_REFERENCE = text("role = 'reference' AND label = 'forgery'")
"""Few recordings fit either; spelled out, for SQLite takes an index that is narrowed to them by these words alone."""


class RecordingRow(Base):
    """One signature."""

    __tablename__ = "recordings"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    signer_id: Mapped[str] = mapped_column(ForeignKey("signers.id", ondelete="CASCADE"))
    profile_id: Mapped[int] = _profile(index=False)
    role: Mapped[Role] = mapped_column(String(16), CheckConstraint("role IN ('reference', 'questioned', 'collected')"))
    label: Mapped[Label] = mapped_column(String(16), CheckConstraint("label IN ('genuine', 'forgery', 'unknown')"))
    taken_at: Mapped[datetime] = mapped_column(UtcTime)
    session_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    ink_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    # What is known of who imitated the signature; None for most.
    forger_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    # None for recordings of a program that kept no digests, until `recordings.fill_digests`.
    trace_digest: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    # Until when it was a reference, before others took its place; None for all others.
    reference_until: Mapped[datetime | None] = mapped_column(UtcTime)
    __table_args__ = (
        # These answer what was collected, and the list of signers, alone: the rows are long with ink.
        Index("ix_recordings_of_signer", "signer_id", "role", "label", "taken_at"),
        Index("ix_recordings_of_profile", "profile_id", "role", "taken_at"),
        Index("ix_recordings_waiting", "id", sqlite_where=WAITS, postgresql_where=WAITS),
        Index("ix_recordings_of_forgers", "id", sqlite_where=NAMES_FORGER, postgresql_where=NAMES_FORGER),
        Index("ix_recordings_false", "id", sqlite_where=FALSE_REFERENCE, postgresql_where=FALSE_REFERENCE),
        _NEVER_AGAIN,
    )


class CaptureRow(Base):
    """A signature being written: its strokes wait in the journal."""

    __tablename__ = "captures"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    signer_id: Mapped[str | None] = mapped_column(ForeignKey("signers.id", ondelete="CASCADE"), index=True)
    profile_id: Mapped[int | None] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(40))
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    __table_args__ = (_NEVER_AGAIN,)


class StrokeRow(Base):
    """One stroke of a capture, stored when the pen was lifted; `undone`: it was taken back before the end."""

    __tablename__ = "strokes"
    capture_id: Mapped[int] = mapped_column(ForeignKey("captures.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    part_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    undone: Mapped[bool] = mapped_column(Boolean, server_default=false())


class TemplateRow(Base):
    """What a model made of a profile's references; a revoked or replaced one keeps its version, not its payload.

    version: counted over all profiles of a signer, so that signer, model and version name one template.
    """

    __tablename__ = "templates"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    signer_id: Mapped[str] = mapped_column(ForeignKey("signers.id", ondelete="CASCADE"))
    profile_id: Mapped[int] = _profile()
    model_sha256: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(Integer)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    payload_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    __table_args__ = (
        UniqueConstraint("signer_id", "model_sha256", "version", name="uq_templates_version"),
        _NEVER_AGAIN,
    )


class SketchRow(Base):
    """What finds a template in force among many; see `verification.sketch`.

    A table of its own that says whose it is: whoever reads all of them need not wade through the templates' pages.
    """

    __tablename__ = "sketches"
    template_id: Mapped[int] = mapped_column(
        ForeignKey("templates.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    signer_id: Mapped[str] = mapped_column(ForeignKey("signers.id", ondelete="CASCADE"), index=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    model_sha256: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(Integer)
    sketch_sealed: Mapped[bytes] = mapped_column(LargeBinary)


class TemplateReferenceRow(Base):
    """Which recordings a template was made from, in order."""

    __tablename__ = "template_references"
    template_id: Mapped[int] = mapped_column(ForeignKey("templates.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    recording_id: Mapped[int] = mapped_column(ForeignKey("recordings.id", ondelete="CASCADE"), index=True)


class DecisionRow(Base):
    """What was decided about a questioned signature; it outlives the ink that it was about."""

    __tablename__ = "decisions"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    signer_id: Mapped[str] = mapped_column(ForeignKey("signers.id", ondelete="CASCADE"))
    profile_id: Mapped[int] = _profile()
    recording_id: Mapped[int | None] = mapped_column(ForeignKey("recordings.id", ondelete="SET NULL"), index=True)
    template_version: Mapped[int] = mapped_column(Integer)
    decided_at: Mapped[datetime] = mapped_column(UtcTime)
    decision_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    __table_args__ = (Index("ix_decisions_of_signer", "signer_id", "decided_at"), _NEVER_AGAIN)


class NoteRow(Base):
    """What a person wrote about a decision; appended, never changed, gone with the decision's signer."""

    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"), index=True)
    written_at: Mapped[datetime] = mapped_column(UtcTime)
    note_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    __table_args__ = (_NEVER_AGAIN,)


class AttemptRow(Base):
    """A signature that was said to be a signer's at the pad, or that somebody let the signer try again.

    decision_id: None where nothing was decided (a copy, a lift). told_sealed: what came of it, see `attempts`.
    """

    __tablename__ = "attempts"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    signer_id: Mapped[str] = mapped_column(ForeignKey("signers.id", ondelete="CASCADE"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    told_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    __table_args__ = (Index("ix_attempts_of_signer", "signer_id", "made_at"), _NEVER_AGAIN)


class ModelRow(Base):
    """A model that this store knows. Nothing personal: not sealed."""

    __tablename__ = "models"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    path: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    parent_sha256: Mapped[str | None] = mapped_column(String(64))
    card: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(UtcTime)
    __table_args__ = (_NEVER_AGAIN,)


class ModelFileRow(Base):
    """A file of a model, for desks that have it not yet; checked against the model's SHA-256 when it is written."""

    __tablename__ = "model_files"
    model_id: Mapped[int] = mapped_column(ForeignKey("models.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ModelUseRow(Base):
    """When which model was put to use; the last row is the model in use."""

    __tablename__ = "model_uses"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("models.id"))
    since: Mapped[datetime] = mapped_column(UtcTime)
    __table_args__ = (_NEVER_AGAIN,)


class SettingRow(Base):
    """A setting of this store, by name."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    value_sealed: Mapped[bytes] = mapped_column(LargeBinary)


class AuditRow(Base):
    """An entry of the audit chain, see `chain`; never changed, never deleted.

    at: ISO 8601 in UTC as it went into the hash. No reference to a signer: entries outlive them.
    """

    __tablename__ = "audit"
    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(32))
    told_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
