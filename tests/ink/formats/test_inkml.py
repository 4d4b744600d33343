"""InkML of others: what the Recommendation allows, and what is refused."""

from pathlib import Path

import numpy as np
import pytest

from sigverify.errors import FormatError
from sigverify.ink.formats import FiledRecording, inkml, inkml_trace, read_recording, read_recordings, write_recordings
from sigverify.ink.recording import Capture, Recording

TRACE = "<trace>10 0, 9 14, 8 28</trace>"


def ink(body: str) -> str:
    return f'<ink xmlns="http://www.w3.org/2003/InkML">{body}</ink>'


def source(channels: str, more: str = "") -> str:
    return (
        f'<context xml:id="c"><inkSource xml:id="s"><traceFormat>{channels}</traceFormat>{more}</inkSource></context>'
    )


XY = '<channel name="X" type="integer"/><channel name="Y" type="integer"/>'
T_MS = '<channel name="T" type="integer" units="ms"/>'


def read(folder: Path, text: str | bytes) -> Recording:
    path = folder / "ink.inkml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_recording(path)


def test_the_text_is_as_documented(tmp_path: Path) -> None:
    recording = Recording(
        time_s=[0.0, 0.005, 0.01],
        x=[1.5, 1.75, 2.0],
        y=[-1.0, 1.25, 3.0],
        stroke=[0, 0, -1],
        pressure=[311.0, 420.0, 0.0],
        capture=Capture(source="pen", length_unit="mm", mm_per_unit=1.0, rate_hz=200, device="R&D\n1", has_clock=False),
    )
    write_recordings([FiledRecording(recording=recording, name="anna-1", number=2)], tmp_path / "a.inkml")
    assert (tmp_path / "a.inkml").read_text(encoding="utf-8").splitlines() == [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<ink xmlns="http://www.w3.org/2003/InkML">',
        '  <annotation type="sigverify">1</annotation>',
        '  <annotation type="sigverify.source">pen</annotation>',
        '  <annotation type="sigverify.length_unit">mm</annotation>',
        '  <annotation type="sigverify.mm_per_unit">1.0</annotation>',
        '  <annotation type="sigverify.rate_hz">200.0</annotation>',
        '  <annotation type="sigverify.has_clock">false</annotation>',
        '  <annotation type="sigverify.device">"R&amp;D\\n1"</annotation>',
        '  <annotation type="sigverify.name">anna-1</annotation>',
        '  <annotation type="sigverify.number">2</annotation>',
        "  <definitions>",
        '    <context xml:id="pen">',
        '      <inkSource xml:id="device" model="">',
        "        <traceFormat>",
        '          <channel name="X" type="double" units="mm"/>',
        '          <channel name="Y" type="double" units="mm" orientation="-ve"/>',
        '          <channel name="T" type="double" units="s"/>',
        '          <channel name="F" type="double" units="dev"/>',
        "        </traceFormat>",
        '        <sampleRate uniform="true" value="200.0"/>',
        "      </inkSource>",
        "    </context>",
        "  </definitions>",
        '  <trace contextRef="#pen" type="penDown">1.5 -1.0 0.0 311.0, 1.75 1.25 0.005 420.0</trace>',
        '  <trace contextRef="#pen" type="penUp">2.0 3.0 0.01 0.0</trace>',
        "</ink>",
    ]


def test_the_plainest_document_has_x_and_y_pointing_down_and_no_clock(tmp_path: Path) -> None:
    recording = read(tmp_path, ink(TRACE + "<trace>130 155, 144 159,</trace>"))
    assert recording.x.tolist() == [10, 9, 8, 130, 144]
    assert recording.y.tolist() == [0, -14, -28, -155, -159]
    assert recording.stroke.tolist() == [0, 0, 0, 1, 1]
    np.testing.assert_allclose(recording.time_s, np.arange(5) / 100)
    assert recording.capture == Capture(rate_hz=100.0, has_clock=False)


