"""Who learns, who chooses when to stop, and who is measured: the split of a training, as it will be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.split import SignerKey, person_of, split_signers
from sigverify.errors import InkError
from sigverify.ink.features import extract
from sigverify.learning.selection import places_held_out
from sigverify.networks.catalogue import CATALOGUE
from sigverify.progress import steps
from sigverify.workflows.architectures import kind_of, parts_of
from sigverify.workflows.train_plan import TrainPlan

_FEWEST = 2
"""Usable genuine signatures without which nothing can be learnt from a signer."""


@dataclass(frozen=True, kw_only=True)
class FoldSplit:
    """One fold, as sets of (corpus, signer).

    learning: whom its networks learn from; choosing: by whom at least one of them chooses when to stop, beside which
    the others may learn from them; measured: on whom they are measured.
    """

    learning: frozenset[SignerKey]
    choosing: frozenset[SignerKey]
    measured: frozenset[SignerKey]


def planned_folds(corpora: Sequence[Corpus], plan: TrainPlan) -> tuple[FoldSplit, ...]:
    """Return the folds that `train_model` makes of these corpora, all of which hold forgeries, by this plan.

    Raises ProtocolError as `split_signers` does, and Cancelled where whoever watches this thread asks for that.
    """
    folds = split_signers(corpora, plan.folds, plan.seed)
    networks = [name for name in parts_of(plan.architecture) if kind_of(name) == "network"]
    chosen: list[set[SignerKey]] = [set() for _ in folds]
    learning: list[set[SignerKey]] = [set() for _ in folds]
    for place, name in enumerate(networks):
        features = plan.variant_of(place).features or CATALOGUE[name].features
        usable = []
        for corpus in corpora:
            for signer in steps(corpus.signers):
                left = _FEWEST
                for sample in corpus.of(signer, "genuine"):
                    try:
                        extract(sample.recording, features)
                    except InkError:
                        continue
                    left -= 1
                    if not left:
                        usable.append((corpus.name, signer))
                        break
        for number, fold in enumerate(folds):
            rest = [key for key in usable if key not in fold]
            people = ["/".join(person_of(key)) for key in rest]
            apart = places_held_out(people, share=plan.held_out_share, seed=plan.training_of(place, name).seed)
            chosen[number] |= {key for at, key in enumerate(rest) if at in apart}
            learning[number] |= {key for at, key in enumerate(rest) if at not in apart}
    return tuple(
        FoldSplit(learning=frozenset(learnt - chose), choosing=frozenset(chose), measured=fold)
        for learnt, chose, fold in zip(learning, chosen, folds, strict=True)
    )
