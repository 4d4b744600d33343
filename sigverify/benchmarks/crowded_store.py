"""A store with a hundred thousand signers beside one with a thousand: to open, list, search, verify and find in."""

import gc
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sigverify.benchmarks.crowd import EACH, HANDS, Hand, fill, hands_of
from sigverify.benchmarks.ink import Setting, afresh
from sigverify.benchmarks.passing_folder import passing_folder
from sigverify.benchmarks.rows import Row
from sigverify.benchmarks.timing import Taken, Task, in_turn
from sigverify.gui.desk_services import DeskServices
from sigverify.gui.tables.signer_model import SignerModel
from sigverify.ink.recording import Recording
from sigverify.storage.store import Store
from sigverify.verification.loops import load_loops
from sigverify.verification.verifier import Verifier
from sigverify.workflows.identifying import Gallery
from sigverify.workflows.models import load_verifier
from sigverify.workflows.verifying import verify_ink

SUBJECT = "store"
_FEW = 1_000
_MANY, _MANY_LARGE = 5_000, 100_000
_PASSPHRASE = "one for the benchmark"  # noqa: S105 # of a store that is thrown away
_ROUNDS = 5
_CASES = 8
_WORDS = ("merrow", "ada", "17", "bell 3", "nobody")
_BESIDE = 10_000
"""Bytes of a signer in the store beside ink and template."""

EACH_BYTES = 205_000
"""Of a signer in all, before the ink is there to be measured: with the default's templates."""

_PAINTED = 20
"""Rows that a list shows at a time."""


@dataclass
class _Opened:
    """A store that is open as the window has it, and what opening took."""

    store: Store
    services: DeskServices
    gallery: Gallery
    model: SignerModel
    seen: int
    fresh: Iterator[Recording]
    ids: Sequence[str]
    signers: int
    open_s: float
    open_work_s: float
    index_bytes: float | None


def signers_of(setting: Setting) -> int:
    """Return how many signers the larger of the two stores has."""
    return setting.signers or (_MANY_LARGE if setting.large else _MANY)


def disk_bytes(setting: Setting) -> int:
    """Return about how many bytes both stores take together."""
    return (signers_of(setting) + _FEW) * EACH_BYTES


def rows(setting: Setting) -> Iterator[Row]:
    """Yield what each thing takes among many signers, with what it takes among a thousand."""
    verifier = load_verifier(setting.model)
    load_loops()
    hands = hands_of(verifier)
    many = signers_of(setting)
    with ExitStack() as kept:
        few_of, many_of = (_opened(kept, verifier, hands, count) for count in (_FEW, many))
        yield _unlocking(many_of)
        for what, goal, task in (
            ("listing all signers after one was verified", "≤ 2× of 1,000", _list),
            ("search as typed, the rows in sight read", "≤ 2× of 1,000", _search),
            ("verification with all that is stored of it", "≤ 2× of 1,000", _verify),
        ):
            yield from _beside(what, goal, _in_turn(task, few_of, many_of))
        yield _finding(many_of, _in_turn(_identify, few_of, many_of))


def _filled(kept: ExitStack, verifier: Verifier, hands: Sequence[Hand], count: int) -> str:
    """Make a store of so many signers and return its URL; it is thrown away at the end."""
    each = sum(len(hand.payload) + sum(map(len, hand.packed)) for hand in hands) // len(hands) + _BESIDE
    url = f"sqlite:///{kept.enter_context(passing_folder(count * each)) / 'store.sqlite'}"
    with Store.open(url, passphrase=_PASSPHRASE) as store:
        fill(store, verifier.sha256, hands, count)
    return url


def _opened(kept: ExitStack, verifier: Verifier, hands: Sequence[Hand], count: int) -> _Opened:
    """Open a store of so many signers as the window does when a person has typed the passphrase."""
    url = _filled(kept, verifier, hands, count)
    gc.collect()
    begun, begun_work = time.perf_counter(), time.process_time()
    services = DeskServices(url)
    services.open(_PASSPHRASE)
    kept.callback(services.close)
    told = services.signers()
    assert told.rows is not None, "nobody was told of before"
    services.unfinished()
    before, store = _resident(), services._store
    gallery = Gallery(store, verifier)
    while gallery.read_ahead(50):
        pass
    open_s, open_work_s, after = time.perf_counter() - begun, time.process_time() - begun_work, _resident()
    model = SignerModel()
    model.show_rows(told.rows)
    return _Opened(
        store=store,
        services=services,
        gallery=gallery,
        model=model,
        seen=told.at,
        fresh=chain.from_iterable(zip(*(hand.fresh for hand in hands), strict=True)),
        ids=[signer.signer_id for signer in told.rows if int(signer.name.split()[-1]) < HANDS],
        signers=count,
        open_s=open_s,
        open_work_s=open_work_s,
        index_bytes=(after - before) / count if before and after else None,
    )


