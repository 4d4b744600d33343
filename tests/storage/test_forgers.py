"""Who imitated a signature is kept, sealed, and goes with the signature."""

from collections.abc import Callable
from pathlib import Path

import pytest
from outside import ON_SQLITE, outside

from sigverify.errors import StoreDamagedError, UsageError
from sigverify.ink.recording import Recording
from sigverify.storage.rows import Erased, Forger
from sigverify.storage.schema import FALSE_REFERENCE, NAMES_FORGER
from sigverify.storage.store import Store

BEN = Forger(name="Ben Forger", skill="practised for an hour", replays=3, practised=7)


def test_a_forger_is_kept_with_the_forgery_and_found_nowhere_in_clear(
    store: Store, make_ink: Callable[[int], Recording], tmp_path: Path
) -> None:
    signer = store.add_signer("Anna")
    capture = store.begin_capture(signer.id, "collected")
    store.append_stroke(capture, make_ink(1))
    first = store.finish_capture(capture, make_ink(1), role="collected", label="forgery", session="s", forger=BEN)
    second = store.add_recording(signer.id, make_ink(2), role="collected", label="forgery", forger=Forger())
    third = store.add_recording(signer.id, make_ink(3), role="collected", label="genuine")
    assert [store.recording(known).forger for known in (first, second, third)] == [BEN, Forger(), None]
    assert [(f.id, f.label, f.session) for f in store.recording_facts()] == [
        (first, "forgery", "s"),
        (second, "forgery", ""),
        (third, "genuine", ""),
    ]
    assert "Ben Forger" not in str([entry.to_json() for entry in store.audit_entries()])
    store.close()
    for path in tmp_path.glob("store.sqlite*"):
        assert b"Ben Forger" not in path.read_bytes()
        assert b"practised for an hour" not in path.read_bytes()


def test_only_a_forgery_has_a_forger(store: Store, ink: Recording) -> None:
    signer = store.add_signer("Anna")
    with pytest.raises(UsageError, match="Only a forgery"):
        store.add_recording(signer.id, ink, role="collected", label="genuine", forger=BEN)
    with pytest.raises(UsageError, match="characters long"):
        store.add_recording(signer.id, ink, role="collected", label="forgery", forger=Forger(name="x" * 300))
    assert store.recordings(signer.id) == []


def test_a_forger_moved_to_another_row_does_not_open(store: Store, make_ink: Callable[[int], Recording]) -> None:
    signer = store.add_signer("Anna")
    for seed in (1, 2):
        store.add_recording(signer.id, make_ink(seed), role="collected", label="forgery", forger=BEN)
    with outside(store.url) as connection:
        connection.execute("UPDATE recordings SET forger_sealed = (SELECT forger_sealed FROM recordings WHERE id = 1)")
    assert store.recording(1).forger == BEN
    with pytest.raises(StoreDamagedError):
        store.recording(2)


def test_a_store_from_before_forgers_is_brought_forward_with_its_ink(
    earlier: Callable[[str], str], ink: Recording, tmp_path: Path
) -> None:
    with Store.open(earlier("0002")) as again:
        first = again.recordings()[0]
        assert first.forger is None
        again.add_recording(first.signer_id, ink, role="collected", label="forgery", forger=BEN)
        assert again.verify_audit().sound
    assert list(tmp_path.glob("**/store.sqlite.before-*"))


def forged(store: Store, make_ink: Callable[[int], Recording]) -> tuple[str, str, list[int]]:
    """Anna, whose signature others have forged, and Bert, who forged it twice, under his name as it was typed."""
    anna, bert = store.add_signer("Anna"), store.add_signer("Bert Ångström")
    store.add_recording(bert.id, make_ink(9), role="reference", label="genuine")
    ids = [
        store.add_recording(
            anna.id,
            make_ink(seed),
            role="collected",
            label="forgery",
            forger=Forger(name=name, skill="Bert saw it once", replays=2, practised=3),
        )
        for seed, name in enumerate(("Bert Ångström", " bert  A\N{COMBINING RING ABOVE}NGSTRÖM", "Ben"))
    ]
    return anna.id, bert.id, ids


