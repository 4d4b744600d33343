"""Rows of what was written: recordings, copies, captures."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from sigverify.ink.recording import Recording

Role = Literal["reference", "questioned", "collected"]
"""What a recording is for: enrolment, verification, or training only."""


Label = Literal["genuine", "forgery", "unknown"]
"""What is known of who wrote a recording; 'genuine' and 'forgery' are a person's word."""


@dataclass(frozen=True, kw_only=True)
class Forger:
    """Who imitated a signature for the corpus, and how well prepared.

    name: '' for somebody who is not to be named. skill: a person's note, '' for none. replays, practised: how often
    the target was replayed and how many attempts were thrown away before this one. signer_id: of the signer who bore
    that name until it was changed; '' for anybody else, who is known by the name alone.
    """

    name: str = ""
    skill: str = ""
    replays: int = 0
    practised: int = 0
    signer_id: str = ""


@dataclass(frozen=True, kw_only=True)
class StoredRecording:
    """A signature, what it is for and what is known of it; `session` is free text, '' for none.

    forger: of an imitation that was collected, None where nothing is known of one. reference_until: when others took
    its place as a reference, None for what was none or is one still.
    """

    id: int
    signer_id: str
    profile_id: int
    role: Role
    label: Label
    session: str
    taken_at: datetime
    recording: Recording
    forger: Forger | None = None
    reference_until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class RecordingFacts:
    """What is known of a recording without opening its ink; see `StoredRecording`."""

    id: int
    signer_id: str
    profile_id: int
    role: Role
    label: Label
    session: str
    taken_at: datetime


class CountedRecordings(NamedTuple):
    """How many recordings there are of a signer; a tuple, for those of a hundred thousand are read at once.

    genuine: references among them, unless a person called one something else. unknown: collected, waiting: verified
    ones of which nobody has said what they are. last_at: when the last one was collected, None without.
    """

    signer_id: str
    genuine: int
    forgeries: int
    unknown: int
    waiting: int
    last_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class StoredCopy:
    """A recording whose trace is the same to the sample as that of one that was asked about."""

    id: int
    signer_id: str
    role: Role
    taken_at: datetime


@dataclass(frozen=True, kw_only=True)
class UnfinishedCapture:
    """A signature that was begun and neither finished nor abandoned.

    signer_id: None where it was not known yet whose it is; profile_id: None too where it was not known of which.
    purpose: the word it was begun with.
    parts: its strokes, each as it was handed in at pen-up; may be empty. undone: those that were taken back.
    fault: of the first stroke that does not open, and stands not among them; '' where all do.
    """

    id: int
    signer_id: str | None
    profile_id: int | None
    purpose: str
    started_at: datetime
    parts: tuple[Recording, ...]
    undone: tuple[Recording, ...] = ()
    fault: str = ""

    @property
    def last_seen(self) -> tuple[Recording, ...]:
        """The strokes that stood on the paper last; where all were taken back, those."""
        return self.parts or self.undone
