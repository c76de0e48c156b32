"""Heute: the first page."""
