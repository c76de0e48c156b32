"""Export: what leaves for the centre, and the packages that were written."""
