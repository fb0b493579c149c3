"""Writes to the material: files in, speakers, corrections, relevance, erasure."""
