"""Rows of people who sign, and their ways of signing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

FIRST_PROFILE = "signature"
"""What a signer's first profile is called until somebody names it; it is stored in English."""


LONGEST_PURPOSE = 500
"""Characters of what a signer's signatures are kept for."""


class Profile(NamedTuple):
    """One way in which a signer signs, with references and templates of its own; a tuple, as `Signer` is.

    reference_count: recordings with the role 'reference'; oldest_reference: when the oldest of them was stored, None
    without any. last_used: when the last recording was stored, None before the first. All times are aware, UTC.
    """

    id: int
    signer_id: str
    name: str
    created_at: datetime
    reference_count: int
    oldest_reference: datetime | None
    last_used: datetime | None


class Signer(NamedTuple):
    """A person whose signatures are verified, or a sample, who is nobody; a tuple, for a store lists very many at once.

    id: random UUID. created_at: aware, UTC. profiles: in the order they were added; at least one.
    purpose: what the signatures are kept for, '' where nobody said; keep_until: the day from which they are due to be
        erased, None where nobody said.
    """

    id: str
    name: str
    created_at: datetime
    profiles: tuple[Profile, ...]
    purpose: str = ""
    keep_until: date | None = None
    sample: bool = False

    @property
    def reference_count(self) -> int:
        """How many references there are of all profiles."""
        return sum(profile.reference_count for profile in self.profiles)

    @property
    def last_used(self) -> datetime | None:
        """When the last recording was stored, None before the first."""
        return max((profile.last_used for profile in self.profiles if profile.last_used is not None), default=None)

    @property
    def first_enrolled(self) -> Profile:
        """The profile that is meant where none is named: the first that has references, else the first."""
        first = self.profiles[0]
        if first.reference_count or len(self.profiles) == 1:
            return first
        return next((profile for profile in self.profiles if profile.reference_count), first)


@dataclass(frozen=True, kw_only=True)
class SignerChanges:
    """Which signers were changed, erased ones among them.

    head: number of the last entry of the audit chain up to which that is so. signer_ids: None where everything may be
    another: a backup was restored.
    """

    head: int
    signer_ids: frozenset[str] | None


@dataclass(frozen=True, kw_only=True)
class Erased:
    """What went with somebody who was erased, beside what was held of them.

    forgeries: of others' signatures that named them as the forger and were discarded; unnamed: such that stayed, and
    name nobody now. training: whether one that did not come to its end had learnt from what was erased.
    """

    forgeries: int = 0
    unnamed: int = 0
    training: bool = False
