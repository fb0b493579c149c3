"""What is asked of those who conclude."""
