"""What was collected at the desk, as a corpus: only what a person has labelled."""

from dataclasses import replace

from sigverify.corpora.corpus import Corpus, Label, Sample
from sigverify.corpora.folders import load_corpus
from sigverify.errors import ProtocolError
from sigverify.storage import events
from sigverify.storage.rows import StoredRecording
from sigverify.storage.store import Store


def open_corpus(spec: str) -> Corpus:
    """Return the corpus that KIND:DIR names, 'store:URL' for what was collected among them."""
    kind, _, place = spec.partition(":")
    if kind != "store":
        return load_corpus(spec)
    with Store.open(place or None, make=False) as store:
        corpus = collected_corpus(store)
        store.record(events.exported("corpus", len(corpus)))
        return corpus


def genuine_part(corpus: Corpus) -> Corpus:
    """Return the corpus without its forgeries; raises ProtocolError where nothing is left."""
    return replace(corpus, samples=tuple(sample for sample in corpus if sample.label == "genuine"))


def label_of(entry: StoredRecording) -> Label | None:
    """Return as what a signature is learnt from; None where nobody has said what it is.

    References are genuine by enrolment; questioned signatures count only once a person has said what they are.
    """
    if entry.label != "unknown":
        return entry.label
    return "genuine" if entry.role == "reference" else None


def collected_corpus(store: Store) -> Corpus:
    """Return all labelled signatures of a store, signers by their random ids.

    Raises ProtocolError where there is none.
    """
    samples: list[Sample] = []
    for signer in store.signers():
        numbers: dict[Label, int] = {"genuine": 0, "forgery": 0}
        for entry in store.recordings(signer.id):
            label = label_of(entry)
            if label is not None:
                numbers[label] += 1
                samples.append(
                    Sample(
                        signer=signer.id, label=label, number=numbers[label], session=None, recording=entry.recording
                    )
                )
    if not samples:
        raise ProtocolError("Nothing has been collected yet. Enrol signers, and label the signatures you verify.")
    return Corpus(name="collected", samples=tuple(samples))
