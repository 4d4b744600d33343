"""The store's labelled signatures as a folder in the csv form of corpora, signer by signer; see `corpora.folders`."""

import os
import shutil
from pathlib import Path

from sigverify.errors import ResourceFault, UsageError
from sigverify.ink.formats import write_csv
from sigverify.sentences import said
from sigverify.storage import events
from sigverify.storage.store import Store
from sigverify.workflows.collected import samples_of


class CorpusFolder:
    """A folder of `<signer>/<genuine|forgery>_<session>_<number>.csv` that is there whole or not at all.

    Signers are named by their random ids as in the corpus `store:URL`, each further profile by its number too. Nothing
    in it is encrypted. Call `add` for each signer, then `finish`, or `abandon`. Any of them raises ResourceFault where
    it cannot be written, and the constructor UsageError where the folder holds something.
    """

    def __init__(self, folder: Path) -> None:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(
                said("'{folder}' holds something already. Choose a new or an empty folder.", folder=folder)
            )
        self._folder = folder
        self._passing = folder.with_name(f".{folder.name}.{os.getpid()}.part")
        self._counts: dict[str, int] = {}
        self.abandon()  # of a program that was killed
        try:
            self._passing.mkdir(mode=0o700, parents=True)
        except OSError as error:
            raise self._fault(error) from error

    def add(self, store: Store, signer_id: str) -> int:
        """Write a signer's labelled signatures and return how many; nothing of a sample signer, who is nobody."""
        samples = [] if store.signer(signer_id).sample else samples_of(store, signer_id)
        try:
            for written_as in {sample.signer for sample in samples}:
                (self._passing / written_as).mkdir(mode=0o700)
            for sample in samples:
                name = f"{sample.label}_{sample.session}_{sample.number}.csv"
                write_csv(sample.recording, self._passing / sample.signer / name)
        except OSError as error:
            raise self._fault(error) from error
        if samples:
            self._counts[signer_id] = len(samples)
        return len(samples)

    def finish(self, store: Store) -> int:
        """Put the folder where it was asked for, tell the audit chain, and return how many signatures are in it.

        Raises UsageError where there is none.
        """
        if not self._counts:
            self.abandon()
            raise UsageError(said("None of these signers has a labelled signature. Label some first, then export."))
        try:
            with store.together():
                # Told first: what left the store without an entry would be worse than an entry taken back.
                for signer_id, count in self._counts.items():
                    store.record(events.exported("corpus-folder", count, signer_id))
                if self._folder.exists():
                    self._folder.rmdir()
                self._passing.rename(self._folder)
        except OSError as error:
            raise self._fault(error) from error
        finally:
            self.abandon()
        return sum(self._counts.values())

    def abandon(self) -> None:
        """Take away what was written."""
        shutil.rmtree(self._passing, ignore_errors=True)

    def _fault(self, error: OSError) -> ResourceFault:
        self.abandon()
        return ResourceFault(
            said(
                "'{folder}' could not be written ({strerror}). Make room, or choose another folder.",
                folder=self._folder,
                strerror=error.strerror,
            )
        )
