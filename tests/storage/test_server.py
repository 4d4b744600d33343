"""A store on PostgreSQL: who may in, what is said where it fails, and nothing is lost when the server goes away."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from outside import outside
from postgresql_server import PASSWORD, PostgresqlServer
from sqlalchemy import make_url

from sigverify.errors import (
    ResourceFault,
    SigverifyError,
    StoreAwayError,
    StoreDamagedError,
    StoreError,
    StoreVersionError,
    UsageError,
)
from sigverify.ink.recording import Recording
from sigverify.storage import restoring_server
from sigverify.storage import server as postgresql
from sigverify.storage.database import address_of
from sigverify.storage.folders import restoring_file
from sigverify.storage.store import Store

Ink = Callable[[int], Recording]

SECRET = "hunter2"


@pytest.fixture(autouse=True)
def nobody_logged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGPASSWORD", "PGPASSFILE", "PGSERVICEFILE", "PGSERVICE", "PGHOST", "PGUSER"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def shared(server_url: str) -> Iterator[Store]:
    with Store.open(server_url) as opened:
        yield opened


def refused(url: str, kind: type[SigverifyError] = StoreError) -> str:
    """What is said of a store that does not open; never the password, nor anywhere in what led to it."""
    with pytest.raises(kind) as caught:
        Store.open(url)
    said: BaseException | None = caught.value
    while said is not None:
        assert SECRET not in str(said)
        said = said.__cause__
    return str(caught.value)


# Addresses


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("postgresql://desk@server/signers", "postgresql+psycopg://desk@server/signers"),
        ("postgres://desk:hunter2@server:5433/signers", "postgresql+psycopg://desk:***@server:5433/signers"),
        ("postgresql+psycopg://desk@server/signers?password=hunter2", "postgresql+psycopg://desk@server/signers"),
        (
            "postgresql+psycopg://server/signers?sslmode=verify-full&sslpassword=hunter2",
            "postgresql+psycopg://server/signers?sslmode=verify-full",
        ),
        ("postgresql+psycopg:///?service=desk", "postgresql+psycopg:///?service=desk"),
    ],
)
def test_an_address_goes_by_one_driver_and_its_name_holds_no_password(url: str, name: str) -> None:
    found = address_of(url)
    assert (found.name, found.path, found.url.drivername) == (name, None, "postgresql+psycopg")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://desk:hunter2@@server/signers",
        "postgresql+psycopg://desk:hunter2/x@server/signers",
        "desk:hunter2@server/signers",
        "postgresql+psycopg//desk:hunter2@server/signers",
        "mysql://desk:hunter2@server/signers",
        "postgresql+psycopg://desk:hunter2@server:port/signers",
    ],
)
def test_an_address_that_is_none_is_refused_without_its_password(url: str) -> None:
    refused(url, UsageError)


def test_what_the_url_says_of_the_connection_goes_first() -> None:
    told = postgresql.connect_args(make_url("postgresql+psycopg://h/d?connect_timeout=9&sslmode=require"), 5.0)
    assert told == {"application_name": "sigverify", "client_encoding": "utf8"}


def test_without_the_driver_the_message_names_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "pip install 'sigverify[postgresql]'" in refused("postgresql+psycopg://desk@server/signers")


def test_a_server_that_is_away_says_so(tmp_path: Path) -> None:
    said = refused(f"postgresql+psycopg://desk:{SECRET}@/signers?host={tmp_path}", StoreAwayError)
    assert "cannot be reached" in said
    assert "desk:***@" in said


# Who may in


@pytest.mark.server
def test_whom_the_server_does_not_let_in_is_told_why(server: PostgresqlServer) -> None:
    at = f"host={server.folder}"
    assert "refused the password" in refused(f"postgresql+psycopg://locked:{SECRET}@/postgres?{at}")
    assert "refused the password" in refused(f"postgresql+psycopg://locked@/postgres?{at}&password={SECRET}")
    assert "was given none" in refused(f"postgresql+psycopg://locked@/postgres?{at}")
    assert "Make it: createdb" in refused(f"postgresql+psycopg://desk:{SECRET}@/nowhere?{at}")
    assert "does not let this user in" in refused(f"postgresql+psycopg://nobody:{SECRET}@/postgres?{at}")
    assert "cannot be encrypted" in refused(f"postgresql+psycopg://desk@localhost/postgres?{at}&sslmode=wrong")


@pytest.mark.server
@pytest.mark.parametrize("way", ["PGPASSWORD", "PGPASSFILE", "service", "url"])
def test_a_password_is_found_where_libpq_looks_for_it(
    server: PostgresqlServer, server_url: str, tmp_path: Path, monkeypatch, way: str
) -> None:
    schema = re.search("store_[0-9a-f]+", server_url).group()  # type: ignore[union-attr]
    server.sql(f"GRANT ALL ON SCHEMA {schema} TO locked")
    url = server.url(schema, user="locked")
    passing = tmp_path / "file"
    if way == "PGPASSWORD":
        monkeypatch.setenv("PGPASSWORD", PASSWORD)
    elif way == "PGPASSFILE":
        passing.write_text(f"*:*:*:locked:{PASSWORD}\n", encoding="ascii")
        passing.chmod(0o600)
        monkeypatch.setenv("PGPASSFILE", str(passing))
    elif way == "service":
        passing.write_text(
            f"[office]\nhost={server.folder}\nuser=locked\ndbname=postgres\npassword={PASSWORD}\n"
            f"options=-csearch_path={schema}\n",
            encoding="ascii",
        )
        monkeypatch.setenv("PGSERVICEFILE", str(passing))
        url = "postgresql+psycopg:///?service=office"
    else:
        url = url.replace("locked@", f"locked:{PASSWORD.replace(' ', '%20')}@")
    with Store.open(url) as store:
        signer = store.add_signer("Anna")
        assert store.signers() == [signer]
        assert PASSWORD not in store.name
        assert PASSWORD not in repr(store.info())
        with Store.open(store.url) as again:
            assert again.signers() == [signer]


@pytest.mark.server
def test_a_database_that_cannot_hold_a_store_is_refused(server: PostgresqlServer, server_url: str, monkeypatch) -> None:
    server.sql("CREATE DATABASE ascii ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    try:
        assert "expected UTF8" in refused(server.url(database="ascii"))
    finally:
        server.sql("DROP DATABASE ascii")
    monkeypatch.setattr(postgresql, "OLDEST", 99)
    assert "99 or newer is needed" in refused(server_url)


@pytest.mark.server
def test_a_user_who_may_make_no_tables_is_told(server: PostgresqlServer, server_url: str, monkeypatch) -> None:
    schema = re.search("store_[0-9a-f]+", server_url).group()  # type: ignore[union-attr]
    server.sql(f"GRANT USAGE ON SCHEMA {schema} TO locked")
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert "does not let this user do that" in refused(server.url(schema, user="locked"), ResourceFault)


@pytest.mark.server
def test_a_store_that_is_not_there_is_not_made_unasked(server_url: str) -> None:
    with pytest.raises(StoreError, match="There is no store"):
        Store.open(server_url, make=False)
    Store.open(server_url).close()
    Store.open(server_url, make=False).close()


@pytest.mark.server
def test_another_programs_tables_and_a_newer_store_are_left_alone(shared: Store, server_url: str) -> None:
    with outside(server_url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
        assert "Update this program" in refused(server_url, StoreVersionError)
        with pytest.raises(StoreVersionError):
            shared.news()
        connection.execute("DROP TABLE alembic_version")
        assert "not a store of sigverify" in refused(server_url, StoreDamagedError)


@pytest.mark.server
def test_a_store_says_which_server_holds_it(shared: Store) -> None:
    info = shared.info()
    assert info.server is not None
    assert re.fullmatch(r"PostgreSQL \d+\.\d.*, reached by a socket of this machine", info.server)
    assert info.size > 100_000
    assert shared.shared


# Away and back


def hang_up(server: PostgresqlServer) -> None:
    """Have the server end every connection of the program, as an administrator or a restart does."""
    server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sigverify'")


@pytest.mark.server
def test_a_connection_that_broke_between_two_calls_is_made_anew(server: PostgresqlServer, shared: Store) -> None:
    signer = shared.add_signer("Anna")
    hang_up(server)
    assert shared.signers() == [signer]


@pytest.mark.server
def test_a_connection_that_breaks_in_the_middle_leaves_nothing_half_written(
    server: PostgresqlServer, shared: Store, make_ink: Ink
) -> None:
    signer = shared.add_signer("Anna")
    head = shared.audit_head()
    with pytest.raises(StoreAwayError, match="cannot be reached, or the connection broke"), shared.together():  # noqa: PT012 # all of it
        shared.add_recording(signer.id, make_ink(1), role="reference")
        hang_up(server)
        shared.add_recording(signer.id, make_ink(2), role="reference")
    assert shared.recordings() == []
    assert shared.audit_head() == head
    shared.add_recording(signer.id, make_ink(2), role="reference")
    assert shared.verify_audit().faults == ()


@pytest.mark.server
def test_what_is_written_while_the_server_is_away_waits_on_this_machine(
    server: PostgresqlServer, shared: Store, make_ink: Ink
) -> None:
    signer = shared.add_signer("Anna")
    assert shared.unfinished_captures() == []
    server.stop()
    try:
        capture = shared.begin_capture(signer.id, "enrol")
        shared.append_stroke(capture, make_ink(1))
        with pytest.raises(StoreAwayError):
            shared.finish_capture(capture, make_ink(3), "reference")
        with pytest.raises(StoreAwayError):
            shared.signers()
        shared.append_stroke(capture, make_ink(2))
    finally:
        server.start()
    (waiting,) = shared.unfinished_captures()
    assert (waiting.id, waiting.signer_id, waiting.parts) == (capture, signer.id, (make_ink(1), make_ink(2)))
    recording_id = shared.finish_capture(capture, make_ink(3), "reference")
    assert shared.recording(recording_id).recording == make_ink(3)
    assert shared.unfinished_captures() == []
    assert shared.verify_audit().faults == ()


@pytest.mark.server
@pytest.mark.parametrize("then", ["finished again", "offered again"])
def test_a_signature_that_arrived_just_as_the_connection_broke_is_not_kept_twice(
    shared: Store, make_ink: Ink, monkeypatch, then: str
) -> None:
    signer = shared.add_signer("Anna")
    capture = shared.begin_capture(signer.id, "enrol")
    shared.append_stroke(capture, make_ink(1))

    def break_off(_do: Callable[[], None]) -> None:
        raise StoreAwayError("broken")

    monkeypatch.setattr(shared, "_once_kept", break_off)
    with pytest.raises(StoreAwayError, match="broken"):
        shared.finish_capture(capture, make_ink(1), "reference")
    monkeypatch.undo()
    (stored,) = shared.recordings()
    if then == "finished again":
        assert shared.finish_capture(capture, make_ink(1), "reference") == stored.id
    assert shared.unfinished_captures() == []
    assert len(shared.recordings()) == 1
    assert shared.verify_audit().faults == ()


# Several machines


@pytest.fixture
def desk_at(server_url: str, tmp_path: Path, monkeypatch) -> Callable[[str], Store]:
    """Opens the store at a machine with a data folder of its own, by the passphrase that all know."""
    opened: list[Store] = []
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "only for this test")

    def sit_down(name: str) -> Store:
        monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path / name))
        opened.append(Store.open(server_url))
        opened[-1].unfinished_captures()  # which opens the journal of this machine
        return opened[-1]

    yield sit_down
    for store in opened:
        store.close()


@pytest.mark.server
@pytest.mark.parametrize("what", ["profile", "signer"])
def test_what_another_desk_erased_is_forgotten_here_with_what_a_restoring_put_aside(
    desk_at, make_ink: Ink, tmp_path: Path, monkeypatch, what: str
) -> None:
    here, there = desk_at("here"), desk_at("there")
    carl = here.add_signer("Carl")
    initials = here.add_profile(carl.id, "initials")
    here.back_up(tmp_path / "a.backup")
    monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path / "here"))
    put_aside = Store.restore(here.url, tmp_path / "a.backup", passphrase="only for this test").put_aside
    assert put_aside is not None
    here.append_stroke(here.begin_capture(carl.id, "enrol", initials.id), make_ink(1))
    here.append_stroke(here.begin_capture(carl.id, "enrol"), make_ink(2))
    assert len(here.unfinished_captures()) == 2
    assert put_aside.exists()
    monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path / "there"))
    if what == "profile":
        there.erase_profile(initials.id)
    else:
        there.erase_signer(carl.id)
    assert put_aside.exists()  # out of that desk's reach
    monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path / "here"))
    left = (make_ink(2),) if what == "profile" else ()
    assert tuple(part for capture in here.unfinished_captures() for part in capture.parts) == left
    assert not put_aside.exists()
    assert ink_on(tmp_path / "here") == len(left)


@pytest.mark.server
def test_a_restoring_that_died_leaves_nothing_to_the_next_one_nor_to_an_erasure(
    desk_at, make_ink: Ink, tmp_path: Path, monkeypatch
) -> None:
    store = desk_at("here")
    anna = fill(store, make_ink, "Anna", 10)
    store.back_up(tmp_path / "a.backup")
    kept = restoring_server.remove_database
    for then in ("restored again", "erased"):
        monkeypatch.setattr(restoring_server, "remove_database", lambda _path: None)
        Store.restore(store.url, tmp_path / "a.backup", passphrase="only for this test")
        monkeypatch.setattr(restoring_server, "remove_database", kept)
        left = restoring_file(store.name)
        assert left.exists()
        if then == "restored again":
            Store.restore(store.url, tmp_path / "a.backup", passphrase="only for this test")
        else:
            store.erase_signer(anna)
        assert not left.exists()
    assert [path.suffix for path in left.parent.iterdir() if "journal" not in path.suffix] == []


def ink_on(folder: Path) -> int:
    """How many sealed strokes lie on a machine."""
    (journal,) = (folder / "servers").glob("*.journal")
    with outside(f"sqlite:///{journal}") as connection:
        return int(connection.execute("SELECT count(*) FROM strokes").fetchone()[0])  # type: ignore[index,call-overload]


@pytest.mark.server
def test_each_machine_offers_what_was_written_there_and_forgets_who_was_erased(
    desk_at, make_ink: Ink, tmp_path: Path
) -> None:
    here, there = desk_at("here"), desk_at("there")
    signer = here.add_signer("Anna")
    for desk in (here, there):
        desk.append_stroke(desk.begin_capture(signer.id, "enrol"), make_ink(1))
        desk.append_stroke(desk.begin_capture(None, "verify"), make_ink(2))
        assert len(desk.unfinished_captures()) == 2
    content = b"".join(path.read_bytes() for path in (tmp_path / "here").rglob("*") if path.is_file())
    assert make_ink(1).channels()["x"][5:9].tobytes() not in content
    here.erase_signer(signer.id)
    assert ink_on(tmp_path / "here") == 1
    assert ink_on(tmp_path / "there") == 2
    assert [one.signer_id for one in there.unfinished_captures()] == [None]
    assert ink_on(tmp_path / "there") == 1


@pytest.mark.server
def test_a_machine_hears_of_what_others_changed_and_not_of_its_own(desk_at, make_ink: Ink) -> None:
    here, there = desk_at("here"), desk_at("there")

    def heard() -> tuple[tuple[bool, bool], tuple[bool, bool]]:
        mine, theirs = here.news(), there.news()
        return (mine.signers, mine.model), (theirs.signers, theirs.model)

    heard()
    signer = here.add_signer("Anna")
    assert heard() == ((False, False), (True, False))
    assert heard() == ((False, False), (False, False))
    questioned = there.add_recording(signer.id, make_ink(1), role="questioned")
    there.add_decision(signer.id, questioned, 1, {"decision": "accept"})
    assert heard() == ((False, False), (False, False))  # no list shows it
    there.use_model(there.add_model("new", "/m", "a" * 64, None, {}, {"card.json": b"{}"}))
    assert heard() == ((False, True), (False, False))
    assert here.model_files(1) == {"card.json": b"{}"}
    here.rename_signer(signer.id, "Anne")
    there.erase_signer(signer.id)
    assert heard() == ((True, False), (True, False))


# Copies and backups


def fill(store: Store, make_ink: Ink, name: str, seed: int) -> str:
    """A signer with something of everything."""
    signer = store.add_signer(name)
    ids = [store.add_recording(signer.id, make_ink(seed + n), role="reference", label="genuine") for n in range(2)]
    store.save_template(signer.id, "m", ids, b"template of " + name.encode())
    store.add_note(store.add_decision(signer.id, ids[0], 1, {"decision": "accept", "score": 1.5}), f"Of {name}.")
    store.set_setting("operator", name)
    store.use_model(store.add_model(name, "/m", name, None, {"of": name}, {"weights": bytes(range(256))}))
    return signer.id


def content(store: Store) -> list[object]:
    """All that a person has put into a store."""
    return [
        store.signers(),
        store.recordings(),
        [(store.templates(signer.id), store.notes(signer.id)) for signer in store.signers()],
        store.decisions(),
        store.setting("operator"),
        store.models(),
        [store.model_files(model.id) for model in store.models()],
        store.model_in_use(),
    ]


@pytest.mark.server
def test_a_store_moves_to_a_server_and_back_without_loss(server_url: str, make_ink: Ink, tmp_path: Path) -> None:
    there, back = f"sqlite:///{tmp_path / 'store.sqlite'}", f"sqlite:///{tmp_path / 'back' / 'store.sqlite'}"
    with Store.open(there) as store:
        anna = fill(store, make_ink, "Anna", 10)
        store.append_stroke(store.begin_capture(anna, "enrol"), make_ink(5))
        store.discard_recording(store.add_recording(anna, make_ink(3), role="questioned"))
        held, head = content(store), store.audit_head()
        seen: list[tuple[int, int]] = []
        checked = store.copy_to(server_url, lambda done, whole: seen.append((done, whole)))
        assert checked.rows == {**store.info().rows, "audit": head.sequence}
    assert seen[0][0] == 0
    assert seen[-1][0] >= checked.rows["recordings"]
    with Store.open(server_url) as store:
        assert content(store) == held
        assert store.verify_audit(head).faults == ()
        (copied,) = store.unfinished_captures()  # which is offered wherever the store is opened
        assert copied.parts == (make_ink(5),)
        assert store.add_recording(anna, make_ink(4), role="questioned") == 4  # 3 was given, and never is again
        assert store.finish_capture(copied.id, make_ink(6), "reference") == 5
        assert store.unfinished_captures() == []
        held, head = content(store), store.audit_head()
        store.copy_to(back)
        with pytest.raises(UsageError, match="holds a store already"):
            store.copy_to(server_url)
    with Store.open(back) as store:
        assert content(store) == held
        assert store.verify_audit(head).faults == ()
        assert store.add_recording(anna, make_ink(7), role="questioned") == 6


@pytest.mark.server
def test_a_copy_that_is_stopped_leaves_nothing_on_the_server(server_url: str, make_ink: Ink, tmp_path: Path) -> None:
    def stop(done: int, _whole: int) -> None:
        if done > 3:
            raise KeyboardInterrupt

    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        fill(store, make_ink, "Anna", 10)
        with pytest.raises(KeyboardInterrupt):
            store.copy_to(server_url, stop)
        store.copy_to(server_url)  # to the same place, which is still empty
    with Store.open(server_url) as copy:
        assert [signer.name for signer in copy.signers()] == ["Anna"]


@pytest.mark.server
def test_a_backup_of_a_server_is_put_back_while_others_have_it_open(desk_at, make_ink: Ink, tmp_path: Path) -> None:
    here, there = desk_at("here"), desk_at("there")
    anna = fill(here, make_ink, "Anna", 10)
    carl = fill(here, make_ink, "Carl", 20)
    before = content(here)
    assert here.back_up(tmp_path / "a.backup").faults == ()
    fill(there, make_ink, "Dora", 30)
    after, head = content(there), there.audit_head()
    restored = Store.restore(here.url, tmp_path / "a.backup", passphrase="only for this test")
    assert content(here) == content(there) == before
    assert there.verify_audit().faults == ()
    assert there.audit_entries()[-1].event.facts["replaced"] == {"sequence": head.sequence, "hash": head.hash}
    assert (there.news().signers, here.news().model) == (True, True)
    assert restored.put_aside is not None
    assert restored.put_aside.stat().st_mode & 0o077 == 0
    with Store.open(f"sqlite:///{restored.put_aside}", passphrase="only for this test") as aside:
        assert content(aside) == after
    newest = there.add_recording(anna, make_ink(40), role="questioned")
    assert newest == 7  # numbers that were given since the backup are not given again
    there.erase_signer(carl)
    assert not restored.put_aside.exists()  # whoever is erased must not live on in it
    assert Store.restore(here.url, tmp_path / "a.backup", passphrase="only for this test").erased == 1
    assert [signer.id for signer in here.signers()] == [anna]
    assert here.verify_audit().faults == ()


@pytest.mark.server
def test_a_lost_server_is_put_back_from_its_backup(server_url: str, make_ink: Ink, tmp_path: Path, monkeypatch) -> None:
    with Store.open(server_url, passphrase="only for this test") as store:
        fill(store, make_ink, "Anna", 10)
        held = content(store)
        store.back_up(tmp_path / "a.backup")
    with outside(server_url) as connection:
        schema = re.search("store_[0-9a-f]+", server_url).group()  # type: ignore[union-attr]
        connection.execute(f"DROP SCHEMA {schema} CASCADE")
        connection.execute(f"CREATE SCHEMA {schema}")
    with pytest.raises(SigverifyError):
        Store.restore(server_url, tmp_path / "a.backup", passphrase="another")
    assert Store.restore(server_url, tmp_path / "a.backup", passphrase="only for this test").put_aside is None
    for url in (server_url, f"sqlite:///{tmp_path / 'a.backup'}"):
        with Store.open(url, passphrase="only for this test") as store:
            assert content(store) == held
