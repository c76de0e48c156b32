"""Checks whether the store is as it was written, and repairs what can be repaired without touching what was entered."""
