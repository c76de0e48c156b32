"""The first page of the place: what is next, and four cards."""
