"""`Places`: what the rail leads to, one of them in front; and what all of them are told.

A place is imported and built when it is first wanted. All nine take longer than the rest of the window together, and
whoever opens it to sign waits for one.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from sigverify.gui.capture.canvas import PenCanvas
from sigverify.gui.desk import Desk
from sigverify.gui.keeping import StoreView
from sigverify.gui.language import tr
from sigverify.gui.live_scoring import LiveScoring
from sigverify.gui.panels.place import Place
from sigverify.gui.services import ModelView, Services, SignerView
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme, ThemeChoice

if TYPE_CHECKING:
    from sigverify.gui.panels.collect import CollectPlace
    from sigverify.gui.panels.compare import ComparePlace
    from sigverify.gui.panels.enrol import EnrolPlace
    from sigverify.gui.panels.help import HelpPlace
    from sigverify.gui.panels.review import ReviewPlace
    from sigverify.gui.panels.settings_place import SettingsPlace
    from sigverify.gui.panels.tablet import TabletPlace
    from sigverify.gui.panels.train import TrainPlace
    from sigverify.gui.panels.verify import VerifyPlace

_P = TypeVar("_P", bound=Place)

_WANTED_LATER = (
    "plots.styled",  # which imports pyqtgraph, the longest of them: a fifth of a second
    *(f"panels.{name}" for name in ("verify", "compare", "collect", "train", "review", "tablet", "settings_place")),
    "panels.help",
)
"""What places are made of. Each makes classes of Qt, so that the window's thread imports it and no other.

