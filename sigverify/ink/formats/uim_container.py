"""The container of Wacom's Universal Ink Model: a RIFF file whose parts are messages of Protocol Buffers.

    "RIFF"  4 bytes length  "UINK"
    "HEAD"  4 bytes length, 3 bytes version, 1 byte reserved
            version 3.1.0: for each part 3 bytes version, 1 byte content type, 1 byte compression, 3 bytes reserved
    parts   4 letters, 4 bytes length, content, a zero where the length is odd; 3.0.0 has the one part "DATA"

Lengths have their least significant byte first. Here a file is taken apart as far as the messages of single strokes,
so that Wacom's own library need never hold more than one of them: its messages take some forty times their size.
"""

from collections.abc import Iterator

from sigverify.errors import FormatError
from sigverify.ink.formats.content import FileContent
from sigverify.sentences import said

BEGINNING, KIND = b"RIFF", b"UINK"

VERSIONS = ((3, 0, 0), (3, 1, 0))

MOST_PARTS = 100
MOST_FIELDS = 20_000
"""Of one message: more strokes and notes than any signature has."""

_PROTOBUF = 1
_VARINT, _FIXED_64, _BYTES, _FIXED_32 = 0, 1, 2, 5


def is_riff_of_ink(file: FileContent) -> bool:
    """Say whether the file begins as a Universal Ink Model does."""
    return file.content.startswith(BEGINNING) and file.content[8:12] == KIND


def read_parts(file: FileContent) -> tuple[tuple[int, ...], dict[bytes, bytes]]:
    """Return the version and the content of each part by its four letters.

    Raises FormatError where the file is none of this container, of another version, cut short or compressed.
    """
    content = file.content
    if not is_riff_of_ink(file):
        raise file.fault(None, said("it does not begin with 'RIFF' and 'UINK'."), said("Name the file's own format."))
    if content[12:16] != b"HEAD" or len(content) < 24:
        raise cut_short(file)
    head = int.from_bytes(content[16:20], "little")
    version = tuple(content[20:23])
    if version not in VERSIONS:
        told = ".".join(map(str, version))
        raise file.fault(
            None,
            said("its version is {told}; 3.0.0 and 3.1.0 are known.", told=told),
            said("Export it in one of these."),
        )
    told_parts = (head - 4) // 8 if version == (3, 1, 0) else 1
    if not 0 <= told_parts <= MOST_PARTS:
        raise file.fault(None, said("it tells {told_parts:,} parts.", told_parts=told_parts), said("Copy it again."))
    kinds = [content[24 + 8 * number :][:8] for number in range(told_parts)] if version == (3, 1, 0) else []
    place = 24 + 8 * len(kinds)
    parts: dict[bytes, bytes] = {}
    for number in range(told_parts):
        name, size = content[place : place + 4], int.from_bytes(content[place + 4 : place + 8], "little")
        if len(content) < place + 8 + size or len(name) < 4:
            raise cut_short(file)
        if kinds and tuple(kinds[number][3:5]) != (_PROTOBUF, 0):
            raise file.fault(
                None,
                said("its part {name!r} is compressed or no message.", name=name),
                said("Export it without compression, or as InkML."),
            )
        parts.setdefault(name, content[place + 8 : place + 8 + size])
        place += 8 + size + size % 2
    return version, parts


def fields(file: FileContent, message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yield number and value of each field of a message; numbers that are not whole are passed over.

    Raises FormatError where it is no message or has more than MOST_FIELDS.
    """
    place = count = 0
    while place < len(message):
        count += 1
        if count > MOST_FIELDS:
            raise file.fault(
                None,
                said("more than {most_fields:,} fields in one message.", most_fields=MOST_FIELDS),
                said("Check that this is ink."),
            )
        tag, place = _varint(file, message, place)
        number, kind = tag >> 3, tag & 7
        if kind == _VARINT:
            value, place = _varint(file, message, place)
            yield number, value
        elif kind == _BYTES:
            size, place = _varint(file, message, place)
            if size > len(message) - place:
                raise cut_short(file)
            yield number, message[place : place + size]
            place += size
        elif kind in (_FIXED_64, _FIXED_32):
            place += 8 if kind == _FIXED_64 else 4
        else:
            raise file.fault(None, said("one of its messages is damaged."), said("Copy it again."))


def pieces(file: FileContent, message: bytes, number: int) -> Iterator[bytes]:
    """Yield the messages and texts of one field, in their order."""
    for found, value in fields(file, message):
        if found == number and isinstance(value, bytes):
            yield value


def cut_short(file: FileContent) -> FormatError:
    """Return the error for a file that ends too early."""
    return file.fault(
        None, said("the file ends after {count:,} bytes, too early.", count=len(file.content)), said("Copy it again.")
    )


def _varint(file: FileContent, message: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while place < len(message) and shift < 64:
        byte = message[place]
        value |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            return value, place
    raise cut_short(file)
