"""Feeds a reader what libFuzzer finds its way with, through atheris; for long runs, see `python fuzzing.py --help`.

The tests of damaged files draw blindly from valid ones. atheris sees which lines and comparisons of the reader a file
reaches, and keeps those that reach further; half of its changes to JSON and safetensors are to what they say. An error
that is none of ours, ten seconds or a gigabyte ends the run, and the file that did it is written to the working
folder: lay it into `once_failed/READER+WORD`, where a test reads it ever after.

    pip install atheris
    python tests/reliability/fuzzing.py inkml --seconds 600
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "ink" / "formats")]

import atheris  # noqa: E402

PACKAGE = HERE.parents[1] / "sigverify"
COMPILED = [
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for path in PACKAGE.rglob("*.py")
    if "from sigverify.compiled import" in path.read_text(encoding="utf-8")
]
"""Modules with loops for numba, which compiles bytecode that it knows, and none of atheris's."""

with atheris.instrument_imports(include=["sigverify"], exclude=COMPILED):
    from readers import READERS, SEEDS
    from structured_damage import damaged

    from sigverify.errors import SigverifyError


def reading(read: Callable[[bytes], object]) -> Callable[[bytes], None]:
    """Return what hands a file to a reader and passes over its own errors, which are its answer."""

    def one(content: bytes) -> None:
        try:
            read(content)
        except SigverifyError:
            return

    return one


def change(content: bytes, most: int, seed: int) -> bytes:
    """Return another file to try: as libFuzzer changes bytes, or with other values where it has any."""
    random = Random(seed)
    found = damaged(content, random) if random.random() < 0.5 else None
    return found[:most] if found is not None else atheris.Mutate(content, most)


def main() -> None:
    """Fuzz one reader; libFuzzer prints how many files it tried, and ends the process itself."""
    parser = argparse.ArgumentParser(description="Fuzz a reader with atheris.")
    parser.add_argument("reader", choices=sorted(READERS))
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--kept", type=Path, default=None, help="folder in which what reached further is kept")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="seeds-") as holder:
        for number, seed in enumerate(SEEDS[asked.reader]):
            (Path(holder) / str(number)).write_bytes(seed)
        limits = [f"-max_total_time={asked.seconds}", "-timeout=10", "-rss_limit_mb=1024", "-print_final_stats=1"]
        folders = [str(asked.kept)] if asked.kept is not None else []
        longest = max(8192, *(2 * len(seed) for seed in SEEDS[asked.reader]))
        atheris.Setup(
            [sys.argv[0], *limits, f"-max_len={longest}", *folders, holder],
            reading(READERS[asked.reader]),
            custom_mutator=change,
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
