"""What a signer is to do next in an enrolment, in words."""

from sigverify.gui.enrolling import FEWEST_REFERENCES
from sigverify.gui.language import tr, tr_all
from sigverify.gui.words import counted
from sigverify.sentences import said


def next_step(count: int, wanted: int, *, refused: bool, keepable: bool = True, renewing: bool) -> str:
    """Return what to do next.

    count, wanted: references that there are, and that are asked for. refused: one waits for a person's word, by which
    it may be kept where it is keepable. renewing: new ones take the places of old ones.
    """
    if refused and not keepable:
        return tr("Leave the last one out, or simply sign once more in its place.")
    if refused:
        return tr("Keep the last one, leave it out, or simply sign once more in its place.")
    if renewing:
        return tr("Sign as you do today. What differs from before is refused; keep it if the signature has changed.")
    if count == 0:
        return tr("Sign as you always do. The first one is kept as it is; the next ones are compared with it.")
    if count < wanted:
        left = counted(wanted - count, "more", "more")
        told = [said("Good. {left} to go; references of another day help most.", left=left)]
        if count >= FEWEST_REFERENCES:
            told.append(said("Verifying can begin, but is less sure."))
        return tr_all(told)
    return tr("Enough to compare with. Further ones make the comparison surer, above all on another day.")
