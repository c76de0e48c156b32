"""Anwesenheit: the sheet of one session, and the figures that come of it."""
