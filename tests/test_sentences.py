"""A sentence is a plain English string that remembers what it was made of."""

import ast
import copy
import json
import pickle
from pathlib import Path

import pytest

from sigverify import errors
from sigverify.errors import InkError
from sigverify.sentences import Sentence, capital, joined, lowercase, said

THIN = "\N{NARROW NO-BREAK SPACE}"


def test_a_sentence_is_a_string_to_whoever_prints_or_stores_it():
    sentence = said("Too short: {seconds:.1f} s.", seconds=0.31)
    assert sentence == "Too short: 0.3 s."
    assert f"{sentence}" == "Too short: 0.3 s."
    assert json.dumps(sentence) == '"Too short: 0.3 s."'
    assert {"Too short: 0.3 s."} == {sentence}
    assert str(InkError(sentence)) == "Too short: 0.3 s."


def test_it_keeps_its_template_and_its_values():
    sentence = said("Too short: {seconds:.1f} s.", seconds=0.31)
    assert (sentence.template, dict(sentence.values)) == ("Too short: {seconds:.1f} s.", {"seconds": 0.31})


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 places"), (1, "1 place"), (2, "2 places"), (2100, f"2{THIN}100 places")]
)
def test_what_is_counted_agrees_with_its_number(number, words):
    sentence = said("Points were lost at {n} place.", "Points were lost at {n} places.", n=number)
    assert sentence == f"Points were lost at {words}."
    assert sentence.template == "Points were lost at {n} places."


def test_braces_in_words_without_values_stay():
    assert said("Write {name} in braces.") == "Write {name} in braces."


def test_a_value_that_is_missing_is_an_error():
    with pytest.raises(KeyError):
        said("Of {signer}, {n} times", n=2)


def test_it_crosses_to_another_process_whole():
    inner = said("at {n} place", "at {n} places", n=3)
    sentence = said("Lost {where}.", meaning="points", where=inner)
    for copied in (pickle.loads(pickle.dumps(sentence)), copy.deepcopy(sentence)):
        assert isinstance(copied, Sentence)
        assert copied == "Lost at 3 places."
        assert copied.meaning == "points"
        assert copied.values["where"].one == "at {n} place"


def test_what_begins_a_sentence_or_stands_within_one_still_does_after_crossing():
    begun, within = capital(said("this signature")), lowercase(said("Time stamps"))
    assert (copy.deepcopy(begun), pickle.loads(pickle.dumps(within))) == ("This signature", "time stamps")
    assert copy.deepcopy(begun).template == "this signature"


def test_joined_sentences_are_still_translated_one_by_one():
    both = joined([said("One."), "", said("Two: {value}.", value=2)])
    assert both == "One. Two: 2."
    assert [both.values[name].template for name in ("part0", "part1")] == ["One.", "Two: {value}."]
    assert joined(()) == ""


def test_what_the_store_refuses_is_said_in_the_language_in_force() -> None:
    """No error of safe-keeping is raised with bare English, which no window could say anew."""
    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
    bare = [
        f"{path.name}:{call.lineno}"
        for path in sorted((Path(errors.__file__).parent / "storage").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", getattr(call.func, "attr", "")) in {*kinds, "append"}
        and call.args
        and _is_english(call.args[0])
    ]
    assert bare == []


def _is_english(argument: ast.expr) -> bool:
    """Whether an argument is a literal of several words."""
    if isinstance(argument, ast.JoinedStr):
        return " " in ast.unparse(argument)
    return isinstance(argument, ast.Constant) and isinstance(argument.value, str) and " " in argument.value
