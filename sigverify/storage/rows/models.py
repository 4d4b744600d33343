"""Rows of models that the store knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class StoredModel:
    """A model that the store knows; its files lie at `path`."""

    id: int
    name: str
    path: Path
    sha256: str
    parent_sha256: str | None
    card: Mapping[str, object]
    added_at: datetime


@dataclass(frozen=True, kw_only=True)
class ModelUse:
    """From when on a model was in use; aware, UTC."""

    model_id: int
    since: datetime
