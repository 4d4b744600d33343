"""All that is held on a person, for that person: a JSON file and the ink beside it, in a folder."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from sigverify.errors import ResourceFault, UsageError
from sigverify.ink.formats import write_csv
from sigverify.ink.recording import Recording
from sigverify.sentences import said
from sigverify.storage import events
from sigverify.storage.folders import make_private_file, make_private_folder
from sigverify.storage.rows import Signer, StoredRecording
from sigverify.storage.store import Store
from sigverify.workflows.models import desk_models
from sigverify.workflows.retrain_material import COLLECTED

HELD = "held.json"


def write_held(store: Store, whose: Signer | str, folder: Path) -> int:
    """Write all that is held on a person to a new folder that only its owner can enter; returns how many signatures.

    There: `held.json` (the signer, recordings, unfinished captures, templates, decisions, notes, what the audit chain
    tells, which models have learnt from them, and forgeries that name them as the forger), the ink as CSV, templates as
    they are. Nothing in it is encrypted: whoever is given it can read it. The folder is there whole or not at all.

    whose: a signer, or the name of a forger who is none. A forgery is its forger's hand, so it is among it; whom it
    imitates, and the session, which may name them, are not the forger's to be told. Where several signers bear the
    name, it is only told how many forgeries name it: another's hand is not theirs to be given.

    Raises UsageError where the folder exists, ResourceFault where it cannot be written.
    """
    if folder.exists():
        raise UsageError(said("'{folder}' exists already. Name a new folder.", folder=folder))
    passing = folder.with_name(f".{folder.name}.part")  # always the same: what a killed program left there goes now
    try:
        if passing.exists():
            shutil.rmtree(passing)
        for part in (passing, passing / "ink", passing / "templates"):
            make_private_folder(part)
        held: dict[str, object] = {"forger": whose}
        count, signer_id, name = 0, None, str(whose)
        if isinstance(whose, Signer):
            held, count = _held(store, whose, passing)
            signer_id, name = whose.id, whose.name
        unclear = store.mixed_up(signer_id) if signer_id is not None else []
        wrote = [one for one in store.forgeries_by(name, signer_id) if one not in unclear]
        forged = [store.recording(recording_id) for recording_id in wrote]
        if unclear:
            held["forged_by_somebody_of_this_name"] = len(unclear)
        held["forged"] = [_forgery(entry, passing) for entry in forged]
        make_private_file(passing / HELD)
        (passing / HELD).write_text(json.dumps(held, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        store.record(events.exported("held", count + len(forged), signer_id))
        passing.rename(folder)
    except OSError as error:
        raise ResourceFault(
            said(
                "'{folder}' could not be written ({strerror}). Make room, or name another folder.",
                folder=folder,
                strerror=error.strerror,
            )
        ) from error
    finally:
        shutil.rmtree(passing, ignore_errors=True)
    return count + len(forged)


def _held(store: Store, signer: Signer, folder: Path) -> tuple[dict[str, object], int]:
    recordings = store.recordings(signer.id)
    captures = [capture for capture in store.unfinished_captures() if capture.signer_id == signer.id]
    templates = store.templates(signer.id)
    for template in templates:
        file = folder / _template_file(template.model_sha256, template.version)
        make_private_file(file)
        file.write_bytes(template.payload)
    held: dict[str, object] = {
        "signer": {
            "signer_id": signer.id,
            "name": signer.name,
            "created_at": signer.created_at.isoformat(),
            "purpose": signer.purpose,
            "keep_until": signer.keep_until.isoformat() if signer.keep_until else None,
        },
        "profiles": [
            {"profile_id": profile.id, "name": profile.name, "created_at": profile.created_at.isoformat()}
            for profile in signer.profiles
        ],
        "recordings": [
            {
                "recording_id": entry.id,
                "profile_id": entry.profile_id,
                "reference_until": entry.reference_until.isoformat() if entry.reference_until else None,
                "role": entry.role,
                "label": entry.label,
                "session": entry.session,
                "taken_at": entry.taken_at.isoformat(),
                "capture": asdict(entry.recording.capture),
                "files": _written(folder, f"recording-{entry.id}", [entry.recording]),
            }
            for entry in recordings
        ],
        "unfinished": [
            {
                "capture_id": capture.id,
                "profile_id": capture.profile_id,
                "purpose": capture.purpose,
                "started_at": capture.started_at.isoformat(),
                "files": _written(folder, f"unfinished-{capture.id}", (*capture.parts, *capture.undone)),
            }
            for capture in captures
        ],
        "templates": [
            {
                "profile_id": template.profile_id,
                "model_sha256": template.model_sha256,
                "template_version": template.version,
                "made_at": template.made_at.isoformat(),
                "references": list(template.reference_ids),
                "file": _template_file(template.model_sha256, template.version),
            }
            for template in templates
        ],
        "decisions": [entry.to_json() for entry in store.decisions(signer.id)],
        "notes": [{"decision_id": note.decision_id, **note.to_json()} for note in store.notes(signer.id)],
        "attempts": [attempt.to_json() for attempt in store.attempts(signer.id)],
        "audit": [entry.to_json() for entry in store.audit_entries(signer.id)],
        "models": [
            {"name": model.name, "sha256": model.sha256}
            for model in desk_models(store)
            if model.card is not None and signer.id in model.card.training.get(COLLECTED, ())
        ],
    }
    return held, len(recordings)


def _forgery(entry: StoredRecording, folder: Path) -> dict[str, object]:
    """Return what is told of a forgery to who wrote it."""
    assert entry.forger is not None, "it was found by the forger"
    return {
        "recording_id": entry.id,
        "label": entry.label,
        "taken_at": entry.taken_at.isoformat(),
        "capture": asdict(entry.recording.capture),
        "forger": asdict(entry.forger),
        "files": _written(folder, f"forgery-{entry.id}", [entry.recording]),
    }


def _written(folder: Path, name: str, parts: Iterable[Recording]) -> list[str]:
    """Write ink as CSV, one file a part, and return the files' names in the folder."""
    files = []
    for number, part in enumerate(parts, start=1):
        file = f"ink/{name}.csv" if number == 1 else f"ink/{name}-{number}.csv"
        write_csv(part, folder / file)
        files.append(file)
    return files


def _template_file(model_sha256: str, version: int) -> str:
    return f"templates/{model_sha256[:12]}-{version}.template"
