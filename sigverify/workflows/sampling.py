"""Sample signers for a first look: people who do not exist, marked as such in name and store, and soon removed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from sigverify.corpora.synthetic import synthetic_name
from sigverify.errors import Cancelled, ModelError
from sigverify.ink.recording import Recording
from sigverify.ink.synthesis.forgeries import draw_forger, forge_again
from sigverify.ink.synthesis.repetitions import another_day, repeat
from sigverify.ink.synthesis.signers import SyntheticSigner, draw_signer
from sigverify.progress import Progress, watched_by
from sigverify.sentences import said
from sigverify.storage.rows import Label, Role
from sigverify.storage.store import Store
from sigverify.storage.unlocking import Secret
from sigverify.verification.verifier import Verifier
from sigverify.workflows.enrolment import kept_for
from sigverify.workflows.models import verifier_in_use

SAMPLES = 4
"""Signers that are made."""

_REFERENCES = 5
_GENUINE = 2
_FORGED = 1
_SEED = 2026
_SESSION = "sample"

SAMPLE_MARK = " (sample)"
"""After the name of each, so that it is told from a person's wherever names stand alone."""

SAMPLE_PURPOSE = said("To look around: nobody's signature, made by the program")
SAMPLE_PROFILE = said("initials")
"""They are stored in English; the window says them in its own language."""


@dataclass(frozen=True, kw_only=True)
class SampleReport:
    """How far it has come: done, the share 0 … 1; phase: what is done now; signers: how many are there whole."""

    done: float
    phase: str
    signers: int


def make_samples(
    store_url: str | None, *, passphrase: Secret = None, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[SampleReport]:
    """Make sample signers, one transaction each, in place of such as there are; yields a report before each and last.

    Each has five references of two days, decisions on two genuine signatures and a practised forgery, labelled as what
    they are, and the first one initials too. Without a model there are no decisions. Raises Cancelled when asked to
    stop: those that were made stay.
    """
    with watched_by(Progress(cancelled)):
        opened = Store.open(store_url, passphrase=passphrase)
    with opened as store:
        remove_samples(store)
        try:
            verifier = verifier_in_use(store)
        except ModelError:
            verifier = None
        for index in range(SAMPLES):
            if cancelled():
                raise Cancelled(said("No more sample signers are made."))
            name = synthetic_name(index)
            yield SampleReport(done=index / SAMPLES, phase=said("{name} signs", name=name), signers=index)
            with store.together():
                _add(store, verifier, index, name)
    yield SampleReport(done=1.0, phase=said("Done"), signers=SAMPLES)


def remove_samples(store: Store) -> list[str]:
    """Erase all sample signers and return their ids."""
    gone = [signer.id for signer in store.signers() if signer.sample]
    for signer_id in gone:
        store.erase_signer(signer_id)
    return gone


def _add(store: Store, verifier: Verifier | None, index: int, name: str) -> None:
    rng = np.random.default_rng([_SEED, index])
    signer_id = store.add_signer(name + SAMPLE_MARK, sample=True).id
    store.set_retention(signer_id, SAMPLE_PURPOSE, None)
    hand = draw_signer(rng, name)
    _enrol(store, signer_id, hand, rng, None)
    if index == 0:
        initials = "".join(part[0] for part in name.split())
        profile = store.add_profile(signer_id, SAMPLE_PROFILE)
        _enrol(store, signer_id, draw_signer(rng, initials), rng, profile.id)
    forger = draw_forger(hand, rng)
    questioned: list[tuple[Recording, Label]] = [
        (repeat(another_day(hand, rng), rng), "genuine") for _ in range(_GENUINE)
    ]
    questioned += [(forge_again(forger, rng), "forgery") for _ in range(_FORGED)]
    for recording, label in questioned:
        role: Role = "questioned" if verifier is not None else "collected"
        recording_id = store.add_recording(signer_id, recording, role=role, label=label, session=_SESSION)
        if verifier is not None:
            kept = kept_for(store, verifier, signer_id)
            decision = verifier.verify(kept.template, recording)
            store.add_decision(signer_id, recording_id, kept.version, decision.to_json())


def _enrol(
    store: Store, signer_id: str, hand: SyntheticSigner, rng: np.random.Generator, profile_id: int | None
) -> None:
    days = [another_day(hand, rng) for _ in range(2)]
    for number in range(_REFERENCES):
        store.add_recording(
            signer_id,
            repeat(days[number % 2], rng),
            role="reference",
            label="genuine",
            session=_SESSION,
            profile_id=profile_id,
        )
