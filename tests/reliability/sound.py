"""The desk that jobs work at, and what must hold of it whatever was killed."""

import io
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import torch
from killing import STORE_URL

import sigverify.cli
from sigverify.corpora.corpus import Corpus
from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.ink.formats import write_csv
from sigverify.ink.recording import Recording
from sigverify.shipped import shipped_folder
from sigverify.storage import checking
from sigverify.storage.rows import StoreCheck
from sigverify.storage.store import Store
from sigverify.verification.model_files import read_model
from sigverify.workflows.enrolment import enrol
from sigverify.workflows.models import put_into_use, verifier_in_use
from sigverify.workflows.verifying import verify_ink

torch.set_num_threads(1)

SIGNERS = 5
REFERENCES = 3
CORPUS: Corpus = synthetic_corpus(SIGNERS + 1, genuine=5, forgeries=2, seed=5)
NAMES = tuple(f"Signer {number}" for number in range(1, SIGNERS + 1))
NEWCOMER = "Zoë"
"""Enrolled by the job that saves."""


def warm_up() -> None:
    """Compile once what would be compiled in each child otherwise."""
    verifier = read_model(shipped_folder("models") / "dtw")
    verifier.verify(verifier.enrol(inks(0)[:REFERENCES]), inks(1)[0])


def data(folder: Path) -> Path:
    return folder / "data"


def url(folder: Path) -> str:
    if (folder / STORE_URL).exists():
        return (folder / STORE_URL).read_text(encoding="utf-8")
    return f"sqlite:///{data(folder) / 'store.sqlite'}"


def inks(number: int, label: str = "genuine") -> list[Recording]:
    """Return the ink of a made-up person, from 0; the last one is the newcomer."""
    return [sample.recording for sample in CORPUS.of(CORPUS.signers[number], label)]  # type: ignore[arg-type]


def fill(folder: Path) -> None:
    """Make a desk: signers with references, templates, a decision and a forgery each, a model, an open capture."""
    with Store.open(url(folder)) as store:
        put_into_use(store, shipped_folder("models") / "dtw")
        verifier = verifier_in_use(store)
        for number, name in enumerate(NAMES):
            signer = store.add_signer(name)
            for ink in inks(number)[:REFERENCES]:
                store.add_recording(signer.id, ink, role="reference", label="genuine", session="one")
            enrol(store, verifier, signer.id)
            verify_ink(store, verifier, signer.id, inks(number)[REFERENCES])
            store.add_recording(signer.id, inks(number, "forgery")[0], role="collected", label="forgery")
        store.append_stroke(store.begin_capture(store.signers()[0].id, "questioned"), inks(0)[4])
        store.set_setting("operator", "Desk 1")


def write_newcomer(folder: Path) -> None:
    """Lay the newcomer's ink beside the store, as files."""
    (folder / "ink").mkdir()
    for place, ink in enumerate(inks(SIGNERS)):
        write_csv(ink, folder / "ink" / f"{place}.csv")


def command(*arguments: str | Path) -> tuple[int, str]:
    """Run a command in this process; returns its exit status and what it printed."""
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        try:
            status = sigverify.cli.main([str(word) for word in arguments], standalone_mode=False)
        except SystemExit as end:
            status = end.code
    return int(status or 0), printed.getvalue()


class Refused(AssertionError):
    """A command that did not do what it must; printed: what it said."""

    def __init__(self, arguments: tuple[str | Path, ...], status: int, printed: str) -> None:
        super().__init__(f"'sigverify {' '.join(map(str, arguments))}' ended with {status}: {printed}")
        self.status, self.printed = status, printed


def done(*arguments: str | Path, among: tuple[int, ...] = (0,)) -> str:
    """Run a command that must succeed; returns what it printed. among: statuses that are success."""
    status, printed = command(*arguments)
    if status not in among:
        raise Refused(arguments, status, printed)
    return printed


def sound(store: Store) -> StoreCheck:
    """Open every value in a store and check the audit chain; raises AssertionError where anything is amiss."""
    with store._reading() as work:
        checked = checking.check(work)
    assert checked.faults == (), checked.faults
    return checked


@contextmanager
def reopened(folder: Path, *, passphrase: str | None = None) -> Iterator[Store]:
    """Open the store as the next start of the program does; it must be sound."""
    with Store.open(url(folder), passphrase=passphrase, make=False) as store:
        sound(store)
        yield store


def whole_desk(store: Store, *, without: str = "") -> None:
    """Every finished signature of `fill` is there, with its template and decision."""
    verifier = verifier_in_use(store)
    by_name = {signer.name: signer for signer in store.signers()}
    for number, name in enumerate(NAMES):
        if name == without:
            continue
        signer = by_name[name]
        stored = store.recordings(signer.id)
        expected = [*inks(number)[: REFERENCES + 1], inks(number, "forgery")[0]]
        assert [entry.recording for entry in stored[: len(expected)]] == expected, f"ink of {name}"
        assert len(store.decisions(signer.id)) == 1, f"decisions on {name}"
        assert store.template(signer.id, verifier.sha256) is not None, f"template of {name}"


_PUT_ASIDE = re.compile(r"\.before-restore(-\d+)?$")


def tidy(folder: Path, *expected: str) -> None:
    """Nothing that a killed process was in the middle of lies about any more."""
    always = {
        "store.sqlite",
        "store.key",
        "models",
        "training",
        "servers",
        "training.lock",
    }
    found = {path.name for place in (folder, data(folder)) if place.is_dir() for path in place.iterdir()}
    found -= {name for name in found if _PUT_ASIDE.search(name)}
    left = found - always - {"data", "ink", STORE_URL, *expected}
    on_servers = data(folder) / "servers"
    if on_servers.is_dir():
        lie = {path.name for path in on_servers.iterdir() if not _PUT_ASIDE.search(path.name)}
        left |= {name for name in lie if not name.endswith((".journal", ".journal-wal", ".journal-shm"))}
    assert not left, f"left behind: {sorted(left)}"


def files_holding(folder: Path, pieces: Iterator[bytes] | list[bytes]) -> list[str]:
    """Return the files below a folder that hold any of these bytes."""
    wanted = list(pieces)
    return [
        path.name
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(piece in path.read_bytes() for piece in wanted)
    ]


_SEALED = (
    "SELECT name_sealed FROM signers WHERE id = '{}'",
    "SELECT ink_sealed FROM recordings WHERE signer_id = '{}'",
    "SELECT payload_sealed FROM templates WHERE signer_id = '{}'",
    "SELECT decision_sealed FROM decisions WHERE signer_id = '{}'",
)


def sealed_values(folder: Path, signer_id: str) -> list[bytes]:
    """Return the sealed ink, name and templates of a signer, as they lie in the store."""
    connection = sqlite3.connect(data(folder) / "store.sqlite")
    try:
        found = [row[0] for query in _SEALED for row in connection.execute(query.format(signer_id))]
    finally:
        connection.close()
    return [value[20:84] for value in found if value is not None]  # within one page


def sealed_values_there(folder: Path, signer_id: str) -> list[bytes]:
    """Return the same of a store on a server."""
    import on_a_server

    found = [row[0] for query in _SEALED for row in on_a_server.rows_of(folder, query.format(signer_id))]
    return [value[20:84] for value in found if isinstance(value, bytes)]


def with_passphrase(passphrase: str, do: Callable[[], Any]) -> Any:
    """Do something with SIGVERIFY_PASSPHRASE set."""
    os.environ["SIGVERIFY_PASSPHRASE"] = passphrase
    try:
        return do()
    finally:
        del os.environ["SIGVERIFY_PASSPHRASE"]
