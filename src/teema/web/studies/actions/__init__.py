"""Writes of the design, the register and the interviews, a module for each part of the work."""
