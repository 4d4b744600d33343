"""Where a training stands, on the disk: all that going on bit for bit needs, in one checked file.

The file is safetensors with JSON in its metadata, never a pickle. It is written beside the last one and put in its
place when it is whole, so that a killed process or a full disk leaves the last one as it was.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save
from torch import Tensor

from sigverify.errors import ModelError, ResourceFault
from sigverify.ink.recording import Floats
from sigverify.learning.examples import SignerExamples
from sigverify.learning.history import History
from sigverify.progress import steps
from sigverify.sentences import joined, said

_FORMAT = 2
"""Of format 1 signatures were told apart by features, which differ in the last bit from processor to processor."""
_MOST_DIFFERENCES = 3


@dataclass(frozen=True, kw_only=True, eq=False)
class Checkpoint:
    """One moment of a training, between two batches.

    identity: plain values that a training must share to go on from here.
    step: batches so far; seconds: of training so far.
    history: checks so far; pending: float64 (batches since the last check, 3), their losses and median distances.
    tensors: weights, averages and so on, each part by its tensors' names.
    """

    identity: Mapping[str, Any]
    step: int
    seconds: float
    history: History
    pending: Floats
    tensors: Mapping[str, Mapping[str, Tensor]]

    def to_bytes(self) -> bytes:
        """Return the checkpoint as one safetensors payload, its SHA-256 in the metadata."""
        arrays = {
            f"{part}/{name}": value.detach().cpu().contiguous().numpy()
            for part, values in self.tensors.items()
            for name, value in values.items()
        }
        arrays["pending"] = np.ascontiguousarray(self.pending)
        facts = json.dumps(
            {
                "format": _FORMAT,
                "identity": self.identity,
                "step": self.step,
                "seconds": self.seconds,
                "history": self.history.to_json(),
            }
        )
        return bytes(save(arrays, {"checkpoint": facts, "sha256": _digest(facts, arrays)}))

    @staticmethod
    def from_bytes(payload: bytes, name: str) -> "Checkpoint":
        """Return the checkpoint that `to_bytes` wrote; raises ModelError where it is damaged or newer.

        name: of the file, for messages.
        """
        try:
            length = int.from_bytes(payload[:8], "little")
            metadata = json.loads(payload[8 : 8 + length])["__metadata__"]
            arrays = load(payload)
            if _digest(metadata["checkpoint"], arrays) != metadata["sha256"]:
                raise ModelError(_damaged(name))
            facts = json.loads(metadata["checkpoint"])
            if facts["format"] < _FORMAT:
                raise ModelError(
                    said(
                        "The checkpoint '{name}' was made by an earlier program, which told signatures apart in "
                        "another way. Remove it to begin anew.",
                        name=name,
                    )
                )
            if facts["format"] > _FORMAT:
                raise ModelError(
                    said("The checkpoint '{name}' was made by a newer program. Update sigverify.", name=name)
                )
            tensors: dict[str, dict[str, Tensor]] = {}
            for key, array in arrays.items():
                part, _, tensor = key.partition("/")
                if tensor:
                    tensors.setdefault(part, {})[tensor] = torch.from_numpy(array.copy())
            return Checkpoint(
                identity=facts["identity"],
                step=facts["step"],
                seconds=facts["seconds"],
                history=History.from_json(facts["history"]),
                pending=arrays["pending"],
                tensors=tensors,
            )
        except (SafetensorError, ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as fault:
            raise ModelError(_damaged(name)) from fault


def read_payload(path: Path) -> bytes:
    """Return the file's content, b'' where there is none; raises ResourceFault where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as fault:
        raise ResourceFault(
            said(
                "The checkpoint '{path}' cannot be read: {strerror}. Mend that, or name another file.",
                path=path,
                strerror=fault.strerror,
            )
        ) from fault


def write_payload(path: Path, payload: bytes) -> None:
    """Put a file in its place as one step: a reader sees the old one or the new one, never half of either.

    Only its owner can read it: weights tell of those they have learnt from, and a process names where these lie.

    Raises ResourceFault where the disk is full or may not be written; the old file stays.
    """
    fresh = path.with_name(path.name + ".writing")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            fresh.unlink(missing_ok=True)  # what a killed program left may be open to others
            with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(payload)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
    except OSError as fault:
        raise ResourceFault(
            said(
                "The checkpoint cannot be written to '{path}': {strerror}. The one before it, if "
                "there was one, is whole: free some room or choose another file, and start again.",
                path=path,
                strerror=fault.strerror,
            )
        ) from fault


def refuse_foreign(found: Mapping[str, Any], expected: Mapping[str, Any], name: str) -> None:
    """Raise ModelError where a checkpoint or process called `name` belongs to another training, saying what differs."""
    there, here = _flat(found), _flat(json.loads(json.dumps(expected)))
    differences = [
        said(
            "{key} is {there} there and {here} here",
            key=key,
            there=there.get(key, said("not told")),
            here=here.get(key, said("not told")),
        )
        for key in dict.fromkeys((*here, *there))
        if there.get(key) != here.get(key)
    ]
    if not differences:
        return
    more = len(differences) - _MOST_DIFFERENCES
    shown = joined(
        [*differences[:_MOST_DIFFERENCES], *([said("and {more} more", more=more)] if more > 0 else [])], "; "
    )
    raise ModelError(
        said(
            "{name} belongs to another training: {shown}. Train with the same network, settings "
            "and signatures, or remove what was left of the other one to begin anew.",
            name=name,
            shown=shown,
        )
    )


def identity_of(examples: Sequence[SignerExamples]) -> dict[str, Any]:
    """Return what tells these examples from others: counts, and the start of a SHA-256 of all names and signatures.

    Signatures are told apart by the recordings that they were made of, so that a training can go on where another
    processor works out features that differ in the last bit; by their values where nobody told of recordings.
    """
    digest = hashlib.sha256()
    for known in steps(examples):
        digest.update(f"{known.signer}|{known.given}|{len(known.genuine)}|{len(known.forgeries)}".encode())
        for values in chain.from_iterable((*known.genuine, *known.forgeries)):
            digest.update(f"|{values.shape}|".encode())
            if not known.given:
                digest.update(values.tobytes())
    return {
        "signers": len(examples),
        "genuine": sum(len(known.genuine) for known in examples),
        "forgeries": sum(len(known.forgeries) for known in examples),
        "sha256": digest.hexdigest()[:16],
    }


def _digest(facts: str, arrays: Mapping[str, NDArray[np.generic]]) -> str:
    digest = hashlib.sha256(facts.encode())
    for name, array in sorted(arrays.items()):
        digest.update(f"|{name}|{array.dtype}|{array.shape}|".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()


def _damaged(name: str) -> str:
    return said("The checkpoint '{name}' is damaged: remove it to begin anew, or put back a copy of it.", name=name)


def _flat(values: Mapping[str, Any], lead: str = "") -> dict[str, Any]:
    """Return nested plain values as one mapping, their keys joined by points."""
    out: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, Mapping):
            out |= _flat(value, f"{lead}{key}.")
        else:
            out[f"{lead}{key}"] = value
    return out
