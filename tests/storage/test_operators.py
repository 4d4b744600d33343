"""Operators sign in and may do what their roles say, whichever way they come; nobody else gets in."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from outside import ON_SQLITE, outside

import sigverify.storage.passphrase as passphrases
from sigverify.errors import NotAllowedError, StoreError, StoreKeyError, StoreLockedError, UsageError
from sigverify.ink.recording import Recording
from sigverify.storage import events
from sigverify.storage.permissions import DOING, MAY, permissions_of
from sigverify.storage.recovery import new_recovery_key
from sigverify.storage.rows import Permission
from sigverify.storage.store import Store

Ink = Callable[[int], Recording]
PASSWORDS = {"boss": "the boss's own", "Clara": "clara's own one"}


@pytest.fixture(autouse=True)
def cheap_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a password costs is tested with the keys; here there are many."""
    monkeypatch.setattr(passphrases, "_ARGON2ID", {"function": "argon2id", "memory_kib": 64, "passes": 1, "lanes": 1})


@pytest.fixture
def desk(url: str) -> str:
    """A store with an administrator, 'boss', and a clerk, 'Clara'."""
    with Store.open(url) as store:
        store.add_operator("boss", PASSWORDS["boss"], ["administrator"])
        store.add_operator("Clara", PASSWORDS["Clara"], ["clerk"])
    return url


def sign_in(url: str, name: str) -> Store:
    return Store.open(url, operator=name, passphrase=PASSWORDS[name])


def filled(store: Store, make_ink: Ink) -> tuple[str, int, int]:
    signer = store.add_signer("Anna")
    store.add_profile(signer.id, "paraph")
    reference = store.add_recording(signer.id, make_ink(1), role="reference", label="genuine")
    questioned = store.add_recording(signer.id, make_ink(2), role="questioned")
    store.save_template(signer.id, "m", [reference], b"template")
    return signer.id, questioned, store.add_decision(signer.id, questioned, 1, {"decision": "accept"})


DEEDS: dict[Permission, tuple[Callable[[Store, str, int, int, Ink], object], ...]] = {
    "enrol": (
        lambda store, *_: store.add_signer("Carl"),
        lambda store, signer, *_: store.rename_signer(signer, "Anne"),
        lambda store, signer, _q, _d, ink: store.add_recording(signer, ink(5), role="reference", label="genuine"),
        lambda store, signer, _q, _d, ink: store.finish_capture(store.begin_capture(signer, "e"), ink(6), "reference"),
        lambda store, *_: store.discard_recording(1),
        lambda store, signer, *_: store.set_retention(signer, "a contract", None),
        lambda store, signer, *_: store.drop_templates(signer),
        lambda store, signer, *_: store.add_profile(signer, "initials"),
        lambda store, signer, *_: store.rename_profile(store.signer(signer).profiles[0].id, "full name"),
        lambda store, *_: store.retire_reference(1),
    ),
    "decide": (
        lambda store, signer, _q, _d, ink: store.add_recording(signer, ink(5), role="questioned"),
        lambda store, signer, questioned, *_: store.add_decision(signer, questioned, 1, {"decision": "reject"}),
        lambda store, *_: store.record(events.identified("m", 3)),
    ),
    "override": (lambda store, _s, _q, decision, _i: store.add_note(decision, "seen", "reject"),),
    "export": (
        lambda store, *_: store.record(events.exported("held", 1)),
        lambda store, *_: store.record(events.exported("audit", 1)),
    ),
    "train": (
        lambda store, _s, questioned, *_: store.set_label(questioned, "genuine"),
        lambda store, _s, questioned, *_: store.set_session(questioned, "noon"),
        lambda store, signer, _q, _d, ink: store.add_recording(signer, ink(5), role="collected", label="genuine"),
        lambda store, *_: store.use_model(store.add_model("m", "/m", "aa", None, {})),
        lambda store, *_: store.record(events.trained("a", "b", 2, 3)),
        lambda store, *_: store.record(events.exported("corpus", 3)),
    ),
    "erase": (
        lambda store, signer, *_: store.erase_signer(signer),
        lambda store, signer, *_: store.erase_profile(store.signer(signer).profiles[1].id),
        lambda store, _s, questioned, *_: store.discard_recording(questioned),
    ),
    "administer": (
        lambda store, *_: store.set_recovery_key(new_recovery_key()),
        lambda store, *_: store.add_operator("Dora", "dora's own one", ["clerk"]),
        lambda store, *_: store.set_operator_roles(store.operators()[0].id, ["administrator", "clerk"]),
        lambda store, *_: store.set_operator_password(store.operators()[0].id, "another for boss"),
        lambda store, *_: store.end_operators("passphrase"),
        lambda store, *_: store.set_setting("a", "b"),
        lambda store, *_: store.back_up(Path(os.environ["SIGVERIFY_DATA"]).with_name("a.backup")),
        lambda store, *_: store.copy_to(f"sqlite:///{os.environ['SIGVERIFY_DATA']}/copy.sqlite"),
        lambda store, *_: store.forget_machines(),
    ),
}


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize(
    ("permission", "number"), [(one, number) for one, deeds in DEEDS.items() for number in range(len(deeds))]
)
def test_a_role_may_do_what_it_says_and_nothing_else(
    url: str, make_ink: Ink, role, permission: Permission, number: int
) -> None:
    with Store.open(url) as store:
        store.add_operator("boss", PASSWORDS["boss"], ["administrator"])
        known = filled(store, make_ink)
        store.add_operator("Clara", PASSWORDS["Clara"], [role])
    deed = DEEDS[permission][number]
    with sign_in(url, "Clara") as store:
        head = store.audit_head()
        if permission in MAY[role]:
            deed(store, *known, make_ink)
            store.require(permission)
        else:
            with pytest.raises(NotAllowedError, match=f"As {role} you may not {DOING[permission]}"):
                deed(store, *known, make_ink)
            assert store.audit_head() == head, "nothing was done"
            with pytest.raises(NotAllowedError):
                store.require(permission)