def test_differences_are_summed(tmp_path: Path) -> None:
    """The example of the Recommendation's section on traces, with its table of the values."""
    recording = read(tmp_path, ink("<trace>1125 18432,'23'43,\"7\"-8,3-5,7 -3,6 2,6 8,3 6 , * -1, !4 !5, 6 7</trace>"))
    assert recording.x.tolist() == [1125, 1148, 1178, 1211, 1251, 1297, 1349, 1404, 1404, 4, 6]
    assert (-recording.y).tolist() == [18432, 18475, 18510, 18540, 18567, 18596, 18633, 18676, 18718, 5, 7]


def test_hexadecimal_and_boolean_values_and_channels_left_out(tmp_path: Path) -> None:
    channels = f'{XY}<intermittentChannels><channel name="S" type="boolean"/></intermittentChannels>'
    recording = read(tmp_path, ink(f"{source(channels)}<trace>#1F-#a T, .5e1 2, 3 4F, 5 6, 7 8 T</trace>"))
    assert recording.x.tolist() == [31, 5, 3, 5, 7]
    assert recording.y.tolist() == [10, -2, -4, -6, -8]
    assert recording.stroke.tolist() == [0, 0, -1, -1, 1]
    assert recording.capture.records_in_air


def test_pen_up_traces_are_in_the_air_and_a_continuation_is_the_same_stroke(tmp_path: Path) -> None:
    traces = (
        '<trace type="penDown" continuation="begin" xml:id="a">1 1</trace>'
        '<trace type="penDown" continuation="end" priorRef="#a">2 2</trace>'
        '<trace type="penUp">3 3</trace><trace type="indeterminate">4 4</trace>'
    )
    assert read(tmp_path, ink(traces)).stroke.tolist() == [0, 0, -1, 1]


def test_every_channel_of_a_pen_with_its_units(tmp_path: Path) -> None:
    channels = (
        '<channel name="X" type="decimal" units="mm"/><channel name="Y" type="decimal" units="mm" orientation="-ve"/>'
        '<channel name="B1" type="boolean"/><channel name="F" type="integer" max="8191" units="dev"/>'
        '<channel name="OA" units="deg"/><channel name="OE" units="rad"/>'
        '<channel name="OTx"/><channel name="OTy"/><channel name="OR"/><channel name="T" units="us"/>'
    )
    device = '<sampleRate uniform="true" value="200"/><latency value="50"/>'
    text = ink(
        source(channels, device) + '<trace contextRef="#c">1 2 F 500 90 1.5707963267948966 -5 6 7 2500000</trace>'
    )
    recording = read(tmp_path, text.replace("<inkSource", '<inkSource manufacturer="Wacom" model="One"'))
    found = {name: channel[0] for name, channel in recording.channels().items()}
    assert found == {
        "time_s": 2.5,
        "x": 1,
        "y": 2,
        "stroke": 0,
        "pressure": 500,
        "azimuth_deg": 90,
        "altitude_deg": 90,
        "tilt_x_deg": -5,
        "tilt_y_deg": 6,
        "rotation_deg": 7,
    }
    assert recording.capture == Capture(
        length_unit="mm", mm_per_unit=1.0, pressure_full_scale=8191.0, rate_hz=200.0, device="Wacom One"
    )


@pytest.mark.parametrize(
    ("channels", "more", "unit", "mm", "x", "y"),
    [
        ('<channel name="X" units="cm"/><channel name="Y" units="cm"/>', "", "device", (10.0, None), 2, -3),
        ('<channel name="X" units="mm"/><channel name="Y" units="in"/>', "", "device", (1.0, 25.4), 2, -3),
        ('<channel name="X" units="px"/><channel name="Y" units="px"/>', "", "px", (None, None), 2, -3),
        ('<channel name="X" units="dev"/><channel name="Y" units="mm"/>', "", "device", (None, None), 2, -3),
        (
            '<channel name="X" units="cm"/><channel name="Y" units="cm"/>',
            '<channelProperties><channelProperty channel="X" name="resolution" value="1000" units="1/cm"/>'
            '<channelProperty channel="Y" name="resolution" value="1000" units="1/cm"/></channelProperties>',
            "device",
            (0.01, None),
            2,
            -3,
        ),
    ],
)
def test_units_of_length(tmp_path: Path, channels, more, unit, mm, x, y) -> None:
    recording = read(tmp_path, ink(f"{source(channels, more)}<trace>2 3</trace>"))
    capture = recording.capture
    assert (capture.length_unit, (capture.mm_per_unit, capture.mm_per_unit_y)) == (unit, mm)
    assert (recording.x[0], recording.y[0]) == (x, y)


