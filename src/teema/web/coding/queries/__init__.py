"""Reads of the codebook, codings and memos."""
