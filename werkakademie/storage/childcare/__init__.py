"""Queries of childcare: children, rooms and carers, places, the search for a lasting place."""
