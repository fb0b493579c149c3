"""Writes, each an act: permission, transaction, history."""
