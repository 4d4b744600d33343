"""A PostgreSQL server of the tests' own: a private folder, a Unix socket, no port, safe against power cuts."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

MISSING = (
    "no PostgreSQL server here: install one (on Debian and Ubuntu: apt-get install postgresql), or put the folder of "
    "its pg_ctl on the PATH"
)
PASSWORD = "pw of the tests"
"""Of the user 'locked', the only one who needs a password."""


def programs() -> Path | None:
    """Return the folder of the newest server's programs, None where none is installed."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")
    found = sorted(debian, key=lambda path: int(path.parts[-3])) if Path("/usr/lib/postgresql").is_dir() else []
    on_path = shutil.which("pg_ctl")
    if on_path is not None:
        found.append(Path(on_path))
    return found[-1].parent if found else None


class PostgresqlServer:
    """A running server; `url` names a schema on it as a store."""

    def __init__(self, bin_folder: Path, folder: Path) -> None:
        self._bin, self.folder = bin_folder, folder
        # The server refuses to run as root; the folder must be its user's then.
        self._user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        if self._user is not None:
            os.chown(folder, self._user.pw_uid, self._user.pw_gid)
        self._data = folder / "data"
        self._run("initdb", "--pgdata", self._data, "--username=desk", "--auth=trust", "--encoding=UTF8", "--no-locale")
        rules = "local all locked scram-sha-256\nlocal all all trust\n"
        (self._data / "pg_hba.conf").write_text(rules, encoding="utf-8")
        self.start()
        self.sql(f"CREATE ROLE locked LOGIN PASSWORD '{PASSWORD}'", "GRANT CREATE ON SCHEMA public TO locked")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=on -c max_connections=60"
        log = self.folder / "log"
        self._run("pg_ctl", "--pgdata", self._data, "--wait", "--log", log, "-o", settings, "start")

    def stop(self) -> None:
        """Stop the server, whatever its clients do."""
        self._run("pg_ctl", "--pgdata", self._data, "--wait", "--mode=immediate", "stop")

    def url(self, schema: str = "public", user: str = "desk", database: str = "postgres") -> str:
        """Return the URL of a store in a schema of its own."""
        within = f"&options={quote(f'-csearch_path={schema}')}" if schema != "public" else ""
        return f"postgresql+psycopg://{user}@/{database}?host={self.folder}{within}"

    def sql(self, *statements: str, database: str = "postgres") -> None:
        """Run statements past the program, each committed at once."""
        import psycopg

        with psycopg.connect(host=str(self.folder), user="desk", dbname=database, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def rows(self, query: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Return what a query gives, past the program."""
        import psycopg

        with psycopg.connect(host=str(self.folder), user="desk", dbname=database, autocommit=True) as connection:
            return connection.execute(query).fetchall()

    def dump(self, schema: str) -> str:
        """Return all that is in a schema, as whoever keeps the server backs it up: statements of SQL."""
        # Where pg_ctl is a link to it from elsewhere, its fellows lie beside the program itself.
        program = (self._bin / "pg_ctl").resolve().with_name("pg_dump")
        words = ("--column-inserts", "--no-owner", "--no-privileges", "--no-comments", "--schema", schema)
        return subprocess.run(
            [program, "--host", self.folder, "--username=desk", *words, "postgres"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    @contextmanager
    def schema(self, name: str) -> Iterator[str]:
        """Make an empty schema, give its URL, and drop it again."""
        self.sql(f"CREATE SCHEMA {name}")
        try:
            yield self.url(name)
        finally:
            self.sql(f"DROP SCHEMA {name} CASCADE")

    def _run(self, program: str, *words: str | Path) -> None:
        user = {} if self._user is None else {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}
        # What it prints goes to a file: the server keeps its starter's pipes open as long as it runs.
        with tempfile.TemporaryFile() as told:
            done = subprocess.run(
                [self._bin / program, *words], stdout=told, stderr=told, cwd=self.folder, check=False, **user
            )
            told.seek(0)
            assert done.returncode == 0, told.read().decode()


@contextmanager
def running() -> Iterator[PostgresqlServer | None]:
    """Run a server of its own in a passing folder; None where none is installed."""
    found = programs()
    if found is None:
        yield None
        return
    # Not in pytest's folders: the server's user may not enter those, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="sigverify-pg-"))
    try:
        server = PostgresqlServer(found, folder)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)
