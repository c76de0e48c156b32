"""The place of carers."""
