"""Writes to what is concluded, each within an act."""
