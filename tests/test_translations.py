"""The translation files say what the sources say: nothing missing, nothing stale, nothing filled in otherwise."""

import importlib.util
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

CHECKOUT = Path(__file__).parents[1]

_spec = importlib.util.spec_from_file_location("translations", CHECKOUT / "tools" / "translations.py")
assert _spec is not None
assert _spec.loader is not None
translations = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(translations)

FILES = sorted(translations.FOLDER.glob("sigverify_*.ts"))


def sources(folder: Path, text: str) -> Path:
    (folder / "words.py").write_text(text, encoding="utf-8")
    return folder


def test_there_is_a_translation():
    assert [path.name for path in FILES] == ["sigverify_zh_CN.ts"]


@pytest.mark.parametrize("ts", FILES, ids=lambda path: path.stem)
def test_every_string_is_translated_with_the_same_names_filled_in(ts):
    assert translations.faults(ts, translations.strings()) == [], "run make translations, then translate what is new"


@pytest.mark.parametrize("ts", FILES, ids=lambda path: path.stem)
def test_the_compiled_file_says_what_its_source_says(ts):
    translator = QTranslator()
    assert translator.load(str(ts.with_suffix(".qm")))
    for (source, meaning), message in translations.messages(ts).items():
        for number in (1, 2, 5) if message.counted else (-1,):
            shown = translator.translate(translations.CONTEXT, source, meaning or None, number)
            assert shown in message.forms, "run make translations"


@pytest.mark.parametrize("ts", FILES, ids=lambda path: path.stem)
def test_updating_changes_nothing(ts, tmp_path: Path):
    """lupdate and lrelease make of the committed files what is committed."""
    copied = tmp_path / ts.name
    copied.write_bytes(ts.read_bytes())
    translations.update(copied, translations.strings())
    assert copied.read_text(encoding="utf-8") == ts.read_text(encoding="utf-8")
    assert translations.messages(copied) == translations.messages(ts)
    assert copied.with_suffix(".qm").is_file()


def test_strings_are_found_where_they_are_marked(tmp_path: Path):
    found = translations.strings(
        sources(
            tmp_path,
            'A = {"a": said("Accepted")}\n'
            'tr("{n} place", "{n} places", n=3)\n'
            'tr("Open", meaning="a state")\n'
            'tr("Two " "halves, {name:.1f}", name=2.0)\n'
            'counted(3, "forgery", "forgeries")\n'
            'counted(3, "signer")\n'
            "tr(sentence)\n"
            'tr("{a} · {b}", a=1, b=2)\n',
        )
    )
    assert {key: entry.one for key, entry in found.items()} == {
        ("Accepted", ""): "",
        ("{n} places", ""): "{n} place",
        ("Open", "a state"): "",
        ("Two halves, {name:.1f}", ""): "",
        ("{n} forgeries", ""): "{n} forgery",
        ("{n} signers", ""): "{n} signer",
    }


@pytest.mark.parametrize("line", ['tr(f"Signer {name}")', 'tr("A" + name)', "said(template, name=3)"])
def test_what_cannot_be_translated_is_refused(tmp_path: Path, line):
    with pytest.raises(SyntaxError, match=r"words\.py:1: only a literal"):
        translations.strings(sources(tmp_path, f"{line}\n"))


def test_whatever_the_window_can_tell_is_marked():
    assert translations.unmarked() == [], "write said(…) below the window, tr(…) in it"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('raise InkError("All points lie on one spot.")', "All points lie on one spot."),
        ('raise InkError(f"{path} is damaged")', "{} is damaged"),
        ('return file.fault(3, said("Marked."), "Mend that line")', "Mend that line"),
        ('reason = "Sign once more."', "Sign once more."),
        ('reason = f"Found {count} of them. Add more."', "Found {} of them. Add more."),
        ('raise InkError(said("All points lie on one spot."))', None),
        ("raise InkError(reason)", None),
        ('assert number > 0, "This cannot happen here."', None),
        ('"""A docstring is for whoever reads the code."""', None),
        ('raise ValueError("A number of frames is wanted.")', None),
        ('mode = "a key of ours"', None),
    ],
)
def test_what_is_not_marked_is_found(tmp_path: Path, line: str, found: str | None):
    """In a module that the window imports only in a function; the same words elsewhere are nobody's business."""
    sources = tmp_path / "sigverify"
    (sources / "gui").mkdir(parents=True)
    (sources / "errors.py").write_text("class InkError(Exception):\n    pass\n", encoding="utf-8")
    (sources / "gui" / "application.py").write_text(
        "def run():\n    from sigverify import reading\n    return reading\n", encoding="utf-8"
    )
    for name in ("reading", "terminal"):
        (sources / f"{name}.py").write_text(f"{line}\n", encoding="utf-8")
    told = [f"reading.py:1: {found!r} is not marked"] if found is not None else []
    assert translations.unmarked(sources) == told


def test_faults_are_told(tmp_path: Path):
    """A string that is missing, one that is unfinished, one that is gone, one that fills in another name."""
    ts = tmp_path / "sigverify_de.ts"
    first = translations.strings(sources(tmp_path, 'tr("Old {name}", name=1)\ntr("Same {name}", name=1)\n'))
    translations.update(ts, first)
    assert [fault.partition(":")[0] for fault in translations.faults(ts, first)] == 2 * [
        "not translated",
        "other names filled in",
    ]
    text = ts.read_text(encoding="utf-8").replace('type="unfinished"></', ">{nam}</")
    ts.write_text(text, encoding="utf-8")
    found = translations.strings(sources(tmp_path, 'tr("New")\ntr("Same {name}", name=1)\n'))
    told = sorted(fault.partition(":")[0] for fault in translations.faults(ts, found))
    assert told == ["no longer in the sources", "not in sigverify_de.ts", "other names filled in"]


HELP = CHECKOUT / "resources" / "help"


@pytest.mark.parametrize("folder", sorted(path for path in HELP.iterdir() if path.is_dir()), ids=lambda path: path.name)
def test_every_help_page_is_translated_part_by_part(folder):
    """The same pages, with as many headings, list entries and rows of tables, and links between them that lead on."""

    def shape(page: Path) -> tuple[list[str], int, int]:
        lines = page.read_text(encoding="utf-8").splitlines()
        heads = [line.split(" ")[0] for line in lines if line.startswith("#")]
        return heads, sum(line.lstrip().startswith("- ") for line in lines), sum(line.startswith("|") for line in lines)

    for page in sorted(HELP.glob("*.md")):
        own = folder / page.name
        assert own.is_file(), f"{page.name} is not translated"
        assert shape(own) == shape(page), page.name
        for target in re.findall(r"\]\(([^)#]+)", own.read_text(encoding="utf-8")):
            assert (folder / target).is_file(), f"{page.name}: {target}"
