"""Folds share no signer and are even."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.corpora.folders import load_corpus
from sigverify.corpora.split import groups_of_people, person_of, split_signers
from sigverify.errors import ProtocolError, UsageError
from sigverify.ink.recording import Recording

DOT = Recording(time_s=np.zeros(1), x=np.zeros(1), y=np.zeros(1), stroke=np.zeros(1, dtype=np.int64))


def corpus(name: str, with_forgeries: int, without: int) -> Corpus:
    made: list[Sample] = []
    for index in range(with_forgeries + without):
        labels = ("genuine", "forgery") if index < with_forgeries else ("genuine",)
        for label in labels:
            made.append(Sample(signer=f"{index:03d}", label=label, number=1, session=None, recording=DOT))
    return Corpus(name=name, samples=tuple(made))


@given(forged=st.integers(0, 12), plain=st.integers(0, 12), folds=st.integers(2, 5), seed=st.integers(0, 2**40))
def test_folds_are_disjoint_complete_and_even(forged: int, plain: int, folds: int, seed: int) -> None:
    if forged + plain < folds:
        return
    whole = corpus("c", forged, plain)
    made = split_signers(whole, folds, seed)
    assert len(made) == folds
    assert sum(map(len, made)) == forged + plain
    assert frozenset().union(*made) == set(whole.signers)
    sizes = [len(fold) for fold in made]
    with_forgeries = [sum(bool(whole.of(signer, "forgery")) for signer in fold) for fold in made]
    assert max(with_forgeries) - min(with_forgeries) <= 1
    assert max(sizes) - min(sizes) <= 1


def test_the_same_seed_gives_the_same_folds_and_another_seed_others() -> None:
    assert split_signers(corpus("c", 20, 5), 3, 1) == split_signers(corpus("c", 20, 5), 3, 1)
    assert split_signers(corpus("c", 20, 5), 3, 1) != split_signers(corpus("c", 20, 5), 3, 2)


def test_several_corpora_give_pairs_whatever_their_order() -> None:
    a, b = corpus("a", 6, 0), corpus("b", 4, 3)
    made = split_signers([a, b], 2, 0)
    assert made == split_signers([b, a], 2, 0)
    assert frozenset().union(*made) == {("a", s) for s in a.signers} | {("b", s) for s in b.signers}


def test_susig_stays_in_one_fold_where_both_parts_are_used() -> None:
    corpora = [corpus("susig-visual", 8, 0), corpus("susig-blind", 6, 0), corpus("other", 20, 0)]
    made = split_signers(corpora, 3, 0)
    assert sorted(sum(name.startswith("susig") for name, _ in fold) for fold in made) == [0, 0, 14]
    assert sorted(map(len, made)) == [10, 10, 14]


def test_two_signers_of_susig_who_look_like_one_person_are_known_by_one_name() -> None:
    assert person_of(("susig-blind", "005")) == person_of(("susig-visual", "111")) == ("susig-visual", "111")
    assert person_of(("susig-visual", "005")) == ("susig-visual", "005")
    assert person_of(("mcyt", "005")) == ("mcyt", "005")


def test_folds_are_even_in_signers_with_forgeries_before_all_signers() -> None:
    """SUSIG's group of 13 has 3 signers with forgeries: six more make folds of 4 and 5, however long they are."""
    corpora = [corpus("susig-visual", 2, 10), corpus("susig-blind", 1, 0), corpus("other", 6, 0)]
    forged = {(c.name, s) for c in corpora for s in c.signers if c.of(s, "forgery")}
    assert sorted(len(fold & forged) for fold in split_signers(corpora, 2, 0)) == [4, 5]


def test_one_part_of_susig_is_split_as_any_corpus() -> None:
    assert sorted(map(len, split_signers(corpus("susig-visual", 8, 0), 2, 0))) == [4, 4]
    assert sorted(map(len, split_signers([corpus("susig-visual", 8, 0), corpus("a", 2, 0)], 2, 0))) == [5, 5]


def test_what_cannot_be_split_is_told() -> None:
    with pytest.raises(ProtocolError, match="Ask for fewer folds"):
        split_signers(corpus("c", 2, 0), 3, 0)
    with pytest.raises(ProtocolError, match="same name"):
        split_signers([corpus("c", 2, 0), corpus("c", 2, 0)], 2, 0)
    with pytest.raises(UsageError, match="2 folds"):
        split_signers(corpus("c", 2, 0), 1, 0)
    with pytest.raises(UsageError, match="seed"):
        split_signers(corpus("c", 2, 0), 2, -1)


def scrawl(name: str, seed: int, points: int = 30) -> Corpus:
    """A corpus of one signature, another for each seed."""
    rng = np.random.default_rng(seed)
    ink = Recording(
        time_s=np.arange(points) / 100, x=rng.normal(size=points), y=rng.normal(size=points), stroke=np.zeros(points)
    )
    return Corpus(name=name, samples=(Sample(signer="A", label="genuine", number=1, session=None, recording=ink),))


def test_corpora_of_the_same_people_are_one_group() -> None:
    names = ["susig-blind", "nfi", "susig-visual", "synthetic-4@1", "synthetic-9@1", "synthetic-4@2"]
    made = groups_of_people([scrawl(name, seed) for seed, name in enumerate(names)])
    assert [[part.name for part in group] for group in made] == [
        ["susig-blind", "susig-visual"],
        ["nfi"],
        ["synthetic-4@1", "synthetic-9@1"],
        ["synthetic-4@2"],
    ]


def test_one_recording_in_two_groups_is_one_person_in_both() -> None:
    with pytest.raises(ProtocolError, match="'left' as signer A's and in 'right' as signer A's"):
        groups_of_people([scrawl("left", 1), scrawl("right", 1)])
    assert len(groups_of_people([scrawl("susig-blind", 1), scrawl("susig-visual", 1)])) == 1
    assert len(groups_of_people([scrawl("left", 1, points=3), scrawl("right", 1, points=3)])) == 2, "chance"
    with pytest.raises(ProtocolError, match="same name"):
        groups_of_people([scrawl("left", 1), scrawl("left", 2)])


@pytest.mark.corpus
def test_of_the_recorded_corpora_only_the_parts_of_susig_share_people(corpora_folder: Path) -> None:
    """No recording lies in two of the others; task 2 of SVC2004 is no copy of task 1."""
    specs = (
        ("svc2004", "svc2004-task1"),
        ("svc2004", "svc2004-task2"),
        ("susig", "susig/visual"),
        ("susig", "susig/blind"),
        ("sigcomp2009-nisdcc", "sigcomp2009/nisdcc"),
    )
    for _, place in specs:
        if not (corpora_folder / place).is_dir():
            pytest.skip(f"{corpora_folder} holds no {place}")
    made = groups_of_people([load_corpus(f"{kind}:{corpora_folder / place}") for kind, place in specs])
    assert [[part.name for part in group] for group in made] == [
        ["svc2004-task1"],
        ["svc2004-task2"],
        ["susig-visual", "susig-blind"],
        ["sigcomp2009-nisdcc"],
    ]
