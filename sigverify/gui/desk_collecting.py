"""What `DeskServices` answers about collecting: what is there, what is kept, what comes in and what leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sigverify.gui.collecting import Collecting, CollectionRow, ImportedView, Said, WaitingView
from sigverify.gui.given_names import name_of
from sigverify.ink.recording import Recording
from sigverify.storage import events
from sigverify.storage.rows import RecordingFacts
from sigverify.storage.store import Store
from sigverify.workflows.corpus_folder import CorpusFolder


def collection(store: Store) -> list[CollectionRow]:
    """Return what is there of each signer."""
    of: dict[str, list[RecordingFacts]] = {}
    for facts in store.recording_facts():
        of.setdefault(facts.signer_id, []).append(facts)
    return [_row(signer.id, name_of(signer), of.get(signer.id, [])) for signer in store.signers()]


def _row(signer_id: str, name: str, found: Sequence[RecordingFacts]) -> CollectionRow:
    genuine: dict[str, int] = {}
    collected: dict[tuple[Said, str], int] = {}
    for facts in found:
        session = facts.session or facts.taken_at.date().isoformat()
        if facts.label == "genuine" or (facts.role == "reference" and facts.label == "unknown"):
            genuine[session] = genuine.get(session, 0) + 1
        if facts.role == "collected":
            collected[facts.label, session] = collected.get((facts.label, session), 0) + 1
    unlabelled = [facts.role for facts in found if facts.label == "unknown"]
    return CollectionRow(
        signer_id=signer_id,
        name=name,
        genuine=tuple(genuine.items()),
        forgeries=sum(facts.label == "forgery" for facts in found),
        unknown=unlabelled.count("collected"),
        waiting=unlabelled.count("questioned"),
        last_at=max((facts.taken_at for facts in found if facts.role == "collected"), default=None),
        collected=tuple((label, session, count) for (label, session), count in collected.items()),
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
    due = store.recordings_waiting()
    later = [known for known in due if known > after]
    if not later:
        return None
    entry = store.recording(later[0])
    decided = store.decisions_about(entry.id)
    outcome = events.outcome_of(decided[-1].decision) if decided else None
    return WaitingView(
        recording_id=entry.id,
        signer_name=name_of(store.signer(entry.signer_id)),
        taken_at=entry.taken_at,
        recording=entry.recording,
        outcome=outcome,  # type: ignore[arg-type]  # one of ours, or None
        left=len(due),
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
