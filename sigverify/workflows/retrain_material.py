"""What a retraining works on: collected signers by what they are for, further corpora, and the split they will get."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.split import COLLECTED_CORPUS
from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.errors import InputError, ProtocolError
from sigverify.learning.examples import ExamplesConfig
from sigverify.progress import steps
from sigverify.sentences import joined, said
from sigverify.storage.rows import Signer
from sigverify.storage.store import Store
from sigverify.storage.unlocking import Secret
from sigverify.verification.card import ModelCard
from sigverify.verification.model_files import read_card
from sigverify.workflows.calibrating import with_forgeries
from sigverify.workflows.collected import collected_corpus, open_corpus, written_as
from sigverify.workflows.models import folder_in_use
from sigverify.workflows.retrain_plan import RetrainPlan, train_plan_of
from sigverify.workflows.training_split import planned_folds

FEWEST_SIGNERS = 5
"""Fewer unseen signers than this are no evidence, whatever their error rates."""

COLLECTED = "collected signers"
"""Under this name a card's account of its training lists the ids of the collected signers it learnt from."""

Use = Literal["learn", "apart", "out"]
"""What a collected signer is for: to be learnt from, to be compared on only, or for nothing."""


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """Collected signatures for a plan; signers are numbered as they were added, see `by_enrolment`.

    learnt: to learn from; apart: to compare on only, None where nobody is; people: who each number is.
    """

    learnt: Corpus | None
    apart: Corpus | None
    people: Mapping[str, Signer]

    @property
    def learnt_ids(self) -> list[str]:
        """Ids of the signers to learn from, each once however many ways of signing there are."""
        learnt = self.learnt.signers if self.learnt is not None else ()
        return list(dict.fromkeys(self.people[number].id for number in learnt))


def gather(store: Store, plan: RetrainPlan) -> Gathered:
    """Return what is collected for this plan.

    Raises ProtocolError where fewer than two signers can be learnt from, and no corpus is beside them.
    """
    try:
        collected, people = by_enrolment(collected_corpus(store), store.signers())
    except ProtocolError:
        if not plan.corpora:
            raise
        return Gathered(learnt=None, apart=None, people={})
    apart = {number for number, signer in people.items() if signer.id in plan.kept_apart}
    left = apart | {number for number, signer in people.items() if signer.id in plan.left_out}
    learnt = [number for number in collected.signers if number not in left]
    there, chosen = (len({people[number].id for number in numbers}) for numbers in (collected.signers, learnt))
    if there < 2 and not plan.corpora:
        raise ProtocolError(
            said(
                "Retraining needs signatures of at least two signers. Enrol another signer first, or add the folder of "
                "a corpus."
            )
        )
    if chosen < 2 and not plan.corpora:
        raise ProtocolError(
            said(
                "At least two signers must be learnt from, {chosen} of {there} is chosen. Choose "
                "another one to learn from.",
                chosen=chosen,
                there=there,
            )
        )
    kept = [number for number in collected.signers if number in apart]
    return Gathered(
        learnt=collected.only(set(learnt)) if learnt else None,
        apart=collected.only(set(kept)) if kept else None,
        people=people,
    )


def by_enrolment(collected: Corpus, signers: Sequence[Signer]) -> tuple[Corpus, Mapping[str, Signer]]:
    """Return the corpus with signers numbered as they were added, and who each number is.

    A signer's further ways of signing have the number with '.2', '.3', by which `person_of` knows them for one person.
    Ids are random, and folds, forgeries and draws go by the order of names: by number the same signatures give the same
    split and the same verdict in any store.
    """
    added = sorted(signers, key=lambda signer: (signer.created_at, signer.id))
    people: dict[str, Signer] = {}
    numbers: dict[str, str] = {}
    for place, signer in enumerate(added, start=1):
        for way, profile in enumerate(signer.profiles, start=1):
            number = f"{place:06d}" if way == 1 else f"{place:06d}.{way}"
            people[number] = signer
            numbers[written_as(profile, signer)] = number
    samples = sorted((replace(s, signer=numbers[s.signer]) for s in collected), key=lambda sample: sample.signer)
    return replace(collected, samples=tuple(samples)), people


def opened(plan: RetrainPlan) -> list[Corpus]:
    """Return the further corpora; raises InputError where one cannot be read."""
    return [open_corpus(spec) for spec in steps(plan.corpora)]


def all_corpora(gathered: Gathered, further: Sequence[Corpus], plan: RetrainPlan) -> list[Corpus]:
    """Return all that is learnt from: further corpora, collected signers, synthetic ones; each with forgeries."""
    forged = ExamplesConfig().synthetic_forgeries
    return [
        *(
            corpus if any(s.label == "forgery" for s in corpus) else with_forgeries(corpus, forged, plan.seed)
            for corpus in further
        ),
        *([with_forgeries(gathered.learnt, forged, plan.seed)] if gathered.learnt is not None else []),
        synthetic_corpus(plan.synthetic_signers, genuine=8, forgeries=6, seed=plan.seed),
    ]


