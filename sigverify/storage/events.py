"""What the audit chain is told of each operation: the one place that decides it.

The chain is never erased, so what it tells must be fit to stay when a signer is gone. It names signers by their
random ids, recordings, decisions and templates by their numbers, models by their SHA-256, and a forger who was erased
by a keyed digest of the name, which tells it to nobody who does not guess it. It never tells a name, a session or
other free text, ink, a digest of ink, a template, or what was measured of a hand: distances and departures of single
sides stay in the sealed decision, which goes with its signer. Of a decision it keeps what an auditor asks for and the
verdict showed: outcome, score and the two lines, to two decimals, too coarse to tell which ink gave them.
"""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Literal

from sigverify.storage.rows import AuditEvent, AuditHead, Label, Role, Ruling

_OUTCOMES = ("accept", "refer", "reject")
_OVERRIDES = {("accept", "forgery"), ("reject", "genuine")}


def begun(signers: int, last_recording: int, last_decision: int) -> AuditEvent:
    """Tell that a chain begins: what was stored before, up to these numbers, has no entries."""
    facts = {"signers": signers, "last_recording": last_recording, "last_decision": last_decision}
    return AuditEvent(kind="begun", facts=facts)


def clock_set_back(seconds: float) -> AuditEvent:
    """Tell that the clock shows an earlier time than the entry before."""
    return AuditEvent(kind="clock-set-back", facts={"seconds": round(seconds)})


def signer_added(signer_id: str) -> AuditEvent:
    """Tell that a signer was added."""
    return AuditEvent(kind="signer-added", signer_id=signer_id)


def signer_renamed(signer_id: str) -> AuditEvent:
    """Tell that a signer got another name."""
    return AuditEvent(kind="signer-renamed", signer_id=signer_id)


def retention_set(signer_id: str, keep_until: str | None) -> AuditEvent:
    """Tell from which day a signer is due to be erased; what the signatures are kept for stays sealed."""
    return AuditEvent(kind="retention", signer_id=signer_id, facts={"keep_until": keep_until})


def signer_erased(signer_id: str, *, forgeries: bool = False) -> AuditEvent:
    """Tell that all that was held of a signer was erased: the tombstone of all entries about this id.

    forgeries: whether those of others' signatures went too that named the signer as their forger.
    """
    facts = {"forgeries": True} if forgeries else {}
    return AuditEvent(kind="signer-erased", signer_id=signer_id, facts=facts)


def forger_erased(names: Sequence[str], *, forgeries: bool) -> AuditEvent:
    """Tell that somebody is named as a forger no more: the tombstone of a name.

    names: keyed digests, as `forgers.digest` makes them; forgeries: whether what they forged went too.
    """
    return AuditEvent(kind="forger-erased", facts={"names": list(names), "forgeries": forgeries})


def profile_added(signer_id: str, profile_id: int) -> AuditEvent:
    """Tell that a signer got another profile."""
    return AuditEvent(kind="profile-added", signer_id=signer_id, facts={"profile": profile_id})


def profile_renamed(signer_id: str, profile_id: int) -> AuditEvent:
    """Tell that a profile got another name."""
    return AuditEvent(kind="profile-renamed", signer_id=signer_id, facts={"profile": profile_id})


def profile_erased(
    signer_id: str, profile_id: int, recordings: Sequence[int], decisions: Sequence[int], notes: Sequence[int]
) -> AuditEvent:
    """Tell that a profile was erased with all that it held."""
    gone = {"recordings": list(recordings), "decisions": list(decisions), "notes": list(notes)}
    return AuditEvent(kind="profile-erased", signer_id=signer_id, facts={"profile": profile_id, **gone})


def recording_added(signer_id: str, recording_id: int, role: Role, label: Label) -> AuditEvent:
    """Tell that a signature was stored; one with the role 'reference' is an enrolment."""
    return AuditEvent(
        kind="recording-added", signer_id=signer_id, facts={"recording": recording_id, "role": role, "label": label}
    )


def recording_discarded(signer_id: str, recording_id: int, role: Role) -> AuditEvent:
    """Tell that a signature was erased."""
    return AuditEvent(kind="recording-discarded", signer_id=signer_id, facts={"recording": recording_id, "role": role})


