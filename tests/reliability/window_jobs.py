"""What is killed of the real window: a pen that writes on it, event by event, while references are enrolled."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from killing import BEGUN, Job, Tell
from sound import NEWCOMER, SIGNERS, fill, inks, reopened, sound, tidy, url, whole_desk

from sigverify.storage.store import Store

if TYPE_CHECKING:
    from sigverify.gui.window import MainWindow

SIGNATURES = 4
_PATIENCE_S = 200.0
SETTINGS = "window.ini"


@dataclass
class Desk:
    """A window at which somebody sits."""

    window: "MainWindow"

    def wait_until(self, there: Callable[[], bool]) -> None:
        from PySide6.QtWidgets import QApplication

        until = time.monotonic() + _PATIENCE_S
        while not there():
            QApplication.processEvents()
            at = (self.window.desk.waiting, self.window.status.words, self.window.banners.sentences)
            assert time.monotonic() < until, f"the window is not where it should be: {at}"

    def settle(self) -> None:
        self.wait_until(lambda: self.window.desk.waiting == 0)

    def keep_odd(self) -> None:
        """Keep a reference that stands apart from the others, where the window asks."""
        self.settle()
        if self.window.enrol.refusal.keep.isVisible():
            self.window.enrol.refusal.keep.click()
            self.settle()


@contextmanager
def at_the_desk(folder: Path) -> Iterator[Desk]:
    """Open the window over the store of a folder, Enrol in front and the newcomer chosen; no pixel leaves it."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QSettings

    from sigverify.gui.application import create_application
    from sigverify.gui.desk_services import DeskServices
    from sigverify.gui.settings import WindowSettings
    from sigverify.gui.window import MainWindow

    application = create_application()
    settings = WindowSettings(QSettings(str(folder / SETTINGS), QSettings.Format.IniFormat))
    settings.recovery_declined = True  # what it asks at the first start stands in no pen's way
    desk = Desk(MainWindow(DeskServices(url(folder)), settings))
    desk.window.resize(1280, 800)
    desk.window.show()
    try:
        desk.wait_until(lambda: desk.window.live.is_ready)  # after which it asks for the model
        desk.settle()
        desk.window.go_to("Enrol")
        (newcomer,) = (signer for signer in desk.window.signers.signers if signer.name == NEWCOMER)
        desk.window.signers.choose(newcomer.signer_id)
        desk.settle()
        yield desk
    finally:
        desk.window.close()
        application.processEvents()


def prepare_pen(folder: Path) -> None:
    fill(folder)
    with Store.open(url(folder)) as store:
        store.add_signer(NEWCOMER)


def pen(folder: Path, tell: Tell) -> None:
    """Write four references; nothing is told as kept before the window has answered for it."""
    with at_the_desk(folder) as desk:
        tell(BEGUN)
        for number in range(SIGNATURES):
            write(desk, number, tell)


def write(desk: Desk, number: int, tell: Tell) -> None:
    from sigverify.gui.replay import ReplayedPen

    ink = inks(SIGNERS)[number]
    held = ReplayedPen(desk.window.pad, ink)
    turns = ink.stroke[1:] != ink.stroke[:-1]
    first, last = np.append(True, turns) & ink.pen_down, np.append(turns, True) & ink.pen_down
    for index, stroke in enumerate(ink.stroke):
        if first[index]:
            tell(f"written {number}.{stroke}")
        held.send(index)
        if last[index]:
            desk.settle()
            tell(f"kept {number}.{stroke}")
    desk.window.pad.finish()
    desk.keep_odd()
    tell(f"finished {number}")


def look_at_pen(folder: Path, told: Sequence[str]) -> dict[str, int]:
    strokes = [int(inks(SIGNERS)[number].stroke.max()) + 1 for number in range(SIGNATURES)]
    written, kept, finished = (sum(line.startswith(word) for line in told) for word in ("written", "kept", "finished"))
    with reopened(folder) as store:
        whole_desk(store)
        (signer,) = (signer for signer in store.signers() if signer.name == NEWCOMER)
        stored = store.recordings(signer.id)
        assert len(stored) in (finished, finished + 1), f"{len(stored)} of {finished} finished signatures"
        for number, entry in enumerate(stored):
            assert entry.recording.stroke.max() + 1 == strokes[number], f"strokes of signature {number + 1}"
            # A release is no point of its own where it repeats the last one.
            down = int(inks(SIGNERS)[number].pen_down.sum())
            assert down <= int(entry.recording.pen_down.sum()) <= down + strokes[number], "points of a signature"
        unfinished = [capture for capture in store.unfinished_captures() if capture.signer_id == signer.id]
        assert len(unfinished) <= 1, "two unfinished signatures of one pen"
        parts = sum(len(capture.parts) for capture in unfinished)
    there = sum(strokes[: len(stored)]) + parts
    assert there >= kept, f"{there} strokes of {kept} that were kept"
    lost = max(0, written - there)
    assert lost <= 1, f"{lost} strokes lost"
    with at_the_desk(folder) as desk:
        asked = f"A signature of {NEWCOMER} was not finished"
        offered = [sentence for sentence in desk.window.banners.sentences if sentence.startswith(asked)]
        begun = [capture for capture in unfinished if capture.parts]  # a page without a stroke is cleared away
        assert len(offered) == len(begun), "what was not finished is not offered"
        if parts:
            assert f"({parts} stroke" in offered[0], offered
        if len(stored) < SIGNATURES:
            write(desk, len(stored), lambda _line: None)
    with reopened(folder) as store:
        now = store.recordings(signer.id)
        assert len(now) == min(len(stored) + 1, SIGNATURES), f"{len(now)} references after one more than {len(stored)}"
        assert now[: len(stored)] == stored, "a finished signature is another one"
        sound(store)
    tidy(folder, SETTINGS)
    return {"strokes lost": lost}


WINDOW_JOBS = (
    Job(name="pen on the window", prepare=prepare_pen, work=pen, look=look_at_pen, share=2, begins_itself=True),
)
