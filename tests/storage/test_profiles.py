"""Several ways of signing a signer: each with ink, templates and decisions of its own, and gone with what it held."""

from collections.abc import Callable
from pathlib import Path

import pytest
from outside import ON_SQLITE, outside

from sigverify.errors import StoreError, UsageError
from sigverify.ink.recording import Recording
from sigverify.storage import events
from sigverify.storage.rows import FIRST_PROFILE
from sigverify.storage.store import Store

Ink = Callable[[int], Recording]
MODEL = "m" * 64


def test_everybody_has_one_profile_and_more_when_wanted(store: Store) -> None:
    anna = store.add_signer("Anna")
    assert [profile.name for profile in anna.profiles] == [FIRST_PROFILE]
    initials = store.add_profile(anna.id, " Initials ")
    assert initials.name == "Initials"
    assert [profile.name for profile in store.signer(anna.id).profiles] == [FIRST_PROFILE, "Initials"]
    assert store.audit_entries()[-1].event == events.profile_added(anna.id, initials.id)


def test_a_profile_is_renamed_and_the_chain_does_not_tell_the_name(store: Store) -> None:
    anna = store.add_signer("Anna")
    store.rename_profile(anna.profiles[0].id, "full name")
    assert [profile.name for profile in store.signer(anna.id).profiles] == ["full name"]
    told = store.audit_entries()[-1].event
    assert told == events.profile_renamed(anna.id, anna.profiles[0].id)
    assert "full name" not in str(told)


@pytest.mark.parametrize("name", ["", "  ", "SIGNATURE", "a\nb", "x" * 61])
def test_a_name_that_is_none_or_taken_is_refused(store: Store, name: str) -> None:
    anna = store.add_signer("Anna")
    with pytest.raises(UsageError):
        store.add_profile(anna.id, name)
    assert len(store.signer(anna.id).profiles) == 1


def test_a_profile_may_keep_its_own_name(store: Store) -> None:
    anna = store.add_signer("Anna")
    store.rename_profile(anna.profiles[0].id, "Signature")
    assert store.signer(anna.id).profiles[0].name == "Signature"


def test_ink_templates_and_decisions_belong_to_a_profile(store: Store, make_ink: Ink) -> None:
    anna = store.add_signer("Anna")
    initials = store.add_profile(anna.id, "initials")
    whole = store.add_recording(anna.id, make_ink(1), role="reference", label="genuine")
    short = store.add_recording(anna.id, make_ink(2), role="reference", label="genuine", profile_id=initials.id)
    assert store.save_template(anna.id, MODEL, [whole], b"whole") == 1
    assert store.save_template(anna.id, MODEL, [short], b"short") == 2, "a version names one template of a signer"
    assert store.template(anna.id, MODEL).payload == b"whole"
    assert store.template(anna.id, MODEL, initials.id).payload == b"short"
    assert store.template_version(anna.id, MODEL, anna.profiles[0].id) == 1
    assert store.template_version(anna.id, MODEL, initials.id) == 2
    assert [entry.id for entry in store.recordings(anna.id, profile_id=initials.id)] == [short]
    questioned = store.add_recording(anna.id, make_ink(3), role="questioned", profile_id=initials.id)
    store.add_decision(anna.id, questioned, 2, {"decision": "accept"})
    assert store.decisions(anna.id)[0].profile_id == initials.id
    assert store.decisions(anna.id)[0].to_json()["profile_id"] == initials.id
    assert {profile.name: profile.reference_count for profile in store.signer(anna.id).profiles} == {
        FIRST_PROFILE: 1,
        "initials": 1,
    }
    with pytest.raises(UsageError, match="of one profile"):
        store.save_template(anna.id, MODEL, [whole, short], b"both")


def test_the_profile_that_is_meant_is_the_first_with_references(store: Store, make_ink: Ink) -> None:
    anna = store.add_signer("Anna")
    initials = store.add_profile(anna.id, "initials")
    assert store.signer(anna.id).first_enrolled.name == FIRST_PROFILE
    store.add_recording(anna.id, make_ink(1), role="reference", profile_id=initials.id)
    assert store.signer(anna.id).first_enrolled.name == "initials"


def test_another_signers_profile_is_refused(store: Store, make_ink: Ink) -> None:
    anna, ben = store.add_signer("Anna"), store.add_signer("Ben")
    for attempt in (
        lambda: store.add_recording(anna.id, make_ink(1), role="reference", profile_id=ben.profiles[0].id),
        lambda: store.begin_capture(anna.id, "enrol", ben.profiles[0].id),
        lambda: store.template(anna.id, MODEL, ben.profiles[0].id),
    ):
        with pytest.raises(StoreError, match="no profile"):
            attempt()
    assert store.recordings() == []


def test_a_capture_keeps_the_profile_that_it_was_begun_for(store: Store, make_ink: Ink) -> None:
    anna = store.add_signer("Anna")
    initials = store.add_profile(anna.id, "initials")
    capture = store.begin_capture(anna.id, "reference", initials.id)
    store.append_stroke(capture, make_ink(1))
    assert store.unfinished_captures()[0].profile_id == initials.id
    known = store.finish_capture(capture, make_ink(1), "reference")
    assert store.recording(known).profile_id == initials.id
    nobodys = store.begin_capture(None, "questioned")
    known = store.finish_capture(nobodys, make_ink(2), "questioned", signer_id=anna.id, profile_id=initials.id)
    assert store.recording(known).profile_id == initials.id


