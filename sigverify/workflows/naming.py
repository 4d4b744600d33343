"""Which signer a person means: by name, by id, or by the beginning of an id."""

from sigverify.errors import UsageError
from sigverify.sentences import said
from sigverify.storage.rows import Signer
from sigverify.storage.signers import cleaned_name
from sigverify.storage.store import Store

_SHORTEST = 4
"""Characters of an id that name a signer; fewer are too easily hit by chance."""


def find_signer(store: Store, words: str) -> Signer | None:
    """Return the signer whom these words name, None where they name nobody.

    A name is taken without regard to capitals; the id, or its beginning, tells signers of one name apart. Raises
    UsageError with the candidates where several are named, and where the words can be no name.
    """
    name = cleaned_name(words)
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
                f"{one.id} ({one.name}, {one.reference_count} reference(s), since {one.created_at:%Y-%m-%d})"
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
