"""The file formats: how each is recognised, read and written, and what it keeps and loses. One row a format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sigverify.ink.formats.capture_facts import FACTS
from sigverify.ink.formats.content import LARGEST_FILE_BYTES, FileContent
from sigverify.ink.formats.csv_ink import format_csv, is_csv_ink, parse_csv_ink
from sigverify.ink.formats.filed import FiledRecording
from sigverify.ink.formats.inkml import format_inkml, is_inkml, parse_inkml
from sigverify.ink.formats.iso19794_7 import format_iso19794_7, is_iso19794_7, parse_iso19794_7
from sigverify.ink.formats.json_lines import LARGEST_LINES_BYTES, format_json_lines, is_json_lines, parse_json_lines
from sigverify.ink.formats.losses import AIR, ALL_FACTS, DIGITS, LOSSES, ORIGIN, WORDS
from sigverify.ink.formats.mcyt import is_mcyt, parse_mcyt
from sigverify.ink.formats.plain_text import TextFile, lines_of
from sigverify.ink.formats.sigcomp2009 import is_sigcomp2009, parse_sigcomp2009
from sigverify.ink.formats.susig import is_susig, parse_susig
from sigverify.ink.formats.svc2004 import format_svc2004, is_svc2004, parse_svc2004
from sigverify.ink.formats.uim import is_uim, parse_uim
from sigverify.ink.formats.uim_writing import format_uim
from sigverify.ink.recording import Recording


@dataclass(frozen=True, kw_only=True)
class Format:
    """A file format.

    name: what a person types. title: what it is. suffixes: endings of its files, the one that is written first.
    recognises: whether a file begins as this format does; `as_text` says that it needs the lines.
    parse: all recordings of a file. render: the content of a file, None where the format is only read.
    several: whether one file may hold several recordings.
    keeps: what writing keeps, in words.
    lost: which of LOSSES writing may lose, each with words of its own or '' for the usual ones; empty where reading
        gives back an equal recording. adds: in words, what is there after writing that was not before.
    largest_bytes: longer files are refused unread.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    recognises: Callable[[FileContent], bool] | Callable[[TextFile], bool]
    parse: Callable[[FileContent], tuple[FiledRecording, ...]]
    render: Callable[[Sequence[FiledRecording]], bytes] | None = None
    as_text: bool = True
    several: bool = False
    keeps: str = ""
    lost: Mapping[str, str] = field(default_factory=dict)
    adds: str = ""
    largest_bytes: int = LARGEST_FILE_BYTES

    @property
    def loses(self) -> str:
        """What writing loses, in words; '' where nothing is."""
        facts = {name for name, own in self.lost.items() if name in ALL_FACTS and not own}
        kept = [LOSSES[name] for name in LOSSES if name in ALL_FACTS - facts]
        many = len(facts) > len(ALL_FACTS) / 2
        told = [own or LOSSES[name] for name, own in self.lost.items() if not (many and name in facts)]
        if many:
            told.append("all facts of the capture" + (f" but {_listed(kept)}" if kept else ""))
        return "; ".join(filter(None, (_listed(list(dict.fromkeys(told))), self.adds)))


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _named(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "")


def _lines(parse: Callable[[TextFile], Recording]) -> Callable[[FileContent], tuple[FiledRecording, ...]]:
    """Return what reads a text format that knows of nothing but the recording."""
    return lambda file: _alone(file, parse(lines_of(file)))


def _alone(file: FileContent, recording: Recording) -> tuple[FiledRecording, ...]:
    return (FiledRecording(recording=recording, name=file.path.stem[:100]),)


def _parse_sigcomp2009(file: TextFile) -> Recording:
    # NISDCC's angles are corrupt in many files; a file that does not say that it is NFI's is not trusted
    return parse_sigcomp2009(file, angles=file.path.name.upper().startswith("NFI-"))


def _one(render: Callable[[Recording], bytes]) -> Callable[[Sequence[FiledRecording]], bytes]:
    """Return what writes a format of one recording a file."""
    return lambda filed: render(filed[0].recording)


_KEPT_BY_ISO = ("mm_per_unit", "mm_per_unit_y", "pressure_full_scale")

