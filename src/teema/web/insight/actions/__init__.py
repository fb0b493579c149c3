"""Writes to judgements and findings, each within one act."""
