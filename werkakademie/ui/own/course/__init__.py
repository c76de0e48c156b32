"""The short course: six cards on which somebody tries out a PC without anything that could go wrong."""
