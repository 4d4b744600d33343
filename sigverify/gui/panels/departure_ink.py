"""`DepartureInk`: ink drawn by where it departs from the references, its switch and its scale."""

from PySide6.QtCore import QObject, Slot

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button
from sigverify.gui.panels.signing_pad import SigningPad
from sigverify.gui.plots.colour_scale import ink_colours
from sigverify.gui.plots.departure_scale import DepartureScale, departure_steps
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.ink.recording import Floats
from sigverify.sentences import said

_TIP = said("Draw ink by how far it departs from the closest reference, thick and orange where far (Ctrl+D)")


class DepartureInk(QObject):
    """Colours a pad's ink, never where it could coach who signs: in a window of their own, or while that is hidden."""

    def __init__(self, theme: Theme, pad: SigningPad, settings: WindowSettings) -> None:
        super().__init__(pad)
        self._theme, self._pad, self._settings = theme, pad, settings
        self._departure: Floats | None = None
        self._hidden = False
        self.scale = DepartureScale(theme)
        self.switch = Button(theme, tr("Colour the ink"), "departure", role="quiet", tip=tr(_TIP), shortcut="Ctrl+D")
        self.switch.setCheckable(True)
        self.switch.setChecked(settings.departure_shown)
        self.switch.toggled.connect(self._choose)
        pad.set_elsewhere.connect(self._show)
        theme.follow(pad, self._take_colours)
        self._take_colours()

    @property
    def is_shown(self) -> bool:
        """Whether ink may show where it departs."""
        return self._settings.departure_shown and not self._hidden and not self._pad.is_apart

    @Slot(object)
    def mark(self, departure: Floats) -> None:
        """Colour what is known of ink that is being written."""
        if self.is_shown and self._pad.canvas.is_signing:
            colouring = self._pad.canvas.colouring
            colouring.mark(departure_steps(departure[colouring.marked :]), colouring.marked)

    def show_verdict(self, departure: Floats | None, *, hidden: bool) -> None:
        """Colour finished ink by its verdict; None where there is none. hidden: nothing may be seen of it now."""
        self._departure, self._hidden = departure, hidden
        self._show()

    @Slot(bool)
    def _choose(self, shown: bool) -> None:
        self._settings.departure_shown = shown
        self._show()

    @Slot()
    def _take_colours(self) -> None:
        self._pad.canvas.colouring.take_scale(ink_colours(self._theme.tokens.name))

    @Slot()
    def _show(self) -> None:
        shown, known = self.is_shown, self._departure
        colouring = self._pad.canvas.colouring
        if not shown:
            colouring.colour(None, hidden=self._hidden or self._pad.is_apart)
        elif known is not None and not self._pad.canvas.is_signing:
            colouring.colour(departure_steps(known))
        self.scale.setVisible(shown)
