"""What is held is unreadable from outside, what is erased is gone, and what was tampered with is noticed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from outside import ON_SQLITE, outside

from sigverify.errors import ResourceFault, StoreDamagedError, StoreError
from sigverify.ink.recording import Recording
from sigverify.storage.database import address_of
from sigverify.storage.store import Store

Ink = Callable[[int], Recording]
SEALED = {
    "signers": "name_sealed",
    "recordings": "ink_sealed",
    "strokes": "part_sealed",
    "templates": "payload_sealed",
    "decisions": "decision_sealed",
    "settings": "value_sealed",
}


def whole_captures(store: Store) -> None:
    """Raise what a stroke that does not open is told by: the others are still read."""
    for capture in store.unfinished_captures():
        if capture.fault:
            raise StoreDamagedError(capture.fault)


READERS: dict[str, Callable[[Store, str], object]] = {
    "signers": lambda store, _signer: store.signers(),
    "recordings": lambda store, _signer: store.recordings(),
    "strokes": lambda store, _signer: whole_captures(store),
    "templates": lambda store, signer: store.template(signer, "m"),
    "decisions": lambda store, _signer: store.decisions(),
    "settings": lambda store, _signer: store.setting("operator"),
}


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def place_of(table: str, url: str) -> str:
    """Where a table lies: beside a server, the journal is a file of this machine."""
    if table == "strokes" and not url.startswith("sqlite"):
        (journal,) = (address_of(url).folder / "servers").glob("*.journal")
        return f"sqlite:///{journal}"
    return url


def everything_on_disk(url: str) -> bytes:
    path = path_of(url)
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


def fill(store: Store, make_ink: Ink, name: str, seed: int) -> str:
    """A signer with something of everything."""
    signer = store.add_signer(name)
    ids = [
        store.add_recording(signer.id, make_ink(seed + i), role="reference", label="genuine", session=f"Room of {name}")
        for i in range(2)
    ]
    store.append_stroke(store.begin_capture(signer.id, "enrol"), make_ink(seed + 5))
    store.save_template(signer.id, "m", ids, b"template of " + name.encode())
    store.add_decision(signer.id, ids[0], 1, {"reason": f"too fast for {name}"})
    store.set_setting("operator", name)
    return signer.id


@ON_SQLITE
def test_nothing_personal_can_be_read_from_the_files(store: Store, url: str, make_ink: Ink) -> None:
    fill(store, make_ink, "Wilhelmina Ångström", 10)
    for state in ("in the log", "in the file"):
        if state == "in the file":
            store.close()
            assert not path_of(url).with_name("store.sqlite-wal").exists()
        else:
            assert path_of(url).with_name("store.sqlite-wal").stat().st_size > 0
        content = everything_on_disk(url)
        for secret in ("Wilhelmina Ångström", "Ångström", "Wilhelmina", "too fast", "template of", "Tablet 10"):
            assert secret.encode() not in content
            assert secret.encode("utf-16-le") not in content
        for seed in (10, 11, 15):
            for name in ("time_s", "x", "y", "pressure"):
                values = make_ink(seed).channels()[name]
                assert values[5:9].tobytes() not in content, name
                assert values[5:9].astype("float32").tobytes() not in content, name


@ON_SQLITE
def test_an_erased_signer_leaves_no_row_and_no_cipher_text(store: Store, url: str, make_ink: Ink) -> None:
    kept = fill(store, make_ink, "Anna", 10)
    gone = fill(store, make_ink, "Carl", 20)
    with outside(url) as connection:
        sealed: list[bytes] = []
        for table, column in SEALED.items():
            if table == "strokes":
                condition = "capture_id IN (SELECT id FROM captures WHERE signer_id = ?)"
            elif table == "settings":
                continue
            else:
                condition = f"{'id' if table == 'signers' else 'signer_id'} = ?"
            rows = connection.execute(f"SELECT {column} FROM {table} WHERE {condition}", (gone,)).fetchall()
            assert rows, table
            sealed.extend(row[0] for row in rows)
    before = everything_on_disk(url)
    assert all(value[:40] in before for value in sealed)
    store.erase_signer(gone)
    after = everything_on_disk(url)
    for value in sealed:
        for start in range(0, len(value) - 16, 512):
            assert value[start : start + 16] not in after
    assert gone.encode() not in after
    assert [signer.id for signer in store.signers()] == [kept]
    assert len(store.recordings()) == 2
    assert len(store.unfinished_captures()) == 1
    assert len(store.decisions()) == 1
    assert store.template(kept, "m") is not None
    with outside(url) as connection:
        counts = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in SEALED}
        assert connection.execute("SELECT count(*) FROM template_references").fetchone() == (2,)
    assert counts == {"signers": 1, "recordings": 2, "strokes": 1, "templates": 1, "decisions": 1, "settings": 1}


@ON_SQLITE
@pytest.mark.parametrize("ending", ["before-0004", "before-restore", "restoring", "restoring-journal"])
def test_nobody_is_erased_while_a_copy_holds_on_to_her(
    store: Store, url: str, make_ink: Ink, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    """A program that dies between the two leaves both, or none."""
    signer_id = fill(store, make_ink, "Anna", 10)
    copy = path_of(url).with_name(f"store.sqlite.{ending}")
    copy.write_bytes(b"what was put aside")
    unlink = Path.unlink

    def refuse(self: Path, missing_ok: bool = False) -> None:
        if self == copy:
            raise PermissionError(13, "Permission denied")
        unlink(self, missing_ok)

    with monkeypatch.context() as refusing:
        refusing.setattr(Path, "unlink", refuse)
        with pytest.raises(ResourceFault, match="cannot be deleted"):
            store.erase_signer(signer_id)
        with pytest.raises(ResourceFault, match="Nothing was erased"):
            store.discard_recording(store.recordings()[0].id)
    assert store.signer(signer_id).reference_count == 2
    store.erase_signer(signer_id)
    assert not copy.exists()
    assert store.signers() == []


def test_erasing_twice_is_refused(store: Store, make_ink: Ink) -> None:
    signer_id = fill(store, make_ink, "Anna", 10)
    store.erase_signer(signer_id)
    with pytest.raises(StoreError, match="erased"):
        store.erase_signer(signer_id)


@ON_SQLITE
def test_discarded_ink_leaves_no_cipher_text(store: Store, url: str, make_ink: Ink) -> None:
    signer = store.add_signer("Anna")
    recording_id = store.add_recording(signer.id, make_ink(1), role="questioned")
    with outside(url) as connection:
        (sealed,) = connection.execute("SELECT ink_sealed FROM recordings").fetchone()
    store.discard_recording(recording_id)
    assert sealed[20:60] not in everything_on_disk(url)
    with pytest.raises(StoreError, match="discarded"):
        store.discard_recording(recording_id)


@ON_SQLITE
def test_an_abandoned_capture_leaves_no_cipher_text(store: Store, url: str, make_ink: Ink) -> None:
    capture = store.begin_capture(None, "verify")
    store.append_stroke(capture, make_ink(1))
    with outside(url) as connection:
        (sealed,) = connection.execute("SELECT part_sealed FROM strokes").fetchone()
    store.abandon_capture(capture)
    assert sealed[20:60] not in everything_on_disk(url)


@ON_SQLITE
def test_the_log_is_cleared_later_where_a_reader_was_in_the_way(url: str, make_ink: Ink) -> None:
    with Store.open(url, patience_s=0.0) as store:
        signer_id = fill(store, make_ink, "Anna", 10)
        with outside(url) as reader:
            (sealed,) = reader.execute("SELECT name_sealed FROM signers").fetchone()
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM signers").fetchone()
            store.erase_signer(signer_id)
            assert sealed[20:40] in everything_on_disk(url)
            reader.execute("COMMIT")
            store.close()
            assert sealed[20:40] not in everything_on_disk(url)


@pytest.mark.parametrize("table", SEALED)
def test_a_flipped_bit_is_noticed(store: Store, url: str, make_ink: Ink, table: str) -> None:
    signer_id = fill(store, make_ink, "Anna", 10)
    READERS[table](store, signer_id)
    which = "WHERE name = 'operator'" if table == "settings" else "LIMIT 1"
    with outside(place_of(table, url)) as connection:
        row, value = connection.execute(f"SELECT rowid, {SEALED[table]} FROM {table} {which}").fetchone()
        value = value[:-20] + bytes([value[-20] ^ 1]) + value[-19:]
        connection.execute(f"UPDATE {table} SET {SEALED[table]} = ? WHERE rowid = ?", (value, row))
    with pytest.raises(StoreDamagedError, match=f"in '{table}' does not check out"):
        READERS[table](store, signer_id)
    assert store.model_in_use() is None  # the store itself goes on


@pytest.mark.parametrize("table", [table for table in SEALED if table != "settings"])
def test_values_swapped_between_rows_are_noticed(store: Store, url: str, make_ink: Ink, table: str) -> None:
    signer_id = fill(store, make_ink, "Anna", 10)
    fill(store, make_ink, "Carl", 20)
    column = SEALED[table]
    with outside(place_of(table, url)) as connection:
        rows = connection.execute(f"SELECT rowid, {column} FROM {table}").fetchall()
        (one, first), (two, second) = rows[0], rows[-1]
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (second, one))
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (first, two))
    with pytest.raises(StoreDamagedError):
        READERS[table](store, signer_id)


def test_ink_handed_to_another_signer_is_noticed(store: Store, url: str, make_ink: Ink) -> None:
    """Who can write to the file could otherwise enrol himself as somebody else."""
    anna = fill(store, make_ink, "Anna", 10)
    carl = fill(store, make_ink, "Carl", 20)
    with outside(url) as connection:
        connection.execute("UPDATE recordings SET signer_id = ? WHERE signer_id = ?", (anna, carl))
    with pytest.raises(StoreDamagedError):
        store.recordings(anna)


def test_a_damaged_signer_can_still_be_erased(store: Store, url: str, make_ink: Ink) -> None:
    fill(store, make_ink, "Anna", 10)
    carl = fill(store, make_ink, "Carl", 20)
    with outside(url) as connection:
        connection.execute("UPDATE signers SET name_sealed = x'00' WHERE id = ?", (carl,))
    with pytest.raises(StoreDamagedError, match=carl):
        store.signers()
    store.erase_signer(carl)
    assert [signer.name for signer in store.signers()] == ["Anna"]


def test_a_time_that_is_none_is_damage(store: Store, url: str) -> None:
    store.add_signer("Anna")
    with outside(url) as connection:
        connection.execute("UPDATE signers SET created_at = 'noon'")
    with pytest.raises(StoreDamagedError, match="'noon'"):
        store.signers()


def test_a_card_that_is_no_json_is_damage(store: Store, url: str) -> None:
    store.add_model("default", "/m", "aa", None, {})
    with outside(url) as connection:
        connection.execute("UPDATE models SET card = '{'")
    with pytest.raises(StoreDamagedError, match="card of model 1"):
        store.models()
