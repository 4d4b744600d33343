"""Every reader of bytes from outside, each as a function of the bytes alone, with valid ones to begin from.

Where there is a checksum, it is made to fit: it keeps out slips, and whoever means harm can work it out. What is
compressed is damaged before it is, or hardly any damage would come through.
"""

import hashlib
import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.numpy import load
from valid_files import RECORDING, VALID

from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.errors import FormatError, ModelError
from sigverify.ink import packing
from sigverify.ink.formats import KINDS, format_named
from sigverify.ink.formats.content import FileContent
from sigverify.learning import checkpoints
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


def _template(content: bytes) -> Template:
    payload = zlib.compress(content, 1)
    return Template.from_bytes(hashlib.sha256(payload).digest() + payload)


def _fitted(content: bytes, named: str, digest: Callable[[str, dict[str, np.ndarray]], str]) -> bytes:
    """Return a safetensors file whose digest, of the metadata `named` and the arrays, fits where it can be made to."""
    length = int.from_bytes(content[:8], "little")
    try:
        header = json.loads(content[8 : 8 + length])
        metadata = header["__metadata__"]
        metadata["sha256"] = digest(metadata[named], load(content))
        text = json.dumps(header).encode()
    except (SafetensorError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return content
    return len(text).to_bytes(8, "little") + text + content[8 + length :]


READERS: dict[str, Reader] = {kind: _file(kind) for kind in KINDS} | {
    "packing": lambda content: packing.unpack(_fitted(content, "capture", packing._digest)),
    "template": _template,
    "checkpoint": lambda content: Checkpoint.from_bytes(
        _fitted(content, "checkpoint", checkpoints._digest), "checkpoint"
    ),
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
        "packing": [packing.pack(RECORDING), packing.pack(replace(RECORDING, pressure=None))],
        "template": [zlib.decompress(template.to_bytes()[_DIGEST_BYTES:])],
        "checkpoint": [checkpoint.to_bytes()],
        "history": [history.to_json().encode()],
        "card": [card],
    }


SEEDS = _seeds()
