"""Writes of the report, a module for each part of the work."""
