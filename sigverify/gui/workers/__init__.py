"""Threads: one worker class, given a plain callable."""
