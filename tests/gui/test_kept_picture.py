"""What takes long to draw is drawn in slices, and comes out as if it had been drawn at once."""

from collections.abc import Iterator

import pytest
from fake_services import draw_signature
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sigverify.gui.plots import kept_picture
from sigverify.gui.plots.aligned_curves import AlignedCurves
from sigverify.gui.plots.compared_inks import ComparedInks
from sigverify.gui.plots.ink_drawing import WHOLE, Moment
from sigverify.gui.plots.kept_picture import KeptPicture, Part
from sigverify.gui.plots.warping_matrix import WarpingMatrix
from sigverify.verification.comparison import Comparison, compare


class Stripes(QWidget):
    """Twenty stripes of a colour, each a part."""

    def __init__(self, *, long: bool) -> None:
        super().__init__()
        self.colour, self.drawn = "#000080", 0
        self.kept = KeptPicture(self, self.parts, lambda: long)
        self.resize(200, 40)

    def parts(self) -> Iterator[Part]:
        return (self.stripe(n, self.colour) for n in range(20))

    def stripe(self, n: int, colour: str) -> Part:
        def draw(painter: QPainter) -> None:
            self.drawn += 1
            painter.fillRect(10 * n, 0, 10, 40, QColor(colour))

        return draw

    def paintEvent(self, event: QPaintEvent) -> None:
        self.kept.paint(QPainter(self))


@pytest.fixture
def stripes(qtbot, monkeypatch):
    monkeypatch.setattr(kept_picture, "_SLICE_S", 0.0)  # a part in each slice

    def made(*, long: bool) -> Stripes:
        widget = Stripes(long=long)
        qtbot.addWidget(widget)
        return widget

    return made


def colours(widget: QWidget) -> list[str]:
    image = widget.grab().toImage()
    return [image.pixelColor(x, 20).name() for x in range(5, image.width(), 10)]


def wait(qtbot, widget: Stripes) -> None:
    qtbot.waitUntil(lambda: not widget.kept.is_at_work)


def test_what_is_short_is_drawn_where_it_is_painted_and_once(stripes):
    widget = stripes(long=False)
    assert colours(widget) == ["#000080"] * 20
    assert colours(widget) == ["#000080"] * 20
    assert widget.drawn == 20
    assert not widget.kept.is_at_work


def test_what_is_long_is_drawn_a_slice_after_the_other_while_the_picture_before_stands(qtbot, stripes):
    widget = stripes(long=True)
    widget.grab()
    assert widget.drawn == 0
    wait(qtbot, widget)
    assert colours(widget) == ["#000080"] * 20
    widget.colour = "#800000"
    widget.kept.drop()
    assert colours(widget) == ["#000080"] * 20
    widget.kept._go_on()
    assert colours(widget) == ["#000080"] * 20, "never half of it"
    wait(qtbot, widget)
    assert colours(widget) == ["#800000"] * 20


def test_at_another_size_the_picture_before_is_drawn_out(qtbot, stripes):
    widget = stripes(long=True)
    widget.grab()
    wait(qtbot, widget)
    widget.resize(400, 40)
    widget.kept.drop()
    assert colours(widget) == ["#000080"] * 40
    wait(qtbot, widget)
    assert colours(widget)[:20] == ["#000080"] * 20
    assert colours(widget)[20] != "#000080"


def test_what_is_dropped_while_it_is_drawn_begins_anew(qtbot, stripes):
    widget = stripes(long=True)
    widget.grab()
    for _ in range(5):
        widget.kept._go_on()
    widget.colour = "#008000"
    widget.kept.drop()
    widget.grab()
    wait(qtbot, widget)
    assert colours(widget) == ["#008000"] * 20


