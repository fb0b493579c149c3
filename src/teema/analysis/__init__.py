"""Frames in, results out; one module per method. Every result carries its counts and the way back to its segments."""
