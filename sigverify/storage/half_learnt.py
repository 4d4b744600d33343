"""What a training that has not come to its end left on this machine: it goes with whom it has learnt from.

Half-learnt networks lie in the data folder, as weights and counts, beside a record of the training. The plan in it is
the business of whoever trains; here the record is read for which signatures of which store they have learnt from. Once
one of these is gone, whoever erased it and at whatever desk, they go too, and the record says so in their place.
"""

import json
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from sigverify.storage import recordings, trainings
from sigverify.storage.folders import data_folder, make_private_file, make_private_folder
from sigverify.storage.transaction import Transaction

RECORD = "plan.json"
"""Its plan, how far it came, and what it has learnt from; see `workflows.stopped_retraining`."""

STORE, LEARNT_FROM = "store_id", "learnt_from"
"""Names in the record: the id of the store, and the ids of its recordings. An earlier program wrote neither."""

_ERASED = "erased"
_LOCK = "training.lock"
"""Beside the folder, which is removed as a whole. The system frees it where a program is killed."""


def training_folder() -> Path:
    """Return where a retraining keeps its checkpoints."""
    return data_folder() / "training"


def training_lock() -> FileLock:
    """Return what whoever trains with this data folder holds meanwhile."""
    make_private_folder(data_folder())
    return FileLock(data_folder() / _LOCK, mode=0o600, thread_local=False)  # a generator may end on another thread


def lies_there() -> bool:
    """Return, at a glance, whether there is a training that has not come to its end."""
    return (training_folder() / RECORD).exists() and not is_erased()


def is_erased() -> bool:
    """Return whether it is gone since something that it had learnt from was erased."""
    return _ERASED in (_record() or {})


def drop(work: Transaction, *, erasing: bool) -> bool:
    """Remove half-learnt networks where a signature that they have learnt from is no more in this store.

    erasing: whether something is erased just now; then those go too of which nobody knows what they have learnt from.
    A training that runs finds the record changed and ends; what it writes until then, it removes.

    Those of trainings by command go too, wherever they lie; see `trainings`.

    Returns whether something was removed; raises ResourceFault where it cannot be.
    """
    elsewhere = trainings.drop(work)
    return _drop_here(work, erasing=erasing) or elsewhere


def _drop_here(work: Transaction, *, erasing: bool) -> bool:
    if not training_folder().is_dir():
        return False
    record = _record()
    if record is not None and _ERASED in record:
        return False
    if record is None:  # left by a program that was killed while it removed or wrote it
        return _remove_orphans()
    known = record.get(LEARNT_FROM)
    if not isinstance(known, list) or not isinstance(record.get(STORE), str):
        gone = erasing
    else:
        learnt = {number for number in known if isinstance(number, int)}
        gone = record[STORE] == work.keys.store_id and bool(learnt - recordings.known(work, learnt))
    if gone:
        say_erased()
    return gone


def say_erased() -> None:
    """Remove half-learnt networks and leave a record that says why; raises ResourceFault where they stay."""
    try:
        _empty()
        make_private_file(training_folder() / RECORD)
        (training_folder() / RECORD).write_text(json.dumps({_ERASED: True}), encoding="utf-8")
    except OSError as fault:
        if not _runs():  # else whoever trains removes them
            raise trainings.stays(training_folder(), fault) from fault


def _remove_orphans() -> bool:
    """Remove checkpoints that no record tells of, unless whoever trains is about to write it."""
    lock = training_lock()
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return False
    try:
        left = any(training_folder().iterdir())
        _empty()
    except OSError as fault:
        raise trainings.stays(training_folder(), fault) from fault
    finally:
        lock.release()
    return left


def _empty() -> None:
    for path in training_folder().iterdir():
        path.unlink(missing_ok=True)


def _runs() -> bool:
    lock = training_lock()
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:
        return False
    lock.release()
    return False


def _record() -> dict[str, object] | None:
    """Return the record, None where there is none that can be read."""
    with suppress(OSError, ValueError, RecursionError):
        told = json.loads((training_folder() / RECORD).read_bytes())
        if isinstance(told, dict):
            return told
    return None
