"""Forms of the results' pages."""
