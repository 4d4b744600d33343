"""The commands on a store that a server holds; and that no password is read from a command line."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from sigverify.storage.store import Store

Run = Callable[..., Result]


@pytest.mark.parametrize(
    "words",
    [
        ("--store", "postgresql://desk:hunter2@server/signers", "signers"),
        ("--store", "postgresql://desk@server/signers?password=hunter2", "store", "info"),
        ("store", "copy", "postgresql://desk:hunter2@server/signers", "sqlite:///x.sqlite"),
        ("store", "copy", "sqlite:///x.sqlite", "postgresql://desk:hunter2@server/signers"),
        ("evaluate", "--corpus", "store:postgresql://desk:hunter2@server/signers"),
    ],
)
def test_a_password_on_the_command_line_is_refused_and_not_repeated(refused: Callable[..., str], words) -> None:
    said = refused(*words)
    assert "hunter2" not in said
    assert "~/.pgpass" in said
    assert "SIGVERIFY_STORE" in said


def test_a_load_needs_a_store_of_its_own(refused: Callable[..., str], tmp_path: Path) -> None:
    assert "Name an empty database" in refused("store", "load")
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    with Store.open(url) as store:
        store.add_signer("Anna")
    assert "holds signers" in refused("--store", url, "store", "load")


@pytest.mark.server
def test_a_store_goes_to_a_server_and_back_and_says_where_it_is(
    run: Run, server_url: str, tmp_path: Path, monkeypatch
) -> None:
    there, back = f"sqlite:///{tmp_path / 'here.sqlite'}", f"sqlite:///{tmp_path / 'back.sqlite'}"
    with Store.open(there) as store:
        store.add_signer("Anna")
    told = run("store", "copy", there, server_url).stdout
    assert "Copied: 1 signers" in told
    assert "Its audit chain is sound: 2 entries" in told
    monkeypatch.setenv("SIGVERIFY_STORE", server_url)
    assert "Anna" in run("signers").stdout
    info = run("store", "info").stdout
    assert re.search(r"PostgreSQL \d+\.\d", info)
    assert "1 signers" in info
    assert json.loads(run("store", "info", "--json").stdout)["server"].startswith("PostgreSQL")
    assert "holds 1 signers" in run("store", "backup", tmp_path / "a.backup").stdout
    assert run("erase", "Anna", "--yes").exit_code == 0
    told = run("store", "restore", tmp_path / "a.backup").stdout
    assert "had been erased since" in told
    assert "The store that was there is now" in told
    assert run("audit", "verify").exit_code == 0
    assert "Copied: 0 signers" in run("store", "copy", server_url, back).stdout
    with Store.open(back) as store:
        assert store.signers() == []
    assert run("--store", there, "signers").stdout.count("Anna") == 1  # the command line goes before the variable


@pytest.mark.server
@pytest.mark.slow
def test_a_load_tells_its_figures(server_url: str, tmp_path: Path) -> None:
    import os
    import subprocess

    words = ("--store", server_url, "store", "load", "--desks", "2", "--seconds", "1", "--signers", "2", "--json")
    done = subprocess.run(
        [sys.executable, "-m", "sigverify", *words],
        env={**os.environ, "SIGVERIFY_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["desks"], told["errors"], told["faults"]) == (2, [], [])
    assert told["verifications"] > 0
    assert 0 < told["median_s"] <= told["p99_s"]
