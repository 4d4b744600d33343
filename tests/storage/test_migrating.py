"""A store is brought forward whole or not at all, a newer one is left alone, and the code's tables are the store's."""

import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from outside import BEFORE_COUNTING, BEFORE_FORGERS_ARE_FOUND, BEFORE_PROFILES, ON_SQLITE, Outside, differences, outside
from sqlalchemy import create_engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateIndex, CreateTable

from sigverify.errors import StoreDamagedError, StoreVersionError
from sigverify.ink.recording import Recording
from sigverify.storage.database import address_of
from sigverify.storage.migrating import MIGRATIONS, NEW_STORE, REVISIONS, migrate
from sigverify.storage.schema import Base
from sigverify.storage.store import Store
from sigverify.storage.writing_new_store import new_store

LATER = """
import sqlalchemy as sa
from alembic import op

revision = "later"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade():
    lite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("signers", recreate="always" if lite else "auto") as table:
        table.add_column(sa.Column("colour", sa.String(10), nullable=True))
    {more}
"""


OPENER = """
import sys
from sigverify.storage.store import Store

print("ready", flush=True)
sys.stdin.readline()
with Store.open(sys.argv[1], patience_s=60.0) as store:
    print(len(store.signers()))
"""


def next_migrations(folder: Path, more: str = "") -> tuple[Path, tuple[str, ...]]:
    """The program's migrations and one more, as a later version would ship them."""
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    content = LATER.format(more=more, newest=REVISIONS[-1])
    (folder / "versions" / "later.py").write_text(content, encoding="utf-8")
    return folder, (*REVISIONS, "later")


def columns(url: str, table: str) -> list[str]:
    engine = create_engine(url)
    try:
        return [column["name"] for column in inspect(engine).get_columns(table)]
    finally:
        engine.dispose()


def test_the_revisions_named_in_the_code_are_those_that_are_shipped() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    assert tuple(reversed([step.revision for step in script.walk_revisions()])) == REVISIONS


def schema_of(statements: str) -> dict[str, object]:
    """What statements make of an empty SQLite file, by what SQLite itself says of it, and not by how they are spelt.

    SQLAlchemy and Alembic write the same table in other words from release to release. Checks and AUTOINCREMENT are
    told by no pragma, and are read from the statement, without its blanks, quotes and the names of constraints.
    """
    connection = sqlite3.connect(":memory:")
    try:
        for statement in statements.split("\n\n"):
            connection.execute(statement)
        found: dict[str, object] = {"version": connection.execute("SELECT * FROM alembic_version").fetchall()}
        made = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        for table, sql in made:
            if table.startswith("sqlite_"):
                continue
            plain = re.sub(r'[\s"`\[\]]', "", sql)
            found[table] = {
                "columns": connection.execute(f"PRAGMA table_info({table})").fetchall(),
                "references": sorted(row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({table})")),
                "indices": sorted(
                    ("" if origin != "c" else name, unique, origin, partial, indexed(connection, name))
                    for _, name, unique, origin, partial in connection.execute(f"PRAGMA index_list({table})")
                ),
                "checks": sorted(re.findall(r"CHECK(\((?:[^()]|\([^()]*\))*\))", plain)),
                "counts by itself": "AUTOINCREMENT" in plain,
            }
        return found
    finally:
        connection.close()


def indexed(connection: sqlite3.Connection, name: str) -> tuple[object, ...]:
    """The columns of an index in order, and what it is narrowed to."""
    narrowed = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0] or ""
    where = re.sub(r'[\s"]', "", narrowed.partition(" WHERE ")[2])
    return (*(row[2] for row in connection.execute(f"PRAGMA index_info({name})")), where)


def test_a_new_store_gets_what_all_migrations_make() -> None:
    """After a new migration: python -m sigverify.storage.writing_new_store."""
    assert schema_of(NEW_STORE.read_text("utf-8")) == schema_of(new_store())


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("signer_id VARCHAR(36) NOT NULL", "signer_id VARCHAR(36)"),
        ("id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", "id INTEGER NOT NULL PRIMARY KEY"),
        ("role IN ('reference', 'questioned', 'collected')", "role IN ('reference', 'questioned')"),
        ("REFERENCES signers (id) ON DELETE CASCADE", "REFERENCES signers (id)"),
        ("retention_sealed BLOB", "retention_sealed TEXT"),
        ("DEFAULT '0'", "DEFAULT '1'"),
        ("(profile_id, role, taken_at)", "(profile_id, role)"),
        ("WHERE role = 'questioned'", "WHERE role = 'reference'"),
        ("ix_recordings_of_profile", "ix_recordings_of_another"),
        ("VALUES ('", "VALUES ('x"),
    ],
)
def test_what_differs_between_two_schemas_is_seen(words: str, others: str) -> None:
    written = NEW_STORE.read_text("utf-8")
    assert words in written
    assert schema_of(written) != schema_of(written.replace(words, others, 1))


