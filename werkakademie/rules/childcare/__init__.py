"""Pure rules of the care beside the sessions."""
