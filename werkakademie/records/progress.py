"""How long work says where it is, and learns that it should stop."""

from typing import Protocol


class Progress(Protocol):
    """Passed to an action that takes long; nothing is stored when it ends by `Cancelled`."""

    def advance(self, done: int, total: int | None, text: str = "") -> None:
        """Say that `done` of `total` is done (None: nobody knows of how many). Raises `Cancelled` on a wish to stop."""
        ...


class Unwatched:
    """Progress that nobody looks at and nobody cancels."""

    def advance(self, done: int, total: int | None, text: str = "") -> None:
        """Go on."""
