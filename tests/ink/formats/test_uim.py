"""Wacom's Universal Ink Model: what its own library reads of ours, what we read of others, and what is refused."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from valid_files import FILED, RECORDING

from sigverify.errors import FormatError, InkError, UsageError
from sigverify.ink.formats import FiledRecording, read_recording, read_recordings, uim, uim_writing, write_recordings
from sigverify.ink.formats.uim_channels import EXTRA, TYPES, library
from sigverify.ink.recording import Capture, Recording

SCHEMA = library("uim.codec.format.UIM_3_1_0_pb2")
OLDER = library("uim.codec.format.UIM_3_0_0_pb2")
X, Y, TIME, PRESSURE, AZIMUTH, ALTITUDE = (
    TYPES[name] for name in ("x", "y", "time_s", "pressure", "azimuth_deg", "altitude_deg")
)
LENGTH, SECONDS, ANGLE, NORMALIZED = 0, 1, 3, 4
PLANE, HOVERING = 0, 1


class Others:
    """A file of another program, of either version, put together from messages of Wacom's library."""

    def __init__(self, schema: object = SCHEMA) -> None:
        self.schema = schema
        self.data = schema.InputData()
        self.drawn = schema.InkData()
        self.properties: list[tuple[str, str]] = []
        context = self.data.inputContextData
        self.group = context.sensorContexts.add(id=self.name("sensors")).sensorChannelsContext.add(
            id=self.name("group")
        )
        context.inputContexts.add(id=self.name("context"), sensorContextID=self.name("sensors"))
        self.device = context.inputDevices.add(id=self.name("device"))

    def name(self, word: str) -> object:
        return word if self.schema is OLDER else word.encode()

    def channel(self, kind: str, metric: int, resolution: float = 1.0, precision: int = 0, highest: float = 0) -> None:
        self.group.channels.add(
            id=self.name(kind), type=kind, metric=metric, resolution=resolution, precision=precision, max=highest
        )

    def sequence(self, values: dict[str, list[int]], *, state: int = PLANE, at_ms: int = 0, drawn: bool = False):
        """Add points, as the numbers that are stored, each channel's first one and then differences."""
        name = f"sequence {len(self.data.sensorData)}"
        found = self.data.sensorData.add(
            id=self.name(name), inputContextID=self.name("context"), state=state, timestamp=at_ms
        )
        for kind, stored in values.items():
            found.dataChannels.add(sensorChannelID=self.name(kind), values=stored)
        if drawn:
            self.drawn.strokes.add(sensorDataID=self.name(name))
        return found

    def file(self, data: bytes | None = None) -> bytes:
        data = self.data.SerializeToString() if data is None else data
        if self.schema is OLDER:
            document = OLDER.InkObject()
            document.inputData.ParseFromString(data)
            document.inkData.CopyFrom(self.drawn)
            for name, value in self.properties:
                document.properties.add(name=name, value=value)
            return riff((3, 0, 0), {b"DATA": document.SerializeToString()})
        properties = SCHEMA.Properties()
        for name, value in self.properties:
            properties.properties.add(name=name, value=value)
        parts = {b"PRPS": properties.SerializeToString(), b"INPT": data, b"INKD": self.drawn.SerializeToString()}
        return riff((3, 1, 0), parts)


def riff(version: tuple[int, int, int], parts: dict[bytes, bytes], kind: bytes = b"\3\1\0\1\0\0\0\0") -> bytes:
    described = kind * len(parts) if version == (3, 1, 0) else b""
    body = b"UINKHEAD" + (4 + len(described)).to_bytes(4, "little") + bytes(version) + b"\0" + described
    for name, content in parts.items():
        body += name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def read(folder: Path, content: bytes) -> Recording:
    (folder / "ink.uim").write_bytes(content)
    return read_recording(folder / "ink.uim")


def written(folder: Path, recording: Recording) -> bytes:
    write_recordings([FiledRecording(recording=recording, name="a")], folder / "a.uim")
    return (folder / "a.uim").read_bytes()


# --- what is written --------------------------------------------------------------------------------------------------