def _made(task: Callable[[_Opened], Task], opened: _Opened) -> Callable[[], Task]:
    return lambda: task(opened)


def _list(opened: _Opened) -> Task:
    """Verify somebody, untimed; the task lists everybody again and shows it."""
    _verify(opened)()

    def task() -> None:
        told = opened.services.signers(opened.seen)
        if told.rows is not None:
            opened.model.show_rows(told.rows)
        opened.model.show_changed(told.changed, told.gone)
        opened.seen = told.at
        _look(opened.model)

    return task


def _search(opened: _Opened) -> Task:
    def task() -> None:
        for word in _WORDS:
            opened.model.search(word)
            _look(opened.model)

    return task


def _look(model: SignerModel) -> None:
    for row in range(min(_PAINTED, model.rowCount())):
        model.index(row).data()


def _verify(opened: _Opened) -> Task:
    ink, whose = next(opened.fresh), opened.ids[opened.signers % len(opened.ids)]
    return lambda: verify_ink(opened.store, opened.gallery.verifier, whose, ink)


def _identify(opened: _Opened) -> Task:
    ink = afresh(opened.store.recordings(opened.ids[0], role="questioned")[0].recording)
    return lambda: opened.gallery.identify(ink)


def _unlocking(opened: _Opened) -> Row:
    size = f"{opened.store.info().size / 1e9:.1f} GB"
    what = f"unlocking {opened.signers:,} signers × {EACH} recordings, in the worker"
    return Row(
        subject=SUBJECT, what=what, who="sigverify", unit="s", median=opened.open_s, worked=opened.open_work_s,
        count=1, goal="≤ 5 s", met=opened.open_s <= 5,
        note=f"opened, all listed, what is unfinished, all that finds them in memory; {size} on the disk",
    )  # fmt: skip


def _in_turn(task: Callable[[_Opened], Task], *stores: _Opened) -> dict[int, Taken]:
    """Return what a task takes in each store, by its signers."""
    taken = in_turn({str(one.signers): [_made(task, one)] * _CASES for one in stores}, _ROUNDS)
    return {int(count): one for count, one in taken.items()}


def _beside(what: str, goal: str, found: dict[int, Taken]) -> Iterator[Row]:
    few, many = sorted(found)
    times = found[many].worked_ms / found[few].worked_ms
    for count, taken in found.items():
        own = count == many
        yield Row(
            subject=SUBJECT, what=what, who=f"sigverify, {count:,} signers", median=taken.median_ms,
            worst=taken.worst_ms, best=taken.best_ms, worked=taken.worked_ms, count=taken.seconds.size,
            goal=goal if own else "", met=times <= 2 if own else None,
            note=f"{times:.2f} times what it takes among {few:,}" if own else "",
        )  # fmt: skip


def _finding(opened: _Opened, found: dict[int, Taken]) -> Row:
    few, many = sorted(found)
    taken, note = found[many], f"{found[few].worked_ms:.1f} ms worked among {few:,}"
    met = taken.median_ms <= 50
    if opened.index_bytes is not None:
        note += f"; {opened.index_bytes:,.0f} bytes a signer in memory, at most 1,024 wanted"
        met = met and opened.index_bytes <= 1024
    return Row(
        subject=SUBJECT, what=f"identification among {many:,} signers", who="sigverify", median=taken.median_ms,
        worst=taken.worst_ms, best=taken.best_ms, worked=taken.worked_ms, count=taken.seconds.size,
        goal="≤ 50 ms, ≤ 1 KB a signer", met=met, note=note,
    )  # fmt: skip


def _resident() -> int | None:
    """Return the bytes of this process that lie in memory; None where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return None
