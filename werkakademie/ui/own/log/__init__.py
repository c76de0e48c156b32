"""A person's own log: writing an application down, what became of it, everything else they did."""
