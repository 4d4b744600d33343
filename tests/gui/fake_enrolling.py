"""Profiles, names, ages and samples, as `FakeServices` plays them."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any

from sigverify.errors import Cancelled
from sigverify.gui.enrolling import AlikeView, EnrolmentView, ProfileView, SamplesProgress, SignerView
from sigverify.ink.recording import Recording

OLD_WORDS = "The oldest reference is 14 months old. Signatures drift with time: let the signer renew them in Enrol."


@dataclass
class FakeEnrolling:
    """What is known of signers beside their ink; profile 0 is everybody's first."""

    ways: dict[str, dict[int, str]] = field(default_factory=dict)
    chosen_ways: dict[str, int] = field(default_factory=dict)
    aged: set[str] = field(default_factory=set)
    old_words: str = OLD_WORDS
    like: str | None = None
    unread: int = 0
    said: list[tuple[str, int]] = field(default_factory=list)
    months: int = 12
    sample_steps: int = 3

    def ways_of(self, signer_id: str) -> dict[int, str]:
        return self.ways.setdefault(signer_id, {0: "signature"})

    def meant(self, signer_id: str) -> int:
        return self.chosen_ways.get(signer_id, 0)

    def earlier_of(self, signer_id: str) -> list[Any]:
        meant = self.meant(signer_id)
        return [k for k in self.kept if k.retired and (k.signer_id, k.profile_id) == (signer_id, meant)]

    def retire(self, kept: Any) -> None:
        kept.role, kept.retired = "collected", True

    def told_of(self, signer_id: str) -> dict[str, Any]:
        """The rest of a signer's view."""
        meant, old = self.meant(signer_id), signer_id in self.aged
        return {
            "profile_id": meant,
            "profiles": tuple(
                ProfileView(profile_id=way, name=name, reference_count=0, grown_old=old)
                for way, name in self.ways_of(signer_id).items()
            ),
            "sample": signer_id.startswith("sample-"),
            "grown_old": old,
        }

    # -- EnrollingServices

    def choose_profile(self, signer_id: str, profile_id: int) -> SignerView:
        self._call("choose_profile")
        self.chosen_ways[signer_id] = profile_id
        return self._view(signer_id)

    def choose_profile_of(self, recording_id: int) -> SignerView:
        self._call("choose_profile_of")
        kept = next(k for k in self.kept if k.id == recording_id)
        return self.choose_profile(kept.signer_id, kept.profile_id)

    def add_profile(self, signer_id: str, name: str) -> SignerView:
        self._call("add_profile")
        ways = self.ways_of(signer_id)
        ways[max(ways) + 1] = name
        return self.choose_profile(signer_id, max(ways))

    def rename_profile(self, signer_id: str, profile_id: int, name: str) -> SignerView:
        self._call("rename_profile")
        self.ways_of(signer_id)[profile_id] = name
        return self._view(signer_id)

    def erase_profile(self, signer_id: str, profile_id: int) -> SignerView:
        self._call("erase_profile")
        del self.ways_of(signer_id)[profile_id]
        self.kept = [k for k in self.kept if (k.signer_id, k.profile_id) != (signer_id, profile_id)]
        return self.choose_profile(signer_id, min(self.ways_of(signer_id)))

    def rename_signer(self, signer_id: str, name: str) -> SignerView:
        self._call("rename_signer")
        self.names[signer_id] = name
        return self._view(signer_id)

    def note_purpose(self, signer_id: str, purpose: str) -> SignerView:
        self._call("note_purpose")
        self.retained[signer_id] = {**self.retained.get(signer_id, {}), "purpose": purpose}
        return self._view(signer_id)

    def erase_earlier(self, signer_id: str) -> EnrolmentView:
        self._call("erase_earlier")
        gone = {k.id for k in self.earlier_of(signer_id)}
        self.kept = [k for k in self.kept if k.id not in gone]
        return self.enrolment(signer_id)

    def prepare_alike(self) -> bool:
        self._call("prepare_alike")
        self.unread = max(0, self.unread - 1)
        return self.unread > 0

    def alike(self, signer_id: str, recording_id: int, recording: Recording) -> AlikeView | None:
        self._call("alike")
        return None if self.like is None else AlikeView(recording_id=recording_id, name=self.like)

    def keep_alike(self, signer_id: str, recording_id: int) -> None:
        self._call("keep_alike")
        self.said.append((signer_id, recording_id))

    def reminder(self) -> int:
        self._call("reminder")
        return self.months

    def set_reminder(self, months: int) -> None:
        self._call("set_reminder")
        self.months = months

    def make_samples(self, cancelled: Callable[[], bool]) -> Generator[SamplesProgress, None, int]:
        self.calls.append("make_samples")
        for step in range(self.sample_steps):
            if cancelled():
                raise Cancelled("No more.")
            yield SamplesProgress(done=step / self.sample_steps, phase=f"Sample {step} signs")
            self.names[f"sample-{step}"] = f"Clara {step} (sample)"
        return self.sample_steps

    def remove_samples(self) -> int:
        self._call("remove_samples")
        gone = [signer_id for signer_id in self.names if signer_id.startswith("sample-")]
        for signer_id in gone:
            del self.names[signer_id]
        return len(gone)
