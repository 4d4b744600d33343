"""The desk's services over a real store: what must be typed is said, locking closes it, others' threads open it too."""

from datetime import date
from pathlib import Path

import pytest

import sigverify.storage.passphrase as passphrases
from sigverify.errors import NotAllowedError, StoreError
from sigverify.gui.desk_services import DeskServices
from sigverify.storage.recovery import new_recovery_key
from sigverify.storage.store import Store


@pytest.fixture(autouse=True)
def cheap_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrases, "_ARGON2ID", {"function": "argon2id", "memory_kib": 64, "passes": 1, "lanes": 1})


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


def test_a_passphrase_is_asked_for_and_the_store_locked_and_unlocked(url: str) -> None:
    Store.open(url, passphrase="open sesame").close()
    desk = DeskServices(url)
    view = desk.open()
    assert view.locked == "Type the passphrase of the store."
    assert (view.sign_in, view.typed) == (False, True)
    assert "not the one of this store" in desk.open("barley").locked
    view = desk.open("open sesame")
    assert view.locked == ""
    assert (view.typed, view.passphrase, view.recovery, view.machines) == (True, True, False, 0)
    desk.add_signer("Anna")
    store = desk._store
    desk.lock()
    assert store._keys._key == b""
    assert desk._way_in is None
    assert desk._thumbnails == {}
    with pytest.raises(StoreError, match="not open"):
        desk.signers()
    assert desk.open("open sesame").locked == ""
    assert [signer.name for signer in desk.signers().rows] == ["Anna"]
    desk.close()


def test_what_opens_the_store_is_changed(url: str) -> None:
    desk = DeskServices(url)
    view = desk.open()
    assert (view.typed, view.passphrase, view.machines) == (False, False, 1)
    text = new_recovery_key()
    assert desk.set_recovery_key(text).recovery
    view = desk.change_passphrase("open sesame")
    assert (view.typed, view.passphrase, view.machines) == (True, True, 0)
    assert desk.remember().machines == 1
    assert desk.forget_machines().machines == 0
    desk.lock()
    assert desk.open(text).locked == ""
    desk.close()


def test_operators_sign_in_and_the_training_of_one_opens_the_store_by_itself(url: str) -> None:
    desk = DeskServices(url)
    desk.open()
    (boss,) = desk.add_operator("boss", "boss's own", ["administrator"])
    assert desk.keeping().operator == boss
    desk.add_operator("Clara", "clara's own", ["clerk"])
    desk.lock()
    view = desk.open()
    assert (view.sign_in, view.locked) == (True, "Type your name and password.")
    assert desk.open("clara's own", "boss").locked == "Nobody signs in here by that name and password. Type both again."
    view = desk.open("clara's own", "Clara")
    assert view.may == {"enrol", "decide"}
    with pytest.raises(NotAllowedError, match="As clerk"):
        desk.remove_operator(boss.id)
    with Store.open(url, passphrase=desk._way_in) as other:
        assert other.operator().name == "Clara"
    desk.close()


def test_who_is_due_is_counted(url: str) -> None:
    desk = DeskServices(url)
    desk.open()
    anna = desk.add_signer("Anna")
    noted = desk.set_retention(anna.signer_id, "ledger", date(2020, 1, 1))
    assert (noted.purpose, noted.keep_until) == ("ledger", date(2020, 1, 1))
    assert [view.name for view in desk.due(date.today())] == ["Anna"]
    assert desk.keeping().due == 1
    assert next(iter(desk.signers().rows)).keep_until == date(2020, 1, 1)
    desk.erase_signer(anna.signer_id)
    assert desk.keeping().due == 0
    desk.close()