def test_wacoms_own_parser_reads_what_is_written(tmp_path: Path) -> None:
    content = written(tmp_path, RECORDING)
    model = library("uim.codec.parser.uim").UIMParser().parse(content)
    found = model.sensor_data.sensor_data
    assert [one.state.name for one in found] == ["PLANE", "HOVERING", "PLANE", "PLANE"]
    assert [one.timestamp for one in found] == [0, 30, 40, 50]
    (context,) = model.input_configuration.sensor_contexts
    (group,) = context.sensor_channels_contexts
    channels = {channel.id: channel for channel in group.channels}
    first = {channels[one.id].type.name: one.values for one in found[0].data_channels}
    assert first["X"] == pytest.approx([0.001, 0.0025, 0.003])  # metres
    assert first["Y"] == pytest.approx([-0.001, 0.002, -0.003])  # pointing down
    assert first["TIMESTAMP"] == pytest.approx([0.0, 0.01, 0.02])
    assert first["PRESSURE"] == [1.0, 5.0, 2.0]
    assert first["AZIMUTH"] == pytest.approx(np.radians([10, 20, 30]))
    assert first["ALTITUDE"] == pytest.approx(np.radians([60, 60, 60]))
    assert {channel.type.name: channel.max for channel in group.channels}["PRESSURE"] == 1023.0
    (device,) = model.input_configuration.devices
    assert device.properties == [("dev.model", "Wacom")]
    assert dict(model.properties)["sigverify.source"] == "pen"


def test_each_stroke_is_drawn_and_refers_to_its_points(tmp_path: Path) -> None:
    model = library("uim.codec.parser.uim").UIMParser().parse(written(tmp_path, RECORDING))
    sensed = {one.id: one for one in model.sensor_data.sensor_data}
    assert [sensed[stroke.sensor_data_id].state.name for stroke in model.strokes] == ["PLANE"] * 3
    assert model.strokes[0].splines_x == [1.0, 1.0, 2.5, 3.0, 3.0]
    assert model.strokes[0].splines_y == [-1.0, -1.0, 2.0, -3.0, -3.0]
    assert model.strokes[2].splines_x == [6.25] * 4  # a point: a curve takes four
    assert model.unit_scale_factor == pytest.approx(96 / 25.4)


def test_the_same_recording_gives_the_same_file(tmp_path: Path) -> None:
    assert written(tmp_path, RECORDING) == written(tmp_path, RECORDING)


def test_only_what_no_channel_gives_back_to_the_last_bit_stands_in_properties(tmp_path: Path) -> None:
    third = Recording(
        time_s=[0.0, 0.008], x=[1 / 3, 2 / 3], y=[1.25, 2.5], stroke=[0, 0], tilt_x_deg=[1.0, 2.0], pressure=[1.0, 2.0]
    )
    model = library("uim.codec.parser.uim").UIMParser().parse(written(tmp_path, third))
    told = dict(model.properties)
    assert told["sigverify.x"] == f"{1 / 3!r} {2 / 3!r}"
    assert told["sigverify.tilt_x_deg"] == "1.0 2.0"
    assert not {"sigverify.y", "sigverify.time_s", "sigverify.pressure"} & told.keys()
    x = model.sensor_data.sensor_data[0].data_channels[0].values
    assert x == pytest.approx([1 / 3, 2 / 3], abs=1e-9)  # others see nine digits of it


@pytest.mark.parametrize(("name", "value"), [("x", 1e9), ("y", -1e9), ("pressure", 2e9), ("time_s", 1e6)])
def test_what_no_tablet_tells_is_refused(tmp_path: Path, name: str, value: float) -> None:
    channels = {"time_s": [0.0, 1.0], "x": [0.0, 0.0], "y": [0.0, 0.0], "pressure": [0.0, 0.0], "stroke": [0, 0]}
    channels[name] = [0.0, value]
    with pytest.raises(InkError, match=rf"Channel '{name}' holds .* Choose a format that keeps everything"):
        written(tmp_path, Recording(**channels))
    assert list(tmp_path.iterdir()) == []


