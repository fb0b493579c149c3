"""People who use the workspace, and how they sign in."""
