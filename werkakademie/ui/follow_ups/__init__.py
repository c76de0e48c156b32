"""Nachfragen: whom to ask, what was tried, what became of people."""