def test_a_forger_is_found_by_the_name_however_it_was_typed(store: Store, make_ink: Callable[[int], Recording]) -> None:
    anna, _, ids = forged(store, make_ink)
    assert store.forgeries_by("Bert Ångström") == ids[:2]
    assert store.forgeries_by("ben") == ids[2:]
    assert store.forgeries_by("Bert") == store.forgeries_by(" ") == store.forgeries_by("Bert Ångström", anna) == []


def test_who_is_erased_forged_nothing_any_more(store: Store, make_ink: Callable[[int], Recording], url: str) -> None:
    """The forgeries stay, as those of somebody who is not named; nobody else's are touched."""
    anna, bert, ids = forged(store, make_ink)
    head = store.verify_audit().entries
    assert store.erase_signer(bert) == Erased(unnamed=2)
    kept = Forger(replays=2, practised=3)
    assert [store.recording(one).forger for one in ids[:2]] == [kept, kept]
    assert store.recording(ids[2]).forger.name == "Ben"
    assert store.forgeries_by("Bert Ångström") == []
    told = [(entry.event.kind, entry.event.signer_id) for entry in store.audit_entries()][head:]
    assert told == [("forger-unnamed", anna)] * 2 + [("forger-erased", None), ("signer-erased", bert)]
    assert "ngstr" not in str([entry.to_json() for entry in store.audit_entries()]).casefold()
    assert store.verify_audit().faults == ()


def test_what_somebody_forged_goes_along_where_that_is_wished(
    store: Store, make_ink: Callable[[int], Recording]
) -> None:
    """But not what a person has called genuine since."""
    anna, bert, ids = forged(store, make_ink)
    store.set_label(ids[0], "genuine")
    assert store.erase_signer(bert, forgeries=True) == Erased(forgeries=1, unnamed=1)
    assert [(entry.id, entry.forger.name) for entry in store.recordings(anna)] == [(ids[0], ""), (ids[2], "Ben")]
    assert store.verify_audit().faults == ()


def test_a_forger_who_is_no_signer_is_erased_by_name(store: Store, make_ink: Callable[[int], Recording]) -> None:
    anna, _, ids = forged(store, make_ink)
    assert store.erase_forger("Ben") == Erased(unnamed=1)
    assert store.recording(ids[2]).forger.name == ""
    assert store.erase_forger("BERT ÅNGSTRÖM", forgeries=True) == Erased(forgeries=2)
    assert [entry.id for entry in store.recordings(anna)] == ids[2:]
    assert store.verify_audit().faults == ()


def test_a_signer_of_no_readable_name_and_a_forger_who_does_not_open_hinder_no_erasure(
    store: Store, make_ink: Callable[[int], Recording]
) -> None:
    anna, bert, ids = forged(store, make_ink)
    with outside(store.url) as connection:
        connection.execute("UPDATE recordings SET forger_sealed = x'00' WHERE id = ?", (ids[0],))
    assert store.forgeries_by("Bert Ångström") == ids[1:2]
    with outside(store.url) as connection:
        connection.execute("UPDATE signers SET name_sealed = x'00' WHERE id = ?", (bert,))
    assert store.erase_signer(bert) == Erased()
    assert [signer.id for signer in store.signers()] == [anna]


@pytest.mark.parametrize("forgeries", [False, True])
def test_a_restored_backup_names_no_forger_who_was_erased_since(
    store: Store, make_ink: Callable[[int], Recording], tmp_path: Path, forgeries: bool
) -> None:
    anna, bert, ids = forged(store, make_ink)
    store.back_up(tmp_path / "a.backup")
    store.erase_signer(bert, forgeries=forgeries)
    url = store.url
    store.close()
    assert Store.restore(url, tmp_path / "a.backup").erased == 1
    with Store.open(url) as again:
        assert again.forgeries_by("Bert Ångström") == []
        assert [entry.id for entry in again.recordings(anna)] == (ids[2:] if forgeries else ids)
        assert again.verify_audit().faults == ()


