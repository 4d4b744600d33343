"""Where models lie and how they are named: a path, then the user's data folder, then the shipped ones."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sigverify.errors import ModelError
from sigverify.sentences import said
from sigverify.shipped import DEFAULT_MODEL, shipped_folder
from sigverify.storage.folders import data_folder
from sigverify.storage.rows import StoredModel
from sigverify.storage.store import Store
from sigverify.verification.card import ModelCard
from sigverify.verification.model_files import CARD, read_card, read_files, read_model, write_files
from sigverify.verification.verifier import Verifier
from sigverify.workflows.vouching import require_vouched


@dataclass(frozen=True, kw_only=True)
class DeskModel:
    """A model as a desk sees it.

    name; origin: 'shipped', 'yours', or 'gone' where its files are; card, sha256: None and that of the store where they
    are gone. model_id: in the store, None where it was never in use here; since: when it was last put to use, None for
    one that never was; in_use: whether verdicts come from it now.
    """

    name: str
    origin: str
    folder: Path
    card: ModelCard | None
    sha256: str
    model_id: int | None
    since: datetime | None
    in_use: bool


@dataclass(frozen=True, kw_only=True)
class ModelSummary:
    """A model that can be used: its name, folder, where it comes from ('shipped' or 'yours'), card and hash."""

    name: str
    folder: Path
    origin: str
    card: ModelCard
    sha256: str


def user_models() -> Path:
    """Return the folder of the user's own models."""
    return data_folder() / "models"


def find_model(name: str) -> Path:
    """Return the folder of a model, whose path or name is given; raises ModelError naming those that exist."""
    return Path(name) if (Path(name) / CARD).is_file() else _named(name)


def _named(name: str) -> Path:
    """Return the folder of a model of that name, wherever the program was started; raises as `find_model`."""
    for folder in (user_models() / name, shipped_folder("models") / name):
        if (folder / CARD).is_file():
            return folder
    known = ", ".join(summary.name for summary in known_models())
    raise ModelError(
        said(
            "There is no model '{name}'. Known are {known}; or give the path of a model's folder.",
            name=name,
            known=known,
        )
    )


def load_verifier(name: str) -> Verifier:
    """Return the model of that name, ready to be used.

    Raises ModelError as `find_model`, `read_model` and, for a foreign one, `vouching.require_vouched` do.
    """
    folder = find_model(name)
    require_vouched(folder)
    return read_model(folder)


def known_models() -> list[ModelSummary]:
    """Return the user's models, then the shipped ones; damaged ones are left out."""
    out = []
    for origin, place in (("yours", user_models()), ("shipped", shipped_folder("models"))):
        for folder in sorted(place.iterdir()) if place.is_dir() else []:
            if (folder / CARD).is_file():
                try:
                    card, sha256 = read_card(folder)
                except ModelError:
                    continue
                out.append(ModelSummary(name=folder.name, folder=folder, origin=origin, card=card, sha256=sha256))
    return out


def folder_in_use(store: Store) -> Path:
    """Return the folder of the model that this store's verdicts come from: the promoted one, else the shipped default.

    One that another desk promoted is fetched from the store. Raises ModelError where the promoted model's files are
    gone or changed.
    """
    model = store.model_in_use()
    return _named(DEFAULT_MODEL) if model is None else folder_of(store, model)


def folder_of(store: Store, model: StoredModel) -> Path:
    """Return the folder of a model that a store knows, its files fetched from the store where they are not here.

    Raises ModelError where they are gone or changed.
    """
    for folder in (Path(model.path), *(known.folder for known in known_models() if known.sha256 == model.sha256)):
        with suppress(ModelError):  # a card that is gone or broken is no longer the one that was promoted
            if read_card(folder)[1] == model.sha256:
                return folder
    if fetched := _fetched(store, model):
        return fetched
    raise ModelError(
        said(
            "The model '{name}' is gone or was changed since it was promoted. Bring back another one.", name=model.name
        )
    )


def desk_models(store: Store) -> list[DeskModel]:
    """Return every model: the one in use, those that were in use before, the newest first, then all others."""
    uses = store.model_uses()
    since: dict[int, datetime] = {}
    for use in uses:
        since.setdefault(use.model_id, use.since)
    current = uses[0].model_id if uses else None
    unnamed: Path | None = None
    if current is None:
        with suppress(ModelError):  # then no model is in use
            unnamed = _named(DEFAULT_MODEL)
    noted = {model.sha256: model for model in store.models() if model.id in since}
    known = {summary.sha256: summary for summary in reversed(known_models())}
    out = []
    for model in noted.values():
        summary = known.get(model.sha256)
        try:
            folder = folder_of(store, model)
            card, origin = read_card(folder)[0], summary.origin if summary is not None else "yours"
        except ModelError:
            folder, card, origin = Path(model.path), None, "gone"
        out.append(
            DeskModel(
                name=model.name,
                origin=origin,
                folder=folder,
                card=card,
                sha256=model.sha256,
                model_id=model.id,
                since=since[model.id],
                in_use=model.id == current,
            )
        )
    out.sort(key=lambda model: (model.in_use, model.since), reverse=True)
    rest = [
        DeskModel(
            name=summary.name,
            origin=summary.origin,
            folder=summary.folder,
            card=summary.card,
            sha256=summary.sha256,
            model_id=None,
            since=None,
            in_use=summary.folder == unnamed,
        )
        for summary in known_models()
        if summary.sha256 not in noted
    ]
    rest.sort(key=lambda model: not model.in_use)
    return out + rest


def _fetched(store: Store, model: StoredModel) -> Path | None:
    """Return the folder of a model that another desk promoted, its files written here; None where the store has none.

    Raises ModelError where they are not those that were promoted.
    """
    files = store.model_files(model.id)
    if not files:
        return None
    if hashlib.sha256(files.get(CARD, b"")).hexdigest() != model.sha256:
        raise ModelError(
            said("The files of the model '{name}' were changed in the store. Bring back another one.", name=model.name)
        )
    folder = user_models() / f"{model.name}-{model.sha256[:8]}"
    write_files(folder, files)
    return folder


def verifier_in_use(store: Store) -> Verifier:
    """Return the model that this store's verdicts come from; raises ModelError as `folder_in_use` does."""
    return read_model(folder_in_use(store))


def put_into_use(store: Store, folder: Path) -> Verifier:
    """Put the model in a folder into use in this store, as it is; raises ModelError where it cannot be read."""
    verifier = read_model(folder)
    store.use_model(register(store, verifier, folder, None))
    return verifier


def register(store: Store, verifier: Verifier, folder: Path, parent_sha256: str | None) -> int:
    """Keep a model in the store, with its files, and return its id there."""
    card = {"made_at": verifier.card.made_at, "figures": verifier.card.figures}
    return store.add_model(verifier.name, folder, verifier.sha256, parent_sha256, card, read_files(folder))
