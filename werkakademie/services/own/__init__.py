"""What a participant does at their own place; each action touches what is theirs and nothing of anybody else."""
