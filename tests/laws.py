"""On how many examples a law is tried: a few that are always the same, or many new ones."""

from typing import Any

from hypothesis import settings

#: How many more examples `--hypothesis-profile=searching` tries of a law that names a number of its own.
_MORE = 20


def examples(ordinary: int, **further: Any) -> settings:
    """Decorates a law that is slow enough to name its number of examples; `further` as for hypothesis.settings."""
    more = _MORE if settings.get_current_profile_name() == "searching" else 1
    return settings(max_examples=ordinary * more, **further)
