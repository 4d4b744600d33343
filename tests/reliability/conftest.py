"""Lets the tests of reliability import `killing`, which is run as a program too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
