"""Pages of the codebook and of coding."""
