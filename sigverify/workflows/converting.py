"""Signatures from one file format into another: a file, a folder of files, or a whole corpus."""

import hashlib
import re
import shutil
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.folders import CORPUS_KINDS, load_corpus
from sigverify.errors import Cancelled, InputError, ResourceFault, UsageError
from sigverify.ink.formats import FORMATS, FiledRecording, Format, format_for, format_named, read_recordings, render
from sigverify.ink.formats.content import FileContent
from sigverify.ink.formats.folder import endings, signature_files
from sigverify.ink.formats.losses import LOSSES, losses
from sigverify.ink.formats.whole_file import put_in_place, write_part, write_whole
from sigverify.sentences import said

Advance = Callable[[str, float], None]

_WORKSHOP = ".converting-"
_OLD_S = 86400.0
"""Seconds after which nobody is at work any more who has written nothing."""
_CORPUS_NAME = re.compile(r"(genuine|forgery)_(\d{1,6})_(\d{1,6})")
_UNFIT = re.compile(r"[^\w \-.]")
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
"""Names that Windows keeps for devices."""


@dataclass(frozen=True, kw_only=True)
class ConvertPlan:
    """What to convert into what.

    source: a file, a folder, or a corpus as KIND:DIR.
    target: a file, or a folder where it is one or its name has no ending.
    reads: format of the source, None to recognise each file.
    writes: format of the target, None for the one that the target's ending tells; a folder needs it.
    overwrite: whether files that there are may be replaced.
    skip_bad: whether bad files are left out; else none is written where one is bad.
    """

    source: str
    target: Path
    reads: str | None = None
    writes: str | None = None
    overwrite: bool = False
    skip_bad: bool = False


@dataclass(frozen=True, kw_only=True)
class Conversion:
    """What was done.

    format: what was written. written: the files, empty where nothing was. signatures: how many they hold.
    bad: each file that could not be converted, with the sentence that says why.
    lost: what was lost in how many of them, see LOSSES; found by reading again what was to be written.
    passed_over: files of a folder whose ending is no format's.
    """

    format: Format
    written: tuple[Path, ...]
    signatures: int
    bad: tuple[tuple[str, str], ...] = ()
    lost: tuple[tuple[str, int], ...] = ()
    passed_over: int = 0

    def told_losses(self) -> str:
        """Return what was lost, in words; '' where nothing was."""
        told: dict[str, int] = {}
        for name, count in self.lost:
            words = self.format.lost.get(name) or LOSSES[name]
            told[words] = max(count, told.get(words, 0))
        return ", ".join(
            words if count == self.signatures else f"{words} (of {count:,})" for words, count in told.items()
        )


@dataclass(frozen=True)
class _Source:
    """Something to read: what it is called, where in a folder it belongs, and how it is read."""

    title: str
    place: Path
    read: Callable[[], tuple[FiledRecording, ...]]


def convert(plan: ConvertPlan, *, advance: Advance, cancelled: Callable[[], bool] = lambda: False) -> Conversion:
    """Convert; nothing is written unless all could be, or bad files are to be skipped.

    Raises UsageError where the plan contradicts itself or a file is there already, FormatError and InkError where the
    one file of the source is bad, ResourceFault where the disk does not take it, and Cancelled.
    """
    if plan.reads is not None:
        format_named(plan.reads)
    try:
        into_folder = plan.target.is_dir() or not plan.target.suffix
        format_ = _target_format(plan, into_folder=into_folder)
        sources, passed_over = _sources(plan)
        work = _into_folder if into_folder else _into_file
        return replace(work(plan, format_, sources, advance, cancelled), passed_over=passed_over)
    except OSError as error:
        raise ResourceFault(
            said(
                "{source} could not be converted into {target} ({error}). Check both places, your "
                "rights and the room on the disk.",
                source=plan.source,
                target=plan.target,
                error=error,
            )
        ) from None


def _target_format(plan: ConvertPlan, *, into_folder: bool) -> Format:
    if plan.writes is not None:
        found = format_named(plan.writes)
        if found.render is None:
            written = ", ".join(format_.name for format_ in FORMATS if format_.render is not None)
            raise UsageError(
                said("'{found}' is only read. Choose one of {written}.", found=found.name, written=written)
            )
        return found
    if into_folder:
        raise UsageError(
            said("{target} is a folder: say with --to which format its files shall have.", target=plan.target)
        )
    return format_for(plan.target)