def test_erasing_a_profile_takes_what_it_held_and_leaves_the_others(
    store: Store, make_ink: Ink, tmp_path: Path
) -> None:
    anna = store.add_signer("Anna")
    initials = store.add_profile(anna.id, "initials")
    kept = store.add_recording(anna.id, make_ink(1), role="reference")
    gone = store.add_recording(anna.id, make_ink(2), role="reference", profile_id=initials.id)
    store.save_template(anna.id, MODEL, [gone], b"short")
    store.add_decision(anna.id, gone, 1, {"decision": "accept"})
    store.add_note(1, "Seen by two.")
    store.begin_capture(anna.id, "enrol", initials.id)
    store.erase_profile(initials.id)
    assert [entry.id for entry in store.recordings()] == [kept]
    assert store.decisions() == []
    assert store.templates(anna.id) == []
    assert store.unfinished_captures() == []
    assert store.audit_entries()[-1].event == events.profile_erased(anna.id, initials.id, [gone], [1], [1])
    with pytest.raises(UsageError, match="only profile"):
        store.erase_profile(anna.profiles[0].id)
    with pytest.raises(StoreError):
        store.erase_profile(initials.id)
    assert store.verify_audit().sound


def test_a_reference_that_is_renewed_is_kept_for_the_record(store: Store, make_ink: Ink) -> None:
    anna = store.add_signer("Anna")
    old = store.add_recording(anna.id, make_ink(1), role="reference", label="unknown")
    store.save_template(anna.id, MODEL, [old], b"old")
    store.retire_reference(old)
    kept = store.recording(old)
    assert (kept.role, kept.label, kept.recording) == ("collected", "genuine", make_ink(1))
    assert kept.reference_until is not None
    assert store.template(anna.id, MODEL) is None
    assert store.signer(anna.id).reference_count == 0
    assert store.audit_entries()[-1].event == events.reference_retired(anna.id, old)
    with pytest.raises(StoreError, match="no reference"):
        store.retire_reference(old)


@ON_SQLITE
def test_a_purpose_is_kept_sealed_and_taken_away(store: Store, tmp_path: Path) -> None:
    anna = store.add_signer("Anna")
    store.set_retention(anna.id, " Cheques of Quorn & Sons ", None)
    assert store.signer(anna.id).purpose == "Cheques of Quorn & Sons"
    assert store.audit_entries()[-1].event == events.retention_set(anna.id, None)
    store.close()
    assert b"Quorn" not in (tmp_path / "store.sqlite").read_bytes()
    with Store.open(store.url) as again:
        again.set_retention(anna.id, "", None)
        assert again.signer(anna.id).purpose == ""


def test_samples_are_marked(store: Store) -> None:
    store.add_signer("Anna")
    store.add_signer("Clara", sample=True)
    assert [(signer.name, signer.sample) for signer in store.signers()] == [("Anna", False), ("Clara", True)]


@ON_SQLITE
def test_a_store_from_before_profiles_gives_everybody_one(
    store: Store, url: str, make_ink: Ink, before_profiles: tuple[str, ...]
) -> None:
    anna, ben = store.add_signer("Anna"), store.add_signer("Ben")
    ids = [store.add_recording(anna.id, make_ink(n), role="reference") for n in range(2)]
    other = store.add_recording(ben.id, make_ink(3), role="questioned")
    store.save_template(anna.id, MODEL, ids, b"payload")
    store.add_decision(ben.id, other, 1, {"decision": "refer"})
    store.begin_capture(anna.id, "enrol")
    store.begin_capture(None, "questioned")
    store.close()
    with outside(url) as connection:
        for statement in before_profiles:
            connection.execute(statement)
    with Store.open(url) as again:
        first, second = again.signers()
        assert [profile.name for profile in first.profiles + second.profiles] == [FIRST_PROFILE] * 2
        assert [(entry.id, entry.profile_id) for entry in again.recordings()] == [
            (ids[0], first.profiles[0].id),
            (ids[1], first.profiles[0].id),
            (other, second.profiles[0].id),
        ]
        assert again.template(anna.id, MODEL, first.profiles[0].id).payload == b"payload"
        assert again.decisions(ben.id)[0].profile_id == second.profiles[0].id
        assert [capture.profile_id for capture in again.unfinished_captures()] == [first.profiles[0].id, None]
        assert again.verify_audit().sound
        again.add_recording(anna.id, make_ink(5), role="reference", profile_id=first.profiles[0].id)
        assert again.signer(anna.id).reference_count == 3


@ON_SQLITE
def test_copies_and_backups_carry_profiles(store: Store, make_ink: Ink, tmp_path: Path) -> None:
    anna = store.add_signer("Anna")
    initials = store.add_profile(anna.id, "initials")
    store.add_recording(anna.id, make_ink(1), role="reference", profile_id=initials.id)
    store.retire_reference(store.add_recording(anna.id, make_ink(2), role="reference"))
    checked = store.back_up(tmp_path / "a.backup")
    assert (checked.faults, checked.rows["profiles"]) == ((), 2)
    store.copy_to(f"sqlite:///{tmp_path / 'copy.sqlite'}")
    with Store.open(f"sqlite:///{tmp_path / 'copy.sqlite'}") as copy:
        assert copy.signers() == store.signers()
        assert copy.recordings() == store.recordings()
