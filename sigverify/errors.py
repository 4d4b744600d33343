"""Every error that sigverify raises on purpose, as one tree.

    SigverifyError
    ├─ InputError            what was handed in: mend the file, the folder or the command
    │  ├─ FormatError        a file that is not what its format says
    │  ├─ InkError           points that cannot be compared as a signature
    │  ├─ ProtocolError      a corpus, split or draw that cannot be made from what is there
    │  └─ UsageError         an argument that makes no sense
    ├─ ModelError            a model that is missing, foreign or damaged
    ├─ StoreError            the database of signers
    │  ├─ StoreAwayError     its server cannot be reached, or the connection broke
    │  ├─ StoreKeyError      wrong, missing or locked key
    │  │  └─ StoreLockedError   a passphrase or password must be typed that was not, or is wrong
    │  ├─ NotAllowedError    whoever is signed in may not do this
    │  ├─ StoreVersionError  written by a newer program
    │  └─ StoreDamagedError  a page, an entry or a cipher text that does not check out
    ├─ ResourceFault         the machine: no display, no room on the disk, no right to write
    └─ Cancelled             a person stopped it; nothing was changed

Each message is one or two sentences: what was found, what was expected, what to do next.
"""


class SigverifyError(Exception):
    """Base of every deliberate error; its text is fit to be shown to a person as it stands."""

    @property
    def sentence(self) -> str:
        """Its text as it was raised; `str()` makes plain words of it, which no longer know their template."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class InputError(SigverifyError):
    """What was handed in cannot be used."""


class FormatError(InputError):
    """A file does not hold what its format promises."""


class InkError(InputError):
    """Points were read, but they cannot be compared as a signature."""


class ProtocolError(InputError):
    """A corpus cannot be split or drawn from as asked."""


class UsageError(InputError):
    """An argument is out of its range or contradicts another."""


class ModelError(SigverifyError):
    """A model is missing, foreign, or does not match its card."""


class StoreError(SigverifyError):
    """The store cannot do what was asked."""


class StoreAwayError(StoreError):
    """The server of the store cannot be reached, or the connection to it broke."""


class StoreKeyError(StoreError):
    """The store's key is wrong, missing or locked."""


class StoreLockedError(StoreKeyError):
    """Something must be typed that was not, or that was wrong; operators: a name and a password.

    only_asked: nothing is wrong, and nothing was typed yet.
    """

    def __init__(self, message: str, *, operators: bool = False, only_asked: bool = False) -> None:
        super().__init__(message)
        self.operators, self.only_asked = operators, only_asked


class NotAllowedError(StoreError):
    """Whoever is signed in may not do this."""


class StoreVersionError(StoreError):
    """The store was written by a newer program."""


class StoreDamagedError(StoreError):
    """Something in the store does not check out."""


class ResourceFault(SigverifyError):
    """The machine lacks something: a display, room on the disk, the right to write."""


class Cancelled(SigverifyError):
    """A person stopped the work; nothing was changed."""
