"""The pages of comparison: what the analysis finds, each number with the way to its segments."""