FORMATS: tuple[Format, ...] = (
    Format(
        name="svc2004",
        title="SVC2004, tasks 1 and 2",
        suffixes=(".txt",),
        recognises=is_svc2004,
        parse=_lines(parse_svc2004),
        render=_one(format_svc2004),
        keeps="strokes, and in whole steps x and y (0.01 mm), time (1 ms), pressure (1023 levels), angles (0.1°)",
        lost={
            **_named(AIR),
            "azimuth_deg": "angles where there is no pressure",
            "altitude_deg": "angles where there is no pressure",
            "tilt_x_deg": "tilts",
            "tilt_y_deg": "tilts",
            **_named("rotation_deg", "arrival_s", DIGITS, *WORDS, *FACTS),
        },
        adds="where there is pressure, angles that are missing become 0",
    ),
    Format(name="susig", title="SUSIG, both parts", suffixes=(".sig",), recognises=is_susig, parse=_lines(parse_susig)),
    Format(
        name="sigcomp2009",
        title="SigComp2009, NFI and NISDCC",
        suffixes=(".hwr",),
        recognises=is_sigcomp2009,
        parse=_lines(_parse_sigcomp2009),
    ),
    Format(name="mcyt", title="MCYT as text", suffixes=(".txt",), recognises=is_mcyt, parse=_lines(parse_mcyt)),
    Format(
        name="csv",
        title="sigverify's own text",
        suffixes=(".csv",),
        recognises=is_csv_ink,
        parse=_lines(parse_csv_ink),
        render=_one(lambda recording: format_csv(recording).encode()),
        keeps="every channel and fact of the capture, to the last bit",
        lost=_named(*WORDS),
        adds="its folder and name tell them in a corpus",
    ),
    Format(
        name="jsonl",
        title="JSON lines, one recording a line",
        suffixes=(".jsonl",),
        recognises=is_json_lines,
        parse=parse_json_lines,
        render=format_json_lines,
        as_text=False,
        several=True,
        keeps="every channel and fact of the capture, to the last bit; signer, label, session and number",
        largest_bytes=LARGEST_LINES_BYTES,
    ),
    Format(
        name="inkml",
        title="W3C InkML",
        suffixes=(".inkml",),
        recognises=is_inkml,
        parse=lambda file: (parse_inkml(file),),
        render=lambda filed: format_inkml(filed[0]),
        as_text=False,
        keeps="every channel and fact of the capture, to the last bit; signer, label, session and number",
    ),
    Format(
        name="iso19794-7",
        title="ISO/IEC 19794-7:2007, full format",
        suffixes=(".sdi",),
        recognises=is_iso19794_7,
        parse=lambda file: _alone(file, parse_iso19794_7(file)),
        render=_one(format_iso19794_7),
        as_text=False,
        keeps="strokes, points in the air, and in 16 bits x and y (1/65,520 m), time (1/64 ms up to 1 s, half as fine "
        "with each doubling), pressure, angles, tilts and rotation",
        lost={
            **_named("arrival_s", ORIGIN, DIGITS, *WORDS),
            "pressure_full_scale": "full pressure where there is no pressure",
            **_named(*(name for name in FACTS if name not in _KEPT_BY_ISO)),
        },
        adds="a lift without a point in the air gets one",
    ),
    Format(
        name="uim",
        title="Wacom's Universal Ink Model; needs the extra 'uim'",
        suffixes=(".uim",),
        recognises=is_uim,
        parse=lambda file: (parse_uim(file),),
        render=lambda filed: format_uim(filed[0]),
        as_text=False,
        keeps="every channel and fact of the capture, to the last bit, where no number reaches 10⁹ nor time 10⁶ s; "
        "signer, label, session and number",
    ),
)
"""In the order in which they are listed."""

KINDS = tuple(format_.name for format_ in FORMATS)
"""Names of the formats that are read."""

WRITTEN_KINDS = tuple(format_.name for format_ in FORMATS if format_.render is not None)
"""Names of the formats that are written."""


def format_table() -> str:
    """Return the table of the formats that the manual shows, in Markdown."""
    rows = [("format", "ending", "use", "writing keeps", "and loses"), ("---",) * 5]
    for format_ in FORMATS:
        written = format_.render is not None
        rows.append(
            (
                f"`{format_.name}`",
                ", ".join(format_.suffixes),
                "read, written" if written else "read",
                format_.keeps or "–",
                (format_.loses or "nothing") if written else "–",
            )
        )
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
