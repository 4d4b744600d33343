"""The window's language: which there are, which is in force, and every word in it.

A string for a person is written `tr("Sign {n} times", n=5)`: a literal template, names in braces for what is filled
in. Words that stand in constants, or come from below the window, are marked by `said` where they stand and go through
`tr` when they are shown. `make translations` finds both.
"""

import html
import re
import string
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLibraryInfo, QLocale, QTime, QTranslator

from sigverify.sentences import JOINED, Sentence, fill, said
from sigverify.shipped import shipped_folder

CONTEXT = "sigverify"
"""Of every string, in the translation files."""

ENGLISH = "en"
SYSTEM = "system"

_LEAST_LETTERS = 12
"""A template with fewer letters of its own would fit words that it was not made for."""

_in_force: list[QTranslator] = []


def languages() -> dict[str, str]:
    """Return the languages there are, code → its own name: English, then those that a file was shipped for."""
    found = (path.stem.removeprefix("sigverify_") for path in sorted(_folder().glob("sigverify_*.qm")))
    return {ENGLISH: "English"} | {code: _own_name(code) for code in found}


def language_for(choice: str, wished: Iterable[str], known: Iterable[str]) -> str:
    """Return the language to use: the chosen one, or the first that the system wishes for and that there is.

    choice: a code or SYSTEM; wished: the system's languages, dearest first, as 'zh-Hans-CN'; known: codes there are.
    """
    codes = set(known)
    if choice in codes:
        return choice
    for wish in wished:
        parts = wish.replace("_", "-").split("-")
        territory = next((part for part in parts[1:] if len(part) == 2), "")
        for code in (f"{parts[0]}_{territory}", parts[0]):
            if code in codes:
                return code
        if parts[:2] == ["zh", "Hans"] and "zh_CN" in codes:
            return "zh_CN"  # Singapore and Malaysia write the same script
    return ENGLISH


def speak(choice: str) -> str:
    """Put a language into force, with Qt's own words in it, for what is shown from now on; return its code.

    choice: a code, or SYSTEM for what the desktop speaks. Words that are on the screen already stay as they are.
    """
    code = language_for(choice, QLocale.system().uiLanguages(), languages())
    for translator in _in_force:
        QCoreApplication.removeTranslator(translator)
    _in_force.clear()
    QLocale.setDefault(QLocale(code))
    if code == ENGLISH:
        return code
    places = ((QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qtbase"), (str(_folder()), "sigverify"))
    for folder, name in places:
        translator = QTranslator()
        # Qt's words come with most builds of it, not with all; the program's own are shipped.
        if translator.load(f"{name}_{code}", folder):
            QCoreApplication.installTranslator(translator)
            _in_force.append(translator)
    return code


def tr(template: str, many: str = "", /, *, meaning: str = "", **values: object) -> str:
    """Return words in the language in force.

    template, many, meaning, values: as of `said`; or only a Sentence, or any English words from below, which stay
    English where there is no translation of them.
    """
    if values or many or meaning or not isinstance(template, Sentence):
        template = said(template, many, meaning=meaning, **values) if values else _bare(template, meaning)
    sentence = template
    assert isinstance(sentence, Sentence)
    if sentence.meaning == JOINED:
        between, *parts = (value for value in sentence.values.values() if isinstance(value, str))
        return tr_all(parts, between)
    count = sentence.values.get("n") if sentence.one else None
    number = count if isinstance(count, int) else -1
    source = sentence.template
    found = QCoreApplication.translate(CONTEXT, source, sentence.meaning or None, number)
    if found == source and number == 1:
        found = sentence.one
    if not sentence.values:
        return str(sentence) if found == source else found
    shown = {name: _shown(value) for name, value in sentence.values.items()}
    point = QLocale().decimalPoint()
    if found in (source, sentence.one) and shown == sentence.values and point == ".":
        return str(sentence)
    return fill(found, shown, point)


def isolated(words: str) -> str:
    """Return words that are written from the right so that what stands beside them stays where it is.

    A name in Arabic or Hebrew would take the figures after it to its other side. Other words are returned as they are.
    """
    if words.isascii() or not any(unicodedata.bidirectional(letter) in _FROM_THE_RIGHT for letter in words):
        return words
    return words if words.startswith(_FIRST_STRONG_ISOLATE) else f"{_FIRST_STRONG_ISOLATE}{words}{_POP_ISOLATE}"


def _shown(value: object) -> object:
    if isinstance(value, Sentence):
        return tr(value)
    return isolated(value) if isinstance(value, str) else value


def tr_stored(words: str) -> str:
    """Return English words that were stored whole in the language in force: their templates are known by their look.

    What fits none stays English. The template with the most letters of its own is taken, so that short ones that fit
    nearly anything give way.
    """
    if not _in_force or not words or isinstance(words, Sentence):
        return tr(words) if words else words
    exact = tr(words)
    if exact != words:
        return exact
    for looks, template in _templates():
        fitting = looks.fullmatch(words)
        if fitting is not None:
            values = {name: tr_stored(value) for name, value in fitting.groupdict().items()}
            plain = re.sub(r"\{(\w+)[^}]*\}", r"{\1}", QCoreApplication.translate(CONTEXT, template))
            return fill(plain, values)
    return words


@cache
def _templates() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return (look, template) of every template with values, those with the most letters of their own first."""
    found = []
    for path in sorted(_folder().glob("sigverify_*.ts")):
        for source in re.findall(r"<source>(.*?)</source>", path.read_text(encoding="utf-8"), re.DOTALL):
            template = html.unescape(source)
            parts = list(string.Formatter().parse(template))
            own = "".join(words for words, *_ in parts)
            names = [name for _, name, *_ in parts if name]
            if names and len(own) > _LEAST_LETTERS and len(set(names)) == len(names):
                look = "".join(re.escape(words) + (f"(?P<{name}>.+?)" if name else "") for words, name, *_ in parts)
                found.append((len(own), re.compile(look, re.DOTALL), template))
        break
    return tuple((look, template) for _, look, template in sorted(found, key=lambda entry: -entry[0]))


def tr_all(sentences: Iterable[str], between: str = " ") -> str:
    """Return several sentences in the language in force, one after the other."""
    shown = QCoreApplication.translate(CONTEXT, between, _BETWEEN).join(
        tr(sentence) for sentence in sentences if sentence
    )
    return shown.replace("。 ", "。") if between == " " else shown


_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_FROM_THE_RIGHT = ("R", "AL")

_BETWEEN = "between parts"
_MARKS = (
    said(", ", meaning="between parts"),
    said("; ", meaning="between parts"),
    said(" and ", meaning="between parts"),
)


def shown_moment(moment: datetime, pattern: str) -> str:
    """Return a local date and time by one of Qt's patterns, its months in the language in force."""
    day, time = QDate(moment.year, moment.month, moment.day), QTime(moment.hour, moment.minute, moment.second)
    return QLocale().toString(QDateTime(day, time), pattern)


def help_folders() -> Sequence[Path]:
    """Return the folders in which a help page is looked for: the language's own, then the English one."""
    english = shipped_folder("resources") / "help"
    own = english / QLocale().name()
    return (own, english) if own.is_dir() else (english,)


def _bare(words: str, meaning: str) -> Sentence:
    made = Sentence(words)
    made.template, made.one, made.meaning, made.values = words, "", meaning, {}
    return made


def _folder() -> Path:
    return shipped_folder("resources") / "translations"


def _own_name(code: str) -> str:
    return QLocale(code).nativeLanguageName().capitalize()
