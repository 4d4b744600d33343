"""`InkDrawing`: two inks beside each other or one over the other, coloured by what the pen did, on any painter.

The window and what is exported are drawn by the same code. Coordinates are logical pixels, y down.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPen

from sigverify.gui.capture.ink_stroke import EVEN_PX, ink_widths
from sigverify.gui.language import tr
from sigverify.gui.plots.colour_scale import STEPS, ink_colours, steps_of
from sigverify.gui.plots.kept_picture import Part
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import RADIUS, SMALL_PX
from sigverify.ink.recording import Floats

if TYPE_CHECKING:
    from sigverify.verification.comparison import Comparison, Trace

View = Literal["beside", "over"]
Colouring = Literal["plain", "speed", "pressure", "time", "departure"]
Side = Literal["questioned", "reference"]

SIDES: tuple[Side, Side] = ("questioned", "reference")
LEGEND_PX = 30.0
"""Height of the strip under the inks that tells what colours and lines mean."""

_GAP = 8.0
_PADDING = 18.0
_TITLE_PX = 22.0
_MOST_LINKS: dict[View, int] = {"beside": 26, "over": 60}
_MOST_SEGMENTS = 1500
"""Longer ink is drawn by every other frame, or every third: a replay draws it thirty times a second."""

_SEGMENTS_AT_ONCE = 120
"""Of a part: a millisecond or two."""

_LONG = 600
"""Frames of both inks together that are drawn within a frame of the screen."""

_FAINT = 0.22
_LEAST_DEPARTURE = 1.0
"""The scale of departures reaches one standard deviation at least, so that copies do not look far apart."""


class Moment(NamedTuple):
    """A frame of each ink; None for an ink that has none at this moment."""

    questioned: int | None
    reference: int | None


@dataclass(frozen=True, kw_only=True)
class Viewpoint:
    """How the inks are looked at: magnified about the middle of their paper, then moved."""

    zoom: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)


WHOLE = Viewpoint()
"""Both inks as large as they fit."""


class Range(NamedTuple):
    """Values that colours stand for, with the words of the colour bar."""

    low: float
    high: float
    words: str


class InkDrawing:
    """What is drawn of a comparison, and how.

    alike: both inks as long; else each as large as it is, where that is known. links: the path between the inks.
    """

    def __init__(self) -> None:
        self.comparison: Comparison | None = None
        self.view: View = "beside"
        self.colouring: Colouring = "departure"
        self.links = True
        self.alike = True

    # --- where things are -----------------------------------------------------------------------------------------

    def papers(self, area: QRectF) -> dict[Side, QRectF]:
        """Return the paper of each ink; over each other both lie on one."""
        area = QRectF(area.left(), area.top(), area.width(), area.height() - LEGEND_PX)
        if self.view == "over":
            return dict.fromkeys(SIDES, area)
        width = (area.width() - _GAP) / 2
        right = QRectF(area.left() + width + _GAP, area.top(), width, area.height())
        return {"questioned": QRectF(area.left(), area.top(), width, area.height()), "reference": right}

    @property
    def sizes_comparable(self) -> bool:
        """Whether both inks can be shown as large as they are: in millimetres, or by one device's own unit."""
        return self.comparison is not None and self.comparison.questioned.unit == self.comparison.reference.unit

    @property
    def speeds_in_mm(self) -> bool:
        """Whether speeds can be told in millimetres a second."""
        return self.comparison is not None and self.sizes_comparable and self.comparison.reference.unit == "mm"

    def trace(self, side: Side) -> "Trace":
        """Return one of both signatures."""
        assert self.comparison is not None, "asked for while there is none"
        return self.comparison.questioned if side == "questioned" else self.comparison.reference

    def scale(self, side: Side, area: QRectF) -> float:
        """Return how many pixels one longer side is long, before magnification."""
        fits = []
        for other in SIDES:
            paper, trace = self.papers(area)[other], self.trace(other)
            width, height = paper.width() - 2 * _PADDING, paper.height() - 2 * _PADDING - _TITLE_PX
            wide, high = float(np.ptp(trace.x)), float(np.ptp(trace.y))
            fit = min(max(width, 8) / max(wide, 1e-6), max(height, 8) / max(high, 1e-6))
            fits.append(fit / self._size(other))
        return min(fits) * self._size(side)

    def _size(self, side: Side) -> float:
        return 1.0 if self.alike or not self.sizes_comparable else self.trace(side).longer_side

    def points(self, side: Side, area: QRectF, look: Viewpoint) -> Floats:
        """Return where the frames of an ink are, float64 (2, frames)."""
        trace, scale = self.trace(side), self.scale(side, area) * look.zoom
        middle = self.papers(area)[side].center()
        left, top = middle.x() + look.shift[0], middle.y() + look.shift[1] + _TITLE_PX / 2
        return np.stack((left + scale * trace.x, top - scale * trace.y))

    def measured(self, start: QPointF, end: QPointF, sides: tuple[Side, ...], area: QRectF, look: Viewpoint) -> str:
        """Return length and angle of a line by the scale of each side, in words; '' where it has no length.

        In millimetres where the side's scale is known, else in shares of its longer side; the angle is from the right,
        upwards positive.
        """
        across, up = end.x() - start.x(), start.y() - end.y()
        pixels = math.hypot(across, up)
        if pixels < 1:
            return ""
        lengths = []
        for side in sides:
            shares, known = pixels / (self.scale(side, area) * look.zoom), self.trace(side).mm_per_side
            lengths.append(
                tr("{shares:.1f} mm", shares=shares * known)
                if known is not None
                else tr("{shares:.2f} of its longer side", shares=shares)
            )
        if len(set(lengths)) == 1:
            told = lengths[0]
        else:
            told = " · ".join(f"{side} {length}" for side, length in zip(sides, lengths, strict=True))
        return f"{told}, {math.degrees(math.atan2(up, across)):.0f}°".replace("-", "−")

    # --- colours --------------------------------------------------------------------------------------------------

    def values(self, side: Side) -> Floats | None:
        """Return what the frames of an ink are coloured by; None where its device told nothing of the kind."""
        trace = self.trace(side)
        if self.colouring == "speed":
            return trace.speed * (trace.mm_per_side or 1.0) if self.speeds_in_mm else trace.speed
        if self.colouring == "pressure":
            return trace.pressure if trace.has_pressure else None
        if self.colouring == "time":
            return trace.elapsed_s
        return trace.departure if self.colouring == "departure" else None

    def colour_range(self) -> Range | None:
        """Return what the colours stand for; None for plain ink."""
        known = [values for side in SIDES if (values := self.values(side)) is not None]
        if not known:
            return None
        together = np.concatenate(known)
        together = together[np.isfinite(together)]
        high = float(np.percentile(together, 98))
        if self.colouring == "speed":
            return Range(0.0, high, tr("speed ({unit})", unit=speed_unit(self.speeds_in_mm)))
        if self.colouring == "pressure":
            return Range(0.0, 1.0, tr("pressure (of the highest)"))
        if self.colouring == "time":
            return Range(0.0, float(together.max()), tr("time (s)"))
        return Range(0.0, max(high, _LEAST_DEPARTURE), tr("departure (standard deviations)"))

    # --- painting -------------------------------------------------------------------------------------------------

    @property
    def is_long(self) -> bool:
        """Whether both inks take longer than a frame to be drawn."""
        return self.comparison is not None and sum(len(self.trace(side)) for side in SIDES) > _LONG

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        theme: Theme,
        look: Viewpoint = WHOLE,
        written: Moment | None = None,
    ) -> None:
        """Draw paper, links, inks and legend. written: how far a replay has come; the rest of the ink is faint."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part in self.parts(area, theme, look, written):
            part(painter)

    def parts(
        self, area: QRectF, theme: Theme, look: Viewpoint = WHOLE, written: Moment | None = None
    ) -> Iterator[Part]:
        """Give all that is drawn, in parts of a millisecond or so, from the lowest to the topmost."""
        papers = self.papers(area)
        yield lambda painter: self._paint_papers(painter, papers, theme)
        if self.comparison is None:
            if self.view == "beside":
                yield lambda painter: self._paint_titles(painter, papers, theme)
            return
        if self.links:
            yield lambda painter: self._paint_links(painter, area, theme, look)
        for side in reversed(SIDES):  # the questioned one on top
            if written is None:
                yield from self._ink_parts(side, area, theme, look, -1, len(self.trace(side)))
            else:
                until = getattr(written, side)
                last = -1 if until is None else until
                yield from self._ink_parts(side, area, theme, look, -1, last)
                yield from self._ink_parts(side, area, theme, look, last, len(self.trace(side)), faint=True)
        yield lambda painter: self._paint_titles(painter, papers, theme)
        yield lambda painter: self._paint_legend(painter, area, theme)

    def written_parts(self, area: QRectF, theme: Theme, look: Viewpoint, before: Moment, now: Moment) -> Iterator[Part]:
        """Give what a replay wrote since a moment, to be drawn over ink that is faint."""
        for side in reversed(SIDES):
            last, until = getattr(before, side), getattr(now, side)
            if until is not None:
                yield from self._ink_parts(side, area, theme, look, -1 if last is None else last, until)

    def _paint_papers(self, painter: QPainter, papers: dict[Side, QRectF], theme: Theme) -> None:
        for paper in [papers["questioned"]] if self.view == "over" else papers.values():
            painter.setBrush(theme.colour("paper"))
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawRoundedRect(paper.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _ink_parts(
        self, side: Side, area: QRectF, theme: Theme, look: Viewpoint, after: int, until: int, *, faint: bool = False
    ) -> Iterator[Part]:
        """Give the segments that end after frame `after`, and no later than frame `until`."""
        trace = self.trace(side)
        xs, ys = (values.tolist() for values in self.points(side, area, look))
        widths, paper = self._widths(side).tolist(), self.papers(area)[side].adjusted(1, 1, -1, -1)
        steps, colours = self._steps(side), self._colours(side, theme, faint=faint)
        step = 1 + len(trace) // _MOST_SEGMENTS
        ends: list[tuple[int, int]] = []
        for first, past in _strokes(trace):
            frames = [*range(first, past, step), past - 1]
            segments = pairwise([first, *frames[1:]] if len(frames) > 1 else [first, first])
            ends += [(before, frame) for before, frame in segments if after < frame <= until]

        def draw(painter: QPainter, part: list[tuple[int, int]]) -> None:
            painter.save()
            painter.setClipRect(paper)
            pen = QPen(theme.colour("ink"), 1.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            for before, frame in part:
                pen.setColor(colours[steps[frame]])
                pen.setWidthF(widths[frame])
                painter.setPen(pen)
                if frame == before:
                    painter.drawPoint(QPointF(xs[frame], ys[frame]))
                else:
                    painter.drawLine(QPointF(xs[before], ys[before]), QPointF(xs[frame], ys[frame]))
            painter.restore()

        for first in range(0, len(ends), _SEGMENTS_AT_ONCE):
            yield partial(draw, part=ends[first : first + _SEGMENTS_AT_ONCE])

    def _widths(self, side: Side) -> Floats:
        trace = self.trace(side)
        if self.view == "over":
            return np.full(len(trace), 2.6 if side == "questioned" else 1.4)
        told = np.isfinite(trace.pressure) if trace.has_pressure else np.zeros(len(trace), bool)
        return np.where(told, ink_widths(np.nan_to_num(trace.pressure)), EVEN_PX)

    def _steps(self, side: Side) -> list[int]:
        """Return which of `_colours` each frame of an ink has."""
        values, span = self.values(side), self.colour_range()
        if values is None or span is None or (self.view == "over" and side == "reference"):
            return [-1] * len(self.trace(side))
        steps: list[int] = steps_of(values, span.low, span.high).tolist()
        return steps

    def _colours(self, side: Side, theme: Theme, *, faint: bool) -> list[QColor]:
        """Return the colours of the scale, and last that of ink that has none of these."""
        plain = theme.colour("ink" if side == "questioned" else "reference")
        colours = [QColor(colour) for colour in (*ink_colours(theme.tokens.name), plain)]
        if faint:
            for colour in colours:
                colour.setAlpha(round(255 * _FAINT))
        return colours

    def _paint_links(self, painter: QPainter, area: QRectF, theme: Theme, look: Viewpoint) -> None:
        assert self.comparison is not None, "painted only where there is one"
        comparison = self.comparison
        left, right = (self.points(side, area, look) for side in SIDES)
        down = comparison.questioned.pen_down[comparison.path_questioned]
        down = down & comparison.reference.pen_down[comparison.path_reference]
        cells = np.flatnonzero(down)
        if not cells.size:
            return
        picked = cells[np.linspace(0, cells.size - 1, min(_MOST_LINKS[self.view], cells.size)).astype(int)]
        painter.save()
        papers = self.papers(area)
        painter.setClipRect(papers["questioned"].united(papers["reference"]))
        painter.setPen(QPen(theme.colour("muted", 0.38 if self.view == "beside" else 0.6), 0.8))
        for cell in picked:
            i, j = comparison.path_questioned[cell], comparison.path_reference[cell]
            ends = QPointF(left[0, i], left[1, i]), QPointF(right[0, j], right[1, j])
            if all(papers[side].contains(end) for side, end in zip(SIDES, ends, strict=True)):
                painter.drawLine(*ends)
        painter.restore()

    def _paint_titles(self, painter: QPainter, papers: dict[Side, QRectF], theme: Theme) -> None:
        painter.setFont(small_font(painter))
        painter.setPen(theme.colour("muted"))
        at = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if self.view == "over":
            paper = papers["questioned"].adjusted(12, 4, -12, 0)
            title = QRectF(paper.left(), paper.top(), paper.width(), _TITLE_PX)
            told = (
                tr("questioned: thick · reference: thin, grey")
                if self.colouring == "plain"
                else tr("questioned: thick, coloured · reference: thin, grey")
            )
            painter.drawText(title, at, told)
            return
        for side, paper in papers.items():
            painter.drawText(QRectF(paper.left() + 12, paper.top() + 4, paper.width() - 24, _TITLE_PX), at, tr(side))

    def _paint_legend(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        """Draw the colour bar with its ends and its name, or say why there is none."""
        strip = QRectF(area.left(), area.bottom() - LEGEND_PX + 4, area.width(), LEGEND_PX - 4)
        painter.setFont(small_font(painter))
        painter.setPen(theme.colour("muted"))
        middle = Qt.AlignmentFlag.AlignVCenter
        span = self.colour_range()
        if span is None:
            words = tr("Neither device told any pressure.") if self.colouring == "pressure" else ""
            painter.drawText(strip, Qt.AlignmentFlag.AlignLeft | middle, words)
            return
        name, low, high = span.words, f"{span.low:g}", brief(span.high)
        metrics = painter.fontMetrics()
        reach = [metrics.horizontalAdvance(words) + 8 for words in (name, low, high)]
        bar = QRectF(strip.left() + reach[0] + reach[1], strip.center().y() - 5, 0, 10)
        bar.setWidth(max(40.0, min(220.0, strip.width() - sum(reach))))
        painter.drawText(QRectF(strip.left(), strip.top(), reach[0], strip.height()), middle, name)
        painter.drawText(QRectF(bar.left() - reach[1] + 2, strip.top(), reach[1], strip.height()), middle, low)
        painter.drawText(QRectF(bar.right() + 6, strip.top(), reach[2], strip.height()), middle, high)
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        scale = ink_colours(theme.tokens.name)
        for step in range(0, STEPS, 15):
            gradient.setColorAt(step / (STEPS - 1), scale[step])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawRoundedRect(bar, 2, 2)


def _strokes(trace: "Trace") -> list[tuple[int, int]]:
    """Return the frames of each stroke, first and past the last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], trace.pen_down, [False])).astype(np.int8)))
    return [(int(first), int(past)) for first, past in edges.reshape(-1, 2)]


def small_font(painter: QPainter) -> QFont:
    """Return the font of titles and axes, which is the painter's own in a smaller size."""
    font = painter.font()
    font.setPixelSize(SMALL_PX)
    return font


def speed_unit(in_mm: bool) -> str:
    """Return the unit of speeds: millimetres a second where both scales are known, else longer sides a second."""
    return tr("mm/s") if in_mm else tr("sides/s")


def brief(value: float) -> str:
    """Return a number in two or three figures: 0.42, 3.1, 128."""
    size = abs(value)
    return f"{value:.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.2f}"
