"""Torch modules, their losses, alignment of frames in time, and model files."""