# --- what is read of others -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("schema", [SCHEMA, OLDER], ids=["3.1.0", "3.0.0"])
def test_pixels_radians_and_shares_of_full_pressure_as_wacoms_programs_write_them(tmp_path: Path, schema) -> None:
    others = Others(schema)
    others.device.properties.add(name="dev.manufacturer", value="Wacom")
    others.device.properties.add(name="dev.model", value="One 13")
    for kind, metric, *more in (
        (X, LENGTH, 96 / 0.0254, 2),
        (Y, LENGTH, 96 / 0.0254, 2),
        (TIME, SECONDS, 1000.0, 0),
        (PRESSURE, NORMALIZED, 1.0, 2, 1.0),
        (AZIMUTH, ANGLE, 1.0, 2),
        (ALTITUDE, ANGLE, 1.0, 2),
        ("app://channel/own", LENGTH),
    ):
        others.channel(kind, metric, *more)
    stored = {TIME: [0, 7, 8], PRESSURE: [10, 20, 30], AZIMUTH: [157, 0, -157], ALTITUDE: [100, 0, 0]}
    others.sequence(
        {X: [10000, 50, 25], Y: [20000, -50, 25], **stored, "app://channel/own": [7]}, at_ms=1_700_000_000_000
    )
    others.sequence({X: [10100], Y: [19000], TIME: [0]}, state=HOVERING, at_ms=1_700_000_000_100)
    others.sequence({X: [10200], Y: [19100], **{kind: [1] for kind in stored}}, at_ms=1_700_000_000_200)
    found = read(tmp_path, others.file())
    assert found.x.tolist() == [100.0, 100.5, 100.75, 101.0, 102.0]
    assert found.y.tolist() == [-200.0, -199.5, -199.75, -190.0, -191.0]
    assert found.time_s - 1.7e9 == pytest.approx([0.0, 0.007, 0.015, 0.1, 0.201], abs=1e-6)
    assert found.stroke.tolist() == [0, 0, 0, -1, 1]
    assert found.pressure.tolist() == [0.1, 0.3, 0.6, 0.0, 0.01]
    assert found.azimuth_deg is None  # the point in the air has none
    assert found.capture == Capture(
        length_unit="px",
        mm_per_unit=1000 / (96 / 0.0254),
        pressure_full_scale=1.0,
        records_in_air=True,
        device="Wacom One 13",
        captured_at="2023-11-14T22:13:20+00:00",
    )


def plain(schema: object = SCHEMA) -> Others:
    others = Others(schema)
    others.channel(X, LENGTH)
    others.channel(Y, LENGTH)
    return others


def test_angles_come_in_degrees(tmp_path: Path) -> None:
    others = plain()
    others.channel(AZIMUTH, ANGLE, 1.0, 3)
    others.channel(ALTITUDE, ANGLE, 180 / np.pi, 1)
    others.sequence({X: [1, 1], Y: [1, 1], AZIMUTH: [-1571, 0], ALTITUDE: [455, 5]})
    found = read(tmp_path, others.file())
    assert found.azimuth_deg == pytest.approx(np.degrees([-1.571, -1.571]))
    assert found.altitude_deg == pytest.approx([45.5, 46.0])


@pytest.mark.parametrize(
    ("resolution", "metric", "unit", "mm"),
    [
        (1.0, LENGTH, "device", None),
        (1000.0, LENGTH, "mm", 1.0),
        (100_000.0, LENGTH, "device", 0.01),
        (0.0, LENGTH, "device", None),
        (1000.0, NORMALIZED, "device", None),
    ],
)
def test_units_of_length(tmp_path: Path, resolution: float, metric: int, unit: str, mm: float | None) -> None:
    others = Others()
    others.channel(X, metric, resolution)
    others.channel(Y, metric, resolution)
    others.sequence({X: [3, 1], Y: [3, 1]})
    found = read(tmp_path, others.file())
    assert found.x.tolist() == [3.0, 4.0]
    assert (found.capture.length_unit, found.capture.mm_per_unit) == (unit, mm)


def test_stretched_steps_are_told_apart(tmp_path: Path) -> None:
    others = Others()
    others.channel(X, LENGTH, 2000.0)
    others.channel(Y, LENGTH, 4000.0)
    others.sequence({X: [3], Y: [3]})
    capture = read(tmp_path, others.file()).capture
    assert (capture.mm_per_unit, capture.mm_per_unit_y) == (0.5, 0.25)


def test_time_stamps_of_any_step_count_from_the_sequences_milliseconds(tmp_path: Path) -> None:
    """Wacom's own parser takes the milliseconds of a sequence for steps of its channel."""
    others = plain()
    others.channel(TIME, SECONDS, 1000.0, 3)  # microseconds
    others.sequence({X: [1, 1], Y: [1, 1], TIME: [0, 2500]}, at_ms=4000)
    assert read(tmp_path, others.file()).time_s.tolist() == [4.0, 4.0025]


@pytest.mark.parametrize(("hint", "step"), [(200, 0.005), (0, 0.01)])
def test_without_time_stamps_points_are_laid_out_by_the_rate_hinted_at(tmp_path: Path, hint: int, step: float) -> None:
    others = plain()
    others.group.samplingRateHint = hint
    others.sequence({X: [1, 1, 1], Y: [1, 1, 1]}, at_ms=2000)
    found = read(tmp_path, others.file())
    assert found.time_s == pytest.approx([2.0, 2.0 + step, 2.0 + 2 * step])
    assert (found.capture.has_clock, found.capture.rate_hz) == (False, 1 / step)


