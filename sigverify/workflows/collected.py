"""What was collected at the desk, as a corpus: only what a person has labelled."""

from collections.abc import Sequence
from dataclasses import replace

from sigverify.corpora.corpus import Corpus, Label, Sample
from sigverify.corpora.folders import load_corpus
from sigverify.corpora.split import COLLECTED_CORPUS
from sigverify.errors import ProtocolError
from sigverify.progress import steps
from sigverify.sentences import said
from sigverify.storage import events
from sigverify.storage.database import url_in_the_open
from sigverify.storage.rows import Profile, RecordingFacts, Signer, StoredRecording
from sigverify.storage.store import Store


def open_corpus(spec: str) -> Corpus:
    """Return the corpus that KIND:DIR names, 'store:URL' for what was collected among them."""
    kind, _, place = spec.partition(":")
    if kind != "store":
        return load_corpus(spec)
    with Store.open(url_in_the_open(place or None), make=False) as store:
        corpus = collected_corpus(store)
        store.record(events.exported("corpus", len(corpus)))
        return corpus


def genuine_part(corpus: Corpus) -> Corpus:
    """Return the corpus without its forgeries; raises ProtocolError where nothing is left."""
    return replace(corpus, samples=tuple(sample for sample in corpus if sample.label == "genuine"))


def label_of(entry: StoredRecording | RecordingFacts) -> Label | None:
    """Return as what a signature is learnt from; None where nobody has said what it is.

    References are genuine by enrolment; questioned signatures count only once a person has said what they are.
    """
    if entry.label != "unknown":
        return entry.label
    return "genuine" if entry.role == "reference" else None


def collected_corpus(store: Store) -> Corpus:
    """Return all labelled signatures of a store but those of samples, signers by their random ids.

    What a signer writes in another way, such as initials, is a signer of its own here: it is no genuine signature of
    the same form. Sessions count from 1 for each signer, in the order they began; see `samples_of`. They are told
    apart where at least one signer has genuine signatures of several.

    Raises ProtocolError where there is none.
    """
    samples = tuple(
        sample for signer in steps(store.signers()) if not signer.sample for sample in samples_of(store, signer.id)
    )
    if not samples:
        raise ProtocolError(said("Nothing has been collected yet. Enrol signers, and label the signatures you verify."))
    sessions: dict[str, set[int | None]] = {}
    for sample in samples:
        if sample.label == "genuine":
            sessions.setdefault(sample.signer, set()).add(sample.session)
    return Corpus(
        name=COLLECTED_CORPUS, samples=samples, sessions_apart=any(len(found) > 1 for found in sessions.values())
    )


def real_recordings(store: Store) -> list[RecordingFacts]:
    """Return what is known of all recordings but those of samples, in the order they were stored; no ink is opened."""
    samples = {signer.id for signer in store.signers() if signer.sample}
    return [entry for entry in store.recording_facts() if entry.signer_id not in samples]


def written_as(profile: Profile, signer: Signer) -> str:
    """Return whose signatures of this profile are in a corpus: the signer's id, and which profile beyond the first."""
    return signer.id if profile.id == signer.profiles[0].id else f"{signer.id}.{profile.id}"


def samples_of(store: Store, signer_id: str) -> list[Sample]:
    """Return the labelled signatures of one signer, profile by profile, ordered as a corpus is.

    Signatures are of one session where a person gave them the same word, or none and they were written on one day
    (UTC). Numbers count from 1 within label and session.
    """
    signer = store.signer(signer_id)
    stored = store.recordings(signer_id)
    return [
        sample
        for profile in signer.profiles
        for sample in _samples(
            [entry for entry in stored if entry.profile_id == profile.id], written_as(profile, signer)
        )
    ]


def _samples(entries: Sequence[StoredRecording], written_as: str) -> list[Sample]:
    begun: dict[str, int] = {}
    found: dict[tuple[Label, int], list[StoredRecording]] = {}
    for entry in entries:
        label = label_of(entry)
        if label is not None:
            session = begun.setdefault(entry.session or entry.taken_at.date().isoformat(), len(begun) + 1)
            found.setdefault((label, session), []).append(entry)
    return [
        Sample(signer=written_as, label=label, number=number, session=session, recording=entry.recording)
        for label, session in sorted(found, key=lambda key: (key[0] != "genuine", key[1]))
        for number, entry in enumerate(found[label, session], start=1)
    ]
