"""The safe-keeping of the fake services: a passphrase, operators and days, in memory."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from sigverify.errors import StoreError, UsageError
from sigverify.gui.keeping import EVERYTHING, StoreView
from sigverify.gui.services import SignerView
from sigverify.storage.permissions import permissions_of
from sigverify.storage.recovery import recovery_secret
from sigverify.storage.rows import FoundStore, Operator

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
KEY = "Store unlocked; its key is in the system's keyring"


@dataclass
class FakeKeeping:
    """passphrase: '' where a keyring opens the store. signed_in: who did, None where nobody needs to.

    elsewhere: what is found by what is typed.
    """

    passphrase: str = ""
    recovery_key: str = "there is one"
    known: dict[str, tuple[Operator, str]] = field(default_factory=dict)
    signed_in: Operator | None = None
    retained: dict[str, dict] = field(default_factory=dict)
    machines: int = 1
    named: bool = False
    elsewhere: dict[str, FoundStore] = field(default_factory=dict)

    def with_operator(self, name: str, *roles: str) -> Operator:
        """Somebody who signs in by the name, twice."""
        operator = Operator(id=f"id-{name}", name=name, roles=roles, added_at=NOON)
        self.known[operator.id] = (operator, f"{name} {name}")
        return operator

    def open(self, secret: str = "", name: str = "") -> StoreView:
        self._call("open")
        if not self.opened:
            if self.known:
                found = [one for one, password in self.known.values() if (one.name, password) == (name, secret)]
                if not found:
                    words = "Nobody signs in here by that name and password." if name else "This store has operators."
                    return StoreView(key_description="locked", locked=words, sign_in=True, typed=True)
                self.signed_in = found[0]
            elif self.passphrase and secret not in (self.passphrase, self.recovery_key):
                words = "The passphrase is not the one of this store." if secret else "None was given."
                return StoreView(key_description="locked", locked=words, typed=True)
        self.opened = True
        return self.keeping()

    def lock(self) -> None:
        self._call("lock")
        self.opened = False
        self.signed_in = None

    def keeping(self) -> StoreView:
        self._call("keeping")
        return StoreView(
            key_description="The store is protected by your passphrase." if self.passphrase else KEY,
            typed=bool(self.passphrase or self.known),
            passphrase=bool(self.passphrase),
            recovery=bool(self.recovery_key),
            machines=0 if self.known else self.machines,
            operators=len(self.known),
            operator=self.signed_in,
            may=permissions_of(self.signed_in.roles) if self.signed_in is not None else EVERYTHING,
            due=len(self.due(date.today())),
            name="/home/desk/store.sqlite",
            named=self.named,
        )

    def look_at_store(self, typed: str) -> FoundStore:
        self._call("look_at_store")
        if typed not in self.elsewhere:
            raise StoreError("The folder may not be written. Choose another place.")
        return self.elsewhere[typed]

    def change_passphrase(self, passphrase: str) -> StoreView:
        self._call("change_passphrase")
        self.passphrase, self.machines = passphrase, 0
        return self.keeping()

    def set_recovery_key(self, text: str) -> StoreView:
        self._call("set_recovery_key")
        recovery_secret(text)
        self.recovery_key = text
        return self.keeping()

    def remember(self) -> StoreView:
        self._call("remember")
        self.machines = 1
        return self.keeping()

    def forget_machines(self) -> StoreView:
        self._call("forget_machines")
        self.machines = 0
        return self.keeping()

    def operators(self) -> list[Operator]:
        self._call("operators")
        return [operator for operator, _ in self.known.values()]

    def add_operator(self, name: str, password: str, roles) -> list[Operator]:
        self._call("add_operator")
        if len(password) < 8:
            raise UsageError("A password needs at least 8 characters.")
        made = Operator(id=f"id-{name}", name=name, roles=tuple(roles), added_at=NOON)
        if not self.known:
            self.signed_in = made
        self.known[made.id] = (made, password)
        return self.operators()

    def set_operator_roles(self, operator_id: str, roles) -> list[Operator]:
        self._call("set_operator_roles")
        operator, password = self.known[operator_id]
        others = [one for one, _ in self.known.values() if one is not operator and "administrator" in one.roles]
        if "administrator" not in roles and not others:
            raise UsageError("This is the last administrator.")
        self.known[operator_id] = (replace(operator, roles=tuple(roles)), password)
        return self.operators()

    def set_operator_password(self, operator_id: str, password: str) -> list[Operator]:
        self._call("set_operator_password")
        self.known[operator_id] = (self.known[operator_id][0], password)
        return self.operators()

    def remove_operator(self, operator_id: str) -> list[Operator]:
        self._call("remove_operator")
        del self.known[operator_id]
        return self.operators()

    def due(self, on: date) -> list[SignerView]:
        views = [self._view(signer_id) for signer_id in self.names]
        return [view for view in views if view.keep_until is not None and view.keep_until <= on]

    def set_retention(self, signer_id: str, purpose: str, keep_until: date | None) -> SignerView:
        self._call("set_retention")
        if signer_id not in self.names:
            raise StoreError("There is no such signer.")
        self.retained[signer_id] = {"purpose": purpose, "keep_until": keep_until}
        return self._view(signer_id)