def _sources(plan: ConvertPlan) -> tuple[list[_Source], int]:
    path = Path(plan.source)
    if not path.exists() and plan.source.partition(":")[0] in (*CORPUS_KINDS, "synthetic"):
        return _of_corpus(load_corpus(plan.source)), 0
    if not path.is_dir():
        return [_Source(str(path), Path(path.stem), lambda: read_recordings(path, plan.reads))], 0
    only = None if plan.reads is None else format_named(plan.reads)
    fitting, others = signature_files(path, only)
    if not fitting:
        raise UsageError(
            said(
                "{path} holds no file that ends in {known}. Name another folder.",
                path=path,
                known=", ".join(sorted(endings(only))),
            )
        )
    return [_of_file(file, path, plan.reads) for file in fitting], others


def _of_file(file: Path, folder: Path, kind: str | None) -> _Source:
    place = file.relative_to(folder)
    return _Source(
        str(file),
        place.with_suffix(""),
        lambda: tuple(_told_by_place(one, place) for one in read_recordings(file, kind)),
    )


def _told_by_place(filed: FiledRecording, place: Path) -> FiledRecording:
    """Return it with what its place in a corpus of CSV files tells, <signer>/<label>_<session>_<number>."""
    match = _CORPUS_NAME.fullmatch(place.stem)
    if match is None or filed.signer or len(place.parts) < 2 or int(match[3]) < 1:
        return filed
    label, session, number = match.groups()
    return replace(
        filed,
        signer=place.parent.name[:200],
        label="genuine" if label == "genuine" else "forgery",
        session=session,
        number=int(number),
    )


def _of_corpus(corpus: Corpus) -> list[_Source]:
    found = []
    for sample in corpus:
        filed = FiledRecording(
            recording=sample.recording,
            name=f"{sample.signer}-{sample.label}-{sample.session or 1}-{sample.number}",
            signer=sample.signer,
            label=sample.label,
            session="" if sample.session is None else str(sample.session),
            number=sample.number,
        )
        place = _corpus_place(filed) or Path(_part(filed.name))
        found.append(_Source(sample.source or filed.name, place, partial(_alone, filed)))
    return found


def _alone(filed: FiledRecording) -> tuple[FiledRecording, ...]:
    return (filed,)


def _read_all(
    sources: list[_Source],
    bad: list[tuple[str, str]],
    advance: Advance,
    cancelled: Callable[[], bool],
) -> Iterator[tuple[_Source, tuple[FiledRecording, ...]]]:
    """Yield what can be read; where there is but one source its error is the whole answer."""
    for number, source in enumerate(sources):
        if cancelled():
            raise Cancelled(said("Stopped; nothing was written."))
        advance(f"{number + 1:,} of {len(sources):,}", number / len(sources))
        try:
            found = source.read()
        except UsageError:  # no other file would fare better
            raise
        except InputError as error:
            if len(sources) == 1:
                raise
            bad.append((source.title, str(error)))
            continue
        yield source, found


def _into_file(
    plan: ConvertPlan, format_: Format, sources: list[_Source], advance: Advance, cancelled: Callable[[], bool]
) -> Conversion:
    if not plan.target.absolute().parent.is_dir():
        raise UsageError(
            said(
                "{target} cannot be written: its folder does not exist. Make it, or name another file.",
                target=plan.target,
            )
        )
    if len(sources) > 1 and not format_.several:
        raise _one_each(format_, len(sources))
    _check_free(plan, plan.target)
    bad: list[tuple[str, str]] = []
    filed = [one for _, found in _read_all(sources, bad, advance, cancelled) for one in found]
    if len(filed) > 1 and not format_.several:
        raise _one_each(format_, len(filed))
    if not filed or (bad and not plan.skip_bad):
        return Conversion(format=format_, written=(), signatures=0, bad=tuple(bad))
    content = render(filed, format_)
    lost = _lost(format_, plan.target, Path(plan.target.name), filed, content)
    write_whole(plan.target, content)
    return Conversion(
        format=format_, written=(plan.target,), signatures=len(filed), bad=tuple(bad), lost=_in_order(lost)
    )


