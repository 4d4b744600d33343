"""Leaving corpora out: nothing of what is measured was learnt from, and nothing that is done is done again."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.errors import Cancelled, ModelError, ProtocolError, UsageError
from sigverify.verification.model_files import read_card, read_model
from sigverify.workflows import crossing
from sigverify.workflows.crossing import Crossed, CrossPlan, cross_corpus, fingerprint, mean_rates
from sigverify.workflows.evaluating import Setting, evaluate_settings

PLAN = CrossPlan(architectures=("duration",), count=2)


def few(name: str, seed: int, **given: Any) -> Corpus:
    return replace(synthetic_corpus(4, **{"genuine": 6, "forgeries": 5, **given}, seed=seed), name=name)


@pytest.fixture(scope="module")
def corpora() -> list[Corpus]:
    """Three corpora of different people who do not exist."""
    return [few(name, seed) for seed, name in enumerate(("first", "second", "third"), start=1)]


@pytest.fixture(autouse=True)
def only_duration(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain DTW takes its time; it is made like duration, and the command's test has it."""
    monkeypatch.setattr(crossing, "FLOORS", {"duration": crossing.FLOORS["duration"]})


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Names of the corpora that each training was given."""
    seen: list[tuple[str, ...]] = []
    real = crossing.train_model

    def train(given: Any, *args: Any, **kwargs: Any) -> Any:
        seen.append(tuple(corpus.name for corpus in given))
        return real(given, *args, **kwargs)

    monkeypatch.setattr(crossing, "train_model", train)
    return seen


def test_each_corpus_is_measured_by_what_learnt_from_the_others(
    corpora: list[Corpus], trainings: list[tuple[str, ...]], tmp_path: Path
) -> None:
    told: list[float] = []
    found = list(cross_corpus(corpora, PLAN, tmp_path, advance=lambda _, done: told.append(done)))
    assert trainings == [("second", "third"), ("first", "third"), ("first", "second")]
    assert [(part.corpus, part.learnt_from) for part in found] == [
        ("first", ("second", "third")),
        ("second", ("first", "third")),
        ("third", ("first", "second")),
    ]
    for part, corpus in zip(found, corpora, strict=True):
        verifier = read_model(tmp_path / f"without {part.corpus}" / "duration")
        assert set(verifier.card.training["corpora"]) == set(part.learnt_from)
        assert verifier.card.name == f"duration without {part.corpus}"
        assert list(part.figures) == [(5, "any"), (1, "any"), (1, "first-session")]
        for (references, draw), figures in part.figures.items():
            setting = Setting(references=references, draw=draw, count=2)
            (alone,) = evaluate_settings(verifier, corpus, [setting])
            assert {**figures, "seconds": 0} == {**alone.figures, "seconds": 0}
    assert told == sorted(told)
    assert 0 <= told[0] <= told[-1] <= 1


def test_what_is_done_is_not_done_again(
    corpora: list[Corpus], trainings: list[tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    making = cross_corpus(corpora, PLAN, tmp_path)
    first = next(making)
    making.close()
    assert len(trainings) == 1
    again = list(cross_corpus(corpora, PLAN, tmp_path))
    assert again[0] == first
    assert trainings == [("second", "third"), ("first", "third"), ("first", "second")]

    def measured(*_: Any, **__: Any) -> None:
        raise AssertionError("measured again")

    monkeypatch.setattr(crossing, "evaluate_draws", measured)
    assert list(cross_corpus(corpora, PLAN, tmp_path)) == again
    assert len(trainings) == 3


def test_a_run_that_was_stopped_says_how_to_go_on(
    corpora: list[Corpus], trainings: list[tuple[str, ...]], tmp_path: Path
) -> None:
    done: list[Crossed] = []
    making = cross_corpus(corpora, PLAN, tmp_path, cancelled=lambda: bool(done))
    done.append(next(making))
    with pytest.raises(Cancelled, match="the same command goes on from there"):
        next(making)
    assert next(cross_corpus(corpora, PLAN, tmp_path)) == done[0]
    assert trainings == [("second", "third"), ("first", "third")], "the second had only begun"


def test_figures_of_other_draws_or_half_written_are_measured_again(corpora: list[Corpus], tmp_path: Path) -> None:
    two = corpora[:2]
    before = list(cross_corpus(two, PLAN, tmp_path))
    (more, _) = cross_corpus(two, replace(PLAN, count=3), tmp_path)
    assert {figures["draws"] for figures in more.figures.values()} == {3}
    file = tmp_path / "without first" / "duration on first.json"
    file.write_text(file.read_text(encoding="utf-8")[:100], encoding="utf-8")
    after = list(cross_corpus(two, PLAN, tmp_path))
    for left, right in zip(before, after, strict=True):
        for key, figures in left.figures.items():
            assert {**figures, "seconds": 0} == {**right.figures[key], "seconds": 0}


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        (lambda corpora, plan: (corpora, replace(plan, seed=2)), "seed is 1 there and 2 here"),
        (lambda corpora, plan: (corpora, replace(plan, folds=3)), "folds is 2 there and 3 here"),
        (lambda corpora, plan: (corpora, replace(plan, steps=7)), "steps is None there and 7 here"),
        (lambda corpora, plan: ([corpora[0], few("second", 9)], plan), "learnt from"),
    ],
)
def test_another_run_does_not_take_these_models_for_its_own(
    corpora: list[Corpus], tmp_path: Path, change: Callable[..., Any], differs: str
) -> None:
    list(cross_corpus(corpora[:2], PLAN, tmp_path))
    others, plan = change(corpora[:2], PLAN)
    with pytest.raises(ModelError, match=differs):
        list(cross_corpus(others, plan, tmp_path))


def test_corpora_that_share_people_are_left_out_together(
    trainings: list[tuple[str, ...]], corpora: list[Corpus], tmp_path: Path
) -> None:
    """One model, two corpora measured with it."""
    parts = [few("susig-visual", 4), *corpora[:2], few("susig-blind", 5)]
    notices: list[str] = []
    found = list(cross_corpus(parts, PLAN, tmp_path, notice=notices.append))
    susig = ("susig-visual", "susig-blind")
    assert trainings == [("first", "second"), (susig[0], "second", susig[1]), (susig[0], "first", susig[1])]
    assert [part.corpus for part in found] == [*susig, "first", "second"]
    assert notices == ["susig-visual and susig-blind share people: they are left out together."]
    assert (tmp_path / "without susig-visual+susig-blind" / "duration" / "card.json").is_file()


def test_a_corpus_without_forgeries_is_told_of_and_has_no_skilled_figures(
    corpora: list[Corpus], tmp_path: Path
) -> None:
    genuine = replace(corpora[1], samples=tuple(s for s in corpora[1] if s.label == "genuine"))
    notices: list[str] = []
    first, second, third = cross_corpus([corpora[0], genuine, corpora[2]], PLAN, tmp_path, notice=notices.append)
    assert notices[0].startswith("second holds no forgeries: on it only random ones are measured")
    assert len(notices) == len(set(notices))
    assert second.rates(5, "any", "skilled") is None
    assert second.rates(5, "any", "random") is not None
    skilled = [part.rates(5, "any", "skilled") for part in (first, third)]
    mean = mean_rates([first, second, third], "duration", 5, "any", "skilled")
    assert mean == pytest.approx([sum(r[k] for r in skilled if r) / 2 for k in (0, 1)])


def test_means_are_of_the_same_corpora_for_every_architecture() -> None:
    def part(architecture: str, corpus: str, rate: float | None) -> Crossed:
        rates = {"common_eer_percent": rate, "signer_eer_percent": None if rate is None else rate / 2}
        figures: Any = {(5, "any"): {"skilled": rates}}
        return Crossed(architecture=architecture, corpus=corpus, learnt_from=(), figures=figures)

    parts = [part("a", "x", 4.0), part("a", "y", 8.0), part("b", "x", 5.0), part("b", "z", None)]
    assert mean_rates(parts, "a", 5, "any", "skilled") == (6.0, 3.0)
    assert mean_rates(parts, "b", 5, "any", "skilled") is None
    assert mean_rates(parts, "a", 1, "any", "skilled") is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (lambda c: c[:1], "only 'first' was named"),
        (lambda c: [few("susig-visual", 4), few("susig-blind", 5)], "'susig-visual' and 'susig-blind' share people"),
        (lambda c: [c[0], replace(c[1], name="first")], "same name"),
        (lambda c: [c[0], replace(c[0], name="copy")], "the same person is in both"),
        (lambda c: [c[0], few("susig-visual", 4), few("susig-blind", 5)], "Too little is left without first"),
        (lambda c: [c[0], c[1].only(frozenset(c[1].signers[:1]))], "random forgeries need another signer"),
    ],
)
def test_what_cannot_be_left_out_is_refused_before_anything_is_trained(
    corpora: list[Corpus], trainings: list[tuple[str, ...]], tmp_path: Path, given: Callable[..., Any], said: str
) -> None:
    with pytest.raises(ProtocolError, match=said):
        next(cross_corpus(given(corpora), PLAN, tmp_path))
    assert not trainings
    assert not list(tmp_path.glob("*/"))


def test_an_unknown_architecture_is_refused_before_anything_is_trained(corpora: list[Corpus], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Unknown architecture 'rnn'"):
        next(cross_corpus(corpora, replace(PLAN, architectures=("duration", "rnn")), tmp_path))


def test_a_network_s_part_is_known_by_its_recipe(
    corpora: list[Corpus], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A recipe that changed since would give another network; and no checkpoint stays behind."""
    plan = replace(PLAN, architectures=("bromley-1994",), steps=1, count=1)
    next(cross_corpus(corpora[:2], plan, tmp_path))
    folder = tmp_path / "without first"
    assert not list(folder.glob("*.training"))
    card, _ = read_card(folder / "bromley-1994")
    assert json.loads(json.dumps(card.training["cross-corpus"]))["steps"] == 1
    real = crossing.recipe_for
    monkeypatch.setattr(crossing, "recipe_for", lambda name: replace(real(name), seed=real(name).seed + 1))
    with pytest.raises(ModelError, match="belongs to another training"):
        next(cross_corpus(corpora[:2], plan, tmp_path))


def test_a_fingerprint_tells_corpora_apart_by_ink_and_labels(corpora: list[Corpus]) -> None:
    first = corpora[0]
    assert fingerprint(first) == fingerprint(replace(first, name="other"))
    assert fingerprint(first) != fingerprint(corpora[1])
    sample = replace(first.samples[0], label="forgery")
    assert fingerprint(first) != fingerprint(replace(first, samples=(sample, *first.samples[1:])))
