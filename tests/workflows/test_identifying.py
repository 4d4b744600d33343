"""Identification in a store: everybody with references is compared, as they are at that moment."""

import sqlite3
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.errors import Cancelled, StoreDamagedError, UsageError
from sigverify.progress import Progress, watched_by
from sigverify.storage import events
from sigverify.storage.store import Store
from sigverify.verification.sketch import sketch_of
from sigverify.verification.verifier import Verifier
from sigverify.workflows import identifying
from sigverify.workflows.enrolment import enrol, template_for
from sigverify.workflows.identifying import Gallery


@pytest.fixture
def dtw(dtw_model: Any) -> Verifier:
    return dtw_model.verifier


@pytest.fixture
def filled(store: Store, other_signers: Corpus) -> tuple[Store, dict[str, str]]:
    """A store with four references of each signer, and their ids."""
    ids = {}
    for name in other_signers.signers:
        ids[name] = store.add_signer(name).id
        for sample in other_signers.of(name, "genuine")[:4]:
            store.add_recording(ids[name], sample.recording, role="reference", label="genuine")
    return store, ids


def test_the_writer_comes_first_and_templates_are_made_where_there_are_none(
    filled: tuple[Store, dict[str, str]], dtw: Verifier, other_signers: Corpus
) -> None:
    store, ids = filled
    gallery = Gallery(store, dtw)
    for name in other_signers.signers:
        questioned = other_signers.of(name, "genuine")[5].recording
        found = gallery.identify(questioned).candidates
        assert len(found) == len(ids)
        assert store.audit_entries()[-1].event == events.identified(dtw.sha256, len(ids))
        assert found[0].signer.name == name
        decision = dtw.verify(template_for(store, dtw, ids[name]), questioned)
        assert found[0].weighed.score == pytest.approx(decision.score)
        assert found[0].weighed.outcome == decision.outcome
    assert all(store.template_version(one, dtw.sha256) == 1 for one in ids.values())
    assert store.without_sketch(dtw.sha256) == []


