import multiprocessing
import os
import pickle
import subprocess
import sys
from multiprocessing import Pipe
from pathlib import Path
from threading import Event, Thread

import pytest
import work_apart
from filelock import FileLock

from sigverify.errors import Cancelled, ResourceFault, UsageError
from sigverify.workflows.own_process import _Asking, _Pipe, in_own_process


def never() -> bool:
    return False


@pytest.fixture(autouse=True)
def no_process_left():
    """Every process that was begun must have ended with its generator."""
    yield
    assert multiprocessing.active_children() == []


def test_work_is_done_in_another_process_and_its_items_come_in_order() -> None:
    found = list(in_own_process(work_apart.counted, 3, cancelled=never, lead="number "))
    numbers, processes = zip(*(item.split(" of ") for item in found), strict=True)
    assert numbers == ("number 0", "number 1", "number 2")
    assert len(set(processes)) == 1
    assert int(processes[0]) != os.getpid()


def test_an_error_comes_with_the_template_of_its_words() -> None:
    course = in_own_process(work_apart.refused, cancelled=never)
    assert next(course) == "begun"
    with pytest.raises(UsageError) as raised:
        next(course)
    assert raised.value.sentence.template == "There are {n} of them."
    assert raised.value.sentence.values == {"n": 7}


def test_an_error_that_cannot_be_sent_comes_as_words() -> None:
    with pytest.raises(RuntimeError, match="UnpackableError: this and that"):
        list(in_own_process(work_apart.failed, cancelled=never))


def test_a_process_that_ends_by_itself_is_told_of() -> None:
    course = in_own_process(work_apart.died, cancelled=never)
    assert next(course) == "False"
    with pytest.raises(ResourceFault, match=r"ended by itself \(status 3\)"):
        next(course)


@pytest.mark.parametrize("work", [work_apart.until_stopped, work_apart.silent_until_stopped])
def test_work_that_is_stopped_keeps_what_it_has_done(work, tmp_path: Path) -> None:
    stop = Event()
    course = in_own_process(work, tmp_path, cancelled=stop.is_set)
    assert next(course) == "begun"
    stop.set()
    with pytest.raises(Cancelled, match="something is kept"):
        list(course)
    assert (tmp_path / "kept").exists()


def test_work_that_is_stopped_before_it_began_is_never_begun(tmp_path: Path) -> None:
    with pytest.raises(Cancelled, match="Nothing was changed"):
        list(in_own_process(work_apart.until_stopped, tmp_path, cancelled=lambda: True))
    assert not (tmp_path / "at work").exists()


def test_a_generator_that_is_closed_stops_its_process(tmp_path: Path) -> None:
    course = in_own_process(work_apart.until_stopped, tmp_path, cancelled=never)
    assert next(course) == "begun"
    course.close()
    assert (tmp_path / "kept").exists()


def test_nothing_goes_on_before_the_answer_is_there() -> None:
    """A pause is an answer that takes long."""
    ours, theirs = Pipe()
    answers: list[bool] = []
    asking = Thread(target=lambda: answers.append(_Asking(_Pipe(theirs))()))
    asking.start()
    assert pickle.loads(ours.recv_bytes())
    assert answers == []
    ours.send_bytes(pickle.dumps(False))
    asking.join()
    assert answers == [False]
    ours.close()
    theirs.close()


def test_work_ends_where_the_program_that_began_it_is_killed(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, work_apart.__file__, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "begun\n"
    program.kill()
    program.wait()
    program.stdout.close()
    with FileLock(tmp_path / "at work", timeout=60):  # held until the process ends
        assert (tmp_path / "kept").exists()
