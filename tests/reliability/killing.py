"""Kills a working process with SIGKILL, again and again, and looks at what is left; see `python killing.py --help`.

With `--window` a pen writes on the real window, offscreen. With `--server` the store lies on a PostgreSQL server, and
what is killed is the process, its connection to the server, or the server itself (see `server_jobs`): the process then
goes on, and must end by itself, with a message if not well.

Each kill has a number, and all that is drawn for it follows from the seed and that number: which job, and when. A
moment is of one of two kinds. *By the clock* it is a share of the time that the job takes when nobody kills it: then
the process dies wherever it is, in the middle of a call of the disk too. *By step* it stands before one of the job's
statements, commits and changes of files, counted: it comes back exactly. Either way nothing of the process runs any
more, and what it had handed to the system is kept: this is a program that dies, not a power cut.

The process that does this imports the program once and forks a child for each job, each look afterwards, and each
kill, so that none waits for imports.
"""

import argparse
import contextlib
import io
import json
import os
import pickle
import random
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

PATIENCE_S = 300.0
STORE_URL = "store-url"
"""File that names the store of a folder where that lies elsewhere."""

BEGUN = "begun"
_STRUCK = "struck"
_CHANGES = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "shutil.rmtree"}
_OPENED_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT

Tell = Callable[[str], None]


