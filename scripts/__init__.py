"""What make calls: the set-up on a new machine and the lock. Standard library only."""
