"""What signatures are kept for, and until when: sealed, listed when the day has come, never acted on alone."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outside import ON_SQLITE, outside

from sigverify.errors import StoreDamagedError, StoreError, UsageError
from sigverify.storage.store import Store


@ON_SQLITE
def test_purpose_and_day_are_kept_and_sealed(store: Store, url: str) -> None:
    signer = store.add_signer("Anna")
    assert (signer.purpose, signer.keep_until) == ("", None)
    store.set_retention(signer.id, " signs the ledger of room 7 ", date(2031, 12, 31))
    kept = store.signer(signer.id)
    assert (kept.purpose, kept.keep_until) == ("signs the ledger of room 7", date(2031, 12, 31))
    store.rename_signer(signer.id, "Anne")
    assert store.signer(signer.id).purpose == "signs the ledger of room 7"
    told = store.audit_entries(signer.id)[1].event
    assert (told.kind, told.facts) == ("retention", {"keep_until": "2031-12-31"})
    store.close()
    with open(url.removeprefix("sqlite:///"), "rb") as file:  # noqa: PTH123 # as anybody with the file does
        content = file.read()
    assert b"ledger" not in content
    assert b"2031-12-31" not in content


def test_it_can_be_taken_back(store: Store) -> None:
    signer = store.add_signer("Anna")
    store.set_retention(signer.id, "a contract", date(2020, 1, 1))
    store.set_retention(signer.id, "", None)
    assert store.signer(signer.id) == signer
    assert store.due(date(2030, 1, 1)) == []


def test_who_is_due_is_listed_from_the_day_on_and_nobody_is_erased(store: Store) -> None:
    for name, day in (
        ("Anna", date(2026, 3, 2)),
        ("Carl", date(2026, 3, 1)),
        ("Dora", None),
        ("Emil", date(2027, 1, 1)),
    ):
        store.set_retention(store.add_signer(name).id, "", day)
    assert [signer.name for signer in store.due(date(2026, 2, 28))] == []
    assert [signer.name for signer in store.due(date(2026, 3, 1))] == ["Carl"]
    assert [signer.name for signer in store.due(date(2026, 3, 2))] == ["Carl", "Anna"]
    assert len(store.signers()) == 4


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.none() | st.dates(), max_size=5), st.dates())
def test_due_is_who_has_a_day_that_is_not_later(store: Store, days: list[date | None], on: date) -> None:
    for signer in store.signers():
        store.erase_signer(signer.id)
    for day in days:
        store.set_retention(store.add_signer("Anna").id, "", day)
    found = [signer.keep_until for signer in store.due(on)]
    assert found == sorted(day for day in days if day is not None and day <= on)


def test_what_makes_no_sense_is_refused(store: Store, url: str) -> None:
    signer = store.add_signer("Anna")
    with pytest.raises(UsageError, match="at most 500"):
        store.set_retention(signer.id, "x" * 501, None)
    with pytest.raises(StoreError, match="no signer"):
        store.set_retention("nobody", "", None)
    other = store.add_signer("Carl")
    for one in (signer, other):
        store.set_retention(one.id, "a contract", date(2030, 1, 1))
    with outside(url) as connection:
        connection.execute(
            "UPDATE signers SET retention_sealed = (SELECT retention_sealed FROM signers WHERE id = ?) WHERE id = ?",
            (signer.id, other.id),
        )
    with pytest.raises(StoreDamagedError, match="'retention'"):
        store.signer(other.id)
