"""What the place Enrol asks of the rooms below, beside what `services` has: plain calls, frozen answers."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sigverify.gui.signer_rows import SignerRows
from sigverify.gui.signer_view import ProfileView as ProfileView
from sigverify.gui.signer_view import SignerView as SignerView
from sigverify.ink.quality import Quality
from sigverify.ink.recording import Recording
from sigverify.storage.rows import Erased

REFERENCES_WANTED = 5
"""References asked of a new signer: with five the error rate is a third of that with one."""

FEWEST_REFERENCES = 3
"""References that a signer is asked for at least: with fewer, chance decides too much."""


@dataclass(frozen=True)
class ForgedView:
    """How many forgeries name a signer; mixed_up: another one bears the name, and nobody knows whose they are."""

    count: int
    mixed_up: bool = False


@dataclass(frozen=True, kw_only=True)
class ReferenceView:
    """One reference: its ink, its distances to the others in their order, whether it stands apart from them.

    `quality` and `complexity` (movements) are None where nobody looked.
    """

    recording_id: int
    recording: Recording
    taken_at: datetime
    distances: tuple[float, ...]
    odd: bool
    quality: Quality | None = None
    complexity: int | None = None


@dataclass(frozen=True, kw_only=True)
class EnrolmentView:
    """All references of a signer's profile.

    `limit`: distance beyond which a further one is refused; None with too few. `earlier`: references that others took
    the place of, kept for the record. `old_words`: '' or that references have grown old.
    """

    signer: SignerView
    references: tuple[ReferenceView, ...]
    limit: float | None
    earlier: int = 0
    old_words: str = ""


@dataclass(frozen=True, kw_only=True)
class ReferenceOffer:
    """Answer to an offered reference: kept (then with the new enrolment), or refused with a plain reason.

    `keepable` is False where nobody's word can keep it, since it cannot be compared at all.
    """

    accepted: bool
    keepable: bool
    reason: str
    distances: tuple[float, ...]
    limit: float | None
    enrolment: EnrolmentView | None


@dataclass(frozen=True, kw_only=True)
class AlikeView:
    """A fresh reference that would be accepted as another signer's; name: '' where it is not to be told whose."""

    recording_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class SamplesProgress:
    """How far the making of sample signers has come: the share that is done, 0 … 1, and what is done now."""

    done: float
    phase: str


@dataclass(frozen=True, kw_only=True)
class SignersView:
    """All signers, or who of them came, changed or went since they were asked for before.

    at: how far this tells, to ask with the next time. rows: all there are, ready to be shown, and given away; None
    where what `changed` and the ids of those `gone` are all that is new.
    """

    at: int
    rows: SignerRows | None = None
    changed: tuple[SignerView, ...] = ()
    gone: frozenset[str] = frozenset()


class EnrollingServices(Protocol):
    """All but `make_samples` run on the desk's thread, one at a time."""

    def signers(self, since: int = 0) -> SignersView:
        """Return all signers, or what is new of them since an answer before; where there are many, most without ink."""

    def pictured(self, signer_ids: Sequence[str]) -> Sequence[SignerView]:
        """Return those of these signers that there are, with their ink."""

    def add_signer(self, name: str) -> SignerView:
        """Add a signer."""

    def forged_by(self, signer_id: str) -> ForgedView:
        """Return how many forgeries of others' signatures name a signer as the forger."""

    def erase_signer(self, signer_id: str, *, forgeries: bool = False) -> Erased:
        """Erase all that is held about a signer, and tell what went too.

        forgeries: with what `forged_by` counts, which else loses the name alone.
        """

    def enrolment(self, signer_id: str) -> EnrolmentView:
        """Return a signer's references."""

    def offer_reference(
        self, capture_id: int, signer_id: str, recording: Recording, *, renew: bool = False
    ) -> ReferenceOffer:
        """Check a new reference against the others; keep it where it agrees, else leave it in the journal.

        renew: whether it takes the place of the oldest one, here and in `keep_reference`.
        """

    def keep_reference(
        self, capture_id: int, signer_id: str, recording: Recording, *, renew: bool = False
    ) -> EnrolmentView:
        """Keep a reference that was refused, because a person said so."""

    def remove_reference(self, signer_id: str, recording_id: int) -> EnrolmentView:
        """Remove a reference and make the template anew."""

    def choose_profile(self, signer_id: str, profile_id: int) -> SignerView:
        """Have this profile of a signer meant from now on, in this window."""

    def choose_profile_of(self, recording_id: int) -> SignerView:
        """Have the profile meant that a signature is of."""

    def add_profile(self, signer_id: str, name: str) -> SignerView:
        """Add another profile and choose it."""

    def rename_profile(self, signer_id: str, profile_id: int, name: str) -> SignerView:
        """Give a profile another name."""

    def erase_profile(self, signer_id: str, profile_id: int) -> SignerView:
        """Erase a profile with all that it holds; the first one is meant then."""

    def rename_signer(self, signer_id: str, name: str) -> SignerView:
        """Give a signer another name."""

    def note_purpose(self, signer_id: str, purpose: str) -> SignerView:
        """Note for what a signer is enrolled."""

    def erase_earlier(self, signer_id: str) -> EnrolmentView:
        """Erase the references of the chosen profile whose place others took."""

    def prepare_alike(self) -> bool:
        """Read some of what `alike` compares with; return whether there is more to read."""

    def alike(self, signer_id: str, recording_id: int, recording: Recording) -> AlikeView | None:
        """Return whether another signer is known by whose lines a reference would be accepted."""

    def keep_alike(self, signer_id: str, recording_id: int) -> None:
        """Note a person's word that a reference that is like another signer's is this signer's."""

    def reminder(self) -> int:
        """Return after how many months references count as old, 0 for never."""

    def set_reminder(self, months: int) -> None:
        """Choose after how many months references count as old, 0 for never."""

    def make_samples(self, cancelled: Callable[[], bool]) -> Generator[SamplesProgress, None, int]:
        """Make sample signers and return how many; opens a store of its own. Raises Cancelled when asked to stop."""

    def remove_samples(self) -> int:
        """Erase all sample signers and return how many there were."""
