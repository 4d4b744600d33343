"""What was collected, as a corpus: only what a person vouches for."""

from pathlib import Path
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.errors import ProtocolError, StoreError
from sigverify.storage import events
from sigverify.storage.store import Store
from sigverify.workflows.collected import collected_corpus, genuine_part, open_corpus
from sigverify.workflows.enrolment import kept_for


def test_an_empty_store_has_nothing(store: Store) -> None:
    store.add_signer("Nobody")
    with pytest.raises(ProtocolError, match="Nothing has been collected"):
        collected_corpus(store)


def test_references_are_genuine_and_questioned_ink_only_once_it_is_labelled(store: Store, person: Any) -> None:
    accepted = store.add_recording(person.id, person.genuine[0], role="questioned", label="unknown", session="q")
    forged = store.add_recording(person.id, person.forged[0], role="questioned", label="forgery", session="q")
    store.add_recording(person.id, person.genuine[1], role="collected", label="genuine", session="c")
    corpus = collected_corpus(store)
    assert corpus.signers == (person.id,)  # ids, not names
    assert len(corpus.of(person.id, "genuine")) == 4
    (imitation,) = corpus.of(person.id, "forgery")
    assert imitation.recording == person.forged[0]
    assert [(s.session, s.number) for s in corpus.of(person.id, "genuine")] == [(1, 1), (1, 2), (1, 3), (3, 1)]
    store.set_label(accepted, "genuine")
    assert len(collected_corpus(store).of(person.id, "genuine")) == 5
    store.set_label(forged, "unknown")
    assert collected_corpus(store).of(person.id, "forgery") == ()


def test_a_reference_that_a_person_called_forged_is_a_forgery(store: Store, person: Any) -> None:
    store.set_label(person.references[0], "forgery")
    corpus = collected_corpus(store)
    assert len(corpus.of(person.id, "genuine")) == 2
    assert len(corpus.of(person.id, "forgery")) == 1


def test_a_reference_that_a_person_called_forged_is_in_no_template_any_more(
    store: Store, person: Any, dtw_model: Any
) -> None:
    """Else the next verification would make the template again, of the forgery too, and accept who wrote it."""
    assert kept_for(store, dtw_model.verifier, person.id).reference_ids == person.references
    store.set_label(person.references[0], "forgery")
    assert kept_for(store, dtw_model.verifier, person.id).reference_ids == person.references[1:]
    assert store.signer(person.id).reference_count == 2
    store.set_label(person.references[1], "forgery", "reference")
    assert store.reference_ids(person.id) == [person.references[2]]


def test_a_store_is_opened_as_a_corpus_by_its_url(store: Store, person: Any) -> None:
    assert len(open_corpus(f"store:{store.url}")) == 3
    assert store.audit_entries()[-1].event == events.exported("corpus", 3)
    assert len(open_corpus("synthetic:2@1").signers) == 2


def test_store_without_a_url_is_the_one_in_the_data_folder(person: Any) -> None:
    with Store.open() as own:
        own.add_recording(own.add_signer("A").id, person.genuine[0], role="reference", label="genuine", session="s")
    assert len(open_corpus("store:")) == 1


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """A mistyped address must not leave an empty store behind."""
    with pytest.raises(StoreError, match="no store"):
        open_corpus(f"store:sqlite:///{tmp_path / 'typo' / 'store.sqlite'}")
    assert list(tmp_path.iterdir()) == []


def test_the_genuine_part_has_no_forgery(other_signers: Corpus) -> None:
    part = genuine_part(other_signers)
    assert {sample.label for sample in part} == {"genuine"}
    assert part.signers == other_signers.signers


def test_sessions_are_told_apart_by_their_words_in_the_order_they_began(store: Store, person: Any) -> None:
    assert not collected_corpus(store).sessions_apart, "one signer in one session"
    store.add_recording(person.id, person.genuine[0], role="collected", label="genuine", session="later")
    store.add_recording(person.id, person.genuine[1], role="collected", label="genuine", session="s")
    store.add_recording(person.id, person.forged[0], role="collected", label="forgery", session="later")
    corpus = collected_corpus(store)
    assert corpus.sessions_apart
    assert [(s.session, s.number) for s in corpus.of(person.id, "genuine")] == [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1)]
    assert [(s.session, s.number) for s in corpus.of(person.id, "forgery")] == [(2, 1)]


def test_without_a_word_a_session_is_a_day(store: Store, person: Any) -> None:
    store.add_recording(person.id, person.genuine[0], role="collected", label="genuine")
    store.add_recording(person.id, person.genuine[1], role="collected", label="genuine")
    assert [s.session for s in collected_corpus(store).of(person.id, "genuine")] == [1, 1, 1, 2, 2]


def test_forgeries_of_another_session_do_not_tell_sessions_apart(store: Store, person: Any) -> None:
    store.add_recording(person.id, person.forged[0], role="collected", label="forgery", session="later")
    assert not collected_corpus(store).sessions_apart
