"""`LearningFromStores`: what a training by command learns from stores; its checkpoints go with who is erased there."""

import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sigverify.errors import ResourceFault, StoreError, UsageError
from sigverify.sentences import said
from sigverify.storage.database import url_in_the_open
from sigverify.storage.store import Store
from sigverify.storage.unlocking import Secret
from sigverify.workflows.collected import label_of, real_recordings

_LOOKS_EVERY_S = 30.0

ERASED = said(
    "A signer or a signature that the training had learnt from was erased, and what it had learnt with it. Start the "
    "command again to begin anew."
)


class LearningFromStores:
    """Notes of each store that is learnt from where checkpoints will lie, and looks at times whether all is there yet.

    specs: KIND:DIR of corpora, of which those of stores count; folder: of checkpoints, or of several such folders.
    """

    def __init__(self, specs: Sequence[str], folder: Path) -> None:
        places = [place for kind, _, place in (spec.partition(":") for spec in specs) if kind == "store"]
        self._urls = [url_in_the_open(place or None) for place in places]
        self._folder = folder
        self._ways_in: list[Secret] = [None] * len(self._urls)
        self._next_s = time.monotonic() + _LOOKS_EVERY_S

    def note(self) -> None:
        """Note it, before anything is read; raises as `Store.open` does."""
        for number, url in enumerate(self._urls):
            with Store.open(url, make=False) as store:
                self._ways_in[number] = store.way_in
                learnt = [entry.id for entry in real_recordings(store) if label_of(entry) is not None]
                store.note_training(self._folder, learnt)

    def look(self) -> None:
        """Look where it is time to; raises UsageError where something was erased. A store that is away waits."""
        if self._urls and time.monotonic() >= self._next_s:
            with suppress(StoreError, ResourceFault):
                self.make_sure()
            self._next_s = time.monotonic() + _LOOKS_EVERY_S

    def make_sure(self) -> None:
        """Look now; to open a store removes here what was learnt from what is no more."""
        for url, way_in in zip(self._urls, self._ways_in, strict=True):
            with Store.open(url, passphrase=way_in, make=False) as store:
                if store.training_is_erased(self._folder):
                    raise UsageError(ERASED)

    def forget(self) -> None:
        """Forget it: the model is made, and no checkpoints are left."""
        for url, way_in in zip(self._urls, self._ways_in, strict=True):
            with Store.open(url, passphrase=way_in, make=False) as store:
                store.forget_training(self._folder)
