"""Templates in the store, one a profile and model: versioned for each signer, replaceable, revocable (ISO/IEC 24745).

A template that was replaced or revoked loses its payload, its sketch and the list of its references; its row stays, so
that a version number is never given twice and a decision's version stays unambiguous.
"""

from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from sigverify.errors import StoreDamagedError, UsageError
from sigverify.sentences import said
from sigverify.storage import profiles, recordings, signers
from sigverify.storage.cipher import Place
from sigverify.storage.rows import StoredSketch, StoredTemplate
from sigverify.storage.schema import (
    ProfileRow,
    RecordingRow,
    SketchRow,
    TemplateReferenceRow,
    TemplateRow,
)
from sigverify.storage.transaction import Transaction, checked_text, now


def save(
    work: Transaction,
    signer_id: str,
    model_sha256: str,
    reference_ids: Sequence[int],
    payload: bytes,
    sketch: bytes | None = None,
) -> int:
    """Store a template of its references' profile in the place of the one before; returns its version, from 1.

    sketch: what finds it among many; None where nobody made one. Raises StoreError where signer or a reference is
    unknown or a reference is another signer's; UsageError where the references are of several profiles.
    """
    if not checked_text(model_sha256, said("model's SHA-256"), 64):
        raise UsageError(said("A template needs the SHA-256 of the model that made it."))
    if not reference_ids or len(set(reference_ids)) != len(reference_ids):
        raise UsageError(said("A template needs at least one reference, each named once."))
    signers.hold(work, signer_id)
    of = {recordings.profile_of(work, recording_id, signer_id) for recording_id in reference_ids}
    if len(of) > 1:
        raise UsageError(said("A template is made of references of one profile; these are of several."))
    (profile_id,) = of
    last = select(func.coalesce(func.max(TemplateRow.version), 0)).where(
        TemplateRow.signer_id == signer_id, TemplateRow.model_sha256 == model_sha256
    )
    version = work.connection.execute(last).scalar_one() + 1
    _revoke(work, _of(profile_id, model_sha256))
    template_id = work.connection.execute(
        insert(TemplateRow)
        .values(
            signer_id=signer_id,
            profile_id=profile_id,
            model_sha256=model_sha256,
            version=version,
            made_at=now(),
            payload_sealed=None,
        )
        .returning(TemplateRow.id)
    ).scalar_one()
    sealed = work.cipher.seal(payload, _place(template_id, signer_id))
    work.connection.execute(update(TemplateRow).where(TemplateRow.id == template_id).values(payload_sealed=sealed))
    work.connection.execute(
        insert(TemplateReferenceRow),
        [
            {"template_id": template_id, "position": position, "recording_id": recording_id}
            for position, recording_id in enumerate(reference_ids)
        ],
    )
    if sketch is not None:
        _keep_sketch(work, template_id, signer_id, profile_id, model_sha256, version, sketch)
    return version


def keep_sketch(work: Transaction, profile_id: int, model_sha256: str, version: int, sketch: bytes) -> None:
    """Keep what finds the template of this version among many; nothing happens where it is in force no more."""
    query = select(TemplateRow.id, TemplateRow.signer_id).where(
        _of(profile_id, model_sha256), TemplateRow.version == version, TemplateRow.payload_sealed.is_not(None)
    )
    found = work.connection.execute(query).first()
    if found is not None:
        signers.hold(work, found.signer_id)
        work.connection.execute(delete(SketchRow).where(SketchRow.template_id == found.id))
        _keep_sketch(work, found.id, found.signer_id, profile_id, model_sha256, version, sketch)


def sketches(work: Transaction, model_sha256: str, after: int, most: int) -> list[StoredSketch]:
    """Return what finds the templates in force of a model, in the order of their numbers, at most so many.

    after: number of the last one that was read before, 0 for none. What does not open says so in its place: the
        template that it is of is looked at instead.
    """
    rows = work.connection.execute(
        select(
            SketchRow.template_id,
            SketchRow.signer_id,
            SketchRow.profile_id,
            SketchRow.version,
            SketchRow.sketch_sealed,
        )
        .where(SketchRow.model_sha256 == model_sha256, SketchRow.template_id > after)
        .order_by(SketchRow.template_id)
        .limit(most)
    ).tuples()
    found = rows.all()
    opened = work.cipher.open_each("sketches", "sketch", [(row[0], row[1], row[4]) for row in found])
    return [StoredSketch(*row[:4], sketch) for row, sketch in zip(found, opened, strict=True)]


def open_sketches(work: Transaction, signer_id: str) -> None:
    """Open the sketches of a signer; raises StoreDamagedError where one does not open."""
    query = select(SketchRow.template_id, SketchRow.sketch_sealed).where(SketchRow.signer_id == signer_id)
    for template_id, sealed in work.connection.execute(query).tuples():
        work.cipher.open(sealed, _sketch_place(template_id, signer_id))


