"""`Verifier`: one model with its calibration; enrols references and decides on questioned signatures."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sigverify.errors import UsageError
from sigverify.ink.recording import Floats, Recording
from sigverify.progress import phase, steps
from sigverify.sentences import said
from sigverify.verification.calibration import Calibration
from sigverify.verification.captures import CaptureTraits, traits_of, why_referred
from sigverify.verification.card import ModelCard
from sigverify.verification.comparators import Comparator, Frames
from sigverify.verification.decision import Decision, Outcome, reason_of
from sigverify.verification.departures import departures, own_differences, sides_of
from sigverify.verification.directed_comparator import DirectedComparator
from sigverify.verification.likelihood_ratio import LikelihoodRatio
from sigverify.verification.lines import MOST_REFERENCES, OWN_LINES, AskedRates, LinesUsed
from sigverify.verification.live import LiveScore, genuine_band, mean_standard, scorers_of
from sigverify.verification.scoring import Rule, each_alone, together
from sigverify.verification.template import Part, Template


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A questioned signature as a model sees it: its frames for each comparator, and how it was captured."""

    frames: tuple[Frames, ...]
    capture: CaptureTraits


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """What one questioned signature comes to against one template.

    whole: float64 (comparators,), scores over all references; each: (references, comparators), those of each alone.
    score: log10 likelihood ratio against a skilled forgery, as it is, not held to the calibration's cap.
    calibration: that of so many references, with the lines that were used.
    unlike_capture: how the ink was captured unlike the calibration's, '' where it was not; see `why_referred`.
    """

    calibration: Calibration
    lines: LinesUsed
    whole: Floats
    each: Floats
    score: float
    unlike_capture: str

    @property
    def held_back(self) -> bool:
        """Whether a person is asked only because of how the ink was captured."""
        return bool(self.unlike_capture) and self.score >= self.calibration.accept_at

    @property
    def outcome(self) -> Outcome:
        """The decision by the two lines; ink that was captured unlike the calibration's is not accepted."""
        if self.score >= self.calibration.accept_at:
            return "refer" if self.unlike_capture else "accept"
        return "reject" if self.score < self.calibration.reject_below else "refer"

    @property
    def against_skilled(self) -> LikelihoodRatio:
        """The ratio against an imitation."""
        return self.calibration.against_skilled(self.whole)

    @property
    def against_random(self) -> LikelihoodRatio | None:
        """The ratio against somebody else's own signature; None where the model does not know it."""
        return self.calibration.against_random(self.whole)


