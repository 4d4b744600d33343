"""What `starting` and `memory` have fresh processes do: open the window, and tell when and how large it was."""

import json
import sys
import time
from pathlib import Path

_TOLD = 20
"""Times that a training tells of its memory, each time the most that it had after a batch since the time before."""


def main(what: str) -> None:
    """Tell as JSON, a line each, what a process came to: 'window', 'imports' or 'training STEPS'."""
    if what == "imports":
        _import_all()
    elif what == "training":
        _train(int(sys.argv[2]))
    else:
        _open_window()


def resident_bytes() -> int:
    """Return how much of this process lies in memory; 0 where the system does not tell."""
    import os

    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _tell(**values: object) -> None:
    print(json.dumps(values), flush=True)  # noqa: T201 # to the program that started this one


def _import_all() -> None:
    import sigverify.gui.application  # noqa: F401 # what the window stands on
    from sigverify.gui.desk_services import DeskServices
    from sigverify.gui.place_making import import_all

    DeskServices(None).warm_up()
    import_all()
    _tell(resident=resident_bytes())


def _open_window() -> None:
    from sigverify.gui.collector import look_seldom

    look_seldom()  # as the command does
    from sigverify.benchmarks.opened_window import opened_window, painted, pass_until
    from sigverify.benchmarks.passing_folder import passing_folder

    with passing_folder() as folder, opened_window(folder) as window:
        painted(window)
        _tell(event="painted", worked=time.process_time())
        pass_until(lambda: window.live.is_ready and window.desk.waiting == 0)
        _tell(event="decides", worked=time.process_time())
        until = time.monotonic() + 1.0
        pass_until(lambda: time.monotonic() > until)
        _tell(resident=resident_bytes())


def _train(steps: int) -> None:
    import torch

    from sigverify.benchmarks.training import NETWORK, examples_of, training_of
    from sigverify.learning.training import train
    from sigverify.networks.catalogue import build_network
    from sigverify.workflows.train_plan import loss_of

    torch.set_num_threads(1)
    course = train(build_network(NETWORK, {}), loss_of(NETWORK, ""), examples_of(), training_of(steps))
    most = 0
    for report in course:
        most = max(most, resident_bytes())
        if report.step % max(1, steps // _TOLD) == 0:
            _tell(step=report.step, resident=most)
            most = 0


if __name__ == "__main__":
    main(sys.argv[1])
