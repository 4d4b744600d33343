"""What is killed: each thing that the program does and that must not be half done; see also `keeping_jobs`."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from keeping_jobs import KEEPING_JOBS
from killing import Job, Tell
from sound import (
    NEWCOMER,
    SIGNERS,
    command,
    data,
    done,
    fill,
    inks,
    reopened,
    sound,
    tidy,
    url,
    whole_desk,
    write_newcomer,
)

from sigverify.ink.recording import Recording
from sigverify.shipped import shipped_folder
from sigverify.storage.store import Store
from sigverify.verification.model_files import read_card, read_history, write_model
from sigverify.workflows.model_changes import promote, roll_back
from sigverify.workflows.models import folder_in_use, user_models, verifier_in_use
from sigverify.workflows.retrain_plan import RetrainPlan
from sigverify.workflows.retrain_verdict import RetrainOutcome
from sigverify.workflows.retraining import retrain
from sigverify.workflows.stopped_retraining import stopped_retraining

Facts = dict[str, int]


# Capture: strokes go to the journal as the pen lifts, and a finished signature takes their place.

SIGNATURES = 12


def strokes_of(number: int) -> list[Recording]:
    """Return a signature of the capture, stroke by stroke."""
    whole = inks(number % SIGNERS)[number % 5]
    cuts = np.array_split(np.arange(len(whole)), 4)
    return [
        replace(whole, **{n: v[cut] for n, v in whole.channels().items()} | {"stroke": np.zeros(len(cut))})
        for cut in cuts
    ]


def capture(folder: Path, tell: Tell) -> None:
    with Store.open(url(folder)) as store:
        signer = store.signers()[0]
        for number in range(SIGNATURES):
            page = store.begin_capture(signer.id, "collected")
            for place, stroke in enumerate(strokes_of(number)):
                tell(f"written {number}.{place}")
                store.append_stroke(page, stroke)
                tell(f"kept {number}.{place}")
            store.finish_capture(page, inks(number % SIGNERS)[number % 5], "collected", session="capture")
            tell(f"finished {number}")


def look_at_capture(folder: Path, told: Sequence[str]) -> Facts:
    written = [line.split()[1] for line in told if line.startswith("written ")]
    kept = [line.split()[1] for line in told if line.startswith("kept ")]
    finished = sum(line.startswith("finished ") for line in told)
    with reopened(folder) as store:
        whole_desk(store)
        stored = [entry.recording for entry in store.recordings(role="collected") if entry.session == "capture"]
        assert len(stored) in (finished, finished + 1), f"{len(stored)} of {finished} finished signatures"
        assert stored == [inks(n % SIGNERS)[n % 5] for n in range(len(stored))], "a finished signature is another one"
        parts = [part for page in store.unfinished_captures()[1:] for part in page.parts]  # the first is `fill`'s
        open_number = len(stored)
        assert parts == strokes_of(open_number)[: len(parts)], "strokes of the journal"
        there = 4 * len(stored) + len(parts)
        assert there >= len(kept), f"{there} strokes of {len(kept)} that were kept"
        lost = max(0, len(written) - there)
        assert lost <= 1, f"{lost} strokes lost"
        for page in store.unfinished_captures()[1:]:
            store.abandon_capture(page.id)
        signer = store.signers()[0]
        page = store.begin_capture(signer.id, "collected")
        store.append_stroke(page, strokes_of(0)[0])
        store.finish_capture(page, inks(0)[0], "collected")
        sound(store)
    tidy(folder)
    return {"strokes lost": lost}


# Saving: references enrolled from files, and a decision with its ink.


def prepare_save(folder: Path) -> None:
    fill(folder)
    write_newcomer(folder)


def save(folder: Path, tell: Tell) -> None:
    files = [folder / "ink" / f"{place}.csv" for place in range(4)]
    done("enrol", NEWCOMER, *files[:3], "--keep-odd")
    tell("enrolled")
    done("verify", NEWCOMER, files[3], among=(0, 1))
    tell("verified")


def look_at_save(folder: Path, told: Sequence[str]) -> Facts:
    with reopened(folder) as store:
        whole_desk(store)
        found = [signer for signer in store.signers() if signer.name == NEWCOMER]
        assert len(found) <= 1, "enrolled twice"
        assert found or "enrolled" not in told, "the enrolment is gone"
        if found:
            stored = store.recordings(found[0].id)
            assert found[0].reference_count == 3, f"{found[0].reference_count} references of 3"
            assert store.templates(found[0].id), "references without a template"
            questioned = [entry for entry in stored if entry.role == "questioned"]
            decided = store.decisions(found[0].id)
            assert len(questioned) == len(decided) <= 1, "a signature without its decision, or the other way round"
            assert decided or "verified" not in told, "the decision is gone"
    files = [folder / "ink" / f"{place}.csv" for place in range(4)]
    status, printed = command("enrol", NEWCOMER, *files[:3], "--keep-odd")
    assert status == (1 if found else 0), printed
    status, printed = command("verify", NEWCOMER, files[3])
    assert status in (0, 1), printed
    with reopened(folder) as store:
        assert len(store.decisions(store.signers()[-1].id)) == 1
    tidy(folder)
    return {}


# Training: a challenger learns from what was collected, with checkpoints, and is written.

PLAN = RetrainPlan(architecture="bromley-1994", steps=6, folds=2, synthetic_signers=4)


def train(folder: Path, tell: Tell) -> None:
    *_, last = retrain(url(folder), None, PLAN, resume=stopped_retraining() is not None)
    assert isinstance(last, RetrainOutcome)
    tell(f"trained {weights_of(last.model_folder)}")


def weights_of(model: Path) -> str:
    """Return what tells the weights of a model from others."""
    return ", ".join(part.weights_sha256 for part in read_card(model)[0].comparators)


def prepare_training(folder: Path) -> None:
    """Also train once, unkilled: a training that was killed must come to the same weights."""
    fill(folder)
    *_, last = retrain(url(folder), None, PLAN)
    assert isinstance(last, RetrainOutcome)
    (folder / "weights").write_text(weights_of(last.model_folder), encoding="ascii")
    shutil.rmtree(data(folder) / "models")


def look_at_training(folder: Path, told: Sequence[str]) -> Facts:
    expected = (folder / "weights").read_text(encoding="ascii")
    stopped = stopped_retraining() is not None
    with reopened(folder) as store:
        whole_desk(store)
        assert folder_in_use(store).name == "dtw", "the model in use changed"
        told_of = store.audit_entries(kind="training")
    for model in user_models().iterdir() if user_models().is_dir() else []:
        if not model.name.startswith("."):
            assert weights_of(model) == expected, "a model that was written is another one"
    assert not any(line.startswith("trained") for line in told) or len(told_of) == 2, "the chain does not tell of it"
    again: list[str] = []
    train(folder, again.append)
    assert again == [f"trained {expected}"], "a training that was gone on with came to other weights"
    assert stopped_retraining() is None
    assert not any(path.name.startswith(".") for path in user_models().iterdir()), "half a model lies about"
    tidy(folder, "weights")
    return {"trainings gone on with": int(stopped)}


# Promotion: templates of all signers are made again, then the challenger is put to use; and a model that is replaced.


def prepare_promotion(folder: Path) -> None:
    fill(folder)
    shutil.copytree(shipped_folder("models") / "duration", data(folder) / "models" / "challenger")


def challenger(folder: Path) -> RetrainOutcome:
    return RetrainOutcome(
        promotable=True,
        verdict="No worse.",
        champion_eer=None,
        challenger_eer=None,
        interval=None,
        margin=0.01,
        per_signer=(),
        model_folder=data(folder) / "models" / "challenger",
    )


def promotion(folder: Path, tell: Tell) -> None:
    with Store.open(url(folder)) as store:
        promote(store, challenger(folder))
        tell("promoted")
        roll_back(store)
        tell("rolled back")


def look_at_promotion(folder: Path, told: Sequence[str]) -> Facts:
    with reopened(folder) as store:
        in_use = verifier_in_use(store)
        assert in_use.name in ("dtw", "duration"), in_use.name
        if told and told[-1] == "rolled back":
            assert in_use.name == "dtw", "the roll-back is gone"
        for signer in store.signers():
            assert store.template(signer.id, in_use.sha256) is not None, "a model in use without its templates"
    again: list[str] = []
    with Store.open(url(folder)) as store:
        promote(store, challenger(folder))
        again.append(verifier_in_use(store).name)
        roll_back(store)
        again.append(verifier_in_use(store).name)
    assert again == ["duration", "dtw"], again
    with reopened(folder) as store:
        whole_desk(store)
    tidy(folder)
    return {}


def prepare_model(folder: Path) -> None:
    card = replace(read_card(shipped_folder("models") / "duration")[0], history="history.json")
    write_model(data(folder) / "models" / "mine", replace(card, name="old"), {"history.json": b"old"})


def replaced_model(folder: Path, tell: Tell) -> None:
    card = replace(read_card(data(folder) / "models" / "mine")[0], history="history.json")
    for number in range(10):
        name = f"new {number}"
        write_model(data(folder) / "models" / "mine", replace(card, name=name), {"history.json": name.encode()})
        tell(name)


def look_at_model(folder: Path, told: Sequence[str]) -> Facts:
    mine = data(folder) / "models" / "mine"
    card, _ = read_card(mine)
    assert read_history(mine) == card.name, "the card of one model beside the files of another"
    number = int(card.name.removeprefix("new ")) if card.name != "old" else -1
    assert number in (len(told) - 1, len(told)), f"'{card.name}' after {len(told)} models were written"
    replaced_model(folder, lambda _line: None)
    assert read_history(mine) == read_card(mine)[0].name == "new 9"
    left = sorted(path.name for path in mine.parent.rglob("*") if path.is_file())
    assert len(left) == 2, f"left behind: {left}"
    return {}


JOBS = (
    Job(name="capture", prepare=fill, work=capture, look=look_at_capture, share=4),
    Job(name="save", prepare=prepare_save, work=save, look=look_at_save, share=3),
    Job(name="training", prepare=prepare_training, work=train, look=look_at_training, share=2),
    Job(name="promotion and roll-back", prepare=prepare_promotion, work=promotion, look=look_at_promotion, share=3),
    Job(name="replacing a model", prepare=prepare_model, work=replaced_model, look=look_at_model, share=2),
    *KEEPING_JOBS,
)
