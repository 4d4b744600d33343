"""Every test of the store gets its own folder, and a keyring that lives in memory: never the real one."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import keyring
import keyring.backends.null
import numpy as np
import pytest
from keyring.backend import KeyringBackend

from sigverify.ink.recording import Capture, Recording, number_strokes
from sigverify.storage.store import Store

EARLIER = Path(__file__).parent / "earlier"
"""What earlier programs wrote, by the last revision that each knew; see `earlier/write.py`."""


class MemoryKeyring(KeyringBackend):
    """A keyring that works and forgets."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password


@pytest.fixture(autouse=True)
def no_real_keyring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No test of the store reaches the keyring, the data folder or the passphrase of whoever runs it."""
    monkeypatch.delenv("SIGVERIFY_PASSPHRASE", raising=False)
    monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")  # for programs that a test starts
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.null.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def memory_keyring() -> MemoryKeyring:
    """A working keyring in place of none; `no_real_keyring` puts the old one back."""
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    return backend


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A store that is not there yet: a file, and, where a server may be started, a schema of a database.

    A test that looks at the file asks for "sqlite" alone, by `@ON_SQLITE`.
    """
    if request.param == "postgresql":
        return request.getfixturevalue("server_url")
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened


@pytest.fixture
def earlier(tmp_path: Path) -> Callable[[str], str]:
    """A store as a program of that schema left it: of Wilhelmina and Carl, with something of everything.

    That of 0004 is under the passphrase 'of its time', the others have a key file. Returns the URL of a copy.
    """

    def copied(revision: str) -> str:
        folder = tmp_path / f"of {revision}"
        shutil.copytree(EARLIER / revision, folder)
        return f"sqlite:///{folder / 'store.sqlite'}"

    return copied


@pytest.fixture
def earlier_on_a_server(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """The same on a server, from 0005 on: its dump, with key file and journal in this machine's data folder."""

    def played(revision: str) -> str:
        url = request.getfixturevalue("server_url")
        shutil.copytree(EARLIER / f"{revision}-on-a-server", tmp_path / "data", dirs_exist_ok=True)
        schema = re.search("store_[0-9a-f]+", url).group()  # type: ignore[union-attr]
        dump = (tmp_path / "data" / "store.sql").read_text(encoding="utf-8").replace("earlier", schema)
        request.getfixturevalue("server").sql(dump.replace(f"CREATE SCHEMA {schema};", ""))
        return url

    return played


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def before_keys(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """A store in a file, and, where a server may be started, one there, as `earlier` and `earlier_on_a_server`."""
    return request.getfixturevalue("earlier" if request.param == "sqlite" else "earlier_on_a_server")


@pytest.fixture
def make_ink() -> Callable[[int], Recording]:
    """Made-up ink, different for each seed: two strokes, with pressure and capture facts."""

    def make(seed: int = 0, count: int = 60) -> Recording:
        random = np.random.default_rng(seed)
        down = np.ones(count, dtype=bool)
        down[count // 2] = False
        return Recording(
            time_s=np.arange(count) / 200,
            x=random.normal(size=count).cumsum(),
            y=random.normal(size=count).cumsum(),
            stroke=number_strokes(down),
            pressure=np.where(down, random.uniform(1, 1024, count), 0.0),
            capture=Capture(source="pen", device=f"Tablet {seed}", rate_hz=200.0),
        )

    return make


@pytest.fixture
def ink(make_ink: Callable[[int], Recording]) -> Recording:
    return make_ink(0)


@pytest.fixture
def before_profiles() -> tuple[str, ...]:
    """What makes of a current store one from before profiles."""
    from outside import BEFORE_COUNTING, BEFORE_FORGERS_ARE_FOUND, BEFORE_PROFILES

    return (
        *BEFORE_FORGERS_ARE_FOUND,
        *BEFORE_COUNTING,
        "DROP TABLE sketches",
        *BEFORE_PROFILES,
        "UPDATE alembic_version SET version_num = '0008'",
    )
