"""Figures on paper: one file that a person reads, prints or sends."""
