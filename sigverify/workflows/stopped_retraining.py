"""The retraining that was stopped: what it had done, and whether it can be gone on with.

It lies in the data folder: its plan beside the checkpoints of its networks. There are weights and counts in it, no
signatures. It is gone on with only by the same plan and from the same labelled signatures; where one of these was
erased, it is gone (see `storage.half_learnt`).
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from filelock import Timeout

from sigverify.errors import ModelError, ResourceFault, StoreDamagedError, UsageError
from sigverify.learning.checkpoints import Checkpoint, read_payload, write_payload
from sigverify.sentences import said
from sigverify.storage import half_learnt
from sigverify.storage.folders import make_private_folder
from sigverify.storage.half_learnt import RECORD, training_folder, training_lock
from sigverify.storage.rows import RecordingFacts
from sigverify.storage.store import Store
from sigverify.workflows.collected import label_of
from sigverify.workflows.retrain_plan import RetrainPlan

_CORPORA = "corpora"

ELSEWHERE = said(
    "Another window trains with this data folder. Wait until its training has ended, or cancel it there, then come "
    "back."
)

ERASED = said(
    "A signer or a signature that the training had learnt from was erased, and what it had learnt with it. Begin anew."
)


@dataclass(frozen=True, kw_only=True)
class StoppedRetraining:
    """A retraining that has not come to its end.

    signatures: fingerprint of what was collected; champion: SHA-256 of the model that it goes on from, '' where it
    started afresh; done: share of the whole, 0 … 1, that was reached; at_work: whether it was being worked on when this
    was written, so that who reads it later knows that the program ended in the middle.
    store_id, learnt_from: the store and the ids of those of its recordings that are learnt from; '' and none in what an
    earlier program wrote. sealed: the plan's corpora as they are written, for a path may name a person; '' for none.
    """

    plan: RetrainPlan
    signatures: str
    champion: str
    store_id: str = ""
    learnt_from: tuple[int, ...] = ()
    sealed: str = ""
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


def learnt_from(entries: Iterable[RecordingFacts], signer_ids: Iterable[str]) -> tuple[int, ...]:
    """Return the ids of the recordings of these signers that are learnt from."""
    learnt = frozenset(signer_ids)
    return tuple(entry.id for entry in entries if entry.signer_id in learnt and label_of(entry) is not None)


@contextmanager
def sole_training() -> Iterator[None]:
    """Keep other programs from training with this data folder meanwhile: they would write the same checkpoints.

    Raises UsageError where one does already, ResourceFault where that cannot be found out.
    """
    lock = training_lock()
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
    lock = training_lock()
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:  # it is told where a training is started
        return False
    lock.release()
    return False


def sealed_corpora(store: Store, plan: RetrainPlan) -> str:
    """Return a plan's corpora as `note_retraining` writes them down."""
    return store.seal_note(_CORPORA, json.dumps(plan.corpora)) if plan.corpora else ""


def stopped_retraining(open_note: Callable[[str, str], str] = lambda _name, _sealed: "[]") -> StoppedRetraining | None:
    """Return the retraining that was stopped; None where there is none or its record cannot be read.

    open_note: of the store, which opens the names of corpora; without it the plan has none.
    """
    try:
        told = json.loads(read_payload(training_folder() / RECORD))
        written, sealed = told["plan"], str(told.get("sealed", ""))
        if sealed:
            written["corpora"] = json.loads(open_note(_CORPORA, sealed))
        lists = {name: tuple(value) for name, value in written.items() if isinstance(value, list)}
        plan = RetrainPlan(**written | lists)
        return StoppedRetraining(
            plan=plan,
            signatures=str(told["signatures"]),
            champion=str(told["champion"]),
            store_id=str(told.get(half_learnt.STORE, "")),
            learnt_from=tuple(int(number) for number in told.get(half_learnt.LEARNT_FROM, ())),
            sealed=sealed,
            done=float(told["done"]),
            at_work=bool(told["at_work"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError, UsageError, StoreDamagedError):
        return None


def note_retraining(training: StoppedRetraining) -> None:
    """Write down how far a retraining is.

    Raises ResourceFault where that cannot be written, UsageError where something that it has learnt from was erased
    meanwhile: what it had kept since is removed, too.
    """
    if half_learnt.is_erased():
        half_learnt.say_erased()
        raise UsageError(ERASED)
    make_private_folder(training_folder())
    values = asdict(training)
    if training.sealed:
        values["plan"]["corpora"] = []
    else:
        del values["sealed"]
    if not training.store_id:  # as an earlier program wrote it
        del values[half_learnt.STORE], values[half_learnt.LEARNT_FROM]
    write_payload(training_folder() / RECORD, json.dumps(values).encode())


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
