"""Splits the signers of corpora into folds that share no person."""

import hashlib
import re
from collections.abc import Sequence
from typing import overload

import numpy as np

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.errors import ProtocolError, UsageError
from sigverify.sentences import said

SignerKey = tuple[str, str]
"""Name of the corpus, name of the signer: the same number in two corpora is not the same person."""

COLLECTED_CORPUS = "collected"
"""Name of the corpus of what was collected at the desk; in it a signer's further ways of signing are 'signer.way'."""

_SHARED_PEOPLE = frozenset({"susig-visual", "susig-blind"})
"""SUSIG's two parts were collected at one place, and some people are in both."""

_ALSO_IN_VISUAL = {"005": "111", "047": "006", "008": "065", "003": "070"}
"""Signers of SUSIG's blind part who look like one of its visual part: plain DTW puts their first signatures 2.6 to 2.9
apart, the next pair 3.2, the nearest two signers of one part 3.1; the usual signer's own are 2.1 apart. The first three
pairs leave no doubt to the eye."""

_TELLING_POINTS = 20  # fewer may be alike by chance


def person_of(key: SignerKey) -> SignerKey:
    """Return the signer by whom to know a person: one and the same for two signers who are, or look like, one person.

    Of what was collected at the desk, a signer's further ways of signing are known by what precedes the point. Of
    corpora only likenesses that were seen are known, so that folds keep all of SUSIG together, see `split_signers`.
    """
    corpus, signer = key
    if corpus == COLLECTED_CORPUS:
        return (corpus, signer.partition(".")[0])
    if corpus == "susig-blind" and signer in _ALSO_IN_VISUAL:
        return ("susig-visual", _ALSO_IN_VISUAL[signer])
    return key


@overload
def split_signers(corpora: Corpus, folds: int, seed: int) -> list[frozenset[str]]: ...


@overload
def split_signers(corpora: Sequence[Corpus], folds: int, seed: int) -> list[frozenset[SignerKey]]: ...


def split_signers(
    corpora: Corpus | Sequence[Corpus], folds: int, seed: int
) -> list[frozenset[str]] | list[frozenset[SignerKey]]:
    """Return `folds` disjoint sets that together hold every signer.

    corpora: one corpus gives sets of signers' names; several, of different names, give sets of (corpus, signer).
    folds: at least 2.
    seed: from 0; the same seed gives the same folds whatever the order of the corpora.

    The folds are as even as possible in signers with forgeries, then in signers. Where both parts of SUSIG are among
    several corpora, all of its signers fall into one fold, since they share people.

    Raises ProtocolError where there are fewer signers than folds, or two corpora of one name; UsageError for fewer than
    two folds or a seed below 0.
    """
    if folds < 2:
        raise UsageError(said("Expected at least 2 folds, found {folds}.", folds=folds))
    if seed < 0:
        raise UsageError(said("A seed is a whole number from 0, found {seed}.", seed=seed))
    if isinstance(corpora, Corpus):
        return [frozenset(signer for _, signer in fold) for fold in _split([corpora], folds, seed)]
    return _split(corpora, folds, seed)


def _split(corpora: Sequence[Corpus], folds: int, seed: int) -> list[frozenset[SignerKey]]:
    by_name = {corpus.name: corpus for corpus in corpora}
    if len(by_name) != len(corpora):
        raise ProtocolError(said("Two corpora have the same name, so their signers cannot be told apart. Rename one."))
    units: list[list[SignerKey]] = []
    together: list[SignerKey] = []
    for name in sorted(by_name):
        keys = [(name, signer) for signer in by_name[name].signers]
        if name in _SHARED_PEOPLE and by_name.keys() >= _SHARED_PEOPLE:
            together.extend(keys)
        else:
            people: dict[SignerKey, list[SignerKey]] = {}
            for key in keys:
                people.setdefault(person_of(key), []).append(key)
            units.extend(people.values())
    if together:
        units.append(together)
    if len(units) < folds:
        raise ProtocolError(
            said(
                "{units} signer(s) or groups of signers cannot be split into {folds} folds. Ask for fewer folds.",
                units=len(units),
                folds=folds,
            )
        )
    forged = {key for unit in units for key in unit if by_name[key[0]].of(key[1], "forgery")}
    order = np.random.default_rng(seed).permutation(len(units)).tolist()
    # the largest first, then always into the emptiest fold; sorting is stable, so the rest stays random
    shuffled = sorted(
        (units[index] for index in order), key=lambda u: (sum(k in forged for k in u), len(u)), reverse=True
    )
    made: list[set[SignerKey]] = [set() for _ in range(folds)]
    for unit in shuffled:
        if any(key in forged for key in unit):
            target = min(made, key=lambda fold: (len(fold & forged), len(fold)))
        else:
            target = min(made, key=len)
        target.update(unit)
    return [frozenset(fold) for fold in made]


def groups_of_people(corpora: Sequence[Corpus]) -> list[tuple[Corpus, ...]]:
    """Return the corpora in groups that share no person, groups and their corpora in the order given.

    Together are both parts of SUSIG, and synthetic corpora of one seed, whose first signers are the same.

    Raises ProtocolError where two corpora have one name, or hold one and the same recording in two groups.
    """
    if len({corpus.name for corpus in corpora}) != len(corpora):
        raise ProtocolError(said("Two corpora have the same name, so their signers cannot be told apart. Rename one."))
    groups: dict[str, list[Corpus]] = {}
    for corpus in corpora:
        groups.setdefault(_circle_of(corpus.name), []).append(corpus)
    seen: dict[bytes, tuple[str, Sample, str]] = {}
    for circle, group in groups.items():
        for corpus in group:
            for sample in corpus:
                if len(sample.recording) < _TELLING_POINTS:
                    continue
                path = sample.recording.x.tobytes() + sample.recording.y.tobytes()
                before, other, name = seen.setdefault(hashlib.sha256(path).digest(), (circle, sample, corpus.name))
                if before != circle:
                    raise ProtocolError(
                        said(
                            "One recording is in '{name}' as signer {signer}'s and in '{other}' as signer "
                            "{other_signer}'s: the same person is in both. Leave one of the two corpora out.",
                            name=name,
                            signer=other.signer,
                            other=corpus.name,
                            other_signer=sample.signer,
                        )
                    )
    return [tuple(group) for group in groups.values()]


def _circle_of(name: str) -> str:
    """Return the same for two names of corpora only if they share people."""
    if name in _SHARED_PEOPLE:
        return "susig"
    made_up = re.fullmatch(r"synthetic-\d+(@\d+)", name)
    return f"synthetic{made_up[1]}" if made_up else name