@pytest.mark.parametrize("schema", [SCHEMA, OLDER], ids=["3.1.0", "3.0.0"])
def test_strokes_that_were_taken_back_are_left_out(tmp_path: Path, schema) -> None:
    others = plain(schema)
    others.sequence({X: [1], Y: [1]}, drawn=True)
    others.sequence({X: [2], Y: [2]})
    others.sequence({X: [3], Y: [3]}, state=HOVERING)
    others.sequence({X: [4], Y: [4]}, drawn=True)
    found = read(tmp_path, others.file())
    assert (found.x.tolist(), found.stroke.tolist()) == ([1.0, 3.0, 4.0], [0, -1, 1])


def test_the_description_of_the_channels_may_come_last(tmp_path: Path) -> None:
    """Protocol Buffers promise no order between fields."""
    others = plain()
    points = SCHEMA.InputData(sensorData=[others.sequence({X: [1], Y: [1]})]).SerializeToString()
    context = SCHEMA.InputData(inputContextData=others.data.inputContextData).SerializeToString()
    assert read(tmp_path, others.file(points + context)).x.tolist() == [1.0]


def test_an_older_file_with_our_notes_is_ours(tmp_path: Path) -> None:
    others = plain(OLDER)
    others.sequence({X: [1, 1], Y: [1, 1]})
    others.properties = [("sigverify", "1"), ("sigverify.signer", "anna"), ("sigverify.tilt_x_deg", "0.25 -1e-05")]
    (tmp_path / "ink.uim").write_bytes(others.file())
    (found,) = read_recordings(tmp_path / "ink.uim")
    assert (found.signer, found.name) == ("anna", "ink")
    assert found.recording.tilt_x_deg.tolist() == [0.25, -1e-05]


def test_notes_like_ours_mean_nothing_without_the_version(tmp_path: Path) -> None:
    others = plain()
    others.sequence({X: [1], Y: [1]})
    others.properties = [("Author", "anna"), ("sigverify.x", "7.0")]
    assert read(tmp_path, others.file()).x.tolist() == [1.0]


# --- what is refused --------------------------------------------------------------------------------------------------


def damaged(what: str) -> bytes:
    """Return a file that is wrong in one way."""
    others = plain()
    others.channel(TIME, SECONDS, 1000.0)
    good = {X: [1, 1], Y: [1, 1], TIME: [0, 5]}
    whole = plain()
    whole.sequence(good)
    if what == "curves":
        others.drawn.strokes.add(id=b"1", splineData=SCHEMA.Stroke.SplineData(splineX=[1.0], splineY=[1.0]))
    elif what == "empty":
        others.sequence({})
    elif what == "one":
        others.sequence({X: [1, 1]})
    elif what == "lengths":
        others.sequence({**good, TIME: [0]})
    elif what == "scale":
        others.channel(PRESSURE, NORMALIZED, 1.0, 400)
        others.sequence(good)
    elif what == "scales":
        others.group.channels.add(id=b"other", type=X, metric=LENGTH, resolution=1000.0)
        others.sequence(good)
        others.sequence({"other": [1], Y: [1], TIME: [0]})
    elif what in ("points", "number", "version", "fact"):
        others.sequence(good)
        told = {"points": ("x", "1.0"), "number": ("y", "1.0 one"), "fact": ("speed", "9"), "version": ("x", "1.0 2.0")}
        others.properties = [("sigverify", "9" if what == "version" else "1")]
        others.properties.append((f"sigverify.{told[what][0]}", told[what][1]))
    elif what == "air":
        others.sequence(good, state=HOVERING)
    elif what == "version of the model":
        return whole.file().replace(b"\3\1\0\0", b"\3\2\0\0", 1)
    elif what == "compressed":
        return riff((3, 1, 0), {b"INPT": b"abc"}, kind=b"\3\1\0\1\1\0\0\0")
    elif what == "cut":
        return whole.file()[:-30]
    elif what == "group":
        return others.file(b"\x0b")
    elif what == "context":
        return others.file(b"\x0a" + b"\xff\xff\x06" + b"\0" * 114_687)
    elif what == "fields":
        return others.file(b"\x18\0" * 30_000)
    elif what == "channels":
        return others.file(b"\x12\xd0\x01" + b"\x2a\0" * 104)
    elif what == "clock":
        others.sequence(good, at_ms=2**63)
    elif what == "numbers":
        return others.file(others.data.SerializeToString() + b"\x12\x05\x2a\x03\x0a\x01" + X[:1].encode())
    return others.file()


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("curves", "it holds only drawn curves, which tell no time. Export it with its sensor data."),
        ("nothing", "it holds no sensor data."),
        ("empty", "it holds no sensor data."),
        ("one", "some of its sensor data have X or Y, but not both."),
        ("lengths", "of 2 points 1 have the channel Timestamp."),
        ("scale", "its channel Pressure has no scale of a pen."),
        ("scales", "its strokes come from devices of different scales."),
        ("points", "its property 'sigverify.x' does not hold 2 numbers, one for each point."),
        ("number", "its property 'sigverify.y' does not hold 2 numbers"),
        ("fact", "unknown annotation 'sigverify.speed'."),
        ("version", "it was written by sigverify in version '9' of its annotations, 1 is known."),
        ("air", "The pen never touches the surface"),
        ("version of the model", "its version is 3.2.0; 3.0.0 and 3.1.0 are known."),
        ("compressed", "its part b'INPT' is compressed or no message."),
        ("cut", "too early"),
        ("group", "one of its messages is damaged."),
        ("context", "its description of the device is too long."),
        ("fields", "more than 20,000 fields in one message."),
        ("channels", "more than 100 channels in one stroke."),
        ("clock", "a stroke has a time stamp of no clock."),
        ("numbers", "it holds no sensor data."),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, what: str, told: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(tmp_path, damaged(what))
    assert str(caught.value).startswith(str(tmp_path / "ink.uim"))
    assert told in str(caught.value)


