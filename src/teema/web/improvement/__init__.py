"""What is done about the findings."""
