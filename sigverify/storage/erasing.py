"""What goes with somebody who is erased, in the caller's transaction, and what the audit chain is told of it."""

from collections.abc import Collection, Mapping
from contextlib import suppress

from sigverify.errors import StoreDamagedError, UsageError
from sigverify.sentences import said
from sigverify.storage import events, forgers, recordings, signers, templates
from sigverify.storage.forgers import Forged
from sigverify.storage.rows import Erased
from sigverify.storage.transaction import Transaction


def discard(work: Transaction, recording_id: int) -> None:
    """Delete a recording and revoke the templates made from it; raises StoreError for an unknown one."""
    templates.drop_made_from(work, recording_id)
    owner, role = recordings.discard(work, recording_id)
    work.tell(events.recording_discarded(owner, recording_id, role))


def forger(work: Transaction, name: str, signer_id: str | None = None, *, forgeries: bool | Collection[int]) -> Erased:
    """Take somebody's name off what they forged, or discard that.

    signer_id: of the signer who bears the name, None for a forger who is no signer. forgeries: whether all are
    discarded, or the ids of those that are. What a person has called genuine meanwhile is no forgery: it loses the name
    only. The chain keeps a keyed digest of the name, so that a restored backup brings it back to nobody.

    Raises UsageError where one is to be discarded that does not name them.
    """
    found = forgers.written_by(work, name, signer_id)
    chosen = {one.recording_id for one in found} if isinstance(forgeries, bool) else set(forgeries)
    if strange := chosen - {one.recording_id for one in found}:
        raise UsageError(said("Signature {number} does not name this person as its forger.", number=min(strange)))
    erased = _take_off(work, found, chosen if forgeries else set())
    if found or signer_id is None:
        names = {forgers.digest(work, one.forger.name) for one in found} | {forgers.digest(work, name)}
        work.tell(events.forger_erased(sorted(names), forgeries=forgeries is True))
    return erased


def forgers_again(work: Transaction, names: Mapping[str, bool]) -> None:
    """Erase forgers in a store that was put back to before that.

    names: digests of their names, and whether what they forged went too.
    """
    if not names:
        return
    found = [one for one in forgers.all_named(work) if forgers.digest(work, one.forger.name) in names]
    gone = {one.recording_id for one in found if names[forgers.digest(work, one.forger.name)]}
    _take_off(work, found, gone)
    for forgeries in (False, True):
        told = sorted(name for name, too in names.items() if too == forgeries)
        if told:
            work.tell(events.forger_erased(told, forgeries=forgeries))


def signer(work: Transaction, signer_id: str, *, forgeries: bool | Collection[int]) -> Erased:
    """Delete a signer with all that is held, destroy the key, and do as `forger` with what bears the name.

    Raises StoreError for an unknown id.
    """
    erased = Erased()
    with suppress(StoreDamagedError):  # a name that cannot be read is found nowhere
        erased = forger(work, signers.one(work, signer_id).name, signer_id, forgeries=forgeries)
    signers.erase(work, signer_id)
    work.tell(events.signer_erased(signer_id, forgeries=forgeries is True))
    return erased


def _take_off(work: Transaction, found: Collection[Forged], discarded: Collection[int]) -> Erased:
    gone = unnamed = 0
    for forged in found:
        if forged.recording_id in discarded and forged.label != "genuine":
            discard(work, forged.recording_id)
            gone += 1
        else:
            forgers.unname(work, forged)
            work.tell(events.forger_unnamed(forged.owner, forged.recording_id))
            unnamed += 1
    return Erased(forgeries=gone, unnamed=unnamed)