def test_how_a_schema_is_spelt_makes_no_difference() -> None:
    written = NEW_STORE.read_text("utf-8")
    spelt = written.replace("\t", "    ").replace("CREATE TABLE signers", 'CREATE TABLE "signers"')
    spelt = spelt.replace(
        "role VARCHAR(16) NOT NULL CHECK (role", "role VARCHAR(16) NOT NULL CONSTRAINT known CHECK ( role"
    )
    assert spelt != written
    assert schema_of(spelt) == schema_of(written)


def test_a_new_store_takes_the_steps_that_came_after_it_was_written_down(tmp_path: Path) -> None:
    migrations, known = next_migrations(tmp_path / "migrations")
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    migrate(address_of(url), 5.0, migrations=migrations, known=known)
    assert "colour" in columns(url, "signers")


def test_a_new_store_needs_no_alembic(tmp_path: Path) -> None:
    script = (
        "import sys; from sigverify.storage.store import Store; Store.open(sys.argv[1], passphrase='p').close();"
        "print('alembic' in sys.modules)"
    )
    words = [sys.executable, "-c", script, f"sqlite:///{tmp_path / 'store.sqlite'}"]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == "False\n"


def test_the_migrations_make_exactly_the_tables_of_the_schema(store: Store, url: str) -> None:
    store.close()
    assert differences(url) == []


@ON_SQLITE
def test_what_belongs_to_a_profile_goes_with_it(store: Store, url: str) -> None:
    store.close()
    with outside(url) as connection:
        for table in ("recordings", "templates", "decisions", "captures"):
            pointing = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            assert [(row[2], row[6]) for row in pointing if row[3] == "profile_id"] == [("profiles", "CASCADE")]


def test_the_tables_can_be_made_on_postgresql() -> None:
    for table in Base.metadata.sorted_tables:
        statement = str(CreateTable(table).compile(dialect=postgresql.dialect()))
        assert table.name in statement
        for index in table.indexes:
            CreateIndex(index).compile(dialect=postgresql.dialect())


UNDO: dict[str, tuple[str, ...]] = {
    "0011": BEFORE_FORGERS_ARE_FOUND,
    "0010": BEFORE_COUNTING,
    "0009": ("DROP TABLE sketches",),
    "0008": BEFORE_PROFILES,
    "0007": ("DROP TABLE operators", "ALTER TABLE signers DROP COLUMN retention_sealed"),
}
"""What takes a store back to a revision from the one after it, newest first; see `earlier` for those before."""


def take_back(connection: Outside, revision: str) -> None:
    """Leave of a store what it was at an earlier revision, with all that it held then."""
    for earlier, statements in UNDO.items():
        if earlier >= revision:
            for statement in statements:
                connection.execute(statement)
    connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))


def fill(store: Store, ink: Recording) -> str:
    """A signer with a reference, a template and a decision."""
    signer = store.add_signer("Anna")
    reference = store.add_recording(signer.id, ink, role="reference", label="genuine")
    store.save_template(signer.id, "m", [reference], b"template")
    store.add_decision(signer.id, reference, 1, {"decision": "accept"})
    store.use_model(store.add_model("old", "/m", "a" * 64, None, {}))
    return signer.id


@pytest.mark.parametrize("revision", UNDO)
def test_a_store_of_each_earlier_program_is_brought_forward(
    store: Store, url: str, ink: Recording, revision: str
) -> None:
    signer_id = fill(store, ink)
    store.close()
    with outside(url) as connection:
        take_back(connection, revision)
    with Store.open(url) as again:
        assert again.recordings(signer_id)[0].recording == ink
        template = again.template(signer_id, "m")
        assert template is not None
        assert template.payload == b"template"
        assert [one.decision for one in again.decisions()] == [{"decision": "accept"}]
        assert [copy.signer_id for copy in again.copies_of(ink)] == [signer_id]
        again.add_note(1, "Of today.")
        assert again.model_files(1) == {}
        assert again.add_recording(signer_id, ink, role="questioned") == 2
        assert again.verify_audit().faults == ()
        assert again.audit_entries()[0].event.kind == "begun"
    assert differences(url) == []


