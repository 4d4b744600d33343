"""Which signer a person means, by name, by id, or by the beginning of an id; and which profile of one."""

from uuid import UUID

from sigverify.errors import StoreError, UsageError
from sigverify.sentences import said
from sigverify.storage.rows import Profile, Signer
from sigverify.storage.signers import cleaned_name
from sigverify.storage.store import Store

_SHORTEST = 4
"""Characters of an id that name a signer; fewer are too easily hit by chance."""

_LONGEST = len(str(UUID(int=0)))
"""Characters of a whole id."""


def find_signer(store: Store, words: str) -> Signer | None:
    """Return the signer whom these words name, None where they name nobody.

    A name is taken without regard to capitals; the id, or its beginning, tells signers of one name apart. Raises
    UsageError with the candidates where several are named, and where the words can be no name.
    """
    name = cleaned_name(words)
    if len(name) == _LONGEST and (known := store.signers([name])):  # a whole id: nobody else need be read
        return known[0]
    signers = store.signers()
    begins = name.lower() if len(name) >= _SHORTEST else None
    for found in (
        [signer for signer in signers if signer.id == name],
        [signer for signer in signers if signer.name.casefold() == name.casefold()],
        [signer for signer in signers if begins is not None and signer.id.startswith(begins)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            candidates = "; ".join(
                f"{one.id} ({one.name}, {one.reference_count} reference(s), "
                f"since {one.created_at.astimezone():%Y-%m-%d})"
                for one in found
            )
            raise UsageError(
                said(
                    "'{words}' names {found} signers: {candidates}. Give the id of the one you mean.",
                    words=words,
                    found=len(found),
                    candidates=candidates,
                )
            )
    return None


def signer_named(store: Store, words: str) -> Signer:
    """Return the signer whom these words name; raises UsageError as `find_signer` does, and where they name nobody."""
    signer = find_signer(store, words)
    if signer is None:
        raise UsageError(
            said(
                "There is no signer '{words}' in this store. Run 'sigverify signers' to see who there is.", words=words
            )
        )
    return signer


def signer_or_forger(store: Store, words: str) -> Signer | str:
    """Return the signer whom these words name, or the words where forgeries name them as their forger.

    Raises UsageError as `signer_named` does.
    """
    signer = find_signer(store, words)
    if signer is not None:
        return signer
    return words.strip() if store.forgeries_by(words) else signer_named(store, words)


def find_profile(signer: Signer, words: str) -> Profile | None:
    """Return the profile of a signer that bears this name, whatever its capitals; None where there is none."""
    named = words.strip().casefold()
    return next((profile for profile in signer.profiles if profile.name.casefold() == named), None)


def profile_named(signer: Signer, words: str | None) -> Profile:
    """Return the profile that these words name, or the one that is meant where none is named; UsageError for none."""
    if words is None:
        return signer.first_enrolled
    profile = find_profile(signer, words)
    if profile is None:
        known = ", ".join(f"'{one.name}'" for one in signer.profiles)
        raise UsageError(
            said("{name} has no profile '{words}'. There is: {known}.", name=signer.name, words=words, known=known)
        )
    return profile


def profile_of(store: Store, signer_id: str, profile_id: int | None) -> Profile:
    """Return a profile of a signer by its id, or the one that is meant where none is named.

    Raises StoreError where the signer or the profile is unknown.
    """
    signer = store.signer(signer_id)
    if profile_id is None:
        return signer.first_enrolled
    for profile in signer.profiles:
        if profile.id == profile_id:
            return profile
    raise StoreError(
        said(
            "There is no profile {profile_id} of this signer in this store. It may have been erased.",
            profile_id=profile_id,
        )
    )
