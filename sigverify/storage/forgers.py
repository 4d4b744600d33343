"""Who imitated a signature: sealed with the forgery, under the key of whom it imitates, and found again by the name."""

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
    if not (
        isinstance(name, str) and isinstance(skill, str) and isinstance(replays, int) and isinstance(practised, int)
    ):
        raise StoreDamagedError(
            said("The forger of recording {row} cannot be read. Restore the store from a copy.", row=recording_id)
        )
    return Forger(name=name, skill=skill, replays=replays, practised=practised)


def written_by(work: Transaction, name: str, besides: str | None = None) -> list[Forged]:
    """Return the recordings that name somebody as their forger, oldest first.

    A forger is named in a person's own words, and is no entry of the store: names are compared without regard to
    capitals and blanks. What does not open names nobody. besides: a signer whose own recordings are left out.
    """
    wanted = _folded(name)
    if not wanted:
        return []
    query = select(RecordingRow.id, RecordingRow.signer_id, RecordingRow.label, RecordingRow.forger_sealed)
    named = query.where(NAMES_FORGER).order_by(RecordingRow.id)
    found = []
    for recording_id, owner, label, sealed in work.connection.execute(named).tuples():
        try:
            forger = opened(work.cipher, sealed, recording_id, owner)
        except StoreDamagedError:
            continue
        if forger is not None and owner != besides and _folded(forger.name) == wanted:
            found.append(Forged(recording_id, owner, label, forger))
    return found


def unname(work: Transaction, forged: Forged) -> None:
    """Take name and note off a forgery, which stays as that of somebody who is not named."""
    anonymous = replace(forged.forger, name="", skill="")
    sealed = seal(work.cipher, anonymous, forged.recording_id, forged.owner)
    work.connection.execute(
        update(RecordingRow).where(RecordingRow.id == forged.recording_id).values(forger_sealed=sealed)
    )


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _place(recording_id: int, owner: str) -> Place:
    return Place("recordings", recording_id, "forger", owner)
