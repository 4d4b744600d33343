"""The encrypted database of signers, recordings, templates, decisions and models."""
