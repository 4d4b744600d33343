"""A database is looked at before it is taken, and is as it was afterwards; a way that is not safe is told of."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from outside import ON_SERVER, outside

from sigverify.errors import ResourceFault, StoreAwayError, StoreDamagedError, StoreVersionError, UsageError
from sigverify.storage import server
from sigverify.storage.looking import look
from sigverify.storage.migrating import REVISIONS
from sigverify.storage.store import Store


def test_a_store_is_found_by_its_url_with_what_opens_it(url: str) -> None:
    with Store.open(url, passphrase="only for this test") as store:
        store.add_signer("Anna")
        store.add_signer("Carl")
    found = look(url, 1.0)
    assert (found.signers, found.is_new, found.is_older, found.warning) == (2, False, False, "")
    assert tuple(found.ways_in) == ("passphrase",)
    with Store.open(found.url, passphrase="only for this test") as store:
        assert len(store.signers()) == 2


@pytest.mark.parametrize("revision", ["0001", "0004", "0006"])
def test_an_earlier_store_is_not_brought_forward_by_looking(earlier: Callable[[str], str], revision: str) -> None:
    path = Path(earlier(revision).removeprefix("sqlite:///"))
    before = path.read_bytes()
    found = look(str(path), 1.0)
    assert (found.signers, found.is_older, found.is_new) == (2, True, False)
    assert tuple(found.ways_in) == (("passphrase",) if revision == "0004" else ("file",))
    assert path.read_bytes() == before
    assert [other.name for other in path.parent.iterdir() if other.name.startswith("store.sqlite.")] == []


@pytest.mark.server
def test_nor_is_one_on_a_server(earlier_on_a_server: Callable[[str], str]) -> None:
    url = earlier_on_a_server("0006")
    assert look(url, 1.0).is_older
    with outside(url) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").one() == ("0006",)


@ON_SERVER
def test_an_empty_database_is_room_for_a_new_store(url: str) -> None:
    assert look(url, 1.0).is_new
    with outside(url) as connection:
        assert connection.execute("SELECT to_regclass('signers')").one() == (None,)


def test_what_is_none_is_refused_and_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "bookmarks.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    (tmp_path / "letter.txt").write_text("Dear Anna")
    for name, said in (("bookmarks.sqlite", "not a store of sigverify"), ("letter.txt", "is not a database")):
        before = (tmp_path / name).read_bytes()
        with pytest.raises(StoreDamagedError, match=said):
            look(str(tmp_path / name), 1.0)
        assert (tmp_path / name).read_bytes() == before
    Store.open(f"sqlite:///{tmp_path / 'newer.sqlite'}").close()
    with outside(f"sqlite:///{tmp_path / 'newer.sqlite'}") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
    with pytest.raises(StoreVersionError, match=REVISIONS[-1]):
        look(str(tmp_path / "newer.sqlite"), 1.0)
    with pytest.raises(ResourceFault, match="Choose another place"):
        look(str(tmp_path / "letter.txt" / "store.sqlite"), 1.0)
    with pytest.raises(StoreAwayError):
        look(f"postgresql+psycopg://desk@/signers?host={tmp_path}", 1.0)
    with pytest.raises(UsageError, match="SIGVERIFY_STORE"):
        look("postgresql://desk:hunter2@server/signers", 1.0)
    with pytest.raises(UsageError):
        look("  ", 1.0)


def test_a_path_is_taken_as_it_is_typed(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for typed in ("~/signers.sqlite", " signers.sqlite", str(tmp_path / "signers.sqlite")):
        assert look(typed, 1.0).name == str(tmp_path / "signers.sqlite")


@pytest.mark.parametrize(
    ("host", "address", "mode", "warned"),
    [
        ("db.office", "192.0.2.7", None, True),
        ("db.office", "192.0.2.7", b"require", True),
        ("db.office", "192.0.2.7", b"verify-ca", True),
        ("db.office", "192.0.2.7", b"verify-full", False),
        ("/run/postgresql", "", b"prefer", False),
        ("localhost", "127.0.0.1", b"prefer", False),
        ("here", "127.0.1.1", b"prefer", False),
        ("::1", "::1", b"disable", False),
    ],
)
def test_a_way_on_which_somebody_could_get_in_between_is_told_of(
    host: str, address: str, mode: bytes | None, warned: bool
) -> None:
    """By what the connection was made by: neither the URL nor the environment alone tells all of it."""
    options = [SimpleNamespace(keyword=b"user", val=b"desk"), SimpleNamespace(keyword=b"sslmode", val=mode)]
    driver = SimpleNamespace(info=SimpleNamespace(host=host, hostaddr=address), pgconn=SimpleNamespace(info=options))
    told = server.open_to_others(SimpleNamespace(connection=SimpleNamespace(driver_connection=driver)))
    assert (told is not None) == warned
    if told is not None:
        assert f"'{host}' is not safe: with sslmode={(mode or b'prefer').decode()}" in told
        assert "sslmode=verify-full" in told


@pytest.mark.server
def test_a_socket_of_this_machine_is_safe_and_what_libpq_was_told_is_what_counts(server_url, monkeypatch) -> None:
    with Store.open(server_url) as store:
        assert store.info().warning == ""
        monkeypatch.setattr(server, "_is_this_machine", lambda _address: False)
        monkeypatch.setattr(server, "_LOCAL", ())
        assert "sslmode=prefer" in store.info().warning
    monkeypatch.setenv("PGSSLMODE", "allow")
    with Store.open(server_url) as store:
        assert "sslmode=allow" in store.info().warning
        assert store.way_warning() == store.info().warning
