"""Every reader of bytes from outside, each as a function of the bytes alone, with valid ones to begin from.

Where a checksum goes before, it is made to fit: it keeps out slips, and whoever means harm can work it out.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from valid_files import RECORDING, VALID

from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.errors import FormatError, ModelError
from sigverify.ink.formats import KINDS, format_named
from sigverify.ink.formats.content import FileContent
from sigverify.ink.packing import pack, unpack
from sigverify.learning.checkpoints import Checkpoint
from sigverify.learning.history import History, HistoryPoint
from sigverify.shipped import shipped_folder
from sigverify.verification.card import ModelCard
from sigverify.verification.model_files import read_model
from sigverify.verification.template import Template

Reader = Callable[[bytes], object]

_DIGEST_BYTES = 32


def _file(kind: str) -> Reader:
    def read(content: bytes) -> object:
        if not content.strip(b" \t\n\r\v\f\x1c\x1d\x1e\x1f\xef\xbb\xbf"):
            raise FormatError("empty")  # as whoever hands files to the readers does
        return format_named(kind).parse(FileContent(Path("ink"), content))

    return read


def _text(read: Callable[[str], object]) -> Reader:
    def decoded(content: bytes) -> object:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise ModelError("no text") from error
        return read(text)

    return decoded


READERS: dict[str, Reader] = {kind: _file(kind) for kind in KINDS} | {
    "packing": unpack,
    "template": lambda content: Template.from_bytes(hashlib.sha256(content).digest() + content),
    "checkpoint": lambda content: Checkpoint.from_bytes(content, "checkpoint"),
    "history": _text(History.from_json),
    "card": _text(ModelCard.from_json),
}


def _seeds() -> dict[str, list[bytes]]:
    verifier = read_model(shipped_folder("models") / "dtw")
    card = (shipped_folder("models") / "duration" / "card.json").read_bytes()
    ink = [sample.recording for sample in synthetic_corpus(1, genuine=2, forgeries=0, seed=1)]
    template = verifier.enrol(ink)
    history = History(
        points=(HistoryPoint(step=1, seconds=0.5, loss=0.3, genuine_distance=0.1, impostor_distance=0.9),)
    )
    checkpoint = Checkpoint(
        identity={"seed": 1},
        step=3,
        seconds=0.5,
        history=history,
        pending=np.zeros((1, 3)),
        tensors={"weights": {"a": torch.zeros(2)}},
    )
    return {
        **VALID,
        "packing": [pack(RECORDING), pack(replace(RECORDING, pressure=None))],
        "template": [template.to_bytes()[_DIGEST_BYTES:]],
        "checkpoint": [checkpoint.to_bytes()],
        "history": [history.to_json().encode()],
        "card": [card],
    }


SEEDS = _seeds()
