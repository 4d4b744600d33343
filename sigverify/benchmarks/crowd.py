"""A store with many signers: few hands, written again and again under new names, keys and ids.

What a store does hangs on how many rows there are and how long they are, not on whose ink it is. Only what finds a
signer among the others must be everybody's own: each sketch is one of those few hands', moved as far as hands lie
apart.
"""

import os
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Table, func, insert, select

from sigverify.corpora.synthetic import synthetic_corpus, synthetic_name
from sigverify.ink.packing import pack
from sigverify.ink.recording import Recording
from sigverify.storage.cipher import Cipher, Place, new_key
from sigverify.storage.schema import (
    Base,
    ProfileRow,
    RecordingRow,
    SignerRow,
    SketchRow,
    TemplateReferenceRow,
    TemplateRow,
)
from sigverify.storage.store import Store
from sigverify.storage.transaction import Transaction, now
from sigverify.verification.sketch import HEAD_BYTES, sketch_of
from sigverify.verification.verifier import Verifier

HANDS = 40
REFERENCES, EACH = 5, 6
_MORE = 6
_SEED = 31
_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Hand:
    """One hand: packed ink of its recordings, template and sketch, and signatures that are nowhere yet."""

    packed: Sequence[bytes]
    payload: bytes
    sketch: bytes
    fresh: Sequence[Recording]


def hands_of(verifier: Verifier) -> list[Hand]:
    """Return invented hands, with templates of this model."""
    corpus = synthetic_corpus(HANDS, genuine=EACH + _MORE, forgeries=0, seed=_SEED)
    found = []
    for name in corpus.signers:
        inks = [sample.recording for sample in corpus.of(name, "genuine")]
        template = verifier.enrol(inks[:REFERENCES])
        found.append(
            Hand(
                packed=[pack(ink) for ink in inks[:EACH]],
                payload=template.to_bytes(),
                sketch=sketch_of(verifier, template),
                fresh=inks[EACH:],
            )
        )
    return found


def fill(
    store: Store,
    model_sha256: str,
    hands: Sequence[Hand],
    count: int,
    advance: Callable[[float], None] = lambda _done: None,
) -> None:
    """Put so many signers into a store in a file, each with five references, another signature, a template, a sketch.

    They are written row by row, as the store would write them, but without its checks and its audit chain: these would
    take an hour for a hundred thousand. Broken off, the store is to be thrown away.
    """
    rng = np.random.default_rng(_SEED)
    with _in_haste(store):
        for first in range(0, count, _AT_ONCE):
            numbers = range(first, min(first + _AT_ONCE, count))
            with store._writing() as work:
                for table, rows in _rows(work, model_sha256, hands, numbers, rng):
                    work.connection.execute(insert(table), rows)
            advance((numbers[-1] + 1) / count)


@contextmanager
def _in_haste(store: Store) -> Iterator[None]:
    """Have a store in a file write each page once and wait for no disk; by its log it would write sixteen GB twice.

    At the end it is waited for: else the first that is stored afterwards would wait for all of it.
    """
    _set(store, "journal_mode = OFF", "synchronous = OFF")
    yield
    _set(store, "journal_mode = WAL", "synchronous = FULL")
    path = store._address.path
    assert path is not None, "it is in a file"
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _set(store: Store, *pragmas: str) -> None:
    borrowed = store._engine.raw_connection()
    try:
        for pragma in pragmas:
            borrowed.cursor().execute(f"PRAGMA {pragma}").fetchall()
    finally:
        borrowed.close()


def _rows(
    work: Transaction, model_sha256: str, hands: Sequence[Hand], numbers: Sequence[int], rng: np.random.Generator
) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    mapped: tuple[type[Base], ...] = (
        *(SignerRow, ProfileRow, RecordingRow),
        *(TemplateRow, TemplateReferenceRow, SketchRow),
    )
    rows: dict[type[Base], list[dict[str, Any]]] = {one: [] for one in mapped}
    profile, recording, template = (_last(work, row) for row in (ProfileRow, RecordingRow, TemplateRow))
    at = now()
    for number in numbers:
        hand, owner, key = hands[number % len(hands)], str(uuid.uuid4()), new_key()
        work.keys.add(work.connection, owner, key)
        cipher, profile, template = Cipher(key), profile + 1, template + 1
        name = cipher.seal_text(f"{synthetic_name(number)} {number}", Place("signers", owner, "name", owner))
        rows[SignerRow].append({"id": owner, "name_sealed": name, "created_at": at, "sample": False})
        rows[ProfileRow].append({"id": profile, "signer_id": owner, "name_sealed": None, "created_at": at})
        for place, packed in enumerate(hand.packed):
            recording += 1
            reference = place < REFERENCES
            rows[RecordingRow].append(
                {
                    "id": recording,
                    "signer_id": owner,
                    "profile_id": profile,
                    "role": "reference" if reference else "questioned",
                    "label": "genuine" if reference else "unknown",
                    "taken_at": at,
                    "session_sealed": cipher.seal_text("", Place("recordings", recording, "session", owner)),
                    "ink_sealed": cipher.seal(packed, Place("recordings", recording, "ink", owner)),
                    "forger_sealed": None,
                    "trace_digest": os.urandom(32),
                }
            )
            if reference:
                rows[TemplateReferenceRow].append(
                    {"template_id": template, "position": place, "recording_id": recording}
                )
        of = {"signer_id": owner, "profile_id": profile, "model_sha256": model_sha256, "version": 1}
        payload = cipher.seal(hand.payload, Place("templates", template, "payload", owner))
        rows[TemplateRow].append({"id": template, **of, "made_at": at, "payload_sealed": payload})
        sketch = cipher.seal(_moved(hand.sketch, rng), Place("sketches", template, "sketch", owner))
        rows[SketchRow].append({"template_id": template, **of, "sketch_sealed": sketch})
    for one, made in rows.items():
        table = one.__table__
        assert isinstance(table, Table), "every class is mapped to a table of its own"
        yield table, made


def _moved(sketch: bytes, rng: np.random.Generator) -> bytes:
    codes = np.frombuffer(sketch, np.int8, offset=HEAD_BYTES)
    moved = np.clip(codes + rng.normal(0.0, codes.std(), codes.size), -127, 127)
    return sketch[:HEAD_BYTES] + moved.astype(np.int8).tobytes()


def _last(work: Transaction, row: type[ProfileRow] | type[RecordingRow] | type[TemplateRow]) -> int:
    return int(work.connection.execute(select(func.coalesce(func.max(row.id), 0))).scalar_one())
