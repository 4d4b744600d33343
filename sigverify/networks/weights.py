"""Weights on disk: safetensors, never pickles, checked against the hash in the model's card.

Read and written by numpy, so that a verdict by a network that needs no torch does not wait for it.
"""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from sigverify.errors import ModelError
from sigverify.sentences import said

if TYPE_CHECKING:
    from torch import nn

Weights = dict[str, NDArray[Any]]


def weights_bytes(network: "nn.Module") -> bytes:
    """Return the network's parameters as one safetensors payload."""
    return bytes(
        save({name: value.detach().cpu().contiguous().numpy() for name, value in network.state_dict().items()})
    )


def sha256_of(payload: bytes) -> str:
    """Return the SHA-256 of a payload in hexadecimal."""
    return hashlib.sha256(payload).hexdigest()


def read_weights(path: Path, sha256: str) -> Weights:
    """Return the weights at `path` by name.

    Raises ModelError where the file is missing, is not what `sha256` says, or holds what is no number.
    """
    try:
        payload = path.read_bytes()
    except OSError as fault:
        raise ModelError(
            said("The model's weights '{name}' cannot be read. Install or train the model again.", name=path.name)
        ) from fault
    if sha256_of(payload) != sha256:
        raise ModelError(
            said(
                "The weights '{name}' do not match the model's card: the file was changed or belongs to "
                "another model. Install or train the model again.",
                name=path.name,
            )
        )
    try:
        weights: Weights = {name: _single(values) for name, values in load(payload).items()}
    except (SafetensorError, KeyError, ValueError) as fault:  # KeyError: numbers of a kind that numpy does not know
        raise weights_that_do_not_fit(path) from fault
    if not all(np.isfinite(values).all() for values in weights.values()):
        raise ModelError(
            said(
                "The weights '{name}' hold values that are not numbers. Install or train the model again.",
                name=path.name,
            )
        )
    return weights


def _single(values: NDArray[Any]) -> NDArray[Any]:
    """Return a copy, in single precision where it holds fractions; what is too large for that is infinite."""
    with np.errstate(over="ignore"):
        return values.astype(np.float32 if values.dtype.kind == "f" else values.dtype)


def load_weights(network: "nn.Module", path: Path, sha256: str) -> None:
    """Load the weights at `path` into `network`, in place.

    Raises ModelError as `read_weights` does, and where they fit another architecture.
    """
    import torch  # whoever has a network waited for it

    weights = read_weights(path, sha256)
    try:
        network.load_state_dict({name: torch.from_numpy(values) for name, values in weights.items()})
    except (RuntimeError, TypeError) as fault:
        raise weights_that_do_not_fit(path) from fault


def weights_that_do_not_fit(path: Path) -> ModelError:
    """Return what is raised for weights of another network than the card tells of."""
    return ModelError(
        said(
            "The weights '{name}' do not fit the architecture in the card. Install or train the model again.",
            name=path.name,
        )
    )
