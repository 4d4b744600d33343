"""Notes of a whole file, for formats that lack words for the facts of a capture and for whose signature it is.

A note has a kind and a text. `sigverify` holds the version of these notes, `sigverify.` and a name each fact of
`Capture` that is not its default, written as in our CSV, and name, signer, label, session and number of
`FiledRecording` where they are known.
"""

from collections.abc import Mapping
from typing import NamedTuple

from sigverify.ink.formats.capture_facts import FACTS, Fact, fact_text, parse_fact, parse_quoted, told_facts
from sigverify.ink.formats.content import NamedFile
from sigverify.ink.formats.filed import FiledRecording
from sigverify.ink.formats.plain_text import shorten
from sigverify.sentences import said

VERSION = "1"

OWN = "sigverify"
_WORDS = ("name", "signer", "label", "session", "number")


class Annotation(NamedTuple):
    """A note and the line where it stands, None in a file that has no lines."""

    text: str
    line: int | None


def told_annotations(filed: FiledRecording) -> dict[str, str]:
    """Return the notes on a recording, by kind."""
    facts = {f"{OWN}.{name}": value for name, value in told_facts(filed.recording.capture).items()}
    words = {f"{OWN}.{word}": getattr(filed, word) for word in _WORDS}
    told = {kind: value for kind, value in {OWN: VERSION, **facts, **words}.items() if value not in ("", None)}
    return {kind: _text(value) for kind, value in (told | facts).items()}


def parse_annotations(
    file: NamedFile, annotations: Mapping[str, Annotation]
) -> tuple[dict[str, Fact] | None, dict[str, object]]:
    """Return the facts that we wrote ourselves, None in others' files; and whose signature it is said to be.

    Raises FormatError, naming the line, where a note of ours is damaged, unknown, or of another version.
    """
    version = annotations.get(OWN)
    if version is None:
        return None, {}
    if version.text != VERSION:
        raise file.fault(
            version.line,
            said(
                "it was written by sigverify in version '{text}' of its annotations, {version} is known.",
                text=shorten(version.text),
                version=VERSION,
            ),
            said("If a newer sigverify wrote it, update this program."),
        )
    facts: dict[str, Fact] = {}
    words: dict[str, object] = {}
    for kind, (text, line) in annotations.items():
        prefix, _, name = kind.partition(".")
        if prefix != OWN or not name:
            continue
        if name in FACTS:
            facts[name] = parse_fact(file, line, name, text)
        elif name == "number" and text.isascii() and text.isdigit() and len(text) <= 16:
            words[name] = int(text)
        elif name in _WORDS:
            words[name] = parse_quoted(file, line, name, text)
        else:
            raise file.fault(
                line,
                said("unknown annotation '{kind}'.", kind=shorten(kind)),
                said("Update this program, or remove it."),
            )
    return facts, words


def _text(value: Fact | int) -> str:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else fact_text(value)