def _into_folder(
    plan: ConvertPlan, format_: Format, sources: list[_Source], advance: Advance, cancelled: Callable[[], bool]
) -> Conversion:
    bad: list[tuple[str, str]] = []
    parts: dict[Path, Path] = {}
    spelt: dict[str, Path] = {}
    signatures = 0
    lost: Counter[str] = Counter()
    with _workshop(plan.target) as workshop:
        for source, found in _read_all(sources, bad, advance, cancelled):
            try:
                files = []
                for bare, group in _placed(source, found, format_):
                    signer = spelt.setdefault(_folded(bare.parent), bare.parent)
                    if signer != bare.parent:
                        raise UsageError(
                            said(
                                "Two folders, '{one}' and '{other}', would be one where capitals do not count. Rename "
                                "a signer, or convert them apart.",
                                one=signer,
                                other=bare.parent,
                            )
                        )
                    place = bare.with_name(bare.name + format_.suffixes[0])
                    content = render(group, format_)
                    files.append(
                        (plan.target / place, content, _lost(format_, plan.target / place, place, group, content))
                    )
            except UsageError:
                raise
            except InputError as error:
                if len(sources) == 1:
                    raise
                bad.append((source.title, f"{source.title}: {error}"))
                continue
            for target, content, lost_here in files:
                lost += lost_here
                _check_free(plan, target)
                if target in parts:
                    raise UsageError(
                        said(
                            "Two signatures would be written to {target}. Rename one, or convert them apart.",
                            target=target,
                        )
                    )
                parts[target] = workshop if bad and not plan.skip_bad else write_part(workshop / "ink", content)
            signatures += len(found)
        if bad and not plan.skip_bad:
            return Conversion(format=format_, written=(), signatures=0, bad=tuple(bad))
        for target, part in parts.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            put_in_place(part, target)
    return Conversion(format=format_, written=tuple(parts), signatures=signatures, bad=tuple(bad), lost=_in_order(lost))


def _lost(format_: Format, target: Path, place: Path, group: Sequence[FiledRecording], content: bytes) -> Counter[str]:
    """Return what the recordings of a file have lost in it; place: where it lies in the folder that is written."""
    if not format_.lost:
        return Counter()
    again = [_told_by_place(one, place) for one in format_.parse(FileContent(target, content))]
    return Counter(name for before, after in zip(group, again, strict=True) for name in losses(before, after))


def _in_order(lost: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple((name, lost[name]) for name in LOSSES if lost[name])


def _placed(
    source: _Source, found: tuple[FiledRecording, ...], format_: Format
) -> Iterator[tuple[Path, tuple[FiledRecording, ...]]]:
    """Yield the files that a source becomes: the place of each in the folder, without its ending, and what it holds."""
    if format_.several or len(found) == 1:
        yield source.place, found
        return
    for one in found:
        yield _corpus_place(one) or source.place.parent / _part(one.name), (one,)


def _corpus_place(filed: FiledRecording) -> Path | None:
    """Return the place in a corpus of CSV files, None where not all is known that it tells."""
    session = filed.session or "1"
    if not (filed.signer and filed.label and filed.number and filed.number < 10**6):
        return None
    if not (session.isascii() and session.isdigit() and len(session) <= 6):
        return None
    return Path(_part(filed.signer), f"{filed.label}_{session}_{filed.number}")


def _part(name: str) -> str:
    """Return a name as one part of a path, whatever the file that it came from has made of it.

    One that a path cannot bear as it is gets a suffix that tells it from others, always the same: 'A/B' is not 'A_B'.
    """
    fit = _UNFIT.sub("_", name).strip(" .")[:60]
    if fit == name and fit.upper() not in _RESERVED:
        return fit
    return f"{fit[:51] or 'recording'}-{hashlib.sha256(name.encode(errors='surrogatepass')).hexdigest()[:8]}"


def _folded(path: Path) -> str:
    """Return a path as file systems compare it that regard neither capitals nor how letters are composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", str(path)).casefold())


def _check_free(plan: ConvertPlan, target: Path) -> None:
    if target.is_dir():
        raise UsageError(said("{target} is a folder. Name a file.", target=target))
    if target.exists() and not plan.overwrite:
        raise UsageError(
            said("{target} is there already. Name another place, or replace it with --force.", target=target)
        )


def _one_each(format_: Format, count: int) -> UsageError:
    return UsageError(
        said(
            "A file of the format '{format}' holds one signature, there are {count}. Name a "
            "folder instead of a file, or a file of the format 'jsonl'.",
            format=format_.name,
            count=count,
        )
    )


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """Give a hidden folder inside `folder` that only its owner may read; both are gone at the end if nothing came."""
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{_WORKSHOP}*"):  # of a conversion that was killed: it holds ink
        if time.time() - left.stat().st_mtime > _OLD_S:
            shutil.rmtree(left, ignore_errors=True)
    workshop = Path(tempfile.mkdtemp(dir=folder, prefix=_WORKSHOP))
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
        if made and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