@pytest.mark.parametrize("revision", ["0001", "0005", REVISIONS[-2]])
def test_programs_that_bring_one_store_forward_at_once_do_it_once(
    store: Store, url: str, ink: Recording, revision: str, earlier
) -> None:
    """Those that come second find it done, and everybody's key made."""
    if revision in UNDO:
        fill(store, ink)
        store.close()
        with outside(url) as connection:
            take_back(connection, revision)
    else:
        store.close()
        url = earlier(revision)
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER, url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    for program in programs:
        out, problems = program.communicate()
        assert (out, program.returncode) == ("1\n" if revision in UNDO else "2\n", 0), problems
    with Store.open(url) as again:
        assert again.verify_audit().faults == ()
        assert [entry.event.kind for entry in again.audit_entries()].count("begun") == 1


def test_a_current_store_needs_no_migration_and_no_copy(store: Store, url: str, tmp_path: Path) -> None:
    store.close()
    migrate(address_of(url), 1.0)
    assert not list(tmp_path.glob("*.before-*"))


@ON_SQLITE
def test_an_old_store_is_copied_and_brought_forward(store: Store, url: str, tmp_path: Path, ink: Recording) -> None:
    """Rows that point to a rebuilt table stay: dropping the old one must not cascade."""
    signer = store.add_signer("Anna")
    recording_id = store.add_recording(signer.id, ink, role="reference")
    store.close()
    folder, known = next_migrations(tmp_path / "later 100%")
    migrate(address_of(url), 1.0, migrations=folder, known=known)
    assert "colour" in columns(url, "signers")
    copy = tmp_path / "store.sqlite.before-later"
    assert copy.stat().st_mode & 0o077 == 0
    assert "colour" not in columns(f"sqlite:///{copy}", "signers")
    with Store.open(f"sqlite:///{copy}") as old:
        assert old.recording(recording_id).recording == ink
    with outside(url) as connection:
        assert connection.execute("SELECT count(*) FROM recordings").fetchone() == (1,)
    with pytest.raises(StoreVersionError, match="newer sigverify"):
        Store.open(url)


@ON_SQLITE
def test_erasing_takes_the_copies_along(store: Store, url: str, tmp_path: Path) -> None:
    signer = store.add_signer("Anna")
    for name in ("store.sqlite.before-0002", "store.sqlite.before-0003"):
        (tmp_path / name).write_bytes(b"a copy")
    (tmp_path / "another.sqlite.before-0002").write_bytes(b"of another store")
    store.erase_signer(signer.id)
    assert sorted(path.name for path in tmp_path.glob("*.before-*")) == ["another.sqlite.before-0002"]


def test_erasing_takes_the_copies_of_a_store_with_brackets_in_its_name_along(tmp_path: Path) -> None:
    copy = tmp_path / "signers [old].sqlite.before-0002"
    with Store.open(f"sqlite:///{tmp_path / 'signers [old].sqlite'}") as store:
        signer = store.add_signer("Anna")
        copy.write_bytes(b"a copy")
        store.erase_signer(signer.id)
    assert not copy.exists()


def test_a_migration_that_fails_leaves_the_store_as_it_was(store: Store, url: str, tmp_path: Path) -> None:
    signer = store.add_signer("Anna")
    store.close()
    folder, known = next_migrations(tmp_path / "later", more='op.execute("INSERT INTO nowhere VALUES (1)")')
    with pytest.raises(DBAPIError):
        migrate(address_of(url), 1.0, migrations=folder, known=known)
    assert "colour" not in columns(url, "signers")
    with Store.open(url) as again:
        assert again.signers() == [signer]


@ON_SQLITE
def test_a_migration_that_breaks_references_is_rolled_back(store: Store, url: str, tmp_path: Path, ink) -> None:
    signer = store.add_signer("Anna")
    store.add_recording(signer.id, ink, role="reference")
    store.close()
    folder, known = next_migrations(tmp_path / "later", more='op.execute("DELETE FROM signers")')
    with pytest.raises(StoreDamagedError, match="point nowhere"):
        migrate(address_of(url), 1.0, migrations=folder, known=known)
    with Store.open(url) as again:
        assert again.signers()[0].reference_count == 1


@ON_SQLITE
def test_a_store_of_a_newer_program_is_left_alone(store: Store, url: str, tmp_path: Path) -> None:
    store.close()
    with outside(url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
    before = (tmp_path / "store.sqlite").read_bytes()
    with pytest.raises(StoreVersionError, match=r"schema is 0099.*Update this program"):
        Store.open(url)
    assert (tmp_path / "store.sqlite").read_bytes() == before


def test_a_database_of_another_program_is_left_alone(url: str, tmp_path: Path) -> None:
    with outside(url) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(StoreDamagedError, match="not a store of sigverify"):
        Store.open(url)
    assert columns(url, "bookmarks") == ["url"]
    assert not (tmp_path / "store.key").exists()
