"""A signer is named by name, by id or by its beginning; what names several names none."""

import pytest

from sigverify.errors import UsageError
from sigverify.storage.store import Store
from sigverify.workflows.naming import find_signer, signer_named


def test_a_name_is_found_whatever_its_capitals_and_blanks(store: Store) -> None:
    anna = store.add_signer("Anna Ångström")
    store.add_signer("Anna")
    for words in ("Anna Ångström", " anna ångstRÖM ", "anna a\u030angstro\u0308m"):
        assert find_signer(store, words) == anna
    assert find_signer(store, "Ann") is None


def test_an_id_or_its_beginning_tells_signers_of_one_name_apart(store: Store) -> None:
    first, second = store.add_signer("Anna"), store.add_signer("anna")
    for signer in (first, second):
        assert find_signer(store, signer.id) == signer
        assert find_signer(store, signer.id[:13].upper()) == signer
    with pytest.raises(UsageError, match="names 2 signers") as refused:
        find_signer(store, "ANNA")
    assert first.id in str(refused.value)
    assert second.id in str(refused.value)
    assert find_signer(store, first.id[:3]) is None


def test_a_name_that_looks_like_an_id_is_a_name(store: Store) -> None:
    first = store.add_signer("Anna")
    second = store.add_signer(first.id[:8])
    assert find_signer(store, first.id[:8]) == second
    assert find_signer(store, first.id) == first


def test_who_is_not_there_is_refused_where_somebody_must_be(store: Store) -> None:
    store.add_signer("Anna")
    assert find_signer(store, "Carl") is None
    with pytest.raises(UsageError, match="no signer 'Carl'"):
        signer_named(store, "Carl")
    with pytest.raises(UsageError, match="empty"):
        find_signer(store, " ")
