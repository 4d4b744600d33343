"""`SampleOffer`: nothing is empty at the first start: sample signers are offered, and made while one looks on."""

from threading import Event

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from sigverify.gui.enrolling import EnrollingServices, SamplesProgress
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, label
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.gui.workers.worker import WorkerThread
from sigverify.sentences import said

_OFFER = said("Four signers who do not exist, marked as samples. They are never learnt from, and go with one click.")


class SampleOffer(QWidget):
    """changed: samples were made, one more or all. problem(str): they could not be made."""

    changed = Signal()
    problem = Signal(str)

    def __init__(self, theme: Theme, services: EnrollingServices) -> None:
        super().__init__()
        self._services = services
        self._thread: WorkerThread | None = None
        self._made = 0
        self.show_samples = Button(
            theme,
            tr("Show sample signers"),
            "signer",
            tip=tr("Make signers who do not exist, to look around"),
            needs="enrol",
        )
        self.stop = Button(theme, tr("Cancel"), "stop", tip=tr("Make no more; those that are there stay"))
        self._words = label(tr(_OFFER), "small", wrap=True)
        self._bar = QProgressBar(textVisible=False, maximum=100)
        self._bar.setAccessibleName(tr("Progress of the sample signers"))
        self.show_samples.clicked.connect(self.start)
        self.stop.clicked.connect(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_WITHIN)
        for widget in (self._words, self.show_samples, self._bar, self.stop):
            layout.addWidget(widget)
        self._say(tr(_OFFER))

    @property
    def is_making(self) -> bool:
        """Whether samples are being made."""
        return self._thread is not None

    @Slot()
    def start(self) -> None:
        """Make the samples on a thread of their own."""
        if self._thread is not None:
            return
        services = self._services

        def make(cancelled: Event) -> object:
            return services.make_samples(cancelled.is_set)

        self._thread = WorkerThread("samples", make, self)
        self._thread.worker.reported.connect(self._show_progress)
        self._thread.worker.failed.connect(self.problem)
        self._thread.ended.connect(self._end)
        self._made = 0
        self._bar.setValue(0)
        self._say(tr("The samples sign…"))
        self._thread.start()

    @Slot()
    def cancel(self) -> None:
        """Make no more of them."""
        if self._thread is not None:
            self._thread.cancel()

    def close_down(self) -> None:
        """End the thread; the window closes."""
        if self._thread is not None:
            self._thread.cancel()
            self._thread.wait()

    @Slot(object)
    def _show_progress(self, progress: SamplesProgress) -> None:
        self._bar.setValue(round(100 * progress.done))
        self._say(tr(progress.phase) + ("…" if progress.done < 1 else ""))

    @Slot()
    def _end(self) -> None:
        self._thread = None
        self._say(tr(_OFFER))
        self.changed.emit()

    def _say(self, words: str) -> None:
        making = self.is_making
        self._words.setText(words)
        self.show_samples.setVisible(not making)
        self._bar.setVisible(making)
        self.stop.setVisible(making)
