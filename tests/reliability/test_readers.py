"""Whatever bytes a reader of the program is given: it reads them or refuses them in words, soon and in little memory.

Files of signatures have tests of their own in `tests/ink/formats`; here are the same rules for all that is read.
"""

import json
import tracemalloc
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readers import READERS, SEEDS
from structured_damage import damaged
from valid_files import damage

from sigverify.errors import SigverifyError

ONCE_FAILED = sorted((Path(__file__).parent / "once_failed").iterdir())
EVERY_READER = pytest.mark.parametrize("name", READERS)
MEGABYTE = 1_000_000


def read_or_refused(name: str, content: bytes) -> None:
    try:
        READERS[name](content)
    except SigverifyError as error:
        told = str(error)
    else:
        return
    assert told


@EVERY_READER
def test_what_is_damaged_below_is_whole(name: str) -> None:
    assert SEEDS[name]
    for content in SEEDS[name]:
        READERS[name](content)


@EVERY_READER
@settings(
    suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=120,
)
@given(data=st.data())
def test_what_is_damaged_is_read_or_refused_in_words(name: str, data: st.DataObject) -> None:
    read_or_refused(name, data.draw(st.sampled_from(SEEDS[name]).flatmap(damage)))


OF_VALUES = [name for name in READERS if all(damaged(seed, Random(0)) for seed in SEEDS[name])]


def test_these_are_json_or_hold_it() -> None:
    assert OF_VALUES == ["packing", "template", "checkpoint", "history", "card"]


@pytest.mark.parametrize("name", OF_VALUES)
@settings(suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow], max_examples=250)
@given(seed=st.integers(0, 2**32), which=st.integers(0, 10))
def test_whatever_a_value_is_it_is_read_or_refused_in_words(name: str, seed: int, which: int) -> None:
    content = damaged(SEEDS[name][which % len(SEEDS[name])], Random(seed))
    assert content is not None
    read_or_refused(name, content)


@EVERY_READER
@pytest.mark.parametrize("bracket", [b"[", b'{"a":', b"<ink>", b"("])
def test_depth_without_end_is_refused_in_words(name: str, bracket: bytes) -> None:
    seed = SEEDS[name][0]
    read_or_refused(name, bracket * 100_000)
    read_or_refused(name, seed[: len(seed) // 2] + bracket * 100_000)
    header = json.dumps({"__metadata__": {"checkpoint": "[" * 100_000, "template": "[" * 100_000, "sha256": ""}})
    read_or_refused(name, len(header).to_bytes(8, "little") + header.encode())


ROW = b"3233 6023 5034610 1 1480 640 327\n"
"""What a tablet writes for a point: numbers of one digit would take more as binary ones than as text."""


@EVERY_READER
@pytest.mark.parametrize("filling", [b"0 ", b"9", b"1,", b"\n", b"\xff", b"\0", b'"', ROW, ROW.replace(b" ", b",")])
def test_nothing_takes_many_times_its_size(name: str, filling: bytes) -> None:
    seed = SEEDS[name][0]
    count = MEGABYTE // len(filling)
    for content in (filling * count, seed + filling * count, b"%d\n" % count + filling * count):
        tracemalloc.start()
        try:
            read_or_refused(name, content)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 10 * len(content), f"{peak / len(content):.1f} times"


@pytest.mark.parametrize("path", ONCE_FAILED, ids=lambda path: path.name)
def test_what_once_failed_is_read_or_refused_in_words(path: Path) -> None:
    """Each file is named after its reader, a plus sign, and what was wrong."""
    read_or_refused(path.name.partition("+")[0], path.read_bytes())
