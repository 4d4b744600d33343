"""Settings of a store, sealed: what a person chose may say who they are."""

from sqlalchemy import delete, insert, select

from sigverify.errors import UsageError
from sigverify.sentences import said
from sigverify.storage.cipher import Place
from sigverify.storage.schema import SettingRow
from sigverify.storage.transaction import Transaction, checked_text


def get(work: Transaction, name: str) -> str | None:
    """Return a setting, None where it was never set."""
    sealed = work.connection.execute(select(SettingRow.value_sealed).where(SettingRow.name == name)).scalar()
    return None if sealed is None else work.cipher.open_text(sealed, _place(name))


def put(work: Transaction, name: str, value: str | None) -> None:
    """Keep a setting; None forgets it."""
    if not checked_text(name, said("setting's name"), 100):
        raise UsageError(said("A setting needs a name."))
    work.connection.execute(delete(SettingRow).where(SettingRow.name == name))
    if value is not None:
        sealed = work.cipher.seal_text(checked_text(value, said("setting"), 1_000_000), _place(name))
        work.connection.execute(insert(SettingRow).values(name=name, value_sealed=sealed))


def _place(name: str) -> Place:
    return Place("settings", name, "value")
