"""Names that the program itself gave: stored in English, said in the language in force."""

from typing import TYPE_CHECKING

from sigverify.gui.language import tr
from sigverify.sentences import said
from sigverify.storage.rows import FIRST_PROFILE

if TYPE_CHECKING:
    from sigverify.storage.rows import Profile, Signer

_FIRST = said("signature", meaning="a way of signing")


def name_of(signer: "Signer") -> str:
    """Return a signer's name; that a sample is one is said in the language in force."""
    if not signer.sample:
        return signer.name
    from sigverify.workflows.sampling import SAMPLE_MARK

    person = signer.name.removesuffix(SAMPLE_MARK)
    return tr("{name} (sample)", name=person) if person != signer.name else signer.name


def unmarked(name: str) -> str:
    """Return a sample's name without the mark, for where another word says that it is one."""
    return name.removesuffix(tr("{name} (sample)", name=""))


def purpose_of(signer: "Signer") -> str:
    """Return what a signer is enrolled for."""
    if not signer.sample:
        return signer.purpose
    from sigverify.workflows.sampling import SAMPLE_PURPOSE

    return tr(SAMPLE_PURPOSE) if signer.purpose == SAMPLE_PURPOSE else signer.purpose


def name_of_profile(profile: "Profile") -> str:
    """Return what a way of signing is called."""
    if profile.name == FIRST_PROFILE:
        return tr(_FIRST)
    from sigverify.workflows.sampling import SAMPLE_PROFILE

    return tr(SAMPLE_PROFILE) if profile.name == SAMPLE_PROFILE else profile.name


def named(signer: "Signer", profile_id: int) -> str:
    """Return a signer's name, and which profile is meant where there are several."""
    names = {profile.id: name_of_profile(profile) for profile in signer.profiles}
    name = name_of(signer)
    return f"{name} · {names[profile_id]}" if len(names) > 1 and profile_id in names else name
