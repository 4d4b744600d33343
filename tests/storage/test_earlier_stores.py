"""Stores that earlier programs wrote, with all under one key, go on with a key for each signer, whole or not at all."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from outside import differences, outside
from sqlalchemy.exc import DBAPIError

from sigverify.errors import ResourceFault, StoreDamagedError
from sigverify.ink.recording import Recording
from sigverify.storage import migrating, recordings, resealing
from sigverify.storage.rows import AuditHead
from sigverify.storage.store import Store

Ink = Callable[[int, int], Recording]
Earlier = Callable[[str], str]
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
ON_A_SERVER = ("0005", "0006")


def passphrase_of(revision: str) -> str | None:
    return "of its time" if revision == "0004" else None


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_earlier_store_is_opened_with_all_that_it_held(earlier: Earlier, revision: str, make_ink: Ink) -> None:
    url = earlier(revision)
    for _ in range(2):  # the second time it is of this program
        with Store.open(url, passphrase=passphrase_of(revision)) as store:
            all_is_there(store, revision, make_ink, unfinished=(15, 25, 30))


@pytest.mark.server
@pytest.mark.parametrize("revision", ON_A_SERVER)
def test_an_earlier_store_on_a_server_is_opened_with_all_that_it_held(
    earlier_on_a_server: Earlier, revision: str, make_ink: Ink
) -> None:
    """Also what was not finished at this desk, which lies in a journal of that program beside it."""
    url = earlier_on_a_server(revision)
    for _ in range(2):
        with Store.open(url) as store:
            all_is_there(store, revision, make_ink, unfinished=(15, 25, 30, 26, 31))
    assert differences(url) == []
    with Store.open(url) as store:
        mine = store.unfinished_captures()[3:]
        store.mark_stroke(mine[0].id, 1, undone=True)
        carl = store.signers()[0]
        for capture in mine:
            store.finish_capture(capture.id, make_ink(capture.id, 30), "questioned", signer_id=carl.id)
        assert len(store.recordings(carl.id, role="questioned")) == 2
        assert len(store.unfinished_captures()) == 3
        assert store.verify_audit().faults == ()


def all_is_there(store: Store, revision: str, make_ink: Ink, unfinished: tuple[int, ...]) -> None:
    """What `earlier/write.py` stored, of both signers."""
    carl, wilhelmina = store.signers()
    assert (carl.name, wilhelmina.name) == ("Carl", "Wilhelmina")
    for signer, seed in ((wilhelmina, 10), (carl, 20)):
        kept = store.recordings(signer.id, role="reference")
        assert [entry.recording for entry in kept] == [make_ink(seed, 30), make_ink(seed + 1, 30)]
        assert {entry.session for entry in kept} == {f"Room of {signer.name}"}
        assert store.template(signer.id, "m").payload == b"template of " + signer.name.encode()
        (decision,) = store.decisions(signer.id)
        assert decision.decision["reason"] == f"as {signer.name} writes"
        if revision >= "0006":
            rejected, lifted = store.attempts(signer.id)
            assert (rejected.tried, rejected.decision_id) == ("reject", decision.id)
            assert (lifted.tried, lifted.reason) == ("lifted", f"{signer.name} showed a passport")
    captures = store.unfinished_captures()
    assert [part for capture in captures for part in capture.parts] == [make_ink(seed, 30) for seed in unfinished]
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


@pytest.mark.parametrize("revision", ON_A_SERVER)
def test_a_reference_that_an_earlier_program_let_be_called_a_forgery_is_one_no_more(
    before_keys: Earlier, revision: str
) -> None:
    """The chain tells of it once, what was made of it is revoked, and of the others nothing is touched."""
    url = before_keys(revision)
    with outside(url) as connection:  # as that program's `set_label` did
        connection.execute("UPDATE recordings SET label = 'forgery' WHERE id = 2")
    with Store.open(url) as store:
        carl, wilhelmina = store.signers()
        assert (store.recording(2).role, store.recording(2).label) == ("collected", "forgery")
        assert store.reference_ids(wilhelmina.id) == [1]
        assert store.template(wilhelmina.id, "m") is None
        assert store.template(carl.id, "m") is not None
        ended = [entry.event for entry in store.audit_entries() if entry.event.kind == "reference-ended"]
        assert [(event.signer_id, event.facts["recording"]) for event in ended] == [(wilhelmina.id, 2)]
        entries = store.verify_audit().entries
    with Store.open(url) as store:
        assert store.verify_audit().entries == entries
        assert store.verify_audit().faults == ()
        assert len(store.reference_ids(carl.id)) == 2


def test_a_store_that_may_only_be_read_is_opened_as_it_is(earlier: Earlier, monkeypatch: pytest.MonkeyPatch) -> None:
    url = earlier("0006")
    Store.open(url).close()
    with outside(url) as connection:
        connection.execute("UPDATE recordings SET label = 'forgery' WHERE id = 2")

    def refuse(*_: object) -> list[tuple[int, str]]:
        raise ResourceFault("The store can be read but not written.")

    with monkeypatch.context() as refusing:
        refusing.setattr(recordings, "end_false_references", refuse)
        with Store.open(url) as store:
            assert store.recording(2).role == "reference"
    with Store.open(url) as store:
        assert store.recording(2).role == "collected"
        assert store.verify_audit().faults == ()


@pytest.mark.parametrize("revision", ON_A_SERVER)
def test_an_earlier_store_is_copied_backed_up_restored_and_erased_from(
    before_keys: Earlier, revision: str, tmp_path: Path
) -> None:
    """Brought forward, it does what a store of this program does; the backup holds whom it erases afterwards."""
    with Store.open(before_keys(revision)) as store:
        store.change_passphrase("of today")
        store.back_up(tmp_path / "a.backup")
        carl, wilhelmina = store.signers()
        store.erase_signer(carl.id)
        assert store.verify_audit().faults == ()
        store.copy_to(f"sqlite:///{tmp_path / 'copy' / 'store.sqlite'}")
        url = store.url
    assert Store.restore(url, tmp_path / "a.backup", passphrase="of today").erased == 1
    for place in (url, f"sqlite:///{tmp_path / 'copy' / 'store.sqlite'}"):
        with Store.open(place, passphrase="of today") as store:
            assert [signer.name for signer in store.signers()] == ["Wilhelmina"]
            assert len(store.recordings(wilhelmina.id)) == 3
            assert store.verify_audit().faults == ()


@pytest.mark.parametrize("revision", ["0002", "0004", pytest.param("0005-on-a-server", marks=pytest.mark.server)])
def test_a_head_that_was_exported_before_still_holds(
    request: pytest.FixtureRequest, earlier: Earlier, revision: str
) -> None:
    on_a_server = revision.endswith("-on-a-server")
    url = request.getfixturevalue("earlier_on_a_server")(revision[:4]) if on_a_server else earlier(revision)
    with outside(url) as connection:
        row = connection.execute("SELECT sequence, at, hash FROM audit ORDER BY sequence DESC LIMIT 1").one()
    with Store.open(url, passphrase=passphrase_of(revision)) as store:
        assert store.verify_audit(AuditHead(sequence=row[0], at=row[1], hash=row[2])).faults == ()


@pytest.mark.server
def test_the_one_key_opens_no_ink_on_a_server_any_more(earlier_on_a_server: Earlier) -> None:
    """Of a dump that was made before, nothing that was sealed stands there still; rows of the chain are no ink."""
    url = earlier_on_a_server("0006")
    queries = [
        *("SELECT name_sealed FROM signers", "SELECT ink_sealed FROM recordings", "SELECT part_sealed FROM strokes"),
        *("SELECT payload_sealed FROM templates", "SELECT decision_sealed FROM decisions"),
        *("SELECT note_sealed FROM notes", "SELECT told_sealed FROM attempts"),
    ]

    def sealed() -> list[set[object]]:
        with outside(url) as connection:
            return [{row[0] for row in connection.execute(query)} for query in queries]

    before = sealed()
    Store.open(url).close()
    after = sealed()
    assert [len(values) for values in after] == [len(values) for values in before]
    assert all(before)
    assert not any(old & new for old, new in zip(before, after, strict=True))
    with outside(url) as connection:
        assert connection.execute("SELECT count(*) FROM data_keys").one() == (2 + 1 + 1,)  # signers, store, capture
        with pytest.raises(DBAPIError, match="notes are appended, never changed"):
            connection.execute("UPDATE notes SET note_sealed = x'00'")


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


def test_a_fault_half_way_leaves_the_earlier_store_usable(before_keys: Earlier, monkeypatch) -> None:
    url = before_keys("0005")
    reseal, done = resealing._reseal, []

    def stops(*arguments: object) -> None:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(reseal(*arguments))

    monkeypatch.setattr(resealing, "_reseal", stops)
    with pytest.raises(KeyboardInterrupt):
        Store.open(url)
    with outside(url) as connection:
        assert connection.execute("SELECT count(*) FROM data_keys").one() == (0,)
    monkeypatch.setattr(resealing, "_reseal", reseal)
    with Store.open(url) as store:
        assert len(store.recordings()) == 6


def test_what_is_damaged_in_an_earlier_store_hinders_nothing_else(before_keys: Earlier) -> None:
    url = before_keys("0005")
    with outside(url) as connection:
        connection.execute("UPDATE recordings SET ink_sealed = x'00' WHERE id = 3")
    with Store.open(url) as store:
        with pytest.raises(StoreDamagedError, match="'ink' of row 3"):
            store.recording(3)
        assert store.recording(4).session == "Room of Carl"
