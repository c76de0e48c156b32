"""Räume und Team: rooms, carers with their times, the policy, and the first set-up."""
