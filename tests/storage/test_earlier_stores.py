"""Stores that earlier programs wrote, with all under one key, go on with a key for each signer, whole or not at all."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from sigverify.errors import StoreDamagedError
from sigverify.storage import migrating, resealing
from sigverify.storage.rows import AuditHead
from sigverify.storage.store import Store

Ink = Callable[[int], object]
Earlier = Callable[[str], str]
REVISIONS = ("0001", "0002", "0003", "0004", "0005")


def passphrase_of(revision: str) -> str | None:
    return "of its time" if revision == "0004" else None


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_earlier_store_is_opened_with_all_that_it_held(earlier: Earlier, revision: str, make_ink) -> None:
    url = earlier(revision)
    for _ in range(2):  # the second time it is of this program
        with Store.open(url, passphrase=passphrase_of(revision)) as store:
            carl, wilhelmina = store.signers()
            assert (carl.name, wilhelmina.name) == ("Carl", "Wilhelmina")
            for signer, seed in ((wilhelmina, 10), (carl, 20)):
                kept = store.recordings(signer.id, role="reference")
                assert [entry.recording for entry in kept] == [make_ink(seed, 30), make_ink(seed + 1, 30)]
                assert {entry.session for entry in kept} == {f"Room of {signer.name}"}
                assert store.template(signer.id, "m").payload == b"template of " + signer.name.encode()
                (decision,) = store.decisions(signer.id)
                assert decision.decision["reason"] == f"as {signer.name} writes"
            captures = store.unfinished_captures()
            assert [part for capture in captures for part in capture.parts] == [
                make_ink(15, 30),
                make_ink(25, 30),
                make_ink(30, 30),
            ]
            assert store.setting("operator") == "Wilhelmina"
            if revision >= "0003":
                (forged,) = store.recordings(carl.id, label="forgery")
                assert forged.forger is not None
                assert forged.forger.name == "Mallory"
            if revision >= "0004":
                (note,) = store.notes(carl.id)
                assert (note.text, note.ruling) == ("looked at by Carl's clerk", "reject")
            assert store.verify_audit().faults == ()
            assert [copy.signer_id for copy in store.copies_of(make_ink(20, 30))] == [carl.id]


@pytest.mark.parametrize("revision", ["0002", "0004"])
def test_a_head_that_was_exported_before_still_holds(earlier: Earlier, revision: str) -> None:
    url = earlier(revision)
    connection = sqlite3.connect(path_of(url))
    (row,) = connection.execute("SELECT sequence, at, hash FROM audit ORDER BY sequence DESC LIMIT 1").fetchall()
    connection.close()
    with Store.open(url, passphrase=passphrase_of(revision)) as store:
        assert store.verify_audit(AuditHead(sequence=row[0], at=row[1], hash=row[2])).faults == ()


def test_the_one_key_opens_nothing_of_a_signer_any_more(earlier: Earlier) -> None:
    """It goes on as the key of the store's own records; whoever has it from an old copy gets no ink by it."""
    url = earlier("0003")
    connection = sqlite3.connect(path_of(url))
    before = {row[0] for row in connection.execute("SELECT ink_sealed FROM recordings")}
    connection.close()
    with Store.open(url) as store:
        recording = store.recordings()[0]
        with store._reading() as work:
            shared = work.cipher.keys.cipher_of(work.connection, "store")
            own = work.cipher.keys.cipher_of(work.connection, recording.signer_id)
            assert shared.digest(b"", "x") != own.digest(b"", "x")
    connection = sqlite3.connect(path_of(url))
    after = {row[0] for row in connection.execute("SELECT ink_sealed FROM recordings")}
    assert connection.execute("SELECT count(*) FROM data_keys").fetchone() == (2 + 1 + 1,)  # signers, store, capture
    connection.close()
    assert not before & after
    copy = path_of(url).with_name(f"store.sqlite.before-{migrating.REVISIONS[-1]}")
    assert copy.exists()
    with Store.open(url) as store:
        store.erase_signer(store.signers()[0].id)
    assert not copy.exists(), "under the one key it holds who was erased"


def test_a_fault_half_way_leaves_the_earlier_store_usable(earlier: Earlier, monkeypatch) -> None:
    url = earlier("0002")
    reseal, done = resealing._reseal, []

    def stops(*arguments: object) -> None:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(reseal(*arguments))

    monkeypatch.setattr(resealing, "_reseal", stops)
    with pytest.raises(KeyboardInterrupt):
        Store.open(url)
    connection = sqlite3.connect(path_of(url))
    assert connection.execute("SELECT count(*) FROM data_keys").fetchone() == (0,)
    connection.close()
    monkeypatch.undo()
    with Store.open(url) as store:
        assert len(store.recordings()) == 4


def test_what_is_damaged_in_an_earlier_store_hinders_nothing_else(earlier: Earlier) -> None:
    url = earlier("0002")
    connection = sqlite3.connect(path_of(url))
    connection.execute("UPDATE recordings SET ink_sealed = x'00' WHERE id = 3")
    connection.commit()
    connection.close()
    with Store.open(url) as store:
        with pytest.raises(StoreDamagedError, match="'ink' of row 3"):
            store.recording(3)
        assert store.recording(4).session == "Room of Carl"
