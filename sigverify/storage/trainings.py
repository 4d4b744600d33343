"""Trainings on this machine that learn from a store and keep checkpoints where a person said, outside the data folder.

`sigverify train --corpus store:…` lays them beside the model that it makes. So that they go with whom they have learnt
from, like those of the window (see `half_learnt`), each is noted in the data folder: where they lie, and which
recordings they have learnt from. A path may name a person; so a note is sealed under the store's key, and its name is a
keyed digest. Where something of it was erased, it stays and says so, for the training may still run.
"""

import json
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from sigverify.errors import ResourceFault, StoreDamagedError
from sigverify.ink.formats.whole_file import write_whole
from sigverify.sentences import said
from sigverify.storage import recordings
from sigverify.storage.cipher import Place
from sigverify.storage.folders import data_folder, make_private_folder
from sigverify.storage.transaction import Transaction, from_json

ENDING = ".training"
"""Of folders of checkpoints: nothing is removed from any other."""

_FOLDER, _LEARNT_FROM = "folder", "learnt_from"


def note(work: Transaction, folder: Path, learnt_from: Collection[int]) -> None:
    """Note that checkpoints in this folder, or in folders below it, will have learnt from these recordings.

    Raises ResourceFault where that cannot be written.
    """
    _write(work, folder, sorted(learnt_from))


def forget(work: Transaction, folder: Path) -> None:
    """Forget a training that came to its end."""
    _path(work, folder).unlink(missing_ok=True)


def is_erased(work: Transaction, folder: Path) -> bool:
    """Return whether something was erased that a training noted of this folder has learnt from."""
    told = _read(work, _path(work, folder))
    return told is not None and told[_LEARNT_FROM] is None


def drop(work: Transaction) -> bool:
    """Remove checkpoints that have learnt from a signature which is no more in this store; return whether any were.

    Those of which that was told before are looked at again: a training that ran then may have written since. A folder
    on a disk that is away is looked at when it is back. Raises ResourceFault where checkpoints stay.
    """
    dropped = False
    for path in _notes(work):
        told = _read(work, path)
        if told is None:
            continue
        folder, learnt = Path(told[_FOLDER]), told[_LEARNT_FROM]
        if not folder.parent.is_dir():
            continue
        if learnt is None:
            _sweep(folder)
        elif set(learnt) - recordings.known(work, set(learnt)):
            dropped = _sweep(folder) or dropped
            _write(work, folder, None)
    return dropped


def _sweep(folder: Path) -> bool:
    """Remove all checkpoints in a folder and below; return whether there were any."""
    removed = False
    folders = [folder] if folder.name.endswith(ENDING) else []
    try:
        for one in (*folders, *folder.rglob(f"*{ENDING}")):
            for path in list(one.iterdir()) if one.is_dir() else ():
                if path.is_file():
                    path.unlink(missing_ok=True)
                    removed = True
            with suppress(OSError):
                one.rmdir()
    except OSError as fault:
        raise stays(folder, fault) from fault
    return removed


def stays(folder: Path, fault: OSError) -> ResourceFault:
    """Return what to say where checkpoints cannot be removed."""
    return ResourceFault(
        said(
            "What a training has learnt from what is to be erased cannot be removed from '{folder}' ({strerror}). "
            "Nothing was erased; mend its rights and try again.",
            folder=folder,
            strerror=fault.strerror,
        )
    )


def _notes(work: Transaction) -> Iterator[Path]:
    yield from sorted(_folder().glob(f"{work.keys.store_id}.*"))


def _write(work: Transaction, folder: Path, learnt_from: list[int] | None) -> None:
    make_private_folder(data_folder())
    make_private_folder(_folder())
    path = _path(work, folder)
    told = json.dumps({_FOLDER: str(folder), _LEARNT_FROM: learnt_from})
    write_whole(path, work.cipher.seal_text(told, _place(path)))


def _read(work: Transaction, path: Path) -> dict[str, Any] | None:
    """Return what is noted in a file; None where there is none, or it does not open."""
    try:
        told = from_json(work.cipher.open_text(path.read_bytes(), _place(path)), said("note of a training"))
    except (OSError, StoreDamagedError):
        return None
    learnt = told.get(_LEARNT_FROM)
    fits = learnt is None or (isinstance(learnt, list) and all(isinstance(number, int) for number in learnt))
    return told if isinstance(told.get(_FOLDER), str) and fits else None


def _folder() -> Path:
    return data_folder() / "trainings"


def _path(work: Transaction, folder: Path) -> Path:
    digest = work.cipher.digest(str(folder).encode(), "folder of a training").hex()
    return _folder() / f"{work.keys.store_id}.{digest[:24]}"


def _place(path: Path) -> Place:
    return Place("trainings", path.name, "note")