def reference_kept(signer_id: str, recording_id: int, why: Literal["odd", "alike"], other: str = "") -> AuditEvent:
    """Tell that a reference was kept on a person's word: one that stands apart, or that is like another signer's.

    other: the id of that signer.
    """
    facts = {"recording": recording_id, "why": why} | ({"other": other} if other else {})
    return AuditEvent(kind="reference-kept", signer_id=signer_id, facts=facts)


def reference_retired(signer_id: str, recording_id: int) -> AuditEvent:
    """Tell that another reference takes the place of this one, which is kept for the record."""
    return AuditEvent(kind="reference-retired", signer_id=signer_id, facts={"recording": recording_id})


def reference_ended(signer_id: str, recording_id: int) -> AuditEvent:
    """Tell that a reference is one no more, since it is called a forgery: an earlier program had left it one."""
    return AuditEvent(kind="reference-ended", signer_id=signer_id, facts={"recording": recording_id})


def forger_unnamed(signer_id: str, recording_id: int) -> AuditEvent:
    """Tell that a forgery of this signer's names its forger no more, who was erased."""
    return AuditEvent(kind="forger-unnamed", signer_id=signer_id, facts={"recording": recording_id})


def labelled(signer_id: str, recording_id: int, role: Role, label: Label, decided: str | None) -> AuditEvent:
    """Tell what a person said of a signature; decided: outcome of the last decision about it, None without any.

    It overrides a decision that accepted what is a forgery, or rejected what is genuine.
    """
    facts = {"recording": recording_id, "role": role, "label": label, "decided": decided}
    kind = "override" if (decided, label) in _OVERRIDES else "labelled"
    return AuditEvent(kind=kind, signer_id=signer_id, facts=facts)


def session_changed(signer_id: str, recording_id: int) -> AuditEvent:
    """Tell that a signature is counted to another session; its name stays sealed."""
    return AuditEvent(kind="session-changed", signer_id=signer_id, facts={"recording": recording_id})


def template_made(signer_id: str, model_sha256: str, version: int, references: Sequence[int]) -> AuditEvent:
    """Tell that a template was made of these recordings, in the place of the one before."""
    facts = {"model": model_sha256, "version": version, "references": list(references)}
    return AuditEvent(kind="template-made", signer_id=signer_id, facts=facts)


def templates_revoked(signer_id: str) -> AuditEvent:
    """Tell that all templates of a signer were revoked."""
    return AuditEvent(kind="templates-revoked", signer_id=signer_id)


def decided(
    signer_id: str, recording_id: int, decision_id: int, template_version: int, decision: Mapping[str, object]
) -> AuditEvent:
    """Tell of a decision, as `Decision.to_json` gives it, no more than the head of this file names."""
    facts: dict[str, object] = {
        "decision": decision_id,
        "recording": recording_id,
        "template_version": template_version,
        "model": decision.get("model_sha256"),
        "outcome": outcome_of(decision),
        "unlike_capture": bool(decision.get("unlike_capture")),
    }
    facts |= {name: _rounded(decision.get(name)) for name in ("score", "threshold", "reject_below")}
    attempt = decision.get("attempt")
    if isinstance(attempt, Mapping):
        facts |= {"attempt": attempt.get("number"), "attempts": attempt.get("of")}
    return AuditEvent(kind="decision", signer_id=signer_id, facts=facts)


def attempts_limited(most: int, minutes: int) -> AuditEvent:
    """Tell how many attempts may be made from now on; most: 0 where there is no limit."""
    return AuditEvent(kind="attempts-limited", facts={"most": most, "minutes": minutes})


def attempt_cleared(signer_id: str, attempt_id: int) -> AuditEvent:
    """Tell that ink was thrown away undecided though its curve had been seen."""
    return AuditEvent(kind="attempt-cleared", signer_id=signer_id, facts={"attempt": attempt_id})


def attempts_lifted(signer_id: str, attempt_id: int) -> AuditEvent:
    """Tell that a person let a signer try anew; why stays sealed in that attempt."""
    return AuditEvent(kind="attempts-lifted", signer_id=signer_id, facts={"attempt": attempt_id})


def outcome_of(decision: Mapping[str, object]) -> str | None:
    """Return the outcome in a stored decision, None where it is none of ours."""
    outcome = decision.get("decision")
    return outcome if isinstance(outcome, str) and outcome in _OUTCOMES else None