@dataclass(frozen=True, kw_only=True, eq=False)
class Job:
    """Something that the program does and that may be killed.

    prepare: fills a folder, once; each kill gets a copy of it.
    work: does it in such a copy, and tells of each thing that the program has answered for.
    look: given what was told, raises AssertionError where something is missing or half there; then does the work again,
        which must succeed; returns facts to be added up, such as lost strokes.
    share: of all kills.
    copy, remove: what is done to get and to drop such a copy; a part of it may lie elsewhere.
    strike: kills what the process works with, in its place; None kills the process.
    alone: whether nothing else may go on meanwhile, since that would be struck too.
    same: the job that this one is but for what is struck: prepared and measured once for both.
    begins_itself: whether the work tells `BEGUN` itself, after what it needs and nobody wants to see killed.
    """

    name: str
    prepare: Callable[[Path], None]
    work: Callable[[Path, Tell], None]
    look: Callable[[Path, Sequence[str]], dict[str, int]]
    share: int = 1
    copy: Callable[[Path, Path], object] = shutil.copytree
    remove: Callable[[Path], object] = shutil.rmtree
    strike: Callable[[Path], None] | None = None
    alone: bool = False
    same: "Job | None" = None
    begins_itself: bool = False


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A job that nobody killed: how long it took and how many steps it had."""

    seconds: float
    steps: int


@dataclass
class Count:
    """What came of the kills of one job."""

    kills: int = 0
    inside: int = 0
    by_step: int = 0
    recovered: int = 0
    facts: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class _Ended:
    """How a child ended: whether it was struck, its exit status, what it told, and how long it worked."""

    struck: bool
    status: int
    told: list[str]
    seconds: float


def schedule(jobs: Sequence[Job], number: int, seed: int) -> list[Job]:
    """Return which job each kill is of: by their shares, in an order that the seed draws."""
    weights = [job for job in jobs for _ in range(job.share)]
    drawn = [weights[place % len(weights)] for place in range(number)]
    random.Random(seed).shuffle(drawn)
    return drawn


def run(
    jobs: Sequence[Job],
    number: int,
    seed: int,
    *,
    only: int | None = None,
    at_once: int = 1,
    say: Callable[[str], None] = lambda _line: None,
) -> dict[str, Count]:
    """Kill so many times and return what came of it, by job.

    only: of all these, do the one of this number. at_once: how many go on side by side. say: is told of each failure.
    """
    drawn = {kill: job for kill, job in enumerate(schedule(jobs, number, seed), start=1) if only in (None, kill)}
    wanted = [job for job in jobs if job in drawn.values()]
    with tempfile.TemporaryDirectory(prefix="killing-") as holder:
        place = Path(holder)
        unlike = list(dict.fromkeys(job.same or job for job in wanted))
        measured = dict(zip(unlike, _side_by_side(at_once, unlike, lambda job: _prepared(job, place)), strict=True))

        def killed(kill: int) -> Count:
            folder = place / f"kill-{kill}"
            drawn[kill].copy(_template(drawn[kill], place), folder)
            try:
                return _kill(drawn[kill], folder, measured[drawn[kill].same or drawn[kill]], kill, seed)
            except AssertionError as hung:  # a child that does not end; the other kills go on
                return Count(kills=1, failures=[f"--only {kill}: {hung}"])
            finally:
                drawn[kill].remove(folder)

        found: dict[int, Count] = {}
        for alone in (False, True):
            kills = [kill for kill, job in drawn.items() if job.alone is alone]
            found |= zip(kills, _side_by_side(1 if alone else at_once, kills, killed), strict=True)
    counts = {job.name: _sum(found[kill] for kill in drawn if drawn[kill] is job) for job in wanted}
    for name, count in counts.items():
        count.failures[:] = [f"--seed {seed} --number {number} {failure} ({name})" for failure in count.failures]
        for failure in count.failures:
            say(failure)
    return counts


T = TypeVar("T")
Result = TypeVar("Result")


def _side_by_side(at_once: int, tasks: Sequence[T], do: Callable[[T], Result]) -> list[Result]:
    """Return what a function makes of each task, worked by so many processes, each of which takes every so many."""
    pipes = []
    for place in range(at_once):
        reading, writing = os.pipe()
        if os.fork() == 0:
            status = 1
            try:
                os.close(reading)
                with os.fdopen(writing, "wb") as pipe:
                    pickle.dump([do(task) for task in tasks[place::at_once]], pipe)
                status = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        os.close(writing)
        pipes.append(reading)
    results: list[Any] = [None] * len(tasks)
    for place, reading in enumerate(pipes):
        with os.fdopen(reading, "rb") as pipe:
            results[place::at_once] = pickle.loads(pipe.read() or pickle.dumps([None] * len(tasks[place::at_once])))
        os.wait()
    assert None not in results, "a process failed; what it said stands above"
    return results


def table(counts: dict[str, Count]) -> str:
    """Return the counts as a table in Markdown."""
    named = [*counts.items(), ("all", _sum(counts.values()))]
    lines = [
        "| job | kills | inside the work | before a chosen step | recovered | unfinished strokes lost | failures |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, count in named:
        strokes = str(count.facts["strokes lost"]) if "strokes lost" in count.facts else "–"
        cells = (count.kills, count.inside, count.by_step, count.recovered, strokes, len(count.failures))
        lines.append(f"| {name} | {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def server_table(counts: dict[str, Count]) -> str:
    """Return the counts of jobs on a server as such a table, by what was killed of each."""
    by_work: dict[str, dict[str, Count]] = {}
    for name, count in counts.items():
        work, _, what = name.partition(", ")
        by_work.setdefault(work, {})[what] = count
    by_work["all"] = {
        what: _sum(struck[what] for struck in by_work.values() if what in struck)
        for what in ("", "connection", "server")
    }
    lines = [
        "| job | the program | its connection | the server | inside the work | recovered | told in words | failures |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for work, struck in by_work.items():
        kills = [struck[what].kills if what in struck else 0 for what in ("", "connection", "server")]
        whole = _sum(struck.values())
        cells = (*kills, whole.inside, whole.recovered, whole.facts.get("refused", 0), len(whole.failures))
        lines.append(f"| {work} | {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def _sum(counts: Iterable[Count]) -> Count:
    total = Count()
    for count in counts:
        total.kills += count.kills
        total.inside += count.inside
        total.by_step += count.by_step
        total.recovered += count.recovered
        total.failures += count.failures
        for fact, value in count.facts.items():
            total.facts[fact] = total.facts.get(fact, 0) + value
    return total


def _template(job: Job, place: Path) -> Path:
    return place / f"prepared-{(job.same or job).name.replace(' ', '-')}"


def _prepared(job: Job, place: Path) -> Measured:
    """Fill the folder that a job starts from, and do the job twice without a kill; raises AssertionError on a fault."""
    template = _template(job, place)
    template.mkdir()
    ended = _child(template, lambda _tell: job.prepare(template))
    assert ended.status == 0, f"'{job.name}' cannot be prepared: {ended.told}"
    measured = []
    for attempt in range(2):  # the first one also pays for what is imported late and for cold pages
        folder = template.with_name(f"{template.name}-{attempt}")
        job.copy(template, folder)
        ended = _child(folder, lambda tell, folder=folder: _worked(job, folder, tell, 0))
        assert ended.status == 0, f"'{job.name}' fails unkilled: {ended.told}"
        steps = next(int(line.removeprefix("steps ")) for line in ended.told if line.startswith("steps "))
        measured.append(Measured(seconds=ended.seconds, steps=steps))
        if attempt == 0:
            told = [line for line in ended.told if not line.startswith("steps ")]
            looked = _child(folder, lambda tell, folder=folder, told=told: tell(json.dumps(job.look(folder, told))))
            assert looked.status == 0, f"'{job.name}' is not well unkilled: {looked.told}"
        job.remove(folder)
    return min(measured, key=lambda one: one.seconds)


def _kill(job: Job, folder: Path, measured: Measured, kill: int, seed: int) -> Count:
    drawn = random.Random(f"{seed}/{kill}")
    by_step = drawn.random() < 0.5
    step = drawn.randint(1, measured.steps) if by_step else 0
    after_s = None if by_step else drawn.random() * measured.seconds
    when = f"before step {step} of {measured.steps}" if by_step else f"after {after_s:.4f} s of {measured.seconds:.4f}"
    ended = _child(folder, lambda tell: _worked(job, folder, tell, step), after_s, job.strike)
    count = Count(kills=1, inside=int(ended.struck), by_step=int(ended.struck and by_step))
    told = [line for line in ended.told if not line.startswith("steps ")]
    if not (ended.status == 0 or (ended.struck and job.strike is None)):
        count.failures.append(f"--only {kill}: the work failed by itself: {told}")
        return count
    looked = _child(folder, lambda tell: tell(json.dumps(job.look(folder, told))))
    if looked.status != 0:
        count.failures.append(f"--only {kill}: killed {when}, having told {told[-3:]}: {'; '.join(looked.told)}")
        return count
    count.recovered = int(ended.struck)
    count.facts.update(json.loads(looked.told[-1]))
    return count


def _worked(job: Job, folder: Path, tell: Tell, fatal: int) -> None:
    """Do a job and count its steps; strike before the fatal one. 0 is none."""

    def strike() -> None:
        if job.strike is None:
            os.kill(os.getpid(), signal.SIGKILL)
        else:
            tell(_STRUCK)
            job.strike(folder)

    steps = _Steps(fatal, strike)

    def told(line: str) -> None:
        if line == BEGUN:
            steps.begin()
        tell(line)

    if not job.begins_itself:
        told(BEGUN)
    job.work(folder, told)
    tell(f"steps {steps.count}")


class _Steps:
    """Counts what a process changes on its disk: statements and commits of databases, and files made or moved."""

    def __init__(self, fatal: int, strike: Callable[[], None]) -> None:
        self.count = 0
        self._fatal, self._strike = fatal, strike

    def begin(self) -> None:
        from sqlalchemy import Engine, event

        event.listen(Engine, "before_cursor_execute", lambda *_: self._step())
        event.listen(Engine, "commit", lambda *_: self._step())
        sys.addaudithook(self._audit)

    def _audit(self, what: str, arguments: tuple[Any, ...]) -> None:
        if what in _CHANGES or (what == "open" and isinstance(arguments[2], int) and arguments[2] & _OPENED_TO_WRITE):
            self._step()

    def _step(self) -> None:
        self.count += 1
        if self.count == self._fatal:
            self._strike()


def _child(
    folder: Path,
    do: Callable[[Tell], None],
    after_s: float | None = None,
    strike: Callable[[Path], None] | None = None,
) -> _Ended:
    """Do something in a process of its own, struck so long after it says that it has begun; None lets it end."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        os._exit(_in_child(folder, do, writing))
    os.close(writing)
    content, begun, struck = b"", 0.0, False
    end = time.monotonic() + PATIENCE_S
    with contextlib.closing(os.fdopen(reading, "rb", buffering=0)) as pipe:
        while True:
            now = time.monotonic()
            due = begun + after_s if begun and after_s is not None and not struck else end
            ready, _, _ = select.select([pipe], [], [], max(0.0, due - now))
            if not ready:
                if due == end or strike is None:
                    os.kill(pid, signal.SIGKILL)
                    assert due != end, f"a child was not done after {PATIENCE_S:.0f} s: {content[-300:]!r}"
                else:
                    strike(folder)
                struck = True
                continue
            part = pipe.read(65536)
            if not part:
                break
            content += part
            if not begun and content.startswith(f"{BEGUN}\n".encode()):
                begun = time.monotonic()
    seconds = time.monotonic() - begun
    _, status = os.waitpid(pid, 0)
    whole = content.decode().split("\n")[:-1]  # what came after the last line's end was cut off
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return _Ended(
        struck=killed or _STRUCK in whole or (struck and strike is not None),
        status=os.waitstatus_to_exitcode(status),
        told=[line for line in whole if line not in (BEGUN, _STRUCK)],
        seconds=seconds,
    )


