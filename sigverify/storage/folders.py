"""Where this program keeps a person's data."""

import glob
import hashlib
import os
from itertools import chain, count
from pathlib import Path

from platformdirs import user_data_path

from sigverify.errors import ResourceFault
from sigverify.sentences import said

DATA_VARIABLE = "SIGVERIFY_DATA"
STORE_FILE = "store.sqlite"


def data_folder() -> Path:
    """Return the folder of the store and of retrained models; it need not exist yet.

    It is the user's data folder as the operating system names it, or what SIGVERIFY_DATA says.
    """
    chosen = os.environ.get(DATA_VARIABLE)
    return Path(chosen).expanduser().absolute() if chosen else user_data_path("sigverify", appauthor=False)


PUT_ASIDE = "before-restore"
"""Ending of the file that a restoring keeps the replaced store as; it goes when something is erased."""


def free_name(path: Path) -> Path:
    """Return the path, or where there is something, the first of 'path-2', 'path-3', … where there is nothing."""
    others = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(one for one in chain([path], others) if not one.exists())


def numbered(path: Path) -> list[Path]:
    """Return what lies at the path, at the names that `free_name` makes of it, and beside them as logs."""
    return sorted(path.parent.glob(f"{glob.escape(path.name)}*"))


def machine_file(store_id: str, ending: str) -> Path:
    """Return where this machine keeps what belongs to a store on a server and not on that server."""
    return data_folder() / "servers" / f"{store_id}.{ending}"


def restoring_file(name: str) -> Path:
    """Return where a backup is made ready on this machine for the store on a server that goes by this name.

    Always the same, so that the next restoring, or the next erasure, finds what a program that was killed left there.
    """
    return machine_file(hashlib.sha256(name.encode()).hexdigest()[:16], "restoring")


def default_url() -> str:
    """Return the database URL of the store in the data folder."""
    return f"sqlite:///{data_folder() / STORE_FILE}"


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter; one that exists is left as it is.

    Raises ResourceFault where it cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ResourceFault(
            said(
                "The folder '{folder}' could not be made ({strerror}). Choose another one through "
                "{data_variable}, or mend its rights.",
                folder=folder,
                strerror=error.strerror,
                data_variable=DATA_VARIABLE,
            )
        ) from error


def make_private_file(path: Path) -> None:
    """Make an empty file that only its owner can read; one that exists is left as it is.

    SQLite gives the files that it lays beside a database the same rights, so this covers them too.
    Raises ResourceFault where it cannot be made.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise ResourceFault(
            said(
                "The file '{path}' could not be made ({strerror}). Choose another folder, or mend its rights.",
                path=path,
                strerror=error.strerror,
            )
        ) from error
