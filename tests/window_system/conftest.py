"""A screen, a hand and the program: Xvfb, xdotool and `python -m sigverify`, watched from outside."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from numpy.typing import NDArray

from sigverify.storage.store import Store

T = TypeVar("T")
Picture = NDArray[np.uint8]

PATIENCE_S = 240.0
_LOOKS = 8
PASSPHRASE = "only for this test"
PAPER = (0xFF, 0xFE, 0xFA)
SELECTED = (0xE9, 0xF2, 0xF8)
ACCENT = (0x00, 0x72, 0xB2)
"""The light theme's colours, as a person sees them: paper that takes ink, the signer who is chosen, the focus."""


def wait_for(what: str, look: Callable[[], T]) -> T:
    """Return what `look` gives as soon as that is neither false nor None."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < deadline, f"waited {PATIENCE_S:.0f} s for {what}"
        time.sleep(0.05)


class Screen:
    """An X server without a monitor; what it shows can be read as a picture."""

    def __init__(self, folder: Path) -> None:
        self._frame = folder / "Xvfb_screen0"
        reading, writing = os.pipe()
        words = ["-displayfd", str(writing), "-screen", "0", "1400x900x24", "-fbdir", str(folder), "-nolisten", "tcp"]
        # without -noreset the server begins anew whenever its last client leaves, and refuses those that come meanwhile
        self._server = subprocess.Popen(
            ["Xvfb", "-noreset", *words], pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(writing)
        with os.fdopen(reading, encoding="ascii") as answer:
            number = answer.readline().strip()  # ends with the server, if that dies
        assert number, "Xvfb did not start"
        self.display = f":{number}"

    def picture(self) -> Picture:
        """Return the screen, (height, width, 3): red, green, blue. The server keeps it as an X window dump."""
        content = self._frame.read_bytes()
        header = np.frombuffer(content, ">u4", 25)
        size, height, width, line, colours = (int(header[i]) for i in (0, 5, 4, 12, 19))
        assert (int(header[11]), int(header[7])) == (32, 0), "four bytes a pixel, blue first"
        pixels = np.frombuffer(content, np.uint8, line * height, size + 12 * colours)
        return pixels.reshape(height, line // 4, 4)[:, :width, 2::-1]

    def close(self) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait(10)


class Hand:
    """Moves the pointer and presses keys."""

    def __init__(self, screen: Screen) -> None:
        self._environment = {**os.environ, "DISPLAY": screen.display}

    def do(self, *words: object) -> str:
        """Run xdotool."""
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done.stdout.strip()

    def draw(self, strokes: list[NDArray[np.float64]]) -> None:
        """Write strokes, each (points, 2) in pixels of the screen, a point every 8 ms."""
        words: list[object] = []
        for stroke in strokes:
            (x, y), *rest = np.rint(stroke).astype(int).tolist()
            words += ["mousemove", x, y, "mousedown", 1]
            for x, y in rest:
                words += ["sleep", "0.008", "mousemove", x, y]
            words += ["mouseup", 1, "sleep", "0.06"]
        self.do(*words)


class Program:
    """The program on a screen, with a store, settings and a home of its own."""

    def __init__(self, screen: Screen, folder: Path, url: str) -> None:
        settings = folder / "config" / "sigverify" / "sigverify.conf"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text("[look]\ntheme=light\n\n[pad]\npause_s=5\n", encoding="utf-8")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "WAYLAND"))}
        environment |= {
            "DISPLAY": screen.display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "SIGVERIFY_DATA": str(folder / "data"),
            "SIGVERIFY_PASSPHRASE": PASSPHRASE,
        }
        self._said = folder / "said.txt"
        with self._said.open("w", encoding="utf-8") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "sigverify", "--store", url],
                env=environment,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        self._hand = Hand(screen)
        self.window = wait_for("the window", self._find)
        self._hand.do("windowmove", self.window, 0, 0, "windowfocus", "--sync", self.window)

    def _find(self) -> str:
        assert self._process.poll() is None, f"the program ended: {self.said()}"
        return self._hand.do("search", "--onlyvisible", "--name", "^sigverify$").partition("\n")[0]

    def said(self) -> str:
        """Return all that the program has printed."""
        return self._said.read_text(encoding="utf-8")

    def kill(self) -> None:
        """End the program as a power cut would."""
        self._process.kill()
        self._process.wait(10)


class Desk:
    """What a person has: a screen, a hand, the program; and the store, opened beside it."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self.screen, self.hand, self._folder = screen, Hand(screen), folder
        self.url = f"sqlite:///{folder / 'store.sqlite'}"
        self.program: Program | None = None
        self.store = Store.open(self.url, passphrase=PASSPHRASE)

    wait_for = staticmethod(wait_for)

    def start(self) -> Program:
        """Start the program and wait until its paper can be seen."""
        self.program = Program(self.screen, self._folder, self.url)
        self.paper_at_rest()
        return self.program

    def coloured(self, colour: tuple[int, int, int], near: int = 0) -> NDArray[np.bool_]:
        """Return which pixels of the screen have a colour, give or take `near` in each part."""
        away = np.abs(self.screen.picture().astype(int) - colour)
        return np.asarray((away <= near).all(axis=2))

    def paper(self) -> tuple[int, int, int, int] | None:
        """Return left, top, right, bottom of the paper: the largest field of its colour; None where there is none."""
        seen = self.coloured(PAPER)
        rows, columns = (np.flatnonzero(seen.sum(axis=axis) > 150) for axis in (1, 0))
        if len(rows) < 150 or len(columns) < 300:
            return None
        return int(columns[0]), int(rows[0]), int(columns[-1]), int(rows[-1])

    def paper_at_rest(self) -> tuple[int, int, int, int]:
        """Return where the paper is once it has stayed there for a while: cards and questions come and move it."""
        looks: list[object] = []

        def same_again() -> tuple[int, int, int, int] | None:
            looks.append(paper := self.paper())
            return paper if len(looks) >= _LOOKS and set(looks[-_LOOKS:]) == {paper} else None

        return wait_for("paper at rest", same_again)

    def add_signer(self, name: str) -> None:
        """Add a signer by the keyboard, and wait until the list shows who is chosen."""
        before = self.coloured(ACCENT).sum()
        self.hand.do("key", "ctrl+n")
        wait_for("the ring around the field for the name", lambda: self.coloured(ACCENT).sum() > before + 200)
        self.hand.do("type", "--delay", "20", name)
        self.hand.do("key", "Return")
        wait_for("the new signer", lambda: [s for s in self.store.signers() if s.name == name])
        wait_for("the signer to be chosen", lambda: self.coloured(SELECTED).sum() > 2000)

    def place_strokes(self, strokes: list[NDArray[np.float64]]) -> list[NDArray[np.float64]]:
        """Return strokes given in parts of the paper's width and height as pixels of the screen."""
        left, top, right, bottom = self.paper_at_rest()
        return [stroke * (right - left, bottom - top) + (left, top) for stroke in strokes]

    def close(self) -> None:
        """End what was started."""
        if self.program is not None:
            self.program.kill()
        self.store.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    for tool in ("Xvfb", "xdotool"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed (on Debian: apt-get install xvfb xdotool)")
    screen = Screen(tmp_path)
    try:
        home = tmp_path / "home"
        home.mkdir()
        desk = Desk(screen, home)
        try:
            yield desk
        finally:
            desk.close()
    finally:
        screen.close()
