"""Server and worker killed at any moment: what was acknowledged stays, and what was cut off says so. ``python -m fuzz.kills``."""
