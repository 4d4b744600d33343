"""Loads a corpus from the folder that its makers gave out, or makes one up: `load_corpus('KIND:DIR')`."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sigverify.corpora.corpus import Corpus, Label, Sample
from sigverify.corpora.synthetic import synthetic_corpus_from
from sigverify.errors import FormatError, ProtocolError, UsageError
from sigverify.ink.formats import FiledRecording, Format, format_named, read_recording, read_recordings
from sigverify.ink.formats.plain_text import open_text
from sigverify.ink.formats.sigcomp2009 import parse_sigcomp2009
from sigverify.ink.formats.susig import BLIND_FULL_SCALE, VISUAL_FULL_SCALE, parse_susig
from sigverify.ink.recording import Recording
from sigverify.progress import steps
from sigverify.sentences import said

SVC2004_FIRST_SESSION = 10
"""S1 … S10 were written in the first session, S11 … S20 in the second."""
SVC2004_GENUINE = 20
"""S1 … S20 are genuine, S21 … S40 forged."""

_SESSION_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class _Entry:
    """A file whose name has been understood; `order` sorts it among the signer's files."""

    path: Path
    signer: str
    label: Label
    session: int | None
    order: tuple[int, ...]


def load_corpus(spec: str) -> Corpus:
    """Load every recording of a corpus into memory.

    spec: 'KIND:DIR', parted at the first colon. KIND and what DIR holds:
        svc2004: U<signer>S<sample>.TXT, one task;
        susig: the folder `visual` or the folder `blind`;
        sigcomp2009-nfi, sigcomp2009-nisdcc: .hwr files, also in folders below;
        mcyt: `enrollment/`, `verification/` and `gt.txt`; recordings without a line in gt.txt are left out;
        csv, inkml, iso19794-7, uim: one folder a signer, holding <genuine|forgery>_<session>_<number>.csv or what that
            format's files end in;
        jsonl: not a folder but a file, or a folder of them; each line says signer and label.
    KIND synthetic takes a number of signers instead of a folder, and a seed: 'synthetic:40' or 'synthetic:40@7'.

    Raises UsageError for a spec that is not of this form, ProtocolError where the folder is missing or holds no such
    corpus, and FormatError where any one file cannot be read: nothing is skipped silently.
    """
    kind, colon, place = spec.partition(":")
    if kind == "synthetic" and colon:
        return synthetic_corpus_from(place)
    if not colon or kind not in _LOADERS or not place.strip():
        raise UsageError(
            said(
                "'{spec}' names no corpus. Expected KIND:DIR with KIND one of {known}, for example "
                "svc2004:corpora/svc2004-task1, or synthetic:N for N invented signers.",
                spec=spec,
                known=", ".join(_LOADERS),
            )
        )
    folder = Path(place.strip()).expanduser()
    if not (folder.is_dir() or (kind == "jsonl" and folder.is_file())):
        found = said("is a file") if folder.exists() else said("does not exist")
        raise ProtocolError(
            said(
                "The corpus folder {folder} {found}. Name the folder that holds the recordings.",
                folder=folder,
                found=found,
            )
        )
    try:
        return _LOADERS[kind](folder)
    except OSError as error:
        raise ProtocolError(
            said(
                "The corpus folder {folder} could not be listed ({error}). Check its permissions.",
                folder=folder,
                error=error,
            )
        ) from None


def _load_svc2004(folder: Path) -> Corpus:
    def entry(path: Path) -> _Entry:
        match = _match(path, r"U(\d{1,4})S(\d{1,4})", "U<signer>S<sample>.TXT")
        number = int(match[2])
        genuine = number <= SVC2004_GENUINE
        session = (1 if number <= SVC2004_FIRST_SESSION else 2) if genuine else None
        return _Entry(path, f"U{int(match[1])}", "genuine" if genuine else "forgery", session, (number,))

    # a ReadMe.txt has the same suffix; what begins as a recording's name must be one
    paths = [path for path in _files(folder, ".txt") if re.match(r"[Uu]\d", path.name)]
    samples = _read(map(entry, _some(paths, folder, "U1S1.TXT")), lambda path: read_recording(path, "svc2004"))
    with_pressure = [sample.recording.pressure is not None for sample in samples]
    if any(with_pressure) != all(with_pressure):
        odd = samples[with_pressure.index(not with_pressure[0])]
        raise FormatError(
            said(
                "{source}: this file and {other} are of different tasks of SVC2004. Keep task 1 "
                "(4 columns) and task 2 (7 columns) in folders of their own.",
                source=odd.source,
                other=samples[0].source,
            )
        )
    name = "svc2004-task2" if with_pressure[0] else "svc2004-task1"
    return Corpus(name=name, samples=samples, sessions_apart=_two_sessions(samples))


