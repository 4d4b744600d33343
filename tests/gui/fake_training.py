"""The training of the fake services: made-up numbers that fall as they should, stopped and gone on with."""

import time

import numpy as np

from sigverify.errors import Cancelled
from sigverify.gui.services import (
    NetworkView,
    StoppedTraining,
    TrainingChoice,
    TrainingMaterial,
    TrainingOutcome,
    TrainingProgress,
)

NETWORKS = (
    NetworkView(
        architecture="",
        title="Go on from the model in use",
        paper="",
        source="",
        description="aligned-tdnn (aligned-tdnn + dtw) keeps what it has learnt and goes on at a lower learning rate",
        carried_over=(),
        steps=80,
    ),
    NetworkView(
        architecture="bromley-1994",
        title="Siamese time delay network",
        paper="Bromley et al. 1994",
        source="architecture 2 of the paper",
        description="two convolutions along time; cosine",
        carried_over=("the density is of the genuine signer alone",),
        steps=3000,
    ),
    NetworkView(
        architecture="chopra-2005",
        title="Siamese convolutional network, energy",
        paper="Chopra, Hadsell & LeCun 2005",
        source="its energy, its contrastive loss with Q, its layers C1 … F6",
        description="conv 15 × 7, sub-sampling 2, conv 45 × 6, sub-sampling 4, conv 250 over all; energy: L1 distance",
        carried_over=("maps run along time, not over an image", "each output is a tanh"),
        steps=3000,
    ),
)


class FakeTraining:
    """Mixed into `FakeServices`, whose fields it reads."""

    def networks(self):
        self._call("networks")
        return NETWORKS

    def training_material(self):
        self._call("training_material")
        genuine = sum(k.label == "genuine" for k in self.kept)
        return TrainingMaterial(
            signers=len(self.names),
            genuine=genuine,
            forgeries=sum(k.label == "forgery" for k in self.kept),
            unlabelled=sum(k.label == "unknown" for k in self.kept),
            synthetic_signers=40,
            caution="",
            obstacle="" if len(self.names) >= 2 else "Two signers are needed at least. Enrol one more.",
            stopped=self.stopped,
        )

    def retrain(self, choice: TrainingChoice, cancelled):
        self.calls.append("retrain")
        self.choices.append(choice)
        rng = np.random.default_rng(0)
        first = round(self.stopped.done * self.training_steps) if choice.resume else 0
        self.stopped = None
        step = first
        try:
            for step in range(first + 1, self.training_steps + 1):
                if cancelled():
                    raise Cancelled("Stopped; nothing was changed.")
                if self.step_s:
                    time.sleep(self.step_s)
                yield self._report(choice, step, rng)
            self.training_ended = "finished"
        except (Cancelled, GeneratorExit):
            self.training_ended = "cancelled"
            kept = TrainingChoice(
                architecture=choice.architecture, steps=choice.steps, corpora=choice.corpora, resume=True
            )
            self.stopped = StoppedTraining(choice=kept, done=(step - 1) / self.training_steps, obstacle="")
            raise
        return self._outcome(rng)

    def _report(self, choice: TrainingChoice, step: int, rng: np.random.Generator) -> TrainingProgress:
        part = step / self.training_steps
        every = max(1, self.training_steps // 6)
        energies = 12.0 if "chopra" in choice.architecture else 1.0
        return TrainingProgress(
            phase="Fold 1 of 3: training",
            done=part,
            step=step,
            steps=self.training_steps,
            loss=float(1.4 * np.exp(-3 * part) + 0.15 + 0.08 * rng.random()),
            genuine_distances=energies * rng.gamma(6, (0.9 - 0.5 * part) / 6, 20),
            impostor_distances=energies * rng.gamma(9, (1.0 + 0.9 * part) / 9, 20),
            seconds_left=(self.training_steps - step) * 2.0,
            checks=tuple(
                (at, 0.06 + 0.2 * float(np.exp(-3 * at / self.training_steps)) if self.set_apart else None)
                for at in range(every, step + 1, every)
            ),
            energy_margin=10.0 if "chopra" in choice.architecture else None,
        )

    def _outcome(self, rng: np.random.Generator) -> TrainingOutcome:
        rows = tuple(
            (f"Signer {n}", float(a), float(max(0.0, a - 0.012 + 0.02 * rng.normal())))
            for n, a in enumerate(rng.gamma(2, 0.02, 14))
        )
        before, after = (float(np.mean([r[i] for r in rows])) for i in (1, 2))
        verdict = (
            "no worse: on 14 signers that neither learnt from, the challenger's error is not higher, 95 % sure."
            if self.promotable
            else "not enough evidence: on 14 signers the difference could be chance. Label more signatures."
        )
        return TrainingOutcome(
            promotable=self.promotable,
            verdict=verdict,
            champion_eer=before,
            challenger_eer=after,
            interval=(after - before - 0.009, after - before + 0.009),
            per_signer=rows,
            source="challenger",
        )
