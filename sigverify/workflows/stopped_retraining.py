"""The retraining that was stopped: what it had done, and whether it can be gone on with.

It lies in the data folder: its plan beside the checkpoints of its networks. There are weights and counts in it, no
signatures. It is gone on with only by the same plan and from the same labelled signatures.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from filelock import FileLock, Timeout

from sigverify.errors import ModelError, ResourceFault, UsageError
from sigverify.learning.checkpoints import Checkpoint, read_payload, write_payload
from sigverify.sentences import said
from sigverify.storage.folders import data_folder, make_private_folder
from sigverify.storage.rows import RecordingFacts
from sigverify.workflows.collected import label_of
from sigverify.workflows.retrain_plan import RetrainPlan
from sigverify.workflows.training_folder import RECORD, training_folder

_LOCK = "training.lock"
"""Beside the folder, which is removed as a whole. The system frees it where a program is killed."""

ELSEWHERE = said(
    "Another window trains with this data folder. Wait until its training has ended, or cancel it there, then come "
    "back."
)


@dataclass(frozen=True, kw_only=True)
class StoppedRetraining:
    """A retraining that has not come to its end.

    signatures: fingerprint of what was collected; champion: SHA-256 of the model that it goes on from, '' where it
    started afresh; done: share of the whole, 0 … 1, that was reached; at_work: whether it was being worked on when this
    was written, so that who reads it later knows that the program ended in the middle.
    """

    plan: RetrainPlan
    signatures: str
    champion: str
    done: float = 0.0
    at_work: bool = True

    def obstacle(self, signatures: str, champion: str) -> str:
        """Return why it cannot be gone on with, given what is collected and in use now; '' where it can."""
        if self.signatures != signatures:
            return said("Signatures or labels have changed since it was stopped. Begin anew.")
        if self.champion and self.champion != champion:
            return said("Another model is in use since it was stopped. Begin anew.")
        return ""


def fingerprint(entries: Iterable[RecordingFacts]) -> str:
    """Return what tells these signatures from others, by which of them are learnt from and as what."""
    used = sorted((entry.id, entry.signer_id, label) for entry in entries if (label := label_of(entry)) is not None)
    return hashlib.sha256(json.dumps(used).encode()).hexdigest()


@contextmanager
def sole_training() -> Iterator[None]:
    """Keep other programs from training with this data folder meanwhile: they would write the same checkpoints.

    Raises UsageError where one does already, ResourceFault where that cannot be found out.
    """
    lock = _lock()
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise UsageError(ELSEWHERE) from None
    except OSError as fault:
        raise ResourceFault(
            said(
                "The data folder cannot be written to: {strerror}. Make room there, or choose another.",
                strerror=fault.strerror,
            )
        ) from fault
    try:
        yield
    finally:
        lock.release()


def trains_elsewhere() -> bool:
    """Return whether a training runs with this data folder: in another program, where none does in this one."""
    lock = _lock()
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:  # it is told where a training is started
        return False
    lock.release()
    return False


def _lock() -> FileLock:
    make_private_folder(data_folder())
    return FileLock(data_folder() / _LOCK, mode=0o600, thread_local=False)  # a generator may end on another thread


def stopped_retraining() -> StoppedRetraining | None:
    """Return the retraining that was stopped; None where there is none or its record cannot be read."""
    try:
        told = json.loads(read_payload(training_folder() / RECORD))
        lists = {name: tuple(value) for name, value in told["plan"].items() if isinstance(value, list)}
        plan = RetrainPlan(**told["plan"] | lists)
        return StoppedRetraining(
            plan=plan,
            signatures=str(told["signatures"]),
            champion=str(told["champion"]),
            done=float(told["done"]),
            at_work=bool(told["at_work"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError, UsageError):
        return None


def note_retraining(training: StoppedRetraining) -> None:
    """Write down how far a retraining is; raises ResourceFault where that cannot be written."""
    make_private_folder(training_folder())
    write_payload(training_folder() / RECORD, json.dumps(asdict(training)).encode())


def drop_damaged_checkpoints() -> list[str]:
    """Remove checkpoints that are damaged, so that their trainings begin anew, and return their names.

    Raises ResourceFault where one cannot be read or removed.
    """
    dropped = []
    for path in sorted(training_folder().glob("*.safetensors")):
        try:
            Checkpoint.from_bytes(read_payload(path), path.name)
        except ModelError:
            try:
                path.unlink()
            except OSError as fault:
                raise ResourceFault(
                    said(
                        "The damaged checkpoint '{path}' cannot be removed: {strerror}. Remove it.",
                        path=path,
                        strerror=fault.strerror,
                    )
                ) from fault
            dropped.append(path.stem)
    return dropped


def forget_retraining() -> None:
    """Remove the stopped retraining and its checkpoints; raises ResourceFault where they cannot be removed."""
    try:
        shutil.rmtree(training_folder())
    except FileNotFoundError:
        return
    except OSError as fault:
        raise ResourceFault(
            said(
                "The earlier training in '{training_folder}' cannot be removed: {strerror}. Remove that folder.",
                training_folder=training_folder(),
                strerror=fault.strerror,
            )
        ) from fault
