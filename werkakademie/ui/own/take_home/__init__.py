"""Everything of mine as one file."""
