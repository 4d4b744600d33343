"""`OpenedStore`: an open database with its key, and how its transactions begin and end."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from sigverify.errors import ResourceFault, StoreError
from sigverify.sentences import said
from sigverify.storage import chain, migrating, operators, resealing, unlocking
from sigverify.storage.database import (
    Address,
    address_of,
    connected,
    make_room,
    open_engine,
    open_to_others,
    stand_alone,
    truncate_log,
)
from sigverify.storage.faults import translated
from sigverify.storage.folders import default_url
from sigverify.storage.keys import recorded_key_source
from sigverify.storage.rows import Permission
from sigverify.storage.store_keys import THE_STORE, WayIn
from sigverify.storage.transaction import Transaction

PATIENCE_S = 5.0
"""How long a store waits for another writer before it gives up."""


class OpenedStore:
    """What a store is opened by: its address, engine and key; used in one thread.

    Whatever is told to a transaction is written to the audit chain at its end, here and nowhere else.
    """

    def __init__(self, address: Address, engine: Engine, unlocked: unlocking.Unlocked) -> None:
        self._address = address
        self._engine = engine
        self._keys = unlocked.keys
        self._source = unlocked.source
        self._thread = threading.get_ident()
        self._closed = False
        self._log_holds_erased = False
        self._work: Transaction | None = None
        self._when_kept: list[Callable[[], None]] = []
        self._seen = 0
        self._own: set[str] = set()

    @classmethod
    def open(
        cls,
        url: str | None = None,
        *,
        passphrase: unlocking.Secret = None,
        operator: str | None = None,
        patience_s: float = PATIENCE_S,
        make: bool = True,
    ) -> Self:
        """Open a store, making it or bringing its schema up to date where needed.

        url: of a SQLite file or of a database server; None is the store in the data folder.
        passphrase: of the store, or for a new one; None takes SIGVERIFY_PASSPHRASE. A store that was made
            without a passphrase needs none and ignores it. The recovery key does as well, and so does the way in of
            another thread (see `way_in`).
        operator: who signs in, where the store has operators; None takes SIGVERIFY_OPERATOR.
        patience_s: how long to wait for another writer, here and in every method.
        make: whether a store that is not there is made; otherwise StoreError is raised, and nothing is left behind.
        Raises StoreVersionError for a store of a newer program, StoreLockedError where something must be typed that was
        not, or is wrong, StoreKeyError where its key is wrong or missing otherwise,
        StoreDamagedError where it is no store or a damaged one, ResourceFault where the folder or the disk refuses.
        """
        address = address_of(default_url() if url is None else url)
        if not make and address.path is not None and not address.path.is_file():
            raise migrating.no_store(address)
        make_room(address)
        with translated(address.name):
            migrating.migrate(address, patience_s, make=make)
            engine = open_engine(address, patience_s)
            try:
                with connected(engine) as connection, connection.begin():
                    keyed = unlocking.has_key(connection)
                if not keyed and not make:  # an empty schema, as a broken off copying leaves it on a server
                    raise migrating.no_store(address)
                if not keyed:
                    with connected(engine, alone=True) as connection, connection.begin():
                        passphrase = unlocking.make_key(connection, address, passphrase) or passphrase
                with connected(engine) as connection, connection.begin():
                    unlocked = unlocking.unlock(connection, address, passphrase, operator)
                    older = resealing.needed(connection)
                    head = chain.head(Transaction.of(connection, unlocked.keys))
                if older:  # of a program that sealed everything under one key
                    with connected(engine, alone=True) as connection, connection.begin():
                        keys = resealing.give_signers_keys(connection, unlocked.keys)
                    unlocked = replace(unlocked, keys=keys)
                    truncate_log(engine)
                with connected(engine) as connection, connection.begin():
                    unlocked.keys.cipher_of(connection, THE_STORE)
                if head is None:  # new, or of a program that kept no chain
                    with connected(engine, alone=True) as connection, connection.begin():
                        work = Transaction.of(connection, unlocked.keys)
                        chain.begin(work)
                        chain.write(work)
            except BaseException:
                engine.dispose()
                raise
        opened = cls(address, engine, unlocked)
        opened._seen = head.sequence if head is not None else 1
        try:
            opened._set_right()
        except BaseException:
            opened.close()
            raise
        return opened

    def _set_right(self) -> None:
        """Do what other programs left to be done when the store is next opened here; each step up adds its own."""

    @property
    def url(self) -> str:
        """Return the URL by which another thread or process opens this store, password included."""
        return self._address.url.render_as_string(hide_password=False)

    @property
    def store_id(self) -> str:
        """Return the random id of this store, which its copies and backups share."""
        return self._keys.store_id

    @property
    def name(self) -> str:
        """Return where the store lies, for a person; holds no password."""
        return self._address.name

    @property
    def shared(self) -> bool:
        """Whether the store lies on a server, where desks on other machines have it open too."""
        return self._address.path is None

    def way_warning(self) -> str:
        """Return why the way to the store is not safe, in a sentence; '' where it is."""
        with self._reading() as work:
            return open_to_others(work.connection) or ""

    @property
    def key_description(self) -> str:
        """Return where the store's key is kept, as a plain sentence."""
        return self._source.description

    @property
    def way_in(self) -> WayIn:
        """Return what opened this store, by which another thread opens it too: kept in memory, written nowhere."""
        return self._keys.way_in

    def close(self) -> None:
        """Close the store; closing twice is fine."""
        if self._closed:
            return
        self._check_thread()
        self._closed = True
        self._keys.forget()
        try:
            if self._log_holds_erased:
                self._clear_log()
        finally:
            self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all methods called inside: all that they change is kept, or nothing."""
        if self._work is not None:
            yield
            return
        with self._writing() as work:
            self._work = work
            try:
                yield
            except BaseException:
                self._when_kept.clear()
                raise
            finally:
                self._work = None
        while self._when_kept:
            self._when_kept.pop(0)()
        if self._log_holds_erased:
            self._clear_log()

    @contextmanager
    def _reading(self, *, writes: bool = False, alone: bool = False) -> Iterator[Transaction]:
        self._check_thread()
        if self._closed:
            raise StoreError(said("The store is closed. Open it again."))
        if self._work is not None:
            with translated(self._address.name), self._work.connection.begin_nested():
                if alone:
                    stand_alone(self._work.connection)
                yield self._work
            return
        with (
            translated(self._address.name),
            connected(self._engine, writes=writes, alone=alone) as connection,
            connection.begin(),
        ):
            yield Transaction.of(connection, self._keys)

    @contextmanager
    def _writing(self, permission: Permission | None = None, *, alone: bool = False) -> Iterator[Transaction]:
        """Begin a transaction that writes; alone: while no other desk does, where its change concerns everybody.

        Raises NotAllowedError where whoever is signed in may not do this.
        """
        with self._reading(writes=True, alone=alone) as work:
            operators.require(work, permission)
            yield work
            if self._work is None:
                chain.write(work)
        if self._work is None:
            self._own.update(work.written)

    def _once_kept(self, do: Callable[[], None]) -> None:
        """Have something done once what was just written is sure to be kept: now, or at the end of `together`."""
        if self._work is None:
            do()
        else:
            self._when_kept.append(do)

    def _clear_log(self) -> None:
        """Clear what was just erased from the log; where a reader is in the way, closing tries again."""
        if self._work is not None:
            self._log_holds_erased = True  # `together` sees to it once all is written
            return
        self._log_holds_erased = True
        try:
            with translated(self._address.name):
                self._log_holds_erased = not truncate_log(self._engine)
        except ResourceFault as error:
            raise ResourceFault(
                said(
                    "It is done, but what was erased still lies, encrypted, in the store's log, which "
                    "could not be cleared. {error} Then open the store once more: it is cleared when it "
                    "is closed.",
                    error=error,
                )
            ) from error

    def _come_in_by(self, way_in: WayIn) -> None:
        self._keys.come_in_by(way_in)
        kind = "passphrase" if way_in.kind == "operator" else way_in.kind
        self._source = recorded_key_source(kind, self._address.folder)

    def _check_thread(self) -> None:
        if threading.get_ident() != self._thread:
            raise StoreError(
                said("This store was opened in another thread. Each thread opens a store of its own, by the same URL.")
            )
