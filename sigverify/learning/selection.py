"""Signers set apart from training, by whom it is chosen when to stop and which weights to keep.

They are taken from the training signers, never from those by whom a model is measured or calibrated.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from sigverify.errors import ModelError, ProtocolError, UsageError
from sigverify.evaluation.error_rates import equal_error_rate, minimum_cllr
from sigverify.ink.recording import Floats, Integers
from sigverify.learning.examples import SignerExamples, Variants
from sigverify.learning.sampler import Frames
from sigverify.networks.alignment import dtw_distances
from sigverify.networks.pair_network import PairNetwork
from sigverify.sentences import said
from sigverify.verification.scoring import Spread, combined

_FEWEST_SIGNERS = 8
_FEWEST_HELD_OUT = 3
"""Below these a choice would be luck, and the signers are worth more for learning."""

_REFERENCES = 5
_TESTS_IN_ALL = 200
_FEWEST_TESTS, _MOST_TESTS = 3, 10
"""Of each kind, of one signer: bounded so that a check costs little beside the steps between two checks."""

_MAPPED_SIGNERS, _MAPPED_GENUINE, _MAPPED_IMPOSTORS = 4, 5, 3
"""What a map shows: few enough that each signature can be seen, and that all pairs of them cost little."""

_PAIRS_AT_ONCE = 256
"""Pairs between two calls of `advance`."""


@dataclass(frozen=True, kw_only=True)
class HeldOutError:
    """Errors on held-out signers, 0 … 1.

    minimum_cllr: of all their scores at one threshold; training is steered by it, since it moves more smoothly than
        an error rate read at one point.
    """

    minimum_cllr: float
    equal_error_rate: float


@dataclass(frozen=True, kw_only=True, eq=False)
class HeldOutLook:
    """What pictures of a check are drawn from, all smaller is closer.

    genuine, impostor: float64 (n,), scores of all tests; distances: float64 (m, m), of a few signers' signatures to
    each other; signer: int64 (m,), whose they are said to be; forged: bool (m,), which of them are by another hand.
    """

    genuine: Floats
    impostor: Floats
    distances: Floats
    signer: Integers
    forged: NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, eq=False)
class HeldOutSigners:
    """Signers to check on, and the seed by which their references and tests are drawn, the same at each check."""

    examples: tuple[SignerExamples, ...]
    seed: int

    def __post_init__(self) -> None:
        if len(self.examples) < 2 or any(len(known.genuine) < 2 for known in self.examples):
            raise ProtocolError(
                said("Held-out signers must be two at least, with two genuine signatures each. Hold more.")
            )

    def error_of(self, network: PairNetwork, advance: Callable[[], None] = lambda: None) -> HeldOutError:
        """Return the errors of genuine signatures against forgeries, each scored over five references.

        Signatures are taken as recorded. The score is the one that a verdict uses by default, `combined`; fewer
        references are drawn where a signer has fewer. A signer without forgeries is tested against others' signatures.

        advance: called after every few pairs; it may raise.

        Raises ModelError where a distance is not a number.
        """
        return _error_of(*self._scores(network, advance))

    def look(
        self, network: PairNetwork, advance: Callable[[], None] = lambda: None
    ) -> tuple[HeldOutError, HeldOutLook]:
        """Return the errors as `error_of` does, and what a picture of them is drawn from.

        The map's signatures are the same at each look: those of the first few signers, as they are drawn for the tests.
        """
        genuine, impostor = self._scores(network, advance)
        shown: list[Frames] = []
        signer: list[int] = []
        forged: list[bool] = []
        for place in range(min(_MAPPED_SIGNERS, len(self.examples))):
            references, tests, impostors = self._drawn(place)
            own = [*references, *tests][:_MAPPED_GENUINE]
            shown += [*own, *impostors[:_MAPPED_IMPOSTORS]]
            forged += [False] * len(own) + [True] * len(impostors[:_MAPPED_IMPOSTORS])
            signer += [place] * (len(shown) - len(signer))
        rows, columns = np.triu_indices(len(shown), 1)
        distances = np.zeros((len(shown), len(shown)))
        found = _distances(network, shown, list(zip(rows.tolist(), columns.tolist(), strict=True)), advance)
        distances[rows, columns] = distances[columns, rows] = found
        return _error_of(genuine, impostor), HeldOutLook(
            genuine=genuine,
            impostor=impostor,
            distances=distances,
            signer=np.array(signer, dtype=np.int64),
            forged=np.array(forged),
        )

    def _scores(self, network: PairNetwork, advance: Callable[[], None]) -> tuple[Floats, Floats]:
        trials = _Trials()
        for place in range(len(self.examples)):
            trials.add(*self._drawn(place))
        return trials.scores(network, advance)

    def _drawn(self, place: int) -> tuple[list[Frames], list[Frames], list[Frames]]:
        """Return the references, genuine and impostor tests of one signer."""
        rng = np.random.default_rng((self.seed, place))
        own = self.examples[place]
        genuine = _shuffled(own.genuine, rng)
        kept = min(_REFERENCES, len(genuine) - 1)
        tests = min(max(_TESTS_IN_ALL // len(self.examples), _FEWEST_TESTS), _MOST_TESTS)
        others = [known.genuine[0] for k, known in enumerate(self.examples) if k != place]
        impostors = _shuffled(own.forgeries or others, rng)
        return genuine[:kept], genuine[kept : kept + tests], impostors[:tests]


def split_held_out(
    examples: Sequence[SignerExamples], *, share: float = 0.15, seed: int
) -> tuple[tuple[SignerExamples, ...], HeldOutSigners | None]:
    """Return the signers to learn from and those held out; all and None where there are too few to hold any out.

    share: of the signers, 0 … 0.5. At least eight signers are needed, three of them to hold out. Signers who look like
        one person are held out together, be it one more than the share.

    Raises UsageError where the share is out of range.
    """
    if not 0 <= share <= 0.5:
        raise UsageError(
            said("The share of signers to hold out must lie between 0 and a half, found {share:g}.", share=share)
        )
    chosen = places_held_out([known.person or known.signer for known in examples], share=share, seed=seed)
    if not chosen:
        return tuple(examples), None
    held_out = tuple(known for place, known in enumerate(examples) if place in chosen)
    learning = tuple(known for place, known in enumerate(examples) if place not in chosen)
    return learning, HeldOutSigners(examples=held_out, seed=seed)


def places_held_out(people: Sequence[str], *, share: float, seed: int) -> frozenset[int]:
    """Return whom `split_held_out` holds out, as places in `people`, who each signer looks to be; none of too few."""
    count = round(share * len(people))
    if len(people) < _FEWEST_SIGNERS or count < _FEWEST_HELD_OUT:
        return frozenset()
    known: dict[str, list[int]] = {}
    for place, person in enumerate(people):
        known.setdefault(person, []).append(place)
    places = list(known.values())
    chosen: set[int] = set()
    for index in np.random.default_rng(seed).permutation(len(places)).tolist():
        if len(chosen) >= count:
            break
        chosen.update(places[index])
    return frozenset(chosen)


def _error_of(genuine: Floats, impostor: Floats) -> HeldOutError:
    return HeldOutError(
        minimum_cllr=minimum_cllr(-genuine, -impostor), equal_error_rate=equal_error_rate(-genuine, -impostor)[0]
    )


def _shuffled(given: Sequence[Variants], rng: np.random.Generator) -> list[Frames]:
    return [given[k][0] for k in rng.permutation(len(given)).tolist()]


class _Trials:
    """Signatures and pairs of all signers, so that the network works them in few large batches."""

    def __init__(self) -> None:
        self._signatures: list[Frames] = []
        self._pairs: list[tuple[int, int]] = []
        self._sizes: list[tuple[int, int, int]] = []

    def add(self, references: Sequence[Frames], genuine: Sequence[Frames], impostors: Sequence[Frames]) -> None:
        """Add one signer."""
        first = len(self._signatures)
        self._signatures += [*references, *genuine, *impostors]
        count, last = len(references), len(self._signatures)
        self._pairs += [(first + a, first + b) for a in range(count) for b in range(a + 1, count)]
        self._pairs += [(test, first + k) for test in range(first + count, last) for k in range(count)]
        self._sizes.append((count, len(genuine), len(impostors)))

    def scores(self, network: PairNetwork, advance: Callable[[], None]) -> tuple[Floats, Floats]:
        """Return the scores of all genuine and of all impostor tests, smaller is closer."""
        distances = _distances(network, self._signatures, self._pairs, advance)
        if not np.isfinite(distances).all():
            raise ModelError(
                said("The network's distances are no longer numbers. Train again with a lower learning rate.")
            )
        signers = []
        for references, genuine, impostors in self._sizes:
            among = np.zeros((references, references))
            rows, columns = np.triu_indices(references, 1)
            own, tests, distances = np.split(distances, [len(rows), len(rows) + (genuine + impostors) * references])
            among[rows, columns] = among[columns, rows] = own
            signers.append((among, tests.reshape(-1, references), genuine))
        # the usual genuine distance, measured as it is for a model's card
        usual = [
            np.concatenate((among[np.triu_indices(len(among), 1)], tests[:genuine].ravel())).mean()
            for among, tests, genuine in signers
        ]
        unit = max(float(np.median(usual)), 1e-9)
        scored = [(combined(tests, Spread.of(among), unit), genuine) for among, tests, genuine in signers]
        return (
            np.concatenate([scores[:genuine] for scores, genuine in scored]),
            np.concatenate([scores[genuine:] for scores, genuine in scored]),
        )


def _distances(
    network: PairNetwork,
    signatures: Sequence[Frames],
    pairs: Sequence[tuple[int, int]],
    advance: Callable[[], None],
) -> Floats:
    """Return the distance of each pair of places, float64 (pairs,), as verification measures it."""
    like = next(network.parameters())
    with torch.inference_mode():
        kept = network.represent([torch.tensor(values, dtype=like.dtype, device=like.device) for values in signatures])
        if not network.join.aligns:
            advance()
            return network.distances(kept, pairs).double().cpu().numpy()
        frames = [values.cpu().numpy() for values in kept]
    out = np.empty(len(pairs))
    for first in range(0, len(pairs), _PAIRS_AT_ONCE):
        advance()
        some = pairs[first : first + _PAIRS_AT_ONCE]
        out[first : first + len(some)] = dtw_distances([frames[a] for a, _ in some], [frames[b] for _, b in some], "l2")
    return out
