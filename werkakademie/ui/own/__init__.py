"""The participant's place: a full screen with large steps, in the person's language, about nobody else."""
