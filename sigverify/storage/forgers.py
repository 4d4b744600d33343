"""Who imitated a signature: sealed with the forgery, under the key of whom it imitates, and found again by the name.

A forger is named in a person's own words, and is no entry of the store. So two signers of one name are not told apart,
and who forged is looked for by the name that a signer bears now. Where a signer gets another name, and nobody else
bears the one before, the forgeries that name it are bound to that signer by the id.
"""

import unicodedata
from dataclasses import asdict, dataclass, replace

from sqlalchemy import select, update

from sigverify.errors import StoreDamagedError, UsageError
from sigverify.sentences import said
from sigverify.storage import signers
from sigverify.storage.cipher import Place, Sealer
from sigverify.storage.rows import Forger, Label
from sigverify.storage.schema import NAMES_FORGER, RecordingRow
from sigverify.storage.transaction import Transaction, checked_text, from_json, to_json


@dataclass(frozen=True)
class Forged:
    """A recording that names its forger: whose signature it imitates, and what it is said to be now."""

    recording_id: int
    owner: str
    label: Label
    forger: Forger


def check(forger: Forger, label: Label) -> None:
    """Raise UsageError where what is told of a forger cannot be kept with a recording of this label."""
    if label != "forgery":
        raise UsageError(said("Only a forgery has a forger; this signature is labelled '{label}'.", label=label))
    checked_text(forger.name, said("forger's name"), signers.LONGEST_NAME)
    checked_text(forger.skill, said("note on the forger"), 1000)


def seal(cipher: Sealer, forger: Forger | None, recording_id: int, owner: str) -> bytes | None:
    """Return what is known of a forger, sealed; None where nothing is."""
    if forger is None:
        return None
    return cipher.seal_text(to_json(asdict(forger), said("forger")), _place(recording_id, owner))


def opened(cipher: Sealer, sealed: bytes | None, recording_id: int, owner: str) -> Forger | None:
    """Return what `seal` was given; raises StoreDamagedError where it is something else."""
    if sealed is None:
        return None
    text = cipher.open_text(sealed, _place(recording_id, owner))
    told = from_json(text, said("forger of recording {row}", row=recording_id))
    name, skill, replays, practised = (told.get(key) for key in ("name", "skill", "replays", "practised"))
    signer_id = told.get("signer_id", "")  # an earlier program bound nobody
    if not (
        isinstance(name, str)
        and isinstance(skill, str)
        and isinstance(replays, int)
        and isinstance(practised, int)
        and isinstance(signer_id, str)
    ):
        raise StoreDamagedError(
            said("The forger of recording {row} cannot be read. Restore the store from a copy.", row=recording_id)
        )
    return Forger(name=name, skill=skill, replays=replays, practised=practised, signer_id=signer_id)


def written_by(work: Transaction, name: str, signer_id: str | None = None) -> list[Forged]:
    """Return the recordings that name somebody as their forger, oldest first.

    Names are compared without regard to capitals and blanks; what is bound to a signer is that one's, whatever name it
    bears. signer_id: of the signer who bears the name, whose own recordings are left out.
    """
    wanted = folded(name)
    return [
        forged
        for forged in all_named(work)
        if forged.owner != signer_id
        and (
            forged.forger.signer_id == signer_id
            if forged.forger.signer_id
            else bool(wanted) and folded(forged.forger.name) == wanted
        )
    ]


def all_named(work: Transaction) -> list[Forged]:
    """Return the recordings that name any forger, oldest first; what does not open names nobody."""
    query = select(RecordingRow.id, RecordingRow.signer_id, RecordingRow.label, RecordingRow.forger_sealed)
    named = query.where(NAMES_FORGER).order_by(RecordingRow.id)
    found = []
    for recording_id, owner, label, sealed in work.connection.execute(named).tuples():
        try:
            forger = opened(work.cipher, sealed, recording_id, owner)
        except StoreDamagedError:
            continue
        if forger is not None and (forger.name or forger.signer_id):
            found.append(Forged(recording_id, owner, label, forger))
    return found


def bind(work: Transaction, name: str, signer_id: str) -> None:
    """Bind forgeries that bear a name to the signer who bore it; those are left that are bound already."""
    for forged in written_by(work, name, signer_id):
        if not forged.forger.signer_id:
            _put(work, forged, replace(forged.forger, signer_id=signer_id))


def digest(work: Transaction, name: str) -> str:
    """Return by what an erased name is known again: a keyed digest, which tells it to nobody who does not guess it."""
    return work.cipher.digest(folded(name).encode(), "name of a forger").hex()


def unname(work: Transaction, forged: Forged) -> None:
    """Take name and note off a forgery, which stays as that of somebody who is not named."""
    _put(work, forged, replace(forged.forger, name="", skill="", signer_id=""))


def folded(name: str) -> str:
    """Return a name as it is compared: without regard to capitals and blanks."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _put(work: Transaction, forged: Forged, forger: Forger) -> None:
    sealed = seal(work.cipher, forger, forged.recording_id, forged.owner)
    work.connection.execute(
        update(RecordingRow).where(RecordingRow.id == forged.recording_id).values(forger_sealed=sealed)
    )


def _place(recording_id: int, owner: str) -> Place:
    return Place("recordings", recording_id, "forger", owner)
