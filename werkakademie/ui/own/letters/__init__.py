"""Cover letters at the participant's place: the list of them, and one with its preview."""