@ON_SQLITE
def test_forgers_are_found_without_wading_through_the_ink(store: Store, url: str) -> None:
    """The rows are long with ink, and few name a forger."""
    with outside(url) as connection:
        for condition, index in ((NAMES_FORGER, "ix_recordings_of_forgers"), (FALSE_REFERENCE, "ix_recordings_false")):
            plan = connection.execute(
                f"EXPLAIN QUERY PLAN SELECT id FROM recordings WHERE {condition.text} ORDER BY id"
            )
            assert index in str(plan.fetchall())


def restored(store: Store, backup: Path) -> Store:
    """The store after a backup was put in its place."""
    url = store.url
    store.close()
    Store.restore(url, backup)
    return Store.open(url)


@pytest.mark.parametrize("forgeries", [False, True])
def test_a_restored_backup_brings_back_no_forger_who_is_no_signer(
    store: Store, make_ink: Callable[[int], Recording], tmp_path: Path, forgeries: bool
) -> None:
    """Nor one whose forgery had been discarded before: the name is known again by its digest."""
    anna, _, ids = forged(store, make_ink)
    more = store.add_recording(anna, make_ink(7), role="collected", label="forgery", forger=Forger(name="BEN"))
    store.back_up(tmp_path / "a.backup")
    store.discard_recording(more)
    store.erase_forger("Ben", forgeries=forgeries)
    store.back_up(tmp_path / "b.backup")
    with restored(store, tmp_path / "a.backup") as again:
        assert again.forgeries_by("Ben") == []
        assert again.forgeries_by("Bert Ångström") == ids[:2]
        assert [entry.id for entry in again.recordings(anna)] == (ids[:2] if forgeries else [*ids, more])
        assert again.verify_audit().faults == ()
        again.back_up(tmp_path / "c.backup")
    with restored(again, tmp_path / "b.backup") as later:  # made after the erasure: whoever is named there is another
        assert later.verify_audit().faults == ()
    with restored(later, tmp_path / "a.backup") as again:
        assert again.forgeries_by("Ben") == [], "however often"


def test_a_signer_of_another_name_is_known_for_what_the_one_before_forged(
    store: Store, make_ink: Callable[[int], Recording]
) -> None:
    _, bert, ids = forged(store, make_ink)
    store.rename_signer(bert, "Albert")
    assert store.forgeries_by("Albert", bert) == ids[:2]
    assert store.forgeries_by("Bert Ångström") == [], "they are a signer's, and no longer anybody's of that name"
    assert store.recording(ids[0]).forger.name == "Bert Ångström", "as it was typed"
    store.rename_signer(bert, "Al")
    assert store.erase_signer(bert) == Erased(unnamed=2)
    assert [store.recording(one).forger.name for one in ids[:2]] == ["", ""]
    assert [store.recording(one).forger.signer_id for one in ids[:2]] == ["", ""]


def test_a_name_that_two_signers_bear_binds_nothing_to_one_of_them(
    store: Store, make_ink: Callable[[int], Recording]
) -> None:
    _, bert, ids = forged(store, make_ink)
    other = store.add_signer("BERT  ÅNGSTRÖM")
    assert store.mixed_up(bert) == store.mixed_up(other.id) == ids[:2]
    store.rename_signer(bert, "Albert")
    assert store.forgeries_by("Albert", bert) == []
    assert store.forgeries_by("Bert Ångström", other.id) == ids[:2]
    assert store.mixed_up(other.id) == []


def test_of_two_signers_of_a_name_those_go_that_are_named(store: Store, make_ink: Callable[[int], Recording]) -> None:
    anna, bert, ids = forged(store, make_ink)
    store.add_signer("Bert Ångström")
    with pytest.raises(UsageError, match="does not name this person"):
        store.erase_signer(bert, forgeries=ids[1:])
    assert store.erase_signer(bert, forgeries=ids[1:2]) == Erased(forgeries=1, unnamed=1)
    assert [entry.id for entry in store.recordings(anna)] == [ids[0], ids[2]]
    assert store.verify_audit().faults == ()
