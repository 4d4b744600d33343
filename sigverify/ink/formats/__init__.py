"""File formats of recordings: one file each, all giving the same `Recording`, in one table of what each keeps."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from sigverify.errors import FormatError, UsageError
from sigverify.ink.formats.content import LARGEST_FILE_BYTES, FileContent, read_content
from sigverify.ink.formats.csv_ink import write_csv
from sigverify.ink.formats.filed import FiledRecording
from sigverify.ink.formats.plain_text import TextFile, lines_of
from sigverify.ink.formats.table import FORMATS, KINDS, WRITTEN_KINDS, Format
from sigverify.ink.formats.whole_file import write_whole
from sigverify.ink.recording import Recording
from sigverify.sentences import joined, said

__all__ = [
    "FORMATS",
    "KINDS",
    "WRITTEN_KINDS",
    "FiledRecording",
    "Format",
    "format_for",
    "format_named",
    "read_recording",
    "read_recordings",
    "render",
    "write_csv",
    "write_recordings",
]

_SUFFIXES = {suffix: format_ for format_ in FORMATS for suffix in format_.suffixes if suffix != ".txt"}
"""Which format an ending tells; .txt is two corpora's."""


def read_recording(path: Path | str, kind: str | None = None) -> Recording:
    """Return the one signature that a file holds.

    kind: the format, one of KINDS; None to recognise it by how the file begins, which differs between all formats, or
        else by the suffix.

    Raises FormatError naming file and line where the file cannot be read, its format is not recognised, it is not as
    the format says, or it holds several; UsageError for an unknown kind.
    """
    found = read_recordings(path, kind)
    if len(found) > 1:
        raise FormatError(
            said(
                "{path} holds {found} signatures; expected one. Give each a file of its own with `sigverify convert`.",
                path=path,
                found=len(found),
            )
        )
    return found[0].recording


def read_recordings(path: Path | str, kind: str | None = None) -> tuple[FiledRecording, ...]:
    """Return all signatures that a file of any format holds, with their names and whose they are said to be.

    kind and errors: as for `read_recording`.
    """
    path = Path(path)
    if kind is not None:
        format_ = format_named(kind)
        return format_.parse(read_content(path, format_.largest_bytes))
    by_suffix = _SUFFIXES.get(path.suffix.lower())
    file = read_content(path, by_suffix.largest_bytes if by_suffix is not None else LARGEST_FILE_BYTES)
    return _recognise(file, by_suffix).parse(file)


def write_recordings(filed: Sequence[FiledRecording], path: Path, kind: str | None = None) -> None:
    """Write signatures to a file; an older file is replaced whole or not at all.

    kind: the format, one of WRITTEN_KINDS; None for the one that the suffix tells.

    Raises UsageError where the format is unknown, only read, or does not hold that many; InkError where a recording
    does not fit into it; ResourceFault where the file cannot be written.
    """
    format_ = format_for(path) if kind is None else format_named(kind)
    write_whole(path, render(filed, format_))


def render(filed: Sequence[FiledRecording], format_: Format) -> bytes:
    """Return the content of a file that holds these recordings; raises as `write_recordings` does."""
    if format_.render is None:
        raise UsageError(
            said("'{name}' is only read. Choose one of {join}.", name=format_.name, join=", ".join(WRITTEN_KINDS))
        )
    if not filed or (len(filed) > 1 and not format_.several):
        raise UsageError(
            said(
                "A file of the format '{name}' holds one signature, there are {filed}. Write a file for "
                "each, or one of the format 'jsonl'.",
                name=format_.name,
                filed=len(filed),
            )
        )
    return format_.render(filed)


def format_named(kind: str) -> Format:
    """Return the format of that name; raises UsageError for an unknown one."""
    found = next((format_ for format_ in FORMATS if format_.name == kind), None)
    if found is None:
        raise UsageError(said("Unknown format '{kind}'. Choose one of {join}.", kind=kind, join=", ".join(KINDS)))
    return found


def format_for(path: Path) -> Format:
    """Return the format that is written to a file of this name; raises UsageError where its ending tells none."""
    suffix = path.suffix.lower()
    found = next((f for f in FORMATS if suffix in f.suffixes and f.render is not None), None)
    if found is None:
        known = ", ".join(f"{f.suffixes[0]} ({f.name})" for f in FORMATS if f.render is not None)
        raise UsageError(
            said(
                "The ending '{suffix}' of {name} tells no format that is written. Use one of {known}.",
                suffix=suffix,
                name=path.name,
                known=known,
            )
        )
    return found


def _recognise(file: FileContent, by_suffix: Format | None) -> Format:
    found = next((f for f in FORMATS if not f.as_text and _begins(f, file)), None)
    if found is not None:
        return found
    if by_suffix is not None and not by_suffix.as_text:
        return by_suffix  # a damaged beginning: the reader then says what is wrong with it
    lines = lines_of(file)
    fitting = [f for f in FORMATS if f.as_text and _begins(f, lines)]
    if len(fitting) == 1:
        return fitting[0]
    if by_suffix is not None:
        return by_suffix
    names = joined((f.name for f in fitting), " and ")
    told = said("it fits {names}", names=names) if fitting else said("its first lines fit none")
    raise FormatError(
        said(
            "{path}, line 1: the format is not recognised, {told}. Expected one of {join}: name "
            "the format if you know it.",
            path=file.path,
            told=told,
            join=", ".join(KINDS),
        )
    )


def _begins(format_: Format, file: FileContent | TextFile) -> bool:
    return cast("Callable[[FileContent | TextFile], bool]", format_.recognises)(file)
