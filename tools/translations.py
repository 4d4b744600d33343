"""Brings the translation files up to date with the words in the sources: `make translations`.

lupdate reads Python, but gives a string the class around it for a context, which nobody knows once the string has left
its room; so the marked strings are found here, by Python's own parser, and lupdate merges them into each .ts, keeping
what is translated. lrelease makes the .qm that the program loads. `--check` changes nothing and fails where a string is
missing, stale or unfinished, or where the window can show one that is not marked.
"""

import ast
import re
import shutil
import string
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
SOURCES = CHECKOUT / "sigverify"
FOLDER = CHECKOUT / "resources" / "translations"
CONTEXT = "sigverify"
MARKS = ("tr", "said")
"""Functions whose first argument, a literal, is translated; the second is the form for many."""

COUNTS = ("counted",)
"""Functions of a number and a noun: `counted(3, "reference")`, `counted(3, "forgery", "forgeries")`."""

FAULTS = ("fault", "_fault")
"""Methods of readers that make an error of what was found and what to do."""

OWN_ERRORS = ("AssertionError", "KeyError", "RuntimeError", "TypeError", "ValueError")
"""Errors that the rooms raise for one another; a person gets another one in their place."""

STARTS = "sigverify.gui.application"
"""Whatever this imports, sooner or later, can be met in the window; the rest speaks English on the command line."""

_SENTENCE = re.compile(r"[A-Z][^\n]* [^\n]* [^\n]*[.?…]")
"""What reads like one: a capital, three words or more, and an end."""

Key = tuple[str, str]
"""Source and meaning."""


@dataclass
class Found:
    """One string: the form for one where it is counted, and the files it stands in."""

    one: str = ""
    files: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Message:
    """One entry of a .ts: its translations, several where it is counted."""

    forms: tuple[str, ...]
    counted: bool
    finished: bool


def strings(sources: Path = SOURCES) -> dict[Key, Found]:
    """Return every marked string; raises SyntaxError where one is no literal or a name of it is filled in twice."""
    found: dict[Key, Found] = {}
    for path in sorted(sources.rglob("*.py")):
        name = path.relative_to(sources).as_posix()
        for source, meaning, one in _strings_in(path):
            known = found.setdefault((source, meaning), Found(one))
            if known.one != one:
                raise SyntaxError(f"{name}: {source!r} is counted here and not elsewhere")
            known.files.add(name)
    return found


def _strings_in(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield source, meaning and the form for one of each string in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    makers = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name in (*MARKS, *COUNTS)]
    within = {inner for maker in makers for inner in ast.walk(maker)}
    for node in ast.walk(tree):
        if node in within or not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        words = [_literal(word) for word in node.args]
        if node.func.id in COUNTS and words[1:] and words[1] is not None:
            one = words[1]
            many = words[2] if words[2:] else f"{one}s"
            yield f"{{n}} {many}", "", f"{{n}} {one}"
        elif node.func.id in MARKS and words:
            meaning = next((_literal(given.value) or "" for given in node.keywords if given.arg == "meaning"), "")
            if words[0] is None:
                if node.keywords or isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
                    raise SyntaxError(f"{path.name}:{node.lineno}: only a literal can be translated")
                continue  # a Sentence, or a constant that is marked where it stands
            if not meaning and not any(letter.isalpha() for letter in _bare(words[0])):
                continue
            yield (words[1], meaning, words[0]) if words[1:] and words[1] else (words[0], meaning, "")


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def unmarked(sources: Path = SOURCES) -> list[str]:
    """Return where a person could meet words in the window that no translation is looked up for: 'file:line: words'.

    That is the text of an error, and any other literal that reads like a sentence, in a module that the window imports.
    """
    raised = _classes(sources / "errors.py")
    out = []
    for path in sorted(_reached(sources)):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        known = {id(inner) for node in ast.walk(tree) for inner in _not_shown(node)}
        for node in ast.walk(tree):
            told = _told(node, raised) if isinstance(node, ast.Call) else [node]
            for words in told:
                text = _template(words)
                if text and id(words) not in known and (words is not node or _SENTENCE.fullmatch(text)):
                    known |= {id(inner) for inner in ast.walk(words)}
                    out.append(f"{path.relative_to(sources).as_posix()}:{words.lineno}: {text!r} is not marked")
    return out


def _classes(path: Path) -> set[str]:
    return {
        node.name for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ClassDef)
    }


