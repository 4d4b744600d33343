"""`FiledRecording`: a recording as a file holds it, with what the file says about whose it is."""

from dataclasses import dataclass
from typing import Literal, get_args

from sigverify.errors import InkError
from sigverify.ink.recording import Recording
from sigverify.sentences import said

Label = Literal["genuine", "forgery"]

LABELS = get_args(Label)

LONGEST_WORD = 200
"""Characters of a signer's name or a session's."""


@dataclass(frozen=True, kw_only=True)
class FiledRecording:
    """One recording of a file.

    recording: the ink.
    name: what to call it where several are listed: its own name, or the file's without its ending.
    signer: whose signature it is or claims to be; '' where the file does not say.
    label: 'genuine', 'forgery', or None where the file does not say.
    session: name of the sitting; '' where the file does not say.
    number: its place among the signer's of that label and session, from 1; None where the file does not say.

    Raises InkError where one of these is not as described.
    """

    recording: Recording
    name: str
    signer: str = ""
    label: Label | None = None
    session: str = ""
    number: int | None = None

    def __post_init__(self) -> None:
        for what, word in (("name", self.name), ("signer", self.signer), ("session", self.session)):
            if not isinstance(word, str) or len(word) > LONGEST_WORD:
                raise InkError(
                    said(
                        "The {what} of a recording must be text of at most {longest_word} characters.",
                        what=what,
                        longest_word=LONGEST_WORD,
                    )
                )
        if self.label is not None and self.label not in LABELS:
            raise InkError(said("The label of a recording must be one of {join}, or left out.", join=", ".join(LABELS)))
        if self.number is not None and (type(self.number) is not int or not 1 <= self.number < 2**53):
            raise InkError(said("The number of a recording must be a whole number from 1, or left out."))