def _load_susig(folder: Path) -> Corpus:
    def entry(path: Path) -> _Entry:
        match = _match(path, r"(\d+)_([12gf])_(\d+)", "<signer>_<1|2|g|f>_<number>.sig")
        session = int(match[2]) if match[2] in "12" else None
        return _Entry(path, match[1], "forgery" if match[2] == "f" else "genuine", session, (int(match[3]),))

    entries = [entry(path) for path in _some(_files(folder, ".sig", deep=True), folder, "GENUINE/001_g_1.sig")]
    parts = {"visual" if e.session is not None else "blind" for e in entries if e.label == "genuine"}
    if len(parts) != 1:
        found = said("no genuine signature") if not parts else said("both parts, whose signers share numbers")
        raise ProtocolError(
            said(
                "{folder} holds {found}. Name SUSIG's folder 'visual' or its folder 'blind'.",
                folder=folder,
                found=found,
            )
        )
    visual = parts == {"visual"}
    full_scale = VISUAL_FULL_SCALE if visual else BLIND_FULL_SCALE
    samples = _read(entries, lambda path: parse_susig(open_text(path), full_scale))
    name = "susig-visual" if visual else "susig-blind"
    return Corpus(name=name, samples=samples, sessions_apart=_two_sessions(samples))


def _load_nfi(folder: Path) -> Corpus:
    def entry(path: Path) -> _Entry:
        match = _match(path, r"NFI-(\d{3})(\d{2})(\d{3})", "NFI-<author3><sample2><target3>.hwr")
        author, number, target = match.groups()
        return _Entry(path, target, _label(author, target), None, (int(author), int(number)))

    return _load_sigcomp2009(folder, "sigcomp2009-nfi", entry, "NFI-00101001.hwr", angles=True)


def _load_nisdcc(folder: Path) -> Corpus:
    def entry(path: Path) -> _Entry:
        match = _match(path, r"NISDCC-(\d{3})_(\d{3})_(\d{3})", "NISDCC-<author>_<target>_<sample>.hwr")
        author, target, number = match.groups()
        return _Entry(path, target, _label(author, target), None, (int(author), int(number)))

    return _load_sigcomp2009(folder, "sigcomp2009-nisdcc", entry, "NISDCC-001_001_001.hwr", angles=False)


def _load_sigcomp2009(
    folder: Path, name: str, entry: Callable[[Path], _Entry], example: str, *, angles: bool
) -> Corpus:
    entries = [entry(path) for path in _some(_files(folder, ".hwr", deep=True), folder, example)]
    samples = _read(entries, lambda path: parse_sigcomp2009(open_text(path), angles=angles))
    return Corpus(name=name, samples=samples)


def _load_mcyt(folder: Path) -> Corpus:
    def enrolled(path: Path) -> _Entry:
        match = _match(path, r"(\d+)-g-(\d+)", "<signer>-g-<number>.txt")
        return _Entry(path, match[1], "genuine", None, (0, int(match[2])))

    for part in ("enrollment", "verification"):
        if not (folder / part).is_dir():
            raise ProtocolError(
                said(
                    "{folder} holds no folder '{part}'. Name the folder that holds MCYT's '{part}'.",
                    folder=folder,
                    part=part,
                )
            )
    paths = _some(_files(folder / "enrollment", ".txt"), folder / "enrollment", "001-g-01.txt")
    entries = [enrolled(path) for path in paths]
    for (signer, number), label in _ground_truth(folder / "gt.txt").items():
        path = folder / "verification" / f"{signer}-{number}.txt"
        entries.append(_Entry(path, signer, label, None, (1, int(number))))
    return Corpus(name="mcyt", samples=_read(entries, lambda path: read_recording(path, "mcyt")))


def _ground_truth(path: Path) -> dict[tuple[str, str], Label]:
    """Return the label of each (signer, number) that a line such as '001-01 g' tells."""
    file = open_text(path)
    labels: dict[tuple[str, str], Label] = {}
    for number, line in file.lines():
        match = re.fullmatch(r"\s*(\d+)-(\d+)(?:\.txt)?\s+([gf])\s*", line)
        if match is None:
            raise file.fault(number, said("expected a line such as '001-01 g' or '001-02 f'."), said("Mend that line."))
        key: tuple[str, str] = (match[1], match[2])
        label: Label = "genuine" if match[3] == "g" else "forgery"
        if labels.setdefault(key, label) != label:
            raise file.fault(
                number,
                said("{signer}-{number} is labelled both g and f.", signer=match[1], number=match[2]),
                said("Keep one of the lines."),
            )
    return labels


def _load_by_signer(folder: Path, format_: Format) -> Corpus:
    """Load one folder a signer, whose files' names tell the rest, as `convert` lays a corpus out."""
    suffix = format_.suffixes[0]

    def entry(path: Path) -> _Entry:
        expected = f"<genuine|forgery>_<session>_<number>{suffix}"
        match = _match(path, r"(genuine|forgery)_(\d{1,6})_(\d{1,6})", expected)
        label: Label = "genuine" if match[1].lower() == "genuine" else "forgery"
        return _Entry(path, path.parent.name, label, int(match[2]), (int(match[3]),))

    stray = _files(folder, suffix)
    if stray:
        raise ProtocolError(
            said("{stray} lies beside the signers' folders. Move it into the folder of its signer.", stray=stray[0])
        )
    signers = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    paths = [path for signer in signers for path in _files(signer, suffix)]
    entries = [entry(path) for path in _some(paths, folder, f"<signer>/genuine_1_1{suffix}")]
    samples = _read(entries, lambda path: read_recording(path, format_.name))
    return Corpus(name=folder.resolve().name, samples=samples, sessions_apart=_two_sessions(samples))


