"""The words of the audit chain: what each kind of entry is called, and what an entry tells, in a line."""

from collections.abc import Callable, Mapping

from sigverify.gui.language import tr
from sigverify.gui.words import LABEL_SAID, OUTCOME_WORDS, counted
from sigverify.sentences import said
from sigverify.storage.permissions import ROLE_WORDS
from sigverify.storage.rows import AuditEntry

Facts = Mapping[str, object]

KIND_GROUPS: tuple[tuple[str, dict[str, str]], ...] = (
    (
        said("Decisions"),
        {
            "decision": said("Decision made"),
            "ruling": said("Decision overridden"),
            "note": said("Note written"),
            "identification": said("Looked for whose it is"),
            "copy-refused": said("Copy refused"),
            "attempt-cleared": said("Attempt cleared"),
            "attempts-lifted": said("Further attempts allowed"),
            "attempts-limited": said("Limit of attempts set"),
        },
    ),
    (
        said("Signers and signatures"),
        {
            "signer-added": said("Signer added"),
            "signer-renamed": said("Signer renamed"),
            "profile-added": said("Profile added"),
            "profile-renamed": said("Profile renamed"),
            "profile-erased": said("Profile erased"),
            "recording-added": said("Signature stored"),
            "recording-discarded": said("Signature discarded"),
            "reference-kept": said("Reference kept on a word"),
            "reference-retired": said("Reference renewed"),
            "reference-ended": said("Reference ended"),
            "template-made": said("Template made"),
            "templates-revoked": said("Templates revoked"),
            "labelled": said("Label given"),
            "override": said("Label against a decision"),
            "session-changed": said("Session changed"),
        },
    ),
    (
        said("Erasures and retention"),
        {
            "signer-erased": said("Signer erased"),
            "forger-erased": said("Forger erased"),
            "forger-unnamed": said("Forger's name taken off"),
            "retention": said("Retention set"),
        },
    ),
    (
        said("Models"),
        {
            "training": said("Model trained"),
            "promotion": said("Model put to use"),
            "roll-back": said("Model brought back"),
        },
    ),
    (
        said("What left or came back"),
        {
            "export": said("Exported"),
            "backup": said("Backup written"),
            "restore": said("Backup restored"),
            "copy": said("Store copied"),
        },
    ),
    (
        said("Keys and operators"),
        {
            "passphrase-changed": said("Passphrase changed"),
            "machine-remembered": said("Machine remembered"),
            "machines-forgotten": said("Machines forgotten"),
            "recovery-key-made": said("Recovery key made"),
            "operator-added": said("Operator added"),
            "operator-roles": said("Roles changed"),
            "operator-password": said("Password changed"),
            "operator-removed": said("Operator removed"),
            "operators-ended": said("Operators ended"),
        },
    ),
    (
        said("The chain itself"),
        {
            "begun": said("Chain begun"),
            "clock-set-back": said("Clock set back"),
        },
    ),
)
"""Every kind of entry there is, in groups; a test holds them to `events`."""

KIND_WORDS: dict[str, str] = {kind: words for _, kinds in KIND_GROUPS for kind, words in kinds.items()}

_EXPORTED: dict[str, str] = {
    "audit": said("entries of the audit chain"),
    "corpus": said("signatures to learn from"),
    "corpus-folder": said("signatures into a folder"),
    "decisions": said("decisions"),
    "report": said("report of a decision"),
    "held": said("all that is held on a person"),
    "copy": said("rows into another database"),
}


def kind_words(kind: str) -> str:
    """Return what a kind of entry is called; one of a later program bears its own name."""
    return tr(KIND_WORDS[kind]) if kind in KIND_WORDS else kind


def tells_words(entry: AuditEntry, name_of: Callable[[str], str]) -> str:
    """Return what an entry tells beyond its kind, in a line; '' for nothing.

    name_of: of an operator, by the id.
    """
    if not entry.readable:
        return tr("It cannot be read: it was changed from outside.")
    facts = entry.event.facts
    tell = _TELLS.get(entry.event.kind)
    try:
        return tell(facts, name_of) if tell is not None else ""
    except (KeyError, TypeError, ValueError):  # of an earlier program, or a later one
        return ", ".join(f"{name} {value}" for name, value in facts.items() if name != "operator")


def signature_words(facts: Facts) -> str:
    """Return which signature it is about."""
    return tr("signature {number}", number=facts["recording"])


def _decision(facts: Facts) -> str:
    return tr("decision {number}", number=facts["decision"])


def _parts(*words: str) -> str:
    return " · ".join(word for word in words if word)


def _outcome(outcome: object) -> str:
    return tr(OUTCOME_WORDS[outcome]) if outcome in OUTCOME_WORDS else tr("outcome not kept")


def _decided(facts: Facts, _: Callable[[str], str]) -> str:
    score, number, most = facts.get("score"), facts.get("attempt"), facts.get("attempts")
    return _parts(
        _decision(facts),
        _outcome(facts["outcome"]),
        tr("score {score}", score=f"{score:.2f}".replace("-", "−")) if isinstance(score, float | int) else "",
        tr("attempt {number} of {most}", number=number, most=most)
        if number is not None and most is not None
        else tr("attempt {number}", number=number)
        if number is not None
        else "",
    )


