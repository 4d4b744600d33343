"""`GuardedStore`: who gets into a store and may do what there, and what its audit chain tells of it."""

from collections.abc import Collection, Mapping, Sequence

from sigverify.errors import StoreDamagedError, UsageError
from sigverify.sentences import said
from sigverify.storage import (
    chain,
    chain_check,
    events,
    operators,
    settings,
    unlocking,
)
from sigverify.storage.keys import machine_source
from sigverify.storage.opened import OpenedStore
from sigverify.storage.permissions import permissions_of
from sigverify.storage.rows import (
    AuditEntry,
    AuditEvent,
    AuditHead,
    AuditReport,
    Operator,
    OperatorRole,
    Permission,
    WaysIn,
)

_TO_TELL: Mapping[str, Permission] = {
    "export": "export",
    "training": "train",
    "identification": "decide",
    "copy-refused": "decide",
    "backup": "administer",
}
"""What somebody must be allowed to do of whom the audit chain is told that it was done."""

_TO_LEARN_FROM = "corpus"
"""The export that only learning takes out."""


class GuardedStore(OpenedStore):
    """Adds to an opened store its ways in, the operators who sign in, its own settings, and the audit chain."""

    # Ways in

    def change_passphrase(self, passphrase: str) -> None:
        """Protect the store by another passphrase from now on, whatever held its key before."""
        with self._writing("administer", alone=True) as work:
            if operators.any_there(work):
                raise UsageError(
                    said("This store has operators, each with a password. Change yours, or end operators.")
                )
            way_in = unlocking.change_passphrase(work.connection, self._keys, passphrase)
            work.tell(events.passphrase_changed())
        self._come_in_by(way_in)
        self._clear_log()

    def ways_in(self) -> WaysIn:
        """Return by what this store can be opened."""
        with self._reading() as work:
            kinds = [one.source for one in unlocking.wraps(work.connection)]
        return WaysIn(
            opened_by=self._keys.way_in.kind,
            passphrase="passphrase" in kinds,
            recovery="recovery" in kinds,
            machines=sum(kind in ("keyring", "file") for kind in kinds),
            operators=kinds.count("operator"),
        )

    def remember(self) -> None:
        """Have this machine open the store with nothing typed: by its keyring, or a key file where there is none."""
        with self._writing("administer", alone=True) as work:
            if operators.any_there(work):
                raise UsageError(said("This store has operators: each must sign in, and no machine does it for them."))
            unlocking.remember(work.connection, self._keys, machine_source(self._address.folder))
            work.tell(events.machine_remembered())

    def forget_machines(self) -> int:
        """Have no machine open the store with nothing typed; returns how many did.

        Raises UsageError where nothing else opens it.
        """
        with self._writing("administer", alone=True) as work:
            gone = unlocking.forget_machines(work.connection, self._keys)
            work.tell(events.machines_forgotten(gone))
        self._clear_log()
        return gone

    def set_recovery_key(self, text: str) -> None:
        """Have a recovery key (see `recovery`) open this store, in the place of the one before.

        Raises StoreLockedError where it has a slip.
        """
        with self._writing("administer", alone=True) as work:
            unlocking.set_recovery_key(work.connection, self._keys, text)
            work.tell(events.recovery_key_made())
        self._clear_log()

    # Operators

    def operators(self) -> list[Operator]:
        """Return those who sign in; none where one person does everything."""
        with self._reading() as work:
            return operators.find(work)

    def operator(self) -> Operator | None:
        """Return who is signed in, None where nobody needs to be, or the recovery key opened the store."""
        with self._reading() as work:
            return None if work.operator_id is None else operators.one(work, work.operator_id)

    def may(self) -> frozenset[Permission]:
        """Return what whoever opened the store may do."""
        operator = self.operator()
        return permissions_of(operator.roles if operator is not None else ("administrator",))

    def require(self, permission: Permission) -> None:
        """Raise NotAllowedError where whoever is signed in may not do this."""
        with self._reading() as work:
            operators.require(work, permission)

    def add_operator(self, name: str, password: str, roles: Sequence[OperatorRole]) -> Operator:
        """Add somebody who signs in; the first one must be an administrator, and is signed in at once."""
        with self._writing("administer", alone=True) as work:
            first = not operators.any_there(work)
            operator, way_in = operators.add(work, name, password, roles)
            work.tell(events.operator_added(operator.id, operator.roles))
        if first:
            self._come_in_by(way_in)
        self._clear_log()
        return operator

    def set_operator_roles(self, operator_id: str, roles: Sequence[OperatorRole]) -> None:
        """Give an operator other roles; raises UsageError where no administrator would be left."""
        with self._writing("administer", alone=True) as work:
            operators.set_roles(work, operator_id, roles)
            work.tell(events.operator_changed(operator_id, roles))

    def set_operator_password(self, operator_id: str, password: str) -> None:
        """Give an operator another password: anybody their own, an administrator everybody's."""
        mine = operator_id == self._keys.way_in.operator_id
        with self._writing(None if mine else "administer", alone=True) as work:
            way_in = operators.set_password(work, operator_id, password)
            work.tell(events.operator_changed(operator_id, None))
        if mine:
            self._come_in_by(way_in)
        self._clear_log()

    def remove_operator(self, operator_id: str) -> None:
        """Let an operator sign in no more; raises UsageError where no administrator would be left."""
        with self._writing("administer", alone=True) as work:
            operators.remove(work, operator_id)
            work.tell(events.operator_removed(operator_id))
        self._clear_log()

    def end_operators(self, passphrase: str) -> None:
        """Have one passphrase open the store again, and whoever knows it do everything."""
        with self._writing("administer", alone=True) as work:
            way_in = operators.end(work, passphrase)
            work.tell(events.operators_ended())
        self._come_in_by(way_in)
        self._clear_log()

    # Settings

    def setting(self, name: str) -> str | None:
        """Return a setting of this store, None where it was never set."""
        with self._reading() as work:
            return settings.get(work, name)

    def set_setting(self, name: str, value: str | None) -> None:
        """Keep a setting of this store; None forgets it."""
        with self._writing("administer", alone=True) as work:
            settings.put(work, name, value)

    # Audit chain

    def record(self, event: AuditEvent) -> None:
        """Tell the audit chain of what happened outside the store, made by one of the functions of `events`."""
        needed = "train" if event.facts.get("what") == _TO_LEARN_FROM else _TO_TELL.get(event.kind)
        with self._writing(needed) as work:
            work.tell(event)

    def audit_entries(self, signer_id: str | None = None, kind: str | None = None) -> list[AuditEntry]:
        """Return the audit chain in order, or what it tells about a signer, erased or not, or of a kind."""
        with self._reading() as work:
            return chain.entries(work, signer_id, kind)

    def audit_head(self) -> AuditHead:
        """Return the last entry of the audit chain: kept elsewhere, it later shows whether anything was changed."""
        with self._reading() as work:
            head = chain.head(work)
        if head is None:
            raise StoreDamagedError(said("The audit chain was removed from the store. Restore the store from a copy."))
        return head

    def verify_audit(self, known: AuditHead | None = None) -> AuditReport:
        """Check the audit chain; known: a head that was kept elsewhere."""
        with self._reading() as work:
            return chain_check.verify(work, known)

    def audit_page(self, before: int | None, after: int, most: int) -> list[AuditEntry]:
        """Return entries between two numbers, the last ones first, at most so many; before: None for no end."""
        with self._reading() as work:
            return chain.page(work, before, after, most)

    def audit_numbered(self, sequences: Collection[int]) -> list[AuditEntry]:
        """Return the entries of these numbers, as far as they can be read."""
        with self._reading() as work:
            return chain.numbered(work, sequences)

    def check_audit(self, check: chain_check.ChainCheck, most: int) -> AuditReport | None:
        """Go on with a check of the audit chain by so many entries; return what was found once it is through."""
        with self._reading() as work:
            return None if check.take(work, most) else check.report(work)