def test_traces_of_two_devices_are_brought_to_millimetres(tmp_path: Path) -> None:
    in_cm = source('<channel name="X" units="cm"/><channel name="Y" units="cm"/>')
    in_mm = '<context><traceFormat><channel name="X" units="mm"/><channel name="Y" units="mm"/></traceFormat></context>'
    recording = read(tmp_path, ink(f"{in_cm}<trace>1 2</trace>{in_mm}<trace>1 2</trace>"))
    assert (recording.x.tolist(), recording.y.tolist()) == ([10, 1], [-20, -2])
    assert (recording.capture.length_unit, recording.capture.mm_per_unit) == ("mm", 1.0)


def test_contexts_are_found_by_reference_in_definitions_groups_and_before_the_traces(tmp_path: Path) -> None:
    text = ink(
        "<definitions>"
        f'<traceFormat xml:id="xy">{XY}</traceFormat><traceFormat xml:id="yx"><channel name="Y"/><channel name="X"/>'
        '</traceFormat><inkSource xml:id="pad" model="Pad"/>'
        '<brush xml:id="thin"><brushProperty name="width" value="1"/></brush><canvas xml:id="paper"/>'
        '<context xml:id="a" traceFormatRef="#xy" inkSourceRef="#pad"/><context xml:id="b" contextRef="#a" '
        'traceFormatRef="#yx"/></definitions>'
        '<traceGroup contextRef="#b" brushRef="#nowhere"><trace>1 2</trace><traceGroup><trace>1 2</trace></traceGroup>'
        '<trace contextRef="#a">1 2</trace></traceGroup>'
        '<trace>1 2</trace><context contextRef="#b"/><trace brushRef="#thin">1 2</trace>'
        '<annotationXML><trace>no ink of ours</trace><ink:unknown xmlns:ink="x"/></annotationXML><annotation>by hand'
        "</annotation>"
    )
    recording = read(tmp_path, text)
    assert recording.x.tolist() == [2, 2, 1, 1, 2]
    assert recording.stroke.tolist() == [0, 1, 2, 3, 4]


def test_time_counts_from_the_timestamp_and_the_offset_of_the_trace(tmp_path: Path) -> None:
    text = ink(
        '<definitions><timestamp xml:id="t1" time="1700000000000"/><timestamp xml:id="t2" timestampRef="#t1" '
        'timeOffset="500"/></definitions>'
        f'<context timestampRef="#t2"><traceFormat>{XY}{T_MS}</traceFormat></context>'
        '<trace>0 0 0, 1 1 10</trace><trace timeOffset="1000">2 2 0, 3 3 10</trace>'
    )
    recording = read(tmp_path, text)
    assert recording.time_s.tolist() == [0, 0.01, 1, 1.01]
    assert recording.capture.has_clock
    assert recording.capture.captured_at == "2023-11-14T22:13:20.500000+00:00"


def test_a_time_channel_that_respects_a_timestamp_needs_no_offset(tmp_path: Path) -> None:
    text = ink(
        f'<context><timestamp xml:id="t1" timeString="2023-11-14T22:13:20Z"/><traceFormat>{XY}'
        '<channel name="T" units="s" respectTo="#t1"/></traceFormat></context>'
        '<trace timeOffset="7">0 0 1.5, 1 1 2</trace>'
    )
    recording = read(tmp_path, text)
    assert recording.time_s.tolist() == [1.5, 2]
    assert recording.capture.captured_at == "2023-11-14T22:13:20+00:00"


