"""The day of childcare and its waiting list."""
