"""The normal density of a signer's vectors: how Bromley et al. verify, and their template small enough for a card.

Bromley, Guyon, LeCun, Säckinger & Shah 1994, 'Signature Verification using a "Siamese" Time Delay Neural Network',
section 4: the signer's density is normal with independent features, mean and variance from the last six signatures;
a forger's is a constant. With d features,

    p(y) = Π_j exp(−(y_j − m_j)² / 2σ_j²) / √(2πσ_j²)        and        P(genuine | y) = p(y) / (p(y) + constant),

the constant taking in how often forgeries are expected. A signature is accepted where the probability is high enough,
that is, where −2 log p(y) = d·D(y) + Σ_j log 2πσ_j² is low enough, with the mean squared standardised deviation

    D(y) = 1/d · Σ_j (y_j − m_j)² / σ_j².

D is the distance here: it is ≥ 0, and about 1 for a genuine signature whatever the signer, the features and the number
of references. Deviations:

- Without the sum of logs, one line for all signers stands for a forger's density that is constant in the signer's own
  deviations, not in the features' unit: forgers of an unsteady hand are taken to be spread out like it.
- Few references tell little of a variance, and one tells nothing. So N of them are set beside what signers usually do:
  σ_j² = (1 + 1/N) · (Σ_k (x_kj − m_j)² + κ·v_j) / (N − 1 + κ), where v_j is the variance within signers, measured on
  the calibration signers and kept in the model's card, and counts like κ = 5 further signatures: at the paper's six
  references both count alike, at one v_j alone is left. The factor 1 + 1/N belongs to a further signature, since the
  mean of N is itself uncertain.
- Means and variances take one byte each, and what is kept is what decides. For 76 features that is 76 + 76 bytes, and 8
  for the two scales; on the 80 bytes of a card the paper kept 38 + 38, about half of its 76 features being redundant.
  None is dropped here: which half that is changes with the training, and 160 bytes fit wherever a template goes.

Tried on SVC2004 task 1 with the paper's network, three folds of signers, five references: the sum of logs costs one to
two points of the equal error rate, the references' bare variances three, a byte a number nothing; κ from 2 to 5 is as
good.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sigverify.errors import ModelError
from sigverify.ink.recording import Floats
from sigverify.sentences import said

_PRIOR = 5.0
"""κ: further signatures that the usual variance counts like."""

_LEAST_SHARE = 0.05
"""Variances below this share of their mean over features count as this: a dead feature must not decide alone."""

_SMALLEST = 1e-12
"""Where no feature varies at all."""

_SCALES = struct.Struct("<ff")
_MEAN_CODES = 127
_CODES_AN_OCTAVE = 16
"""A variance is kept to within 2 %, over 16 octaves below the largest."""


@dataclass(frozen=True, kw_only=True, eq=False)
class NormalDensity:
    """A normal density with independent features, in the values that `to_bytes` keeps.

    means, variances: float64 (d,), of a further signature of the signer.
    """

    means: Floats
    variances: Floats

    @staticmethod
    def of(vectors: Floats, usual: Floats) -> "NormalDensity":
        """Return the density of a signer's vectors (N, d), already rounded to bytes.

        usual: float64 (d,), variances within signers, from `variances_within`.

        Raises ModelError where the vectors have another number of features.
        """
        count, features = vectors.shape
        if features != usual.size:
            raise ModelError(
                said(
                    "The model's card keeps variances of {size} features, its network gives {features}. "
                    "Install or train the model again.",
                    size=usual.size,
                    features=features,
                )
            )
        means = vectors.mean(axis=0)
        squares = ((vectors - means) ** 2).sum(axis=0)
        variances = (1 + 1 / count) * (squares + _PRIOR * usual) / (count - 1 + _PRIOR)
        return NormalDensity.from_bytes(NormalDensity(means=means, variances=variances).to_bytes())

    def deviation(self, vectors: Floats) -> Floats:
        """Return D, float64 (Q,), of vectors (Q, d): about 1 for genuine ones."""
        return np.asarray(((vectors - self.means) ** 2 / self.variances).mean(axis=-1))

    def to_bytes(self) -> bytes:
        """Return the compact template, 2·d + 8 bytes: two scales, then a byte for each mean and each variance.

        Means are rounded to 127ths of the largest; logs of variances to sixteenths of an octave, and what lies more
        than 16 octaves below the largest is raised to there.
        """
        step = np.float32(max(float(np.abs(self.means).max()) / _MEAN_CODES, _SMALLEST))
        top = np.float32(self.variances.max())
        means = np.clip(np.rint(self.means / float(step)), -_MEAN_CODES, _MEAN_CODES).astype(np.int8)
        below = np.log2(float(top) / self.variances)
        codes = np.clip(np.rint(below * _CODES_AN_OCTAVE), 0, 255).astype(np.uint8)
        return _SCALES.pack(step, top) + means.tobytes() + codes.tobytes()

    @staticmethod
    def from_bytes(payload: bytes) -> "NormalDensity":
        """Return the density that `to_bytes` wrote; raises ModelError where the payload is damaged."""
        features, odd = divmod(len(payload) - _SCALES.size, 2)
        step, top = _SCALES.unpack_from(payload) if features > 0 else (0.0, 0.0)
        if odd or not (0 < step < np.inf and 0 < top < np.inf):
            raise ModelError(said("The compact template is damaged. Make it again from the references."))
        means = np.frombuffer(payload, np.int8, features, _SCALES.size).astype(np.float64)
        below = np.frombuffer(payload, np.uint8, features, _SCALES.size + features) / _CODES_AN_OCTAVE
        return NormalDensity(means=step * means, variances=top * 2.0**-below)


def variances_within(signers: Sequence[Floats]) -> Floats:
    """Return how features vary within a signer, float64 (d,), pooled over signers' vectors (N, d) with N ≥ 2 each.

    v_j = Σ over signers of Σ_k (x_kj − m_j)², over Σ of N − 1; see `_LEAST_SHARE` for what bounds it from below.
    """
    squares = np.sum([((vectors - vectors.mean(axis=0)) ** 2).sum(axis=0) for vectors in signers], axis=0)
    variances = squares / sum(len(vectors) - 1 for vectors in signers)
    return np.maximum(variances, max(_LEAST_SHARE * float(variances.mean()), _SMALLEST))
