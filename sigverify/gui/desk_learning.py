"""`DeskLearning`: the model in use, others in its place, and training, for `DeskServices`.

What is slow to import (torch) is imported when it is asked for, on the desk's thread.
"""

from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING

from sigverify.gui.desk_keeping import DeskKeeping
from sigverify.gui.retraining import (
    ChangeProgress,
    ModelCardView,
    ModelRow,
    NetworkView,
    SplitView,
    TrainingChoice,
    TrainingMaterial,
    TrainingOutcome,
    TrainingProgress,
)
from sigverify.gui.services import REFERENCES_WANTED, ModelView
from sigverify.gui.words import carried_words

if TYPE_CHECKING:
    from sigverify.verification.verifier import Verifier


class DeskLearning(DeskKeeping):
    """The part of `DeskServices` that knows models; see `retraining.TrainingServices` for what each call does.

    retrain_steps: batches of each network that a retraining offers; None for each recipe's own.
    """

    def __init__(self, store_url: str | None, *, retrain_steps: int | None = None) -> None:
        super().__init__(store_url)
        self._retrain_steps = retrain_steps
        self._loaded: Verifier | None = None

    def warm_up(self) -> None:
        """Import what is slow to import, and load what is compiled, on any thread."""
        import sigverify.workflows.enrolment
        import sigverify.workflows.models
        import sigverify.workflows.verifying  # noqa: F401  # imported for later
        from sigverify.verification.loops import await_loops

        await_loops()

    @property
    def _verifier(self) -> "Verifier":
        if self._loaded is None:
            from sigverify.workflows.models import verifier_in_use

            self._loaded = verifier_in_use(self._store)
        return self._loaded

    def model(self) -> ModelView:
        """Load the model in use."""
        verifier = self._verifier
        before = self._store.previous_model()
        return ModelView(
            name=verifier.name,
            sha256=verifier.sha256,
            previous=before.name if before is not None else "",
            lines_words=carried_words(verifier.card.calibration_for(REFERENCES_WANTED).lines, REFERENCES_WANTED),
        )

    def training_material(self) -> TrainingMaterial:
        """Count what retraining would use."""
        from sigverify.gui.desk_training import material
        from sigverify.workflows.collected import real_recordings

        return material(real_recordings(self._store), self._loaded, self._store)

    def keep_training_folders(self, specs: Sequence[str]) -> None:
        """Remember which folders are learnt from too."""
        from sigverify.gui.training_folders import keep_folders

        keep_folders(self._store, specs)

    def seal_training_folders(self, specs: Sequence[str]) -> None:
        """Remember what an earlier program left unsealed."""
        from sigverify.gui.training_folders import keep_folders, known_folders

        if not known_folders(self._store):
            keep_folders(self._store, specs)

    def training_lies_there(self) -> bool:
        """Return whether there is a training to go on with."""
        from sigverify.storage import half_learnt

        return half_learnt.lies_there()

    def networks(self) -> list[NetworkView]:
        """Return what can be trained."""
        from sigverify.gui.desk_training import networks

        return networks(self._verifier.card, self._retrain_steps)

    def split(self, choice: TrainingChoice, cancelled: Callable[[], bool]) -> SplitView:
        """Return how a training would split signers."""
        from sigverify.gui.desk_training import split

        return split(self._url, choice, cancelled, self._way_in)

    def retrain(
        self, choice: TrainingChoice, cancelled: Callable[[], bool]
    ) -> Generator[TrainingProgress, None, TrainingOutcome]:
        """Train a challenger."""
        from sigverify.gui.desk_training import run

        return (yield from run(self._url, choice, cancelled, self._way_in))

    def models(self) -> list[ModelRow]:
        """Return every model."""
        from sigverify.gui.desk_models import rows

        return rows(self._store)

    def model_card(self, key: str) -> ModelCardView:
        """Return a model's card."""
        from sigverify.gui.desk_models import card_of

        return card_of(self._store, key)

    def change_model(
        self, to: TrainingOutcome | int, cancelled: Callable[[], bool]
    ) -> Generator[ChangeProgress, None, bool]:
        """Put another model in use, with all templates, or change nothing."""
        from sigverify.gui.desk_models import change

        return (yield from change(self._url, to, cancelled, self._way_in))