def test_every_permission_is_tested_above_and_is_somebodys() -> None:
    assert set(DEEDS) == set(DOING) == permissions_of(["administrator"])
    lesser = [role for role in MAY if role != "administrator"]
    assert permissions_of(lesser) == permissions_of(["administrator"]) - {"administer"}


def test_whoever_is_alone_is_not_bothered(store: Store, make_ink: Ink) -> None:
    signer, questioned, decision = filled(store, make_ink)
    assert store.operators() == []
    assert store.operator() is None
    assert store.may() == set(DOING)
    for permission, deeds in DEEDS.items():
        if permission not in ("administer", "erase"):
            for deed in deeds:
                if permission != "enrol":
                    deed(store, signer, questioned, decision, make_ink)
            store.require(permission)
    assert "operator" not in {name for entry in store.audit_entries() for name in entry.event.facts}
    assert store.decisions()[0].operator_id is None


def test_with_operators_nothing_but_a_password_and_the_recovery_key_opens_the_store(
    url: str, memory_keyring, monkeypatch
) -> None:
    recovery = new_recovery_key()
    with Store.open(url) as store:
        store.set_recovery_key(recovery)
        store.add_operator("boss", PASSWORDS["boss"], ["administrator"])
        assert store.operator().name == "boss", "who switches operators on is signed in"
    assert memory_keyring.secrets, "the keyring has its secret still, and it opens nothing"
    with pytest.raises(StoreLockedError, match="This store has operators") as locked:
        Store.open(url)
    assert locked.value.operators
    for name, password in (("boss", "wrong"), ("nobody", PASSWORDS["boss"]), ("boss", "")):
        with pytest.raises(StoreLockedError):
            Store.open(url, operator=name, passphrase=password)
    with Store.open(url, operator="BOSS ", passphrase=PASSWORDS["boss"]) as store:
        assert store.may() == set(DOING)
    monkeypatch.setenv("SIGVERIFY_OPERATOR", "boss")
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", PASSWORDS["boss"])
    Store.open(url).close()
    with Store.open(url, passphrase=recovery) as store:  # all passwords are forgotten
        assert store.operator() is None
        store.set_operator_password(store.operators()[0].id, "a new password")
    Store.open(url, operator="boss", passphrase="a new password").close()


