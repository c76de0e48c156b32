"""Unterlagen: each person's application papers with their versions."""
