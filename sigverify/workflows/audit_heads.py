"""The end of the audit chain as a file that is kept elsewhere, and shows later whether the chain was cut off."""

import json
from dataclasses import asdict
from pathlib import Path

from sigverify.errors import UsageError
from sigverify.ink.formats.whole_file import write_whole
from sigverify.sentences import said
from sigverify.storage.rows import AuditHead


def head_text(head: AuditHead) -> str:
    """Return the last entry's number, time and hash as one line of JSON."""
    return json.dumps(asdict(head))


def write_head(head: AuditHead, path: Path) -> None:
    """Write the end of a chain into a file, whole or not at all; raises ResourceFault where it cannot be written."""
    write_whole(path, (head_text(head) + "\n").encode())


def read_head(path: Path) -> AuditHead:
    """Return what `head_text` told; raises UsageError where a file cannot be read or holds something else."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return AuditHead(sequence=int(values["sequence"]), at=str(values["at"]), hash=str(values["hash"]))
    except OSError as error:
        raise UsageError(
            said(
                "'{file}' cannot be read: {strerror}. Name the file that 'sigverify audit head' was written to.",
                file=path,
                strerror=error.strerror,
            )
        ) from error
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
        raise UsageError(
            said(
                "'{file}' holds no head of an audit chain. Name the file that 'sigverify audit head' was written to.",
                file=path,
            )
        ) from error