def test_more_than_a_signature_has_is_neither_read_nor_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = written(tmp_path, RECORDING)
    monkeypatch.setattr(uim, "MOST_SEQUENCE_BYTES", 20)
    with pytest.raises(FormatError, match=r"one stroke takes .* bytes; no stroke does"):
        read(tmp_path, content)
    monkeypatch.setattr(uim_writing, "LARGEST_FILE_BYTES", len(content) - 1)
    with pytest.raises(InkError, match="more than is read"):
        written(tmp_path, RECORDING)
    monkeypatch.setattr(uim_writing, "MOST_IN_SEQUENCE", 2)
    with pytest.raises(InkError, match="3 points without a lift; this format holds 2"):
        written(tmp_path, RECORDING)


def test_the_longest_stroke_that_is_written_is_read_again(tmp_path: Path) -> None:
    """Every channel with steps of five bytes, as none could take more."""
    count = uim_writing.MOST_IN_SEQUENCE
    far = np.where(np.arange(count) % 2, 9.9e8, -9.9e8)
    channels = dict.fromkeys(("x", "y", "azimuth_deg", "altitude_deg", "rotation_deg"), far)
    recording = Recording(
        time_s=np.where(np.arange(count) % 2, 9.9e5, 0.0),
        stroke=np.zeros(count, dtype=int),
        pressure=np.abs(far) * (np.arange(count) % 2),
        **channels,
    )
    assert read(tmp_path, written(tmp_path, recording)) == recording


# --- the library ------------------------------------------------------------------------------------------------------


@pytest.fixture
def without_library(monkeypatch: pytest.MonkeyPatch):
    """An installation that has not asked for the extra."""
    for name in [name for name in sys.modules if name.split(".")[0] == "uim"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uim", None)
    library.cache_clear()
    yield
    library.cache_clear()


def test_the_extra_is_named_where_the_library_is_missing(tmp_path: Path, without_library: None) -> None:
    told = rf"pip install 'sigverify\[{EXTRA}\]'"
    (tmp_path / "ink.uim").write_bytes(Others().file())
    with pytest.raises(UsageError, match=told):
        read_recording(tmp_path / "ink.uim")
    with pytest.raises(UsageError, match=told):
        write_recordings([FILED], tmp_path / "a.uim")
    assert not (tmp_path / "a.uim").exists()


def test_the_library_says_nothing_of_the_ink(tmp_path: Path) -> None:
    """It greets on being imported, and logs what it compares."""
    code = (
        "import sys; from sigverify.ink.formats import read_recordings, write_recordings\n"
        "from pathlib import Path\n"
        "write_recordings(read_recordings(sys.argv[1]), Path(sys.argv[2])); read_recordings(sys.argv[2])\n"
    )
    write_recordings([FILED], tmp_path / "a.csv")
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.csv"), str(tmp_path / "a.uim")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