@pytest.mark.parametrize("units", ["", ' units="dev"'])
def test_time_without_units_is_milliseconds_unless_no_pen_could_be_so_fast(tmp_path: Path, units: str) -> None:
    channels = f'{XY}<channel name="T"{units}/>'
    assert read(tmp_path, ink(f"{source(channels)}<trace>0 0 0,1 1 8,2 2 16</trace>")).time_s.tolist() == [
        0,
        0.008,
        0.016,
    ]
    assert read(tmp_path, ink(f"{source(channels)}<trace>0 0 0,1 1 .01,2 2 .02</trace>")).time_s.tolist() == [
        0,
        0.01,
        0.02,
    ]


def test_without_a_time_channel_offset_and_duration_of_the_traces_tell(tmp_path: Path) -> None:
    text = ink(
        '<trace timeOffset="0" duration="20">0 0,1 1,2 2</trace>'
        '<trace timeOffset="500">3 3,4 4</trace><trace>5 5</trace>'
    )
    np.testing.assert_allclose(read(tmp_path, text).time_s, [0, 0.01, 0.02, 0.5, 0.51, 0.52])


def test_a_channel_that_is_not_known_everywhere_is_left_out(tmp_path: Path) -> None:
    channels = f'{XY}<channel name="F"/><channel name="OE"/>'
    recording = read(tmp_path, ink(f"{source(channels)}<trace>0 0 5 ?,1 1 6 4</trace>"))
    assert recording.altitude_deg is None
    assert recording.pressure is not None
    assert recording.pressure.tolist() == [5, 6]


