"""What a file holds, read with care: one plain file of bounded size, and every complaint names it."""

import stat
from dataclasses import dataclass
from pathlib import Path

from sigverify.errors import FormatError
from sigverify.sentences import said

LARGEST_FILE_BYTES = 20_000_000
"""Longer files of one signature are refused unread: the longest of the public corpora takes half a megabyte."""

_BLANK = b" \t\n\r\v\f\x1c\x1d\x1e\x1f\xef\xbb\xbf"
"""What Python strips from text, and a byte order mark."""


@dataclass(frozen=True)
class NamedFile:
    """A file that was read; `path` is for messages."""

    path: Path

    def fault(self, line: int | None, found: str, remedy: str) -> FormatError:
        """Return the error that names this file, the 1-based `line` (None for the whole file) and the remedy."""
        if line is None:
            return FormatError(said("{path}: {found} {remedy}", path=self.path, found=found, remedy=remedy))
        return FormatError(
            said("{path}, line {line}: {found} {remedy}", path=self.path, line=line, found=found, remedy=remedy)
        )


@dataclass(frozen=True)
class FileContent(NamedFile):
    """All bytes of a file."""

    content: bytes


def read_content(path: Path, largest: int = LARGEST_FILE_BYTES) -> FileContent:
    """Read a whole file.

    largest: bytes that it may have.

    Raises FormatError where it is missing, not a plain file, not readable, empty, or longer than `largest`.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise FormatError(said("{path} is a folder; expected one recording. Name a file inside it.", path=path))
        if not stat.S_ISREG(status.st_mode):
            raise FormatError(
                said("{path} is not a plain file; expected one recording. Name a file on a disk.", path=path)
            )
        if status.st_size > largest:
            raise FormatError(
                said(
                    "{path} has {size:,} bytes; a recording has at most {largest:,}. Choose a file "
                    "that holds one signature.",
                    path=path,
                    size=status.st_size,
                    largest=largest,
                )
            )
        with path.open("rb") as stream:
            content = stream.read(status.st_size + 1)  # all this room is taken at once
    except FileNotFoundError:
        raise FormatError(said("{path} does not exist. Check the name and the folder.", path=path)) from None
    except PermissionError:
        raise FormatError(
            said("{path} may not be read by you. Change its permissions or copy it.", path=path)
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise FormatError(
            said("{path} could not be read ({error}). Check the name and the disk.", path=path, error=error)
        ) from None
    if len(content) > status.st_size:
        raise FormatError(said("{path} grew while it was read. Wait until it is written, then try again.", path=path))
    if not content.strip(_BLANK):
        raise empty(path)
    return FileContent(path, content)


def decoded(file: FileContent) -> str:
    """Return the text of a file: UTF-8, with or without a byte order mark.

    Raises FormatError where the file is binary, and with the line where it is not UTF-8.
    """
    if b"\0" in file.content:
        raise FormatError(
            said("{path} is binary; expected a text file of numbers. Export the recording as text.", path=file.path)
        )
    try:
        return file.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.content.count(b"\n", 0, error.start) + 1
        raise file.fault(line, said("undecodable text."), said("Save the file as plain UTF-8 text.")) from None


def empty(path: Path) -> FormatError:
    """Return the error for a file that holds nothing."""
    return FormatError(
        said("{path} is empty; expected one recording. Choose another file or copy it again.", path=path)
    )
