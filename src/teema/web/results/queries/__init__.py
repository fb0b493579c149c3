"""Rows and results → what a page shows."""
