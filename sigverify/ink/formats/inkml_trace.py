"""The text of an InkML trace: ordinates of one point after another, also as differences (InkML, section 3.2.1).

    10 0, 9 14, 8 28                   explicit values, points parted by commas
    1125 18432,'23'43,"7"-8,3-5,!7 9   ' first and " second differences, ! explicit again; the sign parts values too
    3 4 T, * 5 F, #1F 6 *              T and F are booleans, * repeats the last value, # begins a hexadecimal number

A prefix holds for its channel until the next one, within one trace. Intermittent channels come after the regular ones
and may be left out at the end of a point; they then keep their last value, and their default until they have one.
"""

import re
from array import array
from collections.abc import Iterator

import numpy as np

from sigverify.ink.formats.content import NamedFile
from sigverify.ink.formats.plain_text import MOST_LINES, shorten
from sigverify.ink.recording import Floats
from sigverify.sentences import said

_PLAIN = re.compile(r"[0-9+\-.eE,\s]*", re.ASCII)
_VALUE = re.compile(
    # possessive throughout: with a way back, a long run of spaces before a wrong letter would take for ever
    r"\s*+(?P<order>[!'\"]?+)\s*+(?:"
    r"(?P<sign>[-+]?+)\s*+(?:\#(?P<hex>[0-9A-Fa-f]{1,16}+)|(?P<number>(?:\d++\.?+\d*+|\.\d++)(?:[eE][-+]?\d++)?+))"
    r"|(?P<word>[TF*?]))",
    re.ASCII,
)
_PIECE = 20_000
"""Characters taken apart at once, since the pieces of a text take many times its room."""


def parse_trace(file: NamedFile, line: int, text: str, regular: int, before: tuple[float, ...] = ()) -> Floats:
    """Return the values of a trace, float64 (points, regular + intermittent).

    line: where the trace begins, for messages. before: of each intermittent channel its value until it has one.

    An ordinate that is not known ('?') is nan; booleans are 1 and 0. Raises FormatError where the text is not as
    described, or a point has another number of ordinates.
    """
    intermittent = len(before)
    reader = _Points(file, line, regular, before)
    values = array("d")
    for piece in _pieces(text):
        plain = _PLAIN.fullmatch(piece) is not None and reader.explicit
        rows = _plain_points(piece, regular) if plain and not intermittent else None
        if rows is None:
            rows = reader.points(piece)
        else:
            reader.hold(rows)
        values.frombytes(rows.tobytes())
        if len(values) > MOST_LINES * (regular + intermittent):
            raise file.fault(
                line,
                said("more than {most_lines:,} points in one trace.", most_lines=MOST_LINES),
                said("Export one signature alone."),
            )
    return np.frombuffer(values, dtype=np.float64).reshape(-1, regular + intermittent)


def _pieces(text: str) -> Iterator[str]:
    """Yield the text in pieces that end where a point does; raises nothing, the last may be empty."""
    start = 0
    while start < len(text):
        comma = text.find(",", start + _PIECE)
        end = len(text) if comma < 0 else comma
        yield text[start:end]
        start = end + 1


def _plain_points(piece: str, width: int) -> Floats | None:
    """Return points whose values are explicit and stand apart, by numpy; None where they are not that simple."""
    points = [point.split() for point in piece.split(",")]
    if not points[-1]:
        points.pop()
    if not points or any(len(point) != width for point in points):
        return None
    try:
        return np.array(points, dtype=np.float64)
    except ValueError:
        return None


class _Points:
    """Reads points one value at a time and remembers what the next is a difference to."""

    def __init__(self, file: NamedFile, line: int, regular: int, before: tuple[float, ...]) -> None:
        self._file, self._line, self._regular = file, line, regular
        width = regular + len(before)
        self._order = ["!"] * width
        self._value = [0.0] * regular + list(before)
        self._speed = [0.0] * width
        self._known = False

    @property
    def explicit(self) -> bool:
        """Whether no prefix is in force."""
        return all(order == "!" for order in self._order)

    def hold(self, rows: Floats) -> None:
        """Take points over that were read elsewhere, all explicit."""
        last_two = np.concatenate((np.array([self._value]) if self._known else rows[:1], rows))[-2:]
        before, now = last_two[0].tolist(), last_two[-1].tolist()
        self._speed = [later - earlier for later, earlier in zip(now, before, strict=True)]
        self._value, self._known = now, True

    def points(self, piece: str) -> Floats:
        found = array("d")
        points = piece.split(",")
        for place, point in enumerate(points):
            if point.strip() or place < len(points) - 1:
                self._point(point)
                found.extend(self._value)
        return np.frombuffer(found, dtype=np.float64).reshape(-1, len(self._value))

    def _point(self, text: str) -> None:
        place, channel = 0, 0
        text = text.strip()
        while place < len(text):
            match = _VALUE.match(text, place)
            if match is None:
                raise self._fault(said("'{text}' is no value of a point.", text=shorten(text[place:].strip())))
            if channel == len(self._value):
                raise self._fault(
                    said("a point has more than {channel} values: '{text}'.", channel=channel, text=shorten(text))
                )
            self._take(channel, match)
            place, channel = match.end(), channel + 1
        if channel < self._regular:
            raise self._fault(
                said(
                    "a point has {channel} values, expected {regular}: '{text}'.",
                    channel=channel,
                    regular=self._regular,
                    text=shorten(text),
                )
            )
        self._known = True

    def _take(self, channel: int, match: re.Match[str]) -> None:
        before = self._value[channel]
        word, order = match["word"], match["order"]
        if order:
            self._order[channel] = order
        if word == "*":
            now = before
        elif word == "?":
            now = np.nan
        elif word:
            now = float(word == "T")
        else:
            number = float(int(match["hex"], 16)) if match["hex"] else float(match["number"])
            given = -number if match["sign"] == "-" else number
            if self._order[channel] == "!":
                now = given
            elif not self._known:
                raise self._fault(said("the first point is given as a difference."))
            elif self._order[channel] == "'":
                now = before + given
            else:
                now = before + (self._speed[channel] + given)
        self._speed[channel] = now - before if self._known else 0.0
        self._value[channel] = now

    def _fault(self, found: str) -> Exception:
        return self._file.fault(self._line, said("in this trace {found}", found=found), said("Export the ink again."))
