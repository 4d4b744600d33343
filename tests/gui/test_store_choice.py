"""Where signers are kept is chosen in Settings: looked at first, taken at the next start, never with a password."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from sigverify.gui import application
from sigverify.gui.desk_services import DeskServices
from sigverify.gui.window import MainWindow
from sigverify.storage.rows import FoundStore
from sigverify.storage.store import Store

OFFICE = "postgresql+psycopg://desk@db.office/signers"


def look_at(use, typed: str):
    """Type something into Settings and look what is there; returns the card."""
    use.window.go_to("Settings")
    use.settle()
    choice = use.window.preferences.store
    choice.typed.setText(typed)
    QTest.keyClick(choice.typed, Qt.Key.Key_Return)
    use.settle()
    return choice


def words_on(choice) -> str:
    return " ".join(part.text() for part in choice.frame.findChildren(QLabel) if part.isVisible())


def test_it_says_where_signers_are_kept(use):
    use.window.go_to("Settings")
    use.settle()
    choice = use.window.preferences.store
    assert "/home/desk/store.sqlite" in words_on(choice)
    assert not choice.use.isVisible()
    assert not choice.leave.isVisible()
    assert not choice.again.isVisible()


def test_a_server_is_looked_at_then_taken_at_the_next_start(use, fake, settings):
    warning = "The way to the server 'db.office' is not safe."
    fake.elsewhere[OFFICE] = FoundStore(
        url=OFFICE, name=OFFICE, signers=12, ways_in=("passphrase", "recovery"), warning=warning, is_older=True
    )
    choice = look_at(use, OFFICE)
    assert "It holds 12 signers. It asks for its passphrase." in words_on(choice)
    assert "earlier sigverify" in words_on(choice)
    assert warning in words_on(choice)
    assert settings.store_url == "", "looking takes nothing"
    QTest.mouseClick(choice.use, Qt.MouseButton.LeftButton)
    assert settings.store_url == OFFICE
    assert f"Signers are kept in {OFFICE} when the window is opened again." in words_on(choice)
    assert "open" in fake.calls
    assert fake.calls.count("open") == 1, "the window goes on with the store that it has"
    QTest.mouseClick(choice.again, Qt.MouseButton.LeftButton)
    assert use.window.opens_again


def test_typing_on_takes_the_offer_back(use, fake):
    fake.elsewhere["/mnt/signers.sqlite"] = FoundStore(
        url="sqlite:////mnt/signers.sqlite", name="/mnt/signers.sqlite", is_new=True
    )
    choice = look_at(use, "/mnt/signers.sqlite")
    assert "There is no store yet: one is made there." in words_on(choice)
    assert choice.use.isVisible()
    QTest.keyClicks(choice.typed, "x")
    assert not choice.use.isVisible()
    choice = look_at(use, "/mnt/signers.sqlitex")
    assert "Choose another place." in words_on(choice)
    assert not choice.use.isVisible()


def test_what_was_chosen_is_given_up_again(use, fake, settings):
    fake.elsewhere[OFFICE] = FoundStore(url=OFFICE, name=OFFICE, is_new=True)
    choice = look_at(use, OFFICE)
    QTest.mouseClick(choice.use, Qt.MouseButton.LeftButton)
    QTest.mouseClick(choice.leave, Qt.MouseButton.LeftButton)
    assert settings.store_url == ""
    assert not choice.again.isVisible(), "it is as it was when the window was opened"


def test_a_store_that_was_named_at_the_start_is_not_chosen_here(open_window, fake):
    fake.named = True
    use = open_window(fake)
    use.window.go_to("Settings")
    use.settle()
    choice = use.window.preferences.store
    assert not choice.typed.isEnabled()
    assert "by --store" in words_on(choice)


@pytest.fixture
def at_a_real_desk(qtbot, settings, tmp_path: Path):
    """A window over a real store; nothing of it is played."""
    windows = []

    def opened(url: str | None) -> MainWindow:
        window = MainWindow(DeskServices(url), settings)
        windows.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.go_to("Settings")
        qtbot.waitUntil(lambda: window.desk.waiting == 0)
        return window

    yield opened
    for window in windows:
        window.close()
        window.deleteLater()


def test_a_real_file_is_found_taken_and_opened(at_a_real_desk, qtbot, settings, tmp_path: Path):
    there = tmp_path / "there" / "signers 100%.sqlite"
    with Store.open(f"sqlite:///{there}") as store:
        store.add_signer("Anna")
    before = there.read_bytes()
    window = at_a_real_desk(f"sqlite:///{tmp_path / 'here.sqlite'}")
    choice = window.preferences.store
    assert str(tmp_path / "here.sqlite") in words_on(choice)

    def look(typed: str) -> str:
        choice.typed.setText(typed)
        QTest.mouseClick(choice.look, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: window.desk.waiting == 0)
        return words_on(choice)

    assert "It holds 1 signer. It opens where its keyring or key file is" in look(str(there))
    QTest.mouseClick(choice.use, Qt.MouseButton.LeftButton)
    assert there.read_bytes() == before
    again = at_a_real_desk(settings.store_url)
    assert again.signers.shown_names == ["Anna"]
    (tmp_path / "letter.txt").write_text("no store")
    assert "is not a database" in look(str(tmp_path / "letter.txt"))
    assert "There is no store yet" in look(str(tmp_path / "new.sqlite"))
    assert not (tmp_path / "new.sqlite").exists()
    assert "is not a database URL" in look("postgresql+psycopg//x://")
    told = look("postgresql://desk:hunter2@db.office/signers")
    assert "~/.pgpass" in told
    assert "hunter2" not in told
    assert choice.typed.text() == ""
    assert "hunter2" not in Path(settings._store.fileName()).read_text(encoding="utf-8")


@pytest.mark.parametrize("named", [True, False])
def test_the_window_opens_what_was_chosen_unless_a_command_line_names_another(monkeypatch, settings, qapp, named):
    opened = []

    class Seen(DeskServices):
        def __init__(self, url, **more) -> None:
            opened.append((url, more["named"]))
            raise KeyboardInterrupt

    settings.store_url = "sqlite:////chosen.sqlite"
    monkeypatch.setattr(application, "DeskServices", Seen)
    monkeypatch.setattr(application, "WindowSettings", lambda: settings)
    with pytest.raises(KeyboardInterrupt):
        application.run(store_url="sqlite:////named.sqlite" if named else None)
    assert opened == [("sqlite:////named.sqlite", True) if named else ("sqlite:////chosen.sqlite", False)]
