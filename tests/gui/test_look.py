"""Tokens, theme, icons, shipped resources."""

import re

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from sigverify.gui.icons import icon_pixmap
from sigverify.gui.panels.help import HelpPlace
from sigverify.gui.panels.pieces import Button
from sigverify.gui.theme import _ROLES, Theme, _in_sheets, style_sheet
from sigverify.gui.tokens import DARK, LIGHT, contrast
from sigverify.shipped import shipped_folder

ICONS = sorted(p.stem for p in (shipped_folder("resources") / "icons").glob("*.svg"))
PAGES = sorted(p.stem for p in (shipped_folder("resources") / "help").glob("*.md"))


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_every_ground(tokens):
    for colour in ("text", "muted", "accept", "refer", "reject"):
        for ground in ("surface", "panel", "paper"):
            assert contrast(getattr(tokens, colour), getattr(tokens, ground)) >= 4.5, (colour, ground)
    for colour in ("text", "muted", "accept"):
        for ground in ("selected", "hover"):
            assert contrast(getattr(tokens, colour), getattr(tokens, ground)) >= 4.5, (colour, ground)
    assert contrast(tokens.on_accent, tokens.accept) >= 4.5
    assert contrast(tokens.ink, tokens.paper) >= 7
    assert contrast(tokens.control_line, tokens.panel) >= 3


def test_contrast_is_that_of_black_on_white():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_the_style_sheet_has_everything_filled_in():
    sheet = style_sheet()
    assert "$" not in sheet
    assert not re.findall(r"#[0-9A-Fa-f]{6}", sheet), "a colour would stay as it is in the other look"
    assert set(re.findall(r"palette\((.*?)\)", sheet)) <= {_in_sheets(role) for role in _ROLES.values()}


def test_the_theme_follows_the_desktop_until_a_person_chooses(qapp, qtbot):
    theme = Theme("system")
    hints = QGuiApplication.styleHints()
    with qtbot.waitSignal(theme.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens is DARK
    theme.choose("light")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens is LIGHT
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_in_the_colour_asked_for(name, qapp):
    if name != "sigverify":
        image = icon_pixmap(name, "#C4480A", 32).toImage()
        seen = {
            image.pixelColor(x, y).rgb() for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255
        }
        assert QColor("#C4480A").rgb() in seen
    assert QSvgRenderer(str(shipped_folder("resources") / "icons" / f"{name}.svg")).isValid()


def test_an_icon_is_drawn_once_for_each_colour_and_size(qapp):
    first = icon_pixmap("enrol", "#123456", 24)
    assert icon_pixmap("enrol", "#123456", 24).cacheKey() == first.cacheKey()
    for other in (("#123457", 24, 1.0), ("#123456", 18, 1.0), ("#123456", 24, 2.0)):
        assert icon_pixmap("enrol", *other).cacheKey() != first.cacheKey()


@pytest.mark.parametrize("page", PAGES)
def test_help_links_lead_to_pages_that_are_there(page):
    text = (shipped_folder("resources") / "help" / f"{page}.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert target.removesuffix(".md") in PAGES


def test_help_follows_a_link(use):
    window = use.window
    window.go_to("Verify")
    window.go_to("Help")
    assert window.help.page == "verify"
    window.help.open_page("index")
    browser = window.help._browser
    assert "Enrol" in browser.toPlainText()
    browser.anchorClicked.emit("tablet.md")
    assert window.help.page == "tablet"
    assert isinstance(window.place, HelpPlace)


def test_switching_the_look_repaints_window_pad_and_plots(use):
    window = use.window
    use.choose("id-Anna", "Verify")

    def ground(widget, x: int, y: int) -> str:
        return widget.grab().toImage().pixelColor(x, y).name().upper()

    window.theme.choose("light")
    assert ground(window.pad, 60, 30) == LIGHT.paper
    assert ground(window.verify.live.plot, 3, 3) == LIGHT.panel
    window.theme.choose("dark")
    assert ground(window.pad, 60, 30) == DARK.paper
    assert ground(window.verify.live.plot, 3, 3) == DARK.panel
    assert ground(window.status, 3, 20) == DARK.panel


def test_ink_keeps_its_place_and_takes_the_new_colour_when_the_look_changes(use):
    window = use.window
    window.theme.choose("light")
    use.choose("id-Anna", "Verify")
    use.pen.press(100, 100, 0.9)
    for n in range(1, 30):
        use.pen.move(100 + 5 * n, 100, 0.9)

    def colour() -> str:
        image: QImage = window.pad.grab(QRectF(150, 95, 40, 12).toRect()).toImage()
        return image.pixelColor(20, 5).name().upper()

    assert colour() == LIGHT.ink
    window.theme.choose("dark")
    assert colour() == DARK.ink


def test_help_lists_its_pages_beside_them_where_there_is_room(use):
    window, place = use.window, use.window.help
    window.resize(1280, 800)
    window.go_to("Help")
    use.settle()
    assert place.contents.isVisible()
    assert not place._index.isVisible()
    listed = [place.contents.item(n).text() for n in range(place.contents.count())]
    assert listed[:2] == ["Help", "Enrol"]
    assert {page for page in PAGES if "/" not in page} == set(place._pages)
    place.contents.setCurrentRow(listed.index("Tablet"))
    assert place.page == "tablet"
    place._browser.anchorClicked.emit("verify.md")
    assert place.contents.currentItem().text() == "Verify", "a link marks its page in the list"
    window.resize(1024, 700)
    QApplication.processEvents()
    assert not place.contents.isVisible()
    assert place._index.isVisible()


def test_the_keys_scroll_a_help_page_as_soon_as_it_is_open(use):
    window = use.window
    window.resize(1280, 800)
    window.go_to("Help")
    use.settle()
    assert not window.help.contents.hasFocus()
    assert window.help.contents.height() < window.help.height() * 0.8, "no longer than its words"


def test_words_that_come_later_stand_as_far_from_the_icon_as_others(qapp):
    theme = Theme("light")
    early, late = Button(theme, "Enrol", "enrol"), Button(theme, "", "enrol")
    late.setText("Enrol")
    assert late.iconSize() == early.iconSize()
    late.shorten()
    assert late.iconSize().width() == late.iconSize().height(), "alone, it stands in the middle"
