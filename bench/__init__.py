"""Measures whether Teema is quick enough: ``python -m bench``."""
