"""Operators: who signs in, in what roles, and what these may do. A store without operators lets its one person do all.

An operator's password opens the store's key, as a passphrase does (Argon2id); no other hash of it is kept. With
operators nothing else but the recovery key opens the store, so that nobody works in it without having signed in. What
an operator may do is asked in every transaction, here and nowhere else: the window and the command line only say it
earlier.

That holds against mistakes, and against people who use this program. It does not hold against an operator who takes the
store and their own password to a program of their own: the key that they need for their work opens everything.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import get_args

from sqlalchemy import Connection, delete, insert, select, update

from sigverify.errors import NotAllowedError, StoreDamagedError, StoreError, UsageError
from sigverify.sentences import said
from sigverify.storage import unlocking
from sigverify.storage.cipher import Place
from sigverify.storage.permissions import MAY, permissions_of, refusal
from sigverify.storage.rows import Operator, OperatorRole, Permission
from sigverify.storage.schema import KeyWrapRow, OperatorRow
from sigverify.storage.store_keys import WayIn
from sigverify.storage.transaction import Transaction, checked_text, from_json, now, to_json

LONGEST_NAME = 60

_ADMINISTRATOR: OperatorRole = "administrator"


def require(work: Transaction, permission: Permission | None) -> None:
    """Raise NotAllowedError where whoever is signed in may not do this; permission: None for what any operator may."""
    operator_id = work.operator_id
    if operator_id is None:
        if work.keys.way_in.kind != "recovery" and any_there(work):
            raise NotAllowedError(said("This store has operators now. Open it anew and sign in."))
        return
    operator = next((one for one in find(work) if one.id == operator_id), None)
    if operator is None:
        raise NotAllowedError(said("You are no operator of this store any more. Ask an administrator."))
    if permission is not None and permission not in permissions_of(operator.roles):
        raise NotAllowedError(refusal(permission, operator.roles))


def any_there(work: Transaction) -> bool:
    """Return whether the store has operators."""
    return work.connection.execute(select(OperatorRow.id).limit(1)).first() is not None


def find(work: Transaction) -> list[Operator]:
    """Return all operators by name."""
    found = []
    for operator_id, sealed, added_at in work.connection.execute(
        select(OperatorRow.id, OperatorRow.operator_sealed, OperatorRow.added_at)
    ).tuples():
        told = from_json(
            work.cipher.open_text(sealed, _place(operator_id)), said("operator {number}", number=operator_id)
        )
        name, roles = told.get("name"), told.get("roles")
        if not isinstance(name, str) or not isinstance(roles, list) or not set(roles) <= set(get_args(OperatorRole)):
            raise StoreDamagedError(
                said(
                    "The store's operator {operator_id} is none. Restore the store from a copy.",
                    operator_id=operator_id,
                )
            )
        found.append(Operator(id=operator_id, name=name, roles=tuple(roles), added_at=added_at))
    return sorted(found, key=lambda operator: operator.name.casefold())


def add(work: Transaction, name: str, password: str, roles: Sequence[OperatorRole]) -> tuple[Operator, WayIn]:
    """Add an operator, who signs in by this name and password from now on.

    The first one must be an administrator; passphrase, keyrings and key files open the store no more then.
    Raises UsageError where the name is taken or none, the password too short, or there is no role.
    """
    name = _cleaned(name)
    known = find(work)
    if any(one.name.casefold() == name.casefold() for one in known):
        raise UsageError(said("There is an operator '{name}' already. Choose another name.", name=name))
    roles = _checked_roles(roles)
    if not known and _ADMINISTRATOR not in roles:
        raise UsageError(said("The first operator must be an administrator, who can add the others."))
    operator = Operator(id=str(uuid.uuid4()), name=name, roles=roles, added_at=now())
    way_in = _let_in(work, operator, password)
    work.connection.execute(
        insert(OperatorRow).values(id=operator.id, operator_sealed=_sealed(work, operator), added_at=operator.added_at)
    )
    if not known:
        others = KeyWrapRow.source.in_(("passphrase", "keyring", "file"))
        work.connection.execute(delete(KeyWrapRow).where(others))
        work.keys.replace(work.connection)
    return operator, way_in


def set_roles(work: Transaction, operator_id: str, roles: Sequence[OperatorRole]) -> None:
    """Give an operator other roles; raises UsageError where no administrator would be left."""
    operator = one(work, operator_id)
    roles = _checked_roles(roles)
    if _ADMINISTRATOR not in roles:
        _keep_an_administrator(work, operator_id)
    changed = Operator(id=operator.id, name=operator.name, roles=roles, added_at=operator.added_at)
    work.connection.execute(
        update(OperatorRow).where(OperatorRow.id == operator_id).values(operator_sealed=_sealed(work, changed))
    )


def set_password(work: Transaction, operator_id: str, password: str) -> WayIn:
    """Give an operator another password; the one before opens nothing any more. Returns the way in by the new one."""
    operator = one(work, operator_id)
    before = _wrap_of(work, operator_id)
    way_in = _let_in(work, operator, password)
    if before is not None:
        work.connection.execute(delete(KeyWrapRow).where(KeyWrapRow.id == before))
    work.keys.replace(work.connection)
    return way_in


def remove(work: Transaction, operator_id: str) -> None:
    """Take an operator away; what they did stays under their id. UsageError where no administrator would be left."""
    one(work, operator_id)
    _keep_an_administrator(work, operator_id)
    before = _wrap_of(work, operator_id)
    work.connection.execute(delete(OperatorRow).where(OperatorRow.id == operator_id))
    if before is not None:
        work.connection.execute(delete(KeyWrapRow).where(KeyWrapRow.id == before))
    work.keys.replace(work.connection)


def end(work: Transaction, passphrase: str) -> WayIn:
    """Take all operators away: a passphrase opens the store from now on, and whoever knows it may do everything."""
    work.connection.execute(delete(OperatorRow))
    work.connection.execute(delete(KeyWrapRow).where(KeyWrapRow.source == "operator"))
    return unlocking.change_passphrase(work.connection, work.keys, passphrase)


def one(work: Transaction, operator_id: str) -> Operator:
    """Return one operator; raises StoreError for an unknown id."""
    for operator in find(work):
        if operator.id == operator_id:
            return operator
    raise StoreError(
        said(
            "There is no operator with the id '{operator_id}' in this store. Look at the list of operators anew.",
            operator_id=operator_id,
        )
    )


def rows(connection: Connection) -> list[tuple[str, bytes, datetime]]:
    """Return the operators as they lie in the store."""
    return list(
        connection.execute(select(OperatorRow.id, OperatorRow.operator_sealed, OperatorRow.added_at)).tuples().all()
    )


def keep_rows(connection: Connection, kept: Sequence[tuple[str, bytes, datetime]]) -> None:
    """Have a store know the operators of another state of it, and no others."""
    connection.execute(delete(OperatorRow))
    for operator_id, sealed, added_at in kept:
        connection.execute(insert(OperatorRow).values(id=operator_id, operator_sealed=sealed, added_at=added_at))


def _let_in(work: Transaction, operator: Operator, password: str) -> WayIn:
    if len(password) < unlocking.SHORTEST:
        raise UsageError(said("A password needs at least {fewest} characters.", fewest=unlocking.SHORTEST))
    # In clear, since it is looked for before there is a key: it need not be a person's name.
    more = {"operator": operator.id, "name": operator.name}
    way_in = unlocking.add_passphrase(work.connection, work.keys, "operator", password, more)
    return WayIn(way_in.wrap_id, way_in.kind, way_in.secret, operator.id)


def _wrap_of(work: Transaction, operator_id: str) -> str | None:
    for wrap in unlocking.wraps(work.connection):
        if wrap.source == "operator" and unlocking.parameters_of(wrap).get("operator") == operator_id:
            return wrap.id
    return None


def _keep_an_administrator(work: Transaction, without: str) -> None:
    if not any(_ADMINISTRATOR in other.roles for other in find(work) if other.id != without):
        raise UsageError(
            said("This is the last administrator. Make somebody else one first, or end operators altogether.")
        )


def _checked_roles(roles: Sequence[OperatorRole]) -> tuple[OperatorRole, ...]:
    unknown = [role for role in roles if role not in MAY]
    if unknown or not roles:
        known = ", ".join(MAY)
        raise UsageError(
            said("An operator has one or several of the roles {known}; found '{role}'.", known=known, role=unknown[0])
            if unknown
            else said("An operator has one or several of the roles {known}.", known=known)
        )
    return tuple(role for role in MAY if role in roles)


def _cleaned(name: str) -> str:
    name = checked_text(name.strip(), said("operator's name"), LONGEST_NAME)
    if not name or any(not character.isprintable() for character in name):
        raise UsageError(said("An operator needs a name to sign in by, on one line."))
    return name


def _sealed(work: Transaction, operator: Operator) -> bytes:
    told = to_json({"name": operator.name, "roles": list(operator.roles)}, "operator")
    return work.cipher.seal_text(told, _place(operator.id))


def _place(operator_id: str) -> Place:
    return Place("operators", operator_id, "operator")