@dataclass(frozen=True, kw_only=True)
class Verifier:
    """A model ready to be used.

    card: what is known of it; sha256: of the card, which holds the hash of the weights; comparators: in the card's
    order.
    """

    card: ModelCard
    sha256: str
    comparators: tuple[Comparator, ...]

    @property
    def name(self) -> str:
        """Name in the card."""
        return self.card.name

    @property
    def rules(self) -> tuple[Rule, ...]:
        """How each comparator judges by several references."""
        return tuple(part.rule for part in self.card.comparators)

    def enrol(self, references: Sequence[Recording], *, band: bool = True) -> Template:
        """Return the template of 1 to 12 references.

        band: whether to find where genuine signatures run while they are written, which takes longest and only the live
        curve shows.

        Raises UsageError for another number, InkError where a reference is too short to compare.
        """
        count = len(references)
        if not 1 <= count <= MOST_REFERENCES:
            raise UsageError(
                said(
                    "A template needs 1 to {most} references, found {count}.",
                    most=MOST_REFERENCES,
                    count=count,
                )
            )
        calibration = self.card.calibration_for(count)
        with phase(0.0, 0.1):
            represented = [comparator.represent(references) for comparator in self.comparators]
            parts = []
            for comparator, rule, inks in steps(list(zip(self.comparators, self.rules, represented, strict=True))):
                frames = tuple(ink.frames for ink in inks)
                distances = _between(comparator, frames)
                compact = rule.scorer(frames, distances).compact
                parts.append(Part(frames=frames, distances=distances, standard=mean_standard(inks), compact=compact))
            sides = tuple(sides_of(recording) for recording in references)
            own = own_differences(sides, np.array(self.card.usual_differences))
        found = None
        with phase(0.1, 1.0):
            if band:
                found = genuine_band(self.comparators, self.rules, calibration, references, represented, parts)
        return Template(
            parts=tuple(parts),
            sides=sides,
            own_differences=own,
            duration_s=np.array([side.duration_s for side in sides]),
            band=found,
            captures=tuple(traits_of(recording) for recording in references),
            model_sha256=self.sha256,
        )

    def verify(self, template: Template, questioned: Recording, rates: AskedRates = OWN_LINES) -> Decision:
        """Return the decision on a questioned signature.

        rates: error rates that the two lines are to keep; what cannot be kept is told in `Decision.lines`.

        Ink that was captured unlike the calibration's is not accepted but referred. Raises UsageError where another
        model made the template, InkError where there is too little ink.
        """
        with phase(0.0, 0.9):
            weighed = self.weigh(template, self.seen(questioned), rates)
        calibration, outcome, unlike = weighed.calibration, weighed.outcome, weighed.unlike_capture
        with phase(0.9, 1.0):
            found = departures(sides_of(questioned), template.sides, template.own_differences)
        return Decision(
            outcome=outcome,
            score=weighed.score,
            against_skilled=weighed.against_skilled,
            against_random=weighed.against_random,
            threshold=calibration.accept_at,
            reject_below=calibration.reject_below,
            distance=float(calibration.fused(weighed.whole)),
            decision_distance=calibration.decision_distance,
            distances=tuple(float(d) for d in calibration.fused(weighed.each)),
            departures=found,
            reference_count=template.reference_count,
            model=self.name,
            model_sha256=self.sha256,
            reason=reason_of(outcome, found, unlike if weighed.held_back else ""),
            lines=weighed.lines,
            unlike_capture=unlike,
        )

    def seen(self, questioned: Recording) -> Seen:
        """Return a questioned signature as this model sees it; raises InkError where there is too little ink."""
        frames = tuple(comparator.represent([questioned])[0].frames for comparator in self.comparators)
        return Seen(frames=frames, capture=traits_of(questioned))

    def weigh(self, template: Template, seen: Seen, rates: AskedRates = OWN_LINES) -> Weighed:
        """Return what a signature comes to that is given as `seen` gives it; rates: as in `verify`.

        Raises UsageError where another model made the template.
        """
        self._check(template)
        distances = [
            comparator.distances([own] * len(part.frames), part.frames)[None]
            for comparator, own, part in steps(list(zip(self.comparators, seen.frames, template.parts, strict=True)))
        ]
        calibration, lines = self.card.calibration_for(template.reference_count).at(rates)
        scorers = scorers_of(self.rules, template.parts)
        whole = together(scorers, [[frames] for frames in seen.frames], distances)
        return Weighed(
            calibration=calibration,
            lines=lines,
            whole=whole[0],
            each=each_alone(scorers, distances)[0],
            score=float(calibration.score(whole)[0]),
            unlike_capture=why_referred(self.card.capture, seen.capture, template.captures),
        )

    def live(self, template: Template, rates: AskedRates = OWN_LINES) -> LiveScore:
        """Return what scores ink against this template while it is written; rates: as in `verify`."""
        self._check(template)
        return LiveScore(
            comparators=self.comparators,
            rules=self.rules,
            calibration=self.card.calibration_for(template.reference_count).at(rates)[0],
            parts=template.parts,
            duration_s=float(template.duration_s.mean()),
        )

    def distances(self, template: Template, questioned: Recording) -> Floats:
        """Return the fused distance to each reference alone, float64 (N,), smaller is closer."""
        weighed = self.weigh(template, self.seen(questioned))
        return weighed.calibration.fused(weighed.each)

    def _check(self, template: Template) -> None:
        if template.model_sha256 != self.sha256:
            raise UsageError(said("The template was made by another model. Make it again from the references."))


def _between(comparator: Comparator, frames: tuple[Frames, ...]) -> Floats:
    """Return the matrix of distances between references, float64 (N, N), symmetric where the comparator is."""
    count = len(frames)
    out = np.zeros((count, count))
    rows, columns = np.triu_indices(count, 1)
    if rows.size:
        found = comparator.distances([frames[i] for i in rows], [frames[j] for j in columns])
        out[rows, columns] = out[columns, rows] = found
        if isinstance(comparator, DirectedComparator):
            out[columns, rows] = comparator.distances([frames[j] for j in columns], [frames[i] for i in rows])
    return out
