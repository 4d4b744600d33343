"""The report as pages of A4: figures, plots, protocol and limits."""

import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sigverify.reports import wording
from sigverify.reports.look import LINE, MUTED, TEXT, house_look
from sigverify.reports.plots import PLOTS, Plot
from sigverify.shipped import VERSION
from sigverify.workflows.evaluating import Evaluation

_WIDTH, _HEIGHT, _MARGIN = 8.27, 11.69, 0.6  # inches
_LEADING = 0.165  # inches from line to line
_LETTERS = 113  # in a line of 8.5 points
_LABELS = 2.9  # inches that the labels of the table take
_ABREAST = 3  # models in a table
_TABLE = 6.6  # inches of its height: no table is torn in two
_TITLE, _CAPTION = 0.28, 0.42  # inches above and below a plot


def pdf_report(evaluations: Sequence[Evaluation]) -> bytes:
    """Return the pages as PDF."""
    content = BytesIO()
    facts = {"Title": wording.title_of(evaluations), "Creator": f"sigverify {VERSION}"}
    with house_look(), PdfPages(content, metadata=facts) as file:
        pages = _Pages(file)
        _open(pages, evaluations)
        for start in range(0, len(evaluations), _ABREAST):
            _write_table(pages, evaluations[start : start + _ABREAST])
        for plots in _by_page(len(evaluations)):
            pages.add(_plot_page(plots, evaluations))
        _close(pages, evaluations)
    return content.getvalue()


class _Pages:
    """Pages written from the top down; `y` counts inches from the upper edge of the present one."""

    def __init__(self, file: PdfPages) -> None:
        self._file = file
        self._page: Figure | None = None
        self._number = 0
        self.y = 0.0

    def room(self, inches: float) -> Figure:
        """Return a page with so much room left: the present one, or a new one."""
        if self._page is None or self.y + inches > _HEIGHT - _MARGIN:
            self.finish()
            self._page, self.y = Figure(figsize=(_WIDTH, _HEIGHT)), _MARGIN
        return self._page

    def line(self, words: str, *, x: float = 0.0, points: float = 8.5, bold: bool = False, colour: str = TEXT) -> None:
        """Write words at the present height, `x` inches from the margin."""
        page = self.room(_LEADING)
        left, top = (_MARGIN + x) / _WIDTH, 1 - self.y / _HEIGHT
        weight = "bold" if bold else "normal"
        page.text(left, top, words, fontsize=points, fontweight=weight, color=colour, va="top")

    def rule(self, colour: str) -> None:
        """Draw a line from margin to margin."""
        page, height = self.room(_LEADING), 1 - self.y / _HEIGHT
        ends = _MARGIN / _WIDTH, 1 - _MARGIN / _WIDTH
        page.add_artist(Line2D(ends, (height, height), color=colour, linewidth=0.6))

    def heading(self, words: str) -> None:
        """Write a heading, not at the very foot of a page."""
        self.room(1.0)
        self.y += 0.1
        self.line(words, points=11, bold=True)
        self.y += 0.3

    def paragraph(self, words: str, mark: str = "") -> None:
        """Write a paragraph over as many lines as it takes, beside a mark if there is one."""
        x = 0.15 if mark else 0.0
        for place, part in enumerate(textwrap.wrap(words, _LETTERS - 3 * len(mark))):
            self.line(part, x=x)
            if mark and place == 0:
                self.line(mark)
            self.y += _LEADING
        self.y += 0.07

    def add(self, page: Figure) -> None:
        """Add a page that was drawn elsewhere."""
        self.finish()
        self._page = page
        self.finish()

    def finish(self) -> None:
        """Put the present page into the file, with its number."""
        if self._page is not None:
            self._number += 1
            self._page.text(0.5, 0.35 / _HEIGHT, f"{self._number}", ha="center", fontsize=8, color=MUTED)
            self._file.savefig(self._page)
            self._page = None


