"""What the place Collect asks of the rooms below, beside what `services` has: plain calls, frozen answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

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
class CollectionRow:
    """What is there of one signer.

    genuine: (session, count) as they began, references among them. forgeries, unknown: as labelled; unknown counts
    signatures that were collected, `waiting` those that were verified and wait for a person's word. collected:
    (label, session, count) of what was collected here alone.
    """

    signer_id: str
    name: str
    genuine: tuple[tuple[str, int], ...]
    forgeries: int
    unknown: int
    waiting: int
    last_at: datetime | None
    collected: tuple[tuple[Said, str, int], ...] = ()

    @property
    def genuine_count(self) -> int:
        """Genuine signatures of all sessions."""
        return sum(count for _, count in self.genuine)

    @property
    def sessions(self) -> frozenset[str]:
        """Every session that is known of this signer."""
        return frozenset({session for session, _ in self.genuine} | {session for _, session, _ in self.collected})

    def count(self, label: Said, session: str) -> int:
        """Return how many were collected with this label in this session."""
        return sum(n for known, when, n in self.collected if (known, when) == (label, session))


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

    def collection(self) -> Sequence[CollectionRow]:
        """Return what is there of each signer."""

    def keep_collected(self, capture_id: int, recording: Recording, how: Collecting) -> int:
        """Keep a signature from the journal for the corpus; return its id."""

    def waiting(self, after: int) -> WaitingView | None:
        """Return the first verified signature with a greater id that waits for a person's word; None without."""

    def import_signatures(self, files: Sequence[tuple[str, Recording]], how: Collecting) -> ImportedView:
        """Keep what was read from files (name, ink), all or none; what the store has already is left out."""

    def begin_export(self, folder: str) -> CorpusExport:
        """Begin a corpus folder."""
