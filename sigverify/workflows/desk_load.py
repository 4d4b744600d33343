"""Several desks at work on one store at once: how many verifications a second it bears, and how long each takes.

Each desk is a process with a store of its own open, as each desk of an office is. All sign for signers who do not
exist, made for this, so use a store that holds nobody else.
"""

import multiprocessing
import os
import time
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection

import numpy as np

from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.errors import ProtocolError, SigverifyError, StoreError
from sigverify.ink.recording import Floats, Recording
from sigverify.sentences import said
from sigverify.storage.store import Store
from sigverify.workflows.enrolment import enrol
from sigverify.workflows.models import verifier_in_use
from sigverify.workflows.verifying import verify_ink

_PATIENCE_S = 300.0
"""How long a desk may take to come up: a model is read, loops are loaded."""


@dataclass(frozen=True, kw_only=True)
class DeskLoad:
    """What came of it.

    desks: how many worked at once; seconds: for how long; verifications: how many were decided and stored; times_s:
    how long each took, from the ink at hand to the decision stored, float64, ascending; errors: one sentence each.
    """

    desks: int
    seconds: float
    verifications: int
    times_s: Floats
    errors: tuple[str, ...]

    @property
    def rate(self) -> float:
        """Verifications a second, all desks together."""
        return self.verifications / self.seconds

    def time_s(self, percentile: float) -> float:
        """Return the time that so many of a hundred verifications kept below; nan where there were none."""
        return float(np.percentile(self.times_s, percentile)) if len(self.times_s) else float("nan")

    def to_json(self) -> dict[str, object]:
        """Return the figures as JSON holds them, times in seconds."""
        return {
            "desks": self.desks,
            "seconds": self.seconds,
            "verifications": self.verifications,
            "rate": self.rate,
            "median_s": self.time_s(50),
            "p99_s": self.time_s(99),
            "errors": list(self.errors),
        }


def load_desks(
    store_url: str, *, desks: int = 8, seconds: float = 60.0, signers: int = 16, references: int = 5, seed: int = 1
) -> DeskLoad:
    """Enrol made-up signers in an empty store, then have all desks verify as fast as they can; returns what came of it.

    Raises ProtocolError where the store holds signers already, StoreError where a desk does not come up.
    """
    corpus = synthetic_corpus(signers, genuine=references + 2, forgeries=2, seed=seed)
    with Store.open(store_url) as store:
        if store.signers():
            raise ProtocolError(
                said("The load is for a store of its own: this one holds signers. Name an empty database.")
            )
        verifier = verifier_in_use(store)
        for name in corpus.signers:  # whether they fit together is not asked: that takes longer than the load
            with store.together():
                signer = store.add_signer(name)
                for sample in corpus.of(name, "genuine")[:references]:
                    store.add_recording(signer.id, sample.recording, role="reference", label="genuine")
                enrol(store, verifier, signer.id)
    questioned = [
        (name, sample.recording)
        for name in corpus.signers
        for sample in (*corpus.of(name, "genuine")[references:], *corpus.of(name, "forgery"))
    ]
    context = multiprocessing.get_context("spawn")  # torch and forked threads do not go together
    ways, workers = [], []
    for number in range(desks):
        mine, theirs = context.Pipe()
        worker = context.Process(target=_desk, args=(theirs, store_url, questioned, seconds, seed * 1000 + number))
        worker.start()
        theirs.close()
        ways.append(mine)
        workers.append(worker)
    try:
        for way in ways:
            _heard(way, _PATIENCE_S)  # every desk is open, none has begun
        for way in ways:
            way.send("begin")
        told = [_heard(way, seconds + _PATIENCE_S) for way in ways]
    finally:
        for worker in workers:
            worker.join(5.0)
            if worker.is_alive():
                worker.terminate()
                worker.join()
        for way in ways:
            way.close()
    times = [time_s for ready, _ in told for time_s in ready]
    errors = [error for _, failed in told for error in failed]
    return DeskLoad(
        desks=desks,
        seconds=seconds,
        verifications=len(times),
        times_s=np.sort(np.array(times, dtype=np.float64)),
        errors=tuple(errors),
    )


def _heard(way: "Connection[str, tuple[list[float], list[str]]]", patience_s: float) -> tuple[list[float], list[str]]:
    try:
        if way.poll(patience_s):
            return way.recv()
    except EOFError:
        pass
    raise StoreError(said("A desk did not come up, or ended before its time. See what it printed."))


def _desk(
    way: "Connection[tuple[list[float], list[str]], str]",
    store_url: str,
    questioned: list[tuple[str, Recording]],
    seconds: float,
    seed: int,
) -> None:
    """Verify one signature after the other until the time is up, in a process of its own."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    random = np.random.default_rng(seed)
    times: list[float] = []
    errors: list[str] = []
    with Store.open(store_url, make=False) as store:
        verifier = verifier_in_use(store)
        ids = {signer.name: signer.id for signer in store.signers()}
        way.send(([], []))
        way.recv()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            name, ink = questioned[random.integers(len(questioned))]
            # No hand writes the same twice; a signature that was stored before would be taken for a copy.
            fresh = replace(ink, x=ink.x + random.normal(scale=1e-3 * float(np.ptp(ink.x)), size=len(ink.x)))
            begun = time.perf_counter()
            try:
                verify_ink(store, verifier, ids[name], fresh)
            except SigverifyError as error:
                errors.append(str(error))
            else:
                times.append(time.perf_counter() - begun)
    way.send((times, errors))
