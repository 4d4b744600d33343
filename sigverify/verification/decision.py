"""`Decision`: the outcome for one questioned signature, with all that an auditor asks."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from sigverify.sentences import said
from sigverify.verification.attempts import Attempt
from sigverify.verification.likelihood_ratio import Alternative, LikelihoodRatio
from sigverify.verification.lines import LinesUsed

Outcome = Literal["accept", "refer", "reject"]

_DECIMALS = (2, 3, 4, 6)

DEPARTURE_WORDS = {
    "shape": said("the shape of the line"),
    "speed": said("the speed of the pen"),
    "pressure": said("the pressure"),
    "rhythm": said("the rhythm"),
    "size": said("the size"),
}
"""The sides of a signature that are looked at one by one, and how a sentence calls them."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided and why.

    outcome: accept, refer (a person must decide) or reject.
    score: calibrated log10 likelihood ratio of 'the claimed signer wrote it' against 'someone imitated it', larger
        is more genuine; not capped, so that scores stay in order. The outcome follows from it.
    against_skilled: the score as it may be stated, capped at what the calibration trials can carry.
    against_random: the same against someone else's own signature; None where the model does not know it.
    threshold: accepted at or above; reject_below: rejected below; both in the score's units.
    lines: which two lines these are.
    unlike_capture: how the ink is unlike that of the calibration, '' where it is like it. Such ink is never accepted:
        it is referred at most.
    distance: fused distance to the references, smaller is closer; decision_distance: where it meets the threshold.
    distances: what each reference alone would give, in the same units.
    departures: for each side of DEPARTURE_WORDS, how many times the references' own differences.
    reference_count, model, model_sha256: what it was compared with, and by what.
    reason: one sentence for a person.
    attempt: which of how many it was, for a signature written at the pad; None elsewhere.
    strokes_undone: how many strokes were taken back while the signature was written.
    """

    outcome: Outcome
    score: float
    against_skilled: LikelihoodRatio
    against_random: LikelihoodRatio | None
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
    lines: LinesUsed = field(default_factory=LinesUsed)
    unlike_capture: str = ""
    attempt: Attempt | None = None
    strokes_undone: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return plain values, with `outcome` under the name 'decision' and each ratio with both its propositions."""
        values = asdict(self)
        ratios = {"against_skilled": self.against_skilled, "against_random": self.against_random}
        told = {name: ratio.to_json() if ratio is not None else None for name, ratio in ratios.items()}
        return {"decision": values.pop("outcome"), **values, **told, "distances": list(self.distances)}

    @staticmethod
    def from_json(values: dict[str, Any]) -> "Decision":
        """Return the decision that `to_json` wrote, here or before it told of all that it does now."""
        rest = {**values, "outcome": values["decision"], "distances": tuple(values["distances"])}
        rest.pop("decision")
        if "log10_likelihood_ratio" in rest:
            skilled = {"log10_likelihood_ratio": rest.pop("log10_likelihood_ratio"), "cap": None}
            rest = {"against_skilled": skilled, "against_random": None, **rest}
        random = rest["against_random"]
        return Decision(
            **{
                **rest,
                "against_skilled": _ratio("skilled", rest["against_skilled"]),
                "against_random": _ratio("random", random) if random is not None else None,
                "lines": LinesUsed(**rest.get("lines", {})),
                "attempt": Attempt(**attempt) if (attempt := rest.get("attempt")) is not None else None,
            }
        )


def decimals_of(score: float, threshold: float, reject_below: float) -> int:
    """Return with how many decimals, 2, 3, 4 or 6, a score is told beside both lines, to stand on its side of them.

    Two where that is enough; but 0.694, not accepted below 0.695, is not told as 0.69 beside 0.69.
    """
    sides = [score >= line for line in (threshold, reject_below)]
    for decimals in _DECIMALS:
        told, *lines = (round(value, decimals) for value in (score, threshold, reject_below))
        if [told >= line for line in lines] == sides:
            return decimals
    return _DECIMALS[-1]


def _ratio(against: Alternative, values: dict[str, Any]) -> LikelihoodRatio:
    return LikelihoodRatio(against=against, log10=values["log10_likelihood_ratio"], cap=values["cap"])


def reason_of(outcome: Outcome, departures: dict[str, float], held_back: str = "") -> str:
    """Return one sentence naming the side that departs most, measured by the references' own differences.

    held_back: why a person must look at what would be accepted otherwise; it is the reason then.
    """
    if held_back:
        return said("Close enough to be accepted, were it not for the capture. {held_back}", held_back=held_back)
    if not departures:
        return said("There is nothing to compare the sides of this signature with.")
    side = max(departures, key=lambda name: departures[name])
    times = departures[side]
    if outcome == "accept":
        word = DEPARTURE_WORDS[side]
        if times <= 1.0:
            return said(
                "It keeps within what the references differ by; {word} comes nearest to that ({times:.1f} times).",
                word=word,
                times=times,
            )
        return said(
            "Close enough as a whole; {word} departs most: {times:.1f} times what the references differ by.",
            word=word,
            times=times,
        )
    if times < 1.2:
        return said("No single side stands out; the sum of small differences is larger than the references allow.")
    extent = said(
        "{side} departs most: {times:.1f} times what the references differ among themselves",
        side=DEPARTURE_WORDS[side],
        times=times,
    )
    if outcome == "reject":
        return said("Too far from the references; {extent}.", extent=extent)
    return said("Too close to call: a person should look. Of all sides, {extent}.", extent=extent)
