"""Brings the schema of a store up to what this program expects, after a copy of the old store was put aside."""

from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from sigverify.errors import ResourceFault, StoreDamagedError, StoreError, StoreVersionError
from sigverify.sentences import said
from sigverify.storage.database import Address, back_up, connected, open_engine, require_fit
from sigverify.storage.folders import PUT_ASIDE, machine_file, numbered, restoring_file

MIGRATIONS = Path(__file__).parent / "migrations"
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012")
"""Every schema this program knows, oldest first; kept here so that opening a current store needs no Alembic."""

NEW_STORE = Path(__file__).parent / "new_store.sql"
"""What all migrations together make of an empty SQLite file, a blank line between two statements.

A new store takes it in a tenth of the time, and needs no Alembic. After a new migration it is written by
`python -m sigverify.storage.writing_new_store`.
"""

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
            said(
                "'{name}' is a database, but not a store of sigverify: it lacks the schema's "
                "version. Choose another file, or restore it from a copy.",
                name=name,
            )
        )
    if found[0] not in known:
        raise StoreVersionError(
            said(
                "The store '{name}' was written by a newer sigverify: its schema is {found}, this "
                "program knows up to {known}. Update this program; the store was not touched.",
                name=name,
                found=found[0],
                known=known[-1],
            )
        )
    return found[0]


def migrate(
    address: Address,
    patience_s: float,
    *,
    make: bool = True,
    migrations: Path = MIGRATIONS,
    known: Sequence[str] = REVISIONS,
) -> None:
    """Make the schema of a new store, or bring that of an old one up to date; a current one is left alone.

    All steps run in one transaction: a store is never left half-way. On SQLite the old store is first copied to
    '<file>.before-<revision>'; the copy goes when something is erased from the store (see `drop_copies`).
    On a server, where desks come up at once, the first one takes the steps and the others wait for it.

    make: whether the schema of a new store is made; otherwise StoreError is raised. Raises as `current_revision` does,
    and StoreError where the server is too old.
    """
    # Alembic rebuilds a table by dropping the old one; enforced references would take the rows that point to it along.
    engine = open_engine(address, patience_s, hold_references=False)
    try:
        with connected(engine) as connection, connection.begin():
            require_fit(connection, address.name)
            found = current_revision(connection, address.name, known)
        if found is None and not make:
            raise no_store(address)
        if found is None and address.path is not None:
            found = _make(engine, address, known)
        if found == known[-1]:
            return
        upgrade(engine, address, migrations, known, lambda: _put_copy_aside(address, known[-1], patience_s))
    finally:
        engine.dispose()


def _make(engine: Engine, address: Address, known: Sequence[str]) -> str | None:
    """Make the tables of a new SQLite file, as they were when NEW_STORE was written; returns the schema it has then."""
    with connected(engine, alone=True) as connection, connection.begin():
        found = current_revision(connection, address.name, known)
        if found is None:  # else another process was faster
            for statement in NEW_STORE.read_text("utf-8").split("\n\n"):
                connection.exec_driver_sql(statement)
            found = current_revision(connection, address.name, known)
    return found


def no_store(address: Address) -> StoreError:
    """Return what to raise where a store is to be there and is not."""
    return StoreError(
        said("There is no store '{name}'. Name another one, or enrol a signer to make it.", name=address.name)
    )


def drop_copies(address: Address, store_id: str) -> None:
    """Delete the copies that migrations and restoring put aside or left half made: nobody who is erased lives on there.

    Raises ResourceFault where one cannot be deleted.
    """
    for copy in _copies(address, store_id):
        try:
            copy.unlink(missing_ok=True)
        except OSError as error:
            raise ResourceFault(
                said(
                    "'{copy}' holds a copy of what is to be erased and cannot be deleted ({strerror}). "
                    "Nothing was erased; mend its rights and try again.",
                    copy=copy,
                    strerror=error.strerror,
                )
            ) from error


def _copies(address: Address, store_id: str) -> list[Path]:
    if address.path is None:
        aside, restoring = machine_file(store_id, PUT_ASIDE), restoring_file(address.name)
    else:
        aside = address.path.with_name(f"{address.path.name}.before-")
        restoring = address.path.with_name(f"{address.path.name}.restoring")
    return [copy for path in (aside, restoring) for copy in numbered(path)]


def upgrade(
    engine: Engine,
    address: Address,
    migrations: Path = MIGRATIONS,
    known: Sequence[str] = REVISIONS,
    before: Callable[[], None] = lambda: None,
) -> None:
    """Take all steps from a store's schema to the newest in one transaction.

    before: done once the old store is sure to be brought forward by nobody else.
    """
    # Alembic takes 0.3 s to import and is needed once in a store's life.
    from alembic import command
    from alembic.config import Config

    with connected(engine, alone=True) as connection, connection.begin():
        found = current_revision(connection, address.name, known)
        if found == known[-1]:
            return  # another process was faster
        if found is not None:
            before()
        config = Config()
        config.set_main_option("script_location", str(migrations).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, known[-1])
        if address.path is not None:
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            if broken:
                raise StoreDamagedError(
                    said(
                        "The store '{name}' holds {broken} entries that point nowhere, so it was left as it "
                        "was. Restore it from a copy.",
                        name=address.name,
                        broken=len(broken),
                    )
                )


def _put_copy_aside(address: Address, revision: str, patience_s: float) -> None:
    if address.path is not None:
        engine = open_engine(address, patience_s)
        try:
            back_up(engine, _copy_path(address.path, revision))
        finally:
            engine.dispose()


def _copy_path(path: Path, revision: str) -> Path:
    return path.with_name(f"{path.name}.before-{revision}")
