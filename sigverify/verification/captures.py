"""How signatures were captured, and whether that is like the ink that a model was calibrated on.

A calibration holds for ink like its own. Ink of a mouse or a finger, without pressure, or of few points a second has
other distances, and no held-out trial says how often it is mistaken.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sigverify.errors import ModelError
from sigverify.ink.quality import has_pressure, points_a_second
from sigverify.ink.recording import Capture, Recording, Source
from sigverify.sentences import capital, joined, of_number, said

SLOWEST_HZ = 40.0
"""Fewer points a second are unlike any pen's: a movement of 15 Hz, which skilled hands reach, has not three a turn."""

_USUAL_SHARE = 0.2
"""A way of capturing is the calibration's own where at least so many of its signatures were captured so."""

_WITHOUT_PEN: dict[Source, str] = {"mouse": said("a mouse"), "touch": said("a finger")}


@dataclass(frozen=True, kw_only=True)
class CaptureTraits:
    """What of one signature's capture a decision hangs on: what held the tip, pressure, points a second."""

    source: Source
    has_pressure: bool
    rate_hz: float


@dataclass(frozen=True, kw_only=True)
class CalibrationCapture:
    """How the ink of a calibration was captured.

    signatures: how many, 0 where a card does not say; sources: share of each source; with_pressure: share that tells
    pressure; rate_hz: points a second of the slowest and the fastest twentieth.
    """

    signatures: int
    sources: dict[Source, float]
    with_pressure: float
    rate_hz: tuple[float, float]

    @staticmethod
    def of(recordings: Iterable[Recording]) -> "CalibrationCapture":
        """Return how these recordings, at least one, were captured."""
        traits = [traits_of(recording) for recording in recordings]
        kinds = sorted({part.source for part in traits})
        low, high = np.quantile([part.rate_hz for part in traits], (0.05, 0.95)).tolist()
        return CalibrationCapture(
            signatures=len(traits),
            sources={kind: sum(part.source == kind for part in traits) / len(traits) for kind in kinds},
            with_pressure=sum(part.has_pressure for part in traits) / len(traits),
            rate_hz=(low, high),
        )

    def to_json(self) -> dict[str, Any]:
        """Return plain values for a model's card."""
        return {
            "signatures": self.signatures,
            "share by source": {source: round(share, 4) for source, share in self.sources.items()},
            "share with pressure": round(self.with_pressure, 4),
            "points a second, slowest and fastest twentieth": [round(rate, 2) for rate in self.rate_hz],
        }

    @staticmethod
    def from_json(values: Any) -> "CalibrationCapture":
        """Return what `to_json` gave; raises ModelError where it is damaged."""
        try:
            low, high = values["points a second, slowest and fastest twentieth"]
            return CalibrationCapture(
                signatures=int(values["signatures"]),
                sources={source: float(share) for source, share in values["share by source"].items()},
                with_pressure=float(values["share with pressure"]),
                rate_hz=(float(low), float(high)),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise ModelError(
                said("The model's card does not say how its ink was captured. Train or install the model again.")
            ) from fault

    def why_unlike(self, traits: CaptureTraits) -> str:
        """Return how a capture is unlike this ink, as a clause ('was written with a mouse'), '' where it is like it."""
        if traits.source in _WITHOUT_PEN and self.sources.get(traits.source, 0.0) < _USUAL_SHARE:
            return said(
                "was written with {device}", "were written with {device}", n=1, device=_WITHOUT_PEN[traits.source]
            )
        if not traits.has_pressure and self.with_pressure > 1 - _USUAL_SHARE:
            return said("tells no pressure", "tell no pressure", n=1)
        if traits.rate_hz < min(SLOWEST_HZ, self.rate_hz[0]):
            return said(
                "has only {rate_hz:.0f} points a second",
                "have only {rate_hz:.0f} points a second",
                n=1,
                rate_hz=traits.rate_hz,
            )
        return ""


PEN_WITH_PRESSURE = CalibrationCapture(
    signatures=0, sources={"pen": 1.0}, with_pressure=1.0, rate_hz=(SLOWEST_HZ, SLOWEST_HZ)
)
"""What is taken for granted of cards that do not say it."""


def traits_of(recording: Recording) -> CaptureTraits:
    """Return what of a recording's capture a decision hangs on."""
    return CaptureTraits(
        source=recording.capture.source, has_pressure=has_pressure(recording), rate_hz=points_a_second(recording)
    )


def why_referred(calibrated: CalibrationCapture, questioned: CaptureTraits, references: Sequence[CaptureTraits]) -> str:
    """Return why signatures so captured are not accepted without a person, and what to do; '' where nothing is unlike.

    Ink with pressure and ink without are never like each other: a calibration compares the signatures of one signer,
    which one device wrote. One or two sentences for a person.
    """
    mixed = any(traits.has_pressure != questioned.has_pressure for traits in references)

    def why_unlike(traits: CaptureTraits) -> str:
        return calibrated.why_unlike(traits) or (
            said("tells no pressure", "tell no pressure", n=1) if mixed and not traits.has_pressure else ""
        )

    of_question = why_unlike(questioned)
    of_references = [why for traits in references if (why := why_unlike(traits))]
    clauses: list[str] = [said("this signature {why}", why=of_question)] if of_question else []
    if of_references:
        clauses.append(_told_of_references(of_references, len(references)))
    if not clauses:
        return ""
    rate_only = all("points a second" in why for why in (of_question, *of_references) if why)
    pen = (
        said("a pen and driver that give {rate_hz:.0f} points a second or more", rate_hz=SLOWEST_HZ)
        if rate_only
        else said("a pen that tells pressure")
    )
    remedy = said("Sign with {pen}.", pen=pen)
    if of_references:
        remedy = said("Enrol and sign with {pen}.", pen=pen) if of_question else said("Enrol with {pen}.", pen=pen)
    told = clauses[0] if len(clauses) == 1 else said("{first} and {second}", first=clauses[0], second=clauses[1])
    unlike = said(
        "{told}, unlike the ink that this model was calibrated on, so a person should look.", told=capital(told)
    )
    return joined([unlike, remedy])


def devices_apart(questioned: Capture, references: Sequence[Capture]) -> str:
    """Return a sentence where references were written with other devices than the questioned signature, '' otherwise.

    Where a device is not known by name nothing is said: a file that does not tell may be of any.
    """
    here = _device(questioned)
    others = [name for capture in references if (name := _device(capture)) not in ("", here)]
    if not here or not others:
        return ""
    which = sorted(set(others), key=lambda name: (-others.count(name), name))
    first = joined(which[:-1], ", ")
    named = which[0] if len(which) == 1 else said("{first} and {second}", first=first, second=which[-1])
    told = said("the reference") if len(references) == 1 else said("the references")
    if len(others) < len(references):
        told = said("{number} of the {count} references", number=len(others), count=len(references))
    return said(
        "This signature was written with {here}, {told} with {named}: what differs may be the devices' doing. "
        "Compare with references of the same device where you can.",
        here=here,
        told=told,
        named=named,
    )


def _device(capture: Capture) -> str:
    """Return what a person calls the device: its name without its abilities; '' where unknown."""
    return _WITHOUT_PEN.get(capture.source) or capture.device.split(" (")[0].strip()


def _told_of_references(unlike: Sequence[str], count: int) -> str:
    """Return a clause about those references that are unlike; the commonest way stands for all."""
    why = max(sorted(set(unlike)), key=unlike.count)
    if count == 1:
        return said("the reference {why}", why=why)
    if len(unlike) == count:
        return said("the references {why}", why=of_number(why, count))
    return said(
        "{number} of the {count} references {why}", number=len(unlike), count=count, why=of_number(why, len(unlike))
    )
