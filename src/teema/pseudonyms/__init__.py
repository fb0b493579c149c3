"""Pseudonyms in the place of names, in every form and everywhere in a study; and back. No files."""
