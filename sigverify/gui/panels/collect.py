"""Collect: signatures are written for the corpus, each with what it is, and what was collected is looked through."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sigverify.gui.capture.presence import BROKEN_OFF
from sigverify.gui.desk import CaptureTicket, Desk
from sigverify.gui.language import tr
from sigverify.gui.panels.capture_review import CaptureReview
from sigverify.gui.panels.collect_plan import CollectPlan
from sigverify.gui.panels.collected_signatures import CollectedSignatures
from sigverify.gui.panels.collection_table import CollectionTable
from sigverify.gui.panels.corpus_transfer import CorpusTransfer
from sigverify.gui.panels.forgery_target import ForgeryTarget
from sigverify.gui.panels.pieces import Button, SidePanel, label, row, rule
from sigverify.gui.panels.place import Place
from sigverify.gui.panels.role_notice import RoleNotice
from sigverify.gui.panels.signer_window import PadSeat
from sigverify.gui.panels.signing_pad import SigningPad, whom
from sigverify.gui.panels.waiting_signatures import WaitingSignatures
from sigverify.gui.services import SignatureView, SignerView
from sigverify.gui.settings import WindowSettings
from sigverify.gui.signer_rows import SignerRows
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_SMALL, GAP_WITHIN
from sigverify.gui.words import counted
from sigverify.ink.recording import Recording
from sigverify.sentences import said

_NO_SIGNER = said("Choose a signer in the list, whose signatures are to be collected.")
_NO_TARGET = said("There is no genuine signature to imitate yet. Collect genuine ones first.")
_ANSWER = said("Keep or discard the last one first.")


class CollectPlace(Place):
    """The pad, for a forgery the target above it; under it what is there; beside it what is collected.

    signer_chosen(str): a signer was opened in the table.
    """

    word = said("Collect")
    help_page = "collect"
    keeps_ink = True

    signer_chosen = Signal(str)

    def __init__(self, theme: Theme, desk: Desk, settings: WindowSettings) -> None:
        super().__init__(theme, desk, settings)
        self._signer: SignerView | None = None
        self._pending: tuple[CaptureTicket, Recording, bool] | None = None

    def build(self) -> Iterator[None]:
        """Make the parts, in steps."""
        theme, desk, settings = self.theme, self.desk, self.settings
        self.pad = SigningPad(theme, desk, "collected", settings.pause_s)
        self.seat = PadSeat(theme, self.pad)
        yield
        self.target = ForgeryTarget(theme)
        self.table = CollectionTable(theme, desk)
        self.signatures = CollectedSignatures(theme, desk)
        yield
        self.waiting = WaitingSignatures(theme, desk)
        self.review = CaptureReview(theme)
        self.plan = CollectPlan(theme)
        yield
        self.transfer = CorpusTransfer(theme, desk)
        yield
        self._state = label("", wrap=True)
        self._state.setAccessibleName(tr("State of the collection"))
        middle = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        side = SidePanel(tr("What is collected"))
        pages = self._pages()
        for part, share in ((self.target, 2), (self.seat, 3), (pages, 3)):
            middle.addWidget(part)
            middle.setStretchFactor(middle.count() - 1, share)
        middle.setSizes([170, 270, 240])
        self.lay_out(middle, side, (680, 300))
        yield
        for page in (self.table, self.signatures, self.waiting):
            self._stack.addWidget(page)
        yield
        self._fill(side)
        yield
        self.setAcceptDrops(True)
        self._connect()
        self.open_page(0)
        self.show_signer(None)

    def _pages(self) -> QWidget:
        self._page_buttons = [
            Button(self.theme, words, role="page", tip=tip)
            for words, tip in (
                (tr("All signers"), tr("How much there is of each signer")),
                (tr("Signatures"), tr("Signatures of the chosen signer: change labels, discard")),
                (tr("To label"), tr("Verified signatures that wait for a person's word")),
            )
        ]
        self._stack = QStackedWidget()
        for number, button in enumerate(self._page_buttons):
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, known=number: self.open_page(known))
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addWidget(row(*self._page_buttons, 1, gap=GAP_SMALL))
        column.addWidget(self._stack, 1)
        lower.setMinimumHeight(150)
        return lower

    def _fill(self, side: SidePanel) -> None:
        for widget in (RoleNotice(self.theme, "train", self), self.review, self.plan, self._state):
            side.column.addWidget(widget)
        side.column.addStretch(1)
        side.column.addWidget(rule())
        side.column.addSpacing(GAP_WITHIN)
        side.column.addWidget(self.transfer)

    def _connect(self) -> None:
        self.pad.begun.connect(self._begin)
        self.pad.canvas.pen_lost.connect(self._say_broken_off)
        self.pad.signature_ready.connect(self._review)
        self.pad.cleared.connect(self._say_state)
        self.pad.ink_changed.connect(self.ink_changed)
        self.pad.problem.connect(self.problem)
        self.pad.tablet_wanted.connect(lambda: self.place_wanted.emit("Tablet"))
        self.review.kept.connect(self._keep)
        self.review.discarded.connect(self._discard)
        self.plan.changed.connect(self._say_state)
        self.plan.practise_toggled.connect(self._say_state)
        self.plan.wanted.valueChanged.connect(self._say_state)
        self.plan.session.textChanged.connect(self._say_state)
        self.target.replayed.connect(self.plan.note_replay)
        self.table.opened.connect(self._open_signer)
        self.table.shown.connect(self._show_collection)
        self.table.problem.connect(self.problem)
        self.transfer.import_wanted.connect(self._import)
        self.transfer.export_wanted.connect(self._export)
        for part in (self.signatures, self.waiting, self.transfer):
            part.problem.connect(self.problem)
            part.changed.connect(self._refresh)
        # Where the pad has the keys, and nowhere else: Enter on a button presses that button.
        self._answers = [
            QShortcut(QKeySequence(key), self.pad.canvas, act, context=Qt.ShortcutContext.WidgetShortcut)
            for key, act in (("Return", self._keep), ("Enter", self._keep), ("Esc", self._discard))
        ]
        for answer in self._answers:
            answer.setAutoRepeat(False)

    # --- what the window tells ------------------------------------------------------------------------------------

    def show_signer(self, signer: SignerView | None) -> None:
        """Turn to another signer. What was not answered for stays in the journal."""
        changed = (signer.key if signer else None) != (self._signer.key if self._signer else None)
        set_aside = changed and (self.pad.canvas.is_signing or self._pending is not None)
        self._signer = signer
        if changed:
            self._pending = None
            self.signatures.settle()
            self.signatures.show_signatures(())
            self.target.show_genuine(())
        self.pad.turn_to(*whom(signer))
        self.plan.show_signer(signer)
        self._show_row()
        self._say_state()
        if changed and self.isVisible():
            self._refresh()
        if set_aside:
            self.journal_changed.emit()

    def show_signers(self, signers: SignerRows) -> None:
        """Take note of who is there."""
        self.table.show_signers(signers)

    def enter(self) -> None:
        """Fetch anew what other places may have changed."""
        self._refresh()
        self.waiting.refresh()

    def drop(self) -> None:
        """Forget signatures, signers and forgers, and what could be undone."""
        self.show_signer(None)
        self.pad.drop()
        for part in (self.review, self.waiting, self.plan, self.transfer):
            part.drop()
        self.table.drop()

    def interrupt(self) -> None:
        """End a stroke that is being written, and keep it; let go what was discarded."""
        self.pad.canvas.interrupt()
        self.signatures.settle()

    def close_down(self) -> None:
        """Stop what comes in or leaves, and what is looked up; nothing is half-written."""
        self.transfer.stop()
        self.table.close_down()

    @Slot(int)
    def open_page(self, number: int) -> None:
        """Show all signers (0), the signer's signatures (1) or what waits for a word (2)."""
        self._stack.setCurrentIndex(number)
        for known, button in enumerate(self._page_buttons):
            button.setChecked(known == number)

    # --- what is there --------------------------------------------------------------------------------------------

    @Slot()
    def _refresh(self) -> None:
        self.table.refresh()
        if self._signer is not None:
            known = self._signer.key
            self.desk.ask(
                lambda services: services.signatures(known[0]), lambda views: self._show_signatures(known, views)
            )

    @Slot()
    def _show_collection(self) -> None:
        due = self.table.model.waiting
        self._page_buttons[2].setText(tr("To label ({due})", due=due) if due else tr("To label"))
        self._show_row()
        self._say_state()

    def _show_row(self) -> None:
        """Tell the plan what is there of the signer; the sessions of one among many are asked for first."""
        known = self.table.row_of(self._signer.signer_id) if self._signer is not None else None
        self.plan.show_row(known)
        if known is not None and known.sittings is None:
            self.table.read_sittings([known.signer_id])

    def _show_signatures(self, known: tuple[str, int], views: Sequence[SignatureView]) -> None:
        if self._signer is not None and self._signer.key == known:
            self.signatures.show_signatures(views)
            self.target.show_genuine([view for view in views if view.label == "genuine"])
            self._say_state()

    @Slot(str)
    def _open_signer(self, signer_id: str) -> None:
        self.signer_chosen.emit(signer_id)
        self.open_page(1)

    # --- a signature ----------------------------------------------------------------------------------------------

    @Slot()
    def _begin(self) -> None:
        if self._pending is not None:  # practice: the pad takes no other ink while one waits for its answer
            self._throw_away()
        self._say_state()

    @Slot(object, object)
    def _review(self, ticket: CaptureTicket, recording: Recording) -> None:
        practice = self.plan.is_practice
        self._pending = (ticket, recording, practice)
        self.review.show_signature(recording, practice=practice)
        self._say_state()

    @Slot()
    def _keep(self) -> None:
        if self._pending is None or not self.review.is_keepable or self._signer is None:
            return
        (ticket, recording, _), self._pending = self._pending, None
        how = self.plan.how
        self.desk.ask(
            lambda services: services.keep_collected(ticket.save(services), recording, how),
            self._kept,
            self._say_unkept,
        )
        self._go_on()

    def _kept(self, recording_id: int) -> None:
        del recording_id
        self.signers_changed.emit()
        self._refresh()

    def _say_unkept(self, sentence: str) -> None:
        self.problem.emit(sentence)
        self.journal_changed.emit()
        self.signers_changed.emit()  # the signer may have been erased by another window
        self._refresh()

    @Slot()
    def _discard(self) -> None:
        if self._pending is not None:
            self._throw_away()
            self._go_on()

    def _throw_away(self) -> None:
        if self._pending is not None:
            (ticket, _, practice), self._pending = self._pending, None
            if practice:
                self.plan.note_practice()
            self.desk.ask(ticket.abandon, failed=self.problem.emit)

    def _go_on(self) -> None:
        """Make ready for the next one, by itself."""
        self._say_state()
        self.pad.canvas.set_aside()
        if self._signer is not None:
            self.pad.turn_to(*whom(self._signer))
        self.pad.canvas.setFocus()

    # --- files ----------------------------------------------------------------------------------------------------

    @Slot()
    def _import(self) -> None:
        self._import_files(self.transfer.ask_files() if self._signer is not None else [])

    def _import_files(self, paths: Sequence[str]) -> None:
        if self._signer is None:
            self.problem.emit(tr("Choose in the list whose signatures the files hold, then import them."))
        else:
            self.transfer.import_files(paths, self.plan.how)

    @Slot()
    def _export(self) -> None:
        chosen = self.table.chosen
        if not chosen:
            self.problem.emit(tr("There is no signer to export yet."))
            return
        only = self.table.row_of(chosen[0]) if len(chosen) == 1 else None
        self.transfer.ask_export(chosen, only.name if only is not None else counted(len(chosen), "signer"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the files that were dropped."""
        event.acceptProposedAction()
        self._import_files([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    # --- words ----------------------------------------------------------------------------------------------------

    @Slot()
    def _say_state(self) -> None:
        pending, signer, forging = self._pending, self._signer, self.plan.kind == "forgery"
        self.target.setVisible(forging and signer is not None)
        self.review.setVisible(pending is not None)
        for answer in self._answers:
            answer.setEnabled(pending is not None)
        canvas = self.pad.canvas
        if signer is None:
            canvas.block(tr(_NO_SIGNER))
        elif pending is not None:
            canvas.block("" if pending[2] else tr(_ANSWER))
        else:
            canvas.block(tr(_NO_TARGET) if forging and self.target.is_empty else "")
        canvas.set_hint(tr("Practise here") if self.plan.is_practice else tr("Sign on the line"))
        self._state.setText(self._next_step())

    @Slot()
    def _say_broken_off(self) -> None:
        if not self.pad.canvas.is_waiting:
            self._state.setText(tr(BROKEN_OFF))

    def _next_step(self) -> str:
        done, wanted = self.plan.done, self.plan.wanted.value()
        if self._signer is None:
            return tr("Signatures that the model may learn from are written here, each with what it is.")
        if self._pending is not None:
            return tr("The next one begins when you have answered: Enter keeps it, Esc discards it.")
        if self.pad.canvas.is_signing:
            return tr("Signing… Lift the pen and wait, or press Enter.")
        if self.plan.is_practice:
            return tr("What is written now is practice. Switch Practise off when the forger is ready.")
        if done >= wanted:
            return tr("All that were wanted are kept. Go on if you like, or begin another session on another day.")
        return tr("{more} to go. The next one begins by itself.", more=counted(wanted - done, "more", "more"))
