"""Asks the world outside in a thread of its own: neither the window nor the database ever waits for it."""

import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from werkakademie.errors import Cancelled, ProgramError, WerkakademieError, fault_report
from werkakademie.services.job_portal import Line, SlowPortalError

#: A name server may keep silent for longer than any connection; then the window stops waiting before the thread does.
PATIENCE_MILLISECONDS: Final = 30_000
_LOOK_MILLISECONDS: Final = 25

Failed = Callable[[WerkakademieError], object]


@dataclass(frozen=True, slots=True)
class _Call:
    """What the thread sees. It names nothing of Qt: the last reference to a widget must not end there."""

    work: Callable[..., Any]
    arguments: tuple[Any, ...]
    keywords: Mapping[str, Any]
    line: Line = field(default_factory=Line)
    answer: queue.SimpleQueue[tuple[Any, WerkakademieError | None, str]] = field(default_factory=queue.SimpleQueue)

    def perform(self) -> None:
        try:
            self.answer.put((self.work(*self.arguments, **self.keywords, line=self.line), None, ""))
        except ProgramError as error:
            self.answer.put((None, error, fault_report(error)))
        except WerkakademieError as error:
            self.answer.put((None, error, ""))
        except Exception as error:  # noqa: BLE001 - any fault becomes a report in the window instead of a dead thread
            self.answer.put((None, ProgramError(type(error).__name__), fault_report(error)))


class Outside(QObject):
    """One question at a time; a new one hangs up on the one before. `settled` when nobody waits any more.

    `faulty` gets a fault of the program with its report, beside `failed`.
    """

    settled = Signal()

    def __init__(self, parent: QObject, *, faulty: Callable[[WerkakademieError, str], object]) -> None:
        super().__init__(parent)
        self._faulty = faulty
        self._call: _Call | None = None
        self._done: Callable[[Any], object] = _nobody
        self._failed: Failed = _nobody
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MILLISECONDS)
        self._look.timeout.connect(self._look_for_answer)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MILLISECONDS)
        self._patience.timeout.connect(self._give_up)

    @property
    def is_waiting(self) -> bool:
        return self._call is not None

    def ask(
        self,
        work: Callable[..., Any],
        *arguments: Any,
        done: Callable[[Any], object],
        failed: Failed,
        **keywords: Any,
    ) -> None:
        """Run `work(*arguments, **keywords, line=…)`; the answer arrives in the window's thread."""
        self.hang_up()
        self._call = _Call(work, arguments, keywords)
        self._done, self._failed = done, failed
        threading.Thread(target=self._call.perform, name="net", daemon=True).start()
        self._look.start()
        self._patience.start()

    def hang_up(self) -> None:
        """Nobody wants the answer any more; neither `done` nor `failed` is called."""
        if self._call is not None:
            self._call.line.hang_up()
            self._end()
            self.settled.emit()

    def _look_for_answer(self) -> None:
        if self._call is None or self._call.answer.empty():
            return
        result, error, report = self._call.answer.get()
        done, failed = self._done, self._failed
        self._end()
        if error is None:
            done(result)
        elif not isinstance(error, Cancelled):
            failed(error)
            if report:
                self._faulty(error, report)
        self.settled.emit()

    def _give_up(self) -> None:
        failed = self._failed
        if self._call is not None:
            self._call.line.hang_up()
            self._end()
            failed(SlowPortalError())
            self.settled.emit()

    def _end(self) -> None:
        self._look.stop()
        self._patience.stop()
        self._call = None
        self._done = self._failed = _nobody


def _nobody(_answer: object) -> None:
    """Who gets an answer that nobody waits for."""
