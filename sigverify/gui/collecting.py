"""What the place Collect asks of the rooms below, beside what `services` has: plain calls, frozen answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from sigverify.gui.collection_rows import CollectionRow, CollectionRows, Sittings
from sigverify.gui.signer_view import SignerView
from sigverify.ink.recording import Recording
from sigverify.sentences import said
from sigverify.storage.rows import Forger
from sigverify.verification.decision import Outcome

Said = Literal["genuine", "forgery", "unknown"]
"""What a person says a signature is."""

SAID_WORDS: dict[Said, str] = {
    "genuine": said("genuine"),
    "forgery": said("practised forgery"),
    "unknown": said("unknown"),
}
SAID_ICONS: dict[Said, tuple[str, str]] = {
    "genuine": ("accept", "accept"),
    "forgery": ("reject", "reject"),
    "unknown": ("refer", "muted"),
}
"""Words for people; icon and token of its colour."""


@dataclass(frozen=True, kw_only=True)
class Collecting:
    """As what a signature is collected: of whom, as what, in which session, imitated by whom."""

    signer_id: str
    label: Said
    session: str
    forger: Forger | None = None


@dataclass(frozen=True, kw_only=True)
class CollectionView:
    """What is there of each signer, or what is new of it.

    at: by which to ask for what is new the next time. rows: of all, in place of what was told before; None where
    `changed` and `gone` tell what differs.
    """

    at: int
    rows: CollectionRows | None = None
    changed: tuple[CollectionRow, ...] = ()
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class WaitingView:
    """A verified signature that nobody has said anything about; `outcome` of its last decision, None without."""

    recording_id: int
    signer_name: str
    taken_at: datetime
    recording: Recording
    outcome: Outcome | None
    left: int


@dataclass(frozen=True, kw_only=True)
class ImportedView:
    """What came of an import: how many were kept, and the files that the store had already, to the sample."""

    kept: int
    copies: tuple[str, ...]


class CorpusExport(Protocol):
    """A corpus folder that is being written, on the desk's thread: whole or not at all."""

    def add(self, signer_id: str) -> int:
        """Write a signer's labelled signatures and return how many."""

    def finish(self) -> int:
        """Put the folder in its place, tell the audit chain, and return how many signatures it holds."""

    def abandon(self) -> None:
        """Take away what was written."""


class CollectingServices(Protocol):
    """All run on the desk's thread, one at a time."""

    def collection(self, since: int, whose: Sequence[SignerView]) -> CollectionView:
        """Return what is there of each signer, or what is new since an answer; 0 for all.

        whose: the signers as the window lists them, by name. Tells how far it is; raises Cancelled where it is stopped.
        """

    def sittings(self, signer_ids: Sequence[str]) -> dict[str, Sittings]:
        """Return in which sessions the signatures of these signers were written."""

    def keep_collected(self, capture_id: int, recording: Recording, how: Collecting) -> int:
        """Keep a signature from the journal for the corpus; return its id."""

    def waiting(self, after: int) -> WaitingView | None:
        """Return the first verified signature with a greater id that waits for a person's word; None without."""

    def import_signatures(self, files: Sequence[tuple[str, Recording]], how: Collecting) -> ImportedView:
        """Keep what was read from files (name, ink), all or none; what the store has already is left out."""

    def begin_export(self, folder: str) -> CorpusExport:
        """Begin a corpus folder."""