def test_templates_are_read_once_and_anew_where_they_changed(
    filled: tuple[Store, dict[str, str]], dtw: Verifier, other_signers: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, ids = filled
    gallery = Gallery(store, dtw)
    first, *_ = other_signers.signers
    questioned = other_signers.of(first, "genuine")[5].recording
    gallery.identify(questioned)
    read: list[int] = []
    templates_of = store.templates_of
    monkeypatch.setattr(
        store, "templates_of", lambda model, profiles: read.extend(profiles) or templates_of(model, profiles)
    )
    gallery.identify(questioned)
    assert read == []
    fifth = other_signers.of(first, "genuine")[4].recording
    store.add_recording(ids[first], fifth, role="reference", label="genuine")
    enrol(store, dtw, ids[first])
    before = gallery.identify(questioned).candidates
    assert read == [], "it was read when it was looked at anew"
    assert before[0].signer.reference_count == len(before[0].weighed.each) == 5


def test_references_that_came_without_a_template_count(
    filled: tuple[Store, dict[str, str]], dtw: Verifier, other_signers: Corpus
) -> None:
    """As where the program ended before the template was made anew."""
    store, ids = filled
    gallery = Gallery(store, dtw)
    first, *_ = other_signers.signers
    questioned = other_signers.of(first, "genuine")[5].recording
    gallery.identify(questioned)
    fifth = other_signers.of(first, "genuine")[4].recording
    store.add_recording(ids[first], fifth, role="reference", label="genuine")
    for asked in (gallery, Gallery(store, dtw)):
        best = asked.identify(questioned).candidates[0]
        assert best.signer.id == ids[first]
        assert len(best.weighed.each) == 5


def test_few_whole_templates_are_read_and_kept_in_memory(
    filled: tuple[Store, dict[str, str]], dtw: Verifier, other_signers: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, ids = filled
    monkeypatch.setattr(identifying, "SHORTLIST", 2)
    gallery = Gallery(store, dtw)
    for name in other_signers.signers:
        found = gallery.identify(other_signers.of(name, "genuine")[5].recording)
        assert len(found.candidates) == 2 < found.compared == len(ids)
        assert found.candidates[0].signer.id == ids[name]
        assert len(gallery._templates) == 2


def test_sketches_that_were_kept_are_read_and_no_template_is(
    filled: tuple[Store, dict[str, str]], dtw: Verifier, other_signers: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a store is opened again: templates of a hundred thousand signers would take minutes."""
    store, ids = filled
    name = other_signers.signers[0]
    questioned = other_signers.of(name, "genuine")[5].recording
    before = Gallery(store, dtw).identify(questioned)
    monkeypatch.setattr(identifying, "kept_for", lambda *_: pytest.fail("a template was looked at"))
    monkeypatch.setattr(identifying, "_SKETCHES_AT_ONCE", 2)
    gallery = Gallery(store, dtw)
    while gallery.read_ahead(50):
        pass
    assert len(gallery._signers) == len(ids)
    found = gallery.identify(questioned)
    assert [one.signer.id for one in found.candidates] == [one.signer.id for one in before.candidates]
    assert found.compared == before.compared == len(ids)


@pytest.mark.parametrize("sketch", [None, b"of another release"])
def test_a_sketch_that_cannot_be_used_is_made_anew(
    filled: tuple[Store, dict[str, str]], dtw: Verifier, other_signers: Corpus, sketch: bytes | None
) -> None:
    store, ids = filled
    name = other_signers.signers[1]
    template = template_for(store, dtw, ids[name])
    before = store.template(ids[name], dtw.sha256)
    store.save_template(ids[name], dtw.sha256, before.reference_ids, template.to_bytes(), sketch)
    found = Gallery(store, dtw).identify(other_signers.of(name, "genuine")[5].recording)
    assert found.candidates[0].signer.id == ids[name]
    kept = {one.signer_id: one.sketch for one in store.sketches(dtw.sha256)}
    assert kept[ids[name]] == sketch_of(dtw, template)


def test_a_sample_is_compared_only_where_nobody_else_is_there_or_it_is_asked_for(
    store: Store, dtw: Verifier, other_signers: Corpus
) -> None:
    real, *samples = other_signers.signers[:3]
    ids = {name: store.add_signer(name, sample=name in samples).id for name in (real, *samples)}
    gallery = Gallery(store, dtw)
    for names in (samples, [real]):
        for name in names:
            for sample in other_signers.of(name, "genuine")[:3]:
                store.add_recording(ids[name], sample.recording, role="reference", label="genuine")
        questioned = other_signers.of(samples[0], "genuine")[4].recording
        found = gallery.identify(questioned)
        assert {one.signer.name for one in found.candidates} == set(names)
        assert found.compared == len(names)
    assert gallery.identify(questioned, samples=True).candidates[0].signer.name == samples[0]
    assert gallery.identify(questioned, samples=True).compared == 3


def test_another_desks_changes_are_taken(
    filled: tuple[Store, dict[str, str]], dtw: Verifier, other_signers: Corpus
) -> None:
    store, ids = filled
    first, second, *_ = other_signers.signers
    gallery = Gallery(store, dtw)
    questioned = other_signers.of(first, "genuine")[5].recording
    gallery.identify(questioned)
    with Store.open(store.url) as desk:
        desk.erase_signer(ids[second])
        new = desk.add_signer("New")
        for sample in other_signers.of(first, "genuine")[4:7]:
            desk.add_recording(new.id, sample.recording, role="reference", label="genuine")
    there = {one.signer.id for one in gallery.identify(questioned).candidates}
    assert new.id in there
    assert ids[second] not in there


def test_who_was_erased_is_forgotten(
    filled: tuple[Store, dict[str, str]], dtw: Verifier, other_signers: Corpus
) -> None:
    store, ids = filled
    gallery = Gallery(store, dtw)
    first, *_ = other_signers.signers
    questioned = other_signers.of(first, "genuine")[5].recording
    gallery.identify(questioned)
    store.erase_signer(ids[first])
    found = gallery.identify(questioned).candidates
    assert ids[first] not in {candidate.signer.id for candidate in found}
    there = {profile.id for signer in store.signers() for profile in signer.profiles}
    assert set(gallery._owners) == there
    assert set(gallery._templates) <= there
    assert all(profile in gallery._signers for profile in there)
    assert len(gallery._signers) == len(there)


def test_without_references_there_is_nobody_to_compare_with(store: Store, dtw: Verifier, other_signers: Corpus) -> None:
    store.add_signer("Ada")
    with pytest.raises(UsageError, match="Enrol signers first"):
        Gallery(store, dtw).identify(other_signers.of(other_signers.signers[0], "genuine")[0].recording)


def test_a_template_that_cannot_be_read_is_named_and_the_others_are_compared(
    filled: tuple[Store, dict[str, str]], dtw: Verifier, other_signers: Corpus
) -> None:
    """Its bytes were changed, so it does not open; nothing is made anew over what an auditor may want to see."""
    store, ids = filled
    first, second, *_ = other_signers.signers
    questioned = other_signers.of(second, "genuine")[5].recording
    Gallery(store, dtw).identify(questioned)
    connection = sqlite3.connect(store.url.removeprefix("sqlite:///"))
    connection.execute("UPDATE templates SET payload_sealed = x'00' WHERE signer_id = ?", (ids[first],))
    connection.commit()
    connection.close()
    for gallery in (Gallery(store, dtw),) * 2:
        found = gallery.identify(questioned)
        assert found.candidates[0].signer.name == second
        assert [signer.name for signer, _ in found.left_out] == [first]
        assert found.compared == len(ids) - 1
    assert store.audit_entries()[-1].event == events.identified(dtw.sha256, len(ids) - 1)


def test_where_nobody_can_be_read_it_is_said(
    filled: tuple[Store, dict[str, str]], dtw: Verifier, other_signers: Corpus
) -> None:
    store, _ = filled
    questioned = other_signers.of(other_signers.signers[0], "genuine")[5].recording
    Gallery(store, dtw).identify(questioned)
    connection = sqlite3.connect(store.url.removeprefix("sqlite:///"))
    connection.execute("UPDATE templates SET payload_sealed = x'00'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreDamagedError):
        Gallery(store, dtw).identify(questioned)


def test_a_stopped_identification_keeps_what_it_has_read(
    filled: tuple[Store, dict[str, str]], dtw: Verifier, other_signers: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, ids = filled
    progress, read = Progress(), []
    questioned = other_signers.of(other_signers.signers[0], "genuine")[5].recording
    gallery, kept_for = Gallery(store, dtw), identifying.kept_for

    def two(_store: Store, verifier: Verifier, signer_id: str, profile_id: int) -> object:
        read.append(signer_id)
        if len(read) == 2:
            progress.cancel()
        return kept_for(store, verifier, signer_id, profile_id)

    monkeypatch.setattr(identifying, "kept_for", two)
    with pytest.raises(Cancelled), watched_by(progress):
        gallery.identify(questioned)
    assert 0 < progress.done < 0.6
    assert len(read) == 2
    gallery.identify(questioned)
    assert set(read) == set(ids.values())
    assert len(read) <= len(ids) + 2, "those it had made are looked at once more, as whatever changed is"
