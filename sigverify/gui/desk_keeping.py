"""`DeskKeeping`: opening, locking and safe-keeping of the store, for `DeskServices`."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sigverify.errors import StoreError, StoreLockedError
from sigverify.gui.keeping import StoreView
from sigverify.sentences import said
from sigverify.storage.rows import FoundStore, Operator, OperatorRole

if TYPE_CHECKING:
    from sigverify.storage.store import Store
    from sigverify.storage.store_keys import WayIn

_TYPED = ("passphrase", "recovery", "operator")


def _asked(locked: StoreLockedError) -> str:
    """Return what a person is to do at the window, whom options and variables do not help."""
    if not locked.only_asked:
        return locked.sentence
    return said("Type your name and password.") if locked.operators else said("Type the passphrase of the store.")


class DeskKeeping:
    """The store of the desk's thread, and what keeps it safe; see `keeping.KeepingServices` for what each call does."""

    _named = False
    """Whether whoever started the window named the store."""

    def __init__(self, store_url: str | None) -> None:
        self._url = store_url
        self._opened: Store | None = None
        self._way_in: WayIn | None = None

    def open(self, secret: str = "", name: str = "") -> StoreView:
        """Open the store on this thread, or say what must be typed."""
        from sigverify.storage.store import Store

        if self._opened is None:
            try:
                self._opened = Store.open(self._url, passphrase=secret or None, operator=name or None)
            except StoreLockedError as locked:
                return StoreView(
                    key_description=said("The store is locked"),
                    locked=_asked(locked),
                    sign_in=locked.operators,
                    typed=True,
                    named=self._named,
                )
        return self.keeping()

    def close(self) -> None:
        """Close the store."""
        self._way_in = None
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def lock(self) -> None:
        """Close the store and forget what was read from it."""
        self.close()
        self._forget()

    def _forget(self) -> None:
        """Forget what was read from the store."""

    @property
    def _store(self) -> "Store":
        if self._opened is None:
            raise StoreError(said("The store is not open. Mend what the message says, then choose 'Try again'."))
        return self._opened

    def keeping(self) -> StoreView:
        """Return the store as it is now."""
        store = self._store
        ways, self._way_in = store.ways_in(), store.way_in
        return StoreView(
            key_description=store.key_description,
            typed=ways.opened_by in _TYPED,
            passphrase=ways.passphrase,
            recovery=ways.recovery,
            machines=ways.machines,
            operators=ways.operators,
            operator=store.operator(),
            may=store.may(),
            due=len(store.due(date.today())),
            shared=store.shared,
            name=store.name,
            named=self._named,
            warning=store.way_warning(),
        )

    def look_at_store(self, typed: str) -> FoundStore:
        """Return what is in another place."""
        from sigverify.storage.looking import look
        from sigverify.storage.opened import PATIENCE_S

        return look(typed, PATIENCE_S)

    def change_passphrase(self, passphrase: str) -> StoreView:
        """Protect the store by another passphrase."""
        self._store.change_passphrase(passphrase)
        return self.keeping()

    def set_recovery_key(self, text: str) -> StoreView:
        """Have this recovery key open the store."""
        self._store.set_recovery_key(text)
        return self.keeping()

    def remember(self) -> StoreView:
        """Have this machine open the store with nothing typed."""
        self._store.remember()
        return self.keeping()

    def forget_machines(self) -> StoreView:
        """Have no machine open the store with nothing typed."""
        self._store.forget_machines()
        return self.keeping()

    def operators(self) -> list[Operator]:
        """Return who signs in."""
        return self._store.operators()

    def add_operator(self, name: str, password: str, roles: Sequence[OperatorRole]) -> list[Operator]:
        """Add somebody who signs in."""
        self._store.add_operator(name, password, roles)
        return self.operators()

    def set_operator_roles(self, operator_id: str, roles: Sequence[OperatorRole]) -> list[Operator]:
        """Give an operator other roles."""
        self._store.set_operator_roles(operator_id, roles)
        return self.operators()

    def set_operator_password(self, operator_id: str, password: str) -> list[Operator]:
        """Give an operator another password."""
        self._store.set_operator_password(operator_id, password)
        return self.operators()

    def remove_operator(self, operator_id: str) -> list[Operator]:
        """Let an operator sign in no more."""
        self._store.remove_operator(operator_id)
        return self.operators()
