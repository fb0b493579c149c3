"""What leaves the workbench from the results' pages, on record."""
