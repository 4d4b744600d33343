"""`Decision`: the outcome for one questioned signature, with all that an auditor asks."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Outcome = Literal["accept", "refer", "reject"]

DEPARTURE_WORDS = {
    "shape": "the shape of the line",
    "speed": "the speed of the pen",
    "pressure": "the pressure",
    "rhythm": "the rhythm",
    "size": "the size",
}
"""The sides of a signature that are looked at one by one, and how a sentence calls them."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided and why.

    outcome: accept, refer (a person must decide) or reject.
    score: calibrated log10 likelihood ratio of 'the claimed signer wrote it' against 'someone imitated it', larger
        is more genuine; not capped, so that scores stay in order.
    log10_likelihood_ratio: the score, capped at what the calibration trials can carry.
    threshold: accepted at or above; reject_below: rejected below; both in the score's units.
    distance: fused distance to the references, smaller is closer; decision_distance: where it meets the threshold.
    distances: what each reference alone would give, in the same units.
    departures: for each side of DEPARTURE_WORDS, how many times the references' own differences.
    reference_count, model, model_sha256: what it was compared with, and by what.
    reason: one sentence for a person.
    """

    outcome: Outcome
    score: float
    log10_likelihood_ratio: float
    threshold: float
    reject_below: float
    distance: float
    decision_distance: float
    distances: tuple[float, ...]
    departures: dict[str, float]
    reference_count: int
    model: str
    model_sha256: str
    reason: str

    def to_json(self) -> dict[str, Any]:
        """Return plain values, with `outcome` under the name 'decision'."""
        values = asdict(self)
        return {"decision": values.pop("outcome"), **values, "distances": list(self.distances)}

    @staticmethod
    def from_json(values: dict[str, Any]) -> "Decision":
        """Return the decision that `to_json` wrote."""
        rest = {**values, "outcome": values["decision"], "distances": tuple(values["distances"])}
        rest.pop("decision")
        return Decision(**rest)


def reason_of(outcome: Outcome, departures: dict[str, float]) -> str:
    """Return one sentence naming the side that departs most, measured by the references' own differences."""
    if not departures:
        return "There is nothing to compare the sides of this signature with."
    side = max(departures, key=lambda name: departures[name])
    times = departures[side]
    if outcome == "accept":
        word = DEPARTURE_WORDS[side]
        if times <= 1.0:
            return f"It keeps within what the references differ by; {word} comes nearest to that ({times:.1f} times)."
        return f"Close enough as a whole; {word} departs most: {times:.1f} times what the references differ by."
    if times < 1.2:
        return "No single side stands out; the sum of small differences is larger than the references allow."
    extent = f"{DEPARTURE_WORDS[side]} departs most: {times:.1f} times what the references differ among themselves"
    if outcome == "reject":
        return f"Too far from the references; {extent}."
    return f"Too close to call: a person should look. Of all sides, {extent}."
