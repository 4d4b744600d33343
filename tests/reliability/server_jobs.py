"""What is killed of a desk whose store lies on a server: the program, its connection, or the server itself.

Where the connection breaks or the server stops, the program goes on. It must then do its work after all, or end with
the one message that says what happened and what to do.
"""

import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import jobs
import keeping_jobs
import on_a_server
from killing import Job, Tell
from sound import Refused, command, data, done, fill, reopened, sealed_values_there, sound, tidy, url, whole_desk

from sigverify.errors import StoreAwayError
from sigverify.storage.store import Store

Facts = dict[str, int]
Work = Callable[[Path, Tell], None]

EARLIER = Path(__file__).parents[1] / "storage" / "earlier" / "0006-on-a-server"
"""A store that an earlier program wrote on a server, with all under one key."""


def prepared_there(prepare: Callable[[Path], None], folder: Path) -> None:
    os.environ["SIGVERIFY_STORE"] = on_a_server.make(folder)
    prepare(folder)


def looked_there(look: Callable[[Path, Sequence[str]], Facts], folder: Path, told: Sequence[str]) -> Facts:
    on_a_server.settle(folder)
    refused = sum(line.startswith("refused") for line in told)
    return look(folder, [line for line in told if not line.startswith("refused")]) | {"refused": refused}


def worked_or_refused(work: Work, folder: Path, tell: Tell) -> None:
    """Do the work, or be told in words for a person that the server is away."""
    try:
        work(folder, tell)
    except StoreAwayError as fault:
        status, printed = 2, str(fault)
    except Refused as fault:
        status, printed = fault.status, fault.printed
    else:
        return
    assert status == 2, printed
    assert "cannot be reached, or the connection broke" in printed, printed
    assert "see to the network and the server, then try again" in printed, printed
    assert "Traceback" not in printed, printed
    tell("refused")


# Migration: a store that an earlier program wrote there.


def prepare_migration(folder: Path) -> None:
    shutil.copytree(EARLIER, data(folder), ignore=shutil.ignore_patterns("store.sql"))
    dump = (EARLIER / "store.sql").read_text(encoding="utf-8").replace("earlier", "public")
    on_a_server.run(folder, dump.replace("CREATE SCHEMA public;", ""))


# Erasing: the rows are gone at once; the pages that held them are the server's, until it vacuums.


def prepare_erasure(folder: Path) -> None:
    """On this machine lies what a restoring put aside, and the half of another one, with the signer in it."""
    fill(folder)
    done("store", "backup", folder / "a.backup")
    done("store", "restore", folder / "a.backup")
    (aside,) = (data(folder) / "servers").glob("*.before-restore")
    for ending in (".part", ".part-journal"):
        shutil.copyfile(aside, aside.with_name(aside.name + ending))
    (folder / "a.backup").unlink()
    with Store.open(url(folder)) as store:
        signer_id = next(signer.id for signer in store.signers() if signer.name == keeping_jobs.ERASED)
        store.append_stroke(store.begin_capture(signer_id, "enrol"), jobs.strokes_of(2)[0])
    sealed = [value.hex() for value in sealed_values_there(folder, signer_id)]
    (folder / "sealed").write_text(json.dumps({"of": signer_id, "values": sealed}), encoding="ascii")


def look_at_erasure(folder: Path, told: Sequence[str]) -> Facts:
    with reopened(folder) as store:
        whole_desk(store, without=keeping_jobs.ERASED)
        there = any(signer.name == keeping_jobs.ERASED for signer in store.signers())
        if there:
            assert "erased" not in told, "who was erased is back"
            whole_desk(store)
    if there:
        done("erase", keeping_jobs.ERASED, "--yes")
    sealed = json.loads((folder / "sealed").read_text(encoding="ascii"))
    values = [bytes.fromhex(value) for value in sealed["values"]]
    with reopened(folder) as store:
        whole_desk(store, without=keeping_jobs.ERASED)
        assert all(capture.signer_id != sealed["of"] for capture in store.unfinished_captures())
    assert sealed_values_there(folder, sealed["of"]) == []
    assert on_a_server.rows_of(folder, f"SELECT 1 FROM data_keys WHERE owner = '{sealed['of']}'") == []
    assert not (left := keeping_jobs.files_holding(data(folder), values)), f"who was erased lies in {left}"
    tidy(folder, "sealed")
    return {}


# A store in a file is copied to the server.


def prepare_copy(folder: Path) -> None:
    fill(folder)
    on_a_server.make(folder, on_a_server.TARGET_URL)


def target(folder: Path) -> str:
    return (folder / on_a_server.TARGET_URL).read_text(encoding="utf-8")


def copying(folder: Path, tell: Tell) -> None:
    done("store", "copy", url(folder), target(folder))
    tell("copied")


def look_at_copy(folder: Path, told: Sequence[str]) -> Facts:
    status, printed = command("--store", target(folder), "signers")
    if status == 2:
        assert "copied" not in told, "the copy is gone"
        assert "There is no store" in printed, printed
        done("store", "copy", url(folder), target(folder))
    status, printed = command("store", "copy", url(folder), target(folder))
    assert (status, "holds a store already" in printed) == (2, True), printed
    for place in (target(folder), url(folder)):
        with Store.open(place, make=False) as store:
            sound(store)
            whole_desk(store)
    tidy(folder, on_a_server.TARGET_URL)
    return {}


def job(name: str, prepare: Callable[[Path], None], work: Work, look: Callable[..., Facts], share: int) -> Job:
    return Job(
        name=name,
        prepare=partial(prepared_there, prepare),
        work=work,
        look=partial(looked_there, look),
        share=share,
        copy=on_a_server.copy,
        remove=on_a_server.remove,
    )


KILLED = (
    job("capture", fill, jobs.capture, jobs.look_at_capture, 3),
    job("save", jobs.prepare_save, jobs.save, jobs.look_at_save, 2),
    job("promotion and roll-back", jobs.prepare_promotion, jobs.promotion, jobs.look_at_promotion, 2),
    job("migration", prepare_migration, keeping_jobs.migration, keeping_jobs.look_at_migration, 2),
    job(
        *("change of passphrase", keeping_jobs.prepare_passphrase, keeping_jobs.passphrase),
        *(keeping_jobs.look_at_passphrase, 2),
    ),
    job("erasing a signer", prepare_erasure, keeping_jobs.erasure, look_at_erasure, 2),
    replace(job("store copy to it", fill, copying, look_at_copy, 2), prepare=prepare_copy),
    job("store copy from it", fill, keeping_jobs.copying, keeping_jobs.look_at_copy, 2),
    job("backup", fill, keeping_jobs.backup, keeping_jobs.look_at_backup, 1),
    job("restore", keeping_jobs.prepare_restore, keeping_jobs.restore, keeping_jobs.look_at_restore, 2),
)
"""The program is killed."""


def struck(killed: Job, what: str, strike: Callable[[Path], None], *, share: int, alone: bool) -> Job:
    """Return the same work, while something is killed that it works with."""
    work = partial(worked_or_refused, killed.work)
    return replace(
        killed, name=f"{killed.name}, {what}", work=work, strike=strike, share=share, alone=alone, same=killed
    )


SERVER_JOBS = (
    *KILLED,
    *(struck(one, "connection", on_a_server.hang_up, share=2, alone=False) for one in KILLED),
    *(struck(one, "server", on_a_server.stop_and_start, share=1, alone=True) for one in KILLED),
)
