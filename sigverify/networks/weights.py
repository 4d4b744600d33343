"""Weights on disk: safetensors, never pickles, checked against the hash in the model's card."""

import hashlib
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import nn

from sigverify.errors import ModelError
from sigverify.sentences import said


def weights_bytes(network: nn.Module) -> bytes:
    """Return the network's parameters as one safetensors payload."""
    return bytes(save({name: value.detach().contiguous() for name, value in network.state_dict().items()}))


def sha256_of(payload: bytes) -> str:
    """Return the SHA-256 of a payload in hexadecimal."""
    return hashlib.sha256(payload).hexdigest()


def load_weights(network: nn.Module, path: Path, sha256: str) -> None:
    """Load the weights at `path` into `network`, in place.

    Raises ModelError where the file is missing, is not what `sha256` says, or fits another architecture.
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
        network.load_state_dict(load(payload))
    except (SafetensorError, RuntimeError) as fault:
        raise ModelError(
            said(
                "The weights '{name}' do not fit the architecture in the card. Install or train the model again.",
                name=path.name,
            )
        ) from fault
    bad = [name for name, value in network.state_dict().items() if not torch.isfinite(value).all()]
    if bad:
        raise ModelError(
            said(
                "The weights '{name}' hold values that are not numbers. Install or train the model again.",
                name=path.name,
            )
        )
