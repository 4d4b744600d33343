"""`HoldingStore`: all that a store holds of the people who sign: names, ways of signing, signatures, until when."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from sigverify.errors import ResourceFault, StoreDamagedError
from sigverify.ink.recording import Recording
from sigverify.storage import (
    chain,
    decisions,
    erasing,
    events,
    forgers,
    half_learnt,
    local_notes,
    operators,
    overview,
    profiles,
    recordings,
    signers,
    templates,
    trainings,
)
from sigverify.storage.journalled import JournalledStore
from sigverify.storage.permissions import to_keep
from sigverify.storage.rows import (
    CountedRecordings,
    Erased,
    Forger,
    Label,
    Permission,
    Profile,
    RecordingFacts,
    Role,
    Signer,
    SignerChanges,
    StoredCopy,
    StoredRecording,
)
from sigverify.storage.transaction import Transaction

_DIGESTS_AT_ONCE = 100

OF_SIGNERS = {
    *("signer-added", "signer-renamed", "signer-erased", "template-made", "templates-revoked"),
    *("recording-discarded", "labelled", "override", "restore", "retention"),
    *("profile-added", "profile-renamed", "profile-erased", "reference-retired", "reference-ended"),
}
"""Kinds of entries that tell of something that a list of signers shows; a reference is followed by its template."""


class HoldingStore(JournalledStore):
    """Adds to a journalled store its signers, their profiles and their recordings, and erases them."""

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

    def sample_ids(self) -> frozenset[str]:
        """Return the ids of the signers who are samples."""
        with self._reading() as work:
            return signers.samples(work)

    def signers_changed(self, since: int) -> SignerChanges:
        """Return whose names, references and templates changed since an entry of the audit chain, 0 for all.

        Keep `head` and ask by it the next time: it costs next to nothing, however many signers there are.
        """
        with self._reading() as work:
            head, signer_ids = chain.signers_since(work, since, OF_SIGNERS | {"recording-added", "session-changed"})
        if since:
            self._keys.put_away(signer_ids)  # no key of somebody whom another desk erased stays in memory here
        if since and signer_ids != frozenset():
            self._drop_half_learnt()
        return SignerChanges(head=head, signer_ids=signer_ids if since else None)

    def rename_signer(self, signer_id: str, name: str) -> None:
        """Give a signer another name."""
        with self._writing("enrol") as work:
            self._bind_forgeries(work, signer_id, name)
            signers.rename(work, signer_id, name)
            work.tell(events.signer_renamed(signer_id))

    def _bind_forgeries(self, work: Transaction, signer_id: str, name: str) -> None:
        """Have what a signer forged be found after a change of name, where nobody else bears the name before."""
        with suppress(StoreDamagedError):  # a name that cannot be read is found nowhere
            before = signers.one(work, signer_id).name
            changes = forgers.folded(before) != forgers.folded(name)
            if changes and forgers.written_by(work, before, signer_id) and not signers.namesakes(work, signer_id):
                forgers.bind(work, before, signer_id)

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
        with self._reading() as work:
            told = signers.find(work, signers.with_retention(work))
        found = [signer for signer in told if signer.keep_until is not None and signer.keep_until <= on]
        return sorted(found, key=lambda signer: (signer.keep_until or on, signer.name.casefold()))

    def forgeries_by(self, name: str, signer_id: str | None = None) -> list[int]:
        """Return the ids of the recordings that name somebody as their forger, in the order they were stored.

        signer_id: of the signer who bears the name; None for a forger who is no signer.
        """
        with self._reading() as work:
            return [forged.recording_id for forged in forgers.written_by(work, name, signer_id)]

    def mixed_up(self, signer_id: str) -> list[int]:
        """Return which forgeries name a signer, and another one as well, who bears the same name."""
        with self._reading() as work:
            found = forgers.written_by(work, signers.one(work, signer_id).name, signer_id)
            unbound = [forged.recording_id for forged in found if not forged.forger.signer_id]
            return unbound if unbound and signers.namesakes(work, signer_id) else []

    def erase_signer(self, signer_id: str, *, forgeries: bool | Collection[int] = False) -> Erased:
        """Erase all that is held of a signer: name, profiles, recordings, open captures, templates, decisions, notes.

        The signer's key is destroyed and the store's replaced in the same transaction: an older copy of the file, with
        a key that it gives away, opens nothing of the store as it is now. The audit chain keeps what it told under the
        signer's random id, and that it was erased; see `events`. What is deleted is overwritten in the file and
        cleared from the log, and copies that migrations put aside are deleted. Copies made by others, and blocks that
        a disk keeps of its own, are out of reach; what remains there is sealed.

        Forgeries of others' signatures that bear the signer's name as their forger's lose it; forgeries: they are
        discarded instead, for the hand is the signer's, or those of these ids are. What a training on this machine
        has learnt from what is erased, and that has not come to its end, is removed; see `half_learnt`.
        """
        with self._writing("erase", alone=True) as work:
            erased = erasing.signer(work, signer_id, forgeries=forgeries)
            self._keys.replace(work.connection)
            self._drop_copies()  # before it is final: nobody is erased while a copy holds on to her
            training = half_learnt.drop(work, erasing=True)
        self._once_kept(lambda: self._forget_signer(signer_id))
        self._clear_log()
        return replace(erased, training=training)

    def erase_forger(self, name: str, *, forgeries: bool | Collection[int] = False) -> Erased:
        """Take somebody's name, who need be no signer, off all forgeries; forgeries: discard them instead."""
        with self._writing("erase", alone=True) as work:
            erased = erasing.forger(work, name, forgeries=forgeries)
            self._drop_copies()
            training = bool(erased.forgeries) and half_learnt.drop(work, erasing=True)
        self._clear_log()
        return replace(erased, training=training)

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
            half_learnt.drop(work, erasing=True)
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

    def recording_facts(self, signer_ids: Collection[str] | None = None) -> list[RecordingFacts]:
        """Return what is known of every recording, or of those of these signers, without its ink, oldest first."""
        with self._reading() as work:
            return overview.facts(work, signer_ids)

    def counted_recordings(self, signer_ids: Collection[str] | None = None) -> list[CountedRecordings]:
        """Return how many recordings there are of everybody who has any, or of these signers; in no order."""
        with self._reading() as work:
            return overview.counted(work, signer_ids)

    def next_waiting(self, after: int = 0) -> tuple[int | None, int]:
        """Return the first verified signature of which nobody has said yet what it is, and how many such there are.

        after: the id beyond which it is looked for; None where there is none there.
        """
        with self._reading() as work:
            return overview.next_waiting(work, after)

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

        A reference that is called a forgery is one no more. Templates made from what is none are revoked.
        """
        with self._writing("train") as work:
            recordings.hold_owner(work, recording_id)
            owner, found_role = recordings.set_label(work, recording_id, label, role)
            if found_role != "reference":
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
            erasing.discard(work, recording_id)
            self._drop_copies()
            half_learnt.drop(work, erasing=True)
        self._clear_log()

    # What this machine remembers

    def seal_note(self, name: str, text: str) -> str:
        """Return a text that may name a person, sealed, to be kept outside the store; name: of what it is."""
        with self._reading() as work:
            return local_notes.seal(work, name, text)

    def open_note(self, name: str, sealed: str) -> str:
        """Return what `seal_note` was given; raises StoreDamagedError where it is something else."""
        with self._reading() as work:
            return local_notes.opened(work, name, sealed)

    def keep_note(self, name: str, text: str) -> None:
        """Remember a text on this machine, sealed; '' forgets it."""
        with self._reading() as work:
            local_notes.keep(work, name, text)

    def note(self, name: str) -> str:
        """Return what this machine remembers under a name, '' for nothing."""
        with self._reading() as work:
            return local_notes.find(work, name)

    # Trainings by command

    def note_training(self, folder: Path, recording_ids: Collection[int]) -> None:
        """Note that a training will keep checkpoints in a folder that have learnt from these recordings."""
        with self._reading() as work:
            operators.require(work, "train")
            trainings.note(work, folder, recording_ids)

    def training_is_erased(self, folder: Path) -> bool:
        """Return whether something was erased that such a training has learnt from, and its checkpoints with it."""
        with self._reading() as work:
            return trainings.is_erased(work, folder)

    def forget_training(self, folder: Path) -> None:
        """Forget such a training: it came to its end."""
        with self._reading() as work:
            trainings.forget(work, folder)

    def _drop_half_learnt(self) -> None:
        """Remove what was learnt here from signatures that another desk erased."""
        with suppress(ResourceFault), self._reading() as work:  # an erasure at this desk says so where it cannot be
            half_learnt.drop(work, erasing=False)

    def _set_right(self) -> None:
        super()._set_right()
        self._drop_half_learnt()
        with self._reading() as work:
            false = recordings.has_false_references(work)
        if false:
            with suppress(ResourceFault), self._writing(alone=True) as work:  # else when it can be written again
                for recording_id, owner in recordings.end_false_references(work):
                    templates.drop_made_from(work, recording_id)
                    work.tell(events.reference_ended(owner, recording_id))


def _to_discard(work: Transaction, recording_id: int) -> Permission:
    """Return what somebody must be allowed to do who discards a signature: a decision's evidence is erased."""
    role = recordings.role_of(work, recording_id)
    if role == "questioned":
        return "erase" if decisions.about(work, recording_id) else "decide"
    return "enrol" if role == "reference" else "train"
