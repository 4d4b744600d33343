"""Writes `new_store.sql` anew: for whoever adds a migration."""

from tempfile import TemporaryDirectory

from sigverify.storage.database import address_of, connected, open_engine
from sigverify.storage.migrating import NEW_STORE, upgrade


def new_store() -> str:
    """Return the statements that make what all migrations make of an empty SQLite file, a blank line between two."""
    with TemporaryDirectory() as folder:
        address = address_of(f"sqlite:///{folder}/store.sqlite")
        engine = open_engine(address, 5.0, hold_references=False)
        try:
            upgrade(engine, address)
            with connected(engine) as connection, connection.begin():
                made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
                statements = [sql for (sql,) in made if not sql.startswith("CREATE TABLE sqlite_")]
                version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        finally:
            engine.dispose()
    statements += [f"INSERT INTO alembic_version (version_num) VALUES ('{version}')"]  # noqa: S608 # our own name
    return (
        "\n\n".join("\n".join(line.rstrip() for line in sql.splitlines() if line.strip()) for sql in statements) + "\n"
    )


if __name__ == "__main__":
    NEW_STORE.write_text(new_store(), "utf-8")
