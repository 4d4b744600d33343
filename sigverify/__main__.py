"""`python -m sigverify` is the command `sigverify`."""

from sigverify.cli import main

main()
