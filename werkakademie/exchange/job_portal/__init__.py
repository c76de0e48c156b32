"""The job search of the Bundesagentur, which has no official interface: ask as little as possible, believe nothing."""
