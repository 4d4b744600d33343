"""Which models a store knows, which of them it uses, and their files.

A model is promoted at one desk and used at all: its files go with it. They lie in the clear, as they do in the folder
that they were trained in; nobody's ink can be read from them, and the SHA-256 that the audit chain tells binds them.
"""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import delete, insert, select, update

from sigverify.errors import StoreError, UsageError
from sigverify.sentences import said
from sigverify.storage.rows import ModelUse, StoredModel
from sigverify.storage.schema import ModelFileRow, ModelRow, ModelUseRow
from sigverify.storage.transaction import Transaction, checked_text, from_json, now, to_json


def add(
    work: Transaction, name: str, path: str | Path, sha256: str, parent_sha256: str | None, card: Mapping[str, object]
) -> int:
    """Note a model and return its id; one of the same SHA-256 keeps its id and takes the new name, path and card.

    parent_sha256: of the model that it was retrained from, None for one that came with the program.
    """
    if not sha256 or not name:
        raise UsageError(said("A model needs a name and its SHA-256."))
    values: dict[str, object] = {
        "name": checked_text(name, said("model's name"), 200),
        "path": checked_text(str(path), said("path of the model")),
        "parent_sha256": parent_sha256 and checked_text(parent_sha256, said("parent's SHA-256"), 64),
        "card": to_json(card, said("model's card")),
    }
    sha256 = checked_text(sha256, said("model's SHA-256"), 64)
    known = work.connection.execute(
        update(ModelRow).where(ModelRow.sha256 == sha256).values(values).returning(ModelRow.id)
    ).scalar()
    if known is not None:
        return known
    return work.connection.execute(
        insert(ModelRow).values(**values, sha256=sha256, added_at=now()).returning(ModelRow.id)
    ).scalar_one()


def keep_files(work: Transaction, model_id: int, files: Mapping[str, bytes]) -> None:
    """Keep the files of a model, in the place of those that were kept before."""
    work.connection.execute(delete(ModelFileRow).where(ModelFileRow.model_id == model_id))
    for name, content in files.items():
        values = {
            "model_id": model_id,
            "name": checked_text(name, said("name of the model's file"), 200),
            "content": content,
        }
        work.connection.execute(insert(ModelFileRow).values(values))


def files(work: Transaction, model_id: int) -> dict[str, bytes]:
    """Return the files of a model by name; none of one that was added by a program that kept none."""
    query = select(ModelFileRow.name, ModelFileRow.content).where(ModelFileRow.model_id == model_id)
    return dict(work.connection.execute(query).tuples().all())


def use(work: Transaction, model_id: int) -> bool:
    """Put a model to use and return whether another one was in use; raises StoreError for an unknown one."""
    if not _find(work, model_id):
        raise StoreError(said("There is no model {model_id} in this store. Add it first.", model_id=model_id))
    if model_id in _uses(work, 1):
        return False
    work.connection.execute(insert(ModelUseRow).values(model_id=model_id, since=now()))
    return True


def in_use(work: Transaction) -> StoredModel | None:
    """Return the model in use, None where none was chosen yet."""
    uses = _uses(work, 1)
    return _find(work, uses[0])[0] if uses else None


def previous(work: Transaction) -> StoredModel | None:
    """Return the model that was in use before the present one, None where there was none."""
    uses = _uses(work, 2)
    return _find(work, uses[1])[0] if len(uses) == 2 else None


def find(work: Transaction) -> list[StoredModel]:
    """Return every model, in the order they were added."""
    return _find(work, None)


def uses(work: Transaction) -> list[ModelUse]:
    """Return when which model was put to use, newest first."""
    query = select(ModelUseRow.model_id, ModelUseRow.since).order_by(ModelUseRow.id.desc())
    return [ModelUse(model_id=model_id, since=since) for model_id, since in work.connection.execute(query).tuples()]


def _uses(work: Transaction, newest: int) -> list[int]:
    """Return the ids of the models last put to use, newest first; `use` keeps two in a row from being the same."""
    query = select(ModelUseRow.model_id).order_by(ModelUseRow.id.desc()).limit(newest)
    return list(work.connection.execute(query).scalars())


def _find(work: Transaction, model_id: int | None) -> list[StoredModel]:
    query = select(
        ModelRow.id,
        ModelRow.name,
        ModelRow.path,
        ModelRow.sha256,
        ModelRow.parent_sha256,
        ModelRow.card,
        ModelRow.added_at,
    ).order_by(ModelRow.id)
    if model_id is not None:
        query = query.where(ModelRow.id == model_id)
    return [
        StoredModel(
            id=found_id,
            name=name,
            path=Path(path),
            sha256=sha256,
            parent_sha256=parent_sha256,
            card=from_json(card, said("card of model {model}", model=found_id)),
            added_at=added_at,
        )
        for found_id, name, path, sha256, parent_sha256, card, added_at in work.connection.execute(query).tuples()
    ]
