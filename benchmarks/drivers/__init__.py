"""Programs that a benchmark starts as processes of their own; each prints the moment of its first paint and ends."""
