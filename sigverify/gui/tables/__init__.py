"""Lists of signers."""
