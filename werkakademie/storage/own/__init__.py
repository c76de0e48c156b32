"""Queries of the participant's place; each takes the person and reads what is theirs."""
