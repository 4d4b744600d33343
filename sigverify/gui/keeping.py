"""What the window asks about safe-keeping: opening and locking, ways in, operators, until when signatures are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, get_args

from sigverify.storage.rows import FoundStore, Operator, OperatorRole, Permission

EVERYTHING: frozenset[Permission] = frozenset(get_args(Permission))


@dataclass(frozen=True, kw_only=True)
class StoreView:
    """The store as it was opened, or why it was not.

    key_description: where its key is kept, in one sentence. name: where it lies; named: whether whoever started the
    window said so; warning: why the way there is not safe, '' where it is. locked: '' or what must be typed, in a
    sentence; sign_in: whether that is a name and a password. typed: whether opening takes something typed at all.
    passphrase, recovery, machines, operators: by what it can be opened. operator: who is signed in, None where nobody
    needs to be; may: what that allows. due: how many signers' day to be erased has come. shared: whether other desks
    share it.
    """

    key_description: str
    locked: str = ""
    sign_in: bool = False
    typed: bool = False
    passphrase: bool = False
    recovery: bool = True
    machines: int = 0
    operators: int = 0
    operator: Operator | None = None
    may: frozenset[Permission] = EVERYTHING
    due: int = 0
    shared: bool = False
    name: str = ""
    named: bool = False
    warning: str = ""


class KeepingServices(Protocol):
    """Part of `services.Services`; all of it runs on the desk's thread."""

    def open(self, secret: str = "", name: str = "") -> StoreView:
        """Open the store on the calling thread, or say what must be typed; secret, name: what was typed."""

    def lock(self) -> None:
        """Close the store and forget its keys and what was read from it; `open` opens it again."""

    def keeping(self) -> StoreView:
        """Return the store as it is now."""

    def look_at_store(self, typed: str) -> FoundStore:
        """Return what is in another place, a URL or a file, without touching it; the store stays open."""

    def change_passphrase(self, passphrase: str) -> StoreView:
        """Protect the store by another passphrase."""

    def set_recovery_key(self, text: str) -> StoreView:
        """Have this recovery key open the store, in the place of any before."""

    def remember(self) -> StoreView:
        """Have this machine open the store with nothing typed."""

    def forget_machines(self) -> StoreView:
        """Have no machine open the store with nothing typed."""

    def operators(self) -> Sequence[Operator]:
        """Return who signs in."""

    def add_operator(self, name: str, password: str, roles: Sequence[OperatorRole]) -> Sequence[Operator]:
        """Add somebody who signs in, and return all."""

    def set_operator_roles(self, operator_id: str, roles: Sequence[OperatorRole]) -> Sequence[Operator]:
        """Give an operator other roles, and return all."""

    def set_operator_password(self, operator_id: str, password: str) -> Sequence[Operator]:
        """Give an operator another password, and return all."""

    def remove_operator(self, operator_id: str) -> Sequence[Operator]:
        """Let an operator sign in no more, and return the others."""
