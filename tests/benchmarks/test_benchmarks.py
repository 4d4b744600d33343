"""What `benchmark` stands on: rows that tell what was measured, ways in turn, and peers that do the same work."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from sigverify.benchmarks import (
    alignment,
    crowd,
    crowded_store,
    decision,
    frames,
    growth,
    identification,
    live,
    peers,
    starting,
    suite,
    training,
)
from sigverify.benchmarks.ink import Setting
from sigverify.benchmarks.reckoning import measured_in, reckoned
from sigverify.benchmarks.rows import HEADINGS, Report, Row
from sigverify.benchmarks.straightforward import soft_dtw
from sigverify.benchmarks.timing import in_turn
from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.errors import StoreKeyError, UsageError
from sigverify.ink.recording import Recording
from sigverify.networks.soft_alignment import soft_accumulated
from sigverify.storage import checking
from sigverify.storage.store import Store
from sigverify.workflows.identifying import Gallery
from sigverify.workflows.models import load_verifier


def test_a_row_says_whether_its_goal_was_met() -> None:
    row = Row(subject="a", what="a thing", who="us", median=1234.5, worst=20.25, best=3.456, goal="≤ 5 ms", met=False)
    assert row.cells() == ("a thing", "us", "1,234 ms", "20.2 ms", "3.46 ms", "–", "", "≤ 5 ms ✗ missed", "")
    report = Report(machine="a box", date="2026-01-01", corpus="made up", rows=(row,))
    caption, _, heading, ruler, line, end = report.to_markdown().split("\n")
    assert caption == "2026-01-01, a box; ink: made up."
    assert heading.count("|") == ruler.count("|") == line.count("|") == len(HEADINGS) + 1
    assert end == ""
    assert json.loads(json.dumps(report.to_json()))["rows"][0]["met"] is False


def test_ways_take_turns_and_every_case_is_timed_in_each_round() -> None:
    """Each case is made anew before it is timed; a first round, which nobody times, lets caches fill."""
    done: list[str] = []

    def way(name: str):
        def make():
            done.append(f"make {name}")
            return lambda: done.append(name)

        return make

    taken = in_turn({"a": [way("a1"), way("a2")], "b": [way("b1")]}, 2)
    assert {name: times.seconds.size for name, times in taken.items()} == {"a": 4, "b": 2}
    timed = done[6:]
    assert timed == ["make a1", "a1", "make b1", "b1", "make a2", "a2"] * 2


def test_the_plain_version_is_soft_dtw() -> None:
    costs = torch.rand(7, 9, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    expected = soft_accumulated(costs[None], 0.1)[0, -1, -1]
    torch.testing.assert_close(soft_dtw(costs, 0.1), expected)


@pytest.mark.parametrize("name", peers.PEERS)
def test_a_peer_finds_the_same_cost_by_its_own_definition(name: str) -> None:
    """Those that are installed: they sum squares, and tell the root of it, so the path may be another one."""
    part = peers.library(name)
    rng = np.random.default_rng(3)
    a, b = rng.normal(size=(12, 1)), rng.normal(size=(9, 1))
    if part is None:
        row = peers.missing("alignment", "pairs", (name,))[0]
        assert "sigverify[bench]" in row.note
        return
    squares = (a - b.T) ** 2
    table = np.full((13, 10), np.inf)
    table[0, 0] = 0
    for i, j in np.ndindex(squares.shape):
        table[i + 1, j + 1] = squares[i, j] + min(table[i, j], table[i, j + 1], table[i + 1, j])
    found = np.ravel(alignment.peer(name, part, [a, b], [(0, 1)])())
    assert np.isclose(found, table[-1, -1]).any() or np.isclose(found, np.sqrt(table[-1, -1])).any()


def test_all_pairs_are_those_of_the_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "_ROUNDS", 1)
    found = list(alignment.rows(Setting(corpus=synthetic_corpus(2, genuine=2, forgeries=0, seed=3), peers=False)))
    own = ["sigverify, float32", "sigverify, float64", "sigverify, float32, frames on no grid"]
    assert [row.who for row in found] == own
    assert "6 pairs of 4 signatures" in found[0].what
    assert all(row.median is not None and row.median > 0 for row in found)


def test_ink_is_made_to_last_with_its_rate_and_its_path(make_ink: Callable[..., Recording]) -> None:
    ink = make_ink(100.0, seconds=1.5, strokes=2)
    slow = live.lasting(ink, 4.0)
    assert slow.time_s[-1] == pytest.approx(4.0, abs=0.02)
    assert np.diff(slow.time_s).mean() == pytest.approx(np.diff(ink.time_s).mean())
    assert slow.stroke_count == ink.stroke_count
    assert np.ptp(slow.x) == pytest.approx(np.ptp(ink.x), rel=0.01)
    assert live.lasting(slow, 2.0) is slow


def test_a_live_score_is_timed_frame_by_frame_and_its_gap_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "_SIGNERS", 1)
    corpus = synthetic_corpus(1, genuine=6, forgeries=0, seed=3)
    frames, gap = list(live.rows(Setting(corpus=corpus, model="dtw")))[2:]
    assert "each second written" in frames.note
    assert frames.count > 150, "60 a second for 4 s"
    assert gap.unit == "%"
    assert gap.median is not None
    assert gap.median < 5


def test_who_comes_first_by_sketches_is_counted_beside_a_look_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identification, "_SIGNERS", 12)
    monkeypatch.setattr(identification, "_QUERIES", 6)
    monkeypatch.setattr(identification, "_INDEXED", 50)
    setting = Setting(corpus=synthetic_corpus(2, genuine=2, forgeries=0, seed=3), model="dtw", peers=False)
    short, whole, look = identification.rows(setting)
    assert short.count == whole.count == 6
    assert "among 12 signers" in short.what
    assert 0 <= short.median <= 100
    assert short.met == (short.median >= 0.99 * whole.median)
    assert look.median > 0
    assert "96 bytes a signer" in look.note


def test_a_store_of_many_holds_what_one_of_few_does(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each row opens under its signer's key; who is verified and looked for is found."""
    monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path))
    for name, value in (("_FEW", 4), ("_MANY", 8), ("_CASES", 2), ("_ROUNDS", 1)):
        monkeypatch.setattr(crowded_store, name, value)
    for module in (crowded_store, crowd):
        monkeypatch.setattr(module, "HANDS", 3)
    setting = Setting(corpus=synthetic_corpus(2, genuine=2, forgeries=0, seed=3), model="dtw", peers=False)
    found = list(crowded_store.rows(setting))
    assert [row.what.split()[0] for row in found] == ["unlocking", *(["listing"] * 2), *(["search"] * 2),
                                                      *(["verification"] * 2), "identification"]  # fmt: skip
    assert all(row.median > 0 for row in found)
    verifier = load_verifier("dtw")
    hands = crowd.hands_of(verifier)
    with Store.open(f"sqlite:///{tmp_path}/s.sqlite", passphrase="p") as store:
        crowd.fill(store, verifier.sha256, hands, 5)
        assert [signer.reference_count for signer in store.signers()] == [5] * 5
        assert all(checked.startswith(("There is no entry", "No entry")) for checked in check_of(store))
        assert store.without_sketch(verifier.sha256) == []
        numbers = {int(signer.name.split()[-1]): signer.id for signer in store.signers()}
        found = Gallery(store, verifier).identify(hands[1].fresh[0]).candidates
        assert {numbers[1], numbers[4]} <= {one.signer.id for one in found[:2]}, "whose hand it is"
    with pytest.raises(StoreKeyError):
        Store.open(f"sqlite:///{tmp_path}/s.sqlite", passphrase="another")


