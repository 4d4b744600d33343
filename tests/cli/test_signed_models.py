"""Models whose card somebody signed: who did is told, what does not fit is refused, strangers are kept out."""

import shutil
from pathlib import Path

import pytest

from sigverify.errors import ModelError
from sigverify.verification.model_files import CARD, read_model
from sigverify.verification.model_signature import SIGNATURE
from sigverify.workflows.vouching import trusted_keys


@pytest.fixture
def foreign(dtw_model, tmp_path: Path) -> Path:
    """A model of somebody else's, in a folder of its own."""
    return Path(shutil.copytree(dtw_model.folder, tmp_path / "from elsewhere" / "theirs"))


@pytest.fixture
def key(run, tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("SIGVERIFY_NEW_PASSPHRASE", "sesame")
    file = tmp_path / "lab"
    assert run("models", "key", file).exit_code == 0
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "sesame")
    return file


def trust(public: Path, name: str) -> None:
    trusted_keys().mkdir(parents=True, exist_ok=True)
    shutil.copy(public, trusted_keys() / f"{name}.pub")


def test_a_model_is_signed_and_its_signer_told(run, refused, foreign: Path, key: Path) -> None:
    assert key.stat().st_mode & 0o077 == 0
    assert b"ENCRYPTED" in key.read_bytes()
    told = run("models", "verify", foreign)
    assert (told.exit_code, "is not signed" in told.stdout) == (1, True)
    assert run("models", "sign", foreign, "--key", key).exit_code == 0
    told = run("models", "verify", foreign)
    assert (told.exit_code, "a key that nobody here trusts" in told.stdout) == (1, True)
    trust(key.with_name("lab.pub"), "the lab")
    told = run("models", "verify", foreign)
    assert (told.exit_code, "which the lab signed" in told.stdout) == (0, True)


@pytest.mark.parametrize("change", ["card", "signature", "other", "nonsense"])
def test_a_signature_that_does_not_fit_is_refused_wherever_the_model_is_read(
    run, refused, foreign: Path, key: Path, change: str, ink_files
) -> None:
    run("models", "sign", foreign, "--key", key)
    card, signature = foreign / CARD, foreign / SIGNATURE
    if change == "card":
        card.write_text(card.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    elif change == "signature":
        text = signature.read_text(encoding="utf-8")
        place = text.index('"signature": "') + 20
        signature.write_text(text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :], encoding="utf-8")
    elif change == "other":
        signature.write_text('{"key": "AAAA", "signature": "AAAA"}', encoding="utf-8")
    else:
        signature.write_bytes(b"\xff\x00[")
    with pytest.raises(ModelError, match="does not fit its card"):
        read_model(foreign)
    words = ("compare", *ink_files.references, "--questioned", ink_files.genuine, "--model", foreign)
    assert "does not fit its card" in refused(*words)
    assert "does not fit its card" in refused("models", "verify", foreign)


def test_where_keys_are_trusted_a_foreign_model_must_be_signed_by_one(
    run, refused, foreign: Path, key: Path, ink_files, tmp_path: Path
) -> None:
    words = ("compare", *ink_files.references, "--questioned", ink_files.genuine, "--model")
    assert run(*words, foreign).exit_code == 0, "nobody is trusted yet: anything may be used"
    trust(key.with_name("lab.pub"), "lab")
    assert "is signed by nobody; trusted here: lab" in refused(*words, foreign)
    assert run(*words, "dtw").exit_code == 0, "shipped ones may"
    own = tmp_path / "data" / "models" / "mine"
    shutil.copytree(foreign, own)
    assert run(*words, "mine").exit_code == 0, "and one's own"
    run("models", "sign", foreign, "--key", key)
    assert run(*words, foreign).exit_code == 0
    run("models", "key", tmp_path / "stranger")
    run("models", "sign", foreign, "--key", tmp_path / "stranger")
    assert "by a key that is not among them" in refused(*words, foreign)


def test_keys_that_are_none_are_refused(run, refused, foreign: Path, key: Path, tmp_path: Path, monkeypatch) -> None:
    assert "exists already" in refused("models", "key", key)
    assert "cannot be read" in refused("models", "sign", foreign, "--key", tmp_path / "nothing")
    assert "is no private key" in refused("models", "sign", foreign, "--key", key.with_name("lab.pub"))
    monkeypatch.setenv("SIGVERIFY_PASSPHRASE", "wrong")
    assert "its passphrase is another one" in refused("models", "sign", foreign, "--key", key)
    assert "no model" in refused("models", "sign", "nothing", "--key", key)
    assert not (foreign / SIGNATURE).exists()


def test_a_strange_file_among_trusted_keys_is_said(refused, foreign: Path, ink_files) -> None:
    trusted_keys().mkdir(parents=True)
    (trusted_keys() / "odd.pub").write_text("odd", encoding="ascii")
    words = ("compare", *ink_files.references, "--questioned", ink_files.genuine, "--model", foreign)
    assert "is no public key" in refused(*words)
