"""Einstellungen: the site, its accounts, and how the window looks."""
