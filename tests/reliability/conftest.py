"""Lets the tests of reliability import `killing` and `readers`, which are run as programs too, and valid files."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "ink" / "formats"), str(HERE.parent / "plugins")]
