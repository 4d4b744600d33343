"""The recovery key on paper: it opens the store elsewhere, is asked for in part, and a slip in it is noticed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside import ON_SQLITE

from sigverify.errors import StoreKeyError, StoreLockedError, UsageError
from sigverify.ink.recording import Recording
from sigverify.storage.recovery import (
    GROUPS,
    groups_to_ask,
    looks_like_recovery_key,
    new_recovery_key,
    recovery_secret,
    typed_right,
)
from sigverify.storage.store import Store

Ink = Callable[[int], Recording]


ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_the_recovery_key_opens_the_store_on_another_machine(
    url: str, tmp_path: Path, make_ink, memory_keyring
) -> None:
    text = new_recovery_key()
    with Store.open(url) as store:
        assert not store.ways_in().recovery
        store.set_recovery_key(text)
        assert store.ways_in().recovery
        anna = store.add_signer("Anna")
        recording = store.add_recording(anna.id, make_ink(1), role="reference")
        store.erase_signer(store.add_signer("Carl").id)  # the store's key is another one since
        store.back_up(tmp_path / "a.backup")
    memory_keyring.secrets.clear()
    for wrong in (new_recovery_key(), None):
        with pytest.raises(StoreKeyError, match=r"newer one was made|type the store's recovery key"):
            Store.open(url, passphrase=wrong)
    with Store.open(url, passphrase=text.lower().replace("-", " ")) as store:
        assert "recovery key" in store.key_description
        assert store.recording(recording).recording == make_ink(1)
        store.remember()
    Store.open(url).close()
    elsewhere = f"sqlite:///{tmp_path / 'elsewhere' / 'store.sqlite'}"
    Store.restore(elsewhere, tmp_path / "a.backup", passphrase=text)
    with Store.open(elsewhere, passphrase=text) as store:
        assert store.signers()[0].name == "Anna"


def test_a_new_recovery_key_takes_the_place_of_the_old(url: str) -> None:
    first, second = new_recovery_key(), new_recovery_key()
    with Store.open(url, passphrase="secret") as store:
        store.set_recovery_key(first)
        store.set_recovery_key(second)
        store.change_passphrase("another one")  # which leaves the recovery key as it is
        assert [entry.event.kind for entry in store.audit_entries()][-3:-1] == ["recovery-key-made"] * 2
    with pytest.raises(StoreLockedError, match="a newer one was made since"):
        Store.open(url, passphrase=first)
    Store.open(url, passphrase=second).close()


def test_a_recovery_key_with_a_slip_is_refused_before_anything_is_changed(store: Store) -> None:
    text = new_recovery_key()
    slip = text[:-1] + ("0" if text[-1] != "0" else "1")
    with pytest.raises(StoreLockedError, match="slip in group 8"):
        store.set_recovery_key(slip)
    assert not store.ways_in().recovery


@ON_SQLITE
def test_the_recovery_key_never_reaches_the_file(store: Store, url: str) -> None:
    text = new_recovery_key()
    store.set_recovery_key(text)
    store.close()
    content = Path(url.removeprefix("sqlite:///")).read_bytes()
    assert text.encode() not in content
    assert text.replace("-", "").encode() not in content
    assert recovery_secret(text) not in content


# The recovery key as text


def test_a_recovery_key_is_eight_groups_of_five_and_random() -> None:
    keys = {new_recovery_key() for _ in range(20)}
    assert len(keys) == 20
    for text in keys:
        groups = text.split("-")
        assert [len(group) for group in groups] == [5] * GROUPS
        assert set(text) <= set(ALPHABET + "-")
        assert looks_like_recovery_key(text)
        assert len(recovery_secret(text)) == 32
    assert len({recovery_secret(text) for text in keys}) == 20


@given(st.integers(0, 39), st.sampled_from(ALPHABET))
def test_every_wrong_character_is_noticed_in_its_group(place: int, letter: str) -> None:
    letters = list(new_recovery_key().replace("-", ""))
    if letters[place] == letter:
        return
    letters[place] = letter
    with pytest.raises(UsageError, match=f"slip in group {place // 5 + 1}"):
        recovery_secret("".join(letters))


@given(st.integers(0, 38))
def test_neighbours_that_changed_places_are_noticed(place: int) -> None:
    letters = list(new_recovery_key().replace("-", ""))
    if letters[place] == letters[place + 1]:
        return
    letters[place], letters[place + 1] = letters[place + 1], letters[place]
    with pytest.raises(UsageError, match="slip in group"):
        recovery_secret("".join(letters))


@given(st.permutations(range(GROUPS)))
def test_groups_in_another_order_are_noticed(order: list[int]) -> None:
    groups = new_recovery_key().split("-")
    mixed = [groups[place] for place in order]
    if mixed == groups:
        return
    with pytest.raises(UsageError, match="slip in group"):
        recovery_secret("-".join(mixed))


@given(st.text(max_size=60))
def test_any_other_text_is_no_recovery_key(text: str) -> None:
    with pytest.raises(UsageError):
        recovery_secret(text)


def test_it_is_read_however_it_is_written_and_asked_for_in_part() -> None:
    text = new_recovery_key()
    slack = text.lower().replace("1", "l").replace("0", "o").replace("-", " ")
    assert recovery_secret(slack) == recovery_secret(text)
    first, second = groups_to_ask()
    assert 0 <= first < second < GROUPS
    assert typed_right(text, first, f" {text.split('-')[first].lower()} ")
    assert not typed_right(text, first, "")
    assert not looks_like_recovery_key("correct horse battery staple")


# Wrapping
