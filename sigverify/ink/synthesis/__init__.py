"""Synthetic signers from the sigma-lognormal model of handwriting."""
