"""Results → what a page shows."""
