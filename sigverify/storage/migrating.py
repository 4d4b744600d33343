"""Brings the schema of a store up to what this program expects, after a copy of the old store was put aside."""

import glob
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from sigverify.errors import StoreDamagedError, StoreVersionError
from sigverify.storage.database import WRITES, Address, back_up, open_engine

MIGRATIONS = Path(__file__).parent / "migrations"
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every schema this program knows, oldest first; kept here so that opening a current store needs no Alembic."""

_VERSION_TABLE = "alembic_version"


def current_revision(connection: Connection, name: str, known: Sequence[str] = REVISIONS) -> str | None:
    """Return the schema revision of a store, None for an empty database.

    name: of the store, for messages.
    Raises StoreVersionError where a newer program wrote it, StoreDamagedError where it is no store.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    found: list[str] = []
    if _VERSION_TABLE in tables:
        found = list(connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalars())  # noqa: S608 # our own name
    if len(found) != 1:
        raise StoreDamagedError(
            f"'{name}' is a database, but not a store of sigverify: it lacks the schema's version. "
            "Choose another file, or restore it from a copy."
        )
    if found[0] not in known:
        raise StoreVersionError(
            f"The store '{name}' was written by a newer sigverify: its schema is {found[0]}, this program knows up to "
            f"{known[-1]}. Update this program; the store was not touched."
        )
    return found[0]


def migrate(
    address: Address, patience_s: float, *, migrations: Path = MIGRATIONS, known: Sequence[str] = REVISIONS
) -> None:
    """Make the schema of a new store, or bring that of an old one up to date; a current one is left alone.

    All steps run in one transaction: a store is never left half-way. On SQLite the old store is first copied to
    '<file>.before-<revision>'; the copy goes when something is erased from the store (see `drop_copies`).
    Raises as `current_revision` does.
    """
    # Alembic rebuilds a table by dropping the old one; enforced references would take the rows that point to it along.
    engine = open_engine(address, patience_s, hold_references=False)
    try:
        with engine.connect() as connection, connection.begin():
            found = current_revision(connection, address.name, known)
        if found == known[-1]:
            return
        if found is not None and address.path is not None:
            back_up(engine, _copy_path(address.path, known[-1]))
        upgrade(engine, address, migrations, known)
    finally:
        engine.dispose()


def drop_copies(address: Address) -> None:
    """Delete the copies that migrations put aside: whoever is erased must not live on in them."""
    if address.path is not None:
        for copy in address.folder.glob(f"{glob.escape(address.path.name)}.before-*"):
            copy.unlink(missing_ok=True)


def upgrade(engine: Engine, address: Address, migrations: Path = MIGRATIONS, known: Sequence[str] = REVISIONS) -> None:
    """Take all steps from a store's schema to the newest in one transaction, with no copy put aside before."""
    # Alembic takes 0.3 s to import and is needed once in a store's life.
    from alembic import command
    from alembic.config import Config

    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if current_revision(connection, address.name, known) == known[-1]:
            return  # another process was faster
        config = Config()
        config.set_main_option("script_location", str(migrations).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, known[-1])
        if address.path is not None:
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            if broken:
                raise StoreDamagedError(
                    f"The store '{address.name}' holds {len(broken)} entries that point nowhere, so it was left as it "
                    "was. Restore it from a copy."
                )


def _copy_path(path: Path, revision: str) -> Path:
    return path.with_name(f"{path.name}.before-{revision}")
