"""What this machine remembers beside a store and what may name a person, such as a path: sealed under the store's key.

It lies in the data folder, not in the store: a path means nothing on another machine.
"""

from pathlib import Path

from sigverify.errors import StoreDamagedError
from sigverify.ink.formats.whole_file import write_whole
from sigverify.sentences import said
from sigverify.storage.cipher import Place
from sigverify.storage.folders import data_folder, make_private_folder
from sigverify.storage.transaction import Transaction


def seal(work: Transaction, name: str, text: str) -> str:
    """Return a text sealed, in hexadecimal; name: of what it is."""
    return work.cipher.seal_text(text, _place(name)).hex()


def opened(work: Transaction, name: str, sealed: str) -> str:
    """Return what `seal` was given; raises StoreDamagedError where it is something else."""
    try:
        return work.cipher.open_text(bytes.fromhex(sealed), _place(name))
    except ValueError as fault:
        raise StoreDamagedError(said("What this machine noted beside the store cannot be read.")) from fault


def keep(work: Transaction, name: str, text: str) -> None:
    """Remember a text; '' forgets it. Raises ResourceFault where it cannot be written."""
    path = _path(work, name)
    if not text:
        path.unlink(missing_ok=True)
        return
    make_private_folder(data_folder())
    make_private_folder(path.parent)
    write_whole(path, seal(work, name, text).encode())


def find(work: Transaction, name: str) -> str:
    """Return what is remembered, '' for nothing, or where it does not open: then it is of no use to anybody."""
    try:
        return opened(work, name, _path(work, name).read_text(encoding="ascii"))
    except (OSError, ValueError, StoreDamagedError):
        return ""


def _path(work: Transaction, name: str) -> Path:
    return data_folder() / "notes" / f"{work.keys.store_id}.{name}"


def _place(name: str) -> Place:
    return Place("local_notes", name, "text")
