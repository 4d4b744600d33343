"""`WindowSettings`: what the window remembers from one day to the next. No signer is named here."""

import json
from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from sigverify.errors import InkError
from sigverify.gui.capture.pause import DEFAULT_PAUSE_S
from sigverify.gui.enrolling import FEWEST_REFERENCES, REFERENCES_WANTED
from sigverify.gui.language import SYSTEM
from sigverify.gui.theme import THEME_CHOICES, ThemeChoice
from sigverify.ink.card_scale import PadScale
from sigverify.verification.lines import MOST_REFERENCES, RATES, AskedRates

PAUSE_RANGE_S = (0.4, 5.0)

LOCK_MINUTES = (0, 1, 5, 15, 30, 60)
"""Choices of how long nobody touches the window before it is locked; 0: it is not."""

Hand = Literal["right", "left"]


class WindowSettings:
    """Reads and writes one QSettings file; a value that makes no sense counts as absent."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings("sigverify", "sigverify")

    @property
    def pause_s(self) -> float:
        """Seconds after the last stroke when a signature is taken for finished."""
        try:
            value = float(str(self._store.value("pad/pause_s", DEFAULT_PAUSE_S)))
        except ValueError:
            return DEFAULT_PAUSE_S
        return min(max(value, PAUSE_RANGE_S[0]), PAUSE_RANGE_S[1])

    @pause_s.setter
    def pause_s(self, seconds: float) -> None:
        self._store.setValue("pad/pause_s", seconds)

    @property
    def references_wanted(self) -> int:
        """References asked of a new signer."""
        try:
            value = int(str(self._store.value("enrol/references", REFERENCES_WANTED)))
        except ValueError:
            return REFERENCES_WANTED
        return min(max(value, FEWEST_REFERENCES), MOST_REFERENCES)

    @references_wanted.setter
    def references_wanted(self, count: int) -> None:
        self._store.setValue("enrol/references", count)

    @property
    def theme(self) -> ThemeChoice:
        """Light, dark, or as the desktop is."""
        value = str(self._store.value("look/theme", "system"))
        return value if value in THEME_CHOICES else "system"

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._store.setValue("look/theme", choice)

    @property
    def language(self) -> str:
        """The code of the window's language, or SYSTEM for the desktop's; one that is not there counts as SYSTEM."""
        return str(self._store.value("look/language", SYSTEM))

    @language.setter
    def language(self, choice: str) -> None:
        self._store.setValue("look/language", choice)

    @property
    def hand(self) -> Hand:
        """The hand that writes; for the left one the window is mirrored."""
        return "left" if self._store.value("pad/hand") == "left" else "right"

    @hand.setter
    def hand(self, hand: Hand) -> None:
        self._store.setValue("pad/hand", hand)

    @property
    def rates(self) -> AskedRates:
        """Error rates that decisions are to keep, each one of RATES; None stands for the model's own line."""
        return AskedRates(
            false_matches=self._rate("decision/false_matches"),
            false_non_matches=self._rate("decision/false_non_matches"),
        )

    @rates.setter
    def rates(self, rates: AskedRates) -> None:
        for name in ("false_matches", "false_non_matches"):
            rate = getattr(rates, name)
            self._store.setValue(f"decision/{name}", "own" if rate is None else rate)

    def _rate(self, name: str) -> float | None:
        try:
            value = float(str(self._store.value(name, "own")))
        except ValueError:
            return None
        return value if value in RATES else None

    @property
    def training_corpora(self) -> tuple[str, ...] | None:
        """The folders that an earlier program remembered here to learn from; None where it did not.

        A path may name a person: they lie sealed beside the store now.
        """
        known = self._store.value("training/corpora")
        if known is None:
            return None
        found = known if isinstance(known, list) else [known]
        return tuple(spec for spec in found if isinstance(spec, str) and ":" in spec)

    def forget_training_corpora(self) -> None:
        """Forget them, now that they are sealed."""
        self._store.remove("training/corpora")

    @property
    def scales(self) -> dict[str, PadScale]:
        """The scales measured with a bank card, by what they hold for: a device on a screen."""
        try:
            known = json.loads(str(self._store.value("tablet/scales", "{}")))
            return {str(key): PadScale(across_mm=float(mm[0]), down_mm=float(mm[1])) for key, mm in known.items()}
        except (ValueError, TypeError, AttributeError, IndexError, KeyError, InkError):
            return {}

    def set_scale(self, key: str, scale: PadScale | None) -> None:
        """Remember a scale, in place of the one before; None forgets it."""
        scales = {known: (found.across_mm, found.down_mm) for known, found in self.scales.items() if known != key}
        if scale is not None:
            scales[key] = (scale.across_mm, scale.down_mm)
        self._store.setValue("tablet/scales", json.dumps(scales))

    def restore_window(self, window: QMainWindow) -> bool:
        """Give the window the place and size it had; False where none is known."""
        known = self._store.value("window/geometry")
        return isinstance(known, QByteArray) and window.restoreGeometry(known)

    def save_window(self, window: QMainWindow) -> None:
        """Remember place and size of the window."""
        self._store.setValue("window/geometry", window.saveGeometry())

    def restore_signer_window(self, window: QWidget) -> bool:
        """Give the signer's window the place and size it had; False where none is known."""
        known = self._store.value("signer_window/geometry")
        return isinstance(known, QByteArray) and window.restoreGeometry(known)

    def save_signer_window(self, window: QWidget) -> None:
        """Remember place and size of the signer's window."""
        self._store.setValue("signer_window/geometry", window.saveGeometry())

    @property
    def live_hidden(self) -> bool:
        """Whether the live curve stays hidden until the verdict."""
        return self._store.value("verify/live_hidden") in (True, "true")

    @live_hidden.setter
    def live_hidden(self, hidden: bool) -> None:
        self._store.setValue("verify/live_hidden", hidden)

    @property
    def lock_minutes(self) -> int | None:
        """Minutes without a touch after which the store is locked, 0 for never; None where nobody chose."""
        value = str(self._store.value("keeping/lock_minutes", ""))
        return int(value) if value.isdigit() and int(value) in LOCK_MINUTES else None

    @lock_minutes.setter
    def lock_minutes(self, minutes: int) -> None:
        self._store.setValue("keeping/lock_minutes", minutes)

    @property
    def recovery_declined(self) -> bool:
        """Whether a person said that no recovery key is wanted."""
        return self._store.value("keeping/recovery_declined") in (True, "true")

    @recovery_declined.setter
    def recovery_declined(self, declined: bool) -> None:
        self._store.setValue("keeping/recovery_declined", declined)

    @property
    def departure_shown(self) -> bool:
        """Whether ink is coloured by where it departs from the references."""
        return self._store.value("verify/departure_shown", True) in (True, "true")

    @departure_shown.setter
    def departure_shown(self, shown: bool) -> None:
        self._store.setValue("verify/departure_shown", shown)

    @property
    def store_url(self) -> str:
        """The database of signers that was chosen, without a password; '' for the one in the data folder."""
        return str(self._store.value("keeping/store", ""))

    @store_url.setter
    def store_url(self, url: str) -> None:
        self._store.setValue("keeping/store", url)

    def column_widths(self, name: str) -> dict[int, int]:
        """Return how wide a person drew the columns of a table, in pixels; empty where nobody did."""
        try:
            known = json.loads(str(self._store.value(f"columns/{name}", "{}")))
            return {int(column): int(width) for column, width in known.items()}
        except (ValueError, TypeError, AttributeError):
            return {}

    def save_column_widths(self, name: str, widths: Mapping[int, int]) -> None:
        """Remember how wide the columns of a table are."""
        self._store.setValue(f"columns/{name}", json.dumps(dict(widths)))

    def restore_splitter(self, name: str, splitter: QSplitter) -> bool:
        """Give a splitter the sizes it had; False where none are known."""
        known = self._store.value(name)
        return isinstance(known, QByteArray) and splitter.restoreState(known)

    def save_splitter(self, name: str, splitter: QSplitter) -> None:
        """Remember the sizes of a splitter's parts."""
        self._store.setValue(name, splitter.saveState())
