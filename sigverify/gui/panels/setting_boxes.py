"""What is chosen by a list in Settings: error rates, attempts and the time in which they count."""

from PySide6.QtWidgets import QComboBox

from sigverify.gui.language import tr
from sigverify.gui.tokens import HIT_PX
from sigverify.sentences import said
from sigverify.verification.lines import RATES, one_in

RATE_CHOICES: tuple[float | None, ...] = (None, *reversed(RATES))

ATTEMPTS = (0, 2, 3, 4, 5, 10)
MINUTES = {
    5: said("within 5 minutes"),
    10: said("within 10 minutes"),
    60: said("within an hour"),
    24 * 60: said("within a day"),
}


def number_box(accessible_name: str, values: dict[int, str]) -> QComboBox:
    """Return the choice of a number, told in words."""
    box = QComboBox()
    for number, words in values.items():
        box.addItem(words, number)
    box.setMinimumHeight(HIT_PX)
    box.setAccessibleName(accessible_name)
    return box


def rate_box(what: str, chosen: float | None) -> QComboBox:
    """Return the choice of how many of something may happen at most."""
    box = QComboBox()
    for rate in RATE_CHOICES:
        box.addItem(
            tr("The model's own line for {what}", what=what)
            if rate is None
            else tr("At most {share} {what}", share=tr(one_in(rate)), what=what)
        )
    box.setCurrentIndex(RATE_CHOICES.index(chosen))
    box.setMinimumHeight(HIT_PX)
    box.setAccessibleName(what[0].upper() + what[1:])
    return box
