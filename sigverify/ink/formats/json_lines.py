r"""JSON lines (.jsonl): one recording a line, exact to the last bit, and whose it is where that is known.

Each line is an object. Over several lines here, for the eye:

    {"sigverify": 1, "name": "anna-1", "signer": "anna", "label": "genuine", "session": "2024-03-01", "number": 1,
     "capture": {"source": "pen", "length_unit": "mm", "mm_per_unit": 1.0},
     "channels": {"time_s": [0.0, 0.005], "x": [12.5, 12.75], "y": [30.25, 30.5], "stroke": [0, 0],
                  "pressure": [311.0, 420.0]}}

`sigverify` comes first and gives the version of this format. `channels` holds `Recording`'s channels under their own
names, as long as each other, and of those that a device may lack only the ones that it had; y points up, `stroke`
counts 0, 1, 2 … and is −1 in the air. `capture` holds facts of `Capture` under their own names; one that is not given
has its default. `name`, `signer`, `label`, `session` and `number` are those of `FiledRecording` and may be left out.
Any other key is refused, and so are NaN and Infinity, which JSON does not know. Blank lines are skipped. Numbers are
written with the fewest digits that give the same float64 back.

A line is UTF-8 and may hold no more than MOST_QUOTES quotation marks or opening brackets; in text they stand as
\u0022, \u005b and \u007b. A list of empty objects would take twenty times its room once it is read, so that such a
line is refused before it is taken apart.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from sigverify.errors import FormatError, InkError
from sigverify.ink.formats.capture_facts import CHOICES, FACTS, FLAGS, told_facts
from sigverify.ink.formats.content import LARGEST_FILE_BYTES, FileContent
from sigverify.ink.formats.filed import FiledRecording
from sigverify.ink.formats.plain_text import shorten
from sigverify.ink.recording import CAPTURE_NUMBERS, OPTIONAL_CHANNELS, Capture, Recording
from sigverify.sentences import said

VERSION = 1

LARGEST_LINES_BYTES = 500_000_000
"""Of a file of many recordings; of one line it is LARGEST_FILE_BYTES."""

MOST_QUOTES = 400
"""Far more than the keys and facts of a line have."""

_BEGINNING = b'{"sigverify":'
_REQUIRED = ("time_s", "x", "y", "stroke")
_WORDS = ("name", "signer", "label", "session", "number")
_KEYS = ("sigverify", *_WORDS, "capture", "channels")
_ESCAPED = {'"': "\\u0022", "[": "\\u005b", "{": "\\u007b"}


def is_json_lines(file: FileContent) -> bool:
    """Say whether the file begins with a line of this format."""
    start = file.content[:200].removeprefix(b"\xef\xbb\xbf")
    return b"".join(start.split()).startswith(_BEGINNING)


def parse_json_lines(file: FileContent) -> tuple[FiledRecording, ...]:
    """Return all recordings of a file, in its order.

    Raises FormatError naming the line where the file is not as the format says.
    """
    if b"\0" in file.content:
        raise FormatError(
            said("{path} is binary; expected a text file of numbers. Export the recording as text.", path=file.path)
        )
    found = tuple(_parse_line(file, number, line) for number, line in _lines(file))
    assert found, "a file of blank lines is refused as empty"
    return found


def format_json_lines(filed: Sequence[FiledRecording]) -> bytes:
    """Return the content of a file that holds these recordings, one a line."""
    return b"".join(_format_line(one).encode("ascii") for one in filed)


def _lines(file: FileContent) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank with their numbers, one at a time, since a file may be long."""
    start, number, content = 0, 1, file.content
    while start < len(content):
        end = content.find(b"\n", start)
        end = len(content) if end < 0 else end
        if end - start > LARGEST_FILE_BYTES:
            raise file.fault(
                number,
                said("{end:,} bytes in one line.", end=end - start),
                said("A recording has at most {largest_file_bytes:,}.", largest_file_bytes=LARGEST_FILE_BYTES),
            )
        if content[start:end].strip(b" \t\r"):
            yield number, content[start:end]
        start, number = end + 1, number + 1


