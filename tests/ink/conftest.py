"""Lets the tests of ink draw from `any_ink`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
