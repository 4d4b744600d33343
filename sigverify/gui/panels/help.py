"""Help: the shipped pages, one a place and an index, inside the window."""

import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QResizeEvent, QTextDocument
from PySide6.QtWidgets import QListWidget, QSizePolicy, QTextBrowser, QVBoxLayout

from sigverify.gui.desk import Desk
from sigverify.gui.language import help_folders, tr
from sigverify.gui.panels.pieces import Button, named, row
from sigverify.gui.panels.place import Place
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_BETWEEN, GAP_WITHIN, HIT_PX
from sigverify.sentences import said

_READABLE_PX = 860
"""Longer lines are hard to read."""

_CONTENTS_PX = 176
_CONTENTS_FROM_PX = 900
_LINK = re.compile(r"^- \[([^\]]+)\]\((\w+)\.md\)", re.MULTILINE)


class HelpPlace(Place):
    """Markdown pages with links between them; nothing is fetched from outside."""

    word = said("Help")

    def __init__(self, theme: Theme, desk: Desk, settings: WindowSettings) -> None:
        super().__init__(theme, desk, settings)
        self._page = "index"
        self._pages: list[str] = []

    def build(self) -> Iterator[None]:
        """Make the parts, in steps."""
        self._browser = QTextBrowser(openLinks=False)
        self._browser.setAccessibleName(tr("Help"))
        self._browser.setMaximumWidth(_READABLE_PX)
        self._browser.anchorClicked.connect(self._follow)
        self._index = Button(
            self.theme, tr("All pages"), "help", role="quiet", tip=tr("Back to the list of help pages")
        )
        self._index.setMinimumHeight(HIT_PX)
        self._index.clicked.connect(lambda: self.open_page("index"))
        self.contents = named(QListWidget(), "pages")
        self.contents.setAccessibleName(tr("All pages"))
        self.contents.setFixedWidth(_CONTENTS_PX)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page, words in _contents():
            self._pages.append(page)
            self.contents.addItem(words)
        self.contents.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self.contents.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
        self.contents.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.contents.currentRowChanged.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_BETWEEN, GAP_BETWEEN, GAP_BETWEEN, GAP_BETWEEN)
        column.setSpacing(GAP_WITHIN)
        column.addWidget(row(self._index, 1))
        beside = row(self.contents, self._browser, 0, gap=GAP_BETWEEN)
        beside.layout().setStretch(1, 1)  # type: ignore[union-attr]  # a box layout of ours
        beside.layout().setAlignment(self.contents, Qt.AlignmentFlag.AlignTop)  # type: ignore[union-attr]
        column.addWidget(beside, 1)
        self.setTabOrder(self._browser, self.contents)  # who comes here wants to read, and to scroll by the keys
        self._fit()
        yield
        self.theme.follow(self, self._show)
        self._show()

    @property
    def page(self) -> str:
        """The page on show."""
        return self._page

    def open_page(self, page: str) -> None:
        """Show one page by its name without '.md'."""
        self._page = page
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the list of pages beside them where there is room, else the way back to it."""
        super().resizeEvent(event)
        if self.layout() is not None:  # a window may be resized before all its places are made
            self._fit()

    def _fit(self) -> None:
        wide = self.width() >= _CONTENTS_FROM_PX
        self.contents.setVisible(wide)
        self._index.setVisible(not wide)

    @Slot(int)
    def _choose(self, number: int) -> None:
        if number >= 0 and self._pages[number] != self._page:
            self.open_page(self._pages[number])

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        page = link.path().removesuffix(".md")
        if _found(page) is not None:
            self.open_page(page)

    @Slot()
    def _show(self) -> None:
        tokens = self.theme.tokens
        found = _found(self._page)
        assert found is not None
        text = found.read_text(encoding="utf-8")
        made = QTextDocument()
        made.setDefaultFont(self._browser.font())
        made.setMarkdown(text)
        # Markdown knows no style sheet: through HTML the headings and links take the tokens.
        document = self._browser.document()
        document.setDefaultStyleSheet(
            f"h1 {{ font-size: 20px; font-weight: 600; }} h2 {{ font-size: 15px; font-weight: 600; }}"
            f"a {{ color: {tokens.accept}; }} p, li {{ line-height: 140%; }} body {{ color: {tokens.text}; }}"
        )
        self._browser.setHtml(_unstyled(made.toHtml()))
        self.contents.setCurrentRow(self._pages.index(self._page) if self._page in self._pages else -1)


def _contents() -> list[tuple[str, str]]:
    """Return name and words of each page, the index first, in its order."""
    index = _found("index")
    assert index is not None
    text = index.read_text(encoding="utf-8")
    return [("index", text.partition("\n")[0].lstrip("# ")), *((p, w) for w, p in _LINK.findall(text))]


def _found(page: str) -> Path | None:
    """Return a page in the language in force, in English where it is not translated; None where there is none."""
    pages = (folder / f"{page}.md" for folder in help_folders())
    return next((path for path in pages if path.is_file()), None)


def _unstyled(html: str) -> str:
    """Return the HTML without the sizes and colours that Qt's markdown reader writes into it."""
    body = "<body" + html.partition("<body")[2].replace('border="1"', 'border="0" cellpadding="3"')
    return re.sub(r' style="[^"]*"', lambda found: _weight(found.group(0)), body)


def _weight(style: str) -> str:
    found = re.search(r"font-weight:\d+;", style)
    return f' style="{found.group(0)}"' if found else ""
