"""What `DeskServices` answers about collecting: what is there, what is kept, what comes in and what leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sigverify.gui.collecting import Collecting, CollectionView, ImportedView, WaitingView
from sigverify.gui.collection_rows import CollectionRow, CollectionRows, Sittings
from sigverify.gui.collector import at_rest
from sigverify.gui.given_names import name_of
from sigverify.gui.signer_view import SignerView
from sigverify.ink.recording import Recording
from sigverify.progress import phase, steps
from sigverify.storage import events
from sigverify.storage.rows import CountedRecordings, Label, RecordingFacts
from sigverify.storage.store import Store
from sigverify.workflows.corpus_folder import CorpusFolder

_FEW_CHANGES = 500
"""That are told one by one."""

_READ_AT_ONCE = 200
"""Signers whose sessions are read before anybody looks."""

_ROWS_AT_ONCE = 1000
"""Rows that are made between two looks whether somebody asks to stop."""

_NOTHING = CountedRecordings("", 0, 0, 0, 0, None)


def collection(
    store: Store, since: int, whose: Sequence[SignerView], views: Mapping[str, SignerView], at: int
) -> CollectionView:
    """Return what is there of each signer, or what is new since an entry of the audit chain.

    whose: all signers by name, as far as the window was told of them. views: all, as they are at an entry of the chain.
    """
    if since:
        changed = store.signers_changed(since).signer_ids
        if changed is not None and len(changed) <= _FEW_CHANGES:
            there = [views[one] for one in changed if one in views]
            rows = _rows(store, there, [one.signer_id for one in there])
            return CollectionView(at=at, changed=tuple(rows), gone=frozenset(changed - views.keys()))
    with at_rest():
        known = [views[one.signer_id] for one in whose if one.signer_id in views]
        made = CollectionRows(_rows(store, known, None))
        for signer_id in views.keys() - {one.signer_id for one in known}:  # the window is told of them next
            for row in _rows(store, [views[signer_id]], [signer_id]):
                made.put(row)
    return CollectionView(at=at, rows=made)


def _rows(store: Store, whose: Sequence[SignerView], signer_ids: Sequence[str] | None) -> list[CollectionRow]:
    """Return the rows of signers; signer_ids: theirs, None where all recordings are looked at.

    Of few the sessions are told with them.
    """
    with phase(0.0, 0.5):
        counted = {one.signer_id: one for one in store.counted_recordings(signer_ids)}
    written: dict[str, Sittings] = {}
    if len(whose) <= _READ_AT_ONCE:
        written = sittings(store, [one.signer_id for one in whose])
    found: list[CollectionRow] = []
    with phase(0.5, 1.0):
        for first in steps(range(0, len(whose), _ROWS_AT_ONCE)):
            for one in whose[first : first + _ROWS_AT_ONCE]:
                _, genuine, forgeries, unknown, waits, last_at = counted.get(one.signer_id, _NOTHING)
                read = written.get(one.signer_id)
                found.append(CollectionRow(one.signer_id, one.name, genuine, forgeries, unknown, waits, last_at, read))
    return found


def sittings(store: Store, signer_ids: Sequence[str]) -> dict[str, Sittings]:
    """Return in which sessions the signatures of these signers were written; of who has none too."""
    of: dict[str, list[RecordingFacts]] = {one: [] for one in signer_ids}
    for facts in store.recording_facts(signer_ids):
        of[facts.signer_id].append(facts)
    return {signer_id: _sittings(found) for signer_id, found in of.items()}


def _sittings(found: Sequence[RecordingFacts]) -> Sittings:
    genuine: dict[str, int] = {}
    collected: dict[tuple[Label, str], int] = {}
    for facts in found:
        session = facts.session or facts.taken_at.date().isoformat()
        if facts.label == "genuine" or (facts.role == "reference" and facts.label == "unknown"):
            genuine[session] = genuine.get(session, 0) + 1
        if facts.role == "collected":
            collected[facts.label, session] = collected.get((facts.label, session), 0) + 1
    return Sittings(
        tuple(genuine.items()), tuple((label, session, count) for (label, session), count in collected.items())
    )


def keep_collected(store: Store, capture_id: int, recording: Recording, how: Collecting) -> int:
    """Keep a signature from the journal for the corpus."""
    return store.finish_capture(
        capture_id,
        recording,
        role="collected",
        label=how.label,
        session=how.session,
        signer_id=how.signer_id,
        forger=how.forger,
    )


def waiting(store: Store, after: int) -> WaitingView | None:
    """Return the first verified signature with a greater id that waits for a person's word."""
    first, left = store.next_waiting(after)
    if first is None:
        return None
    entry = store.recording(first)
    decided = store.decisions_about(entry.id)
    outcome = events.outcome_of(decided[-1].decision) if decided else None
    return WaitingView(
        recording_id=entry.id,
        signer_name=name_of(store.signer(entry.signer_id)),
        taken_at=entry.taken_at,
        recording=entry.recording,
        outcome=outcome,  # type: ignore[arg-type]  # one of ours, or None
        left=left,
    )


def import_signatures(
    store: Store, files: Sequence[tuple[str, Recording]], how: Collecting, profile_id: int
) -> ImportedView:
    """Keep what was read from files as signatures of a profile, in one transaction."""
    kept, copies = 0, []
    with store.together():
        for name, recording in files:
            if store.copies_of(recording):
                copies.append(name)
                continue
            store.add_recording(
                how.signer_id,
                recording,
                role="collected",
                label=how.label,
                session=how.session,
                forger=how.forger,
                profile_id=profile_id,
            )
            kept += 1
    return ImportedView(kept=kept, copies=tuple(copies))


@dataclass(frozen=True)
class StoreExport:
    """A corpus folder fed from a store."""

    store: Store
    folder: CorpusFolder

    def add(self, signer_id: str) -> int:
        """Write a signer's labelled signatures."""
        return self.folder.add(self.store, signer_id)

    def finish(self) -> int:
        """Put the folder in its place."""
        return self.folder.finish(self.store)

    def abandon(self) -> None:
        """Take away what was written."""
        self.folder.abandon()


def begin_export(store: Store, folder: str) -> StoreExport:
    """Begin a corpus folder."""
    return StoreExport(store, CorpusFolder(Path(folder)))
