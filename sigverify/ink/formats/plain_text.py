"""Reads a text file of numbers with care: bounded, checked, and every complaint names the file and the line."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sigverify.errors import FormatError, InkError
from sigverify.ink.formats.content import FileContent, NamedFile, decoded, empty, read_content
from sigverify.ink.recording import Floats
from sigverify.sentences import said

MOST_LINES = 500_000
"""More lines than any signature has: forty minutes at 200 points a second."""

MOST_RUNS = 5_000
"""More strokes and ways through the air than any signature has."""

LONGEST_LINE = 10_000
"""Characters; the widest row of a format here takes under 300."""

_LINE_END = re.compile(r"\n|\Z")

LARGEST_VALUE = 1e15
"""Larger numbers are damage: time since 1970 in milliseconds is 2e12."""


@dataclass(frozen=True, eq=False)
class TextFile(NamedFile):
    """The lines of a text file, cut from its text when they are asked for: a line of its own takes 50 bytes more.

    ends: int64 (lines,), where in the text each line ends; none holds its end.
    """

    text: str
    ends: NDArray[np.int64]

    @property
    def count(self) -> int:
        """Return how many lines there are."""
        return len(self.ends)

    def line(self, number: int) -> str:
        """Return the 1-based line, or '' past the end."""
        if number > self.count:
            return ""
        begin = int(self.ends[number - 2]) + 1 if number > 1 else 0
        return self.text[begin : int(self.ends[number - 1])]

    def lines(self, first: int = 1) -> Iterator[tuple[int, str]]:
        """Yield the lines that are not blank with their 1-based numbers, from `first` on."""
        for number in range(first, self.count + 1):
            line = self.line(number)
            if line.strip():
                yield number, line


def open_text(path: Path) -> TextFile:
    """Read a whole text file, as `read_content` and `lines_of` do."""
    return lines_of(read_content(path))


def lines_of(file: FileContent) -> TextFile:
    """Return the lines of a text file (UTF-8, with or without a byte order mark, any line end).

    Raises FormatError where there are more than MOST_LINES, one is longer than LONGEST_LINE, or the file is binary or
    not UTF-8.
    """
    if max(map(file.content.count, (b"\n", b"\r"))) > MOST_LINES:
        raise FormatError(
            said(
                "{path} has more than {most_lines:,} lines; no signature does. Choose a file that holds one signature.",
                path=file.path,
                most_lines=MOST_LINES,
            )
        )
    text = decoded(file).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise empty(file.path)
    text = text[: text.find("\n", len(text.rstrip())) % (len(text) + 1)]  # blank lines at the end are none
    ends = np.fromiter((found.start() for found in _LINE_END.finditer(text)), dtype=np.int64)
    lengths = np.diff(ends, prepend=-1) - 1
    longest = int(np.argmax(lengths))
    found = TextFile(file.path, text, ends)
    if lengths[longest] > LONGEST_LINE:
        raise found.fault(
            longest + 1,
            said("{lengths:,} characters in one line.", lengths=lengths[longest]),
            said("Check that this is a recording as text."),
        )
    return found


def read_rows(
    file: TextFile,
    first: int,
    columns: tuple[str, ...],
    separator: str | None = None,
    largest: float = LARGEST_VALUE,
) -> Floats:
    """Return the numbers from the 1-based line `first` on, float64 (rows, len(columns)); blank lines are skipped.

    separator: what parts the columns; None for white space.
    largest: a number further from 0 is damage.

    Raises FormatError where no row follows, a row has another number of columns, or a value is not a finite
    number of reasonable size.
    """
    count = sum(1 for _ in file.lines(first))
    if not count:
        raise file.fault(None, said("no point follows the header."), said("The file is cut short: copy it again."))
    try:
        lines = (line for _, line in file.lines(first))
        values = np.loadtxt(lines, dtype=np.float64, comments=None, delimiter=separator, ndmin=2)
        if values.shape == (count, len(columns)) and max(values.max(), -values.min()) <= largest:
            return values
    except ValueError:
        pass  # its message counts lines in its own way; the search below names ours
    raise _first_fault(file, first, columns, separator, largest)


def check_count(file: TextFile, line: int, declared: int, found: int) -> None:
    """Raise FormatError where the number of points found is not the one that `line` declares."""
    if declared == found:
        return
    if declared > found:
        raise file.fault(
            line,
            said("{declared} points are declared, but only {found} follow.", declared=declared, found=found),
            said("The file is cut short: copy it again, or correct the number."),
        )
    raise file.fault(
        line,
        said("{declared} points are declared, but {found} follow.", declared=declared, found=found),
        said("Keep one signature in a file, or correct the number."),
    )


def parse_count(file: TextFile, line: int, cell: str) -> int:
    """Return the number of points that `cell` of `line` declares, at least 1."""
    # the length is bounded first: Python takes long over a million digits, and refuses them with a message of its own
    if not (cell.isascii() and cell.isdigit() and len(cell) <= 9 and int(cell) > 0):
        raise file.fault(
            line,
            said("expected the number of points, found '{cell}'.", cell=shorten(cell)),
            said("Check that this is the right format."),
        )
    return int(cell)


def check_flags(file: TextFile, first: int, name: str, values: Floats) -> None:
    """Raise FormatError where a column, float64 (rows,), that must hold 0 or 1 holds anything else."""
    bad = np.flatnonzero((values != 0) & (values != 1))
    if bad.size:
        line = line_of_row(file, first, int(bad[0]))
        raise file.fault(
            line,
            said("column '{name}' must be 0 or 1, found {values:g}.", name=name, values=values[bad[0]]),
            said("Mend that value."),
        )


def line_of_row(file: TextFile, first: int, row: int) -> int:
    """Return the 1-based line that holds the 0-based `row` of the numbers that begin at line `first`."""
    return next(islice(file.lines(first), row, None))[0]


@contextmanager
def blamed_on(file: NamedFile) -> Iterator[None]:
    """Turn an InkError raised inside into a FormatError that names the file."""
    try:
        yield
    except InkError as error:
        raise FormatError(f"{file.path}: {error}") from None


def is_number(cell: str) -> bool:
    """Say whether a cell reads as a number, finite or not."""
    try:
        float(cell)
    except ValueError:
        return False
    return cell.isascii() and "_" not in cell  # 1_000 and other scripts' digits are Python's own


def shorten(text: str, length: int = 40) -> str:
    """Return `text` fit for a message: printable, at most `length` characters."""
    shown = "".join(c if c.isprintable() else "?" for c in text[: length + 1])
    return shown if len(shown) <= length else shown[:length] + "…"


def _first_fault(
    file: TextFile, first: int, columns: tuple[str, ...], separator: str | None, largest: float
) -> FormatError:
    for number, line in file.lines(first):
        cells = line.split(separator)
        if len(cells) != len(columns):
            return file.fault(
                number,
                said(
                    "expected {count} columns ({known}), found {found}.",
                    count=len(columns),
                    known=" ".join(columns),
                    found=len(cells),
                ),
                said("The line is damaged or the file is of another format: copy it again or name its format."),
            )
        for name, cell in zip(columns, cells, strict=True):
            if not is_number(cell):
                return file.fault(
                    number,
                    said("column '{name}' is not a number: '{cell}'.", name=name, cell=shorten(cell)),
                    said("Mend that value."),
                )
            if not abs(float(cell)) <= largest:  # 'not ≤' catches nan, which no comparison holds for
                return file.fault(
                    number,
                    said(
                        "column '{name}' must be a finite number of a reasonable size, found '{cell}'.",
                        name=name,
                        cell=shorten(cell),
                    ),
                    said("Mend that value."),
                )
    return file.fault(None, said("some of its rows are no table of numbers."), said("Copy it again."))
