"""Draws follow the protocol, are repeatable, and hang on nothing that they should not hang on."""

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus, Label, Sample
from sigverify.corpora.protocol import RANDOM_FORGERIES, Draw, draws
from sigverify.errors import ProtocolError, UsageError
from sigverify.ink.recording import Recording

DOT = Recording(time_s=np.zeros(1), x=np.zeros(1), y=np.zeros(1), stroke=np.zeros(1, dtype=np.int64))


def samples(signer: str, label: Label, count: int, session: int | None = None) -> list[Sample]:
    return [
        Sample(signer=signer, label=label, number=number, session=session, recording=DOT)
        for number in range(1, count + 1)
    ]


def corpus(signers: int, genuine: int = 6, forged: int = 3, sessions: int = 0) -> Corpus:
    """Return a corpus of `sessions` sessions of `genuine` signatures each, or one of unknown session."""
    made: list[Sample] = []
    for index in range(signers):
        name = f"{index:03d}"
        for session in range(1, sessions + 1) if sessions else [None]:
            made += samples(name, "genuine", genuine, session)
        made += samples(name, "forgery", forged)
    return Corpus(name="made-up", samples=tuple(made), sessions_apart=sessions > 1)


def shown(draw: Draw) -> list[list[tuple[str, int | None, int]]]:
    return [
        [(s.signer, s.session, s.number) for s in part]
        for part in (draw.references, draw.genuine, draw.skilled, draw.random)
    ]


def test_any_draws_references_from_all_and_tests_the_rest() -> None:
    made, skipped = draws(corpus(30), references=2, draw="any", seed=0)
    assert skipped == []
    assert [draw.signer for draw in made] == [f"{index:03d}" for index in range(30)]
    for draw in made:
        numbers = [s.number for s in draw.references], [s.number for s in draw.genuine]
        assert [len(part) for part in numbers] == [2, 4]
        assert sorted(numbers[0] + numbers[1]) == [1, 2, 3, 4, 5, 6]
        assert {s.signer for s in (*draw.references, *draw.genuine, *draw.skilled)} == {draw.signer}
        assert {s.label for s in draw.skilled} == {"forgery"}
        assert len(draw.skilled) == 3


def test_every_signature_is_drawn_as_a_reference_about_as_often() -> None:
    """60 signers, 20 seeds, 2 of 6: each number 400 times on average, standard deviation about 16."""
    drawn = [
        sample.number
        for seed in range(20)
        for draw in draws(corpus(60), references=2, draw="any", seed=seed)[0]
        for sample in draw.references
    ]
    counts = np.bincount(drawn, minlength=7)[1:]
    assert counts.sum() == 2400
    assert np.all(np.abs(counts - 400) < 80)


def test_first_session_draws_from_the_first_and_tests_the_later_ones() -> None:
    made, _ = draws(corpus(22, genuine=4, sessions=3), references=3, draw="first-session", seed=0)
    for draw in made:
        assert [s.session for s in draw.references] == [1, 1, 1]
        assert [s.session for s in draw.genuine] == [2] * 4 + [3] * 4


def test_first_session_is_refused_where_sessions_are_not_told_apart() -> None:
    with pytest.raises(ProtocolError, match="does not tell sessions apart"):
        draws(corpus(22), references=1, draw="first-session", seed=0)


def test_signers_with_too_few_signatures_are_skipped_but_still_lend_random_forgeries() -> None:
    made = (*samples("a", "genuine", 3), *samples("b", "genuine", 2), *samples("c", "forgery", 5))
    drawn, skipped = draws(Corpus(name="c", samples=made), references=2, draw="any", seed=0)
    assert [draw.signer for draw in drawn] == ["a"]
    assert skipped == ["b", "c"]
    assert {s.signer for s in drawn[0].random} == {"b"}


def test_first_session_skips_who_has_too_few_in_it_or_none_later() -> None:
    made = (
        *samples("a", "genuine", 3, 1),
        *samples("a", "genuine", 1, 2),
        *samples("b", "genuine", 1, 1),
        *samples("b", "genuine", 3, 2),
        *samples("c", "genuine", 5, 1),
    )
    drawn, skipped = draws(
        Corpus(name="c", samples=made, sessions_apart=True), references=3, draw="first-session", seed=0
    )
    assert [draw.signer for draw in drawn] == ["a"]
    assert skipped == ["b", "c"]


@pytest.mark.parametrize(("signers", "different"), [(30, 20), (21, 20), (12, 11), (2, 1)])
def test_random_forgeries_come_from_as_many_others_as_there_are(signers: int, different: int) -> None:
    made, _ = draws(corpus(signers, genuine=25), references=1, draw="any", seed=0)
    for draw in made:
        assert len(draw.random) == RANDOM_FORGERIES
        assert len({s.signer for s in draw.random}) == different
        assert draw.signer not in {s.signer for s in draw.random}
        assert len({(s.signer, s.number) for s in draw.random}) == RANDOM_FORGERIES
        each = [sum(s.signer == other for s in draw.random) for other in {s.signer for s in draw.random}]
        assert max(each) - min(each) <= 1
        assert {s.label for s in draw.random} == {"genuine"}


def test_random_forgeries_end_where_the_others_have_no_more() -> None:
    made, _ = draws(corpus(3, genuine=4), references=1, draw="any", seed=0)
    assert [len(draw.random) for draw in made] == [8, 8, 8]


def test_the_same_seed_gives_the_same_draw_and_another_seed_another() -> None:
    one, again, other = (draws(corpus(25), references=2, draw="any", seed=seed)[0] for seed in (1, 1, 2))
    assert list(map(shown, one)) == list(map(shown, again))
    assert [d.references for d in one] != [d.references for d in other]
    assert [d.random for d in one] != [d.random for d in other]


def test_a_signers_references_do_not_hang_on_the_other_signers() -> None:
    all_of_them, _ = draws(corpus(30), references=2, draw="any", seed=4)
    few, _ = draws(corpus(30).only({"003", "017"}), references=2, draw="any", seed=4)
    by_signer = {draw.signer: shown(draw) for draw in all_of_them}
    for draw in few:
        assert shown(draw)[:3] == by_signer[draw.signer][:3]


def test_random_forgeries_do_not_hang_on_the_number_of_references() -> None:
    one, five = (draws(corpus(30), references=k, draw="any", seed=4)[0] for k in (1, 5))
    assert [shown(d)[3] for d in one] == [shown(d)[3] for d in five]


def test_a_corpus_of_one_signer_cannot_be_drawn_from() -> None:
    with pytest.raises(ProtocolError, match="of 1 signer"):
        draws(corpus(1), references=1, draw="any", seed=0)


def test_one_signer_alone_is_drawn_from_where_that_is_asked_for() -> None:
    (made,), _ = draws(corpus(1), references=2, draw="any", seed=0, alone=True)
    assert (len(made.references), len(made.genuine), len(made.skilled), made.random) == (2, 4, 3, ())


def test_too_many_references_for_everyone_are_told() -> None:
    with pytest.raises(ProtocolError, match="Ask for fewer references"):
        draws(corpus(5), references=6, draw="any", seed=0)


def test_arguments_out_of_range_are_told() -> None:
    with pytest.raises(UsageError, match="At least one reference"):
        draws(corpus(5), references=0, draw="any", seed=0)
    with pytest.raises(UsageError, match="seed"):
        draws(corpus(5), references=1, draw="any", seed=-1)
    with pytest.raises(UsageError, match="Unknown way"):
        draws(corpus(5), references=1, draw="last-session", seed=0)  # type: ignore[arg-type]  # what a user may type
