"""Curves, bars and strips. They draw what they are given and compute nothing."""