def _load_json_lines(place: Path) -> Corpus:
    paths = [place] if place.is_file() else _some(_files(place, ".jsonl", deep=True), place, "corpus.jsonl")
    filed = [(path, one) for path in paths for one in read_recordings(path, "jsonl")]
    for path, one in filed:
        if not (one.signer and one.label):
            raise ProtocolError(
                said(
                    "{path}: '{name}' says no signer or no label. Give each line both: \"signer\" and "
                    '"label", which is genuine or forgery.',
                    path=path,
                    name=one.name,
                )
            )
    rank = {"genuine": 0, "forgery": 1}
    session = _numbered_sessions([one for _, one in filed])
    order = sorted(
        range(len(filed)),
        key=lambda place: (
            filed[place][1].signer,
            rank[filed[place][1].label or "genuine"],
            session[place] or 0,
            filed[place][1].number or 0,
            place,
        ),
    )
    samples: list[Sample] = []
    for at in order:
        path, one = filed[at]
        samples.append(
            _next(samples, one.signer, one.label or "genuine", session[at], one.recording, f"{path}: {one.name}")
        )
    name = place.resolve().stem if place.is_file() else place.resolve().name
    return Corpus(name=name, samples=tuple(samples), sessions_apart=_two_sessions(tuple(samples)))


def _numbered_sessions(filed: list[FiledRecording]) -> list[int | None]:
    """Return the session of each: the numbers that they bear, else each signer's in the order in which they occur.

    Numbers of more than nine digits, as a date and a time make, are names: the order tells as much.
    """
    if all(not one.session or _SESSION_NUMBER.fullmatch(one.session) for one in filed):
        return [int(one.session) if one.session else None for one in filed]
    known: dict[str, dict[str, int]] = {}
    numbers: list[int | None] = []
    for one in filed:
        sessions = known.setdefault(one.signer, {})
        numbers.append(sessions.setdefault(one.session, len(sessions) + 1) if one.session else None)
    return numbers


_LOADERS: dict[str, Callable[[Path], Corpus]] = {
    "svc2004": _load_svc2004,
    "susig": _load_susig,
    "sigcomp2009-nfi": _load_nfi,
    "sigcomp2009-nisdcc": _load_nisdcc,
    "mcyt": _load_mcyt,
    **{name: partial(_load_by_signer, format_=format_named(name)) for name in ("csv", "inkml", "iso19794-7", "uim")},
    "jsonl": _load_json_lines,
}

CORPUS_KINDS = tuple(_LOADERS)
"""Kinds of corpus that `load_corpus` reads from a folder."""


def _files(folder: Path, suffix: str, *, deep: bool = False) -> list[Path]:
    found: Iterator[Path] = folder.rglob("*") if deep else folder.iterdir()
    return sorted(
        path for path in found if path.suffix.lower() == suffix and not path.name.startswith(".") and path.is_file()
    )


def _some(paths: list[Path], folder: Path, example: str) -> list[Path]:
    if not paths:
        raise ProtocolError(
            said(
                "{folder} holds no recording of this kind, such as {example}. Name the folder that does.",
                folder=folder,
                example=example,
            )
        )
    return paths


def _match(path: Path, pattern: str, expected: str) -> re.Match[str]:
    match = re.fullmatch(pattern, path.stem, flags=re.IGNORECASE | re.ASCII)
    if match is None:
        raise ProtocolError(
            said(
                "{path}: the name is not of the form {expected}. Rename the file or move it away.",
                path=path,
                expected=expected,
            )
        )
    return match


def _label(author: str, target: str) -> Label:
    return "genuine" if author == target else "forgery"


def _read(entries: Iterable[_Entry], read: Callable[[Path], Recording]) -> tuple[Sample, ...]:
    """Read the files in order of signer, label, session and number, and number them anew from 1."""
    rank = {"genuine": 0, "forgery": 1}
    ordered = sorted(entries, key=lambda e: (e.signer, rank[e.label], e.session or 0, e.order, e.path))
    samples: list[Sample] = []
    for entry in steps(ordered):
        recording, source = read(entry.path), str(entry.path)
        samples.append(_next(samples, entry.signer, entry.label, entry.session, recording, source))
    return tuple(samples)


def _next(
    samples: list[Sample], signer: str, label: Label, session: int | None, recording: Recording, source: str
) -> Sample:
    """Return what comes after `samples`, numbered within its signer, label and session."""
    last = samples[-1] if samples else None
    goes_on = last and (last.signer, last.label, last.session) == (signer, label, session)
    return Sample(
        signer=signer,
        label=label,
        number=last.number + 1 if last and goes_on else 1,
        session=session,
        recording=recording,
        source=source,
    )


def _two_sessions(samples: tuple[Sample, ...]) -> bool:
    return len({sample.session for sample in samples if sample.label == "genuine"}) > 1
