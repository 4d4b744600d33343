"""What goes with somebody who is erased, in the caller's transaction, and what the audit chain is told of it."""

from contextlib import suppress

from sigverify.errors import StoreDamagedError
from sigverify.storage import events, forgers, recordings, signers, templates
from sigverify.storage.rows import Erased
from sigverify.storage.transaction import Transaction


def discard(work: Transaction, recording_id: int) -> None:
    """Delete a recording and revoke the templates made from it; raises StoreError for an unknown one."""
    templates.drop_made_from(work, recording_id)
    owner, role = recordings.discard(work, recording_id)
    work.tell(events.recording_discarded(owner, recording_id, role))


def forger(work: Transaction, name: str, besides: str | None = None, *, forgeries: bool) -> Erased:
    """Take somebody's name off what they forged, or discard that; besides: a signer whose own recordings go anyway.

    What a person has called genuine meanwhile is no forgery: it loses the name only.
    """
    gone = unnamed = 0
    for forged in forgers.written_by(work, name, besides):
        if forgeries and forged.label != "genuine":
            discard(work, forged.recording_id)
            gone += 1
        else:
            forgers.unname(work, forged)
            work.tell(events.forger_unnamed(forged.owner, forged.recording_id))
            unnamed += 1
    return Erased(forgeries=gone, unnamed=unnamed)


def signer(work: Transaction, signer_id: str, *, forgeries: bool) -> Erased:
    """Delete a signer with all that is held, destroy the key, and do as `forger` with what bears the name.

    Raises StoreError for an unknown id.
    """
    erased = Erased()
    with suppress(StoreDamagedError):  # a name that cannot be read is found nowhere
        erased = forger(work, signers.one(work, signer_id).name, signer_id, forgeries=forgeries)
    signers.erase(work, signer_id)
    work.tell(events.signer_erased(signer_id, forgeries=forgeries))
    return erased