def test_a_store_that_was_open_when_operators_came_asks_to_sign_in(url: str) -> None:
    with Store.open(url) as before, Store.open(url) as store:
        store.add_operator("boss", PASSWORDS["boss"], ["administrator"])
        with pytest.raises((NotAllowedError, StoreKeyError), match="pen it anew"):
            before.add_signer("Anna")


def test_who_was_signed_in_is_told_with_all_that_was_done(desk: str, make_ink: Ink) -> None:
    with sign_in(desk, "Clara") as store:
        clara = store.operator()
        signer, _, decision = filled(store, make_ink)
        store.add_note(decision, "looked odd")
    with sign_in(desk, "boss") as store:
        boss = store.operator()
        store.add_note(decision, "not hers", "reject")
        (stored,) = store.decisions(signer)
        assert stored.operator_id == clara.id == stored.to_json()["operator_id"]
        assert "operator" not in stored.decision
        assert [note.operator_id for note in store.notes(signer)] == [clara.id, boss.id]
        told = {entry.event.facts["operator"] for entry in store.audit_entries(signer)}
        assert told == {clara.id, boss.id}
        assert "Clara" not in str([entry.to_json() for entry in store.audit_entries()]), "by the id, not by the name"
        assert store.verify_audit().sound


def test_a_role_that_is_taken_away_counts_at_once(desk: str) -> None:
    with sign_in(desk, "Clara") as clara, sign_in(desk, "boss") as boss:
        clara.add_signer("Anna")
        boss.set_operator_roles(clara.operator().id, ["examiner"])
        with pytest.raises(NotAllowedError, match="As examiner you may not enrol signers"):
            clara.add_signer("Carl")
        assert clara.may() == MAY["examiner"]


@ON_SQLITE
def test_who_was_removed_gets_in_no_more_not_even_with_an_old_copy(desk: str, tmp_path: Path) -> None:
    with sign_in(desk, "boss") as store:
        store.back_up(tmp_path / "a.backup")
        clara = next(one for one in store.operators() if one.name == "Clara")
        store.remove_operator(clara.id)
        dora = store.add_signer("Dora")
    with pytest.raises(StoreLockedError, match="Nobody signs in here by that name"):
        sign_in(desk, "Clara")
    with sign_in(f"sqlite:///{tmp_path / 'a.backup'}", "Clara") as old, sign_in(desk, "boss") as store:
        assert old._keys._key != store._keys._key
        assert store.signer(dora.id).name == "Dora"


def test_who_was_removed_while_working_is_stopped(desk: str) -> None:
    with sign_in(desk, "Clara") as clara, sign_in(desk, "boss") as boss:
        clara.add_signer("Anna")
        boss.remove_operator(clara.operator().id)
        with pytest.raises(StoreError):
            clara.add_signer("Carl")
        assert [signer.name for signer in boss.signers()] == ["Anna"]


def test_the_last_administrator_stays(desk: str) -> None:
    with sign_in(desk, "boss") as store:
        boss = store.operator()
        for deed in (
            lambda: store.remove_operator(boss.id),
            lambda: store.set_operator_roles(boss.id, ["clerk"]),
        ):
            with pytest.raises(UsageError, match="last administrator"):
                deed()
        clara = next(one for one in store.operators() if one.name == "Clara")
        store.set_operator_roles(clara.id, ["clerk", "administrator"])
        store.remove_operator(boss.id)
    with sign_in(desk, "Clara") as store, pytest.raises(UsageError, match="last administrator"):
        store.remove_operator(store.operator().id)


def test_everybody_changes_their_own_password_and_nobody_anothers(desk: str) -> None:
    with sign_in(desk, "Clara") as store:
        boss, clara = (next(one for one in store.operators() if one.name == name) for name in ("boss", "Clara"))
        with pytest.raises(NotAllowedError):
            store.set_operator_password(boss.id, "mine from now on")
        store.set_operator_password(clara.id, "another of mine")
        store.add_signer("Anna")
    with pytest.raises(StoreLockedError):
        sign_in(desk, "Clara")
    Store.open(desk, operator="Clara", passphrase="another of mine").close()


