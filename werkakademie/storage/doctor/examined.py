"""What every check gets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from werkakademie.records.doctor import Finding
from werkakademie.records.progress import Progress
from werkakademie.storage.transaction import Store


@dataclass(frozen=True, slots=True)
class Examined:
    """The opened store; `step` is called now and then by checks that take long, and raises when somebody cancels."""

    store: Store
    #: The driver's connection inside a transaction that only reads.
    connection: Any
    now: datetime
    step: Callable[[], None]

    @property
    def folder(self) -> Path:
        """Where database, vault and backups lie."""
        return self.store.path.parent


Check = Callable[[Examined], Iterator[Finding]]


class Stepper:
    """Tells a progress the same place again, so that a long check can be cancelled in its middle."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0
        self._text = ""

    def begin(self, done: int, text: str) -> None:
        """The next check begins."""
        self._done, self._text = done, text
        self()

    def __call__(self) -> None:
        self._progress.advance(self._done, self._total, self._text)
