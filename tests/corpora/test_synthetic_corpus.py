"""Synthetic corpora: what is asked for, the same each time, and refused where it makes no sense."""

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.synthetic import MOST_SIGNERS, synthetic_corpus, synthetic_corpus_from, synthetic_name
from sigverify.errors import ProtocolError


def same(left: Corpus, right: Corpus) -> bool:
    return left.name == right.name and left.samples == right.samples


def test_corpus_holds_what_was_asked_for() -> None:
    corpus = synthetic_corpus(3, genuine=5, forgeries=4, seed=1, sessions=2)
    assert corpus.signers == tuple(sorted(synthetic_name(index) for index in range(3)))
    assert corpus.sessions_apart
    for signer in corpus.signers:
        genuine, forged = corpus.of(signer, "genuine"), corpus.of(signer, "forgery")
        assert [(s.session, s.number) for s in genuine] == [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3)]
        assert [(s.session, s.number) for s in forged] == [(None, n) for n in range(1, 5)]


def test_samples_come_by_signer() -> None:
    names = [sample.signer for sample in synthetic_corpus(4, genuine=1, forgeries=0, seed=0, sessions=1)]
    assert names == sorted(names)


def test_one_session_is_not_told_apart() -> None:
    assert not synthetic_corpus(1, genuine=1, forgeries=0, seed=0, sessions=1).sessions_apart


def test_same_arguments_give_the_same_corpus() -> None:
    assert same(
        synthetic_corpus(2, genuine=2, forgeries=2, seed=5), synthetic_corpus(2, genuine=2, forgeries=2, seed=5)
    )
    assert not same(
        synthetic_corpus(2, genuine=2, forgeries=2, seed=5), synthetic_corpus(2, genuine=2, forgeries=2, seed=6)
    )


def test_more_signers_or_forgeries_leave_the_first_as_they_were() -> None:
    small = synthetic_corpus(1, genuine=2, forgeries=2, seed=5)
    large = synthetic_corpus(3, genuine=2, forgeries=5, seed=5)
    (signer,) = small.signers
    assert small.of(signer, "genuine") == large.of(signer, "genuine")
    assert small.of(signer, "forgery") == large.of(signer, "forgery")[:2]


def test_specification_names_signers_and_seed() -> None:
    assert synthetic_corpus_from("2@9").name == "synthetic-2@9"
    assert same(synthetic_corpus_from("2"), synthetic_corpus(2, seed=0))


@pytest.mark.parametrize(
    "text", ["", "x", "2@", "@3", "-1", "2@-1", "2@3@4", "1.5", "2 3", "٣", "0", "99999999", "1e3"]
)
def test_nonsense_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(ProtocolError, match=r"synthetic"):
        synthetic_corpus_from(text)


@pytest.mark.parametrize(
    "numbers",
    [
        {"signers": 0, "seed": 0},
        {"signers": MOST_SIGNERS + 1, "seed": 0},
        {"signers": 1, "seed": -1},
        {"signers": 1, "seed": 0, "genuine": 0},
        {"signers": 1, "seed": 0, "forgeries": -1},
        {"signers": 1, "seed": 0, "sessions": 0},
        {"signers": 1, "seed": 0, "genuine": 2, "sessions": 3},
    ],
)
def test_impossible_numbers_are_refused(numbers: dict[str, int]) -> None:
    with pytest.raises(ProtocolError):
        synthetic_corpus(**numbers)


def test_names_are_all_different_and_stay() -> None:
    assert len({synthetic_name(index) for index in range(2000)}) == 2000
    assert synthetic_name(0) == "Clara Whitfield"
    assert synthetic_name(621) == "Clara Whitfield 2"


def test_names_are_counted_from_zero() -> None:
    with pytest.raises(ProtocolError, match="-1"):
        synthetic_name(-1)