def test_pressure_missing_in_the_air_is_zero(tmp_path: Path) -> None:
    text = ink(
        f'<definitions><context xml:id="d"><traceFormat>{XY}<channel name="F" units="%"/></traceFormat></context>'
        '</definitions><trace contextRef="#d">1 1 50</trace><trace type="penUp">2 2</trace>'
    )
    recording = read(tmp_path, text)
    assert recording.pressure is not None
    assert recording.pressure.tolist() == [50, 0]
    assert recording.capture.pressure_full_scale == 100


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_documents_come_in(tmp_path: Path, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\n<!-- é -->\n' + ink(TRACE)
    assert len(read(tmp_path, text.encode(encoding))) == 3


def test_a_prefix_and_no_namespace_are_ink_too(tmp_path: Path) -> None:
    assert len(read(tmp_path, f"<ink>{TRACE}</ink>")) == 3
    assert len(read(tmp_path, '<i:ink xmlns:i="http://www.w3.org/2003/InkML"><i:trace>1 2</i:trace></i:ink>')) == 1
    assert len(read(tmp_path, f"<ink><traceFormat>{XY}</traceFormat>{TRACE}</ink>")) == 3  # a draft's


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE ink [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><ink><trace>&i;</trace></ink>"
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOMB, "line 1: it has a document type"),
        ('<!DOCTYPE ink SYSTEM "file:///etc/passwd"><ink/>', "it has a document type"),
        (ink("<trace>&amp;</trace>"), "'&' is no value of a point"),
        (ink("<trace>&passwd;</trace>"), "no well-formed XML (undefined entity)"),
        (ink("<trace>1 2"), "no well-formed XML (mismatched tag)"),
        ("<svg/>", "expected the element 'ink', found 'svg'"),
        (ink(""), "holds no trace with a point"),
        (ink("<trace> </trace>"), "holds no trace with a point"),
        (ink("\n<trace>1 2,3</trace>"), "line 2: in this trace a point has 1 values, expected 2: '3'"),
        (ink("\n<trace>1 2 3</trace>"), "line 2: in this trace a point has more than 2 values"),
        (ink("\n<trace>1 2,,3 4</trace>"), "line 2: in this trace a point has 0 values"),
        (ink("<trace>1 two</trace>"), "'two' is no value of a point"),
        (ink("<trace>1 2e</trace>"), "'e' is no value of a point"),
        (ink("<trace>1 ٣</trace>"), "'٣' is no value of a point"),
        (ink("<trace>'1 '2</trace>"), "the first point is given as a difference"),
        (ink("<trace>1 1e999</trace>"), "Channel 'y' holds a value that is not a number"),
        (ink("<trace>1 ?</trace>"), "Channel 'y' holds a value that is not a number"),
        (ink('<trace contextRef="#c">1 2</trace>'), "contextRef refers to '#c', which is not there"),
        (ink('<trace timeOffset="soon">1 2</trace>'), "'timeOffset' is no number of a reasonable size: 'soon'"),
        (ink(source('<channel name="X"/>') + "<trace>1</trace>"), "a trace has no channel X or no channel Y"),
        (ink(source(XY + XY) + "<trace>1 2 3 4</trace>"), "the channel 'X' stands twice"),
        (
            ink(source(f'{XY}<channel name="T" respectTo="#t"/>') + "<trace>1 2 3</trace>"),
            "there is no timestamp 't'",
        ),
        (
            ink(source(XY, '<channelProperty name="resolution" channel="%s" value="1"/>' * 41 % tuple(range(41)))),
            "more properties than a device has channels",
        ),
        (ink(source(f'{XY}<channel name="T" units="fortnights"/>') + "<trace>1 2 3</trace>"), "counts in 'fortnights'"),
        (ink('<trace continuation="end" priorRef="#a">1 2</trace>'), "priorRef refers to 'a', which is not before it"),
        (ink('<traceView traceDataRef="other.inkml#t"/>'), "its ink lies in another file, 'other.inkml'"),
        (
            ink(
                '<definitions><trace xml:id="t">1 2, 3 4</trace></definitions>\n'
                '<traceView traceDataRef="#t" from="2" to="2"/>'
            ),
            "line 2: a view shows a part of a trace",
        ),
        (ink('<definitions><trace xml:id="t">1 2</trace></definitions>'), "holds no trace with a point"),
        (ink('<timestamp timeString="tomorrow"/>'), "'tomorrow' is no date and time"),
        (ink('<trace type="penUp">1 2</trace>'), "The pen never touches"),
        (ink(source(f'{XY}<channel name="F"/>') + '<trace type="penUp">1 2 -3</trace>'), "The pen never touches"),
        (ink("<traceGroup>" * 60), "more or deeper elements"),
        (ink("<trace/>" * 50_001), "more or deeper elements"),
        (ink(f"<trace {'a' * 20_000}='1'>1 2</trace>"), "more than 20,000 characters in one tag"),
        (ink('<annotation type="sigverify">9</annotation>' + TRACE), "in version '9' of its annotations, 1 is known"),
        (
            ink(
                '<annotation type="sigverify">1</annotation>\n<annotation type="sigverify.rate_hz">x</annotation>'
                + TRACE
            ),
            "line 2: 'rate_hz' is not a number",
        ),
        (
            ink('<annotation type="sigverify">1</annotation><annotation type="sigverify.mood">x</annotation>' + TRACE),
            "unknown annotation 'sigverify.mood'",
        ),
    ],
)
def test_damage_is_told_with_the_file_and_where_it_can_be_the_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(tmp_path, text)
    assert told in str(caught.value)
    assert str(tmp_path / "ink.inkml") in str(caught.value)


