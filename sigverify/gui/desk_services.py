"""`DeskServices`: answers the window from the store and the models.

The store, the model and the slow imports (torch) belong to the desk's thread and are made there; importing this module
is quick.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sigverify.errors import ModelError
from sigverify.gui.audits import AUDIT_PAGE, AuditCheck, AuditTable
from sigverify.gui.collecting import Collecting, CollectionView, CorpusExport, ImportedView, Said, WaitingView
from sigverify.gui.collection_rows import Sittings
from sigverify.gui.desk_verifying import DeskVerifying
from sigverify.gui.reviews import DecidedView, DecisionView
from sigverify.gui.services import (
    ComparisonView,
    ModelView,
    NewsView,
    SignatureView,
    SignerView,
)
from sigverify.ink.recording import Recording
from sigverify.storage.rows import AuditEntry, AuditHead, Ruling

if TYPE_CHECKING:
    from sigverify.verification.comparison import Comparison
    from sigverify.verification.model_record import ModelRecord


class DeskServices(DeskVerifying):
    """The rooms below as the window asks for them; see `services.Services` for what each call does.

    Each part stands on the one before: the store (`DeskKeeping`), the model (`DeskLearning`), signers (`DeskSigners`),
    their references (`DeskEnrolling`), verdicts (`DeskVerifying`); here is what asks all of them.

    store_url: database of signers; None for the default one; named: whether whoever started the window named it.
    retrain_steps: as of `DeskLearning`.
    """

    def __init__(self, store_url: str | None = None, *, named: bool = False, retrain_steps: int | None = None) -> None:
        super().__init__(store_url, retrain_steps=retrain_steps)
        self._named = named

    def take_model(self) -> ModelView:
        """Load the model in use anew."""
        self._loaded = None
        self._gallery = None
        return self.model()

    def news(self, since: int) -> NewsView:
        """Return what other desks have changed."""
        told = self._store.news()
        other = False
        if told.model and self._loaded is not None:
            in_use = self._store.model_in_use()
            other = in_use is not None and in_use.sha256 != self._loaded.sha256
        if other:
            self._loaded = None
        return NewsView(signers=self.signers(since) if told.signers else None, model=self.model() if other else None)

    # --- collecting -----------------------------------------------------------------------------------------------

    def label_signature(self, recording_id: int, label: Said) -> None:
        """Note a person's word."""
        self._store.set_label(recording_id, label)

    def discard_signature(self, recording_id: int) -> None:
        """Throw a signature away."""
        self._store.discard_recording(recording_id)

    def collection(self, since: int, whose: Sequence[SignerView]) -> CollectionView:
        """Return what is there of each signer, or what is new of it."""
        from sigverify.gui.desk_collecting import collection

        self._look_again()
        return collection(self._store, since, whose, self._views, self._seen)

    def sittings(self, signer_ids: Sequence[str]) -> dict[str, Sittings]:
        """Return in which sessions these signers' signatures were written."""
        from sigverify.gui.desk_collecting import sittings

        return sittings(self._store, signer_ids)

    def keep_collected(self, capture_id: int, recording: Recording, how: Collecting) -> int:
        """Keep a signature from the journal for the corpus."""
        from sigverify.gui.desk_collecting import keep_collected

        return keep_collected(self._store, capture_id, recording, how)

    def waiting(self, after: int) -> WaitingView | None:
        """Return the next verified signature that waits for a person's word."""
        from sigverify.gui.desk_collecting import waiting

        return waiting(self._store, after)

    def import_signatures(self, files: Sequence[tuple[str, Recording]], how: Collecting) -> ImportedView:
        """Keep what was read from files, all or none."""
        from sigverify.gui.desk_collecting import import_signatures

        return import_signatures(self._store, files, how, self._profile_of(how.signer_id).id)

    def begin_export(self, folder: str) -> CorpusExport:
        """Begin a corpus folder."""
        from sigverify.gui.desk_collecting import begin_export

        return begin_export(self._store, folder)

    # --- comparison -----------------------------------------------------------------------------------------------

    def signatures(self, signer_id: str) -> list[SignatureView]:
        """Return all stored signatures of the profile that is meant."""
        from sigverify.gui.desk_comparison import signatures

        return signatures(self._store, signer_id, self._profile_of(signer_id).id)

    def read_signature(self, path: str) -> Recording:
        """Return the signature that a file holds, in whatever format."""
        from sigverify.ink.formats import read_recording

        return read_recording(Path(path))

    def signature_files(self, paths: Sequence[str]) -> tuple[str, ...]:
        """Return the files themselves, and in the place of each folder those of signatures in it and in its folders."""
        from sigverify.ink.formats.folder import files_in_place_of_folders

        return files_in_place_of_folders(paths)

    def compare(
        self, questioned: Recording, reference: Recording, signer_id: str, questioned_id: int | None
    ) -> ComparisonView:
        """Lay one signature along another, and weigh it where there is a model."""
        from sigverify.gui.desk_comparison import compared
        from sigverify.verification.loops import await_loops

        await_loops()
        try:
            verifier, obstacle = self._verifier, ""
        except ModelError as fault:
            verifier, obstacle = None, str(fault)
        profile_id = self._profile_of(signer_id).id if signer_id else None
        return compared(self._store, verifier, questioned, reference, signer_id, profile_id, questioned_id, obstacle)

    # --- audit chain ----------------------------------------------------------------------------------------------

    def audit_page(self, before: int | None, after: int) -> list[AuditEntry]:
        """Return entries between two numbers, the last ones first."""
        return self._store.audit_page(before, after, AUDIT_PAGE)

    def audit_numbered(self, sequences: Sequence[int]) -> list[AuditEntry]:
        """Return the entries of these numbers."""
        return self._store.audit_numbered(sequences)

    def keep_audit_head(self, path: str) -> AuditHead:
        """Write the end of the chain into a file."""
        from sigverify.workflows.audit_heads import write_head

        head = self._store.audit_head()
        write_head(head, Path(path))
        return head

    def read_audit_head(self, path: str) -> AuditHead:
        """Return the end of the chain that a file holds."""
        from sigverify.workflows.audit_heads import read_head

        return read_head(Path(path))

    def begin_audit_check(self, known: AuditHead | None) -> AuditCheck:
        """Begin a check of the chain."""
        from sigverify.gui.desk_auditing import DeskAuditCheck

        return DeskAuditCheck(self._store, known)

    def begin_audit_table(self, path: str) -> AuditTable:
        """Begin a table of entries."""
        from sigverify.gui.desk_auditing import DeskAuditTable

        self._store.require("export")
        return DeskAuditTable(self._store, Path(path))

    # --- review ---------------------------------------------------------------------------------------------------

    def decisions(self, before: int | None, most: int) -> list[DecisionView]:
        """Return decisions without ink, the newest first."""
        from sigverify.gui.desk_reviewing import decisions

        return decisions(self._store, before, most)

    def decision_inks(self, recording_ids: Sequence[int]) -> dict[int, Recording]:
        """Return the ink of these signatures, as far as it is there."""
        from sigverify.gui.desk_reviewing import inks

        return inks(self._store, recording_ids)

    def decided(self, decision_id: int) -> DecidedView:
        """Return a decision as it was stored."""
        from sigverify.gui.desk_reviewing import decided

        return decided(self._store, decision_id)

    def add_note(self, decision_id: int, text: str, ruling: Ruling | None) -> DecidedView:
        """Append a note, or what a person decides instead."""
        self._store.add_note(decision_id, text, ruling)
        return self.decided(decision_id)

    def align(self, questioned: Recording, reference: Recording) -> "Comparison":
        """Lay one signature along another."""
        from sigverify.verification.comparison import compare
        from sigverify.verification.loops import await_loops

        await_loops()
        return compare(questioned, reference)

    def model_record(self, sha256: str) -> "ModelRecord | None":
        """Return what is known of the model behind a decision."""
        from sigverify.workflows.model_records import model_record

        return model_record(self._store, sha256)

    def note_export(self, what: str, count: int, signer_id: str | None) -> None:
        """Tell the audit chain that something left the store."""
        from sigverify.storage.events import exported

        self._store.record(exported(what, count, signer_id))
