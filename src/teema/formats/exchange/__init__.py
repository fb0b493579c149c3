"""Projects of other programs: what they have in common, how it becomes a study and back, and what got lost on the way."""
