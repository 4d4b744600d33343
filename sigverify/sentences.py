"""`Sentence`: English words for a person which remember what they were made of, so that a window can say them anew.

Rooms below the window know no language but English and no Qt. What they tell a person they write as
`said("Too short: {seconds:.1f} s.", seconds=0.3)`. That is a plain string for whoever prints, logs or stores it; the
window takes template and values and fills the translated template in. `make translations` finds every `said("…")`.
"""

import string
from collections.abc import Iterable, Mapping
from typing import Any

_THIN = "\N{NARROW NO-BREAK SPACE}"


JOINED = "joined"
"""Meaning of what was joined: its template is nothing to translate."""


class Sentence(str):
    """A filled-in English template.

    template: with a name in braces for each value; of a counted one, its form for many. one: its form for one, ''
    where nothing is counted. values: by name; `n` is what is counted. meaning: tells two uses of a word apart.
    """

    template: str
    one: str
    meaning: str
    values: Mapping[str, object]

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (str(self), self.template, self.one, self.meaning, dict(self.values))


def said(template: str, many: str = "", /, *, meaning: str = "", **values: object) -> Sentence:
    """Return `template` filled in with `values`.

    many: the form for other numbers than one; the value `n` chooses. meaning: a word for the translator, where the
    same English stands for two things ("Open" the verb, "Open" the state). Raises KeyError where a value is missing.
    """
    return _made(many or template, template if many else "", meaning, values)


def joined(parts: Iterable[str], between: str = " ") -> Sentence:
    """Return sentences one after the other, each still to be translated by itself; empty ones are left out.

    between: what stands between them in English; other languages may have another.
    """
    kept = [part for part in parts if part]
    names = [f"part{number}" for number in range(len(kept))]
    template = between.join(f"{{{name}}}" for name in names)
    return _made(template, "", JOINED, {"between": between} | dict(zip(names, kept, strict=True)))


def capital(sentence: str) -> str:
    """Return a clause as the beginning of an English sentence; its translation stays the clause's own."""
    begun = sentence[:1].upper() + sentence[1:]
    return _shown_as(begun, sentence) if isinstance(sentence, Sentence) else begun


def lowercase(sentence: str) -> str:
    """Return a heading as a word within an English sentence; its translation stays the heading's own."""
    return _shown_as(sentence.lower(), sentence) if isinstance(sentence, Sentence) else sentence.lower()


def of_number(sentence: str, number: int) -> str:
    """Return a counted sentence as it is said of another number; any other string as it is."""
    if not isinstance(sentence, Sentence) or not sentence.one:
        return sentence
    return _made(sentence.template, sentence.one, sentence.meaning, {**sentence.values, "n": number})


def fill(template: str, values: Mapping[str, object], point: str = ".") -> str:
    """Return `template` with its values in place; the counted number `n` with its thousands apart.

    point: the decimal point.
    """
    counted = values.get("n")
    if isinstance(counted, int):
        values = {**values, "n": f"{counted:,}".replace(",", _THIN)}
    return _Filler(point).vformat(template, (), values)


def _made(template: str, one: str, meaning: str, values: Mapping[str, object]) -> Sentence:
    chosen = one if one and values["n"] == 1 else template
    made = Sentence(fill(chosen, values) if values else chosen)
    made.template, made.one, made.meaning, made.values = template, one, meaning, values
    return made


def _shown_as(words: str, like: Sentence) -> Sentence:
    return _again(words, like.template, like.one, like.meaning, like.values)


def _again(words: str, template: str, one: str, meaning: str, values: Mapping[str, object]) -> Sentence:
    made = Sentence(words)
    made.template, made.one, made.meaning, made.values = template, one, meaning, values
    return made


class _Filler(string.Formatter):
    def __init__(self, point: str) -> None:
        self._point = point

    def format_field(self, value: object, format_spec: str) -> str:
        shown = str(super().format_field(value, format_spec))
        return shown.replace(".", self._point) if isinstance(value, float) else shown
