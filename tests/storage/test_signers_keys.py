"""Everyone's key: who is erased is out of reach, the store's key is replaced then, and another window keeps up."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside import ON_SQLITE, outside
from sqlalchemy import Engine, event

from sigverify.errors import StoreDamagedError, StoreError, StoreKeyError, StoreLockedError, UsageError
from sigverify.ink.recording import Recording
from sigverify.storage.cipher import Cipher, Place
from sigverify.storage.store import Store
from sigverify.storage.wrapping import public_half, unwrap, wrap

Ink = Callable[[int], Recording]


ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def rows(url: str, query: str) -> list[tuple]:
    with outside(url) as connection:
        return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in connection.execute(query)]


def change(url: str, statement: str, *values: object) -> None:
    with outside(url) as connection:
        connection.execute(statement, values)


def key_of(store: Store) -> bytes:
    return store._keys._key


# Keys of signers


def test_each_signer_has_a_key_of_their_own(store: Store, url: str, ink: Recording) -> None:
    anna, carl = store.add_signer("Anna"), store.add_signer("Carl")
    recording = store.add_recording(anna.id, ink, role="reference")
    assert {owner for (owner,) in rows(url, "SELECT owner FROM data_keys")} == {anna.id, carl.id, "store"}
    ((sealed,),) = rows(url, f"SELECT ink_sealed FROM recordings WHERE id = {recording}")
    place = Place("recordings", recording, "ink", anna.id)
    with store._reading() as work:
        ciphers = {one: work.cipher.keys.cipher_of(work.connection, one) for one in (anna.id, carl.id, "store")}
    assert ciphers[anna.id].open(sealed, place)
    for other in (carl.id, "store"):
        with pytest.raises(StoreDamagedError):
            ciphers[other].open(sealed, place)
    with pytest.raises(StoreDamagedError):
        Cipher(key_of(store)).open(sealed, place)


@ON_SQLITE
def test_a_signature_that_is_nobodys_yet_has_a_key_until_it_is_somebodys(store: Store, url: str, ink) -> None:
    signer = store.add_signer("Anna")
    kept, thrown = (store.begin_capture(None, "questioned") for _ in range(2))
    store.append_stroke(kept, ink)
    owners = {owner for (owner,) in rows(url, "SELECT owner FROM data_keys")}
    assert {f"capture {kept}", f"capture {thrown}"} < owners
    store.finish_capture(kept, ink, "questioned", signer_id=signer.id)
    store.abandon_capture(thrown)
    assert {owner for (owner,) in rows(url, "SELECT owner FROM data_keys")} == {signer.id, "store"}


@ON_SQLITE
def test_erasing_destroys_the_key_and_replaces_the_stores(store: Store, url: str, ink: Recording) -> None:
    anna, carl = store.add_signer("Anna"), store.add_signer("Carl")
    recording = store.add_recording(carl.id, ink, role="reference")
    ((sealed_before,),) = rows(url, f"SELECT key_sealed FROM data_keys WHERE owner = '{anna.id}'")
    old = key_of(store)
    store.erase_signer(anna.id)
    assert key_of(store) != old
    for owner, sealed in rows(url, "SELECT owner, key_sealed FROM data_keys"):
        assert owner != anna.id
        with pytest.raises(StoreDamagedError):
            Cipher(old).open(sealed, Place("data_keys", owner, "key"))
        assert Cipher(key_of(store)).open(sealed, Place("data_keys", owner, "key"))
    files = b"".join(path.read_bytes() for path in Path(url.removeprefix("sqlite:///")).parent.glob("store.sqlite*"))
    assert sealed_before not in files
    assert rows(url, "SELECT generation FROM store_key") == [(2,)]
    store.close()
    with Store.open(url) as again:
        assert again.recording(recording).recording == ink


def test_an_erasure_that_fails_changes_no_key(store: Store, url: str, ink: Recording) -> None:
    anna, carl = store.add_signer("Anna"), store.add_signer("Carl")
    before, key = rows(url, "SELECT * FROM data_keys ORDER BY owner"), key_of(store)

    def fail(_connection, _cursor, statement: str, *_more) -> None:
        if statement.startswith("UPDATE store_key"):
            raise KeyboardInterrupt

    event.listen(Engine, "before_cursor_execute", fail)
    try:
        with pytest.raises(KeyboardInterrupt):
            store.erase_signer(anna.id)
    finally:
        event.remove(Engine, "before_cursor_execute", fail)
    assert rows(url, "SELECT * FROM data_keys ORDER BY owner") == before
    store.add_recording(carl.id, ink, role="reference")
    store.add_signer("Dora")
    store.close()
    with Store.open(url) as again:
        assert key_of(again) == key
        assert [signer.name for signer in again.signers()] == ["Anna", "Carl", "Dora"]
        again.erase_signer(anna.id)
        assert again.verify_audit().sound


KILLED = """
import os, signal, sys
from outside import ON_SQLITE, outside
from sqlalchemy import Engine, event
from sigverify.storage.store import Store