def test_what_is_gone_is_drawn_no_further_also_where_nobody_looks(qtbot, theme, long_comparison):
    """The comparison is taken away in the middle of its picture, while another place is in front."""
    matrix = WarpingMatrix(theme)
    qtbot.addWidget(matrix)
    matrix.show_comparison(long_comparison)
    matrix.grab()
    assert matrix._picture.is_at_work
    matrix.show_comparison(None)
    assert not matrix._picture.is_at_work
    assert matrix._picture._picture is matrix._picture._coming is None, "nothing of it is held"
    matrix._picture._go_on()
    matrix.show_comparison(long_comparison)
    matrix.grab()
    qtbot.waitUntil(lambda: not matrix._picture.is_at_work)


@pytest.mark.parametrize("at_work", [False, True])
def test_more_comes_on_top_of_what_is_there_or_is_being_drawn(qtbot, stripes, at_work):
    widget = stripes(long=True)
    widget.grab()
    if not at_work:
        wait(qtbot, widget)
    widget.kept.add([widget.stripe(3, "#808080"), widget.stripe(4, "#909090")])
    wait(qtbot, widget)
    assert colours(widget)[2:6] == ["#000080", "#808080", "#909090", "#000080"]
    assert widget.drawn == 22


@pytest.fixture(scope="module")
def long_comparison() -> Comparison:
    return compare(*(draw_signature(1, variation, duration_s=9.0) for variation in (0, 1)))


@pytest.mark.parametrize("kind", [ComparedInks, AlignedCurves, WarpingMatrix])
def test_a_long_comparison_is_drawn_in_slices_as_at_once(qtbot, theme, long_comparison, kind):
    widget = kind(theme)
    qtbot.addWidget(widget)
    widget.resize(640, 330)
    widget.show_comparison(long_comparison)
    widget.grab()
    assert widget._picture.is_at_work
    qtbot.waitUntil(lambda: not widget._picture.is_at_work)
    at_once = QImage(640, 330, QImage.Format.Format_ARGB32_Premultiplied)
    at_once.fill(0)
    painter = QPainter(at_once)
    painter.setFont(widget.font())
    widget.drawing.paint(painter, widget.area, theme)
    painter.end()
    assert widget._picture._picture.toImage() == at_once


def test_a_replay_of_long_ink_draws_only_what_was_written_since(qtbot, theme, long_comparison, monkeypatch):
    inks = ComparedInks(theme)
    qtbot.addWidget(inks)
    inks.resize(640, 330)
    inks.show_comparison(long_comparison)
    inks.show_written(Moment(10, 10))
    inks.grab()
    qtbot.waitUntil(lambda: not inks._picture.is_at_work)
    faint = inks._picture._picture.toImage()
    drawn: list[int] = []
    parts = inks.drawing._ink_parts
    monkeypatch.setattr(
        inks.drawing, "_ink_parts", lambda *args, **more: drawn.append(args[-1] - args[-2]) or parts(*args, **more)
    )
    inks.show_written(Moment(60, 40))
    assert drawn == [30, 50]
    assert not inks._picture.is_at_work
    written = inks._picture._picture.toImage()
    place = inks.place_of("questioned", 40)
    assert written != faint
    assert written.pixelColor(place.toPoint()) != faint.pixelColor(place.toPoint())
    assert written.copy(QRectF(inks.drawing.papers(inks.area)["reference"]).toRect()) != faint.copy(
        QRectF(inks.drawing.papers(inks.area)["reference"]).toRect()
    )
    inks.show_written(Moment(20, 20))
    inks.grab()
    assert inks._picture.is_at_work, "back: all of it is drawn anew"
    qtbot.waitUntil(lambda: not inks._picture.is_at_work)
    inks.show_written(None)
    inks.grab()
    qtbot.waitUntil(lambda: not inks._picture.is_at_work)
    whole = QImage(640, 330, QImage.Format.Format_ARGB32_Premultiplied)
    whole.fill(0)
    painter = QPainter(whole)
    painter.setFont(inks.font())
    inks.drawing.paint(painter, inks.area, theme, WHOLE)
    painter.end()
    assert inks._picture._picture.toImage() == whole
