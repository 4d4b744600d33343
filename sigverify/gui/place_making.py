"""How each place is made: imported and put together, in steps of a few milliseconds."""

from collections.abc import Generator
from importlib import import_module
from typing import cast

from PySide6.QtWidgets import QStackedWidget

from sigverify.gui.desk import Desk
from sigverify.gui.importing import import_in_steps
from sigverify.gui.live_scoring import LiveScoring
from sigverify.gui.panels.place import Place
from sigverify.gui.services import Services
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme

PLACES = {
    "Enrol": "enrol",
    "Verify": "verify",
    "Compare": "compare",
    "Collect": "collect",
    "Train": "train",
    "Review": "review",
    "Tablet": "tablet",
    "Settings": "settings_place",
    "Help": "help",
}
"""Of `sigverify.gui.panels`, by the words of the places, in the order in which they are made."""


def made_in_steps(
    word: str,
    stack: QStackedWidget,
    theme: Theme,
    desk: Desk,
    settings: WindowSettings,
    live: LiveScoring,
    services: Services,
) -> Generator[None, None, Place]:
    """Import the place of this word and make it in a stack, where its parts are dressed one by one; return it whole."""
    name = f"sigverify.gui.panels.{PLACES[word]}"
    yield from import_in_steps(name)
    module = import_module(name)
    match word:
        case "Verify":
            place = module.VerifyPlace(theme, desk, settings, live)
        case "Train":
            place = module.TrainPlace(theme, desk, settings, services)
        case _:
            place = getattr(module, f"{word}Place")(theme, desk, settings)
    stack.addWidget(place)
    yield
    yield from place.build()
    return cast(Place, place)


def import_all() -> None:
    """Import all that places are made of, on the window's thread."""
    for name in PLACES.values():
        import_module(f"sigverify.gui.panels.{name}")
