"""A store is brought forward whole or not at all, a newer one is left alone, and the code's tables are the store's."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateIndex, CreateTable

from sigverify.errors import StoreDamagedError, StoreVersionError
from sigverify.ink.recording import Recording
from sigverify.storage.database import address_of
from sigverify.storage.migrating import MIGRATIONS, REVISIONS, migrate
from sigverify.storage.schema import Base
from sigverify.storage.store import Store

LATER = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("signers", recreate="always") as table:
        table.add_column(sa.Column("colour", sa.String(10), nullable=True))
    {more}
"""


def next_migrations(folder: Path, more: str = "") -> tuple[Path, tuple[str, ...]]:
    """The program's migrations and one more, as a later version would ship them."""
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    later = LATER.format(newest=REVISIONS[-1], more=more)
    (folder / "versions" / "9999_later.py").write_text(later, encoding="utf-8")
    return folder, (*REVISIONS, "9999")


def columns(url: str, table: str) -> list[str]:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    finally:
        connection.close()


def test_the_revisions_named_in_the_code_are_those_that_are_shipped() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    assert tuple(reversed([step.revision for step in script.walk_revisions()])) == REVISIONS


def test_the_migrations_make_exactly_the_tables_of_the_schema(store: Store, url: str) -> None:
    store.close()
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_tables_can_be_made_on_postgresql() -> None:
    for table in Base.metadata.sorted_tables:
        statement = str(CreateTable(table).compile(dialect=postgresql.dialect()))
        assert table.name in statement
        for index in table.indexes:
            CreateIndex(index).compile(dialect=postgresql.dialect())


def test_a_current_store_needs_no_migration_and_no_copy(store: Store, url: str, tmp_path: Path) -> None:
    store.close()
    migrate(address_of(url), 1.0)
    assert not list(tmp_path.glob("*.before-*"))


def test_an_old_store_is_copied_and_brought_forward(store: Store, url: str, tmp_path: Path, ink: Recording) -> None:
    """Rows that point to a rebuilt table stay: dropping the old one must not cascade."""
    signer = store.add_signer("Anna")
    recording_id = store.add_recording(signer.id, ink, role="reference")
    store.close()
    folder, known = next_migrations(tmp_path / "later 100%")
    migrate(address_of(url), 1.0, migrations=folder, known=known)
    assert "colour" in columns(url, "signers")
    copy = tmp_path / "store.sqlite.before-9999"
    assert copy.stat().st_mode & 0o077 == 0
    assert "colour" not in columns(f"sqlite:///{copy}", "signers")
    with Store.open(f"sqlite:///{copy}") as old:
        assert old.recording(recording_id).recording == ink
    connection = sqlite3.connect(tmp_path / "store.sqlite")
    assert connection.execute("SELECT count(*) FROM recordings").fetchone() == (1,)
    connection.close()
    with pytest.raises(StoreVersionError, match="newer sigverify"):
        Store.open(url)


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


def test_a_migration_that_breaks_references_is_rolled_back(store: Store, url: str, tmp_path: Path, ink) -> None:
    signer = store.add_signer("Anna")
    store.add_recording(signer.id, ink, role="reference")
    store.close()
    folder, known = next_migrations(tmp_path / "later", more='op.execute("DELETE FROM signers")')
    with pytest.raises(StoreDamagedError, match="point nowhere"):
        migrate(address_of(url), 1.0, migrations=folder, known=known)
    with Store.open(url) as again:
        assert again.signers()[0].reference_count == 1


def test_a_store_of_a_newer_program_is_left_alone(store: Store, url: str, tmp_path: Path) -> None:
    store.close()
    connection = sqlite3.connect(tmp_path / "store.sqlite")
    connection.execute("UPDATE alembic_version SET version_num = '0099'")
    connection.commit()
    connection.close()
    before = (tmp_path / "store.sqlite").read_bytes()
    with pytest.raises(StoreVersionError, match=r"schema is 0099.*Update this program"):
        Store.open(url)
    assert (tmp_path / "store.sqlite").read_bytes() == before


def test_a_database_of_another_program_is_left_alone(url: str, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "store.sqlite")
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.commit()
    connection.close()
    with pytest.raises(StoreDamagedError, match="not a store of sigverify"):
        Store.open(url)
    assert columns(url, "bookmarks") == ["url"]
    assert not (tmp_path / "store.key").exists()
