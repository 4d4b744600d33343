"""Names as they are stored, of signers and of their profiles."""

import unicodedata

from sigverify.errors import UsageError
from sigverify.sentences import said
from sigverify.storage.transaction import checked_text


def cleaned(name: str, what: str, advice: str, longest: int) -> str:
    """Return a name as it is stored: composed letters (NFC), no blanks at its ends.

    what, advice: its name in a message, and what to type. Raises UsageError where it is empty, longer than `longest`
    characters, or holds control characters.
    """
    name = unicodedata.normalize("NFC", checked_text(name.strip(), what, longest)).strip()
    if not name:
        raise UsageError(said("The {what} is empty. {advice}", what=what, advice=advice))
    if any(unicodedata.category(character) == "Cc" for character in name):
        raise UsageError(
            said("The {what} holds a control character, such as a line break. Type it on one line.", what=what)
        )
    return name
