"""A damaged file of any format is read or refused in words, and never takes many times its size in memory."""

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from valid_files import VALID, damage

from sigverify.errors import FormatError
from sigverify.ink.formats import KINDS, read_recordings


def read_or_refused(path: Path, content: bytes, kind: str | None) -> None:
    path.write_bytes(content)
    try:
        found = read_recordings(path, kind)
    except FormatError as error:
        told = str(error)
    else:
        assert all(len(filed.recording) >= 1 for filed in found)
        return
    assert str(path) in told


@pytest.mark.parametrize("kind", KINDS)
def test_the_files_that_are_damaged_below_are_whole(tmp_path: Path, kind: str) -> None:
    for content in VALID[kind]:
        (tmp_path / "ink").write_bytes(content)
        assert read_recordings(tmp_path / "ink") == read_recordings(tmp_path / "ink", kind)


@pytest.mark.parametrize("kind", KINDS)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    deadline=None,
    max_examples=150,
)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_in_words(tmp_path: Path, kind: str, data: st.DataObject) -> None:
    content = data.draw(st.sampled_from(VALID[kind]).flatmap(damage))
    read_or_refused(tmp_path / "ink", content, data.draw(st.sampled_from([kind, None])))


@pytest.mark.parametrize("kind", ["jsonl", "inkml", "iso19794-7", "uim"])
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    deadline=None,
    max_examples=150,
)
@given(content=st.binary(min_size=1, max_size=200))
@example(content=b"SDI\0 10\0" + b"\xff" * 100)
@example(content=b"\xff\xfe<\0")
@example(content=b'<?xml version="1.0" encoding="hex"?><ink/>')
@example(content=b'{"sigverify": 1' + b'"' * 500)
def test_rubbish_after_a_true_beginning_is_refused_in_words(tmp_path: Path, kind: str, content: bytes) -> None:
    beginning = {
        "jsonl": b'{"sigverify": 1, ',
        "inkml": b"<ink><trace>",
        "iso19794-7": b"SDI\0 10\0",
        "uim": b"RIFF\0\0\0\0UINKHEAD\4\0\0\0\3\0\0\0DATA",
    }[kind]
    for start in (b"", beginning):
        read_or_refused(tmp_path / "ink", start + content, kind)


MEGABYTE = 1_000_000


def uim_of(data: bytes) -> bytes:
    """Return a Universal Ink Model whose sensor data are these."""
    content = b"UINKHEAD\x0c\0\0\0\3\1\0\0" + b"\3\1\0\1\0\0\0\0" + b"INPT" + len(data).to_bytes(4, "little") + data
    return b"RIFF" + len(content).to_bytes(4, "little") + content


def message(number: int, content: bytes) -> bytes:
    """Return a field of a protocol buffer that holds a message."""
    size, length = b"", len(content)
    while length >= 0x80:
        size, length = size + bytes([length & 0x7F | 0x80]), length >> 7
    return bytes([number << 3 | 2]) + size + bytes([length]) + content


UIM_CHANNELS = message(
    1,
    message(
        5,
        message(
            2,
            b"".join(
                message(2, message(1, kind) + message(2, b"will://input/3.0/channel/" + kind)) for kind in (b"X", b"Y")
            ),
        ),
    ),
)


