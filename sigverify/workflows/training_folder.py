"""Where a retraining lies until it has come to its end; to look there needs nothing of what trains."""

from pathlib import Path

from sigverify.storage.folders import data_folder

RECORD = "plan.json"
"""Its plan, and how far it came; see `stopped_retraining`."""


def training_folder() -> Path:
    """Return where a retraining keeps its checkpoints."""
    return data_folder() / "training"
