"""Rows that arrive in pages of 100, each asked for when the person scrolls near it."""

from collections.abc import Callable, Sequence
from typing import Any

PAGE_SIZE = 100
#: Takes the rows of one page and where the next one begins; None: there are no more.
Deliver = Callable[[Sequence[Any], Any], None]
#: Asks for the page that begins after a cursor (None: the first) and answers through Deliver, now or later.
Fetch = Callable[[Any, Deliver], object]


class Paging:
    """Keeps the rows that have come and asks for the next page once at a time.

    A new `restart` makes the answers of older requests worthless: they are dropped when they come.
    """

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self._fetch: Fetch | None = None
        self._cursor: Any = None
        self._more = False
        self._asking = False
        self._generation = 0

    def restart(self, fetch: Fetch | None) -> None:
        """Begin anew with another source."""
        self._generation += 1
        self._fetch = fetch
        self._cursor = None
        self._more = fetch is not None
        self._asking = False

    def can_ask(self) -> bool:
        return self._more and not self._asking

    def ask(self, arrived: Callable[[Sequence[Any], bool], None]) -> None:
        """Ask for the next page; `arrived` gets its rows and whether it is the first one."""
        if self._fetch is None or not self.can_ask():
            return
        self._asking = True
        generation, first = self._generation, self._cursor is None

        def deliver(rows: Sequence[Any], cursor: Any) -> None:
            if generation != self._generation:
                return
            self._asking = False
            self._cursor = cursor
            self._more = cursor is not None
            arrived(rows, first)

        self._fetch(self._cursor, deliver)
