"""Enrol, verify, retrain and evaluate as plain callables, without a window."""
