"""`SignerView`: one signer as the window lists them."""

from datetime import date, datetime
from typing import NamedTuple

from sigverify.ink.recording import Recording


class ProfileView(NamedTuple):
    """One way in which a signer signs; grown_old: whether a reference is older than the desk allows."""

    profile_id: int
    name: str
    reference_count: int
    grown_old: bool = False


class SignerView(NamedTuple):
    """One row of the signer list, by the profile that is meant; a tuple, for the list may be very long.

    `reference_count`, `thumbnail` (the newest reference) and `last_at` (when it was written) are of that profile, which
    `profile_id` names, and so is `grown_old`: whether a reference is older than the desk allows. `purpose` is what the
    signatures are kept for, '' where nobody said; `keep_until` the day from which they are due; a `sample` is nobody.
    """

    signer_id: str
    name: str
    reference_count: int
    thumbnail: Recording | None
    last_at: datetime | None
    profile_id: int = 0
    profiles: tuple[ProfileView, ...] = ()
    purpose: str = ""
    keep_until: date | None = None
    sample: bool = False
    grown_old: bool = False

    @property
    def profile(self) -> str:
        """Name of the profile that is meant, '' where there is no other to tell it from."""
        names = {one.profile_id: one.name for one in self.profiles}
        return names.get(self.profile_id, "") if len(names) > 1 else ""

    @property
    def key(self) -> tuple[str, int]:
        """What tells whom and what is signed: another signer, or another profile."""
        return self.signer_id, self.profile_id
