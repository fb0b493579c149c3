"""Who did what, and how it is taken back. Knows rows and people, and no feature."""
