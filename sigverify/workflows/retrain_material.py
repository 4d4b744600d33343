"""What a retraining works on: collected signers by what they are for, further corpora, and the split they will get."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.errors import Cancelled, InputError, ProtocolError
from sigverify.learning.examples import ExamplesConfig
from sigverify.sentences import joined, said
from sigverify.storage.rows import Signer
from sigverify.storage.store import Store
from sigverify.storage.unlocking import Secret
from sigverify.verification.card import ModelCard
from sigverify.verification.model_files import read_card
from sigverify.workflows.calibrating import with_forgeries
from sigverify.workflows.collected import collected_corpus, open_corpus
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

    learnt: Corpus
    apart: Corpus | None
    people: Mapping[str, Signer]


def gather(store: Store, plan: RetrainPlan) -> Gathered:
    """Return what is collected for this plan; raises ProtocolError where fewer than two signers can be learnt from."""
    collected, people = by_enrolment(collected_corpus(store), store.signers())
    known = {signer.id: number for number, signer in people.items()}
    apart = {known[signer] for signer in plan.kept_apart if signer in known}
    left = apart | {known[signer] for signer in plan.left_out if signer in known}
    learnt = [signer for signer in collected.signers if signer not in left]
    if len(collected.signers) < 2:
        raise ProtocolError(said("Retraining needs signatures of at least two signers. Enrol another signer first."))
    if len(learnt) < 2:
        raise ProtocolError(
            said(
                "At least two signers must be learnt from, {learnt} of {signers} is chosen. Choose "
                "another one to learn from.",
                learnt=len(learnt),
                signers=len(collected.signers),
            )
        )
    kept = [signer for signer in collected.signers if signer in apart]
    return Gathered(
        learnt=collected.only(set(learnt)),
        apart=collected.only(set(kept)) if kept else None,
        people=people,
    )


def by_enrolment(collected: Corpus, signers: Sequence[Signer]) -> tuple[Corpus, Mapping[str, Signer]]:
    """Return the corpus with signers numbered as they were added, and who each number is.

    Their ids are random, and folds, forgeries and draws go by the order of names: by number the same signatures give
    the same split and the same verdict in any store.
    """
    added = sorted(signers, key=lambda signer: (signer.created_at, signer.id))
    people = {f"{place + 1:06d}": signer for place, signer in enumerate(added)}
    numbers = {signer.id: number for number, signer in people.items()}
    samples = sorted((replace(s, signer=numbers[s.signer]) for s in collected), key=lambda sample: sample.signer)
    return replace(collected, samples=tuple(samples)), people


def opened(plan: RetrainPlan, cancelled: Callable[[], bool]) -> list[Corpus]:
    """Return the further corpora; raises InputError where one cannot be read, Cancelled where that is wanted."""
    found = []
    for spec in plan.corpora:
        if cancelled():
            raise Cancelled(said("Training was stopped; the model in use is unchanged."))
        found.append(open_corpus(spec))
    return found


def all_corpora(gathered: Gathered, further: Sequence[Corpus], plan: RetrainPlan) -> list[Corpus]:
    """Return all that is learnt from: further corpora, collected signers, synthetic ones; each with forgeries."""
    forged = ExamplesConfig().synthetic_forgeries
    return [
        *(
            corpus if any(s.label == "forgery" for s in corpus) else with_forgeries(corpus, forged, plan.seed)
            for corpus in further
        ),
        with_forgeries(gathered.learnt, forged, plan.seed),
        synthetic_corpus(plan.synthetic_signers, genuine=8, forgeries=6, seed=plan.seed),
    ]


@dataclass(frozen=True, kw_only=True)
class SignerSplit:
    """What one collected signer does in a training.

    genuine, forgeries: how many labelled signatures; measured_in, chooses_in: folds counted from 1; compared: whether
    both models can be compared on this signer; why_not: '' or a reason.
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


def split_of(
    store_url: str | None, passphrase: Secret, plan: RetrainPlan, cancelled: Callable[[], bool] = lambda: False
) -> RetrainSplit:
    """Return how a retraining by this plan would split signers; what is impossible is told as its obstacle.

    Opens a store of its own, so that it may run on any thread. Raises Cancelled, StoreError, and ModelError where the
    model in use cannot be read.
    """

    def advance() -> None:
        if cancelled():
            raise Cancelled(said("The split is no longer asked for."))

    with Store.open(store_url, passphrase=passphrase) as store:
        card = read_card(folder_in_use(store))[0]
        try:
            collected, people = by_enrolment(collected_corpus(store), store.signers())
        except ProtocolError as fault:
            return RetrainSplit(signers=(), obstacle=fault.sentence)
        signers = _uses(collected, people, plan)
        try:
            gathered = gather(store, plan)
        except ProtocolError as fault:
            return RetrainSplit(signers=signers, obstacle=fault.sentence)
    try:
        corpora = all_corpora(gathered, opened(plan, cancelled), plan)
        folds = planned_folds(corpora, train_plan_of(card, plan, len(gathered.learnt.signers)), advance)
    except InputError as fault:
        return RetrainSplit(signers=signers, obstacle=fault.sentence)
    name = gathered.learnt.name
    numbers = {signer.id: number for number, signer in people.items()}
    seen = set(card.training.get(COLLECTED, ()))
    told = []
    for part in signers:
        key = (name, numbers[part.signer_id])
        why_not = _why_not(part, part.signer_id in seen)
        told.append(
            replace(
                part,
                measured_in=next((at for at, fold in enumerate(folds, 1) if key in fold.measured), None),
                chooses_in=tuple(at for at, fold in enumerate(folds, 1) if key in fold.choosing),
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
                        if corpus.name != name
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
            signer_id=people[number].id,
            name=people[number].name,
            genuine=len(collected.of(number, "genuine")),
            forgeries=len(collected.of(number, "forgery")),
            use="out"
            if people[number].id in plan.left_out
            else "apart"
            if people[number].id in plan.kept_apart
            else "learn",
        )
        for number in collected.signers
    )


def _why_not(part: SignerSplit, seen: bool) -> str:
    if seen:
        return said("the model in use has learnt from this signer")
    if part.genuine < 2:
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
