"""`ListedSigners`: the signers of the store as the window lists them, told of what is new whenever one changes."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from sigverify.gui.desk import Desk
from sigverify.gui.panels.sample_offer import SampleOffer
from sigverify.gui.panels.signer_list import SignerList
from sigverify.gui.services import SignersView, SignerView


class ListedSigners(QObject):
    """told(SignerRows): all of them, as they are now. added: one more, who is chosen and about to sign."""

    told = Signal(object)
    added = Signal()

    def __init__(self, desk: Desk, signers: SignerList, samples: SampleOffer, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._list = desk, signers
        self._silent = False
        signers.wanted.connect(self._add)
        signers.profile_chosen.connect(self._choose_profile)
        signers.samples_unwanted.connect(self._remove_samples)
        signers.inks_wanted.connect(self._ask_inks)
        samples.changed.connect(self.ask)

    def fall_silent(self) -> None:
        """Show nobody until `speak` is called: the window is locked, and answers that come late are dropped."""
        self._silent = True
        self._list.drop()

    def speak(self) -> None:
        """Ask who there is, and show it again."""
        self._silent = False
        self.ask()

    @Slot()
    def ask(self) -> None:
        """Ask who there is."""
        known = self._list.at
        self._desk.ask(lambda s: s.signers(known), self.take)

    def take(self, told: SignersView) -> None:
        """Show all, or what is new of them, and tell of it."""
        if not self._silent:  # else it was asked for before
            self._list.show_signers(told)
            self.told.emit(self._list.signers)

    @Slot(object)
    def take_changed(self, signer: SignerView) -> None:
        """Show a signer everywhere as they are now: another profile, another name."""
        if not self._silent:
            self._list.show_changed(signer)
            self.told.emit(self._list.signers)

    def turn_to_profile_of(self, sample_id: int) -> None:
        """Mean the profile that a stored signature belongs to."""
        self._desk.ask(lambda s: s.choose_profile_of(sample_id), self.take_changed)

    @Slot(list)
    def _ask_inks(self, signer_ids: Sequence[str]) -> None:
        self._desk.ask(lambda s: s.pictured(signer_ids), self._take_inks)

    def _take_inks(self, signers: Sequence[SignerView]) -> None:
        if not self._silent:
            self._list.show_pictured(signers)

    @Slot(str)
    def _add(self, name: str) -> None:
        known = self._list.at
        self._desk.ask(lambda s: (s.add_signer(name), s.signers(known)), self._take_added)

    def _take_added(self, added: tuple[SignerView, SignersView]) -> None:
        signer, told = added
        self._list.show_signers(told)
        self._list.choose(signer.signer_id)
        self.added.emit()

    @Slot(str, int)
    def _choose_profile(self, signer_id: str, profile_id: int) -> None:
        self._desk.ask(lambda s: s.choose_profile(signer_id, profile_id), self.take_changed)

    @Slot()
    def _remove_samples(self) -> None:
        self._desk.ask(lambda s: s.remove_samples(), lambda _: self.ask())