def _parse_line(file: FileContent, number: int, line: bytes) -> FiledRecording:
    if max(map(line.count, (b'"', b"[", b"{"))) > MOST_QUOTES:
        raise file.fault(
            number,
            said("more than {most_quotes} quotation marks or brackets.", most_quotes=MOST_QUOTES),
            said("Check that this is a recording."),
        )
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        raise file.fault(number, said("undecodable text."), said("Save the file as plain UTF-8 text.")) from None
    del line  # a long one is kept no more often than it must be
    try:
        entry = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise file.fault(
            number, said("no JSON that this format knows ({error}).", error=error), said("Copy the file again.")
        ) from None
    if not isinstance(entry, dict) or entry.get("sigverify") != VERSION:
        raise file.fault(
            number,
            said(
                "expected an object that begins with {{\"sigverify\": {version}, found '{text}'.",
                version=VERSION,
                text=shorten(text),
            ),
            said("If a newer sigverify wrote it, update this program."),
        )
    _check_keys(file, number, said("key"), entry, _KEYS, ("channels",))
    channels = _checked_object(file, number, "channels", entry["channels"])
    _check_keys(file, number, said("channel"), channels, (*_REQUIRED, *OPTIONAL_CHANNELS), _REQUIRED)
    facts = _checked_object(file, number, "capture", entry.get("capture", {}))
    _check_keys(file, number, said("fact"), facts, FACTS, ())
    for name, value in facts.items():
        if not _fits(name, value):
            raise file.fault(
                number, said("the fact '{name}' is of the wrong kind.", name=name), said("Mend that value.")
            )
    del text
    arrays = {name: _array(file, number, name, channels.pop(name)) for name in list(channels)}
    words = {word: entry[word] for word in _WORDS if word in entry}
    try:
        recording = Recording(capture=Capture(**facts), **arrays)
        return FiledRecording(recording=recording, **{"name": _name(file, number), **words})
    except InkError as error:
        raise FormatError(
            said("{path}, line {number}: {error}", path=file.path, number=number, error=error.sentence)
        ) from None


def _name(file: FileContent, line: int) -> str:
    return f"{file.path.stem[:100]}-{line}"


def _array(file: FileContent, line: int, name: str, values: object) -> Any:
    kinds = {int} if name == "stroke" else {int, float}
    if not isinstance(values, list) or not set(map(type, values)) <= kinds:  # a bool is no int here
        raise file.fault(
            line, said("the channel '{name}' must be a list of numbers.", name=name), said("Mend that list.")
        )
    try:
        return np.array(values, dtype=np.int64 if name == "stroke" else np.float64)
    except OverflowError:
        raise file.fault(
            line, said("the channel '{name}' holds a number too large.", name=name), said("Mend that value.")
        ) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in an object")
    return found


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number in JSON")


def _checked_object(file: FileContent, line: int, name: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise file.fault(line, said("'{name}' must be an object.", name=name), said("Mend that value."))
    return value


def _check_keys(
    file: FileContent,
    line: int,
    what: str,
    found: dict[str, Any],
    known: tuple[str, ...],
    required: tuple[str, ...],
) -> None:
    for name in found:
        if name not in known:
            raise file.fault(
                line,
                said("unknown {what} '{name}'.", what=what, name=shorten(name)),
                said("Known ones are {known}.", known=", ".join(known)),
            )
    for name in required:
        if name not in found:
            raise file.fault(
                line, said("the {what} '{name}' is missing.", what=what, name=name), said("Copy the file again.")
            )


def _fits(name: str, value: object) -> bool:
    if name in CAPTURE_NUMBERS:
        return value is None or type(value) is float or (type(value) is int and abs(value) < 2**53)
    if name in FLAGS:
        return isinstance(value, bool)
    return isinstance(value, str) and value in CHOICES.get(name, (value,))


def _format_line(filed: FiledRecording) -> str:
    parts = [f'{{"sigverify": {VERSION}', f'"name": {_quoted(filed.name)}']
    for word in ("signer", "label", "session"):
        if getattr(filed, word):
            parts.append(f'"{word}": {_quoted(getattr(filed, word))}')
    if filed.number is not None:
        parts.append(f'"number": {filed.number}')
    facts = [
        f'"{name}": {_quoted(value) if isinstance(value, str) else json.dumps(value)}'
        for name, value in told_facts(filed.recording.capture).items()
    ]
    parts.append(f'"capture": {{{", ".join(facts)}}}')
    channels = [
        f'"{name}": [{", ".join(map(repr, values.tolist()))}]' for name, values in filed.recording.channels().items()
    ]
    parts.append(f'"channels": {{{", ".join(channels)}}}}}')
    return ", ".join(parts) + "\n"


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPED.get(c) or json.dumps(c)[1:-1] for c in text) + '"'
