"""A retraining in a process of its own, so that the window stays as smooth as without; see `own_process`."""

from collections.abc import Callable, Iterator

import torch

from sigverify.storage.unlocking import Secret
from sigverify.workflows.own_process import in_own_process
from sigverify.workflows.retrain_plan import RetrainPlan
from sigverify.workflows.retrain_verdict import RetrainOutcome
from sigverify.workflows.retraining import RetrainReport, retrain


def retrain_apart(
    store_url: str | None,
    passphrase: Secret,
    plan: RetrainPlan,
    *,
    resume: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[RetrainReport | RetrainOutcome]:
    """Yield what `retrain` yields, and raise what it raises; ResourceFault also where its process ends by itself."""
    yield from in_own_process(_on_one_core, store_url, passphrase, plan, resume, cancelled=cancelled)


def _on_one_core(
    store_url: str | None, passphrase: Secret, plan: RetrainPlan, resume: bool, *, cancelled: Callable[[], bool]
) -> Iterator[RetrainReport | RetrainOutcome]:
    torch.set_num_threads(1)  # the other cores are the window's, and whoever else's
    yield from retrain(store_url, passphrase, plan, resume=resume, cancelled=cancelled)
