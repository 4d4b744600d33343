"""The training of the fake services: made-up numbers that fall as they should, stopped and gone on with."""

import time
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from sigverify.errors import Cancelled, ModelError
from sigverify.evaluation.error_rates import det_points, equal_error_rate
from sigverify.gui.retraining import (
    CardSection,
    ChangeProgress,
    FoldView,
    ModelCardView,
    ModelRow,
    NetworkView,
    SignerPart,
    SplitView,
    StoppedTraining,
    TrainingChoice,
    TrainingMaterial,
    TrainingOutcome,
    TrainingPicture,
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
        losses=("cosine-targets",),
    ),
    NetworkView(
        architecture="chopra-2005",
        title="Siamese convolutional network, energy",
        paper="Chopra, Hadsell & LeCun 2005",
        source="its energy, its contrastive loss with Q, its layers C1 … F6",
        description="conv 15 × 7, sub-sampling 2, conv 45 × 6, sub-sampling 4, conv 250 over all; energy: L1 distance",
        carried_over=("maps run along time, not over an image", "each output is a tanh"),
        steps=3000,
        losses=("contrastive-chopra", "relative-triplet", "contrastive"),
    ),
)


class FakeTraining:
    """Mixed into `FakeServices`, whose fields it reads."""

    training_folders: tuple[str, ...] = ()

    def networks(self):
        self._call("networks")
        return NETWORKS

    def keep_training_folders(self, specs):
        self._call("keep_training_folders")
        self.training_folders = tuple(specs)

    def seal_training_folders(self, specs):
        self._call("seal_training_folders")
        self.training_folders = self.training_folders or tuple(specs)

    def training_lies_there(self):
        self._call("training_lies_there")
        return self.stopped is not None

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
            gone=self.gone,
            folders=self.training_folders,
        )

    def split(self, choice: TrainingChoice, cancelled):
        self.splits.append(choice)
        while self.split_waits and not cancelled():
            time.sleep(0.001)
        if cancelled():
            raise Cancelled("The split is no longer asked for.")
        use = dict.fromkeys(choice.left_out, "out") | dict.fromkeys(choice.kept_apart, "apart")
        rows = []
        for at, (signer_id, name) in enumerate(self.names.items()):
            what = use.get(signer_id, "learn")
            seen = signer_id in self.seen
            rows.append(
                SignerPart(
                    signer_id=signer_id,
                    name=name,
                    genuine=sum(k.signer_id == signer_id and k.label == "genuine" for k in self.kept),
                    forgeries=sum(k.signer_id == signer_id and k.label == "forgery" for k in self.kept),
                    use=what,
                    measured_in=1 + at % 2 if what == "learn" else None,
                    chooses_in=(2 - at % 2,) if what == "learn" and at % 3 == 0 else (),
                    compared=what != "out" and not seen,
                    why_not="the model in use has learnt from this signer" if seen else "",
                )
            )
        learnt = sum(row.use == "learn" for row in rows)
        obstacle = next((f"The corpus folder {spec} does not exist." for spec in choice.corpora if "gone" in spec), "")
        if learnt < 2:
            obstacle = "At least two signers must be learnt from. Choose another one to learn from."
        folders = dict.fromkeys((spec.rpartition("/")[2] for spec in choice.corpora), 2)
        fold = FoldView(
            learning={"synthetic-40@1": 24} | folders,
            choosing={"synthetic-40@1": 6},
            measured={"synthetic-40@1": 10} | folders,
        )
        return SplitView(signers=tuple(rows), folds=(fold, fold), obstacle=obstacle, caution=self.split_caution)

    def models(self):
        self._call("models")
        names = dict.fromkeys((self.model_name, *reversed(self.used), "aligned-tdnn", "dtw"))
        return [
            ModelRow(
                key=f"sha-{name}",
                name=name,
                origin="shipped" if name in ("aligned-tdnn", "dtw") else "yours",
                parts="aligned-tdnn + dtw",
                made_at="2026-11-20",
                figures="3.4 %",
                since=datetime(2026, 11, 20, 9, 30, tzinfo=UTC) if name in (*self.used, self.model_name) else None,
                in_use=name == self.model_name,
                model_id=self.used.index(name) if name in self.used and name != self.model_name else None,
            )
            for name in names
        ]

    def model_card(self, key: str):
        self._call("model_card")
        if key == "sha-dtw":
            raise ModelError("The files of this model are gone, so that its card cannot be read. Put them back.")
        return ModelCardView(
            key=key,
            title=key.removeprefix("sha-"),
            sections=(
                CardSection(heading="What it was trained on", sentences=("No <b>signer</b> you know.",)),
                CardSection(heading="How well it does", table=(("references", "equal error"), ("5", "3.4"))),
                CardSection(heading="Terms", sentences=("It comes under the program's licence (MIT).",)),
            ),
        )

    def change_model(self, to, cancelled):
        self.calls.append("change_model")
        if isinstance(to, TrainingOutcome):
            assert to.promotable
        count = self.templates
        for done in range(count):
            if cancelled():
                raise Cancelled("Stopped; the model in use and its templates are unchanged.")
            if self.step_s:
                time.sleep(self.step_s)
            if done == self.templates_fail_at:
                raise ModelError("The challenger cannot be read. Train it again.")
            yield ChangeProgress(done=done + 1, signers=count)
        new = self.used[to] if isinstance(to, int) else "aligned-tdnn v2"
        self.used = [*(name for name in self.used if name not in (new, self.model_name)), self.model_name]
        self.previous, self.model_name = self.model_name, new
        return True

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
            kept = replace(choice, resume=True)
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
            picture=self._picture(part, rng) if self.set_apart and step % every == 0 else None,
            energy_margin=10.0 if "chopra" in choice.architecture else None,
        )

    def _picture(self, part: float, rng: np.random.Generator) -> TrainingPicture:
        genuine, impostor = rng.normal(2.0 + 1.5 * part, 1, 80), rng.normal(0, 1, 80)
        middle = np.array([(-3, 2), (3, 2), (-2, -3), (3, -2)], dtype=float)
        points = np.concatenate(
            [
                place
                + (rng.normal(size=(8, 2)) * (1.4 - part))
                + np.repeat([[0, 0], [1.5 * part, 0.8 * part]], [5, 3], 0)
                for place in middle
            ]
        )
        return TrainingPicture(
            det=det_points(genuine, impostor),
            equal_error_rate=equal_error_rate(genuine, impostor)[0],
            points=points - points.mean(0),
            kept=0.7 + 0.2 * part,
            signer=tuple(np.repeat(range(4), 8).tolist()),
            forged=(*([False] * 5), *([True] * 3)) * 4,
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
            floors=(("dtw", 0.058), ("duration", 0.31)),
        )
