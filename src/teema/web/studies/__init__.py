"""The study's design, its customers and people, its guide and its interviews; and who may do what in it."""
