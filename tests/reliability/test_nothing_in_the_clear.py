"""Whoever gets the store's file, its log, a backup, the server's dump or the desk's folder finds nobody in it."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from sigverify.ink.packing import pack
from sigverify.ink.recording import Recording
from sigverify.storage.rows import Forger
from sigverify.storage.store import Store
from sigverify.workflows.enrolment import enrol
from sigverify.workflows.identifying import Gallery
from sigverify.workflows.models import put_into_use, verifier_in_use
from sigverify.workflows.verifying import verify_ink

WORDS = {
    "name": "Wilhelmina Ångström",
    "profile": "initials of the bakery",
    "session": "second floor, by the window",
    "purpose": "signs for the vault in Uppsala",
    "forger": "Mallory the apprentice",
    "skill": "practised for an hour",
    "note": "the tail of the g is drawn, not written",
    "lift": "showed a passport at the desk",
    "operator": "clerk Quorn",
    "device": "Tablet of room seven",
}
CHUNK = 24
"""Bytes that are looked for at once: more than stand anywhere by chance."""


@dataclass
class Held:
    """Pieces of what is held of a person, by what they are."""

    pieces: dict[str, list[bytes]]

    def found_in(self, content: bytes) -> set[str]:
        """Return what can be read in some content: as it is, or in the hexadecimal figures of a dump."""
        lower = content.lower()
        return {
            name
            for name, pieces in self.pieces.items()
            if any(piece in content or piece.hex().encode() in lower for piece in pieces)
        }


def pieces_of(value: bytes, count: int = 40) -> list[bytes]:
    """Cut a value into pieces, of everywhere in it; those that hardly vary say nothing."""
    starts = np.unique(np.linspace(0, max(0, len(value) - CHUNK), count).astype(int))
    cut = [value[start : start + CHUNK] for start in starts]
    return [piece for piece in cut if len(piece) == CHUNK and len(set(piece)) > CHUNK // 3]


def ink_pieces(ink: Recording) -> list[bytes]:
    """Return pieces of ink as it might lie about: packed, and each channel as numbers of either width, or as text."""
    found = pieces_of(pack(ink))
    for name in ("x", "y", "pressure", "time_s"):
        values = ink.channels().get(name)
        if values is not None:
            found += pieces_of(values.tobytes()) + pieces_of(values.astype(np.float32).tobytes())
            found += [f"{value:.4f}".encode() for value in values[:3] if abs(value) >= 100]
    return found


@pytest.fixture
def filled(url: str, network_model, signers, monkeypatch) -> Iterator[tuple[Store, Held]]:
    """A store with something of everything of one person, made by the program's own work with a network."""
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "only for this test")
    inks = [sample.recording for sample in signers.of(signers.signers[0], "genuine")]
    with Store.open(url) as store:
        put_into_use(store, network_model.folder)
        verifier = verifier_in_use(store)
        person = store.add_signer(WORDS["name"])
        initials = store.add_profile(person.id, WORDS["profile"])
        store.set_retention(person.id, WORDS["purpose"], date(2031, 12, 31))
        for ink in inks[:4]:
            store.add_recording(person.id, ink, role="reference", label="genuine", session=WORDS["session"])
        enrol(store, verifier, person.id)
        verify_ink(store, verifier, person.id, inks[4])
        (decided,) = store.decisions()
        store.add_note(decided.id, WORDS["note"], "reject")
        store.add_attempt(person.id, "reject", decided.id)
        store.lift_attempts(person.id, WORDS["lift"])
        forger = Forger(name=WORDS["forger"], skill=WORDS["skill"])
        store.add_recording(person.id, inks[5], role="collected", label="forgery", forger=forger)
        for owner, ink in ((person.id, inks[6]), (None, inks[7])):
            store.append_stroke(store.begin_capture(owner, "enrol", initials.id if owner else None), ink)
        store.set_setting("operator", WORDS["operator"])
        Gallery(store, verifier).identify(inks[4])
        kept = store.template(person.id, verifier.sha256)
        assert kept is not None
        frames = [part.frames for part in verifier.enrol(inks[:4]).parts if part.frames is not None]
        sketches = [found.sketch for found in store.sketches(verifier.sha256) if found.sketch is not None]
        assert frames
        assert sketches
        pieces = {name: [text.encode(), text.encode("utf-16-le")] for name, text in WORDS.items()}
        pieces |= {f"ink {number}": ink_pieces(ink) for number, ink in enumerate(inks)}
        pieces["template"] = pieces_of(kept.payload, 400)
        pieces["sketch"] = [piece for sketch in sketches for piece in pieces_of(sketch)]
        embeddings = [np.asarray(values) for each in frames for values in each]
        pieces["embedding"] = [
            piece
            for values in embeddings
            for width in (np.float16, np.float32, np.float64)
            for piece in pieces_of(np.ascontiguousarray(values, dtype=width).tobytes())
        ]
        pieces["score"] = [f"{decided.decision['score']!r}".encode()]
        yield store, Held(pieces)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return request.getfixturevalue("server_url")
    return f"sqlite:///{tmp_path / 'data' / 'store.sqlite'}"


@pytest.fixture
def seen(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> Callable[[], bytes]:
    """Everything that lies outside the program: the desk's whole folder and, of a server, its dump."""

    def look() -> bytes:
        files = b"".join(path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file())
        if url.startswith("sqlite"):
            return files
        schema = url.rpartition("%3D")[2]
        return files + request.getfixturevalue("server").dump(schema).encode()

    return look


def test_nobody_can_be_read_in_what_lies_about(filled: tuple[Store, Held], seen, tmp_path: Path) -> None:
    """While it is open, closed, and in a backup; and what is looked for would be found if it were there."""
    store, held = filled
    assert all(held.pieces.values())
    for name in (*WORDS, "ink 0", "template", "sketch", "embedding"):
        assert held.found_in(b"..." + held.pieces[name][0] + b"...") >= {name}
    assert held.found_in(seen()) == set()
    store.back_up(tmp_path / "a.backup")
    if os.name == "posix":
        lying = [tmp_path / "a.backup", *(path for path in (tmp_path / "data").rglob("*"))]
        assert [path for path in lying if path.stat().st_mode & 0o077] == [], "another account may look"
    store.close()
    assert held.found_in(seen()) == set()


def test_it_would_be_seen_if_a_column_were_left_open(filled: tuple[Store, Held], url: str, seen) -> None:
    """The same look at the same place, after somebody put the name and some ink there unsealed."""
    store, held = filled
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as connection:
            connection.execute("CREATE TABLE open (name TEXT, ink BLOB)")
            connection.execute("INSERT INTO open VALUES (?, ?)", (WORDS["name"], b"".join(held.pieces["ink 0"][:3])))
    else:
        import psycopg

        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            connection.execute("CREATE TABLE open (name TEXT, ink BYTEA)")
            connection.execute("INSERT INTO open VALUES (%s, %s)", (WORDS["name"], b"".join(held.pieces["ink 0"][:3])))
    store.close()
    assert held.found_in(seen()) >= {"name", "ink 0"}
