"""Gruppen: the groups with their slots, people and sessions."""