seen = 0

def count(_connection, _cursor, statement, *_more):
    global seen
    seen += 1
    if seen == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

with Store.open(sys.argv[1]) as store:
    event.listen(Engine, "before_cursor_execute", count)
    store.erase_signer(sys.argv[2])
print("done")
"""


@pytest.mark.slow
@ON_SQLITE
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("statement", range(1, 22, 3))
def test_an_erasure_that_is_killed_is_whole_or_not_at_all(store: Store, url: str, ink, statement: int) -> None:
    anna, carl = store.add_signer("Anna"), store.add_signer("Carl")
    for one in (anna, carl):
        store.add_recording(one.id, ink, role="reference")
    store.close()
    subprocess.run([sys.executable, "-c", KILLED, url, anna.id, str(statement)], check=False, timeout=60)
    with Store.open(url) as again:
        names = [signer.name for signer in again.signers()]
        assert names in (["Anna", "Carl"], ["Carl"])
        assert len(again.recordings()) == len(names)
        assert again.verify_audit().sound
        told = [entry.event.kind for entry in again.audit_entries(anna.id)]
        assert ("signer-erased" in told) == (names == ["Carl"])


def test_another_window_keeps_up_with_the_stores_key(store: Store, url: str, make_ink: Ink) -> None:
    with Store.open(url) as other:
        anna, carl = store.add_signer("Anna"), store.add_signer("Carl")
        assert [signer.name for signer in other.signers()] == ["Anna", "Carl"]
        store.erase_signer(anna.id)
        dora = other.add_signer("Dora")  # under the key as it is now, not as this window knew it
        other.add_recording(carl.id, make_ink(1), role="reference")
        emil = store.add_signer("Emil")
        other.erase_signer(carl.id)
        assert {one.id for one in store.signers()} == {one.id for one in other.signers()} == {dora.id, emil.id}
    store.close()
    with Store.open(url) as again:
        assert [signer.name for signer in again.signers()] == ["Dora", "Emil"]
        assert again.verify_audit().sound


def test_keys_that_were_fetched_and_not_opened_are_fetched_anew_under_another_key(store: Store, url: str) -> None:
    """One look fetches everybody's key, still sealed; the store's key may be another one when the next is opened."""
    anna, carl = store.add_signer("Anna"), store.add_signer("Carl")
    with Store.open(url) as other:
        assert other.signer(anna.id).name == "Anna"
        store.erase_signer(anna.id)
        assert other.signer(carl.id).name == "Carl"
        assert not any(anna.id in kept for kept in (other._keys._sealed, store._keys._sealed, store._keys._keys))


def test_the_key_of_who_was_erased_by_another_desk_leaves_memory_with_the_news(store: Store, url: str) -> None:
    anna, carl = store.add_signer("Anna"), store.add_signer("Carl")
    with Store.open(url) as other:
        seen = other.signers_changed(0).head
        assert [signer.name for signer in other.signers()] == ["Anna", "Carl"]
        assert anna.id in other._keys._keys
        store.erase_signer(anna.id)
        store.rename_signer(carl.id, "Charles")
        assert other.signers_changed(seen).signer_ids == {anna.id, carl.id}
        assert not any(anna.id in kept for kept in (other._keys._sealed, other._keys._keys))
        assert other.signer(carl.id).name == "Charles"


def test_one_signer_whose_key_or_name_is_damaged_is_told_of_in_a_list_of_all(store: Store, url: str) -> None:
    anna = store.add_signer("Anna")
    store.add_signer("Carl")
    change(url, "UPDATE data_keys SET key_sealed = ? WHERE owner = ?", b"\x01" + bytes(60), anna.id)
    with Store.open(url) as again, pytest.raises(StoreDamagedError, match="'key'"):
        again.signers()
    assert [signer.name for signer in store.signers()] == ["Anna", "Carl"], "who has it open has her key"
    change(url, "UPDATE signers SET name_sealed = ? WHERE id = ?", b"\x01" + bytes(60), anna.id)
    with pytest.raises(StoreDamagedError, match="'name'"):
        store.signers()


def test_a_window_whose_passphrase_was_taken_away_says_so(url: str) -> None:
    with Store.open(url, passphrase="old") as one, Store.open(url, passphrase="old") as other:
        anna = one.add_signer("Anna")
        assert other.signer(anna.id).name == "Anna"
        one.change_passphrase("quite new")
        with pytest.raises(StoreKeyError, match="open it anew"):
            other.add_signer("Carl")
        one.add_signer("Dora")


def test_a_key_that_somebody_else_would_have_the_store_wrapped_for_is_refused(store: Store, url: str) -> None:
    """Whoever can write to the file puts their own public half there, and waits for the key to be replaced."""
    anna = store.add_signer("Anna")
    mine = public_half(bytes(range(32)))
    change(url, "UPDATE key_wraps SET public_sealed = ?", mine)
    with pytest.raises(StoreDamagedError, match="'public'"):
        store.erase_signer(anna.id)
    assert [signer.name for signer in store.signers()] == ["Anna"]


def test_a_store_whose_signers_key_is_gone_says_so(store: Store, url: str) -> None:
    anna = store.add_signer("Anna")
    change(url, "DELETE FROM data_keys WHERE owner = ?", anna.id)
    store.close()
    with Store.open(url) as again, pytest.raises(StoreDamagedError, match="the key is gone"):
        again.signers()


def test_another_thread_opens_the_store_by_what_opened_it(url: str, monkeypatch) -> None:
    with Store.open(url, passphrase="secret") as store:
        way_in = store.way_in
        assert "secret=" not in repr(way_in), "nor in a log"
        with Store.open(url, passphrase=way_in) as other:
            other.add_signer("Anna")
        store.change_passphrase("another one")
        with pytest.raises(StoreLockedError, match="opens it no more"):
            Store.open(url, passphrase=way_in)
        Store.open(url, passphrase=store.way_in).close()


def test_a_closed_store_has_no_key(store: Store) -> None:
    store.add_signer("Anna")
    store.close()
    assert store._keys._key == b""
    assert store._keys._keys == {}
    with pytest.raises(StoreError, match="closed"):
        store.signers()


# Passphrase, keyring, recovery key


@ON_SQLITE
def test_a_changed_passphrase_opens_nothing_of_now_by_an_old_copy(url: str, tmp_path: Path) -> None:
    with Store.open(url, passphrase="old") as store:
        anna = store.add_signer("Anna")
        store.back_up(tmp_path / "a.backup")
        store.change_passphrase("quite new")
        carl = store.add_signer("Carl")
    with Store.open(f"sqlite:///{tmp_path / 'a.backup'}", passphrase="old") as backup:
        assert [signer.id for signer in backup.signers()] == [anna.id], "backups stay readable by the old passphrase"
        old = key_of(backup)
    for owner, sealed in rows(url, "SELECT owner, key_sealed FROM data_keys"):
        with pytest.raises(StoreDamagedError):
            Cipher(old).open(sealed, Place("data_keys", owner, "key"))
    with Store.open(url, passphrase="quite new") as store:
        assert store.signer(carl.id).name == "Carl"


def test_a_machine_can_remember_the_key_and_forget_it(url: str, memory_keyring) -> None:
    with Store.open(url, passphrase="secret") as store:
        store.add_signer("Anna")
        store.remember()
        assert len(memory_keyring.secrets) == 1
    with Store.open(url) as store:
        assert "keyring" in store.key_description
        store.forget_machines()
        assert store.signers()[0].name == "Anna"
    with pytest.raises(StoreLockedError, match="none was given"):
        Store.open(url)
    with Store.open(url, passphrase="secret") as store:
        store.remember()
    memory_keyring.secrets.clear()  # another machine: its keyring knows nothing
    with pytest.raises(StoreLockedError):
        Store.open(url)
    Store.open(url, passphrase="secret").close()


def test_what_is_the_only_way_in_is_not_taken_away(store: Store) -> None:
    with pytest.raises(UsageError, match="Nothing else opens"):
        store.forget_machines()


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_what_is_wrapped_opens_for_its_holder_in_its_place_alone(key: bytes, secret: bytes, other: bytes) -> None:
    wrapped = wrap(key, public_half(secret), "store", "wrap")
    assert unwrap(wrapped, secret, "store", "wrap") == key
    assert wrap(key, public_half(secret), "store", "wrap") != wrapped
    for store_id, wrap_id in (("another", "wrap"), ("store", "another")):
        with pytest.raises(StoreKeyError):
            unwrap(wrapped, secret, store_id, wrap_id)
    for bad in (b"", wrapped[:-1], wrapped[:40] + bytes(8) + wrapped[48:]):
        with pytest.raises(StoreKeyError):
            unwrap(bad, secret, "store", "wrap")
    if public_half(other) != public_half(secret):
        with pytest.raises(StoreKeyError):
            unwrap(wrapped, other, "store", "wrap")
