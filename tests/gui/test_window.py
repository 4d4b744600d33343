"""Opening, closing, keys, faults, what is remembered."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fake_services import draw_signature
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QSlider,
    QWidget,
)

from sigverify.errors import ResourceFault, StoreKeyError
from sigverify.gui.application import check_display
from sigverify.gui.collector import look_seldom, settle
from sigverify.gui.pictures import save_pictures
from sigverify.gui.replay import replay_recording
from sigverify.verification.lines import AskedRates


def test_a_window_closed_in_the_middle_of_a_stroke_offers_the_ink_at_the_next_start(use, open_window):
    use.choose("id-Anna", "Verify")
    use.pen.press(50, 80)
    for n in range(30):
        use.pen.move(50 + 3 * n, 80)
    use.window.close()
    assert use.fake.closed
    ((_, _, parts),) = use.fake.journal.values()
    assert len(parts[0]) == 31
    again = open_window(use.fake)
    assert again.window.banners.sentences == [
        s for s in again.window.banners.sentences if s.startswith("A signature of Anna was not finished on")
    ]
    assert again.window.banners.press("Discard")
    again.settle()
    assert use.fake.journal == {}


def test_closing_twice_is_fine(use):
    use.window.close()
    use.window.close()


def test_a_store_that_cannot_be_opened_is_said_and_can_be_tried_again(open_window, fake):
    fake.with_signer("Anna", 5)
    fake.fail_on["open"] = StoreKeyError("The passphrase is wrong. Start again with the right one.")
    use = open_window(fake)
    assert use.window.banners.sentences == ["The passphrase is wrong. Start again with the right one."]
    assert "not open" in use.window.pad.blocked_reason
    del fake.fail_on["open"]
    use.window.banners.press("Try again")
    use.settle()
    assert use.window.signers.shown_names == ["Anna"]


def test_the_status_line_tells_device_rate_quality_model_and_key(use):
    use.choose("id-Anna", "Verify")
    replay_recording(use.window, draw_signature(1, 3))
    use.settle()
    device, badge, model, store = use.window.status.words
    assert "200 Hz" in device
    assert badge == "Good capture"
    assert model.startswith("Model aligned-tdnn")
    assert "keyring" in store


def test_replayed_ink_arrives_point_for_point_and_in_shape(use):
    import numpy as np

    use.choose("id-Anna", "Verify")
    sent, got = draw_signature(1, 3), []
    use.window.pad.signature_finished.connect(got.append)
    replay_recording(use.window, sent)
    (recording,) = got
    assert recording.stroke.tolist() == sent.stroke.tolist()
    np.testing.assert_allclose(np.diff(recording.time_s), np.diff(sent.time_s), atol=1.01e-3)
    np.testing.assert_allclose(recording.pressure, sent.pressure, atol=1e-6)
    scale = np.ptp(recording.x) / np.ptp(sent.x)
    np.testing.assert_allclose(np.diff(recording.x), scale * np.diff(sent.x), atol=1e-6)
    np.testing.assert_allclose(np.diff(recording.y), scale * np.diff(sent.y), atol=1e-6)
    use.settle()


def test_every_place_has_a_key_that_its_tip_tells(use):
    window = use.window
    for key, word in (
        (Qt.Key.Key_2, "Verify"),
        (Qt.Key.Key_3, "Compare"),
        (Qt.Key.Key_4, "Collect"),
        (Qt.Key.Key_5, "Train"),
        (Qt.Key.Key_6, "Review"),
        (Qt.Key.Key_7, "Tablet"),
        (Qt.Key.Key_1, "Enrol"),
    ):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        use.qtbot.waitUntil(lambda word=word: window.place.word == word)
    QTest.keyClick(window, Qt.Key.Key_F1)
    use.qtbot.waitUntil(lambda: window.place.word == "Help")
    for word, button in window._rail._buttons.items():
        assert button.shortcut().toString() in button.toolTip(), word


@pytest.mark.parametrize(
    "place", ["Enrol", "Verify", "Compare", "Collect", "Train", "Review", "Tablet", "Settings", "Help"]
)
def test_every_control_has_a_name_is_large_enough_and_is_reached_by_the_tab_key(use, place):
    window = use.window
    use.choose("id-Anna", place)
    controls = [
        w
        for w in window.findChildren(QWidget)
        if w.isVisible()
        and isinstance(w, QAbstractButton | QAbstractSpinBox | QComboBox | QLineEdit | QSlider)
        and w.objectName() != "qt_toolbar_ext_button"
    ]
    controls = [w for w in controls if not isinstance(w.parent(), QLineEdit | QAbstractSpinBox)]
    assert len(controls) > 5
    for control in controls:
        assert control.accessibleName(), control
        assert control.height() >= 32, (control.accessibleName(), control.size())
        assert control.width() >= 32, (control.accessibleName(), control.size())
    # Of buttons that exclude each other the tab key reaches the one that is chosen, the arrow keys the others.
    others = {c for c in controls if isinstance(c, QAbstractButton) and c.group() is not None and not c.isChecked()}
    wanted = {c for c in controls if c.isEnabled()} - others
    window.activateWindow()
    window.signers._field.setFocus()
    reached = set()
    for _ in range(80):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        reached.add(window.focusWidget())
    assert wanted <= reached, [c.accessibleName() for c in wanted - reached]


def test_the_window_remembers_its_place_look_and_parts(use, open_window, settings):
    use.window.resize(1100, 720)
    use.window.toggle_look()
    name = use.window.theme.tokens.name
    use.window.close()
    again = open_window(use.fake)
    assert again.window.theme.tokens.name == name
    assert settings.pause_s == 0.4


def test_a_setting_that_makes_no_sense_counts_as_absent(settings):
    settings._store.setValue("pad/pause_s", "soon")
    settings._store.setValue("look/theme", "plaid")
    assert settings.pause_s == 1.2
    assert settings.theme == "system"
    settings.pause_s = 900.0
    assert settings.pause_s == 5.0


@pytest.mark.parametrize("size", [QSize(1024, 700), QSize(1280, 800), QSize(1920, 1080)])
def test_nothing_is_cut_off_at_the_sides_of_the_verdict(use, size):
    use.window.resize(size)
    use.choose("id-Anna", "Verify")
    replay_recording(use.window, draw_signature(1, 3))
    use.settle()
    panel = use.window.verify.verdict
    assert use.window.size() == size
    assert panel.widget().width() <= panel.viewport().width()


def test_pictures_are_saved_in_both_looks(use, tmp_path):
    paths = save_pictures(use.window, use.window.theme, tmp_path / "pictures", "enrol")
    assert [p.name for p in paths] == ["enrol-light.png", "enrol-dark.png"]
    assert paths[0].read_bytes() != paths[1].read_bytes()
    (tmp_path / "file").write_text("")
    with pytest.raises(ResourceFault, match="cannot be written"):
        save_pictures(use.window, use.window.theme, tmp_path / "file")


def test_pictures_are_saved_in_several_sizes_and_the_window_keeps_its_own(use, tmp_path):
    size = use.window.size()
    paths = save_pictures(use.window, use.window.theme, tmp_path, "enrol", [(1024, 700), (1600, 900)])
    assert [p.name for p in paths] == [
        f"enrol-{told}-{look}.png" for told in ("1024x700", "1600x900") for look in ("light", "dark")
    ]
    assert [(image.width(), image.height()) for image in map(QImage, map(str, paths))] == [
        (1024, 700),
        (1024, 700),
        (1600, 900),
        (1600, 900),
    ]
    assert use.window.size() == size


def test_without_a_display_there_is_one_clear_sentence(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(ResourceFault, match="no display"):
        check_display()


def test_importing_the_window_imports_nothing_that_is_slow():
    code = (
        "import sys, sigverify.gui.application\n"
        "late = ('torch', 'sqlalchemy', 'scipy', 'numba', 'pyqtgraph', 'cryptography', 'email')\n"
        "print([m for m in late if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_the_collector_looks_seldom_while_the_program_starts():
    usual = gc.get_threshold()
    try:
        look_seldom()
        assert gc.get_threshold()[0] > 100 * usual[0]
        settle()
        assert gc.get_threshold() == usual
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_a_window_that_can_decide_has_not_imported_torch(tmp_path: Path):
    """Over a new store of its own, by the model that is shipped as the default."""
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from sigverify.benchmarks.opened_window import opened_window, pass_until\n"
        "with opened_window(Path(sys.argv[1])) as window:\n"
        "    pass_until(lambda: window.live.is_ready and window.desk.waiting == 0)\n"
        "    print(window.status.words[2], 'torch' in sys.modules)\n"
    )
    words = [sys.executable, "-c", code, str(tmp_path)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(words, capture_output=True, text=True, env=environment)
    assert done.stdout.startswith("Model default · "), done.stdout + done.stderr
    assert done.stdout.endswith(" False\n")


# places that are built when they are visited


def test_only_the_place_in_front_is_built(use):
    assert [place.word for place in use.window.places] == ["Enrol"]
    use.window.go_to("Review")
    assert [place.word for place in use.window.places] == ["Enrol", "Review"]
    use.window.go_to("Enrol")
    use.window.lock()
    assert [place.word for place in use.window.places] == ["Enrol", "Review"]


class _Shown(QObject):
    """Notes each window that is shown, be it for a moment only."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(repr(watched))
        return False