def test_brushes_canvases_and_mappings_change_no_point(tmp_path: Path) -> None:
    """As the Recommendation's examples have them; a canvas has a format of its own, which is none of the traces."""
    canvas = (
        '<canvas xml:id="page"><traceFormat><channel name="X" units="cm"/><channel name="Y" units="cm"/></traceFormat>'
        "</canvas>"
    )
    mapping = '<mapping type="affine"><affine>0.5 0 1, 0 -0.5 2</affine></mapping>'
    context = (
        f'{canvas}<canvasTransform xml:id="onto" invertible="true">{mapping}{mapping}</canvasTransform>'
        '<brush xml:id="pen"><brushProperty name="width" value="0.5" units="mm"/>'
        "<annotationXML><trace>9 9</trace></annotationXML></brush>"
    )
    channels = f'{XY}<channel name="Z" type="integer"><mapping type="identity"/></channel><channel name="OA"/>'
    text = ink(
        f'<definitions>{canvas}<traceFormat xml:id="four">{channels}</traceFormat>'
        f'<context xml:id="first" traceFormatRef="#four" canvasRef="#page">{context}</context></definitions>{canvas}'
        '<context contextRef="#first" brushRef="#pen"/><trace brushRef="#pen">1 2 3 40, 5 6 7 80</trace>'
    )
    recording = read(tmp_path, text)
    assert recording.x.tolist() == [1, 5]
    assert recording.y.tolist() == [-2, -6]
    assert recording.azimuth_deg is not None
    assert recording.azimuth_deg.tolist() == [40, 80]
    assert recording.capture.length_unit == "device"


def test_the_recommendations_example_of_differences_and_buttons(tmp_path: Path) -> None:
    """Section 3.2.1: two channels in second differences, and two buttons that are told only when they change."""
    channels = (
        f'{XY}<intermittentChannels><channel name="S" type="boolean" default="F"/>'
        '<channel name="B2" type="boolean" default="F"/></intermittentChannels>'
    )
    trace = """1125 18432,'23'43,"7"-8,3-5,7 -3,6 2,6 8,3 6 T,2 4*T,3 6,3-6 F F"""
    recording = read(tmp_path, ink(source(channels) + f"<trace>{trace}</trace>"))
    assert recording.x.tolist() == [1125, 1148, 1178, 1211, 1251, 1297, 1349, 1404, 1461, 1521, 1584]
    assert recording.y.tolist() == [
        *(-18432.0, -18475.0, -18510.0, -18540.0, -18567.0, -18596.0),
        *(-18633.0, -18676.0, -18723.0, -18776.0, -18823.0),
    ]
    assert recording.stroke.tolist() == [-1] * 7 + [0] * 3 + [-1]


def test_a_channel_left_out_has_its_default_until_it_is_told(tmp_path: Path) -> None:
    channels = (
        f'{XY}<intermittentChannels><channel name="S" type="boolean" default="T"/>'
        '<channel name="F" default="7"/></intermittentChannels>'
    )
    recording = read(tmp_path, ink(source(channels) + "<trace>1 1, 2 2, 3 3 F 5, 4 4, 5 5 T</trace>"))
    assert recording.stroke.tolist() == [0, 0, -1, -1, 1]
    assert recording.pressure is not None
    assert recording.pressure.tolist() == [7, 7, 5, 5, 5]


def test_traces_that_go_on_with_another_are_one_stroke_wherever_they_stand(tmp_path: Path) -> None:
    """Section 3.2.1: parts of a trace, sent as they are written, with the next trace in between."""
    recording = read(
        tmp_path,
        ink(
            '<trace xml:id="a" continuation="begin">1 0, 2 0</trace><trace xml:id="b" continuation="begin">7 0</trace>'
            '<trace xml:id="c" continuation="middle" priorRef="#a">3 0</trace>'
            '<trace continuation="end" priorRef="#b">8 0</trace><trace continuation="end" priorRef="#c">4 0</trace>'
        ),
    )
    assert recording.x.tolist() == [1, 2, 3, 4, 7, 8]
    assert recording.stroke.tolist() == [0, 0, 0, 0, 1, 1]


def test_an_archive_is_read_as_its_views_show_it(tmp_path: Path) -> None:
    """Section 3.2.3: ink in definitions, shown by views; views of ink that stands for itself add nothing."""
    recording = read(
        tmp_path,
        ink(
            f"<definitions>{source(XY + T_MS)}"
            '<traceGroup contextRef="#c" xml:id="word"><trace xml:id="first">1 0 0</trace><trace>2 0 9</trace>'
            '</traceGroup><trace xml:id="note">5 5</trace><traceView traceDataRef="#note"/></definitions>'
            '<trace xml:id="dot" contextRef="#c">3 0 20</trace><traceView><annotation>a word</annotation>'
            '<traceView traceDataRef="#word"/><traceView traceDataRef="#dot"/><traceView traceDataRef="#word"/>'
            "</traceView>"
        ),
    )
    assert recording.x.tolist() == [3, 1, 2]
    assert recording.time_s.tolist() == [0.02, 0, 0.009]