@dataclass(frozen=True, kw_only=True)
class SignerSplit:
    """What one collected signer does in a training.

    genuine, forgeries: how many labelled signatures, of all ways of signing; measured_in, chooses_in: folds counted
    from 1; compared: whether both models can be compared on this signer; why_not: '' or a reason.
    """

    signer_id: str
    name: str
    genuine: int
    forgeries: int
    use: Use
    measured_in: int | None = None
    chooses_in: tuple[int, ...] = ()
    compared: bool = False
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class FoldCounts:
    """Signers of one fold by corpus: how many are learnt from, choose when to stop, and are measured."""

    learning: Mapping[str, int]
    choosing: Mapping[str, int]
    measured: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class RetrainSplit:
    """The split of a retraining before it starts.

    signers: the collected ones, as they were added; folds: with corpora beside the collected signers by count.
    obstacle: '' or why it cannot start and what to do; caution: '' or what to expect all the same.
    """

    signers: tuple[SignerSplit, ...]
    folds: tuple[FoldCounts, ...] = ()
    obstacle: str = ""
    caution: str = ""


def split_of(store_url: str | None, passphrase: Secret, plan: RetrainPlan) -> RetrainSplit:
    """Return how a retraining by this plan would split signers; what is impossible is told as its obstacle.

    Opens a store of its own, so that it may run on any thread; where that is watched, it tells how far it is. Raises
    Cancelled, StoreError, and ModelError where the model in use cannot be read.
    """
    with Store.open(store_url, passphrase=passphrase) as store:
        card = read_card(folder_in_use(store))[0]
        signers: tuple[SignerSplit, ...] = ()
        numbers: dict[str, list[str]] = {}
        try:
            collected, people = by_enrolment(collected_corpus(store), store.signers())
            signers, numbers = _uses(collected, people, plan), _ways(collected, people)
        except ProtocolError as fault:
            if not plan.corpora:
                return RetrainSplit(signers=(), obstacle=fault.sentence)
        try:
            gathered = gather(store, plan)
        except ProtocolError as fault:
            return RetrainSplit(signers=signers, obstacle=fault.sentence)
    try:
        corpora = all_corpora(gathered, opened(plan), plan)
        folds = planned_folds(corpora, train_plan_of(card, plan, len(gathered.learnt_ids)))
    except InputError as fault:
        return RetrainSplit(signers=signers, obstacle=fault.sentence)
    seen = set(card.training.get(COLLECTED, ()))
    told = []
    for part in signers:
        ways = numbers[part.signer_id]
        keys = {(COLLECTED_CORPUS, number) for number in ways}
        genuine = max(len(collected.of(number, "genuine")) for number in ways)
        why_not = _why_not(genuine, part.signer_id in seen)
        told.append(
            replace(
                part,
                measured_in=next((at for at, fold in enumerate(folds, 1) if keys & fold.measured), None),
                chooses_in=tuple(at for at, fold in enumerate(folds, 1) if keys & fold.choosing),
                compared=part.use != "out" and not why_not,
                why_not=why_not,
            )
        )
    return RetrainSplit(
        signers=tuple(told),
        folds=tuple(
            FoldCounts(
                **{
                    side: {
                        corpus.name: sum(home == corpus.name for home, _ in getattr(fold, side))
                        for corpus in corpora
                        if corpus.name != COLLECTED_CORPUS
                    }
                    for side in ("learning", "choosing", "measured")
                }
            )
            for fold in folds
        ),
        caution=_caution(sum(part.compared for part in told), sum(part.signer_id in seen for part in told), card),
    )


def _uses(collected: Corpus, people: Mapping[str, Signer], plan: RetrainPlan) -> tuple[SignerSplit, ...]:
    return tuple(
        SignerSplit(
            signer_id=signer_id,
            name=people[numbers[0]].name,
            genuine=sum(len(collected.of(number, "genuine")) for number in numbers),
            forgeries=sum(len(collected.of(number, "forgery")) for number in numbers),
            use="out" if signer_id in plan.left_out else "apart" if signer_id in plan.kept_apart else "learn",
        )
        for signer_id, numbers in _ways(collected, people).items()
    )


def _ways(collected: Corpus, people: Mapping[str, Signer]) -> dict[str, list[str]]:
    """Return under which numbers each signer is in the corpus, by id, in the order they were added."""
    found: dict[str, list[str]] = {}
    for number in collected.signers:
        found.setdefault(people[number].id, []).append(number)
    return found


def _why_not(genuine: int, seen: bool) -> str:
    if seen:
        return said("the model in use has learnt from this signer")
    if genuine < 2:
        return said("a comparison needs two genuine signatures")
    return ""


def _caution(compared: int, seen: int, card: ModelCard) -> str:
    if compared >= FEWEST_SIGNERS:
        return ""
    lead = (
        said(
            "{model} has learnt from {seen} of the signers, so that only {compared} can be compared on.",
            model=card.name,
            seen=seen,
            compared=compared,
        )
        if seen
        else said("Only {compared} can be compared on.", compared=compared)
    )
    advice = said(
        "With fewer than {fewest} there is not enough evidence to put a challenger in use: enrol {missing} more. "
        "Signers kept apart are not learnt from, so that they serve the next comparison too.",
        fewest=FEWEST_SIGNERS,
        missing=FEWEST_SIGNERS - compared,
    )
    return joined((lead, advice))
