"""Zentrale: the packages of the sites, and the table of their figures."""
