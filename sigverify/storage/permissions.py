"""What each role of an operator may do, and how a refusal is said: for the store, which asks, and for the window."""

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from sigverify.storage.rows import Label, OperatorRole, Permission, Role

MAY: Mapping[OperatorRole, frozenset[Permission]] = {
    "clerk": frozenset({"enrol", "decide"}),
    "examiner": frozenset({"decide", "override", "export"}),
    "trainer": frozenset({"enrol", "train"}),
    "custodian": frozenset({"export", "erase"}),
    "administrator": frozenset(get_args(Permission)),
}
"""What each role may do; an operator with several may do all that any of them may."""

DOING: Mapping[Permission, str] = {
    "enrol": "enrol signers",
    "decide": "verify signatures",
    "override": "override decisions",
    "export": "take anything out of the store",
    "train": "label signatures and train models",
    "erase": "erase what is held",
    "administer": "administer the store",
}


def permissions_of(roles: Iterable[OperatorRole]) -> frozenset[Permission]:
    """Return all that somebody in these roles may do."""
    return frozenset[Permission]().union(*(MAY[role] for role in roles))


def refusal(permission: Permission, roles: Sequence[OperatorRole]) -> str:
    """Return why somebody in these roles may not do something, and who can help, as a sentence."""
    return f"As {' and '.join(roles)} you may not {DOING[permission]}. Ask an administrator."


def to_keep(role: Role, label: Label) -> Permission | None:
    """Return what somebody must be allowed to do who stores a signature; None for what any operator may."""
    if role == "collected":
        return None if label == "unknown" else "train"
    return "enrol" if role == "reference" else "decide"
