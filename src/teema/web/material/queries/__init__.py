"""Reads of the material."""
