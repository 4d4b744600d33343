"""`MainWindow`: rail, signers, places, status line; and what goes from one to the other."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QFont, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QVBoxLayout, QWidget

from sigverify.gui.capture.canvas import PenCanvas
from sigverify.gui.curtain import Curtain
from sigverify.gui.desk import Desk
from sigverify.gui.keeping import StoreView
from sigverify.gui.language import tr
from sigverify.gui.listed_signers import ListedSigners
from sigverify.gui.live_scoring import LiveScoring
from sigverify.gui.panels.banner import Banners
from sigverify.gui.panels.lock_page import LockPage
from sigverify.gui.panels.pieces import named, side_splitter
from sigverify.gui.panels.place import Place
from sigverify.gui.panels.rail import Rail
from sigverify.gui.panels.sample_offer import SampleOffer
from sigverify.gui.panels.signer_list import SignerList
from sigverify.gui.panels.signer_window import SIGNER_WINDOW_KEY, SignerWindow
from sigverify.gui.panels.status_line import StatusLine
from sigverify.gui.places import Places
from sigverify.gui.places_at_hand import PlacesAtHand
from sigverify.gui.rights import Rights
from sigverify.gui.services import ModelView, NewsView, Services
from sigverify.gui.settings import WindowSettings
from sigverify.gui.signer_rows import SignerRows
from sigverify.gui.standing_questions import StandingQuestions
from sigverify.gui.store_door import StoreDoor
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import BODY_PX
from sigverify.ink import quality
from sigverify.ink.recording import Recording

LOCK_KEY = "Ctrl+L"


class MainWindow(QMainWindow, PlacesAtHand):
    """The window. It is shown before anything slow is imported; store and model follow from their threads."""

    def __init__(self, services: Services, settings: WindowSettings | None = None) -> None:
        super().__init__()
        self.opens_again = False
        """Whether a person closed it to have it opened anew, in another language."""
        self.settings = settings or WindowSettings()
        self.theme = Theme(self.settings.theme, self)
        self.rights = Rights(self)
        self.setProperty("rights", self.rights)  # a button looks for it in the window that it is shown in
        self.desk = Desk(services, self)
        self.live = LiveScoring(services, self)
        self.places = Places(self.theme, self.desk, self.live, services, self.settings)
        self.signers = SignerList(self.theme)
        self.samples = SampleOffer(self.theme, services)
        self.signers.set_offer(self.samples)
        self.listed = ListedSigners(self.desk, self.signers, self.samples, self)
        self.banners = Banners(self.theme)
        self.signer_window = SignerWindow(self.theme, self.settings)
        self.status = StatusLine(self.theme)
        self.lock_page = LockPage(self.theme)
        self.questions = StandingQuestions(
            *(self.desk, self.banners, self.settings, self.rights),
            *(lambda: self.signers.current, self.signers.holds_signers, self),
        )
        self._rail = Rail(self.theme)
        self._upper = QWidget()
        self._curtain = Curtain(self._laid_out(), self.lock_page, self.settings)
        self.setCentralWidget(self._curtain)
        self.door = StoreDoor(
            self.desk,
            self._curtain,
            self.status,
            self.banners,
            self.rights,
            self.is_signing,
            lambda: self.signers.at,
            self,
        )
        self._size()
        self._connect()
        self.places.setCurrentWidget(self.places.enrol)
        self._take_settings()
        self.theme.dress(self)
        self.go_to("Enrol")
        self.door.open()
        self._at_work = False

    def _laid_out(self) -> QWidget:
        middle = named(QWidget(), "place")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners)
        column.addWidget(self.places, 1)
        split = side_splitter()
        split.addWidget(self.signers)
        split.addWidget(middle)
        split.setStretchFactor(1, 1)
        split.setSizes([240, 960])
        self.settings.restore_splitter("split/signers", split)
        split.splitterMoved.connect(lambda *_: self.settings.save_splitter("split/signers", split))
        whole = named(QWidget(), "window")
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        upper = QHBoxLayout(self._upper)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addWidget(self._rail)
        upper.addWidget(split, 1)
        rows.addWidget(self._upper, 1)
        rows.addWidget(self.status)
        return whole

    def _size(self) -> None:
        self.setWindowTitle("sigverify")
        self.setMinimumSize(QSize(1024, 660))
        font = QFont(self.font())
        font.setPixelSize(BODY_PX)
        font.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(font)
        if not self.settings.restore_window(self):
            self.resize(1280, 800)

    def _connect(self) -> None:
        self._rail.chosen.connect(self.visit)
        QShortcut(QKeySequence("Ctrl+T"), self, self.toggle_look)
        QShortcut(QKeySequence(SIGNER_WINDOW_KEY), self, self.toggle_signer_window)
        QShortcut(QKeySequence(LOCK_KEY), self, self.lock)
        self.door.opened.connect(self._begin)
        self.door.kept.connect(self._take_kept)
        self.door.closing.connect(self.places.interrupt)
        self.door.closed.connect(self._fall_silent)
        self.door.refused.connect(self.places.block)
        self.door.refused.connect(self.signers.show_closed)
        self.door.tried.connect(lambda: self.places.unblock(self.signers.current))
        self.door.told.connect(self._take_news)
        self.door.back.connect(self.questions.look_again)  # what could not be stored meanwhile
        self.questions.signers_changed.connect(self.listed.ask)
        self.listed.added.connect(self.questions.look_again)  # from now on there is something to lose
        self.questions.recovery_wanted.connect(self._make_recovery_key)
        self.listed.told.connect(self._take_signers)
        self.listed.added.connect(self._let_enrol)
        self.signers.chosen.connect(self.places.show_signer)
        self.samples.problem.connect(self.banners.show_fault)
        self.places.built.connect(self._connect_place)
        self.places.arrived.connect(self._arrive)
        self.places.imported.connect(self.theme.prepare)
        self.places.problem.connect(self._show_fault)
        self.places.told.connect(self.banners.show_told)
        self.places.signers_changed.connect(self.listed.ask)
        self.places.journal_changed.connect(self.questions.look_again)
        self.places.ink_changed.connect(self._show_ink)
        self.places.place_wanted.connect(self.visit)
        self.places.lending_wanted.connect(self.toggle_signer_window)
        self.desk.failed.connect(self._show_fault)
        self.live.failed.connect(self._show_fault)
        self.live.ready.connect(self._ask_model)

    @Slot(object)
    def _connect_place(self, place: Place) -> None:
        """Connect what only this place tells; it was built just now."""
        match place.word:
            case "Enrol":
                self.enrol.signer_wanted.connect(self.signers.ask_name)
                self.enrol.signer_changed.connect(self.listed.take_changed)
            case "Verify":
                self.verify.nobody_wanted.connect(lambda: self.signers.choose(""))
            case "Collect":
                self.collect.signer_chosen.connect(self.signers.choose)
            case "Train":
                self.train.model_changed.connect(self._show_model)
                self.train.training_found.connect(self._tell_training)
            case "Review":
                self.review.compare_wanted.connect(self._lay_beside)
            case "Settings":
                self.preferences.changed.connect(self._take_settings)
                self.preferences.opening_again_wanted.connect(self._open_window_again)
                self.preferences.lock_wanted.connect(self.lock)
                self.preferences.kept.connect(self.door.take_kept)
                self.preferences.reminder_changed.connect(self.listed.ask)
        self._mirror(place)

    # --- places ---------------------------------------------------------------------------------------------------

    def place_of(self, word: str) -> Place:
        """Return the place of this word on the rail, made whole now if it is not yet."""
        return self.places.place_of(word)

    @property
    def place(self) -> Place:
        """The place in front."""
        return self.places.front

    @property
    def pad(self) -> PenCanvas | None:
        """The paper in front, if the place has one."""
        return self.places.pad

    def go_to(self, word: str) -> None:
        """Bring a place to the front, whole, however long it takes to make it."""
        self.places.place_of(word)
        self.visit(word)

    @Slot(str)
    def visit(self, word: str) -> None:
        """Let a person go to a place, which comes in a moment where it has to be made yet."""
        if self.place.word != word:
            self.banners.leave_place(self.place.word)
        place = self.places.bring(word)
        self._rail.show_place(word)
        if word == "Train":
            self.banners.clear_news()  # of a training that was stopped: it is told there
        self._arrive(place)

    @Slot(object)
    def _arrive(self, place: Place) -> None:
        if self.signer_window.isVisible():
            self.signer_window.take(place.seat)
        place.enter()

    @Slot()
    def toggle_signer_window(self) -> None:
        """Give the pad in front a window of its own, or have it back."""
        seat = self.place.seat
        if self.signer_window.isVisible():
            self.signer_window.close()
        elif seat is not None and not seat.pad.canvas.is_signing and not self.rights.refusal("store"):
            self.signer_window.open_beside(self)
            self.signer_window.take(seat)

    @Slot(str, int, object)
    def _lay_beside(self, signer_id: str, questioned_id: int, reference_id: int | None) -> None:
        self.listed.turn_to_profile_of(questioned_id)
        self.compare.lay(signer_id, questioned_id, reference_id)
        self.go_to("Compare")
        if self.signers.current is None or self.signers.current.signer_id != signer_id:
            self.signers.choose(signer_id)

    # --- store ----------------------------------------------------------------------------------------------------

    @property
    def is_locked(self) -> bool:
        """Whether nothing is shown but the lock."""
        return self.door.is_locked

    @Slot()
    def is_signing(self) -> bool:
        """Return whether somebody writes on the pad in front."""
        return self.pad is not None and self.pad.is_signing

    def lock(self) -> None:
        """Show nothing of any signer and drop the keys; what is being written is kept in the journal first."""
        self.door.lock()

    @Slot()
    def _begin(self) -> None:
        self.listed.speak()
        self.questions.ask()
        self._seal_old_paths()
        if self.live.is_ready:  # it was asked for in vain while the store was closed
            self._ask_model()

    def _seal_old_paths(self) -> None:
        """Seal what an earlier program kept of paths in the settings, after what a person waits for."""
        specs = self.settings.training_corpora
        if specs is not None:
            forget = self.settings.forget_training_corpora
            self.desk.ask(lambda s: s.seal_training_folders(specs), lambda _: forget())

    @Slot()
    def _fall_silent(self) -> None:
        self.questions.fall_silent()
        self.signer_window.close()
        self.listed.fall_silent()
        self.places.drop()
        self.lock_page.show_training(self.places.is_training)

    @Slot(object)
    def _take_kept(self, store: StoreView) -> None:
        self.places.show_store(store)
        self.questions.show_store(store)

    @Slot()
    def _make_recovery_key(self) -> None:
        self.go_to("Settings")
        self.preferences.make_recovery_key()

    @Slot(object)
    def _take_signers(self, signers: SignerRows) -> None:
        self.places.show_signers(signers)
        current = self.signers.current
        if current is not None:
            self.places.show_signer(current)

    @Slot(object)
    def _take_news(self, news: NewsView) -> None:
        if news.signers is not None:
            self.listed.take(news.signers)
        if news.model is not None:
            self._show_model(news.model)

    @Slot()
    def _let_enrol(self) -> None:
        self.go_to("Enrol")
        self.enrol.pad.canvas.setFocus()

    @Slot(str)
    def _show_fault(self, sentence: str) -> None:
        if not self.is_locked:  # nothing of any signer is said then, and a job that came too late is no fault
            self.banners.show_fault(sentence, self.place.word)

    # --- model, ink, look -----------------------------------------------------------------------------------------

    @Slot()
    def _ask_model(self) -> None:
        self.desk.ask(lambda s: s.model(), self._show_model, self._say_no_model)

    @Slot(object)
    def _show_model(self, model: ModelView) -> None:
        self.status.show_model(tr("Model {name} · {sha256}", name=model.name, sha256=model.sha256[:8]))
        self.places.show_model(model)
        self.places.prepare()
        self.place.enter()

    @Slot(str)
    def _tell_training(self, sentence: str) -> None:
        if self.place.word != "Train":
            self.banners.show_news(
                sentence, [(tr("Go to Train"), partial(self.visit, "Train")), (tr("Later"), lambda: None)]
            )

    def _say_no_model(self, sentence: str) -> None:
        self.status.show_model(tr("No model"))
        self.places.show_absent(sentence)
        if self.status.store_is_open:  # else that is what is said, and the model is asked for once it is open
            self.banners.show_fault(sentence)

    @Slot(object)
    def _show_ink(self, part: Recording) -> None:
        pad = self.pad
        whole = pad.so_far() if pad is not None else None
        recording = whole if whole is not None else part
        found = quality.assess(recording)
        self.status.show_ink(recording, found)
        if self.place.seat is not None:
            self.place.seat.pad.show_quality(found.problems)

    @Slot()
    def toggle_look(self) -> None:
        """Turn from light to dark, or back."""
        choice = "light" if self.theme.tokens.name == "dark" else "dark"
        self.settings.theme = choice  # type: ignore[assignment]  # one of the two
        self.places.show_look(self.settings.theme)
        self.theme.choose(self.settings.theme)

    @Slot()
    def _take_settings(self) -> None:
        self.theme.choose(self.settings.theme)
        self.places.take_settings()
        self._curtain.watch_idleness()
        self._upper.setLayoutDirection(self._direction)
        self._rail.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._rail.show_hand(self.settings.hand)
        self._mirror(self._upper)

    @property
    def _direction(self) -> Qt.LayoutDirection:
        left = self.settings.hand == "left"
        return Qt.LayoutDirection.RightToLeft if left else Qt.LayoutDirection.LeftToRight

    def _mirror(self, whole: QWidget) -> None:
        """Lay the large parts out from the right for a left hand; what is written in them still reads from the left."""
        plain, direction = Qt.LayoutDirection.LeftToRight, self._direction
        for splitter in whole.findChildren(QSplitter):
            splitter.setLayoutDirection(direction)
            splitter.refresh()  # it would wait for the next change of its size
            for part in (splitter.widget(index) for index in range(splitter.count())):
                if part is not None:
                    part.setLayoutDirection(plain)

    @Slot()
    def _open_window_again(self) -> None:
        self.opens_again = True
        self.close()

    # --- the beginning and the end --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and begin to work once that is done: what the threads import would keep the window from appearing."""
        super().paintEvent(event)
        if not self._at_work:
            self._at_work = True
            QTimer.singleShot(0, self._begin_work)

    @Slot()
    def _begin_work(self) -> None:
        if self.isVisible():  # else it was closed meanwhile
            self.desk.start()
            self.live.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the stroke that is being written, stop the training, let the desk finish, end every thread."""
        self.door.close_down()
        self.places.interrupt()
        self.signer_window.close()
        self.settings.save_window(self)
        self.hide()
        self.places.close_down()
        self.samples.close_down()
        self.live.close()
        self.desk.close()
        event.accept()
        super().closeEvent(event)