Qt asks widgets for their class without Python's lock, and PySide notes new ones in the table where it looks that up.
"""

_APART_MS = 40
"""From one of them to the next, in which the window lives."""


class Places(QStackedWidget):
    """All places; each is built when it is asked for, and then knows what those before it were told.

    built(Place): there is one more. imported: much was, and stays in memory. problem(str), signers_changed,
    journal_changed, ink_changed(Recording), place_wanted(str): of any place, see `Place`. lending_wanted: the pad in
    front is wanted in a window of its own, or back.
    """

    built = Signal(object)
    imported = Signal()
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
        self._theme, self._desk, self._live, self._services, self._settings = theme, desk, live, services, settings
        self._built: dict[str, Place] = {}
        self._later = list(_WANTED_LATER)
        self._fetching = QTimer(self, interval=_APART_MS)
        self._fetching.timeout.connect(self._fetch_next)
        self._store: StoreView | None = None
        self._signers: Sequence[SignerView] | None = None
        self._signer: SignerView | None = None
        self._model: ModelView | None = None
        self._absent = ""
        self._blocked = False

    def __iter__(self) -> Iterator[Place]:
        """Yield those that are built."""
        return iter(tuple(self._built.values()))

    # --- each of them ---------------------------------------------------------------------------------------------

    @property
    def enrol(self) -> "EnrolPlace":
        """Where references are written."""
        from sigverify.gui.panels.enrol import EnrolPlace

        return self._one(EnrolPlace, lambda: EnrolPlace(self._theme, self._desk, self._settings))

    @property
    def verify(self) -> "VerifyPlace":
        """Where a signature is decided on."""
        from sigverify.gui.panels.verify import VerifyPlace

        return self._one(VerifyPlace, lambda: VerifyPlace(self._theme, self._desk, self._live, self._settings))

    @property
    def compare(self) -> "ComparePlace":
        """Where two signatures are laid along each other."""
        from sigverify.gui.panels.compare import ComparePlace

        return self._one(ComparePlace, lambda: ComparePlace(self._theme, self._desk, self._settings))

    @property
    def collect(self) -> "CollectPlace":
        """Where signatures are gathered and labelled."""
        from sigverify.gui.panels.collect import CollectPlace

        return self._one(CollectPlace, lambda: CollectPlace(self._theme, self._desk, self._settings))

    @property
    def train(self) -> "TrainPlace":
        """Where a model is learnt."""
        from sigverify.gui.panels.train import TrainPlace

        return self._one(TrainPlace, lambda: TrainPlace(self._theme, self._desk, self._services, self._settings))

    @property
    def review(self) -> "ReviewPlace":
        """Where decisions are looked through."""
        from sigverify.gui.panels.review import ReviewPlace

        return self._one(ReviewPlace, lambda: ReviewPlace(self._theme, self._desk, self._settings))

    @property
    def tablet(self) -> "TabletPlace":
        """Where a tablet is tried."""
        from sigverify.gui.panels.tablet import TabletPlace

        return self._one(TabletPlace, lambda: TabletPlace(self._theme, self._desk, self._settings))

    @property
    def preferences(self) -> "SettingsPlace":
        """Where the window, the store and its operators are set up."""
        from sigverify.gui.panels.settings_place import SettingsPlace

        return self._one(SettingsPlace, lambda: SettingsPlace(self._theme, self._desk, self._settings))

    @property
    def help(self) -> "HelpPlace":
        """Where all of it is told."""
        from sigverify.gui.panels.help import HelpPlace

        return self._one(HelpPlace, lambda: HelpPlace(self._theme, self._desk, self._settings))

    def place(self, word: str) -> Place:
        """Return the place of this word on the rail."""
        return cast(Place, getattr(self, {"Settings": "preferences"}.get(word, word.lower())))

    def _one(self, kind: type[_P], make: Callable[[], _P]) -> _P:
        known = self._built.get(kind.word)
        if known is None:
            known = self._built[kind.word] = make()
            self._take_in(known)
        return cast(_P, known)

    def _take_in(self, place: Place) -> None:
        """Lay a new place behind the others, and tell it what they were told before."""
        self.addWidget(place)
        place.problem.connect(self.problem)
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

    @property
    def are_imported(self) -> bool:
        """Whether all that places are made of is there."""
        return not self._later

    def fetch(self) -> None:
        """Import one after the other what places are made of, so that nobody waits for it on a first visit."""
        if self._later:
            self._fetching.start()

    @Slot()
    def _fetch_next(self) -> None:
        pad = self.pad
        if pad is not None and pad.is_signing:
            return  # ink does not wait
        import_module(f"sigverify.gui.{self._later.pop(0)}")
        if not self._later:
            self._fetching.stop()
            self.imported.emit()

    @property
    def front(self) -> Place:
        """The place in front."""
        return cast(Place, self.currentWidget())

    @property
    def pad(self) -> PenCanvas | None:
        """The paper in front, if the place has one."""
        return self.front.canvas

    @property
    def is_training(self) -> bool:
        """Whether a training runs."""
        return "Train" in self._built and self.train.is_training

    def bring(self, word: str) -> Place:
        """Bring the place of this word to the front. Help opens at the page of the place that was there before."""
        place = self.place(word)
        before = self.front
        if word == "Help" and before is not place:
            self.help.open_page(before.help_page)
        before.interrupt()
        self.setCurrentWidget(place)
        return place

    # --- what all are told ----------------------------------------------------------------------------------------

    def show_signer(self, signer: SignerView | None) -> None:
        """Turn to another signer, or to none."""
        self._signer = signer
        for place in self:
            place.show_signer(signer)

    def show_signers(self, signers: Sequence[SignerView]) -> None:
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
        self._fetching.stop()
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
        if lies_there:
            _ = self.train  # which looks at it, and tells of it

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

    def _tell_signers(self, place: Place, signers: Sequence[SignerView]) -> None:
        if place.word == "Verify":
            self.verify.show_enrolled(sum(signer.reference_count > 0 for signer in signers))
        elif place.word == "Review":
            self.review.show_signers(signers)

    def _tell_store(self, place: Place, store: StoreView) -> None:
        if place.word == "Settings":
            self.preferences.show_store(store)


def import_all() -> None:
    """Import all that places are made of, on the window's thread."""
    for name in _WANTED_LATER:
        import_module(f"sigverify.gui.{name}")
