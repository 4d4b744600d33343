"""How accuracy depends on the number of references and on what captured the ink, for models side by side."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.protocol import DRAW_KINDS, DrawKind
from sigverify.corpora.recaptured import recaptured
from sigverify.errors import UsageError
from sigverify.ink.degraded import INKS, Ink
from sigverify.sentences import said
from sigverify.verification.verifier import Verifier
from sigverify.workflows.evaluating import evaluate_draws, within


@dataclass(frozen=True, kw_only=True)
class CurvePlan:
    """What is measured.

    references: numbers of references, on ink as recorded.
    inks: what captured it, with `ink_references` references.
    count: draws in each setting.
    random: whether random forgeries are tested where there are skilled ones; they are most of the comparisons.

    Raises UsageError where there is nothing of either.
    """

    references: tuple[int, ...] = (1, 2, 3, 5, 10)
    inks: tuple[Ink, ...] = INKS
    ink_references: int = 5
    count: int = 10
    random: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "references", tuple(sorted(set(self.references))))
        object.__setattr__(self, "inks", tuple(ink for ink in INKS if ink in self.inks))
        if not self.references or not self.inks:
            raise UsageError(said("At least one number of references and one kind of ink are needed."))

    @property
    def ink_counts(self) -> dict[Ink, tuple[int, ...]]:
        """Numbers of references that each kind of ink is measured with."""
        wanted: dict[Ink, tuple[int, ...]] = {"as-recorded": self.references}
        for ink in self.inks:
            wanted[ink] = tuple(sorted({*wanted.get(ink, ()), self.ink_references}))
        return wanted


@dataclass(frozen=True, kw_only=True)
class ModelCurves:
    """What one model was measured at; a setting that the corpus does not allow is missing.

    name: of the model; corpus: that was measured on.
    by_references: figures, as `Evaluation` has them, on ink as recorded by number of references and draw.
    by_ink: the same with one number of references by kind of ink and draw.
    """

    name: str
    corpus: str
    plan: CurvePlan
    by_references: dict[tuple[int, DrawKind], dict[str, Any]]
    by_ink: dict[tuple[Ink, DrawKind], dict[str, Any]]

    @property
    def draws(self) -> tuple[DrawKind, ...]:
        """Ways of drawing references that were possible."""
        seen = {draw for _, draw in (*self.by_references, *self.by_ink)}
        return tuple(draw for draw in DRAW_KINDS if draw in seen)

    def to_json(self) -> dict[str, Any]:
        """Return all as plain values."""
        return {
            "model": self.name,
            "corpus": self.corpus,
            "by_references": list(self.by_references.values()),
            "by_ink": list(self.by_ink.values()),
        }


def curves(
    verifiers: Sequence[Verifier],
    corpus: Corpus,
    plan: CurvePlan,
    *,
    advance: Callable[[str, float], None] = lambda _phase, _done: None,
) -> Iterator[ModelCurves]:
    """Measure one model after the other; each pair of signatures of one ink is compared once a model.

    advance: told the phase and the share done of all; it may raise Cancelled.

    Raises ProtocolError where the corpus allows none of the settings of a kind of ink.
    """
    inks = {ink: recaptured(corpus, ink) for ink in plan.ink_counts}
    random = plan.random or not any(sample.label == "forgery" for sample in corpus)
    for place, verifier in enumerate(verifiers):
        found: dict[tuple[Ink, int, DrawKind], dict[str, Any]] = {}
        for number, (ink, counts) in enumerate(plan.ink_counts.items()):
            begin, parts = place + number / len(inks), len(verifiers) * len(inks)
            told = within(advance, f"{verifier.name}, {ink}", begin / len(verifiers), 1 / parts)
            measured = evaluate_draws(verifier, inks[ink], counts, count=plan.count, random=random, advance=told)
            found |= {(ink, *setting): part.figures for setting, part in measured.items()}
        yield ModelCurves(
            name=verifier.name,
            corpus=corpus.name,
            plan=plan,
            by_references={
                (references, draw): figures
                for (ink, references, draw), figures in found.items()
                if ink == "as-recorded" and references in plan.references
            },
            by_ink={
                (ink, draw): figures
                for (ink, references, draw), figures in found.items()
                if ink in plan.inks and references == plan.ink_references
            },
        )
