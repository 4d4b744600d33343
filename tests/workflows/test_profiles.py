"""Several ways of signing: each is enrolled, verified and learnt from as itself; samples are nobody."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.split import split_signers
from sigverify.errors import Cancelled, ProtocolError, StoreError, UsageError
from sigverify.ink.recording import Recording
from sigverify.storage import events
from sigverify.storage.store import Store
from sigverify.verification.verifier import Verifier
from sigverify.workflows import sampling
from sigverify.workflows.ageing import grown_old, old_words, reminder_of, set_reminder
from sigverify.workflows.collected import collected_corpus, real_recordings
from sigverify.workflows.corpus_folder import CorpusFolder
from sigverify.workflows.enrolment import enrol_recordings, template_for
from sigverify.workflows.identifying import Gallery
from sigverify.workflows.models import put_into_use
from sigverify.workflows.naming import profile_named, profile_of
from sigverify.workflows.retrain_material import gather, split_of
from sigverify.workflows.retrain_plan import RetrainPlan
from sigverify.workflows.sampling import SAMPLES, make_samples, remove_samples
from sigverify.workflows.verifying import verify_capture, verify_ink


@pytest.fixture
def dtw(dtw_model: Any) -> Verifier:
    return dtw_model.verifier


def genuine(corpus: Corpus, signer: int = 0) -> list[Recording]:
    return [sample.recording for sample in corpus.of(corpus.signers[signer], "genuine")]


def enrolled(store: Store, dtw: Verifier, name: str, inks: Sequence[Recording], **more: Any) -> Any:
    found = enrol_recordings(store, dtw, name, inks, keep_odd=True, **more)
    assert found.done
    return found


def test_a_profile_is_enrolled_and_verified_by_its_own_references(
    store: Store, dtw: Verifier, other_signers: Corpus
) -> None:
    whole, short = genuine(other_signers), genuine(other_signers, 1)
    anna = enrolled(store, dtw, "Anna", whole[:4]).signer
    initials = enrolled(store, dtw, "Anna", short[:4], profile="initials").profile
    assert initials.reference_count == 4
    assert store.signer(anna.id).first_enrolled.id == anna.profiles[0].id
    assert template_for(store, dtw, anna.id).to_bytes() != template_for(store, dtw, anna.id, initials.id).to_bytes()
    first = verify_ink(store, dtw, anna.id, short[5], profile_id=initials.id)
    assert first.decision == dtw.verify(template_for(store, dtw, anna.id, initials.id), short[5])
    assert first.stored.profile_id == initials.id
    again = verify_ink(store, dtw, anna.id, short[5], profile_id=initials.id)
    assert again.repeated


def test_a_new_signer_may_begin_with_initials(store: Store, dtw: Verifier, other_signers: Corpus) -> None:
    found = enrolled(store, dtw, "Anna", genuine(other_signers)[:3], profile="Initials")
    assert [profile.name for profile in found.signer.profiles] == ["Initials"]
    assert profile_named(found.signer, "INITIALS") == found.profile
    assert profile_of(store, found.signer.id, None) == found.profile
    with pytest.raises(UsageError, match=r"has no profile 'paraph'\. There is: 'Initials'"):
        profile_named(found.signer, "paraph")
    with pytest.raises(StoreError):
        profile_of(store, found.signer.id, 99)


def test_references_are_renewed_and_the_old_ones_kept(store: Store, dtw: Verifier, other_signers: Corpus) -> None:
    inks = genuine(other_signers)
    first = enrolled(store, dtw, "Anna", inks[:3])
    old = [entry.id for entry in store.recordings(role="reference")]
    renewed = enrolled(store, dtw, "Anna", inks[3:6], renew=True)
    assert renewed.profile.reference_count == 3
    assert {entry.id for entry in store.recordings(role="reference")}.isdisjoint(old)
    assert [entry.id for entry in store.recordings(label="genuine") if entry.reference_until] == old
    assert template_for(store, dtw, first.signer.id).reference_count == 3
    assert len(collected_corpus(store)) == 6, "they are genuine as before"
    with pytest.raises(UsageError, match="Fewer than 12"):
        enrol_recordings(store, dtw, "Anna", inks[:1] * 12, renew=True)


def test_an_odd_one_is_told_of_when_it_is_kept(store: Store, dtw: Verifier, other_signers: Corpus) -> None:
    inks = [*genuine(other_signers)[:2], genuine(other_signers, 1)[0]]
    found = enrol_recordings(store, dtw, "Anna", inks)
    assert not found.done
    anna = enrolled(store, dtw, "Anna", inks).signer
    odd = store.recordings(role="reference")[-1].id
    kinds = [entry.event for entry in store.audit_entries(kind="reference-kept")]
    assert events.reference_kept(anna.id, odd, "odd") in kinds


def test_everybodys_profiles_are_compared_and_the_best_one_speaks(
    store: Store, dtw: Verifier, other_signers: Corpus
) -> None:
    anna = enrolled(store, dtw, "Anna", genuine(other_signers)[:4]).signer
    enrolled(store, dtw, "Anna", genuine(other_signers, 1)[:4], profile="initials")
    enrolled(store, dtw, "Ben", genuine(other_signers, 2)[:4])
    gallery = Gallery(store, dtw)
    assert not gallery.read_ahead(2), "each has a sketch, and all of them are read at once"
    told = gallery.identify(genuine(other_signers, 1)[5])
    found = told.candidates
    assert [(found[0].signer.id, found[0].profile.name)] == [(anna.id, "initials")]
    assert (len(found), told.compared) == (2, 2)


def test_somebody_who_enrols_under_another_name_is_noticed(store: Store, dtw: Verifier, other_signers: Corpus) -> None:
    anna = enrolled(store, dtw, "Anna", genuine(other_signers)[:5]).signer
    ben = enrolled(store, dtw, "Ben", genuine(other_signers, 1)[:3]).signer
    gallery = Gallery(store, dtw)
    accepted = [ink for ink in genuine(other_signers)[5:] if dtw.verify(template_for(store, dtw, anna.id), ink).outcome]
    ink = next(i for i in accepted if dtw.verify(template_for(store, dtw, anna.id), i).outcome == "accept")
    like = gallery.like(ink, ben.id)
    assert like is not None
    assert like.signer.id == anna.id
    assert gallery.like(ink, anna.id) is None, "one's own other signatures are no news"
    assert gallery.like(genuine(other_signers, 1)[4], ben.id) is None


def test_another_way_of_signing_is_learnt_from_as_another_signer(
    store: Store, dtw: Verifier, other_signers: Corpus
) -> None:
    anna = enrolled(store, dtw, "Anna", genuine(other_signers)[:3]).signer
    way = enrolled(store, dtw, "Anna", genuine(other_signers, 1)[:2], profile="initials").profile
    corpus = collected_corpus(store)
    assert set(corpus.signers) == {anna.id, f"{anna.id}.{way.id}"}
    assert len(corpus.of(f"{anna.id}.{way.id}", "genuine")) == 2


def test_all_ways_of_one_person_are_in_one_fold_and_count_as_one(
    store: Store, dtw_model: Any, dtw: Verifier, other_signers: Corpus
) -> None:
    put_into_use(store, dtw_model.folder)
    plan = RetrainPlan(architecture="duration", folds=2, synthetic_signers=4, seed=3)
    anna = enrolled(store, dtw, "Anna", genuine(other_signers)[:3]).signer
    enrolled(store, dtw, "Anna", genuine(other_signers, 1)[:2], profile="initials")
    with pytest.raises(ProtocolError, match="at least two signers"):
        gather(store, plan)
    enrolled(store, dtw, "Ben", genuine(other_signers, 2)[:3])
    gathered = gather(store, plan)
    assert gathered.learnt.signers == ("000001", "000001.2", "000002")
    assert gathered.learnt_ids == [anna.id, store.signers()[1].id]
    for seed in range(5):
        folds = split_signers(gathered.learnt, 2, seed)
        assert {"000001", "000001.2"} in folds
    split = split_of(store.url, None, plan)
    assert [(part.name, part.genuine) for part in split.signers] == [("Anna", 5), ("Ben", 3)]
    with pytest.raises(ProtocolError, match="1 of 2 is chosen"):
        gather(store, replace(plan, kept_apart=(anna.id,)))


def test_a_signature_is_decided_on_by_the_profile_that_its_page_was_begun_for(
    store: Store, dtw: Verifier, other_signers: Corpus
) -> None:
    short = genuine(other_signers, 1)
    anna = enrolled(store, dtw, "Anna", genuine(other_signers)[:4]).signer
    initials = enrolled(store, dtw, "Anna", short[:4], profile="initials").profile
    page = store.begin_capture(anna.id, "questioned", initials.id)
    store.append_stroke(page, short[5])
    first = anna.profiles[0].id
    decision, recording_id = verify_capture(store, dtw, anna.id, page, short[5], profile_id=first)
    assert store.recording(recording_id).profile_id == initials.id
    assert decision.score == dtw.verify(template_for(store, dtw, anna.id, initials.id), short[5]).score
    nobodys = store.begin_capture(None, "questioned")
    store.append_stroke(nobodys, short[6])
    _, recording_id = verify_capture(store, dtw, anna.id, nobodys, short[6], profile_id=initials.id)
    assert store.recording(recording_id).profile_id == initials.id
    assert {stored.profile_id for stored in store.decisions(anna.id)} == {initials.id}


def test_a_profile_that_cannot_be_read_leaves_the_others_to_be_compared(
    store: Store, dtw: Verifier, other_signers: Corpus
) -> None:
    anna = enrolled(store, dtw, "Anna", genuine(other_signers)[:4]).signer
    initials = enrolled(store, dtw, "Anna", genuine(other_signers, 1)[:4], profile="initials").profile
    connection = sqlite3.connect(store.url.removeprefix("sqlite:///"))
    connection.execute("UPDATE templates SET payload_sealed = x'00' WHERE profile_id = ?", (initials.id,))
    connection.commit()
    connection.close()
    gallery = Gallery(store, dtw)
    assert not gallery.read_ahead(9), "it is not tried for ever"
    found = gallery.identify(genuine(other_signers)[5])
    assert [(one.signer.id, one.profile.id) for one in found.candidates] == [(anna.id, anna.profiles[0].id)]
    assert [signer.id for signer, _ in found.left_out] == [anna.id]
    assert found.compared == 1


def test_references_grow_old_by_the_desks_own_reckoning(store: Store, dtw: Verifier, other_signers: Corpus) -> None:
    profile = enrolled(store, dtw, "Anna", genuine(other_signers)[:3]).profile
    assert reminder_of(store) == 12
    then = profile.oldest_reference
    assert not grown_old(profile, 12, then + timedelta(days=365))
    assert grown_old(profile, 12, then + timedelta(days=366))
    assert not grown_old(profile, 0, then + timedelta(days=9999))
    assert old_words(profile, 12, then + timedelta(days=430)).startswith("The oldest reference is 14 months old.")
    assert old_words(profile, 12, then) == ""
    set_reminder(store, 6)
    assert reminder_of(store) == 6
    for months in (-1, 121):
        with pytest.raises(UsageError):
            set_reminder(store, months)


class TestSamples:
    @pytest.fixture(autouse=True)
    def plain_dtw(self, dtw: Verifier, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sampling, "verifier_in_use", lambda _: dtw)

    def test_they_are_there_with_all_that_a_window_shows(self, store: Store) -> None:
        *before, last = make_samples(store.url)
        assert [report.signers for report in before] == list(range(SAMPLES))
        assert (last.done, last.signers) == (1.0, SAMPLES)
        found = store.signers()
        assert all(signer.sample and signer.name.endswith(" (sample)") for signer in found)
        assert {profile.name for signer in found for profile in signer.profiles} == {"signature", "initials"}
        assert {entry.label for entry in store.recordings(role="questioned")} == {"genuine", "forgery"}
        assert len(store.decisions()) == 3 * SAMPLES
        assert store.verify_audit().sound

    def test_they_are_nobody_where_real_signers_are_meant(
        self, store: Store, dtw: Verifier, other_signers: Corpus, tmp_path: Path
    ) -> None:
        list(make_samples(store.url))
        with pytest.raises(ProtocolError):
            collected_corpus(store)
        assert real_recordings(store) == []
        folder = CorpusFolder(tmp_path / "corpus")
        assert [folder.add(store, signer.id) for signer in store.signers()] == [0] * SAMPLES
        folder.abandon()
        questioned = genuine(other_signers)[5]
        assert len(Gallery(store, dtw).identify(questioned).candidates) == SAMPLES, "nobody else is there"
        anna = enrolled(store, dtw, "Anna", genuine(other_signers)[:4]).signer
        gallery = Gallery(store, dtw)
        assert [found.signer.id for found in gallery.identify(questioned).candidates] == [anna.id]
        assert len(gallery.identify(questioned, samples=True).candidates) == SAMPLES + 1
        sample = next(entry for entry in store.recordings(role="reference") if entry.signer_id != anna.id)
        assert gallery.like(sample.recording, anna.id) is None
        assert collected_corpus(store).signers == (anna.id,)

    def test_they_go_at_once_and_nobody_else_does(self, store: Store) -> None:
        anna = store.add_signer("Anna")
        list(make_samples(store.url))
        list(make_samples(store.url))
        assert len(store.signers()) == SAMPLES + 1, "those that were there are replaced"
        assert len(remove_samples(store)) == SAMPLES
        assert [signer.id for signer in store.signers()] == [anna.id]

    def test_who_stops_it_keeps_what_is_whole(self, store: Store) -> None:
        asked = iter([False, False, True])
        with pytest.raises(Cancelled):
            list(make_samples(store.url, cancelled=lambda: next(asked)))
        assert len(store.signers()) == 2