def without_sketch(work: Transaction, model_sha256: str) -> list[tuple[str, int]]:
    """Return signer and profile of all who have references, but no template that can be found among many."""
    # Two looks at indices; the rows are long with ink.
    enrolled = select(RecordingRow.profile_id).where(RecordingRow.role == "reference").distinct()
    known = select(SketchRow.profile_id).where(SketchRow.model_sha256 == model_sha256)
    rows = work.connection.execute(
        select(ProfileRow.signer_id, ProfileRow.id)
        .where(ProfileRow.id.in_(enrolled), ProfileRow.id.not_in(known))
        .order_by(ProfileRow.id)
    )
    return list(rows.tuples().all())


def _keep_sketch(
    work: Transaction,
    template_id: int,
    signer_id: str,
    profile_id: int,
    model_sha256: str,
    version: int,
    sketch: bytes,
) -> None:
    work.connection.execute(
        insert(SketchRow).values(
            template_id=template_id,
            signer_id=signer_id,
            profile_id=profile_id,
            model_sha256=model_sha256,
            version=version,
            sketch_sealed=work.cipher.seal(sketch, _sketch_place(template_id, signer_id)),
        )
    )


def find(work: Transaction, signer_id: str, model_sha256: str, profile_id: int | None = None) -> StoredTemplate | None:
    """Return the template of a signer's profile for a model, None where none is in force.

    profile_id: None for the first one. Raises StoreError for an unknown signer or profile.
    """
    found = _find(work, _of(profiles.resolve(work, signer_id, profile_id), model_sha256))
    return found[-1] if found else None


def of_profiles(work: Transaction, model_sha256: str, profile_ids: Sequence[int]) -> list[StoredTemplate]:
    """Return the templates of these profiles for a model, those that are in force; what does not open is left out."""
    found = []
    for which in profile_ids:
        with suppress(StoreDamagedError):
            found.extend(_find(work, _of(which, model_sha256)))
    return found


def in_force(work: Transaction, signer_id: str) -> list[StoredTemplate]:
    """Return all templates of a signer that are in force; raises StoreError for an unknown signer."""
    signers.require(work, signer_id)
    return _find(work, TemplateRow.signer_id == signer_id)


def _find(work: Transaction, which: ColumnElement[bool]) -> list[StoredTemplate]:
    query = (
        select(
            TemplateRow.id,
            TemplateRow.signer_id,
            TemplateRow.profile_id,
            TemplateRow.model_sha256,
            TemplateRow.version,
            TemplateRow.made_at,
            TemplateRow.payload_sealed,
        )
        .where(which, TemplateRow.payload_sealed.is_not(None))
        .order_by(TemplateRow.id)
    )
    rows = work.connection.execute(query).tuples().all()
    return [
        StoredTemplate(
            signer_id=owner,
            profile_id=profile,
            model_sha256=model_sha256,
            version=version,
            payload=work.cipher.open(sealed or b"", _place(template_id, owner)),
            reference_ids=_references(work, template_id),
            made_at=made_at,
        )
        for template_id, owner, profile, model_sha256, version, made_at, sealed in rows
    ]


def _references(work: Transaction, template_id: int) -> tuple[int, ...]:
    query = select(TemplateReferenceRow.recording_id).where(TemplateReferenceRow.template_id == template_id)
    return tuple(work.connection.execute(query.order_by(TemplateReferenceRow.position)).scalars())


def version(work: Transaction, profile_id: int, model_sha256: str) -> int | None:
    """Return the version of a profile's template in force, None where there is none; nothing is opened."""
    query = select(TemplateRow.version).where(_of(profile_id, model_sha256), TemplateRow.payload_sealed.is_not(None))
    return work.connection.execute(query).scalar()


def drop(work: Transaction, signer_id: str) -> None:
    """Revoke every template of a signer, of every model; raises StoreError for an unknown signer."""
    signers.hold(work, signer_id)
    _revoke(work, TemplateRow.signer_id == signer_id)


def drop_made_from(work: Transaction, recording_id: int) -> None:
    """Revoke every template that a recording had a part in."""
    made = select(TemplateReferenceRow.template_id).where(TemplateReferenceRow.recording_id == recording_id)
    _revoke(work, TemplateRow.id.in_(made))


def _revoke(work: Transaction, which: ColumnElement[bool]) -> None:
    revoked = work.connection.execute(
        update(TemplateRow)
        .where(which, TemplateRow.payload_sealed.is_not(None))
        .values(payload_sealed=None)
        .returning(TemplateRow.id)
    ).scalars()
    ids = revoked.all()
    work.connection.execute(delete(TemplateReferenceRow).where(TemplateReferenceRow.template_id.in_(ids)))
    work.connection.execute(delete(SketchRow).where(SketchRow.template_id.in_(ids)))


def _of(profile_id: int, model_sha256: str) -> ColumnElement[bool]:
    return (TemplateRow.profile_id == profile_id) & (TemplateRow.model_sha256 == model_sha256)


def _place(template_id: int, signer_id: str) -> Place:
    return Place("templates", template_id, "payload", signer_id)


def _sketch_place(template_id: int, signer_id: str) -> Place:
    return Place("sketches", template_id, "sketch", signer_id)
