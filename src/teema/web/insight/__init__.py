"""What the analyst concludes from the comparison."""