def _reached(sources: Path) -> set[Path]:
    """Return the files of all modules that the window imports, whenever it does."""
    modules = {
        ".".join((sources.name, *path.relative_to(sources).with_suffix("").parts)).removesuffix(".__init__"): path
        for path in sources.rglob("*.py")
    }
    reached: set[str] = set()
    waiting = [STARTS]
    while waiting:
        module = waiting.pop()
        if module in reached or module not in modules:
            continue
        reached.add(module)
        for node in ast.walk(ast.parse(modules[module].read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                waiting += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            elif isinstance(node, ast.Import):
                waiting += [alias.name for alias in node.names]
    return {modules[module] for module in reached}


def _not_shown(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what lies in a docstring, in an assertion or an error of Python's own, or in what is marked."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in (*MARKS, *COUNTS):
        yield from (inner for word in node.args for inner in ast.walk(word))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OWN_ERRORS:
        yield from ast.walk(node)
    elif isinstance(node, ast.Assert) and node.msg is not None:
        yield from ast.walk(node.msg)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value


def _told(node: ast.Call, raised: set[str]) -> list[ast.expr]:
    """Return the words of an error that a call makes."""
    if isinstance(node.func, ast.Name) and node.func.id in raised:
        return node.args[:1]
    if isinstance(node.func, ast.Attribute) and node.func.attr in FAULTS:
        return node.args
    return []


def _template(node: ast.AST) -> str:
    """Return the words of a literal, {} for what is filled in; '' where it is none or has no word."""
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
        text = "".join(str(part) for part in parts)
    else:
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return text if re.search("[A-Za-z]{2}", text) else ""


def places(template: str) -> list[str]:
    """Return the names that are filled in, sorted, each with its format."""
    return sorted({f"{name}:{spec}" for _, name, spec, _ in string.Formatter().parse(template) if name is not None})


def _bare(template: str) -> str:
    return "".join(words for words, *_ in string.Formatter().parse(template))


def messages(ts: Path) -> dict[Key, Message]:
    """Return what a .ts holds."""
    found = {}
    for message in ET.parse(ts).getroot().iter("message"):  # noqa: S314  # our own file
        translation = message.find("translation")
        assert translation is not None
        counted = message.get("numerus") == "yes"
        forms = tuple(form.text or "" for form in translation.findall("numerusform"))
        found[message.findtext("source", ""), message.findtext("comment", "")] = Message(
            forms if counted else (translation.text or "",), counted, translation.get("type") is None
        )
    return found


def faults(ts: Path, found: dict[Key, Found]) -> list[str]:
    """Return what is wrong with a .ts, one sentence each."""
    out = []
    known = messages(ts)
    out += [f"not in {ts.name}: {source!r}" for source, meaning in found if (source, meaning) not in known]
    for key, message in known.items():
        if key not in found:
            out.append(f"no longer in the sources: {key[0]!r}")
            continue
        if not message.finished or not all(message.forms):
            out.append(f"not translated: {key[0]!r}")
        if message.counted != bool(found[key].one):
            out.append(f"counted on one side only: {key[0]!r}")
        wanted = places(key[0])
        # what is counted may be left out: "one reference"
        spare = [place for place in wanted if message.counted and place == "n:"]
        for form in message.forms:
            if sorted(places(form) + [place for place in spare if place not in places(form)]) != wanted:
                out.append(f"other names filled in: {key[0]!r} → {form!r}")
    return out


def update(ts: Path, found: dict[Key, Found]) -> None:
    """Merge the strings into a .ts and compile it. Needs lupdate and lrelease, which come with PySide6-Essentials."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "strings.cpp"
        listed.write_text("".join(_as_cpp(key, found[key]) for key in sorted(found)), encoding="utf-8")
        _run(
            "pyside6-lupdate",
            "-silent",
            "-locations",
            "none",
            "-no-obsolete",
            "-source-language",
            "en",
            listed,
            "-ts",
            ts,
        )
    _run("pyside6-lrelease", "-silent", ts, "-qm", ts.with_suffix(".qm"))


def _as_cpp(key: Key, found: Found) -> str:
    source, meaning = (_quoted(words) for words in key)
    mark = "QT_TRANSLATE_N_NOOP" if found.one else "QT_TRANSLATE_NOOP"
    last = f'3("{CONTEXT}", {source}, {meaning})' if key[1] else f'("{CONTEXT}", {source})'
    return f"//: {', '.join(sorted(found.files))}\n{mark}{last};\n"


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _run(program: str, *words: object) -> None:
    beside = Path(sys.executable).parent / program
    found = str(beside) if beside.exists() else shutil.which(program)
    if found is None:
        raise SystemExit(f"{program} is missing: it comes with PySide6-Essentials. Run make setup.")
    subprocess.run([found, *map(str, words)], check=True)  # noqa: S603  # one of the two programs above


def main(words: list[str]) -> int:
    """Update every .ts, and that of a language which is named; or only check them."""
    found = strings()
    told = unmarked()
    begun = {FOLDER / f"sigverify_{word}.ts" for word in words if word != "--check"}
    for ts in sorted({*FOLDER.glob("sigverify_*.ts"), *begun}):
        if "--check" not in words:
            update(ts, found)
        told += faults(ts, found)
    sys.stdout.write("".join(f"{fault}\n" for fault in told))
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
