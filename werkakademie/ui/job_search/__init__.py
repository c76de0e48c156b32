"""Stellensuche: each person's applications and the stages that they reached."""
