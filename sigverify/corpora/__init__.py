"""Recordings of many signers under a protocol; every corpus gives the same iterators."""