def test_a_signer_takes_the_room_that_is_announced(tmp_path: Path) -> None:
    """Within a tenth, by every hand as often, with the model that is usually measured."""
    verifier = load_verifier("default")
    with Store.open(f"sqlite:///{tmp_path}/s.sqlite", passphrase="p") as store:
        before = store.info().size
        crowd.fill(store, verifier.sha256, crowd.hands_of(verifier), 2 * crowd.HANDS)
        each = (store.info().size - before) / (2 * crowd.HANDS)
    assert each == pytest.approx(crowded_store.EACH_BYTES, rel=0.1)


def check_of(store: Store) -> list[str]:
    with store._reading() as work:
        return list(checking.check(work).faults)


def test_a_plain_step_learns_from_the_same_ink(monkeypatch: pytest.MonkeyPatch) -> None:
    """The goal's other side: the same network and loss, every pair by a forward of its own."""
    monkeypatch.setattr(
        training, "compared", lambda network, a, b: network.left(a[None], torch.tensor([len(a)])).frames.sum()
    )
    examples = training.examples_of(synthetic_corpus(3, genuine=6, forgeries=4, seed=3))
    assert training._plain(examples, training.loss_of(training.NETWORK, ""), training.training_of(1))[0] == 11
    assert training.steps_of(examples, 3).seconds.size == 1


def test_a_fresh_process_tells_when_it_was_so_far() -> None:
    told = starting.moments(("-c", 'print(\'{"event": "begun", "worked": 0.25}\', flush=True)'))
    assert set(told) == {"begun"}
    assert told["begun"].seconds > 0
    assert told["begun"].worked_s == 0.25


def test_starting_is_told_by_the_clock_and_by_what_was_worked() -> None:
    own, other = ([starting.Moment(at, worked) for at, worked in times] for times in ([(3, 2), (2, 2)], [(2, 1)] * 2))
    ours, torch = starting._beside("first decision possible", own, other, "import torch", 1.5)
    assert (ours.median, ours.worked, ours.met) == (2.5, 2, True)
    assert ours.note == "1.25 times import torch, 2.00 times by what the processor worked"
    assert (torch.median, torch.worked, torch.ratio) == (2, 1, 0.8)


