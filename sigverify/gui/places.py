"""`Places`: what the rail leads to, one of them in front; and what all of them are told.

All nine take longer to import and to make than the rest of the window together, and whoever opens it to sign waits for
one. So the others are made in slices once the window can decide; nobody tells them anything before they are wanted.
"""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from sigverify.gui.capture.canvas import PenCanvas
from sigverify.gui.desk import Desk
from sigverify.gui.importing import import_plain
from sigverify.gui.keeping import StoreView
from sigverify.gui.language import tr
from sigverify.gui.live_scoring import LiveScoring
from sigverify.gui.panels.coming import ComingPlace
from sigverify.gui.panels.place import Place
from sigverify.gui.place_making import PLACES, made_in_steps
from sigverify.gui.places_at_hand import PlacesAtHand
from sigverify.gui.services import ModelView, Services, SignerView
from sigverify.gui.settings import WindowSettings
from sigverify.gui.signer_rows import SignerRows
from sigverify.gui.slices import Slices
from sigverify.gui.theme import Theme, ThemeChoice
from sigverify.gui.workers.worker import WorkerThread


class Places(QStackedWidget, PlacesAtHand):
    """All places; each is told when it is first wanted what those before it were told, and made then unless it is.

    built(Place): one more was wanted. arrived(Place): one that a person waited for is in front. imported: much was, and
    stays in memory. problem(str), told(str), signers_changed,
    journal_changed, ink_changed(Recording), place_wanted(str): of any place, see `Place`. lending_wanted: the pad in
    front is wanted in a window of its own, or back.
    """

    built = Signal(object)
    arrived = Signal(object)
    imported = Signal()
    problem = Signal(str)
    told = Signal(str)
    signers_changed = Signal()
    journal_changed = Signal()
    ink_changed = Signal(object)
    place_wanted = Signal(str)
    lending_wanted = Signal()

    def __init__(
        self, theme: Theme, desk: Desk, live: LiveScoring, services: Services, settings: WindowSettings
    ) -> None:
        super().__init__()
        self._theme, self._desk, self._live, self._services, self._settings = theme, desk, live, services, settings
        self._built: dict[str, Place] = {}
        self._ready: dict[str, Place] = {}
        self._wanted: set[str] = set()
        self._slices = Slices(lambda: self.pad is not None and self.pad.is_signing, self)
        self._slices.done.connect(self._take_ready)
        self._coming = ComingPlace(theme, desk, settings)
        self.addWidget(self._coming)
        self._importing: WorkerThread | None = None
        self._store: StoreView | None = None
        self._signers: SignerRows | None = None
        self._signer: SignerView | None = None
        self._model: ModelView | None = None
        self._absent = ""
        self._blocked = False
        self._page = "index"
        """Of the help, where a person was last."""

    def __iter__(self) -> Iterator[Place]:
        """Yield those that are built."""
        return iter(tuple(self._built.values()))

    def place_of(self, word: str) -> Place:
        """Return the place of this word on the rail, made whole now if it is not yet."""
        if word not in self._built:
            if word not in self._ready:
                self._put(word)
                self._slices.finish(word)
            if word not in self._built:  # else it was waited for
                self._take_in(word)
        return self._built[word]

    def _put(self, word: str) -> None:
        if word not in self._slices.waiting:
            self._slices.put(word, self._make(word))

    def _make(self, word: str) -> Iterator[None]:
        means = (self._theme, self._desk, self._settings, self._live, self._services)
        self._ready[word] = yield from made_in_steps(word, self, *means)

    @Slot(str)
    def _take_ready(self, word: str) -> None:
        """Take in a place that somebody waits for; the others stay as they are until they are wanted."""
        if word in self._wanted:
            self._take_in(word)
        if self.are_ready:
            self.imported.emit()

    def _take_in(self, word: str) -> None:
        """Count a place among the others, tell it what they were told before, and show it to who waits for it."""
        place = self._built[word] = self._ready.pop(word)
        self._wanted.discard(word)
        place.problem.connect(self.problem)
        place.told.connect(self.told)
        place.signers_changed.connect(self.signers_changed)
        place.journal_changed.connect(self.journal_changed)
        place.ink_changed.connect(self.ink_changed)
        place.place_wanted.connect(self.place_wanted)
        if place.seat is not None:
            place.seat.lending_wanted.connect(self.lending_wanted)
        if place.word == "Tablet":
            self.tablet.scales_changed.connect(self.take_scales)
        elif place.word == "Train":
            self.train.imported.connect(self.imported)
        self._settle(place)
        self.built.emit(place)
        if self._store is not None:
            self._tell_store(place, self._store)
        if self._signers is not None:
            self._tell_signers(place, self._signers)
        if self._signer is not None:
            place.show_signer(self._signer)
        if self._model is not None:
            place.show_model(self._model)
        if self._absent and place.word == "Train":
            self.train.show_absent(self._absent)
        if self._blocked:
            self._block(place)
        if self.front is self._coming and self._coming.word == word:
            self._show(place)
            self.arrived.emit(place)

    @property
    def are_ready(self) -> bool:
        """Whether all of them were made, so that each can be shown at once."""
        return len(self._built) + len(self._ready) == len(PLACES)

    def prepare(self) -> None:
        """Make one after the other, so that nobody waits on a first visit; once only."""
        if self._importing is None:
            self._importing = WorkerThread("places", lambda _: import_plain(), self)
            self._importing.worker.finished.connect(self._make_all)
            self._importing.worker.failed.connect(self.problem)
            self._importing.start()

    @Slot()
    def _make_all(self) -> None:
        for word in PLACES:
            if word not in self._built and word not in self._ready:
                self._put(word)

    @property
    def front(self) -> Place:
        """The place in front."""
        return cast(Place, self.currentWidget())

    @property
    def pad(self) -> PenCanvas | None:
        """The paper in front, if the place has one."""
        front = self.currentWidget()
        return front.canvas if isinstance(front, Place) else None

    @property
    def is_training(self) -> bool:
        """Whether a training runs."""
        return "Train" in self._built and self.train.is_training

    def bring(self, word: str) -> Place:
        """Bring the place of this word to the front, or what stands for it until it is there; then `arrived` comes.

        Help opens at the page of the place that was there before.
        """
        before = self.front
        before.interrupt()
        if before is not self._coming and before.word != word:
            self._page = before.help_page
        self._wanted.discard(self._coming.word)
        if word in self._built or word in self._ready:
            self._show(self.place_of(word))
        else:
            self._coming.await_place(word)
            self.setCurrentWidget(self._coming)
            self._want(word)
        return self.front

    def _show(self, place: Place) -> None:
        self._coming.word = ""
        if place.word == "Help" and self.front is not place:
            self.help.open_page(self._page)
        self.setCurrentWidget(place)

    def _want(self, word: str) -> None:
        self._wanted.add(word)
        self._put(word)
        self._slices.hurry(word)

    # --- what all are told ----------------------------------------------------------------------------------------

    def show_signer(self, signer: SignerView | None) -> None:
        """Turn to another signer, or to none."""
        self._signer = signer
        for place in self:
            place.show_signer(signer)

    def show_signers(self, signers: SignerRows) -> None:
        """Take note of who there is."""
        self._signers = signers
        for place in self:
            self._tell_signers(place, signers)

    def show_store(self, store: StoreView) -> None:
        """Take note of how the store is kept."""
        self._store = store
        for place in self:
            self._tell_store(place, store)

    def show_look(self, choice: ThemeChoice) -> None:
        """Take note that another look was chosen elsewhere."""
        if "Settings" in self._built:
            self.preferences.show_look(choice)

    def show_absent(self, sentence: str) -> None:
        """Say why nothing can be trained; '' while that is on its way."""
        self._absent = sentence
        if "Train" in self._built:
            self.train.show_absent(sentence)

    def show_model(self, model: ModelView) -> None:
        """Take note of the model in use."""
        first, self._model, self._absent = self._model is None, model, ""
        for place in self:
            place.show_model(model)
        if first and "Train" not in self._built:
            self._desk.ask(lambda services: services.training_lies_there(), self._tell_of_training)

    def interrupt(self) -> None:
        """End a stroke that is being written, and keep it."""
        for place in self:
            place.interrupt()

    def drop(self) -> None:
        """Forget all of any signer: the store is locked."""
        self._signer, self._signers = None, None
        for place in self:
            place.drop()

    def close_down(self) -> None:
        """End what the places run; the window closes."""
        self._slices.close()
        if self._importing is not None:
            self._importing.wait()
        for place in self:
            place.close_down()

    def block(self) -> None:
        """Take no ink and train nothing: there is no store to keep it in."""
        self._blocked = True
        for place in self:
            self._block(place)
        self.show_absent(tr("The store is not open."))

    def unblock(self, signer: SignerView | None) -> None:
        """Take ink of `signer` again."""
        self._blocked, self._signer = False, signer
        for place in self:
            if place.keeps_ink:
                place.show_signer(signer)
        self.show_absent("")

    def take_settings(self) -> None:
        """Do as the settings say."""
        for place in self:
            self._settle(place)

    @Slot()
    def take_scales(self) -> None:
        """Take the millimetres of the tablets that were measured."""
        for place in self:
            if place.canvas is not None:
                place.canvas.set_scales(self._settings.scales)

    def _tell_of_training(self, lies_there: bool) -> None:
        if lies_there and "Train" in self._ready:
            _ = self.train  # which looks at it, and tells of it
        elif lies_there and "Train" not in self._built:
            self._want("Train")

    def _settle(self, place: Place) -> None:
        if place.canvas is not None:
            place.canvas.set_scales(self._settings.scales)
            if place.keeps_ink:
                place.canvas.set_pause(self._settings.pause_s)
                place.canvas.set_hand(self._settings.hand)
        if place.word == "Verify":
            self.verify.take_rates()
        elif place.word == "Enrol":
            self.enrol.take_wanted()

    def _block(self, place: Place) -> None:
        if place.keeps_ink and place.canvas is not None:
            place.canvas.block(tr("The store is not open, so ink could not be kept."))

    def _tell_signers(self, place: Place, signers: SignerRows) -> None:
        if place.word == "Verify":
            self.verify.show_enrolled(signers.enrolled)
        elif place.word == "Review":
            self.review.show_signers(signers)
        elif place.word == "Collect":
            self.collect.show_signers(signers)

    def _tell_store(self, place: Place, store: StoreView) -> None:
        if place.word == "Settings":
            self.preferences.show_store(store)
