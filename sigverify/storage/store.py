"""`Store`: the whole of the database behind one object; what it hands out is plain data."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from sigverify.errors import StoreDamagedError, StoreKeyError, UsageError
from sigverify.ink.recording import Recording
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
    operators,
    profiles,
    recordings,
    restoring,
    restoring_server,
    settings,
    signers,
    templates,
    unlocking,
)
from sigverify.storage.copying import Progress
from sigverify.storage.database import address_of, back_up, facts_of
from sigverify.storage.faults import translated
from sigverify.storage.folders import data_folder as data_folder
from sigverify.storage.folders import default_url as default_url
from sigverify.storage.journalled import JournalledStore
from sigverify.storage.opened import PATIENCE_S
from sigverify.storage.permissions import permissions_of, to_keep
from sigverify.storage.rows import (
    AuditEntry,
    AuditEvent,
    AuditHead,
    AuditReport,
    Forger,
    Label,
    ModelUse,
    Operator,
    OperatorRole,
    Permission,
    Profile,
    RecordingFacts,
    Restored,
    ReviewedDecision,
    Role,
    Ruling,
    Signer,
    SignerChanges,
    StoreCheck,
    StoredAttempt,
    StoredCopy,
    StoredDecision,
    StoredModel,
    StoredNote,
    StoredRecording,
    StoredSketch,
    StoredTemplate,
    StoreInfo,
    StoreNews,
)
from sigverify.storage.transaction import Transaction
from sigverify.verification.attempts import Tried

_DIGESTS_AT_ONCE = 100

_OF_MODELS = {"promotion", "roll-back", "restore"}
_OF_SIGNERS = {
    *("signer-added", "signer-renamed", "signer-erased", "template-made", "templates-revoked"),
    *("recording-discarded", "labelled", "override", "restore", "retention"),
    *("profile-added", "profile-renamed", "profile-erased", "reference-retired"),
}
"""Kinds of entries that tell of something that a list of signers shows; a reference is followed by its template."""


_TO_TELL: Mapping[str, Permission] = {
    "export": "export",
    "training": "train",
    "identification": "decide",
    "copy-refused": "decide",
    "backup": "administer",
}
"""What somebody must be allowed to do of whom the audit chain is told that it was done."""

_TO_LEARN_FROM = "corpus"
"""The export that only learning takes out."""


def _to_discard(work: Transaction, recording_id: int) -> Permission:
    """Return what somebody must be allowed to do who discards a signature: a decision's evidence is erased."""
    role = recordings.role_of(work, recording_id)
    if role == "questioned":
        return "erase" if decisions.about(work, recording_id) else "decide"
    return "enrol" if role == "reference" else "train"


