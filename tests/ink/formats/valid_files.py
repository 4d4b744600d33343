"""A valid file or two of each format, and ways to damage them."""

from hypothesis import strategies as st

from sigverify.ink.formats import FiledRecording, render
from sigverify.ink.formats.table import FORMATS
from sigverify.ink.recording import Capture, Recording

RECORDING = Recording(
    time_s=[0.0, 0.01, 0.02, 0.03, 0.04, 0.05],
    x=[1.0, 2.5, 3.0, 4.0, 5.0, 6.25],
    y=[1.0, -2.0, 3.0, 4.0, 5.0, 6.0],
    stroke=[0, 0, 0, -1, 1, 2],
    pressure=[1.0, 5.0, 2.0, 0.0, 3.0, 1.0],
    azimuth_deg=[10.0, 20.0, 30.0, 40.0, 50.0, 60.0],
    altitude_deg=[60.0] * 6,
    capture=Capture(source="pen", length_unit="mm", mm_per_unit=1.0, pressure_full_scale=1023.0, device="Wacom"),
)
FILED = FiledRecording(recording=RECORDING, name="anna-1", signer="anna", label="genuine", session="1", number=1)
INKML_OF_OTHERS = (
    b'<ink><definitions><timestamp xml:id="t" time="1000"/><inkSource xml:id="s" model="m"><traceFormat>'
    b'<channel name="X" units="cm"/><channel name="Y"/><channel name="F" max="10"/><channel name="OE" units="rad"/>'
    b'<channel name="T" units="ms" respectTo="#t"/><intermittentChannels><channel name="S" type="boolean"/>'
    b'</intermittentChannels></traceFormat><sampleRate value="100"/><channelProperties><channelProperty channel="X" '
    b'name="resolution" value="10" units="1/cm"/></channelProperties></inkSource><context xml:id="c" '
    b'inkSourceRef="#s" timestampRef="#t"/></definitions><traceGroup contextRef="#c">'
    b'<trace timeOffset="5" duration="9">1 2 3 .5 0T,\'1\'1"0 * 8,!#1F 4 5 ? 16F</trace></traceGroup></ink>'
)
VALID: dict[str, list[bytes]] = {
    "susig": [b"X, Y, TStamp, Pres., EndPts\nDataSize: 3\n1 1 0 5 0\n2 2 10 5 1\n3 3 30 5 0\n"],
    "sigcomp2009": [b"NAME 3\n1 1 5 0 0\n2 2 0 0 0\n3 3 5 0 0\n"],
    "mcyt": [b"0 1 1 5 0 10 10\n0.01 2 2 5 0 10 10\n0.02 2 2 0 1 10 10\n"],
    "inkml": [INKML_OF_OTHERS],
    **{format_.name: [] for format_ in FORMATS if format_.render is not None and format_.name != "inkml"},
}
for _format in FORMATS:
    if _format.render is not None:
        VALID[_format.name].append(render([FILED] * (2 if _format.several else 1), _format))


@st.composite
def damage(draw: st.DrawFn, content: bytes) -> bytes:
    """Draw a file with some of its bytes changed, taken out, repeated or put in."""
    found = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(found)))
        length = draw(st.integers(1, 12))
        piece = draw(
            st.binary(min_size=1, max_size=3)
            | st.sampled_from(
                [b"-", b"9" * 30, b"1e308", b"nan", b",", b"\n", b"\"'", b"<trace>", b"[", b"#", b"\xff\xff"]
            )
        )
        how = draw(st.sampled_from(["change", "take out", "repeat", "put in", "cut"]))
        if how == "change":
            found[place : place + len(piece)] = piece
        elif how == "take out":
            del found[place : place + length]
        elif how == "repeat":
            found[place:place] = found[place : place + length] * draw(st.integers(1, 3))
        elif how == "put in":
            found[place:place] = piece
        else:
            del found[place:]
    return bytes(found)
