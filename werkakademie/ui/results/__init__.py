"""Auswertung: the result of a period, its chart and its report."""