def _in_child(folder: Path, do: Callable[[Tell], None], writing: int) -> int:
    """Run in the child: its own data folder, nothing printed; returns the exit status."""
    os.environ["SIGVERIFY_DATA"] = str(folder / "data")
    for name in ("SIGVERIFY_PASSPHRASE", "SIGVERIFY_STORE"):
        os.environ.pop(name, None)
    if (folder / STORE_URL).exists():
        os.environ["SIGVERIFY_STORE"] = (folder / STORE_URL).read_text(encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            do(lambda line: _tell(writing, line))
        except BaseException as fault:
            if os.environ.get("KILLING_TRACEBACKS"):
                _tell(writing, traceback.format_exc())
            _tell(writing, f"{type(fault).__name__}: {fault}")
            return 1
    return 0


def _tell(writing: int, line: str) -> None:
    os.write(writing, line.encode() + b"\n")


def main() -> int:
    """Kill as asked on the command line; prints the table. Exit status 1 where anything was lost or did not recover."""
    import on_a_server
    from jobs import JOBS
    from server_jobs import SERVER_JOBS
    from sound import warm_up
    from window_jobs import WINDOW_JOBS

    parser = argparse.ArgumentParser(description="Kill the program at work with SIGKILL and look at what is left.")
    parser.add_argument("--number", type=int, default=200, help="how many kills (200)")
    parser.add_argument("--seed", type=int, default=1, help="draws jobs and moments (1)")
    parser.add_argument("--only", type=int, default=None, help="of these kills do the one of this number, again")
    parser.add_argument("--server", action="store_true", help="the store lies on a PostgreSQL server, started for it")
    parser.add_argument("--window", action="store_true", help="a pen writes on the real window")
    names = [job.name for job in (*JOBS, *SERVER_JOBS, *WINDOW_JOBS)]
    parser.add_argument("--job", action="append", choices=names, help="only this job; repeatable")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1, help="kills that go on side by side")
    parser.add_argument("--json", type=Path, default=None, help="write the counts to this file too")
    asked = parser.parse_args()
    every = SERVER_JOBS if asked.server else WINDOW_JOBS if asked.window else JOBS
    jobs = [job for job in every if asked.job is None or job.name in asked.job]
    warm_up()
    begun = time.monotonic()
    with on_a_server.started() if asked.server else contextlib.nullcontext():
        counts = run(
            jobs,
            asked.number,
            asked.seed,
            only=asked.only,
            at_once=asked.at_once,
            say=lambda line: print(line, file=sys.stderr),  # noqa: T201
        )
    print(server_table(counts) if asked.server else table(counts))  # noqa: T201
    print(f"\nseed {asked.seed}, {time.monotonic() - begun:.0f} s")  # noqa: T201
    if asked.json is not None:
        asked.json.write_text(json.dumps({name: vars(count) for name, count in counts.items()}), encoding="utf-8")
    return 1 if any(count.failures for count in counts.values()) else 0


if __name__ == "__main__":
    # Before numpy and torch: a process that forks must have one thread, and no keyring of a person is touched.
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    sys.dont_write_bytecode = True
    sys.path.append(str(Path(__file__).parents[1] / "plugins"))
    sys.exit(main())
