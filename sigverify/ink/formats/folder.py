"""The files of signatures in a folder and in its folders, by what their names end in."""

from collections.abc import Sequence
from pathlib import Path

from sigverify.errors import UsageError
from sigverify.ink.formats.table import FORMATS, Format
from sigverify.sentences import said

_SUFFIXES = tuple(dict.fromkeys(suffix for format_ in FORMATS for suffix in format_.suffixes))


def signature_files(folder: Path, format_: Format | None = None) -> tuple[list[Path], int]:
    """Return the files that a format's ending marks, by name, and how many others there are; hidden ones are none.

    format_: one whose files are meant, None for all. Raises OSError where the folder cannot be listed.
    """
    suffixes = endings(format_)
    files = sorted(file for file in folder.rglob("*") if not _hidden(file.relative_to(folder)) and file.is_file())
    fitting = [file for file in files if file.suffix.lower() in suffixes]
    return fitting, len(files) - len(fitting)


def files_in_place_of_folders(paths: Sequence[str]) -> tuple[str, ...]:
    """Return the files themselves, and in the place of each folder those of signatures in it and in its folders.

    Raises UsageError where a folder holds none or cannot be listed.
    """
    found: list[str] = []
    for path in paths:
        if not Path(path).is_dir():
            found.append(path)
            continue
        try:
            inside, _ = signature_files(Path(path))
        except OSError as error:
            raise UsageError(
                said("The folder {name} cannot be listed: {why}.", name=Path(path).name, why=error.strerror or "?")
            ) from None
        if not inside:
            raise UsageError(
                said("The folder {name} holds no file of a signature. Choose another one.", name=Path(path).name)
            )
        found.extend(map(str, inside))
    return tuple(found)


def endings(format_: Format | None = None) -> tuple[str, ...]:
    """Return what the names of a format's files end in, None for all formats."""
    return _SUFFIXES if format_ is None else format_.suffixes


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
