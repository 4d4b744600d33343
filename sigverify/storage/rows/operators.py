"""Rows of who signs in, and what they may do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Permission = Literal["enrol", "decide", "override", "export", "train", "erase", "administer"]
"""What an operator may do, or not; see `operators`."""


OperatorRole = Literal["clerk", "examiner", "trainer", "custodian", "administrator"]
"""What an operator is at the desk; see `operators` for what each may do."""


@dataclass(frozen=True, kw_only=True)
class Operator:
    """Somebody who signs in. id: random UUID, by which the audit chain names them; name: to sign in by."""

    id: str
    name: str
    roles: tuple[OperatorRole, ...]
    added_at: datetime
