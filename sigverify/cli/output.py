"""What commands print and write, and what they check before hours of work."""

import io
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

if TYPE_CHECKING:
    from sigverify.storage.rows import Erased


@contextmanager
def progress(*, quiet: bool = False, lines: bool = False) -> Iterator[Callable[[str, float], None]]:
    """Show a bar with the time left on stderr, unless quiet; yields what moves it.

    Where nobody watches a bar, in a file or a pipe, and lines are wanted, each phase is told once instead.
    """
    columns = (
        TextColumn("{task.description}", markup=False),  # it may name a file
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    # in a file or a pipe nobody watches a bar
    hidden = quiet or not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as progress:
        task = progress.add_task("Starting", total=1.0)
        told: set[str] = set()

        def show(phase: str, done: float) -> None:
            if hidden and lines and phase not in told:
                told.add(phase)
                click.echo(phase, err=True)
            progress.update(task, description=phase, completed=done)

        yield show


def somebody_is_there() -> bool:
    """Return whether somebody can be asked: a script has nobody at its terminal."""
    return sys.stdin.isatty()


def without_bar() -> bool:
    """Return whether lines are to tell how far the work is: a file or a pipe has no bar."""
    return not sys.stderr.isatty()


@contextmanager
def interrupted() -> Iterator[Callable[[], bool]]:
    """Give what tells whether Ctrl-C was pressed, so that work may stop where nothing is lost; twice stops at once."""
    pressed = threading.Event()

    def press(_number: int, _frame: FrameType | None) -> None:
        pressed.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def show_what_can_be_shown() -> None:
    """Have stdout show a question mark for what its encoding lacks: a code page has no tick, a file's name may be any.

    Else a signature that was accepted would end in a traceback, and with the status of one that was rejected.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def print_json(values: Any) -> None:
    """Print plain values as JSON; names in their own script where stdout can show any, else escaped."""
    any_script = (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf16", "utf32")
    click.echo(json.dumps(values, indent=1, ensure_ascii=not any_script))


def print_table(table: Table) -> None:
    """Print a table; in a file or a pipe, whose width nobody knows, no cell is broken into lines.

    What people typed is shown as it is: '[' and ':' are not rich's here.
    """
    width = None if Console().is_terminal else 200
    Console(width=width, markup=False, emoji=False).print(table)


def check_writable(*files: Path | None) -> None:
    """Fail before hours of work rather than after them; None stands for a file that nobody asked for."""
    named: set[Path] = set()
    for file in files:
        if file is not None:
            _check_writable(file)
            place = file.resolve()
            if place in named and not (place.exists() and not place.is_file()):  # a terminal or a pipe takes all
                fail(f"'{file}' is named twice: one result would replace the other. Name another file.")
            named.add(place)


def _check_writable(file: Path) -> None:
    if file.is_dir():
        fail(f"'{file}' is a folder. Name a file.")
    if not file.absolute().parent.is_dir():
        fail(f"'{file}' cannot be written: its folder does not exist. Make the folder, or name another file.")
    if not os.access(file if file.exists() else file.absolute().parent, os.W_OK):
        fail(f"'{file}' may not be written by you. Name another file.")


def write_text(path: Path, text: str) -> None:
    """Write a file whole, or fail in one sentence and leave an older one."""
    from sigverify.ink.formats.whole_file import write_shared

    try:
        write_shared(path, text.encode("utf-8"))
    except OSError as fault:
        fail(f"'{path}' cannot be written: {fault.strerror}. Name another file.")


def fail(sentence: str) -> NoReturn:
    """End the program with one sentence on stderr."""
    click.echo(f"sigverify: {sentence}", err=True)
    sys.exit(2)


def one_thread() -> None:
    """One torch thread: networks of this size are slower with more."""
    import torch

    torch.set_num_threads(1)


def day_of(words: str) -> date:
    """Return the day that YYYY-MM-DD names, or fail."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        fail(f"'{words}' is no day. Write it as 2031-12-31.")


def sure(question: str, unanswered: str = "nothing was erased") -> bool:
    """Ask before something is erased; fail where nobody answers, and say what that means."""
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        fail(f"Nobody answered, so {unanswered}. Say --yes where nobody can be asked.")


_MOST_LISTED = 10
"""Signatures that are named in a sentence before the rest is counted."""


def told_forged(count: int, forgeries: bool) -> str:
    """Return what would become of so many forgeries of somebody who is to be erased; '' where there are none."""
    if not count:
        return ""
    what = "They will be erased too." if forgeries else "They stay without the name; --forgeries erases them too."
    return f"{count} forgery(s) of others' signatures name this person as the forger. {what}"


def told_mixed_up(name: str, mixed_up: Sequence[int]) -> str:
    """Return that nobody knows which of several signers of a name forged something; '' where that is not so."""
    if not mixed_up:
        return ""
    listed = ", ".join(str(number) for number in mixed_up[:_MOST_LISTED])
    more = f" and {len(mixed_up) - _MOST_LISTED} more" if len(mixed_up) > _MOST_LISTED else ""
    return f"Several signers are called {name}, and nothing tells which of them wrote signature(s) {listed}{more}."


def told_erased(erased: "Erased") -> str:
    """Return what went with somebody who was erased, to be put after that; '' where nothing did."""
    told = ""
    if erased.forgeries:
        told += f" So were {erased.forgeries} forgery(s) of others' signatures."
    if erased.unnamed:
        told += f" {erased.unnamed} signature(s) that bore the name as the forger's stay without it."
    if erased.training:
        told += " So was what a training had learnt that did not come to its end."
    return told
