"""Whose is it: what the sketches lose against a comparison with everybody, and what a look at all of them takes."""

from collections.abc import Iterator

import numpy as np

from sigverify.benchmarks.ink import REFERENCES, Setting
from sigverify.benchmarks.machine import measured
from sigverify.benchmarks.rows import Row
from sigverify.benchmarks.timing import in_turn
from sigverify.corpora.corpus import Corpus
from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.errors import InkError
from sigverify.verification.identification import SHORTLIST
from sigverify.verification.loops import load_loops
from sigverify.verification.sketch import HEAD_BYTES, SketchIndex, sketch_of, sketch_of_seen, whole_numbers
from sigverify.verification.template import Template
from sigverify.verification.verifier import Seen, Verifier
from sigverify.workflows.models import load_verifier

SUBJECT = "identification"
_SEED = 21
_SIGNERS, _QUERIES = 200, 40
_SIGNERS_LARGE, _QUERIES_LARGE = 2000, 100
_INDEXED = 100_000
_ROUNDS = 20


def rows(setting: Setting) -> Iterator[Row]:
    """Yield how often the writer comes first, by sketches and by comparing with everybody, and the look at all."""
    verifier = load_verifier(setting.model)
    signers, queries = (_SIGNERS_LARGE, _QUERIES_LARGE) if setting.large else (_SIGNERS, _QUERIES)
    templates, asked = _people(verifier, synthetic_corpus(signers, genuine=REFERENCES + 1, forgeries=0, seed=_SEED))
    asked = asked[:: max(1, len(asked) // queries)][:queries]
    index = SketchIndex(whole_numbers(verifier))
    index.put({place: sketch_of(verifier, template) for place, template in enumerate(templates)})
    found = [_ranks(verifier, templates, index, place, seen) for place, seen in asked]
    by_sketch, short, whole = (np.array(ranks) for ranks in zip(*found, strict=True))
    first, first_of_all = int((short == 0).sum()), int((whole == 0).sum())
    recall = first / max(first_of_all, 1)
    what = f"the writer comes first, {len(asked)} signatures among {len(templates):,} signers"
    near = 100 * float(np.mean(by_sketch < SHORTLIST))
    yield Row(
        subject=SUBJECT, what=what, who=f"sigverify, the {SHORTLIST} nearest by their sketches weighed", unit="%",
        larger_is_better=True, median=100 * first / len(asked), count=len(asked), goal="≥ 99 % of comparing with all",
        met=recall >= 0.99,
        note=f"{first} of {first_of_all} that come first where all are weighed; "
        f"{near:.1f} % lie among the {SHORTLIST} nearest sketches, all of them within {int(by_sketch.max()) + 1}",
    )  # fmt: skip
    yield Row(
        subject=SUBJECT, what=what, who="sigverify, all weighed", unit="%", larger_is_better=True,
        median=100 * first_of_all / len(asked), count=len(asked),
    )  # fmt: skip
    yield _look(verifier, templates, asked[0][1])


def _look(verifier: Verifier, templates: list[Template], seen: Seen) -> Row:
    """Return what a look at a hundred thousand sketches takes, and what they take in memory."""
    load_loops()
    index, rng = SketchIndex(whole_numbers(verifier)), np.random.default_rng(_SEED)
    made = [sketch_of(verifier, template) for template in templates]
    index.put({key: made[int(rng.integers(len(made)))] for key in range(_INDEXED)})
    own = sketch_of_seen(verifier, seen)
    taken = in_turn({"ours": [lambda: lambda: index.nearest(own, SHORTLIST)]}, _ROUNDS)["ours"]
    bytes_each = len(own) - HEAD_BYTES
    return Row(
        subject=SUBJECT, what=f"the nearest of {_INDEXED:,} sketches", who="sigverify",
        median=taken.median_ms, worst=taken.worst_ms, best=taken.best_ms, worked=taken.worked_ms,
        count=taken.seconds.size, limit=measured().least_ms(0.0, 2.0 * _INDEXED * bytes_each),
        note=f"{bytes_each} bytes a signer are passed over",
    )  # fmt: skip


def _people(verifier: Verifier, corpus: Corpus) -> tuple[list[Template], list[tuple[int, Seen]]]:
    """Return templates of five references, and a further signature of each signer with the place of its template."""
    templates: list[Template] = []
    asked: list[tuple[int, Seen]] = []
    for name in corpus.signers:
        inks = [sample.recording for sample in corpus.of(name, "genuine")]
        try:
            template, seen = verifier.enrol(inks[:REFERENCES], band=False), verifier.seen(inks[REFERENCES])
        except InkError:
            continue
        asked.append((len(templates), seen))
        templates.append(template)
    return templates, asked


def _ranks(
    verifier: Verifier, templates: list[Template], index: SketchIndex, writer: int, seen: Seen
) -> tuple[int, int, int]:
    """Return the writer's rank by sketches, among the shortlist, and where all are weighed; 0 comes first."""
    order = index.nearest(sketch_of_seen(verifier, seen), len(templates))
    scores = np.array([verifier.weigh(template, seen).score for template in templates])
    by_sketch = order.index(writer)
    better = scores > scores[writer]
    short = int(better[order[:SHORTLIST]].sum()) if by_sketch < SHORTLIST else len(templates)
    return by_sketch, short, int(better.sum())
