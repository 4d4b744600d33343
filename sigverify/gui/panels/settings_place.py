"""Settings: the pause after the last stroke, errors, attempts and references, look, hand, language."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QRadioButton, QSlider, QSpinBox, QVBoxLayout, QWidget

from sigverify.gui.desk import Desk
from sigverify.gui.enrolling import FEWEST_REFERENCES
from sigverify.gui.keeping import StoreView
from sigverify.gui.language import SYSTEM, languages, tr
from sigverify.gui.panels.operators_card import OperatorsCard
from sigverify.gui.panels.pieces import Button, card, label, row
from sigverify.gui.panels.place import Place
from sigverify.gui.panels.protection import Protection
from sigverify.gui.panels.reading_page import ReadingPage
from sigverify.gui.panels.retention_card import RetentionCard
from sigverify.gui.panels.role_notice import RoleNotice
from sigverify.gui.panels.setting_boxes import ATTEMPTS, MINUTES, RATE_CHOICES, number_box, rate_box
from sigverify.gui.panels.store_choice import StoreChoice
from sigverify.gui.services import ModelView, SignerView
from sigverify.gui.settings import PAUSE_RANGE_S, Hand, WindowSettings
from sigverify.gui.theme import Theme, ThemeChoice
from sigverify.gui.tokens import GAP_AROUND, GAP_BETWEEN, HIT_PX
from sigverify.gui.words import counted
from sigverify.sentences import said
from sigverify.verification.attempts import AttemptLimit
from sigverify.verification.lines import MOST_REFERENCES, AskedRates

_STEPS_A_SECOND = 10
_READABLE_PX = 640
_TWO_COLUMNS_PX = 1160
_AROUND_KEY_PX = 120


_LOOKS: dict[ThemeChoice, str] = {"system": said("As the desktop is"), "light": said("Light"), "dark": said("Dark")}
_HANDS: dict[Hand, str] = {"right": said("Right"), "left": said("Left: the window is mirrored")}


class SettingsPlace(Place):
    """changed: something was set; it is remembered already.

    opening_again_wanted: in another language, or on another store. reminder_changed: when references count as old was.
    kept(StoreView): the store is kept otherwise. lock_wanted: it is to be locked now.
    """

    word = said("Settings")
    help_page = "settings"

    changed = Signal()
    opening_again_wanted = Signal()
    reminder_changed = Signal()
    kept = Signal(object)
    lock_wanted = Signal()

    def __init__(self, theme: Theme, desk: Desk, settings: WindowSettings) -> None:
        super().__init__(theme, desk, settings)

    def build(self) -> Iterator[None]:
        """Make the parts, in steps."""
        theme, desk, settings = self.theme, self.desk, self.settings
        self._pause_words = label("", "muted")
        self.pause = QSlider(Qt.Orientation.Horizontal)
        self.pause.setRange(*(round(limit * _STEPS_A_SECOND) for limit in PAUSE_RANGE_S))
        self.pause.setPageStep(5)
        self.pause.setMinimumHeight(HIT_PX)
        self.pause.setAccessibleName(tr("Pause after the last stroke, in tenths of a second"))
        self.pause.setValue(round(settings.pause_s * _STEPS_A_SECOND))
        self._say_pause()
        self.pause.valueChanged.connect(self._set_pause)
        rates = settings.rates
        self.false_matches = rate_box(tr("forgeries accepted"), rates.false_matches)
        self.false_non_matches = rate_box(tr("genuine signatures refused"), rates.false_non_matches)
        self._carried = label("", "small", wrap=True)
        for box in (self.false_matches, self.false_non_matches):
            box.currentIndexChanged.connect(self._set_rates)
        yield
        self.attempts = number_box(
            tr("Signatures that may be tried"),
            {most: counted(most, "attempt") if most else tr("Any number of attempts") for most in ATTEMPTS},
        )
        self.minutes = number_box(
            tr("Time within which attempts count"), {minutes: tr(words) for minutes, words in MINUTES.items()}
        )
        self._limit: AttemptLimit | None = None
        self._limit_told = False
        for box in (self.attempts, self.minutes):
            box.activated.connect(self._set_limit)
        self.reminder = QSpinBox(minimum=0, maximum=120, suffix=tr(" months"))
        self.reminder.setSpecialValueText(tr("Never"))
        self.reminder.setMinimumHeight(HIT_PX)
        self.reminder.setMaximumWidth(160)
        self.reminder.setKeyboardTracking(False)
        self.reminder.setAccessibleName(tr("Months after which references count as old"))
        self.reminder.valueChanged.connect(self._set_reminder)
        self.not_limit, self.not_reminder = (RoleNotice(theme, "administer", self) for _ in range(2))
        for notice in (self.not_limit, self.not_reminder):
            notice.changed.connect(self._enable)
        self._enable()
        self.wanted = QSpinBox(minimum=FEWEST_REFERENCES, maximum=MOST_REFERENCES, suffix=tr(" references"))
        self.wanted.setMinimumHeight(HIT_PX)
        self.wanted.setMaximumWidth(160)
        self.wanted.setValue(settings.references_wanted)
        self.wanted.setAccessibleName(tr("References asked of a new signer"))
        self.wanted.valueChanged.connect(self._set_wanted)
        for number in (self.reminder, self.wanted):
            number.lineEdit().setTextMargins(7, 0, 0, 0)  # the style sheet's padding does not reach the text
        yield
        self._looks = self._choices(
            [tr(look) for look in _LOOKS.values()], list(_LOOKS).index(settings.theme), self._set_look
        )
        self._hands = self._choices(
            [tr(hand) for hand in _HANDS.values()], list(_HANDS).index(settings.hand), self._set_hand
        )
        self._languages = {SYSTEM: tr("As the desktop is")} | languages()
        chosen = settings.language if settings.language in self._languages else SYSTEM
        self._spoken = chosen
        self._language_buttons = self._choices(
            list(self._languages.values()), list(self._languages).index(chosen), self._set_language
        )
        self._again = Button(
            theme,
            tr("Open the window again"),
            role="primary",
            tip=tr("Close the window and open it in the language that is chosen; ink on the pad is kept"),
        )
        self._again.clicked.connect(self.opening_again_wanted)
        self._later = label(tr("The language changes when sigverify is opened again."), "muted", wrap=True)
        self._tell_language()
        yield
        self.protection = Protection(theme, desk, settings)
        yield
        self.store = StoreChoice(theme, desk, settings)
        self.store.opening_again_wanted.connect(self.opening_again_wanted)
        yield
        self.operators = OperatorsCard(theme, desk)
        self.retention = RetentionCard(theme, desk)
        self.protection.kept.connect(self.kept)
        self.protection.lock_wanted.connect(self.lock_wanted)
        self.protection.changed.connect(self.changed)
        self.operators.kept.connect(self.kept)
        self.retention.changed.connect(self._tell_retention)
        yield
        of_window = (
            card(
                row(label(tr("Pause"), "heading"), 1, self._pause_words),
                label(tr("A signature is taken for finished so long after the pen was lifted."), "muted", wrap=True),
                self.pause,
            ),
            card(
                label(tr("Errors"), "heading"),
                label(
                    tr("How strict decisions are. The fewer errors are allowed, the more signatures are referred."),
                    "muted",
                    wrap=True,
                ),
                self.false_matches,
                self.false_non_matches,
                self._carried,
            ),
            card(
                label(tr("Attempts"), "heading"),
                label(
                    tr(
                        "How many signatures that are not accepted may be tried for one signer before a person "
                        "decides. It holds at every desk of this store."
                    ),
                    "muted",
                    wrap=True,
                ),
                self.attempts,
                self.minutes,
                self.not_limit,
            ),
            card(
                label(tr("References"), "heading"),
                label(
                    tr("Signatures drift with the years. Remind of references that are older than this:"),
                    "muted",
                    wrap=True,
                ),
                self.reminder,
                self.not_reminder,
                label(tr("Ask a new signer for:"), "muted", wrap=True),
                self.wanted,
            ),
            card(label(tr("Look"), "heading"), *self._looks),
            card(label(tr("Hand that writes"), "heading"), *self._hands),
            card(
                # its English name too, for who cannot read the language that is in force
                label(
                    tr("Language") if tr("Language") == "Language" else f"{tr('Language')} · Language",
                    "heading",
                ),
                *self._language_buttons,
                self._later,
                row(self._again, 1),
            ),
        )
        of_store = (self.store.frame, *self.protection.frames, self.retention.frame, self.operators.frame)
        yield from self._lay_out(of_window, of_store)

    def _lay_out(self, *columns: Sequence[QWidget]) -> Iterator[None]:
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(GAP_AROUND, GAP_AROUND, GAP_AROUND, GAP_AROUND)
        column.setSpacing(GAP_BETWEEN)
        column.addWidget(label(tr("Settings"), "title"))
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(GAP_BETWEEN)
        column.addLayout(self._columns)
        column.addStretch(1)
        self._page = ReadingPage(self._whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)
        self._fit()
        for frames in columns:
            under = QVBoxLayout()
            under.setSpacing(GAP_BETWEEN)
            self._columns.addLayout(under, 1)
            for frame in frames:
                under.addWidget(frame)
                yield
            under.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set what is of the window beside what is of the store where there is room for both."""
        super().resizeEvent(event)
        if self.layout() is not None:  # a window may be resized before all its places are made
            self._fit()

    def _fit(self) -> None:
        wide, directions = self.width() >= _TWO_COLUMNS_PX, QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        columns = 2 if wide else 1
        self._whole.setMaximumWidth(columns * _READABLE_PX + (columns - 1) * GAP_BETWEEN + 2 * GAP_AROUND)

    def show_end(self) -> None:
        """Scroll to what stands last."""
        bar = self._page.verticalScrollBar()
        bar.setValue(bar.maximum())

    def show_store(self, store: StoreView) -> None:
        """Show where and how the store is kept."""
        self.store.show_store(store)
        self.protection.show_store(store)
        self.operators.show_store(store)

    def show_signer(self, signer: SignerView | None) -> None:
        """Show until when a signer's signatures are kept."""
        self.retention.show_signer(signer)

    def make_recovery_key(self) -> None:
        """Show a new recovery key where it can be seen."""
        self.protection.make_recovery_key()
        QTimer.singleShot(0, self._show_recovery_key)  # when it has its place

    @Slot()
    def _show_recovery_key(self) -> None:
        for part in (self.protection.keep, self.protection.shown):  # the key itself in any case
            self._page.ensureWidgetVisible(part, 0, _AROUND_KEY_PX)

    def drop(self) -> None:
        """Forget what was typed and who was shown; the store is locked."""
        self.protection.drop()
        self.operators.drop()
        self.retention.drop()

    @Slot()
    def _tell_retention(self) -> None:
        self.signers_changed.emit()
        self.desk.ask(lambda s: s.keeping(), self.kept.emit)

    def show_model(self, model: ModelView) -> None:
        """Say which error rates the model in use carries."""
        self._carried.setText(model.lines_words)

    def enter(self) -> None:
        """Ask the store for what another desk may have changed: attempts allowed, the reminder, whose day has come."""
        self.retention.refresh()
        self.desk.ask(lambda services: services.attempt_limit(), self._show_limit, self._say_limit_unknown)
        self.desk.ask(lambda services: services.reminder(), self._show_reminder, lambda _: None)

    def _show_limit(self, limit: AttemptLimit) -> None:
        self._limit = limit
        for box, number, words in (
            (self.attempts, limit.most, counted(limit.most, "attempt")),
            (self.minutes, limit.minutes, tr("within {minutes} minutes", minutes=limit.minutes)),
        ):
            place = box.findData(number)
            if place < 0:  # set from elsewhere
                box.addItem(words, number)
                place = box.count() - 1
            box.setCurrentIndex(place)
        self._limit_told = True
        self._enable()

    @Slot()
    def _enable(self) -> None:
        """Let be changed what the store has told and whoever is signed in may set."""
        self.attempts.setEnabled(self._limit_told and not self.not_limit.refused)
        self.minutes.setEnabled(self.attempts.isEnabled() and (self._limit is None or self._limit.most > 0))
        self.reminder.setEnabled(not self.not_reminder.refused)

    def _say_limit_unknown(self, sentence: str) -> None:
        self._limit, self._limit_told = None, True  # a damaged setting is mended by another choice
        self._enable()
        self.problem.emit(sentence)

    @Slot()
    def _set_limit(self) -> None:
        limit = AttemptLimit(most=self.attempts.currentData(), minutes=self.minutes.currentData())
        if limit == self._limit:
            return
        self.desk.ask(
            lambda services: services.set_attempt_limit(limit),
            lambda _: self._show_limit(limit),
            self._say_unkept,
        )

    def _say_unkept(self, sentence: str) -> None:
        self.problem.emit(sentence)
        self.enter()

    def _show_reminder(self, months: int) -> None:
        blocked = self.reminder.blockSignals(True)
        self.reminder.setValue(months)
        self.reminder.blockSignals(blocked)

    @Slot(int)
    def _set_reminder(self, months: int) -> None:
        self.desk.ask(
            lambda services: services.set_reminder(months),
            lambda _: self.reminder_changed.emit(),
            self._say_unkept,
        )

    @Slot(int)
    def _set_wanted(self, count: int) -> None:
        self.settings.references_wanted = count
        self.changed.emit()

    def show_look(self, choice: ThemeChoice) -> None:
        """Mark the look that was chosen elsewhere."""
        self._looks[list(_LOOKS).index(choice)].setChecked(True)

    def _choices(self, words: list[str], chosen: int, take: Callable[[int], None]) -> list[QRadioButton]:
        group = QButtonGroup(self)
        buttons = []
        for number, shown in enumerate(words):
            button = QRadioButton(shown)
            button.setMinimumHeight(HIT_PX)
            button.setChecked(number == chosen)
            button.setAccessibleName(shown)
            group.addButton(button, number)
            buttons.append(button)
        group.idClicked.connect(take)
        return buttons

    @Slot(int)
    def _set_pause(self, tenths: int) -> None:
        self.settings.pause_s = tenths / _STEPS_A_SECOND
        self._say_pause()
        self.changed.emit()

    def _say_pause(self) -> None:
        self._pause_words.setText(tr("{seconds:.1f} s", seconds=self.pause.value() / _STEPS_A_SECOND))

    @Slot(int)
    def _set_rates(self, _number: int) -> None:
        self.settings.rates = AskedRates(
            false_matches=RATE_CHOICES[self.false_matches.currentIndex()],
            false_non_matches=RATE_CHOICES[self.false_non_matches.currentIndex()],
        )
        self.changed.emit()

    @Slot(int)
    def _set_look(self, number: int) -> None:
        self.settings.theme = list(_LOOKS)[number]
        self.changed.emit()

    @Slot(int)
    def _set_language(self, number: int) -> None:
        self.settings.language = list(self._languages)[number]
        self._tell_language()

    def _tell_language(self) -> None:
        """Say that another language waits for the window to be opened again, and offer it."""
        for widget in (self._later, self._again):
            widget.setVisible(self.settings.language != self._spoken)

    @Slot(int)
    def _set_hand(self, number: int) -> None:
        self.settings.hand = list(_HANDS)[number]
        self.changed.emit()