def _open(pages: _Pages, evaluations: Sequence[Evaluation]) -> None:
    pages.line(wording.title_of(evaluations), points=15, bold=True)
    pages.y += 0.34
    pages.line(wording.subtitle_of(evaluations), points=10)
    pages.y += 0.22
    made = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    pages.line(f"Measured by sigverify {VERSION}; this report was made on {made}.", colour=MUTED)
    pages.y += 0.35
    pages.line(wording.TABLE_CAPTION, colour=MUTED)
    pages.y += 0.25


def _write_table(pages: _Pages, evaluations: Sequence[Evaluation]) -> None:
    """Write the figures of at most `_ABREAST` models."""
    step = (_WIDTH - 2 * _MARGIN - _LABELS) / _ABREAST
    places = [_LABELS + step * place for place in range(len(evaluations))]
    pages.room(_TABLE)
    for x, evaluation in zip(places, evaluations, strict=True):
        pages.line(_cut(evaluation.figures["model"], 16), x=x, bold=True)
    pages.y += 0.2
    for section in wording.table_of(evaluations):
        pages.room(0.6)
        pages.y += 0.08
        pages.line(section.title, bold=True)
        pages.y += 0.19
        pages.rule(MUTED)
        for row in section.rows:
            tall = any(row.notes)
            pages.room(0.32)
            pages.y += 0.045
            pages.line(row.label, points=8)
            for x, value in zip(places, row.values, strict=True):
                pages.line(value, x=x, points=8)
            pages.y += 0.145
            if tall:
                for x, note in zip(places, row.notes, strict=True):
                    pages.line(note, x=x, points=7, colour=MUTED)
                pages.y += 0.13
            pages.rule(LINE)
    pages.y += 0.3


def _by_page(models: int) -> list[list[Plot]]:
    """Return the plots of each page, in order, as many as fit."""
    made: list[list[Plot]] = []
    left = 0.0
    for plot in PLOTS:
        needed = plot.inches(models) + _TITLE + _CAPTION
        if needed > left:
            made.append([])
            left = _HEIGHT - 2 * _MARGIN
        made[-1].append(plot)
        left -= needed
    return made


def _plot_page(plots: Sequence[Plot], evaluations: Sequence[Evaluation]) -> Figure:
    """Draw plots below each other; one that is too high for the page is drawn as high as the page."""
    page = Figure(figsize=(_WIDTH, _HEIGHT), layout="constrained")
    room = _HEIGHT - 2 * _MARGIN
    heights = [_MARGIN]
    for plot in plots:
        heights += [_TITLE, min(plot.inches(len(evaluations)), room - _TITLE - _CAPTION), _CAPTION]
    heights.append(_HEIGHT - sum(heights))
    widths = [_MARGIN, _WIDTH - 2 * _MARGIN, _MARGIN]
    grid = page.add_gridspec(len(heights), 3, height_ratios=heights, width_ratios=widths, hspace=0, wspace=0)
    for place, plot in enumerate(plots):
        above, drawing, below = (page.add_subfigure(grid[1 + 3 * place + part, 1]) for part in range(3))
        above.text(0.0, 1.0, plot.title, fontsize=11, fontweight="bold", va="top")
        plot.draw(drawing, evaluations)
        below.text(0.0, 0.95, textwrap.fill(plot.caption, _LETTERS + 16), fontsize=7.5, color=MUTED, va="top")
    return page


def _close(pages: _Pages, evaluations: Sequence[Evaluation]) -> None:
    pages.heading("Protocol")
    for words in wording.protocol_of(evaluations):
        pages.paragraph(words)
    pages.heading("Limits")
    for words in wording.limits_of(evaluations):
        pages.paragraph(words, mark="•")
    pages.heading("Models")
    pages.paragraph(wording.MODELS_CAPTION)
    for name, sha256 in wording.models_of(evaluations):
        pages.line(_cut(name, 22))
        pages.line(sha256, x=1.9)
        pages.y += _LEADING
    pages.finish()


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"
