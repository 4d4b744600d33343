"""File formats of recordings: one file each, all giving the same `Recording`."""

from collections.abc import Callable
from pathlib import Path

from sigverify.errors import FormatError, UsageError
from sigverify.ink.formats.csv_ink import is_csv_ink, parse_csv_ink, write_csv
from sigverify.ink.formats.mcyt import is_mcyt, parse_mcyt
from sigverify.ink.formats.plain_text import TextFile, open_text
from sigverify.ink.formats.sigcomp2009 import is_sigcomp2009, parse_sigcomp2009
from sigverify.ink.formats.susig import is_susig, parse_susig
from sigverify.ink.formats.svc2004 import is_svc2004, parse_svc2004
from sigverify.ink.recording import Recording

__all__ = ["KINDS", "read_recording", "write_csv"]


def _parse_sigcomp2009(file: TextFile) -> Recording:
    # NISDCC's angles are corrupt in many files; a file that does not say that it is NFI's is not trusted
    return parse_sigcomp2009(file, angles=file.path.name.upper().startswith("NFI-"))


_PARSERS: dict[str, Callable[[TextFile], Recording]] = {
    "svc2004": parse_svc2004,
    "susig": parse_susig,
    "sigcomp2009": _parse_sigcomp2009,
    "mcyt": parse_mcyt,
    "csv": parse_csv_ink,
}

_SIGNS: dict[str, Callable[[TextFile], bool]] = {
    "svc2004": is_svc2004,
    "susig": is_susig,
    "sigcomp2009": is_sigcomp2009,
    "mcyt": is_mcyt,
    "csv": is_csv_ink,
}

_SUFFIXES = {".sig": "susig", ".hwr": "sigcomp2009", ".csv": "csv"}

KINDS = tuple(_PARSERS)
"""Names of the formats that `read_recording` reads."""


def read_recording(path: Path, kind: str | None = None) -> Recording:
    """Return the one signature that a file holds.

    kind: the format, one of KINDS; None to recognise it by the first lines, which differ between all formats, or
        else by the suffix.

    Raises FormatError naming file and line where the file cannot be read, its format is not recognised, or it is not
    as the format says; UsageError for an unknown kind.
    """
    if kind is not None and kind not in _PARSERS:
        raise UsageError(f"Unknown format '{kind}'. Choose one of {', '.join(KINDS)}.")
    file = open_text(path)
    return _PARSERS[kind or _recognise(file)](file)


def _recognise(file: TextFile) -> str:
    fitting = [kind for kind, fits in _SIGNS.items() if fits(file)]
    if len(fitting) == 1:
        return fitting[0]
    # a damaged first line: the suffix still tells, and the reader then says what is wrong with that line
    by_suffix = _SUFFIXES.get(file.path.suffix.lower())
    if by_suffix is not None:
        return by_suffix
    found = f"it fits {' and '.join(fitting)}" if fitting else "its first lines fit none"
    raise FormatError(
        f"{file.path}, line 1: the format is not recognised, {found}. Expected one of {', '.join(KINDS)}: "
        "name the format if you know it."
    )
