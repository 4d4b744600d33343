"""Which folders of recorded signatures are learnt from too, as this machine remembers them: sealed beside the store.

A path may name a person. What is read here is no more than a note; nothing slow is imported for it.
"""

import json
from collections.abc import Sequence

from sigverify.storage.store import Store

_FOLDERS = "training-folders"
"""Of the note beside the store."""


def keep_folders(store: Store, specs: Sequence[str]) -> None:
    """Remember on this machine which folders are learnt from too, as KIND:DIR."""
    store.keep_note(_FOLDERS, json.dumps(list(specs)) if specs else "")


def known_folders(store: Store) -> tuple[str, ...]:
    """Return the folders that are remembered, as KIND:DIR."""
    try:
        known = json.loads(store.note(_FOLDERS) or "[]")
    except ValueError:
        return ()
    return tuple(spec for spec in known if isinstance(spec, str) and ":" in spec) if isinstance(known, list) else ()