def test_steps_of_time_by_their_resolution(tmp_path: Path) -> None:
    more = '<channelProperty channel="T" name="resolution" value="200" units="1/s"/>'
    channels = f'{XY}<channel name="T" units="dev"/>'
    recording = read(tmp_path, ink(source(channels, more) + "<trace>1 1 0, 2 2 1, 3 3 3</trace>"))
    assert recording.time_s.tolist() == [0, 0.005, 0.015]


@pytest.mark.parametrize("first", [True, False])
def test_a_contexts_own_format_goes_before_its_devices(tmp_path: Path, first: bool) -> None:
    own, device = f"<traceFormat>{XY}{T_MS}</traceFormat>", f"<inkSource><traceFormat>{XY}</traceFormat></inkSource>"
    context = own + device if first else device + own
    recording = read(tmp_path, ink(f"<context>{context}</context><trace>1 1 0, 2 2 8</trace>"))
    assert recording.time_s.tolist() == [0, 0.008]


def test_angles_may_run_the_other_way_and_force_that_falls_is_left_out(tmp_path: Path) -> None:
    channels = f'{XY}<channel name="OTx" orientation="-ve"/><channel name="F" orientation="-ve"/>'
    recording = read(tmp_path, ink(source(channels) + "<trace>1 1 30 5</trace>"))
    assert recording.tilt_x_deg is not None
    assert recording.tilt_x_deg.tolist() == [-30]
    assert recording.pressure is None


def test_angles_in_foreign_units_are_left_out(tmp_path: Path) -> None:
    channels = f'{XY}<channel name="OA" units="grad"/><channel name="OE" units="deg"/>'
    recording = read(tmp_path, ink(source(channels) + "<trace>1 1 100 45</trace>"))
    assert recording.azimuth_deg is None
    assert recording.altitude_deg is not None


def test_what_says_nothing_is_passed_over(tmp_path: Path) -> None:
    channels = f'{XY}<channel name="F" max="0"/><channel name="T"/>'
    properties = (
        '<sampleRate value="0"/><channelProperty name="resolution" channel="X" value="0"/>'
        '<channelProperty name="threshold" channel="F" value="3"/>'
    )
    text = ink(
        f"<definitions><trace>9 9</trace>{source(channels, properties)}</definitions><channel name='X'/>"
        f'<annotation type="sigverify">{"1" * 20_000}</annotation>'
        '<traceGroup><annotation type="sigverify">9</annotation><timestamp xml:id="t" time="9e17"/></traceGroup>'
        '<context contextRef="#c" timestampRef="#t"/><trace>1 2 3 4000</trace>'
    )
    recording = read(tmp_path, text)
    assert recording.x.tolist() == [1]
    assert recording.time_s.tolist() == [4]
    assert recording.capture == Capture()


def test_points_are_counted_over_all_traces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inkml, "MOST_LINES", 5)
    with pytest.raises(FormatError, match="it has 6 points; no signature does"):
        read(tmp_path, ink(TRACE + TRACE))
    monkeypatch.setattr(inkml_trace, "MOST_LINES", 2)
    with pytest.raises(FormatError, match="more than 2 points in one trace"):
        read(tmp_path, ink(TRACE))


def test_a_utf_16_document_that_breaks_off_is_told(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="undecodable text"):
        read(tmp_path, ink(TRACE).encode("utf-16")[:-1])


def test_the_name_of_the_file_is_the_recordings_where_none_is_told(tmp_path: Path) -> None:
    read(tmp_path, ink(TRACE))
    assert read_recordings(tmp_path / "ink.inkml")[0].name == "ink"
