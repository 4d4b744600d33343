"""`Store`: the whole of the database behind one object; what it hands out is plain data."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from sigverify.errors import StoreDamagedError, StoreError, StoreKeyError
from sigverify.ink.recording import Recording
from sigverify.storage import (
    chain,
    decisions,
    events,
    journal,
    migrating,
    models,
    recordings,
    settings,
    signers,
    templates,
    unlocking,
)
from sigverify.storage.cipher import Cipher
from sigverify.storage.database import WRITES, Address, address_of, make_room, open_engine, truncate_log
from sigverify.storage.faults import translated
from sigverify.storage.folders import data_folder as data_folder
from sigverify.storage.folders import default_url as default_url
from sigverify.storage.keys import KeySource
from sigverify.storage.rows import (
    AuditEntry,
    AuditEvent,
    AuditHead,
    AuditReport,
    Label,
    Role,
    Signer,
    StoredCopy,
    StoredDecision,
    StoredModel,
    StoredRecording,
    StoredTemplate,
    UnfinishedCapture,
)
from sigverify.storage.transaction import Transaction

PATIENCE_S = 5.0
"""How long a store waits for another writer before it gives up."""


class Store:
    """Everything kept about signers, sealed value by value.

    Open it with `Store.open` and use it in a `with` block, in one thread: each thread opens its own. Each method
    is one transaction, on the disk when the method returns, unless it is called inside `together`. What it changes is
    told to the audit chain (see `chain`) in the same transaction. Any of them raises

    - StoreError where an id is unknown, another program keeps the store busy, the store is closed, or it is used
      from another thread than the one that opened it;
    - StoreDamagedError where what is read does not check out;
    - ResourceFault where the disk is full, read-only or failing;
    - UsageError where an argument makes no sense.
    """

    def __init__(self, address: Address, engine: Engine, key: bytes, source: KeySource) -> None:
        self._address = address
        self._engine = engine
        self._key = key
        self._cipher = Cipher(key)
        self._source = source
        self._thread = threading.get_ident()
        self._closed = False
        self._log_holds_erased = False
        self._work: Transaction | None = None

    @classmethod
    def open(
        cls,
        url: str | None = None,
        *,
        passphrase: str | None = None,
        patience_s: float = PATIENCE_S,
        make: bool = True,
    ) -> Self:
        """Open a store, making it or bringing its schema up to date where needed.

        url: of a SQLite file or of a database server; None is the store in the data folder.
        passphrase: of the store, or for a new one; None takes SIGVERIFY_PASSPHRASE. A store that was made
            without a passphrase needs none and ignores it.
        patience_s: how long to wait for another writer, here and in every method.
        make: whether a store that is not there is made; otherwise StoreError is raised, and nothing is left behind.
        Raises StoreVersionError for a store of a newer program, StoreKeyError where its key is wrong or missing,
        StoreDamagedError where it is no store or a damaged one, ResourceFault where the folder or the disk refuses.
        """
        address = address_of(default_url() if url is None else url)
        if not make and address.path is not None and not address.path.is_file():
            raise StoreError(f"There is no store '{address.name}'. Name another one, or enrol a signer to make it.")
        make_room(address)
        with translated(address.name):
            migrating.migrate(address, patience_s)
            engine = open_engine(address, patience_s)
            try:
                with engine.connect() as connection, connection.begin():
                    keyed = unlocking.has_key(connection)
                if not keyed:
                    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
                        unlocking.make_key(connection, address, passphrase)
                with engine.connect() as connection, connection.begin():
                    key, source = unlocking.unlock(connection, address, passphrase)
                    begun = chain.head(Transaction(connection, Cipher(key))) is not None
                if not begun:  # new, or of a program that kept no chain
                    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
                        work = Transaction(connection, Cipher(key))
                        chain.begin(work)
                        chain.write(work)
            except BaseException:
                engine.dispose()
                raise
        return cls(address, engine, key, source)

    @property
    def url(self) -> str:
        """Return the URL by which another thread or process opens this store, password included."""
        return self._address.url.render_as_string(hide_password=False)

    @property
    def key_description(self) -> str:
        """Return where the store's key is kept, as a plain sentence."""
        return self._source.description

    def change_passphrase(self, passphrase: str) -> None:
        """Protect the store by another passphrase from now on, whatever held its key before."""
        if not passphrase:
            raise StoreKeyError("The new passphrase is empty. Type one.")
        with self._writing() as work:
            source = unlocking.rewrap(work.connection, self._key, passphrase)
            work.tell(events.passphrase_changed())
        self._source = source
        self._clear_log()

    def close(self) -> None:
        """Close the store; closing twice is fine."""
        if self._closed:
            return
        self._check_thread()
        self._closed = True
        try:
            if self._log_holds_erased:
                self._clear_log()
        finally:
            self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all methods called inside: all that they change is kept, or nothing."""
        if self._work is not None:
            yield
            return
        with self._writing() as work:
            self._work = work
            try:
                yield
            finally:
                self._work = None
        if self._log_holds_erased:
            self._clear_log()

    # Signers

    def add_signer(self, name: str) -> Signer:
        """Store a new signer; two may bear the same name, their ids differ."""
        with self._writing() as work:
            signer = signers.add(work, name)
            work.tell(events.signer_added(signer.id))
            return signer

    def signers(self) -> list[Signer]:
        """Return all signers by name, with how many references each has."""
        with self._reading() as work:
            return signers.find(work)

    def signer(self, signer_id: str) -> Signer:
        """Return one signer."""
        with self._reading() as work:
            return signers.find(work, signer_id)[0]

    def rename_signer(self, signer_id: str, name: str) -> None:
        """Give a signer another name."""
        with self._writing() as work:
            signers.rename(work, signer_id, name)
            work.tell(events.signer_renamed(signer_id))

    def erase_signer(self, signer_id: str) -> None:
        """Erase all that is held of a signer: name, recordings, open captures, templates and decisions.

        The audit chain keeps what it told under the signer's random id, and that it was erased; see `events`.
        What is deleted is overwritten in the file and cleared from the log, and copies that migrations put
        aside are deleted. Copies made by others, and blocks that a disk keeps of its own, are out of reach;
        what remains there is sealed.
        """
        with self._writing() as work:
            signers.erase(work, signer_id)
            work.tell(events.signer_erased(signer_id))
        migrating.drop_copies(self._address)
        self._clear_log()

    # Recordings

    def add_recording(
        self, signer_id: str, recording: Recording, *, role: Role, label: Label = "unknown", session: str = ""
    ) -> int:
        """Store a signature of a signer and return its id."""
        with self._writing() as work:
            recording_id = recordings.add(work, signer_id, recording, role=role, label=label, session=session)
            work.tell(events.recording_added(signer_id, recording_id, role, label))
            return recording_id

    def recordings(
        self, signer_id: str | None = None, *, role: Role | None = None, label: Label | None = None
    ) -> list[StoredRecording]:
        """Return the recordings that fit, in the order they were stored."""
        with self._reading() as work:
            return recordings.find(work, signer_id=signer_id, role=role, label=label)

    def recording(self, recording_id: int) -> StoredRecording:
        """Return one recording."""
        with self._reading() as work:
            return recordings.find(work, recording_id=recording_id)[0]

    def copies_of(self, recording: Recording) -> list[StoredCopy]:
        """Return which stored signatures, of anybody, are copies of this one to the sample, oldest first.

        Takes a moment once, after a program that kept no digests: every signature is looked at then.
        """
        with self._writing() as work:
            return recordings.copies(work, recording)

    def set_label(self, recording_id: int, label: Label, role: Role | None = None) -> None:
        """Change a recording's label, and its role where one is given.

        Templates made from it are revoked where it is a forgery or no reference any more.
        """
        with self._writing() as work:
            owner, found_role = recordings.set_label(work, recording_id, label, role)
            if found_role != "reference" or label == "forgery":
                templates.drop_made_from(work, recording_id)
            decided = decisions.about(work, recording_id)
            outcome = events.outcome_of(decided[-1].decision) if decided else None
            work.tell(events.labelled(owner, recording_id, found_role, label, outcome))

    def discard_recording(self, recording_id: int) -> None:
        """Erase a recording as `erase_signer` erases, and revoke the templates made from it.

        Decisions about it stay, without it; they go with their signer.
        """
        with self._writing() as work:
            templates.drop_made_from(work, recording_id)
            owner, role = recordings.discard(work, recording_id)
            work.tell(events.recording_discarded(owner, recording_id, role))
        migrating.drop_copies(self._address)
        self._clear_log()

    # Journal

    def begin_capture(self, signer_id: str | None, purpose: str) -> int:
        """Open a capture before the pen touches the surface and return its id.

        signer_id: None where it is not known yet who signs. purpose: one word, kept in clear, such as 'enrol'.
        """
        with self._writing() as work:
            return journal.begin(work, signer_id, purpose)

    def append_stroke(self, capture_id: int, part: Recording) -> None:
        """Store a stroke of a capture; it is on the disk when this returns."""
        with self._writing() as work:
            journal.append(work, capture_id, part)

    def finish_capture(
        self,
        capture_id: int,
        recording: Recording,
        role: Role,
        label: Label = "unknown",
        session: str = "",
        *,
        signer_id: str | None = None,
    ) -> int:
        """Store a finished capture as a recording, take its strokes from the journal, and return the recording's id.

        signer_id: whose it is, for a capture that was begun without a signer.
        """
        with self._writing() as work:
            owner, recording_id = journal.finish(
                work, capture_id, recording, role=role, label=label, session=session, signer_id=signer_id
            )
            work.tell(events.recording_added(owner, recording_id, role, label))
            return recording_id

    def abandon_capture(self, capture_id: int) -> None:
        """Erase a capture and its strokes."""
        with self._writing() as work:
            journal.abandon(work, capture_id)
        self._clear_log()

    def unfinished_captures(self) -> list[UnfinishedCapture]:
        """Return the captures that were begun and neither finished nor abandoned, oldest first.

        That includes one which another window is writing at this moment.
        """
        with self._reading() as work:
            return journal.unfinished(work)

    # Templates

    def save_template(self, signer_id: str, model_sha256: str, reference_ids: Sequence[int], payload: bytes) -> int:
        """Store a template in the place of the one before for this signer and model; returns its version, from 1."""
        with self._writing() as work:
            version = templates.save(work, signer_id, model_sha256, reference_ids, payload)
            work.tell(events.template_made(signer_id, model_sha256, version, reference_ids))
            return version

    def template(self, signer_id: str, model_sha256: str) -> StoredTemplate | None:
        """Return the template in force, None where there is none or it was revoked."""
        with self._reading() as work:
            return templates.find(work, signer_id, model_sha256)

    def templates(self, signer_id: str) -> list[StoredTemplate]:
        """Return the templates of a signer that are in force, of every model."""
        with self._reading() as work:
            return templates.in_force(work, signer_id)

    def template_versions(self, model_sha256: str) -> dict[str, int]:
        """Return the version of the template in force of each signer who has one, by signer."""
        with self._reading() as work:
            return templates.versions(work, model_sha256)

    def drop_templates(self, signer_id: str) -> None:
        """Revoke every template of a signer; the next one saved takes the next version."""
        with self._writing() as work:
            templates.drop(work, signer_id)
            work.tell(events.templates_revoked(signer_id))
        self._clear_log()

    # Decisions

    def add_decision(
        self, signer_id: str, recording_id: int, template_version: int, decision: Mapping[str, object]
    ) -> int:
        """Store a decision, anything that JSON holds, about a recording of a signer; returns its id."""
        with self._writing() as work:
            decision_id = decisions.add(work, signer_id, recording_id, template_version, decision)
            work.tell(events.decided(signer_id, recording_id, decision_id, template_version, decision))
            return decision_id

    def decisions(self, signer_id: str | None = None) -> list[StoredDecision]:
        """Return the decisions about a signer, or all, oldest first."""
        with self._reading() as work:
            return decisions.find(work, signer_id)

    def decisions_about(self, recording_id: int) -> list[StoredDecision]:
        """Return the decisions about a recording, oldest first."""
        with self._reading() as work:
            return decisions.about(work, recording_id)

    # Models

    def add_model(
        self, name: str, path: str | Path, sha256: str, parent_sha256: str | None, card: Mapping[str, object]
    ) -> int:
        """Note a model and return its id; one of the same SHA-256 keeps its id and takes the rest anew."""
        with self._writing() as work:
            return models.add(work, name, path, sha256, parent_sha256, card)

    def use_model(self, model_id: int, *, rolled_back: bool = False) -> None:
        """Put a model to use; rolled_back: whether a person brings back an earlier one."""
        with self._writing() as work:
            before = models.in_use(work)
            if models.use(work, model_id):
                model = models.in_use(work)
                assert model is not None, "one was put to use"
                work.tell(events.model_used(model.sha256, before.sha256 if before else None, rolled_back=rolled_back))

    def model_in_use(self) -> StoredModel | None:
        """Return the model in use, None where none was chosen yet."""
        with self._reading() as work:
            return models.in_use(work)

    def previous_model(self) -> StoredModel | None:
        """Return the model that was in use before the present one, None where there was none."""
        with self._reading() as work:
            return models.previous(work)

    def models(self) -> list[StoredModel]:
        """Return every model that was added, oldest first."""
        with self._reading() as work:
            return models.find(work)

    # Settings

    def setting(self, name: str) -> str | None:
        """Return a setting of this store, None where it was never set."""
        with self._reading() as work:
            return settings.get(work, name)

    def set_setting(self, name: str, value: str | None) -> None:
        """Keep a setting of this store; None forgets it."""
        with self._writing() as work:
            settings.put(work, name, value)

    # Audit chain

    def record(self, event: AuditEvent) -> None:
        """Tell the audit chain of what happened outside the store, made by one of the functions of `events`."""
        with self._writing() as work:
            work.tell(event)

    def audit_entries(self, signer_id: str | None = None) -> list[AuditEntry]:
        """Return the audit chain in order, or what it tells about a signer, erased or not."""
        with self._reading() as work:
            return chain.entries(work, signer_id)

    def audit_head(self) -> AuditHead:
        """Return the last entry of the audit chain: kept elsewhere, it later shows whether anything was changed."""
        with self._reading() as work:
            head = chain.head(work)
        if head is None:
            raise StoreDamagedError("The audit chain was removed from the store. Restore the store from a copy.")
        return head

    def verify_audit(self, known: AuditHead | None = None) -> AuditReport:
        """Check the audit chain; known: a head that was kept elsewhere."""
        with self._reading() as work:
            return chain.verify(work, known)

    @contextmanager
    def _reading(self, *, writes: bool = False) -> Iterator[Transaction]:
        self._check_thread()
        if self._closed:
            raise StoreError("The store is closed. Open it again.")
        if self._work is not None:
            with translated(self._address.name):
                yield self._work
            return
        with (
            translated(self._address.name),
            self._engine.connect().execution_options(**{WRITES: writes}) as connection,
            connection.begin(),
        ):
            yield Transaction(connection, self._cipher)

    @contextmanager
    def _writing(self) -> Iterator[Transaction]:
        with self._reading(writes=True) as work:
            yield work
            if self._work is None:
                chain.write(work)

    def _clear_log(self) -> None:
        """Clear what was just erased from the log; where a reader is in the way, closing tries again."""
        if self._work is not None:
            self._log_holds_erased = True  # `together` sees to it once all is written
            return
        with translated(self._address.name):
            self._log_holds_erased = not truncate_log(self._engine)

    def _check_thread(self) -> None:
        if threading.get_ident() != self._thread:
            raise StoreError(
                "This store was opened in another thread. Each thread opens a store of its own, by the same URL."
            )
