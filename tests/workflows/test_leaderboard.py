"""The leaderboard: every setting that a corpus allows, the figures of `evaluate`, and what a comparison costs."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.errors import Cancelled, ModelError, ProtocolError
from sigverify.verification.model_files import CARD
from sigverify.workflows.evaluating import evaluate
from sigverify.workflows.leaderboard import leaderboard


def test_a_row_holds_what_evaluating_each_setting_alone_gives(
    other_signers: Corpus, dtw_model: Any, network_model: Any
) -> None:
    """The corpus has four signatures in its first session, so that five references of it are not to be had."""
    told: list[tuple[str, float]] = []
    models = (dtw_model, network_model)
    folders = [model.folder for model in models]
    rows = list(leaderboard(folders, other_signers, count=2, advance=lambda *step: told.append(step)))
    assert [row.name for row in rows] == [model.verifier.name for model in models]
    for row, model in zip(rows, models, strict=True):
        assert list(row.evaluations) == [(5, "any"), (1, "any"), (1, "first-session")]
        for (references, draw), found in row.evaluations.items():
            alone = evaluate(model.verifier, other_signers, references=references, draw=draw, count=2)
            assert {**found.figures, "seconds": 0} == {**alone.figures, "seconds": 0}
        assert row.order == row.evaluations[5, "any"].figures["skilled"]["common_eer_percent"]
        assert row.to_json()["evaluations"][0]["references"] == 5
    shares = [done for _, done in told]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1


def test_costs_are_those_of_the_model(other_signers: Corpus, dtw_model: Any, duration_model: Any) -> None:
    folders = [dtw_model.folder, duration_model.folder]
    dtw, duration = leaderboard(folders, other_signers, count=1)
    assert (dtw.architecture, duration.architecture) == ("dtw", "duration")
    assert dtw.parameters == duration.parameters == 0
    inks = [other_signers.of(signer, "genuine")[0].recording for signer in other_signers.signers]
    inks.append(other_signers.of(other_signers.signers[0], "genuine")[1].recording)
    for row, model in ((dtw, dtw_model), (duration, duration_model)):
        assert row.template_bytes == pytest.approx(len(model.verifier.enrol(inks).to_bytes()), rel=0.01)
    assert duration.template_bytes < dtw.template_bytes
    assert dtw.milliseconds > 0
    assert dtw.cpu_minutes is not None


def test_parameters_are_counted_over_all_networks(other_signers: Corpus, network_model: Any) -> None:
    (row,) = leaderboard([network_model.folder], other_signers, count=1)
    (network,) = [part for part in network_model.verifier.card.comparators if part.kind == "network"]
    width, inputs = network.config["width"], network.config["inputs"]
    first, blocks, last = width * inputs * 7 + width, 2 * (width * width * 5 + width), width * width + width
    assert row.parameters == first + blocks + last


def test_a_corpus_that_allows_nothing_is_refused(other_signers: Corpus, duration_model: Any) -> None:
    first = {signer: other_signers.of(signer, "genuine")[:1] for signer in other_signers.signers}
    bare = replace(other_signers, samples=tuple(sample for samples in first.values() for sample in samples))
    with pytest.raises(ProtocolError, match="Nothing can be measured"):
        list(leaderboard([duration_model.folder], bare, count=1))


def test_it_stops_when_it_is_told_to(other_signers: Corpus, duration_model: Any) -> None:
    def stop(_phase: str, done: float) -> None:
        if done > 0:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        list(leaderboard([duration_model.folder], other_signers, count=2, advance=stop))


def test_a_damaged_model_is_found_before_any_is_measured(
    other_signers: Corpus, duration_model: Any, tmp_path: Path
) -> None:
    (tmp_path / CARD).write_text("{")
    told: list[str] = []
    rows = leaderboard(
        [duration_model.folder, tmp_path], other_signers, count=1, advance=lambda *step: told.append("x")
    )
    with pytest.raises(ModelError):
        next(rows)
    assert not told
