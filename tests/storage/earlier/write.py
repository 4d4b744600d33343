"""Has the program of an earlier commit write a store as this folder holds it; see `main` for how it is run.

A store on a server can be written from 0005 on. Its strokes lie in two places then: those of captures that came along
with a copy, in the store; those that were written at the desk, in the journal in `servers/`.
"""

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import numpy as np

PLUGINS = Path(__file__).parents[2] / "plugins"
SCHEMA = "earlier"
"""Stands in the dump where a test puts the name of its own."""


def ink(seed: int) -> object:
    """Return the ink of the tests' fixture `make_ink`, of 30 points; spelled out, since a store must keep it."""
    from sigverify.ink.recording import Capture, Recording, number_strokes

    random, count = np.random.default_rng(seed), 30
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


def fill(store) -> None:  # type: ignore[no-untyped-def]  # of whatever program is imported
    """Store something of everything, of Wilhelmina and Carl."""
    from sigverify.storage.rows import Forger

    for name, seed in (("Wilhelmina", 10), ("Carl", 20)):
        signer = store.add_signer(name)
        kept = [
            store.add_recording(signer.id, ink(seed + n), role="reference", label="genuine", session=f"Room of {name}")
            for n in range(2)
        ]
        store.save_template(signer.id, "m", kept, b"template of " + name.encode())
        decision = store.add_decision(signer.id, kept[0], 1, {"decision": "accept", "reason": f"as {name} writes"})
        store.add_recording(signer.id, ink(seed + 7), role="collected", label="forgery", forger=Forger(name="Mallory"))
        store.add_note(decision, f"looked at by {name}'s clerk", "reject")
        if hasattr(store, "add_attempt"):
            store.add_attempt(signer.id, "reject", decision)
            store.lift_attempts(signer.id, f"{name} showed a passport")
        store.append_stroke(store.begin_capture(signer.id, "enrol"), ink(seed + 5))
    store.append_stroke(store.begin_capture(None, "verify"), ink(30))
    store.set_setting("operator", "Wilhelmina")


def write_file(folder: Path) -> None:
    """Write a store in a SQLite file, with its key file beside it."""
    from sigverify.storage.store import Store

    with Store.open(f"sqlite:///{folder / 'store.sqlite'}") as store:
        fill(store)


def write_on_a_server(folder: Path) -> None:
    """Write a store on a server and dump it as statements that any client can run; key file and journal beside it."""
    sys.path.insert(0, str(PLUGINS))
    from postgresql_server import running

    from sigverify.storage.store import Store

    write_file(folder / "passing")
    with running() as server, server.schema(SCHEMA) as url:  # type: ignore[union-attr]
        with Store.open(f"sqlite:///{folder / 'passing' / 'store.sqlite'}") as store:
            store.copy_to(url)
        shutil.rmtree(folder / "passing")
        with Store.open(url) as store:
            carl = store.signers()[0]
            store.append_stroke(store.begin_capture(carl.id, "enrol"), ink(26))
            store.append_stroke(store.begin_capture(None, "verify"), ink(31))
        dumped = server.dump(SCHEMA)  # type: ignore[union-attr]
    # What a server of another version may not know.
    unknown = ("--", "SET ", "\\", "SELECT pg_catalog.set_config")
    kept = [line for line in dumped.splitlines() if line and not line.startswith(unknown)]
    (folder / "store.sql").write_text("\n".join(kept) + "\n", encoding="utf-8")
    for journal in (folder / "servers").glob("*.journal"):
        with closing(sqlite3.connect(journal)) as connection, connection:
            connection.execute("PRAGMA journal_mode = DELETE")


def main() -> None:
    """Write one: PYTHONPATH=<a folder into which that commit was taken by git archive> python write.py FOLDER [server].

    Without a passphrase and without a keyring: what opens these stores is the key file beside each.
    """
    folder = Path(sys.argv[1]).absolute()
    folder.mkdir(parents=True)
    os.environ |= {"SIGVERIFY_DATA": str(folder), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    (write_on_a_server if "server" in sys.argv else write_file)(folder)


if __name__ == "__main__":
    main()
