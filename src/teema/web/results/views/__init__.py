"""Requests → pages; one analysis or query each."""
