"""What pages of the codebook and of coding send, checked."""