def uim_of_points(count: int) -> bytes:
    """Return a Universal Ink Model of one stroke whose numbers take a byte each."""
    columns = (message(5, message(1, kind) + message(2, b"\xc7\0" * (count // 2))) for kind in (b"X", b"Y"))
    return uim_of(UIM_CHANNELS + message(2, b"".join(columns)))


GREEDY = {
    "uim of points": uim_of_points(MEGABYTE // 2),
    "uim of short strokes": uim_of(
        UIM_CHANNELS
        + message(2, message(5, message(1, b"X") + b"\x12\1\2") + message(5, message(1, b"Y") + b"\x12\1\2")) * 20_000
    ),
    "uim of strokes": uim_of(b"\x12\0" * (MEGABYTE // 2)),
    "uim of channels": uim_of(message(2, b"\x2a\0" * (MEGABYTE // 2))),
    "uim of unknown fields": uim_of(
        UIM_CHANNELS + message(2, message(5, message(1, b"X") + b"\x18\0" * (MEGABYTE // 2)))
    ),
    "uim of devices": uim_of(message(1, b"\x1a\0" * (MEGABYTE // 2))),
    "jsonl of short numbers": b'{"sigverify": 1, "channels": {"x": [' + b"1e9," * (MEGABYTE // 4) + b"1]}}",
    "jsonl of a recording": b'{"sigverify": 1, "channels": {"time_s": [%b0], "x": [%b0], "y": [%b0], "stroke": [%b0]}}'
    % ((b"0," * (MEGABYTE // 8),) * 4),
    "jsonl of objects": b'{"sigverify": 1, "channels": {"x": [' + b"{}," * (MEGABYTE // 3) + b"1]}}",
    "jsonl of lists": b'{"sigverify": 1, "channels": ' + b"[" * MEGABYTE,
    "inkml of one trace": b"<ink><trace>" + b"1 1," * (MEGABYTE // 4) + b"</trace></ink>",
    "inkml of two digits": b"<ink><trace>" + b"11 11," * (MEGABYTE // 6) + b"</trace></ink>",
    "inkml of differences": b"<ink><trace>1 1," + b"'1'1," * (MEGABYTE // 5) + b"</trace></ink>",
    "inkml of one point": b"<ink><trace>" + b"1 " * (MEGABYTE // 2) + b"</trace></ink>",
    "inkml of spaces": b"<ink><trace>1 T" + b" " * MEGABYTE + b"x</trace></ink>",
    "inkml of traces": b"<ink>" + b"<trace/>" * (MEGABYTE // 8) + b"</ink>",
    "inkml of traces of a point": b"<ink>" + b"<trace>1 1</trace>" * 49_000 + b"</ink>",
    "inkml of traces in groups": b"<ink><definitions>"
    + b"<traceGroup>" * 45
    + b"<trace>1 1</trace>" * 49_000
    + b"</traceGroup>" * 45
    + b"</definitions></ink>",
    "inkml of named traces": b"<ink>" + b"".join(b'<trace id="%d">1 1</trace>' % i for i in range(49_000)) + b"</ink>",
    "inkml of attributes": b"<ink " + b" ".join(b'a%d=""' % i for i in range(MEGABYTE // 10)) + b"/>",
    "inkml of names": b"<ink>" + b"".join(b"<a%d/>" % i for i in range(MEGABYTE // 8)) + b"</ink>",
    "iso19794-7 of points": b"SDI\0 10\0\xc0\x00\0\0\0\0\x03\xd0\x90" + b"\x80\x01" * 500_000,
    "iso19794-7 that boasts": b"SDI\0 10\0\xff\xff" + b"\0" * 18 + b"\x07\xa1\x20" + b"\1" * MEGABYTE,
}


OF_POINTS = {
    "inkml of one trace": MEGABYTE // 4,
    "inkml of two digits": MEGABYTE // 6,
    "inkml of differences": MEGABYTE // 5,
    "iso19794-7 of points": MEGABYTE // 4,
    "uim of points": MEGABYTE // 4,
}
"""How many points a file holds, each in fewer bytes than the 32 that it takes in a recording without any channel."""


@pytest.mark.parametrize("name", GREEDY)
def test_no_file_takes_many_times_its_size(tmp_path: Path, name: str) -> None:
    content = GREEDY[name]
    (tmp_path / "ink").write_bytes(content)
    tracemalloc.start()
    try:
        read_or_refused(tmp_path / "ink", content, name.split()[0])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 10 * len(content) + 90 * OF_POINTS.get(name, 0) + 2 * MEGABYTE, f"{peak / len(content):.1f} times"
