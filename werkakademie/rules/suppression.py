"""Small counts of published figures: which are hidden, and which rates with them (the primary step only).

Further cells, without which a hidden one could be worked out from its margins, are not this module's concern.
"""

#: Counts from 1 up to below this are hidden, unless the site sets another threshold.
THRESHOLD = 3
#: What stands in place of a hidden number; a legend says so.
HIDDEN = "*"


def hidden(count: int, threshold: int = THRESHOLD) -> bool:
    """Whether so few people could be told apart; nobody (0) can't."""
    return 0 < count < threshold


def shown_count(count: int, threshold: int = THRESHOLD) -> str:
    """The count, or the sign that stands for a hidden one."""
    return HIDDEN if hidden(count, threshold) else str(count)


def rate_hidden(numerator: int, denominator: int, threshold: int = THRESHOLD) -> bool:
    """Whether a rate would give away a hidden count: its numerator, or those who are missing from it."""
    return hidden(numerator, threshold) or hidden(denominator - numerator, threshold)
