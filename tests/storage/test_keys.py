"""Where a store's key comes from, what a person is told about it, and what happens when it is not there."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, NoKeyringError

import sigverify.storage.passphrase as passphrases
from sigverify.errors import ResourceFault, StoreDamagedError, StoreKeyError, UsageError
from sigverify.ink.recording import Recording
from sigverify.storage.database import address_of
from sigverify.storage.key_file import FileSource
from sigverify.storage.keys import KeyringSource, choose_key_source, recorded_key_source
from sigverify.storage.passphrase import PassphraseSource
from sigverify.storage.store import Store


class BrokenKeyring(KeyringBackend):
    """A keyring whose transport fails, with errors of any kind."""

    priority = 5

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class ForgetfulKeyring(KeyringBackend):
    """A keyring that takes everything and keeps nothing."""

    priority = 5

    def get_password(self, service: str, username: str) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


def test_a_working_keyring_is_preferred_to_a_file(tmp_path: Path, memory_keyring: object) -> None:
    assert choose_key_source(tmp_path).kind == "keyring"


def test_a_passphrase_that_was_asked_for_wins(tmp_path: Path, memory_keyring: object, monkeypatch) -> None:
    assert choose_key_source(tmp_path, "secret").kind == "passphrase"
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "secret")
    assert choose_key_source(tmp_path).kind == "passphrase"


def test_an_empty_passphrase_counts_as_none(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "")
    assert choose_key_source(tmp_path, "").kind == "file"


@pytest.mark.parametrize(
    "backend",
    [
        keyring.backends.fail.Keyring(),
        BrokenKeyring(NoKeyringError("none")),
        BrokenKeyring(KeyringLocked("locked")),
        BrokenKeyring(ConnectionError("no bus")),
    ],
    ids=["none", "no-keyring-error", "locked", "transport"],
)
def test_without_a_keyring_the_key_goes_to_a_file(tmp_path: Path, backend: KeyringBackend) -> None:
    keyring.set_keyring(backend)
    assert choose_key_source(tmp_path).kind == "file"


def test_a_keyring_in_a_plain_file_is_not_taken_for_one(tmp_path: Path, memory_keyring) -> None:
    type(memory_keyring).priority, before = 0.5, type(memory_keyring).priority
    try:
        assert choose_key_source(tmp_path).kind == "file"
    finally:
        type(memory_keyring).priority = before


def test_the_keyring_gives_the_same_key_again_for_the_same_store(memory_keyring) -> None:
    first, parameters = KeyringSource().create("store-1")
    second, _ = KeyringSource().create("store-2")
    assert KeyringSource().recover("store-1", parameters) == first != second
    assert parameters == {}


def test_a_keyring_that_keeps_nothing_is_found_out_before_a_store_relies_on_it() -> None:
    keyring.set_keyring(ForgetfulKeyring())
    with pytest.raises(StoreKeyError, match="does not give it back"):
        KeyringSource().create("store")


def test_a_keyring_without_the_key_says_so(memory_keyring) -> None:
    with pytest.raises(StoreKeyError, match="not in the system's keyring"):
        KeyringSource().recover("store", {})
    memory_keyring.set_password("sigverify", "store", "not a key")
    with pytest.raises(StoreKeyError, match="damaged"):
        KeyringSource().recover("store", {})


def test_a_locked_keyring_says_so() -> None:
    keyring.set_keyring(BrokenKeyring(KeyringLocked("locked")))
    with pytest.raises(StoreKeyError, match="KeyringLocked"):
        KeyringSource().recover("store", {})
    with pytest.raises(StoreKeyError, match="Unlock it"):
        KeyringSource().create("store")


def test_a_passphrase_gives_the_same_key_again_and_another_salt_another() -> None:
    source = PassphraseSource("correct horse")
    key, parameters = source.create("store")
    assert len(key) == 32
    assert parameters["function"] == "argon2id"
    assert source.recover("store", parameters) == key
    assert PassphraseSource("correct horsf").recover("store", parameters) != key
    other, others = source.create("store")
    assert other != key
    assert others["salt"] != parameters["salt"]


def test_the_same_letters_typed_on_another_keyboard_are_the_same_passphrase() -> None:
    key, parameters = PassphraseSource("Zo\u00eb").create("store")
    assert PassphraseSource("Zoe\u0308").recover("store", parameters) == key


def test_scrypt_stands_in_where_openssl_lacks_argon2id(monkeypatch) -> None:
    def unsupported(**_options: object) -> None:
        raise UnsupportedAlgorithm("no argon2id")

    old_key, old_parameters = PassphraseSource("secret").create("store")
    monkeypatch.setattr(passphrases, "Argon2id", unsupported)
    monkeypatch.setattr(passphrases, "_SCRYPT", {"function": "scrypt", "n": 2**10, "r": 8, "p": 1})
    key, parameters = PassphraseSource("secret").create("store")
    assert parameters["function"] == "scrypt"
    assert PassphraseSource("secret").recover("store", parameters) == key != old_key
    with pytest.raises(StoreKeyError, match="Argon2id"):
        PassphraseSource("secret").recover("store", old_parameters)


@pytest.mark.parametrize(
    "change",
    [{"salt": "!"}, {"salt": ""}, {"memory_kib": 2**40}, {"passes": 0}, {"lanes": "many"}, {"passes": None}],
    ids=str,
)
def test_doctored_costs_are_refused(change: dict[str, object]) -> None:
    _, parameters = PassphraseSource("secret").create("store")
    with pytest.raises(StoreDamagedError, match="makes no sense"):
        PassphraseSource("secret").recover("store", {**parameters, **change})


def test_an_unknown_hash_asks_for_a_newer_program() -> None:
    with pytest.raises(StoreKeyError, match="Update the program"):
        PassphraseSource("secret").recover("store", {"function": "balloon", "salt": "AAAA"})
    with pytest.raises(StoreDamagedError):
        PassphraseSource("secret").recover("store", {})


def test_a_key_file_is_its_owners_alone_and_is_never_overwritten(tmp_path: Path) -> None:
    source = FileSource(tmp_path)
    key, _ = source.create("store")
    assert source.path == tmp_path / "store.key"
    assert source.recover("store", {}) == key
    assert source.create("another store")[0] == key
    assert [path.name for path in tmp_path.iterdir()] == ["store.key"]
    if os.name == "posix":
        assert stat.S_IMODE(source.path.stat().st_mode) == 0o600
        assert "Other accounts" not in source.description
        source.path.chmod(0o644)
        assert "Other accounts" in source.description


def test_a_key_file_is_written_where_the_file_system_has_no_links(tmp_path: Path, monkeypatch) -> None:
    def no_links(_source: object, _target: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    key, _ = FileSource(tmp_path).create("store")
    assert FileSource(tmp_path).recover("store", {}) == key
    assert FileSource(tmp_path).create("store")[0] == key
    assert [path.name for path in tmp_path.iterdir()] == ["store.key"]


def test_what_a_killed_program_left_of_a_key_file_goes_and_a_program_at_work_writes_its_own_again(
    tmp_path: Path, monkeypatch
) -> None:
    (tmp_path / ".store.key.0123456789ab").write_text("half a k")
    (tmp_path / ".store.keys").write_text("somebody else's")
    link, tries = os.link, []

    def taken_away_once(source: Path, target: Path) -> None:
        tries.append(source)
        if len(tries) == 1:
            source.unlink()
        link(source, target)

    monkeypatch.setattr(os, "link", taken_away_once)
    key, _ = FileSource(tmp_path).create("store")
    assert FileSource(tmp_path).recover("store", {}) == key
    assert len(tries) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == [".store.keys", "store.key"]


def test_a_missing_or_damaged_key_file_says_so(tmp_path: Path) -> None:
    source = FileSource(tmp_path)
    with pytest.raises(StoreKeyError, match="missing"):
        source.recover("store", {})
    for content in (b"", b"# Key\nc2hvcnQ=\n", b"\xff\xfe", b"not base64!"):
        source.path.write_bytes(content)
        with pytest.raises(StoreKeyError, match="damaged"):
            source.recover("store", {})
    source.path.unlink()
    source.path.mkdir()
    with pytest.raises(StoreKeyError, match="cannot be read"):
        source.recover("store", {})


def test_a_key_file_that_cannot_be_written_is_the_machines_fault(tmp_path: Path) -> None:
    with pytest.raises(ResourceFault, match="could not be written"):
        FileSource(tmp_path / "not there").create("store")


def test_an_unknown_source_is_damage(tmp_path: Path) -> None:
    with pytest.raises(StoreDamagedError, match="smartcard"):
        recorded_key_source("smartcard", tmp_path)


# The same, through a store.


@pytest.mark.parametrize("kind", ["passphrase", "keyring", "file"])
def test_a_store_opens_again_with_the_source_it_was_made_with(url: str, kind: str, request, monkeypatch) -> None:
    """Also when, by then, a better source is at hand."""
    if kind == "keyring":
        request.getfixturevalue("memory_keyring")
    with Store.open(url, passphrase="secret" if kind == "passphrase" else None) as store:
        assert {"passphrase": "passphrase", "keyring": "keyring", "file": "store.key"}[kind] in store.key_description
        signer = store.add_signer("Ada")
    if kind == "file":
        request.getfixturevalue("memory_keyring")
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "secret")
    with Store.open(url) as store:
        assert store.signer(signer.id).name == "Ada"


def test_a_wrong_or_missing_passphrase_is_refused(url: str) -> None:
    Store.open(url, passphrase="secret").close()
    with pytest.raises(StoreKeyError, match="not the one of this store"):
        Store.open(url, passphrase="Secret")
    with pytest.raises(StoreKeyError, match="none was given"):
        Store.open(url)


def test_a_store_without_its_key_file_or_with_anothers_is_refused(url: str) -> None:
    folder = address_of(url).folder
    Store.open(url).close()
    (folder / "store.key").rename(folder / "kept.key")
    with pytest.raises(StoreKeyError, match="missing"):
        Store.open(url)
    FileSource(folder).create("another")
    with pytest.raises(StoreKeyError, match="not the one of this store"):
        Store.open(url)
    (folder / "kept.key").replace(folder / "store.key")
    Store.open(url).close()


def test_a_store_whose_keyring_is_gone_is_refused(url: str, memory_keyring) -> None:
    Store.open(url).close()
    memory_keyring.secrets.clear()
    with pytest.raises(StoreKeyError, match="not in the system's keyring"):
        Store.open(url)


def test_a_passphrase_can_be_changed_without_touching_the_ink(url: str, ink: Recording, memory_keyring) -> None:
    with Store.open(url) as store:
        signer = store.add_signer("Ada")
        recording_id = store.add_recording(signer.id, ink, role="reference")
        store.change_passphrase("the first")
        assert "passphrase" in store.key_description
        store.change_passphrase("the second")
        for short in ("", "seventy"):
            with pytest.raises(UsageError, match="at least 8 characters"):
                store.change_passphrase(short)
    memory_keyring.secrets.clear()
    with pytest.raises(StoreKeyError):
        Store.open(url, passphrase="the first")
    with Store.open(url, passphrase="the second") as store:
        assert store.recording(recording_id).recording == ink


def test_two_hashes_of_a_passphrase_at_once_do_not_wait_for_each_other_for_ever() -> None:
    """A window that is unlocked while a training opens the same store makes two."""
    source = PassphraseSource("correct horse")
    _, parameters = source.create("s")
    with ThreadPoolExecutor(2) as both:
        first, second = both.map(lambda _: source.recover("s", parameters), range(2))
    assert first == second
