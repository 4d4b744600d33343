"""The window."""

import sys

if sys.platform == "win32":
    # From torch 2.9 on, loading its libraries after Qt's fails there with WinError 1114.
    import torch  # noqa: F401
