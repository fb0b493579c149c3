"""What is asked on the comparison's pages."""