def test_no_place_opens_a_window_of_its_own_while_it_is_built(use):
    """A part that is shown before it is laid out would be one, and take the pen's focus."""
    shown = _Shown()
    QApplication.instance().installEventFilter(shown)
    try:
        for word in use.window._rail._buttons:
            use.window.go_to(word)
            use.settle()
    finally:
        QApplication.instance().removeEventFilter(shown)
    assert shown.windows == []


def test_what_the_desk_imports_makes_no_class_of_qt():
    """It does so on its own thread, while Qt looks up widgets' classes without Python's lock."""
    code = (
        "import importlib, pkgutil, sigverify.gui\n"
        "from shiboken6 import Shiboken\n"
        "import sigverify.gui.application, sigverify.gui.panels.enrol\n"
        "def below(kind):\n"
        "    return {kind}.union(*map(below, type.__subclasses__(kind)))\n"
        "before = below(Shiboken.Object)\n"
        "for module in pkgutil.iter_modules(sigverify.gui.__path__):\n"
        "    if module.name.startswith('desk_'):\n"
        "        importlib.import_module(f'sigverify.gui.{module.name}')\n"
        "from sigverify.gui.desk_services import DeskServices\n"
        "DeskServices(None).warm_up()\n"
        "print(sorted(map(str, below(Shiboken.Object) - before)))\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert done.stdout == "[]\n", done.stdout + done.stderr


def test_a_fault_goes_with_the_place_that_it_is_about(use):
    use.window.go_to("Review")
    use.window.review.problem.emit("The report could not be written.")
    use.window.banners.show_fault("No model can be read.")
    use.window.go_to("Review")
    assert use.window.banners.sentences == ["The report could not be written.", "No model can be read."]
    use.window.go_to("Enrol")
    assert use.window.banners.sentences == ["No model can be read."]


def test_the_rail_leads_to_every_place(use):
    words = list(use.window._rail._buttons)
    for word in words:
        use.window.go_to(word)
        assert use.window.place.word == word
    assert [place.word for place in use.window.places] == words


def test_a_place_that_is_built_late_knows_what_the_others_were_told(use, settings):
    settings.pause_s, settings.hand = 1.5, "left"
    use.window._take_settings()
    use.choose("id-Anna", "Enrol")
    use.window.go_to("Verify")
    use.settle()
    verify = use.window.verify
    assert verify._signer.name == "Anna"
    assert verify.pad.canvas._pause.length_s == 1.5
    assert use.window.preferences._carried.text() == use.fake.model().lines_words


def test_a_place_that_is_built_while_no_store_is_open_takes_no_ink(open_window, fake):
    fake.fail_on["open"] = StoreKeyError("The keyring is locked. Unlock it.")
    use = open_window(fake)
    for word in ("Verify", "Collect"):
        assert "could not be kept" in use.window.places.place_of(word).canvas.blocked_reason
    assert not use.window.train.can_start


def test_the_pause_is_set_and_remembered(use, settings):
    use.window.go_to("Settings")
    use.window.preferences.pause.setValue(25)
    assert settings.pause_s == 2.5
    assert use.window.enrol.pad.canvas._pause.length_s == 2.5
    assert use.window.preferences._pause_words.text() == "2.5 s"


def test_error_rates_are_chosen_in_plain_words_and_remembered(use, open_window, settings):
    use.window.go_to("Settings")
    place = use.window.preferences
    words = [place.false_matches.itemText(n) for n in range(place.false_matches.count())]
    assert words[:3] == [
        "The model's own line for forgeries accepted",
        "At most 1 in 10 forgeries accepted",
        "At most 1 in 20 forgeries accepted",
    ]
    assert place.false_non_matches.itemText(5).endswith("1 in 200 genuine signatures refused")
    assert place._carried.text() == use.fake.lines_words
    assert settings.rates == AskedRates()
    place.false_matches.setCurrentIndex(2)
    place.false_non_matches.setCurrentIndex(1)
    assert settings.rates == AskedRates(false_matches=0.05, false_non_matches=0.1)
    use.window.close()
    again = open_window(use.fake).window.preferences
    assert again.false_matches.currentText() == "At most 1 in 20 forgeries accepted"
    again.false_matches.setCurrentIndex(0)
    assert settings.rates == AskedRates(false_non_matches=0.1)


def test_a_rate_that_is_no_choice_counts_as_absent(settings):
    for value in ("many", "0.5", "-1", "nan"):
        settings._store.setValue("decision/false_matches", value)
        assert settings.rates == AskedRates()


def test_the_window_is_mirrored_for_a_left_hand_and_ink_is_not(use, settings):
    window = use.window
    window.go_to("Settings")
    assert window._rail.x() < window.signers.mapTo(window, window.signers.rect().topLeft()).x()
    window.preferences._hands[1].click()
    assert settings.hand == "left"
    use.qtbot.waitUntil(lambda: window._rail.x() > window.width() // 2)
    use.choose("id-Anna", "Verify")
    use.pen.press(100, 80)
    use.pen.move(140, 80)
    assert window.pad.so_far().x.tolist() == [100, 140]


def test_the_look_is_chosen_from_three(use, settings):
    window = use.window
    window.go_to("Settings")
    for number, name in ((2, "dark"), (1, "light")):
        window.preferences._looks[number].click()
        assert window.theme.tokens.name == settings.theme == name
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    use.qtbot.waitUntil(lambda: window.theme.tokens.name == "dark")
    assert window.preferences._looks[2].isChecked()
