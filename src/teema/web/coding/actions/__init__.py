"""Writes of the codebook, codings and memos, a module for each part of the work."""