def _ruled(facts: Facts, _: Callable[[str], str]) -> str:
    words = tr(
        "was {outcome}, now {ruling}",
        outcome=_outcome(facts["decided"]).lower(),
        ruling=_outcome(facts["ruling"]).lower(),
    )
    return _parts(_decision(facts), words)


_ROLES = {
    "reference": said("reference"),
    "questioned": said("to be verified"),
    "collected": said("collected"),
}


def _stored(facts: Facts, _: Callable[[str], str]) -> str:
    role, label = str(facts["role"]), str(facts.get("label", ""))
    said_label = tr(LABEL_SAID[label]) if LABEL_SAID.get(label) else ""  # type: ignore[index, call-overload]
    return _parts(signature_words(facts), tr(_ROLES[role]) if role in _ROLES else role, said_label)


def _labelled(facts: Facts, _: Callable[[str], str]) -> str:
    label = str(facts["label"])
    words = tr(LABEL_SAID[label]) if LABEL_SAID.get(label) else tr("not known")  # type: ignore[index, call-overload]
    decided = facts.get("decided")
    before = tr("decided before: {outcome}", outcome=_outcome(decided)) if decided is not None else ""
    return _parts(signature_words(facts), words, before)


def _kept(facts: Facts, _: Callable[[str], str]) -> str:
    why = tr("it stands apart") if facts["why"] == "odd" else tr("it is like another signer's")
    return _parts(signature_words(facts), why)


def _exported(facts: Facts, _: Callable[[str], str]) -> str:
    what = str(facts["what"])
    return f"{facts['count']} × {tr(_EXPORTED[what]) if what in _EXPORTED else what}"


def _roles(facts: Facts, name_of: Callable[[str], str]) -> str:
    roles = facts["roles"]
    assert isinstance(roles, list | tuple), "as `events` writes them"
    told = ", ".join(tr(ROLE_WORDS[role]) if role in ROLE_WORDS else str(role) for role in roles)
    return _parts(name_of(str(facts["who"])), told)


def _model(facts: Facts, _: Callable[[str], str]) -> str:
    return tr("model {sha256}…", sha256=str(facts["model"])[:12])


_TELLS: dict[str, Callable[[Facts, Callable[[str], str]], str]] = {
    "begun": lambda facts, _: tr("{signers} were there already", signers=counted(int(str(facts["signers"])), "signer")),
    "clock-set-back": lambda facts, _: tr("by {seconds} s", seconds=facts["seconds"]),
    "decision": _decided,
    "ruling": _ruled,
    "note": lambda facts, _: _decision(facts),
    "identification": lambda facts, _: tr(
        "compared with {signers}", signers=counted(int(str(facts["compared"])), "signer")
    ),
    "copy-refused": lambda facts, _: tr("a copy of signature {number}", number=facts["recording"]),
    "attempts-limited": lambda facts, _: (
        tr("{attempts} within {minutes} minutes", attempts=counted(most, "attempt"), minutes=facts["minutes"])
        if (most := int(str(facts["most"])))
        else tr("any number of attempts")
    ),
    "profile-erased": lambda facts, _: counted(len(tuple(facts["recordings"])), "signature"),  # type: ignore[arg-type]
    "recording-added": _stored,
    "recording-discarded": _stored,
    "reference-kept": _kept,
    "reference-retired": lambda facts, _: signature_words(facts),
    "reference-ended": lambda facts, _: signature_words(facts),
    "template-made": lambda facts, _: _parts(
        tr("version {version}", version=facts["version"]),
        counted(len(tuple(facts["references"])), "reference"),  # type: ignore[arg-type]
    ),
    "labelled": _labelled,
    "override": _labelled,
    "session-changed": lambda facts, _: signature_words(facts),
    "signer-erased": lambda facts, _: tr("forgeries that named the signer too") if facts.get("forgeries") else "",
    "forger-erased": lambda facts, _: tr("what the forger wrote too") if facts["forgeries"] else "",
    "forger-unnamed": lambda facts, _: signature_words(facts),
    "retention": lambda facts, _: (
        tr("until {day}", day=facts["keep_until"]) if facts["keep_until"] else tr("due on no day")
    ),
    "training": lambda facts, _: _parts(
        _model(facts, _),
        tr(
            "{signers}, {signatures}",
            signers=counted(int(str(facts["signers"])), "signer"),
            signatures=counted(int(str(facts["signatures"])), "signature"),
        ),
    ),
    "promotion": _model,
    "roll-back": _model,
    "export": _exported,
    "backup": lambda facts, _: tr("up to entry {number}", number=facts["sequence"]),
    "restore": lambda facts, _: tr("back to entry {number}", number=facts["sequence"]),
    "copy": lambda facts, _: tr("{n} row", "{n} rows", n=int(str(facts["rows"]))),
    "machines-forgotten": lambda facts, _: tr("{n} machine", "{n} machines", n=int(str(facts["count"]))),
    "operator-added": _roles,
    "operator-roles": _roles,
    "operator-password": lambda facts, name_of: name_of(str(facts["who"])),
    "operator-removed": lambda facts, name_of: name_of(str(facts["who"])),
}
