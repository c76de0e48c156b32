"""Sicherheit: what keeps the data safe."""
