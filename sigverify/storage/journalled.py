"""`JournalledStore`: the journal of a store, in its own tables or, of one on a server, on this machine's disk."""

import base64
import os
from contextlib import suppress

from sqlalchemy import select

from sigverify.errors import StoreAwayError
from sigverify.ink.recording import Recording
from sigverify.storage import chain, events, journal, local_journal, migrating, profiles, recordings, settings
from sigverify.storage.cipher import KEY_BYTES
from sigverify.storage.folders import PUT_ASIDE, machine_file, numbered
from sigverify.storage.guarded import GuardedStore
from sigverify.storage.local_journal import FIRST, LocalJournal
from sigverify.storage.opened import PATIENCE_S
from sigverify.storage.permissions import to_keep
from sigverify.storage.rows import Forger, Label, Role, UnfinishedCapture
from sigverify.storage.schema import ProfileRow, SignerRow
from sigverify.storage.transaction import Transaction

_KEY = "journal key"
"""Setting that holds the key of the journals that lie on machines: it outlives a change of the store's key."""

_ERASING = ("signer-erased", "profile-erased", "recording-discarded")


class JournalledStore(GuardedStore):
    """Keeps strokes from the moment the pen is lifted.

    On a server the strokes wait on this machine until the signature is finished: the pen does not wait for a network,
    and what was written while the server was away is there when it comes back. Only this machine offers it then.
    """

    _local: LocalJournal | None = None

    def begin_capture(self, signer_id: str | None, purpose: str, profile_id: int | None = None) -> int:
        """Open a capture before the pen touches the surface and return its id.

        signer_id: None where it is not known yet who signs. purpose: one word, kept in clear, such as 'enrol'.
        profile_id: None for the signer's first profile.
        """
        if not self.shared:
            with self._writing() as work:
                if signer_id is not None:
                    profile_id = profiles.resolve(work, signer_id, profile_id)
                return journal.begin(work, signer_id, purpose, profile_id)
        if signer_id is not None:
            with suppress(StoreAwayError), self._reading() as work:  # else it shows when the capture is finished
                profile_id = profiles.resolve(work, signer_id, profile_id)
        with self._journal().opened(writes=True) as kept:
            return journal.begin(kept, signer_id, purpose, profile_id)

    def append_stroke(self, capture_id: int, part: Recording) -> None:
        """Store a stroke of a capture; it is on the disk when this returns."""
        if self._is_local(capture_id):
            with self._journal().opened(writes=True) as kept:
                journal.append(kept, capture_id, part)
            return
        with self._writing() as work:
            journal.append(work, capture_id, part)

    def capture_is_open(self, capture_id: int) -> bool:
        """Return whether a capture was neither finished nor abandoned, by this window or another one."""
        if self._is_local(capture_id):
            with self._journal().opened() as kept:
                return journal.is_open(kept, capture_id)
        with self._reading() as work:
            return journal.is_open(work, capture_id)

    def profile_of_capture(self, capture_id: int) -> int | None:
        """Return of which profile an open capture is, None where that was not known when it was begun."""
        if self._is_local(capture_id):
            with self._journal().opened() as kept:
                return journal.profile_of(kept, capture_id)
        with self._reading() as work:
            return journal.profile_of(work, capture_id)

    def mark_stroke(self, capture_id: int, number: int, *, undone: bool) -> None:
        """Note that a stroke of a capture, counted from 1, was taken back, or is there again; its ink stays."""
        if self._is_local(capture_id):
            with self._journal().opened(writes=True) as kept:
                journal.mark(kept, capture_id, number, undone=undone)
            return
        with self._writing() as work:
            journal.mark(work, capture_id, number, undone=undone)

    def finish_capture(
        self,
        capture_id: int,
        recording: Recording,
        role: Role,
        label: Label = "unknown",
        session: str = "",
        *,
        signer_id: str | None = None,
        profile_id: int | None = None,
        forger: Forger | None = None,
    ) -> int:
        """Store a finished capture as a recording, take its strokes from the journal, and return the recording's id.

        signer_id, profile_id: whose it is and of which profile, for a capture that was begun without a signer.
        forger: who wrote it, of a forgery. A capture whose recording reached the server just as the connection broke is
        not stored twice.
        """

        def keep(work: Transaction, owner: str, known_as: int | None) -> int:
            recording_id = recordings.add(
                work,
                owner,
                recording,
                role=role,
                label=label,
                session=session,
                forger=forger,
                profile_id=known_as or profile_id,
            )
            work.tell(events.recording_added(owner, recording_id, role, label))
            return recording_id

        if not self._is_local(capture_id):
            with self._writing(to_keep(role, label)) as work:
                owner, known_as = journal.owner_of(work, capture_id, signer_id)
                recording_id = keep(work, owner, known_as)
                journal.abandon(work, capture_id)
                return recording_id
        local = self._journal()
        with local.opened() as kept:
            owner, known_as = journal.owner_of(kept, capture_id, signer_id)
            stored_as = local_journal.finishing(kept).get(capture_id)
        with self._writing(to_keep(role, label)) as work:
            if stored_as is None or not recordings.known(work, {stored_as}):
                stored_as = keep(work, owner, known_as)
                with local.opened(writes=True) as kept:  # before it is final there: the connection may break just then
                    local_journal.note_finishing(kept, capture_id, stored_as)
        self._once_kept(lambda: self._forget([capture_id]))
        return stored_as

    def abandon_capture(self, capture_id: int) -> None:
        """Erase a capture and its strokes."""
        if self._is_local(capture_id):
            local = self._journal()
            with local.opened() as kept:
                journal.require(kept, capture_id)
            self._once_kept(lambda: self._forget([capture_id]))
            return
        with self._writing() as work:
            journal.abandon(work, capture_id)
        self._clear_log()

    def unfinished_captures(self) -> list[UnfinishedCapture]:
        """Return the captures that were begun and neither finished nor abandoned, oldest first.

        That includes one which another window is writing at this moment, but none of other machines where the store is
        on a server. Captures of signers who were erased by another machine are erased here too.
        """
        if not self.shared:
            with self._reading() as work:
                return journal.unfinished(work)
        local = self._journal()
        with local.opened() as kept:
            finishing, owners = local_journal.finishing(kept), local_journal.owners(kept)
        with self._reading() as work:
            copied = journal.unfinished(work)
            stored = recordings.known(work, set(finishing.values()))
            gone = [number for number, recording_id in finishing.items() if recording_id in stored]
            gone += _of_erased(work, owners)
            if numbered(machine_file(self._keys.store_id, PUT_ASIDE)) and _erased_since_restored(work):
                self._drop_copies()
        self._forget(gone)
        with local.opened() as kept:
            return copied + journal.unfinished(kept)

    def close(self) -> None:
        """Close the store; closing twice is fine."""
        super().close()
        if self._local is not None:
            self._local.close()
            self._local = None

    def _drop_copies(self) -> None:
        """Delete what is laid beside a store: it may hold what is erased."""
        migrating.drop_copies(self._address, self._keys.store_id)

    def _forget_signer(self, signer_id: str) -> None:
        """Erase what this machine holds of a signer beside a store on a server."""
        if self.shared:
            local = self._journal()
            with local.opened() as kept:
                owners = local_journal.owners(kept)
            self._forget([number for number, (owner, _) in owners.items() if owner == signer_id])

    def _forget_profile(self, profile_id: int) -> None:
        """Erase what this machine holds of a profile beside a store on a server."""
        if self.shared:
            with self._journal().opened() as kept:
                owners = local_journal.owners(kept)
            self._forget([number for number, (_, profile) in owners.items() if profile == profile_id])

    def _forget(self, capture_ids: list[int]) -> None:
        if capture_ids:
            local = self._journal()
            with local.opened(writes=True) as kept:
                local_journal.forget(kept, capture_ids)
            local.clear_log()

    def _is_local(self, capture_id: int) -> bool:
        return self.shared and capture_id >= FIRST

    def _journal(self) -> LocalJournal:
        """Return this machine's journal of the store, opened on first use; its key comes from the store."""
        if self._local is None:
            with self._reading() as work:
                key = settings.get(work, _KEY)
            if key is None:
                with self._writing(alone=True) as work:
                    key = settings.get(work, _KEY)  # another machine may have been faster
                    if key is None:
                        key = base64.b64encode(os.urandom(KEY_BYTES)).decode()
                        settings.put(work, _KEY, key)
            self._local = LocalJournal(machine_file(self._keys.store_id, "journal"), base64.b64decode(key), PATIENCE_S)
        return self._local


def _erased_since_restored(work: "Transaction") -> bool:
    """Return whether anything was erased since a backup was last restored."""
    last = {kind: max((entry.sequence for entry in chain.entries(work, kind=kind)), default=0) for kind in _ERASING}
    restored = max((entry.sequence for entry in chain.entries(work, kind="restore")), default=0)
    return max(last.values()) > restored


def _of_erased(work: "Transaction", owners: dict[int, tuple[str | None, int | None]]) -> list[int]:
    """Return the captures whose signer or profile was erased; what is not there after a restoring was not."""
    signers = {signer for signer, _ in owners.values() if signer is not None}
    of = {profile for _, profile in owners.values() if profile is not None}
    missing: set[object] = set(signers)
    missing -= set(work.connection.scalars(select(SignerRow.id).where(SignerRow.id.in_(signers))))
    missing |= of - set(work.connection.scalars(select(ProfileRow.id).where(ProfileRow.id.in_(of))))
    if not missing:
        return []
    erased: set[object] = {entry.event.signer_id for entry in chain.entries(work, kind="signer-erased")}
    erased |= {entry.event.facts.get("profile") for entry in chain.entries(work, kind="profile-erased")}
    return [number for number, whose in owners.items() if missing & erased & set(whose)]
