"""Writes a file whole or not at all: to a part beside it first, synchronised, then renamed."""

import os
import tempfile
from pathlib import Path

from sigverify.errors import ResourceFault
from sigverify.sentences import said


def write_whole(path: Path, content: bytes) -> None:
    """Write a file; an older one is replaced whole or not at all.

    Raises ResourceFault where it cannot be written; nothing is left beside it then.
    """
    part = write_part(path, content)
    try:
        put_in_place(part, path)
    finally:
        part.unlink(missing_ok=True)


def write_shared(path: Path, content: bytes) -> None:
    """Write a file that holds no ink and that others may read, whole or not at all; an older one stays otherwise.

    What is no plain file, such as a terminal, and a file whose folder takes no new ones are written as they are. Raises
    OSError where it cannot be written.
    """
    whole = path.resolve()
    if path.exists() and not (path.is_file() and os.access(whole.parent, os.W_OK)):
        path.write_bytes(content)
        return
    part = whole.with_name(f".{whole.name[:40]}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(whole)
    finally:
        part.unlink(missing_ok=True)


def write_part(path: Path, content: bytes) -> Path:
    """Write what is to become `path` to a hidden file beside it that only its owner may read, and return that file.

    Raises ResourceFault where it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unwritable(path, error) from None
    return Path(name)


def put_in_place(part: Path, path: Path) -> None:
    """Give a part its name; raises ResourceFault where that cannot be done."""
    try:
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> ResourceFault:
    return ResourceFault(
        said(
            "{path} could not be written ({strerror}). Check the folder, your rights and the room on the disk.",
            path=path,
            strerror=error.strerror,
        )
    )