@pytest.mark.parametrize(
    ("name", "password", "roles", "words"),
    [
        ("boss", "long enough", ["clerk"], "is an operator 'boss' already"),
        ("BOSS", "long enough", ["clerk"], "already"),
        ("", "long enough", ["clerk"], "needs a name"),
        ("two\nlines", "long enough", ["clerk"], "on one line"),
        ("Dora", "short", ["clerk"], "at least 8"),
        ("Dora", "long enough", [], "one or several of the roles"),
        ("Dora", "long enough", ["king"], "found 'king'"),
    ],
)
def test_an_operator_that_makes_no_sense_is_refused(desk: str, name: str, password: str, roles, words: str) -> None:
    with sign_in(desk, "boss") as store:
        with pytest.raises(UsageError, match=words):
            store.add_operator(name, password, roles)
        assert [one.name for one in store.operators()] == ["boss", "Clara"]
        assert store.ways_in().operators == 2


def test_the_first_operator_is_an_administrator(store: Store) -> None:
    with pytest.raises(UsageError, match="first operator must be an administrator"):
        store.add_operator("Clara", "long enough", ["clerk"])
    assert store.ways_in().machines == 1


def test_operators_can_be_ended(desk: str) -> None:
    with sign_in(desk, "boss") as store:
        store.add_signer("Anna")
        store.end_operators("of all of us")
        store.add_signer("Carl")
    with Store.open(desk, passphrase="of all of us") as store:
        assert store.operators() == []
        assert len(store.signers()) == 2
        assert [entry.event.kind for entry in store.audit_entries()][-2] == "operators-ended"


def test_no_machine_and_no_passphrase_goes_round_the_operators(desk: str, memory_keyring) -> None:
    with sign_in(desk, "boss") as store:
        with pytest.raises(UsageError, match="each must sign in"):
            store.remember()
        with pytest.raises(UsageError, match="each with a password"):
            store.change_passphrase("of all")
    assert memory_keyring.secrets == {}


@ON_SQLITE
def test_a_restored_store_has_the_operators_of_now(url: str, make_ink: Ink, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("sigverify.storage.store.PATIENCE_S", 0.0)
    with Store.open(url) as store:
        store.add_signer("Anna")
        store.back_up(tmp_path / "before.backup")
        store.add_operator("boss", PASSWORDS["boss"], ["administrator"])
        store.add_operator("Clara", PASSWORDS["Clara"], ["clerk"])
        store.back_up(tmp_path / "with.backup")
    with pytest.raises(NotAllowedError, match="As clerk"):
        Store.restore(url, tmp_path / "with.backup", operator="Clara", passphrase=PASSWORDS["Clara"])
    Store.restore(url, tmp_path / "before.backup", operator="boss", passphrase=PASSWORDS["boss"])
    with sign_in(url, "boss") as store:
        assert [one.name for one in store.operators()] == ["boss", "Clara"]
        assert store.verify_audit().sound
        store.end_operators("of all of us")
    Store.restore(
        url, tmp_path / "with.backup", passphrase="of all of us", operator="boss", backup_passphrase=PASSWORDS["boss"]
    )
    with Store.open(url, passphrase="of all of us") as store:
        assert store.operators() == []


def test_a_copy_has_the_operators_too(desk: str, tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path / 'copy' / 'store.sqlite'}"
    with sign_in(desk, "boss") as store:
        store.add_signer("Anna")
        store.copy_to(target)
    for name in PASSWORDS:
        with sign_in(target, name) as copy:
            assert copy.operator().name == name
            assert len(copy.signers()) == 1


def test_the_roles_that_were_moved_from_another_operator_do_not_open(desk: str) -> None:
    """Whoever can write to the file would be an administrator by copying another's row."""
    with outside(desk) as connection:
        one, other = (row[0] for row in connection.execute("SELECT id FROM operators").fetchall())
        connection.execute(
            "UPDATE operators SET operator_sealed = (SELECT operator_sealed FROM operators WHERE id = ?) WHERE id = ?",
            (other, one),
        )
    with sign_in(desk, "Clara") as store, pytest.raises(StoreError, match="does not check out"):
        store.add_signer("Anna")
