"""From corpora to what a network learns from: features by signer, several variants of each signature."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.split import person_of
from sigverify.errors import InkError, ProtocolError
from sigverify.ink.features import FeatureConfig, extract
from sigverify.ink.recording import Recording
from sigverify.ink.trajectory import FARTHEST
from sigverify.learning.augmentation import AugmentationConfig, varied
from sigverify.sentences import said

Variants = tuple[NDArray[np.float32], ...]
"""Features of one signature, (frames, functions) each: as recorded first, then changed ones."""


@dataclass(frozen=True, kw_only=True)
class SignerExamples:
    """What is known of one signer: each signature in several variants.

    corpus: where the signer is from; '' where nobody asked.
    person: who it looks to be, the same for signers of two corpora who look like one person; '' where nobody asked.
    given: what tells the recordings that all this was made of, and how, from others; '' where nobody asked.
    """

    signer: str
    corpus: str = ""
    person: str = ""
    given: str = ""
    genuine: tuple[Variants, ...]
    forgeries: tuple[Variants, ...]


@dataclass(frozen=True, kw_only=True)
class ExamplesConfig:
    """How corpora become examples.

    variants: copies of each signature, the first unchanged.
    synthetic_forgeries: forgeries made from genuine signatures for a signer who has fewer real ones.
    seed: of everything drawn.
    """

    variants: int = 4
    synthetic_forgeries: int = 5
    seed: int = 1


_STEPS, _BESIDE = 997.0, 0.377
"""Steps in a second or a length unit that tell ink apart. Synthetic ink differs in the last bit from processor to
processor; the steps' ends lie beside all numbers that a tablet's steps or a whole time give."""

_REPLACED = said("Synthetic ones take their place.")
_STRANGERS = said("Signatures of other signers take their place.")

Forge = Callable[[Recording, np.random.Generator], Recording]


def prepare(
    corpora: Sequence[Corpus],
    features: FeatureConfig,
    augmentation: AugmentationConfig,
    config: ExamplesConfig,
    *,
    forge: Forge,
    advance: Callable[[], None] = lambda: None,
    notice: Callable[[str], None] = lambda _: None,
) -> tuple[SignerExamples, ...]:
    """Return examples of every signer with at least two usable genuine signatures.

    forge: makes a synthetic skilled forgery of a recording.
    advance: called before each signature and after each signer; it may raise Cancelled.
    notice: told, a sentence at a time, what of a corpus is left out or replaced.

    Signatures too short to compare are left out.
    Raises ProtocolError where fewer than two signers remain.
    """
    examples: list[SignerExamples] = []
    lonely = 0
    for part, corpus in enumerate(corpora):
        if not any(sample.label == "forgery" for sample in corpus):
            replaced = _REPLACED if config.synthetic_forgeries else _STRANGERS
            notice(said("{corpus} holds no forgeries. {replaced}", corpus=corpus.name, replaced=replaced))
        left_out = 0
        for place, signer in enumerate(corpus.signers):
            rng = np.random.default_rng((config.seed, part, place))
            genuine = [s.recording for s in corpus.of(signer, "genuine")]
            forgeries = [s.recording for s in corpus.of(signer, "forgery")]
            given = _told_apart((features, augmentation, config, part, place), genuine, forgeries)
            missing = config.synthetic_forgeries - len(forgeries)
            forgeries += [forge(genuine[int(rng.integers(len(genuine)))], rng) for _ in range(missing) if genuine]
            known = SignerExamples(
                signer=f"{corpus.name}/{signer}",
                corpus=corpus.name,
                person="/".join(person_of((corpus.name, signer))),
                given=given,
                genuine=_all_variants(genuine, features, augmentation, config.variants, rng, advance),
                forgeries=_all_variants(forgeries, features, augmentation, config.variants, rng, advance),
            )
            if len(known.genuine) >= 2:
                examples.append(known)
            else:
                left_out += 1
            advance()
        if left_out:
            notice(
                said(
                    "{left_out} of {signers} signers of {corpus} are left out: "
                    "nothing can be learnt from fewer than two usable genuine signatures.",
                    left_out=left_out,
                    signers=len(corpus.signers),
                    corpus=corpus.name,
                )
            )
        lonely += left_out
    if not examples and lonely:
        raise ProtocolError(
            said(
                "There is no genuine pair to learn from: none of the {lonely} signers has two usable "
                "genuine signatures. Collect more signatures of each or add a corpus.",
                lonely=lonely,
            )
        )
    if len(examples) < 2:
        raise ProtocolError(
            said(
                "Training needs at least two signers with two genuine signatures each, found "
                "{known} of {all}. Collect more signatures or add a corpus.",
                known=len(examples),
                all=len(examples) + lonely,
            )
        )
    return tuple(examples)


def _told_apart(settings: tuple[object, ...], *sides: Sequence[Recording]) -> str:
    """Return the start of a SHA-256 of settings and recordings, the same on every processor."""
    digest = hashlib.sha256(repr(settings).encode())
    for side in sides:
        digest.update(f"|{len(side)}".encode())
        for recording in side:
            capture = recording.capture
            digest.update(f"|{capture.evenly_sampled}|{capture.rate_hz}|{recording.stroke.tobytes().hex()}".encode())
            for values in (recording.time_s, recording.x, recording.y, recording.pressure):
                if values is not None:
                    near = np.clip(values, -FARTHEST, FARTHEST)
                    digest.update(np.floor(near * _STEPS + _BESIDE).astype(np.int64).tobytes())
    return digest.hexdigest()[:16]


def _all_variants(
    recordings: Sequence[Recording],
    features: FeatureConfig,
    augmentation: AugmentationConfig,
    count: int,
    rng: np.random.Generator,
    advance: Callable[[], None],
) -> tuple[Variants, ...]:
    out: list[Variants] = []
    for recording in recordings:
        advance()
        try:
            first = extract(recording, features).values
            rest = [extract(varied(recording, augmentation, rng), features).values for _ in range(count - 1)]
        except InkError:
            continue
        out.append((first, *rest))
    return tuple(out)
