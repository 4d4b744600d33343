"""The window's language: which is chosen, what it changes, and that other words than its own stay as they are."""

from datetime import UTC, datetime

import pytest
from fake_services import FakeServices
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sigverify.errors import InkError
from sigverify.gui import application, language, words
from sigverify.gui.language import SYSTEM, language_for, languages, speak, tr, tr_all, tr_stored
from sigverify.gui.workers.worker import sentence_for
from sigverify.sentences import said
from sigverify.verification.decision import reason_of


@pytest.fixture
def chinese(qapp: QApplication):
    speak("zh_CN")
    yield
    speak("en")


@pytest.mark.parametrize(
    ("choice", "wished", "code"),
    [
        ("zh_CN", ["en-GB"], "zh_CN"),
        ("en", ["zh-Hans-CN"], "en"),
        (SYSTEM, ["zh-Hans-CN", "zh-CN", "zh"], "zh_CN"),
        (SYSTEM, ["zh-Hans-SG", "zh-SG"], "zh_CN"),
        (SYSTEM, ["zh-Hant-TW", "zh-TW", "zh"], "en"),
        (SYSTEM, ["en-GB", "en", "zh-CN"], "en"),
        (SYSTEM, ["fr-FR", "fr", "zh_CN"], "zh_CN"),
        (SYSTEM, ["C"], "en"),
        ("xx", [], "en"),
    ],
)
def test_the_language_is_the_chosen_one_or_the_first_that_the_system_wishes_for(choice, wished, code):
    assert language_for(choice, wished, ("en", "zh_CN")) == code


def test_each_language_goes_by_its_own_name():
    assert languages() == {"en": "English", "zh_CN": "简体中文"}


def test_words_are_said_in_the_language_in_force_and_in_english_after_it(chinese):
    assert tr("Settings") == "设置"
    assert words.counted(1, "reference") == "1 个参考签名"
    assert words.moment_words(datetime(2026, 11, 23, 12, tzinfo=UTC)).startswith("2026年11月23日")
    speak("en")
    assert tr("Settings") == "Settings"
    assert words.counted(1, "reference") == "1 reference"


def test_qts_own_words_are_said_too(chinese):
    if language.QLibraryInfo.path(language.QLibraryInfo.LibraryPath.TranslationsPath):
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_a_sentence_from_below_is_filled_in_anew(chinese):
    sentence = said("Model {name} · {sha256}", name="default", sha256="ab12")
    assert sentence == "Model default · ab12"
    assert tr(sentence) == "模型 default · ab12"
    assert tr(said("At most {share} {what}", share=said("1 in {number}", number=50), what="x")) == "x：至多 1/50"


def test_an_error_is_told_in_the_language_in_force(chinese):
    assert sentence_for(InkError(said("The store is not open."))) == "签名库未打开。"
    assert "RuntimeError" in sentence_for(RuntimeError("told to the log"))


def test_words_that_nobody_translated_stay_english(chinese):
    assert tr("Anna Smith {1}") == "Anna Smith {1}"
    assert tr("") == ""


def test_sentences_follow_each_other_as_the_language_has_it(chinese):
    both = (said("The store is not open."), "", said("See Tablet for what to do."))
    assert tr_all(both) == "签名库未打开。处理办法见“手写板”。"
    speak("en")
    assert tr_all(both) == "The store is not open. See Tablet for what to do."


def test_what_was_stored_in_english_is_known_again(chinese):
    """A decision keeps its reason as a sentence of its day; its parts are known by their look."""
    reason = reason_of("reject", {"shape": 3.21, "speed": 1.0})
    assert tr_stored(str(reason)) == tr(reason)
    assert tr_stored(str(reason)).startswith("与参考签名相差过大；线条形状偏差最大")
    assert "3.2" in tr_stored(str(reason))
    assert tr_stored("Some older program said this.") == "Some older program said this."
    speak("en")
    assert tr_stored(str(reason)) == reason


def test_numbers_get_the_decimal_point_of_the_language():
    try:
        QLocale.setDefault(QLocale("de_DE"))
        assert tr("{seconds:.1f} s", seconds=1.5) == "1,5 s"
    finally:
        speak("en")


def test_the_choice_is_remembered_and_offers_to_open_the_window_again(use, settings):
    place = use.window.preferences
    use.window.go_to("Settings")
    assert settings.language == SYSTEM
    assert not place._again.isVisible()
    button = next(button for button in place._language_buttons if button.text() == "简体中文")
    button.click()
    assert settings.language == "zh_CN"
    assert place._again.isVisible()
    QTest.keyClick(place._again, Qt.Key.Key_Space)
    assert use.window.opens_again
    assert not use.window.isVisible()


def test_the_program_opens_the_window_again_in_the_language_that_was_chosen(qapp, settings, monkeypatch):
    """`run` opens one window, closes it as a person asks, opens another one, and ends with it."""
    monkeypatch.setattr(application, "DeskServices", lambda url, **_more: FakeServices())
    monkeypatch.setattr(application, "WindowSettings", lambda: settings)
    monkeypatch.setattr(application, "settle", lambda: None)  # what tests make is not to stay
    settings.language = "en"
    titles = []

    def look() -> None:
        shown = [w for w in qapp.topLevelWidgets() if isinstance(w, application.MainWindow) and w.isVisible()]
        for window in shown:
            titles.append(window.preferences.accessibleName())
            if settings.language == "en":
                settings.language = "zh_CN"
                window.preferences.opening_again_wanted.emit()
            else:
                window.close()

    looking = QTimer()
    looking.timeout.connect(look)
    try:
        looking.start(20)
        assert application.run() == 0
    finally:
        looking.stop()
        speak("en")
    assert titles == ["Settings", "设置"]


def test_help_is_in_the_language_in_force_and_its_links_lead_on(chinese, use):
    place = use.window.help
    use.window.go_to("Help")
    place.open_page("index")
    assert "判断在手写板上书写的签名" in place._browser.toPlainText()
    place._browser.anchorClicked.emit(QUrl("review.md"))
    assert place.page == "review"
    assert place._browser.toPlainText().startswith("复核")
