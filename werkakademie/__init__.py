"""Werkakademie: the program for Work-First groups in German Jobcenters."""

__version__ = "0.1.0"
