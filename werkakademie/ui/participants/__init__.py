"""Teilnehmende: the list of people and each one's record."""
