"""`Store`: the whole of the database behind one object; what it hands out is plain data.

It is built up in steps, each of which stands on the one before: opened (`opened`), guarded (`guarded`), with a journal
(`journalled`), holding people's signatures (`held`), and here what was made of those: templates, decisions, models.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sigverify.errors import UsageError
from sigverify.sentences import said
from sigverify.storage import (
    attempts,
    chain,
    checking,
    copying,
    decisions,
    events,
    migrating,
    models,
    notes,
    profiles,
    restoring,
    restoring_server,
    templates,
    unlocking,
)
from sigverify.storage.copying import Progress
from sigverify.storage.database import address_of, back_up, facts_of
from sigverify.storage.faults import translated
from sigverify.storage.folders import data_folder as data_folder
from sigverify.storage.folders import default_url as default_url
from sigverify.storage.held import OF_SIGNERS, HoldingStore
from sigverify.storage.opened import PATIENCE_S
from sigverify.storage.rows import (
    ModelUse,
    Restored,
    ReviewedDecision,
    Ruling,
    StoreCheck,
    StoredAttempt,
    StoredDecision,
    StoredModel,
    StoredNote,
    StoredSketch,
    StoredTemplate,
    StoreInfo,
    StoreNews,
)
from sigverify.verification.attempts import Tried

_OF_MODELS = {"promotion", "roll-back", "restore"}


class Store(HoldingStore):
    """Everything kept about signers, sealed value by value.

    Open it with `Store.open` and use it in a `with` block, in one thread: each thread opens its own. Each method
    is one transaction, on the disk when the method returns, unless it is called inside `together`. What it changes is
    told to the audit chain (see `chain`) in the same transaction. Any of them raises

    - StoreError where an id is unknown, another program keeps the store busy, the store is closed, or it is used
      from another thread than the one that opened it;
    - StoreDamagedError where what is read does not check out;
    - ResourceFault where the disk is full, read-only or failing;
    - UsageError where an argument makes no sense;
    - NotAllowedError where the store has operators, and whoever is signed in may not do this (see `operators`).
    """

    # Templates

    def save_template(
        self,
        signer_id: str,
        model_sha256: str,
        reference_ids: Sequence[int],
        payload: bytes,
        sketch: bytes | None = None,
    ) -> int:
        """Store a template of its references' profile in the place of the one before; returns its version, from 1.

        sketch: what finds it among many; None where nobody made one.
        """
        with self._writing() as work:
            version = templates.save(work, signer_id, model_sha256, reference_ids, payload, sketch)
            work.tell(events.template_made(signer_id, model_sha256, version, reference_ids))
            return version

    def template(self, signer_id: str, model_sha256: str, profile_id: int | None = None) -> StoredTemplate | None:
        """Return the template in force, None where there is none or it was revoked."""
        with self._reading() as work:
            return templates.find(work, signer_id, model_sha256, profile_id)

    def templates_of(self, model_sha256: str, profile_ids: Sequence[int]) -> list[StoredTemplate]:
        """Return the templates of these profiles for a model that are in force and can be opened."""
        with self._reading() as work:
            return templates.of_profiles(work, model_sha256, profile_ids)

    def templates(self, signer_id: str) -> list[StoredTemplate]:
        """Return the templates of a signer that are in force, of every model."""
        with self._reading() as work:
            return templates.in_force(work, signer_id)

    def template_version(self, signer_id: str, model_sha256: str, profile_id: int | None = None) -> int | None:
        """Return the version of a profile's template in force, None where there is none, without opening it."""
        with self._reading() as work:
            return templates.version(work, profiles.resolve(work, signer_id, profile_id), model_sha256)

    def keep_sketch(self, profile_id: int, model_sha256: str, version: int, sketch: bytes) -> None:
        """Keep what finds the template of this version among many, if it is still in force."""
        with self._writing() as work:
            templates.keep_sketch(work, profile_id, model_sha256, version, sketch)

    def sketches(self, model_sha256: str, after: int = 0, most: int = 1000) -> list[StoredSketch]:
        """Return what finds the templates in force of a model, by their numbers, at most so many after a number."""
        with self._reading() as work:
            return templates.sketches(work, model_sha256, after, most)

    def without_sketch(self, model_sha256: str) -> list[tuple[str, int]]:
        """Return signer and profile of all who have references, but no template that can be found among many."""
        with self._reading() as work:
            return templates.without_sketch(work, model_sha256)

    def drop_templates(self, signer_id: str) -> None:
        """Revoke every template of a signer; the next one saved takes the next version."""
        with self._writing("enrol") as work:
            templates.drop(work, signer_id)
            work.tell(events.templates_revoked(signer_id))
        self._clear_log()

    # Decisions

    def add_decision(
        self, signer_id: str, recording_id: int, template_version: int, decision: Mapping[str, object]
    ) -> int:
        """Store a decision, anything that JSON holds, about a recording of a signer; returns its id."""
        with self._writing("decide") as work:
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

    def review(self, before: int | None = None, most: int = 500) -> list[ReviewedDecision]:
        """Return decisions with what people said of them, the newest first, at most so many.

        before: only decisions of smaller ids; None begins with the newest.
        """
        with self._reading() as work:
            return decisions.review(work, before, most)

    def review_one(self, decision_id: int) -> ReviewedDecision:
        """Return a decision with what people said of it."""
        with self._reading() as work:
            return decisions.review_one(work, decision_id)

    def add_note(self, decision_id: int, text: str, ruling: Ruling | None = None) -> int:
        """Append a note to a decision, which stays as it is, and return the note's id.

        ruling: what a person decides in its place; the text is the reason then, and must be there.
        """
        with self._writing("override" if ruling is not None else None) as work:
            note_id, owner = notes.add(work, decision_id, text, ruling)
            outcome = events.outcome_of(decisions.review_one(work, decision_id).stored.decision)
            work.tell(events.noted(owner, decision_id, note_id, ruling, outcome))
            return note_id

    def notes(self, signer_id: str) -> list[StoredNote]:
        """Return the notes to all decisions about a signer, in the order they were written."""
        with self._reading() as work:
            return notes.of_signer(work, signer_id)

    # Attempts

    def add_attempt(self, signer_id: str, tried: Tried, decision_id: int | None = None) -> int:
        """Append what came of a try at the pad and return its id."""
        with self._writing("decide") as work:
            attempt_id = attempts.add(work, signer_id, tried, decision_id, "")
            if tried == "cleared":  # all others are told by what came of them
                work.tell(events.attempt_cleared(signer_id, attempt_id))
            return attempt_id

    def lift_attempts(self, signer_id: str, reason: str) -> int:
        """Let a signer try anew, for a reason that must be there; returns the id of the row that says so."""
        with self._writing("override") as work:
            attempt_id = attempts.add(work, signer_id, "lifted", None, reason)
            work.tell(events.attempts_lifted(signer_id, attempt_id))
            return attempt_id

    def attempts(self, signer_id: str, since: datetime | None = None) -> list[StoredAttempt]:
        """Return a signer's tries at the pad, or those after a time, in the order they were made."""
        with self._reading() as work:
            return attempts.find(work, signer_id, since)

    # Models

    def add_model(
        self,
        name: str,
        path: str | Path,
        sha256: str,
        parent_sha256: str | None,
        card: Mapping[str, object],
        files: Mapping[str, bytes] | None = None,
    ) -> int:
        """Note a model and return its id; one of the same SHA-256 keeps its id and takes the rest anew.

        files: the model's, by name, so that other desks and other machines get it from the store.
        """
        with self._writing("train", alone=True) as work:
            model_id = models.add(work, name, path, sha256, parent_sha256, card)
            if files is not None:
                models.keep_files(work, model_id, files)
            return model_id

    def model_files(self, model_id: int) -> dict[str, bytes]:
        """Return the files of a model by name; none of one that was added by a program that kept none."""
        with self._reading() as work:
            return models.files(work, model_id)

    def use_model(self, model_id: int, *, rolled_back: bool = False) -> None:
        """Put a model to use; rolled_back: whether a person brings back an earlier one."""
        with self._writing("train", alone=True) as work:
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

    def model_uses(self) -> list[ModelUse]:
        """Return when which model was put to use, newest first."""
        with self._reading() as work:
            return models.uses(work)

    def models(self) -> list[StoredModel]:
        """Return every model that was added, oldest first."""
        with self._reading() as work:
            return models.find(work)

    # Other desks

    def news(self) -> StoreNews:
        """Return what other desks and windows changed since this was last asked, or since the store was opened.

        Raises StoreVersionError where one of them brought the store up to date for a newer program.
        """
        with self._reading() as work:
            migrating.current_revision(work.connection, self.name)
            told = chain.told_since(work, self._seen)
        kinds = {kind for entry, kind in told.kinds if entry not in self._own}
        self._own.clear()
        self._seen = told.head
        return StoreNews(signers=bool(kinds & OF_SIGNERS), model=bool(kinds & _OF_MODELS))

    # Safe-keeping

    def info(self) -> StoreInfo:
        """Return what this store is and how much it holds."""
        with self._reading() as work:
            made_at, schema = unlocking.made_at(work.connection), migrating.REVISIONS[-1]
            rows, head = checking.count_rows(work.connection), chain.head(work)
            server, size = facts_of(work.connection, self._address)
        return StoreInfo(
            name=self._address.name,
            schema=schema,
            made_at=made_at,
            key=self.key_description,
            size=size,
            server=server,
            warning=self.way_warning(),
            rows=rows,
            head=head,
        )

    def back_up(self, target: Path, progress: Progress = lambda _done, _all: None) -> StoreCheck:
        """Write a backup to a new file while others work, check it, and tell the audit chain; returns what was checked.

        It holds what the store holds at one moment, sealed as it is, faults included; its key is not in it. It is a
        SQLite file, of a store on a server too, so that it can be opened and restored anywhere. Raises UsageError where
        the file exists.
        """
        self.require("administer")
        if target.exists():
            raise UsageError(said("'{target}' exists already. Name a new file.", target=target))
        if not target.absolute().parent.is_dir():
            raise UsageError(
                said("'{target}' cannot be written: its folder does not exist. Make the folder first.", target=target)
            )
        if self.shared:
            with self._reading() as work:
                checked = copying.back_up(work, self._keys, self._address, target, PATIENCE_S, progress)
        else:
            found: list[StoreCheck] = []
            with translated(self.name, copy=str(target)):
                back_up(
                    self._engine,
                    target,
                    lambda copy: found.append(restoring.check_copy(copy, self._address, self._keys, PATIENCE_S)),
                )
            (checked,) = found
        if checked.head is not None:
            self.record(events.backed_up(checked.head))
        return checked

    def copy_to(self, url: str, progress: Progress = lambda _done, _all: None) -> StoreCheck:
        """Copy this store, row by row, to a database that holds none yet, and check the copy; its key goes along.

        Both stores' audit chains tell of it and part there. Raises UsageError where there is a store already.
        """
        self.require("administer")
        with self._reading() as work:
            checked = copying.copy(work, url, PATIENCE_S, progress)
        self.record(events.exported("copy", sum(checked.rows.values())))
        return checked

    @staticmethod
    def restore(
        url: str | None,
        backup: Path,
        *,
        passphrase: str | None = None,
        operator: str | None = None,
        backup_passphrase: str | None = None,
    ) -> Restored:
        """Put a backup in the place of a store: of a file, which nobody has open then, or of one on a server.

        See `restoring.restore` and `restoring_server.restore`.
        """
        address = address_of(default_url() if url is None else url)
        put = restoring_server.restore if address.path is None else restoring.restore
        return put(address, backup, restoring.Opening(passphrase, operator, backup_passphrase), PATIENCE_S)
