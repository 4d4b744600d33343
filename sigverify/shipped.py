"""What travels with the program: its version, `models/` and `resources/`.

In a checkout both folders lie beside the package; in an installed wheel they lie inside it.
"""

from pathlib import Path
from typing import Literal

from sigverify.errors import ResourceFault
from sigverify.sentences import said

VERSION = "0.1.0"

DEFAULT_MODEL = "default"
"""The model that decides where none is named."""

DEFAULT_ARCHITECTURE = "aligned-tdnn+aligned-tdnn-long+global-features+directed-features+supervector+dtw"
"""Of that model, and what `train` makes where none is named."""

_PACKAGE = Path(__file__).resolve().parent


def shipped_folder(name: Literal["models", "resources"]) -> Path:
    """Return the folder `name` as shipped with this program.

    Raises ResourceFault where the installation lacks it.
    """
    for candidate in (_PACKAGE / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise ResourceFault(
        said("The folder '{name}' is missing from this installation of sigverify. Install it again.", name=name)
    )
