"""A sealed value opens at its own place, under its own key, unchanged; nowhere else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import StoreDamagedError
from sigverify.storage.cipher import Cipher, Place

KEY = bytes(range(32))
PLACE = Place("recordings", 7, "ink", "owner")


@given(st.binary(max_size=300), st.text("ab/'", max_size=5), st.integers(0, 9))
def test_what_is_sealed_opens_at_its_place(value: bytes, table: str, row: int) -> None:
    place = Place(table, row, "c")
    cipher = Cipher(KEY)
    sealed = cipher.seal(value, place)
    assert cipher.open(sealed, place) == value
    assert value not in sealed or len(value) < 4


@given(st.text(), st.integers(), st.text(), st.text())
def test_a_place_is_bound_as_json_of_its_parts(table: str, row: int, column: str, owner: str) -> None:
    """What an earlier program sealed opens: it wrote them so."""
    written = json.dumps(["sigverify", table, str(row), column, owner]).encode()
    assert Place(table, row, column, owner).bound() == written


@given(st.binary(max_size=40), st.data())
def test_any_flipped_bit_is_noticed(value: bytes, data: st.DataObject) -> None:
    sealed = bytearray(Cipher(KEY).seal(value, PLACE))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(StoreDamagedError, match="does not check out"):
        Cipher(KEY).open(bytes(sealed), PLACE)


@given(st.lists(st.tuples(st.integers(), st.text(max_size=4), st.binary(max_size=40)), max_size=4), st.booleans())
def test_many_values_open_as_each_does_by_itself(values: list[tuple[int, str, bytes]], moved: bool) -> None:
    cipher = Cipher(KEY)
    sealed = [(row, owner, cipher.seal(value, Place("t", row, "c", owner))) for row, owner, value in values]
    column = "another" if moved else "c"
    assert cipher.open_each("t", column, sealed) == [None if moved else value for _, _, value in values]


@given(st.binary(max_size=40))
def test_bytes_that_were_never_sealed_do_not_open(value: bytes) -> None:
    with pytest.raises(StoreDamagedError):
        Cipher(KEY).open(value, PLACE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        Place("strokes", 7, "ink", "owner"),
        Place("recordings", 8, "ink", "owner"),
        Place("recordings", 7, "session", "owner"),
        Place("recordings", 7, "ink", "another"),
        Place("recordings", 7, "ink"),
    ],
)
def test_a_value_moved_elsewhere_does_not_open(elsewhere: Place) -> None:
    sealed = Cipher(KEY).seal(b"ink", PLACE)
    with pytest.raises(StoreDamagedError):
        Cipher(KEY).open(sealed, elsewhere)


def test_places_with_the_same_letters_differ() -> None:
    """Joining the parts with a separator would let one place pass for another."""
    assert Place("a", "b/c", "d").bound() != Place("a/b", "c", "d").bound()
    assert Place("a", 'b","c', "d").bound() != Place("a", "b", "c", "d").bound()


def test_another_key_does_not_open_it() -> None:
    sealed = Cipher(KEY).seal(b"ink", PLACE)
    with pytest.raises(StoreDamagedError):
        Cipher(bytes(32)).open(sealed, PLACE)


def test_the_same_value_never_looks_the_same_twice() -> None:
    cipher = Cipher(KEY)
    assert len({cipher.seal(b"same", PLACE) for _ in range(50)}) == 50


def test_text_survives() -> None:
    assert Cipher(KEY).open_text(Cipher(KEY).seal_text("Zoë 漢", PLACE), PLACE) == "Zoë 漢"


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_a_digest_tells_values_purposes_and_keys_apart(one: bytes, other: bytes) -> None:
    digest = Cipher(KEY).digest(one, "a")
    assert len(digest) == 32
    assert Cipher(KEY).digest(one, "a") == digest
    assert (Cipher(KEY).digest(other, "a") == digest) == (one == other)
    assert Cipher(KEY).digest(one, "b") != digest
    assert Cipher(bytes(32)).digest(one, "a") != digest
