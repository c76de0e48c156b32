"""The page „Stellen suchen“: postings from the net, in a thread that nobody waits for."""
