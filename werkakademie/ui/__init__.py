"""The window: shell, shared widgets, and one folder per place that a person goes to."""
