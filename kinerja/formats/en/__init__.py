"""English, for the interface only."""