def noted(signer_id: str, decision_id: int, note_id: int, ruling: Ruling | None, outcome: str | None) -> AuditEvent:
    """Tell that a person wrote about a decision, or decided in its place; what was written stays sealed in the note.

    outcome: of the decision, None where it is none of ours.
    """
    facts: dict[str, object] = {"decision": decision_id, "note": note_id}
    if ruling is None:
        return AuditEvent(kind="note", signer_id=signer_id, facts=facts)
    return AuditEvent(kind="ruling", signer_id=signer_id, facts=facts | {"decided": outcome, "ruling": ruling})


def copy_refused(signer_id: str, recording_id: int) -> AuditEvent:
    """Tell that a signature said to be this signer's was refused, as a copy of this recording, and not kept."""
    return AuditEvent(kind="copy-refused", signer_id=signer_id, facts={"recording": recording_id})


def identified(model_sha256: str, compared: int) -> AuditEvent:
    """Tell that a signature was compared with so many signers, and nothing was decided."""
    return AuditEvent(kind="identification", facts={"model": model_sha256, "compared": compared})


def trained(model_sha256: str, parent_sha256: str, signers: int, signatures: int) -> AuditEvent:
    """Tell that a model was trained on what was collected."""
    facts = {"model": model_sha256, "parent": parent_sha256, "signers": signers, "signatures": signatures}
    return AuditEvent(kind="training", facts=facts)


def model_used(model_sha256: str, before_sha256: str | None, *, rolled_back: bool) -> AuditEvent:
    """Tell that another model was put to use."""
    kind = "roll-back" if rolled_back else "promotion"
    return AuditEvent(kind=kind, facts={"model": model_sha256, "before": before_sha256})


def passphrase_changed() -> AuditEvent:
    """Tell that the store is protected by another passphrase."""
    return AuditEvent(kind="passphrase-changed")


def machine_remembered() -> AuditEvent:
    """Tell that a machine opens the store with nothing typed from now on."""
    return AuditEvent(kind="machine-remembered")


def machines_forgotten(count: int) -> AuditEvent:
    """Tell that so many machines open the store with nothing typed no more."""
    return AuditEvent(kind="machines-forgotten", facts={"count": count})


def recovery_key_made() -> AuditEvent:
    """Tell that a recovery key was made, in the place of any before."""
    return AuditEvent(kind="recovery-key-made")


def operator_added(operator_id: str, roles: Sequence[str]) -> AuditEvent:
    """Tell that somebody may sign in from now on, in these roles; the name stays sealed."""
    return AuditEvent(kind="operator-added", facts={"who": operator_id, "roles": list(roles)})


def operator_changed(operator_id: str, roles: Sequence[str] | None) -> AuditEvent:
    """Tell that an operator has other roles, or another password where roles are None."""
    if roles is None:
        return AuditEvent(kind="operator-password", facts={"who": operator_id})
    return AuditEvent(kind="operator-roles", facts={"who": operator_id, "roles": list(roles)})


def operator_removed(operator_id: str) -> AuditEvent:
    """Tell that somebody may sign in no more."""
    return AuditEvent(kind="operator-removed", facts={"who": operator_id})


def operators_ended() -> AuditEvent:
    """Tell that nobody signs in any more: a passphrase opens the store."""
    return AuditEvent(kind="operators-ended")


def exported(what: str, count: int, signer_id: str | None = None) -> AuditEvent:
    """Tell that something left the store. what: one word of ours; count: of what."""
    return AuditEvent(kind="export", signer_id=signer_id, facts={"what": what, "count": count})


def backed_up(head: AuditHead) -> AuditEvent:
    """Tell that a backup was written, whose chain ends with this entry."""
    return AuditEvent(kind="backup", facts={"sequence": head.sequence, "hash": head.hash})


def restored(head: AuditHead, replaced: AuditHead | None) -> AuditEvent:
    """Tell that the store was put back to this entry; replaced: how far the store had come that was there before."""
    facts: dict[str, object] = {"sequence": head.sequence, "hash": head.hash}
    facts["replaced"] = {"sequence": replaced.sequence, "hash": replaced.hash} if replaced is not None else None
    return AuditEvent(kind="restore", facts=facts)


def copied(rows: int) -> AuditEvent:
    """Tell that the store goes on in a copy of so many rows."""
    return AuditEvent(kind="copy", facts={"rows": rows})


def _rounded(value: object) -> float | None:
    return round(float(value), 2) if isinstance(value, int | float) and isfinite(value) else None
