"""Review as the window asks for it: stored decisions, read as they are; None for what older ones lack."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from math import isfinite
from typing import Any, get_args

from sigverify.errors import StoreDamagedError, StoreError
from sigverify.gui.given_names import named
from sigverify.gui.language import tr
from sigverify.gui.reviews import ComparedReference, DecidedView, DecisionView
from sigverify.ink.recording import Recording
from sigverify.storage.rows import ReviewedDecision, StoredDecision
from sigverify.storage.store import Store
from sigverify.verification.attempts import Attempt
from sigverify.verification.decision import Outcome
from sigverify.verification.likelihood_ratio import Alternative, LikelihoodRatio
from sigverify.verification.lines import LinesUsed


def decisions(store: Store, before: int | None, most: int) -> list[DecisionView]:
    """Return a page of decisions, the newest first."""
    found = store.review(before, most)
    whose = store.signers({reviewed.stored.signer_id for reviewed in found})
    names = {profile.id: named(signer, profile.id) for signer in whose for profile in signer.profiles}
    return [_row(reviewed, names.get(reviewed.stored.profile_id, "")) for reviewed in found]


def inks(store: Store, recording_ids: Sequence[int]) -> dict[int, Recording]:
    """Return the ink of these signatures; what is gone or damaged is left out."""
    found = {}
    for recording_id in recording_ids:
        with suppress(StoreError):
            found[recording_id] = store.recording(recording_id).recording
    return found


def decided(store: Store, decision_id: int) -> DecidedView:
    """Return a decision with its ink, and the references that it was made against."""
    reviewed = store.review_one(decision_id)
    stored, values = reviewed.stored, reviewed.stored.decision
    random = values.get("against_random")
    capture_note = values.get("unlike_capture")
    reason = values.get("reason")
    sha256 = str(values.get("model_sha256", ""))
    template = store.template(stored.signer_id, sha256, stored.profile_id)
    in_force = template is not None and template.version == stored.template_version
    made_of = list(template.reference_ids) if template is not None and in_force else _made_of(store, stored, sha256)
    signed_in = _operator_names(store, [stored.operator_id, *(note.operator_id for note in reviewed.notes)])
    return DecidedView(
        row=_row(reviewed, named(store.signer(stored.signer_id), stored.profile_id)),
        against_skilled=_skilled(values),
        against_random=_ratio("random", random),
        random_kept="against_random" in values,
        distance=_number(values, "distance"),
        decision_distance=_number(values, "decision_distance"),
        distances=_numbers(values.get("distances")),
        departures=_departures(values.get("departures")),
        reason=reason if isinstance(reason, str) else None,
        lines=_lines(values.get("lines")),
        capture_note=capture_note if isinstance(capture_note, str) else None,
        template_version=stored.template_version,
        template_in_force=in_force,
        ink=_ink(store, stored.recording_id) if stored.recording_id is not None else None,
        references=None
        if made_of is None
        else tuple(ComparedReference(recording_id=one, recording=_ink(store, one)) for one in made_of),
        notes=reviewed.notes,
        attempt=_attempt(values.get("attempt")),
        strokes_undone=int(_number(values, "strokes_undone") or 0),
        decided_by=signed_in.get(stored.operator_id or "", ""),
        writers={note.id: signed_in[note.operator_id] for note in reviewed.notes if note.operator_id is not None},
    )


def _operator_names(store: Store, ids: Sequence[str | None]) -> dict[str, str]:
    """Return the names of operators by their ids; who is none any more is told by the beginning of the id."""
    wanted = {one for one in ids if one is not None}
    names = {operator.id: operator.name for operator in store.operators()} if wanted else {}
    return {one: names.get(one) or tr("a former operator ({id})", id=one[:8]) for one in wanted}


def _made_of(store: Store, stored: StoredDecision, model_sha256: str) -> list[int] | None:
    """Return which recordings a decision's template was made of, by the chain: it remembers what was replaced.

    All of it is gone through, so that it is asked only of a template that is in force no more.
    """
    signer_id, version = stored.signer_id, stored.template_version
    for entry in reversed(store.audit_entries(signer_id, "template-made")):
        facts = entry.event.facts
        if (facts.get("model"), facts.get("version")) == (model_sha256, version):
            references = facts.get("references")
            return references if isinstance(references, list) else None
    return None  # made before the chain began


def _ink(store: Store, recording_id: int) -> Recording | None:
    try:
        return store.recording(recording_id).recording
    except StoreDamagedError:  # not to be told as if it were erased
        raise
    except StoreError:
        return None


def _row(reviewed: ReviewedDecision, name: str) -> DecisionView:
    stored, values = reviewed.stored, reviewed.stored.decision
    outcome, skilled, reason = values.get("decision"), _skilled(values), values.get("reason")
    model, sha256 = values.get("model"), values.get("model_sha256")
    told = [str(reason or ""), *(note.text for note in reviewed.notes)]
    return DecisionView(
        decision_id=stored.id,
        signer_id=stored.signer_id,
        signer_name=name,
        recording_id=stored.recording_id,
        decided_at=stored.decided_at,
        outcome=outcome if outcome in get_args(Outcome) else None,  # type: ignore[arg-type]  # one of them
        ratio=skilled.log10 if skilled is not None else None,
        score=_number(values, "score"),
        threshold=_number(values, "threshold"),
        reject_below=_number(values, "reject_below"),
        model=model if isinstance(model, str) else None,
        model_sha256=sha256 if isinstance(sha256, str) else None,
        label=reviewed.label,
        ruling=reviewed.ruling,
        note_count=len(reviewed.notes),
        words=" ".join(told),
    )


def _skilled(values: Mapping[str, Any]) -> LikelihoodRatio | None:
    if "against_skilled" in values:
        return _ratio("skilled", values["against_skilled"])
    log10 = _number(values, "log10_likelihood_ratio")  # before a cap was kept with it
    return LikelihoodRatio(against="skilled", log10=log10, cap=None) if log10 is not None else None


def _ratio(against: Alternative, values: Any) -> LikelihoodRatio | None:
    log10 = _number(values, "log10_likelihood_ratio") if isinstance(values, Mapping) else None
    return LikelihoodRatio(against=against, log10=log10, cap=_number(values, "cap")) if log10 is not None else None


def _lines(values: Any) -> LinesUsed | None:
    if not isinstance(values, Mapping):
        return None
    note = values.get("note")
    return LinesUsed(
        false_matches=_number(values, "false_matches"),
        false_non_matches=_number(values, "false_non_matches"),
        note=note if isinstance(note, str) else "",
    )


def _attempt(values: Any) -> Attempt | None:
    if not isinstance(values, Mapping):
        return None
    number, of, minutes = (_number(values, name) for name in ("number", "of", "minutes"))
    if number is None or minutes is None:
        return None
    return Attempt(number=int(number), of=int(of) if of is not None else None, minutes=int(minutes))


def _departures(values: Any) -> tuple[tuple[str, float], ...] | None:
    if not isinstance(values, Mapping):
        return None
    return tuple((str(side), number) for side in values if (number := _number(values, side)) is not None)


def _numbers(values: Any) -> tuple[float, ...] | None:
    if not isinstance(values, Sequence) or isinstance(values, str):
        return None
    return tuple(float(value) for value in values if isinstance(value, int | float))


def _number(values: Mapping[str, Any], name: str) -> float | None:
    value = values.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return float(value)