def test_what_it_will_take_grows_with_the_signers_and_the_sizes() -> None:
    corpus = synthetic_corpus(2, genuine=2, forgeries=0, seed=3)
    usual, large, fewer = (
        suite.expected(Setting(corpus=corpus, large=large, signers=signers), ())
        for large, signers in ((False, None), (True, None), (True, 20_000))
    )
    assert usual.seconds < fewer.seconds < large.seconds < 25 * 60
    assert usual.disk_bytes < fewer.disk_bytes < large.disk_bytes < 21e9
    assert suite.expected(Setting(corpus=corpus, large=True), ["alignment"]).disk_bytes == 0


def test_what_was_measured_before_is_not_measured_again(monkeypatch: pytest.MonkeyPatch) -> None:
    setting = Setting(corpus=synthetic_corpus(2, genuine=2, forgeries=0, seed=3))
    for module in (decision, alignment):
        row = Row(subject=module.SUBJECT, what="a", who="b")
        monkeypatch.setattr(module, "rows", lambda _setting, row=row: iter([row]))
    (first,) = suite.measure(setting, ["decision"])
    assert suite.left_of(["decision", "alignment"], first) == ["alignment"]
    (both,) = suite.measure(setting, ["alignment"], before=first)
    assert [row.subject for row in both.rows] == ["decision", "alignment"]
    assert Report.from_json(both.to_json()) == replace(both, rows=list(both.rows))
    assert both.setting == setting.to_json()


def test_a_crowd_is_put_in_without_a_log_and_is_on_the_disk_before_the_store_keeps_one_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[str] = []
    with Store.open(f"sqlite:///{tmp_path}/s.sqlite", passphrase="p") as store:
        ways = []
        monkeypatch.setattr(crowd.os, "fsync", lambda handle: waited.append(Path(f"/dev/fd/{handle}").resolve().name))
        with crowd._in_haste(store):
            ways.append(pragma_of(store, "journal_mode"))
            assert waited == []
        assert waited == ["s.sqlite"]
        ways += [pragma_of(store, "journal_mode"), pragma_of(store, "synchronous")]
    assert ways == ["off", "wal", 2]


def pragma_of(store: Store, name: str) -> object:
    with store._reading() as work:
        return work.connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_a_reckoning_follows_from_the_figures() -> None:
    """By hand: 1,000/s × 3 ms ÷ 0.6 are 5 cores; 10 ms for 100,000 sketches are 100 ms for a million."""
    page = reckoned(measured_in(figures()))
    for cell in ("| 5 |", "| 9.0 ms |", "| 100 ms |", "| 140 ms |", "| 0.75 GB |", "| 0.16 TB |", "| 50 s |"):
        assert cell in page, cell
    assert "1,000/s × 3.00 ms" in page
    some = figures()
    some["rows"] = [row for row in some["rows"] if row["subject"] != "decision"]
    with pytest.raises(UsageError, match="decision"):
        measured_in(some)


def test_a_report_comes_back_from_its_json() -> None:
    report = Report.from_json(figures())
    assert report.to_json() == figures()
    assert Report.from_json(json.loads(json.dumps(report.to_json()))).to_markdown() == report.to_markdown()


def figures() -> dict[str, Any]:
    rows = (
        Row(subject="decision", what="decision from raw points", who="sigverify, model m", worked=3.0, worst=9.0),
        Row(subject="identification", what="the nearest of 100,000 sketches", who="sigverify", worked=10.0),
        Row(
            subject="store", what="unlocking 100,000 signers × 6 recordings", who="sigverify", unit="s", worked=5.0,
            note="opened; 16.0 GB on the disk",
        ),
        Row(
            subject="store", what="identification among 100,000 signers", who="sigverify", worked=50.0,
            note="20.0 ms worked among 1,000; 750 bytes a signer in memory, at most 1,024 wanted",
        ),
        Row(subject="memory", what="memory of the idle window", who="sigverify", unit="MB", median=600.0),
    )  # fmt: skip
    return Report(machine="a box", date="2026-01-01", corpus="made up", rows=rows).to_json()


def test_curves_grow_along_what_there_is_more_of(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (
        ("_LENGTHS_S", (1.0, 2.0)),
        ("_REFERENCES", (1, 3)),
        ("_SIGNERS", (5, 10)),
        ("_GROUPS", (1, 2)),
    ):
        monkeypatch.setattr(growth, name, value)
    monkeypatch.setattr(growth, "_ROUNDS", 1)
    monkeypatch.setattr(growth, "_STEPS", 3)
    setting = Setting(corpus=synthetic_corpus(2, genuine=2, forgeries=0, seed=3), model="dtw", peers=False)
    found = [(row.what, row.at) for row in growth.rows(setting)]
    assert found == [
        *((growth.LENGTH, at) for at in (1.0, 2.0)),
        *((growth.REFERENCES, at) for at in (1.0, 3.0)),
        *((growth.SIGNERS, at) for at in (5.0, 10.0)),
        *((growth.BATCH, at) for at in (11.0, 22.0)),
    ]


def test_the_ink_of_a_minute_is_a_signature_of_strokes() -> None:
    ink = frames._minute(1, 6_000)
    assert ink.stroke_count == 4
    assert ink.time_s[-1] == pytest.approx(6.0, abs=0.01)
    assert len(frames._minute(1)) == 60_000
