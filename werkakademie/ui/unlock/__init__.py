"""The door: who are you, and the password."""