class Store(JournalledStore):
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

    # Signers

    def add_signer(self, name: str, *, sample: bool = False) -> Signer:
        """Store a new signer with one profile; two may bear the same name, their ids differ.

        sample: whether it is nobody, there to look at, and left out wherever real signers are meant.
        """
        with self._writing("enrol") as work:
            signer_id = signers.add(work, name, sample=sample)
            work.tell(events.signer_added(signer_id))
            return signers.one(work, signer_id)

    def signers(self, signer_ids: Collection[str] | None = None) -> list[Signer]:
        """Return all signers by name, with how many references each has; or those of these ids that there are."""
        with self._reading() as work:
            return signers.find(work, signer_ids)

    def signer(self, signer_id: str) -> Signer:
        """Return one signer."""
        with self._reading() as work:
            return signers.one(work, signer_id)

    def signers_changed(self, since: int) -> SignerChanges:
        """Return whose names, references and templates changed since an entry of the audit chain, 0 for all.

        Keep `head` and ask by it the next time: it costs next to nothing, however many signers there are.
        """
        with self._reading() as work:
            head, signer_ids = chain.signers_since(work, since, _OF_SIGNERS | {"recording-added"})
        return SignerChanges(head=head, signer_ids=signer_ids if since else None)

    def rename_signer(self, signer_id: str, name: str) -> None:
        """Give a signer another name."""
        with self._writing("enrol") as work:
            signers.rename(work, signer_id, name)
            work.tell(events.signer_renamed(signer_id))

    def hold_signer(self, signer_id: str) -> None:
        """Have other desks wait with changes to a signer until `together`, which this is called in, ends.

        What was read of the signer before may be outdated; what is read from here on stays as it is.
        """
        with self._writing() as work:
            signers.hold(work, signer_id)

    def set_retention(self, signer_id: str, purpose: str, keep_until: date | None) -> None:
        """Note what a signer's signatures are kept for, and from which day they are due to be erased."""
        with self._writing("enrol") as work:
            signers.set_retention(work, signer_id, purpose, keep_until)
            work.tell(events.retention_set(signer_id, keep_until.isoformat() if keep_until else None))

    def due(self, on: date) -> list[Signer]:
        """Return the signers who are due to be erased on a day, those first who have been longest."""
        found = [signer for signer in self.signers() if signer.keep_until is not None and signer.keep_until <= on]
        return sorted(found, key=lambda signer: (signer.keep_until or on, signer.name.casefold()))

    def erase_signer(self, signer_id: str) -> None:
        """Erase all that is held of a signer: name, profiles, recordings, open captures, templates, decisions, notes.

        The signer's key is destroyed and the store's replaced in the same transaction: an older copy of the file, with
        a key that it gives away, opens nothing of the store as it is now. The audit chain keeps what it told under the
        signer's random id, and that it was erased; see `events`. What is deleted is overwritten in the file and
        cleared from the log, and copies that migrations put aside are deleted. Copies made by others, and blocks that
        a disk keeps of its own, are out of reach; what remains there is sealed.
        """
        with self._writing("erase", alone=True) as work:
            signers.erase(work, signer_id)
            self._keys.replace(work.connection)
            work.tell(events.signer_erased(signer_id))
            self._drop_copies()  # before it is final: nobody is erased while a copy holds on to her
        self._once_kept(lambda: self._forget_signer(signer_id))
        self._clear_log()

    # Profiles

    def add_profile(self, signer_id: str, name: str) -> Profile:
        """Store another way in which a signer signs; its name is another than those of the signer's others."""
        with self._writing("enrol") as work:
            signers.hold(work, signer_id)
            profile = profiles.add(work, signer_id, name)
            work.tell(events.profile_added(signer_id, profile.id))
            return profile

    def rename_profile(self, profile_id: int, name: str) -> None:
        """Give a profile another name."""
        with self._writing("enrol") as work:
            work.tell(events.profile_renamed(profiles.rename(work, profile_id, name), profile_id))

    def erase_profile(self, profile_id: int) -> None:
        """Erase a profile with all that is of it as `discard_recording` erases; not the only one of its signer."""
        with self._writing("erase", alone=True) as work:
            profiles.erase(work, profile_id)
            self._drop_copies()
        self._once_kept(lambda: self._forget_profile(profile_id))
        self._clear_log()

    # Recordings

    def add_recording(
        self,
        signer_id: str,
        recording: Recording,
        *,
        role: Role,
        label: Label = "unknown",
        session: str = "",
        forger: Forger | None = None,
        profile_id: int | None = None,
    ) -> int:
        """Store a signature of a signer and return its id.

        forger: who wrote it, of a forgery. profile_id: None for the signer's first profile, here and in every method
        that takes both.
        """
        with self._writing(to_keep(role, label)) as work:
            recording_id = recordings.add(
                work,
                signer_id,
                recording,
                role=role,
                label=label,
                session=session,
                forger=forger,
                profile_id=profile_id,
            )
            work.tell(events.recording_added(signer_id, recording_id, role, label))
            return recording_id

    def recordings(
        self,
        signer_id: str | None = None,
        *,
        profile_id: int | None = None,
        role: Role | None = None,
        label: Label | None = None,
    ) -> list[StoredRecording]:
        """Return the recordings that fit, in the order they were stored; profile_id: None for those of all."""
        with self._reading() as work:
            return recordings.find(work, signer_id=signer_id, profile_id=profile_id, role=role, label=label)

    def newest_references(self, profile_ids: Sequence[int]) -> dict[int, Recording]:
        """Return the newest reference of each of these profiles that has any, by profile."""
        with self._reading() as work:
            return recordings.newest_references(work, profile_ids)

    def recording(self, recording_id: int) -> StoredRecording:
        """Return one recording."""
        with self._reading() as work:
            return recordings.find(work, recording_id=recording_id)[0]

    def recording_facts(self) -> list[RecordingFacts]:
        """Return what is known of every recording without opening its ink, in the order they were stored."""
        with self._reading() as work:
            return recordings.facts(work)

    def reference_ids(self, signer_id: str, profile_id: int | None = None) -> list[int]:
        """Return the ids of a profile's references, in the order they were stored, without opening any ink."""
        with self._reading() as work:
            return recordings.reference_ids(work, profiles.resolve(work, signer_id, profile_id))

    def copies_of(self, recording: Recording) -> list[StoredCopy]:
        """Return which stored signatures, of anybody, are copies of this one to the sample, oldest first.

        Takes a moment once, after a program that kept no digests: every signature is looked at then, in parts, so that
        no other window waits long for its turn.
        """
        with self._reading() as work:
            after = 0 if recordings.lack_digests(work) else None
        while after is not None:
            with self._writing(alone=True) as work:
                after = recordings.fill_digests(work, after, _DIGESTS_AT_ONCE)
        with self._reading() as work:
            return recordings.copies(work, recording)

    def set_label(self, recording_id: int, label: Label, role: Role | None = None) -> None:
        """Change a recording's label, and its role where one is given.

        Templates made from it are revoked where it is a forgery or no reference any more.
        """
        with self._writing("train") as work:
            recordings.hold_owner(work, recording_id)
            owner, found_role = recordings.set_label(work, recording_id, label, role)
            if found_role != "reference" or label == "forgery":
                templates.drop_made_from(work, recording_id)
            decided = decisions.about(work, recording_id)
            outcome = events.outcome_of(decided[-1].decision) if decided else None
            work.tell(events.labelled(owner, recording_id, found_role, label, outcome))

    def retire_reference(self, recording_id: int) -> None:
        """Keep a reference for the record: others take its place, and the templates made from it are revoked."""
        with self._writing("enrol") as work:
            recordings.hold_owner(work, recording_id)
            templates.drop_made_from(work, recording_id)
            owner, _ = recordings.retire(work, recording_id)
            work.tell(events.reference_retired(owner, recording_id))
        self._clear_log()

    def set_session(self, recording_id: int, session: str) -> None:
        """Give a recording another session: free text, '' for none."""
        with self._writing("train") as work:
            owner = recordings.set_session(work, recording_id, session)
            work.tell(events.session_changed(owner, recording_id))

    def discard_recording(self, recording_id: int) -> None:
        """Erase a recording as `erase_signer` erases, and revoke the templates made from it.

        Decisions about it stay, without it; they go with their signer.
        """
        with self._writing() as work:
            recordings.hold_owner(work, recording_id)
            operators.require(work, _to_discard(work, recording_id))
            templates.drop_made_from(work, recording_id)
            owner, role = recordings.discard(work, recording_id)
            work.tell(events.recording_discarded(owner, recording_id, role))
            self._drop_copies()
        self._clear_log()

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

    # Settings

    def setting(self, name: str) -> str | None:
        """Return a setting of this store, None where it was never set."""
        with self._reading() as work:
            return settings.get(work, name)

    def set_setting(self, name: str, value: str | None) -> None:
        """Keep a setting of this store; None forgets it."""
        with self._writing("administer", alone=True) as work:
            settings.put(work, name, value)

    # Audit chain

    def record(self, event: AuditEvent) -> None:
        """Tell the audit chain of what happened outside the store, made by one of the functions of `events`."""
        needed = "train" if event.facts.get("what") == _TO_LEARN_FROM else _TO_TELL.get(event.kind)
        with self._writing(needed) as work:
            work.tell(event)

    def audit_entries(self, signer_id: str | None = None, kind: str | None = None) -> list[AuditEntry]:
        """Return the audit chain in order, or what it tells about a signer, erased or not, or of a kind."""
        with self._reading() as work:
            return chain.entries(work, signer_id, kind)

    def audit_head(self) -> AuditHead:
        """Return the last entry of the audit chain: kept elsewhere, it later shows whether anything was changed."""
        with self._reading() as work:
            head = chain.head(work)
        if head is None:
            raise StoreDamagedError(said("The audit chain was removed from the store. Restore the store from a copy."))
        return head

    def verify_audit(self, known: AuditHead | None = None) -> AuditReport:
        """Check the audit chain; known: a head that was kept elsewhere."""
        with self._reading() as work:
            return chain.verify(work, known)

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
        return StoreNews(signers=bool(kinds & _OF_SIGNERS), model=bool(kinds & _OF_MODELS))

    # Operators

    def operators(self) -> list[Operator]:
        """Return those who sign in; none where one person does everything."""
        with self._reading() as work:
            return operators.find(work)

    def operator(self) -> Operator | None:
        """Return who is signed in, None where nobody needs to be, or the recovery key opened the store."""
        with self._reading() as work:
            return None if work.operator_id is None else operators.one(work, work.operator_id)

    def may(self) -> frozenset[Permission]:
        """Return what whoever opened the store may do."""
        operator = self.operator()
        return permissions_of(operator.roles if operator is not None else ("administrator",))

    def require(self, permission: Permission) -> None:
        """Raise NotAllowedError where whoever is signed in may not do this."""
        with self._reading() as work:
            operators.require(work, permission)

    def add_operator(self, name: str, password: str, roles: Sequence[OperatorRole]) -> Operator:
        """Add somebody who signs in; the first one must be an administrator, and is signed in at once."""
        with self._writing("administer", alone=True) as work:
            first = not operators.any_there(work)
            operator, way_in = operators.add(work, name, password, roles)
            work.tell(events.operator_added(operator.id, operator.roles))
        if first:
            self._come_in_by(way_in)
        self._clear_log()
        return operator

    def set_operator_roles(self, operator_id: str, roles: Sequence[OperatorRole]) -> None:
        """Give an operator other roles; raises UsageError where no administrator would be left."""
        with self._writing("administer", alone=True) as work:
            operators.set_roles(work, operator_id, roles)
            work.tell(events.operator_changed(operator_id, roles))

    def set_operator_password(self, operator_id: str, password: str) -> None:
        """Give an operator another password: anybody their own, an administrator everybody's."""
        mine = operator_id == self._keys.way_in.operator_id
        with self._writing(None if mine else "administer", alone=True) as work:
            way_in = operators.set_password(work, operator_id, password)
            work.tell(events.operator_changed(operator_id, None))
        if mine:
            self._come_in_by(way_in)
        self._clear_log()

    def remove_operator(self, operator_id: str) -> None:
        """Let an operator sign in no more; raises UsageError where no administrator would be left."""
        with self._writing("administer", alone=True) as work:
            operators.remove(work, operator_id)
            work.tell(events.operator_removed(operator_id))
        self._clear_log()

    def end_operators(self, passphrase: str) -> None:
        """Have one passphrase open the store again, and whoever knows it do everything."""
        if not passphrase:
            raise StoreKeyError(said("The new passphrase is empty. Type one."))
        with self._writing("administer", alone=True) as work:
            way_in = operators.end(work, passphrase)
            work.tell(events.operators_ended())
        self._come_in_by(way_in)
        self._clear_log()

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
            with translated(self.name):
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
