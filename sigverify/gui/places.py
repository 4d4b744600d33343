"""`Places`: what the rail leads to, one of them in front; and what all of them are told."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from sigverify.gui.capture.canvas import PenCanvas
from sigverify.gui.desk import Desk
from sigverify.gui.language import tr
from sigverify.gui.live_scoring import LiveScoring
from sigverify.gui.panels.collect import CollectPlace
from sigverify.gui.panels.compare import ComparePlace
from sigverify.gui.panels.enrol import EnrolPlace
from sigverify.gui.panels.help import HelpPlace
from sigverify.gui.panels.place import Place
from sigverify.gui.panels.review import ReviewPlace
from sigverify.gui.panels.settings_place import SettingsPlace
from sigverify.gui.panels.tablet import TabletPlace
from sigverify.gui.panels.train import TrainPlace
from sigverify.gui.panels.verify import VerifyPlace
from sigverify.gui.services import ModelView, Services, SignerView
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme


class Places(QStackedWidget):
    """All places, in the order of the rail.

    problem(str), signers_changed, journal_changed, ink_changed(Recording), place_wanted(str): of any place, see
    `Place`. lending_wanted: the pad in front is wanted in a window of its own, or back.
    """

    problem = Signal(str)
    signers_changed = Signal()
    journal_changed = Signal()
    ink_changed = Signal(object)
    place_wanted = Signal(str)
    lending_wanted = Signal()

    def __init__(
        self, theme: Theme, desk: Desk, live: LiveScoring, services: Services, settings: WindowSettings
    ) -> None:
        super().__init__()
        self._settings = settings
        self.enrol = EnrolPlace(theme, desk, settings)
        self.verify = VerifyPlace(theme, desk, live, settings)
        self.compare = ComparePlace(theme, desk, settings)
        self.collect = CollectPlace(theme, desk, settings)
        self.train = TrainPlace(theme, desk, services, settings)
        self.review = ReviewPlace(theme, desk, settings)
        self.tablet = TabletPlace(theme, desk, settings)
        self.preferences = SettingsPlace(theme, desk, settings)
        self.help = HelpPlace(theme, desk, settings)
        self.all: tuple[Place, ...] = (
            self.enrol,
            self.verify,
            self.compare,
            self.collect,
            self.train,
            self.review,
            self.tablet,
            self.preferences,
            self.help,
        )
        self._signing = (self.enrol, self.verify, self.collect)
        """Those that keep what is written."""
        for place in self.all:
            self.addWidget(place)
            place.problem.connect(self.problem)
            place.signers_changed.connect(self.signers_changed)
            place.journal_changed.connect(self.journal_changed)
            place.ink_changed.connect(self.ink_changed)
            place.place_wanted.connect(self.place_wanted)
            if place.seat is not None:
                place.seat.lending_wanted.connect(self.lending_wanted)
        self.tablet.scales_changed.connect(self.take_scales)

    def __iter__(self) -> Iterator[Place]:
        return iter(self.all)

    @property
    def front(self) -> Place:
        """The place in front."""
        return self.all[self.currentIndex()]

    @property
    def pad(self) -> PenCanvas | None:
        """The paper in front, if the place has one."""
        return self.front.canvas

    def bring(self, word: str) -> Place:
        """Bring the place of this word to the front. Help opens at the page of the place that was there before."""
        before, place = self.front, next(place for place in self.all if place.word == word)
        if place is self.help and before is not self.help:
            self.help.open_page(before.help_page)
        before.interrupt()
        self.setCurrentWidget(place)
        return place

    # --- what all are told ----------------------------------------------------------------------------------------

    def show_signer(self, signer: SignerView | None) -> None:
        """Turn to another signer, or to none."""
        for place in self.all:
            place.show_signer(signer)

    def show_model(self, model: ModelView) -> None:
        """Take note of the model in use."""
        for place in self.all:
            place.show_model(model)

    def interrupt(self) -> None:
        """End a stroke that is being written, and keep it."""
        for place in self.all:
            place.interrupt()

    def drop(self) -> None:
        """Forget all of any signer: the store is locked."""
        for place in self.all:
            place.drop()

    def close_down(self) -> None:
        """End what the places run; the window closes."""
        for place in self.all:
            place.close_down()

    def block(self) -> None:
        """Take no ink and train nothing: there is no store to keep it in."""
        for place in self._signing:
            place.pad.canvas.block(tr("The store is not open, so ink could not be kept."))
        self.train.show_absent(tr("The store is not open."))

    def unblock(self, signer: SignerView | None) -> None:
        """Take ink of `signer` again."""
        for place in self._signing:
            place.show_signer(signer)
        self.train.show_absent("")

    def take_settings(self) -> None:
        """Do as the settings say."""
        for place in self._signing:
            place.pad.canvas.set_pause(self._settings.pause_s)
            place.pad.canvas.set_hand(self._settings.hand)
        self.take_scales()
        self.verify.take_rates()
        self.enrol.take_wanted()

    def take_scales(self) -> None:
        """Take the millimetres of the tablets that were measured."""
        scales = self._settings.scales
        for place in self.all:
            if place.canvas is not None:
                place.canvas.set_scales(scales)
